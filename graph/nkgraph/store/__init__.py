"""Stores that answer SPARQL, and the shapes of their answers."""
