"""Pages to explore: a question that returns links, drawn by pyvis's vis-network in a page of our own."""
