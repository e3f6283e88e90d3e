"""Checks beyond reading: rules over the whole graph, and the SHACL contract."""
