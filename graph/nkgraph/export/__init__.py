"""Every output format: one exporter a file, each a function from the graph to files."""

from nkgraph.export.formats import FORMATS, export

__all__ = ["FORMATS", "export"]
