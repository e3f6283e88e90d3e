"""Frozen values and pure functions: terms, dates, names, quantities, records, the ontology."""
