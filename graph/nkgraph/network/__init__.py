"""The graph of links for NetworkX: projections of facts and claims."""

from nkgraph.network.links import LinkGroup, link_groups, multigraph

__all__ = ["LinkGroup", "link_groups", "multigraph"]
