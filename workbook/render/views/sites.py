"""Where the resources of a graph lie: the VPCs, their availability zones, and the subnets in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from workbook.graph.model import EXTERNAL, EdgeKind, Graph, NodeId
from workbook.graph.queries import SubnetKind, subnet_route, zones

VPC_TYPES = ("AWS::EC2::VPC", "External::Vpc")
_TIERS = (SubnetKind.PUBLIC, SubnetKind.PRIVATE, SubnetKind.ISOLATED)
_STORES = ("AWS::RDS::", "AWS::ElastiCache::", "AWS::DocDB::", "AWS::Neptune::", "AWS::Redshift::", "AWS::MemoryDB::")


@dataclass(frozen=True, slots=True)
class Plot:
    """A subnet: its kind, its zone, and which of the subnets of that kind in that zone it is."""

    subnet: NodeId
    kind: SubnetKind
    zone: str
    rank: int


@dataclass(frozen=True)
class Site:
    """A VPC with its subnets, zone by zone."""

    vpc: NodeId
    plots: tuple[Plot, ...]

    @cached_property
    def zones(self) -> tuple[str, ...]:
        """The availability zones that have subnets, sorted."""
        return tuple(sorted({plot.zone for plot in self.plots}))

    @cached_property
    def by_subnet(self) -> Mapping[NodeId, Plot]:
        """The plots by the id of their subnet."""
        return {plot.subnet: plot for plot in self.plots}


def sites(graph: Graph) -> tuple[Site, ...]:
    """Every VPC that the graph knows, those with most subnets first."""
    found = [Site(vpc.id, tuple(_plots(graph, vpc.id))) for vpc in graph.of_type(*VPC_TYPES)]
    return tuple(sorted(found, key=lambda site: (-len(site.plots), site.vpc)))


def zone_name(zone: str) -> str:
    """The name of a zone as a reader knows it: its own, or its number where only the deployment knows the name."""
    if "${" not in zone:
        return zone
    number = re.search(r"Fn::Select\((\d+),", zone)
    return str(int(number.group(1)) + 1) if number else ""


def _plots(graph: Graph, vpc: NodeId) -> Iterator[Plot]:
    taken: dict[tuple[SubnetKind, str], int] = {}
    inside = [n for n in graph.successors(vpc, EdgeKind.CONTAINS) if n.type == "AWS::EC2::Subnet"]
    for subnet in sorted(inside, key=lambda n: (_holds_data(graph, n.id), n.id)):
        place = subnet_route(graph, subnet.id).kind, next(iter(zones(graph, subnet.id)), "")
        yield Plot(subnet.id, *place, taken.setdefault(place, 0))
        taken[place] += 1


def _holds_data(graph: Graph, subnet: NodeId) -> bool:
    return any(node.type.startswith(_STORES) for node in graph.predecessors(subnet, EdgeKind.PLACED_IN))


def site_of(graph: Graph, all_sites: tuple[Site, ...], node: NodeId) -> Site | None:
    """The VPC that a node lies in, by its subnets or as a part of the VPC itself."""
    subnets = {n.id for n in graph.successors(node, EdgeKind.PLACED_IN)}
    holders = {n.id for n in graph.predecessors(node, EdgeKind.CONTAINS)}
    for site in all_sites:
        if site.vpc in holders or subnets & site.by_subnet.keys():
            return site
    return None


def plots_of(graph: Graph, site: Site, node: NodeId) -> tuple[Plot, ...]:
    """The subnets of the site that a node lies in, zone by zone."""
    placed = [site.by_subnet[n.id] for n in graph.successors(node, EdgeKind.PLACED_IN) if n.id in site.by_subnet]
    return tuple(sorted(placed, key=lambda plot: (plot.zone, _TIERS.index(plot.kind), plot.rank)))


def lies_outside(graph: Graph, node: NodeId) -> bool:
    """Whether a node lies in subnets that the template only names."""
    return any(n.id.startswith(EXTERNAL) for n in graph.successors(node, EdgeKind.PLACED_IN))
