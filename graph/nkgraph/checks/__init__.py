"""Checks beyond reading: spellings, rules over the whole graph, and the SHACL contract."""
