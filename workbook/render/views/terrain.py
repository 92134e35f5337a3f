"""The ground of the overview: which column and row each node of a VPC, a region or the edge stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.graph.model import GITHUB, USERS, EdgeKind, Graph, Node, NodeId
from workbook.graph.queries import SubnetKind
from workbook.render.catalogue import Part
from workbook.render.scene import Area
from workbook.render.views.cast import Spot
from workbook.render.views.names import Aspect
from workbook.render.views.parts import part_of
from workbook.render.views.sites import Plot, Site, lies_outside, plots_of, site_of, sites
from workbook.template.model import describe

USERS_COLUMN, EDGE_COLUMN, ENTRY_COLUMN = 0, 1, 2
TIERS = {SubnetKind.PUBLIC: 300, SubnetKind.PRIVATE: 400, SubnetKind.ISOLATED: 500}
REGION_ROW, STRIP_ROW, OTHERS_ROW = 0, 9000, 9001
CLOUD, REGION, OPERATIONS, OTHERS = "cloud", "region", "operations", "others"
_REGIONAL_COLUMNS = {Part.ENTRY: ENTRY_COLUMN, Part.MESSAGES: 300, Part.COMPUTE: 400, Part.DATA: 500}
_COPIED = ("AWS::ECS::Service", "AWS::AutoScaling::AutoScalingGroup")
_MOST_VPCS, _MOST_SUBNETS = 3, 3
# The order in the strip, so that arrows between neighbours stay short; the rest follows by name.
_STRIP = (
    "AWS::ECR::",
    "AWS::SecretsManager::",
    "AWS::SSM::",
    "AWS::Code",
    "AWS::Logs::",
    "AWS::S3::",
    "AWS::CloudTrail::",
    "AWS::CloudWatch::Dashboard",
    "AWS::Budgets::",
    "AWS::CloudWatch::",
    "AWS::SNS::",
    "External::Email",
)


@dataclass(frozen=True)
class Ground:
    """The VPCs that are drawn, with the rows of each."""

    sites: tuple[Site, ...]

    def row(self, site: Site, zone: str | None) -> int:
        """The row of a zone, or without one the row between the first two zones."""
        base = 100 * (self.sites.index(site) + 1)
        if zone is None:
            return base + 1
        position = site.zones.index(zone)
        return base if position == 0 else base + 1 + position

    def column(self, plot: Plot) -> int:
        """The column of a subnet; those beyond the third of a kind in a zone share the last column."""
        return TIERS[plot.kind] + min(plot.rank, _MOST_SUBNETS - 1)

    def main_rows(self) -> tuple[int, ...]:
        """The rows beside which users and edge services stand: those of the first VPC, or that of the region."""
        if not self.sites:
            return (REGION_ROW,)
        first = self.sites[0]
        return tuple(sorted({self.row(first, None), *(self.row(first, zone) for zone in first.zones)}))


def ground(graph: Graph) -> Ground:
    """The VPCs in which something is drawn, at most three."""
    return Ground(sites(graph)[:_MOST_VPCS])


def spots(graph: Graph, land: Ground) -> Iterator[Spot]:
    """The place of every node of the overview."""
    strip: list[Node] = []
    others: list[Node] = []
    for node in graph.nodes.values():
        part = part_of(graph, node)
        if part is Part.OPERATIONS:
            strip.append(node)
        elif part is Part.OTHER:
            others.append(node)
        elif part not in (Part.DETAIL, Part.HIDDEN):
            yield from _places(graph, land, node, part)
    yield from _people(graph, land)
    for box, row, nodes in ((OPERATIONS, STRIP_ROW, strip), (OTHERS, OTHERS_ROW, others)):
        area = Area(ENTRY_COLUMN, row, TIERS[SubnetKind.ISOLATED], row)
        yield from (Spot(n.id, box, area, small=True, together=True) for n in sorted(nodes, key=_strip_order))


def subnet_box(subnet: NodeId) -> str:
    """The id of the box of a subnet."""
    return f"box of {subnet}"


def _strip_order(node: Node) -> tuple[int, str, str]:
    position = next((i for i, start in enumerate(_STRIP) if node.type.startswith(start)), len(_STRIP))
    return position, node.type, node.id


def _people(graph: Graph, land: Ground) -> Iterator[Spot]:
    rows = land.main_rows()
    if USERS in graph.nodes:
        yield Spot(USERS, "", Area.cell(USERS_COLUMN, rows[min(1, len(rows) - 1)]))
    if GITHUB in graph.nodes:
        yield Spot(GITHUB, "", Area.cell(USERS_COLUMN, STRIP_ROW), small=True)


def _places(graph: Graph, land: Ground, node: Node, part: Part) -> Iterator[Spot]:
    rows = land.main_rows()
    if part is Part.EDGE:
        yield Spot(node.id, CLOUD, Area.cell(EDGE_COLUMN, rows[0]))
    elif part is Part.DNS:
        yield Spot(node.id, CLOUD, Area.cell(EDGE_COLUMN, rows[2] if len(rows) > 2 else rows[0]))
    elif part is Part.GATEWAY:
        yield from gateway_spots(graph, land, node)
    else:
        site = site_of(graph, land.sites, node.id)
        if site is not None:
            yield from _in_vpc(graph, land, site, node)
        else:
            yield from _regional(graph, land, node, part)


def _regional(graph: Graph, land: Ground, node: Node, part: Part) -> Iterator[Spot]:
    if lies_outside(graph, node.id) and part is not Part.ENTRY:
        yield Spot(node.id, REGION, Area.cell(_REGIONAL_COLUMNS[part], REGION_ROW))
    elif part is Part.ENTRY and graph.incoming(node.id, EdgeKind.FORWARDS_TO):
        yield Spot(node.id, REGION, Area.cell(ENTRY_COLUMN, land.main_rows()[0]))
    else:
        yield Spot(node.id, REGION, Area.cell(_REGIONAL_COLUMNS[part], REGION_ROW))


def gateway_spots(graph: Graph, land: Ground, node: Node) -> Iterator[Spot]:
    """The place of a gateway: in its subnet, in its VPC, or beside the VPC that it is attached to."""
    site = site_of(graph, land.sites, node.id)
    if site is None:
        yield Spot(node.id, REGION, Area.cell(ENTRY_COLUMN, land.main_rows()[-1]))
    elif node.type == "AWS::EC2::VPCEndpoint":
        last = max((land.column(plot) for plot in site.plots), default=TIERS[SubnetKind.PRIVATE])
        yield Spot(node.id, site.vpc, Area.cell(last, land.row(site, None)))
    elif plots := plots_of(graph, site, node.id):
        yield from _in_subnet(land, site, node, plots[0])
    else:
        yield Spot(node.id, REGION, Area.cell(ENTRY_COLUMN, land.row(site, None)))


def _in_vpc(graph: Graph, land: Ground, site: Site, node: Node) -> Iterator[Spot]:
    plots = plots_of(graph, site, node.id)
    if not plots:
        yield Spot(node.id, site.vpc, Area.cell(TIERS[SubnetKind.PRIVATE], land.row(site, None)))
    elif node.type == "AWS::RDS::DBInstance":
        yield from _database(land, site, node, plots)
    elif len(plots) == 1 and node.type not in _COPIED:
        yield from _in_subnet(land, site, node, plots[0])
    else:
        yield Spot(node.id, site.vpc, Area.cell(land.column(plots[0]), land.row(site, None)))
        if node.type in _COPIED:
            for plot in plots:
                yield from _in_subnet(land, site, node, plot, Aspect.COPY)


def _database(land: Ground, site: Site, node: Node, plots: Sequence[Plot]) -> Iterator[Spot]:
    """The primary in the zone that the template names, or else the first; with Multi-AZ a standby in another."""
    named = describe(node.resource.get("AvailabilityZone")) if node.resource is not None else ""
    home = next((plot for plot in plots if plot.zone == named), plots[0])
    doubled = node.resource is not None and node.resource.get("MultiAZ") in (True, "true")
    others = [plot for plot in plots if plot.zone != home.zone]
    if doubled and others:
        yield from _in_subnet(land, site, node, home, Aspect.PRIMARY)
        yield from _in_subnet(land, site, node, others[0], Aspect.STANDBY)
    else:
        yield from _in_subnet(land, site, node, home)


def _in_subnet(land: Ground, site: Site, node: Node, plot: Plot, aspect: Aspect = Aspect.WHOLE) -> Iterator[Spot]:
    area = Area.cell(land.column(plot), land.row(site, plot.zone))
    yield Spot(node.id, subnet_box(plot.subnet), area, aspect)
