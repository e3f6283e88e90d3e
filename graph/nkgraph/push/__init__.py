"""The graph carried into another store: over the Graph Store HTTP Protocol, or as files for its bulk loader."""
