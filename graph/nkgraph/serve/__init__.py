"""One local address with the explorer, the site, a query page, a SPARQL endpoint and downloads."""
