"""The boxes of the overview: cloud, region, VPCs, zones, subnets and the strip of operations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from workbook.graph.model import Graph, NodeId
from workbook.graph.queries import SubnetKind
from workbook.lang import Lang
from workbook.render.scene import Area, Box, BoxKind, Item
from workbook.render.views import words
from workbook.render.views.sites import Plot, Site, zone_name
from workbook.render.views.terrain import CLOUD, OPERATIONS, OTHERS, REGION, Ground, subnet_box
from workbook.template.model import Resource, describe

_KINDS = {
    SubnetKind.PUBLIC: BoxKind.PUBLIC,
    SubnetKind.PRIVATE: BoxKind.PRIVATE,
    SubnetKind.ISOLATED: BoxKind.ISOLATED,
}


def frames(graph: Graph, land: Ground, lang: Lang, items: Mapping[str, tuple[Item, ...]]) -> tuple[Box, ...]:
    """The nested boxes with the items in them; boxes that would stay empty are left out, subnets are not."""
    vpcs = [box for site in land.sites for box in _vpc(graph, land, site, lang, items)]
    strips = [*_strip(OPERATIONS, words.OPERATIONS[lang], items), *_strip(OTHERS, words.OTHERS[lang], items)]
    region = around(REGION, BoxKind.REGION, _region_label(graph, lang), items.get(REGION, ()), [*vpcs, *strips])
    if region is not None:
        region = _stretched(region)
    inner = [region] if region is not None else []
    cloud = around(CLOUD, BoxKind.CLOUD, words.CLOUD[lang], items.get(CLOUD, ()), inner)
    return (cloud,) if cloud is not None else ()


def around(
    name: str, kind: BoxKind, label: str, items: Sequence[Item], boxes: Sequence[Box], covers: Iterable[NodeId] = ()
) -> Box | None:
    """A box just around items and boxes; None where there is nothing to be around."""
    areas = [item.area for item in items] + [box.area for box in boxes]
    if not areas:
        return None
    return Box(name, kind, label, reduce(Area.union, areas), tuple(items), tuple(boxes), tuple(covers))


def _stretched(region: Box) -> Box:
    """Strips are as wide as what stands above them."""
    above = [item.area for item in region.items]
    above += [box.area for box in region.boxes if box.kind is not BoxKind.STRIP]
    if not above:
        return region
    width = reduce(Area.union, above)
    boxes = [_as_wide(box, width) if box.kind is BoxKind.STRIP else box for box in region.boxes]
    return replace(region, boxes=tuple(boxes), area=reduce(Area.union, [*above, *(box.area for box in boxes)]))


def _as_wide(strip: Box, width: Area) -> Box:
    area = Area(width.left, strip.area.top, width.right, strip.area.bottom)
    return replace(strip, area=area, items=tuple(replace(item, area=area) for item in strip.items))


def _strip(name: str, label: str, items: Mapping[str, tuple[Item, ...]]) -> Iterator[Box]:
    box = around(name, BoxKind.STRIP, label, items.get(name, ()), ())
    if box is not None:
        yield box


def _vpc(graph: Graph, land: Ground, site: Site, lang: Lang, items: Mapping[str, tuple[Item, ...]]) -> Iterator[Box]:
    zones = [_zone(graph, land, site, zone, lang, items) for zone in site.zones]
    label = _vpc_label(graph, site, lang)
    box = around(site.vpc, BoxKind.VPC, label, items.get(site.vpc, ()), zones, (site.vpc,))
    if box is not None:
        yield box
    elif graph.nodes[site.vpc].resource is not None:
        area = Area.cell(400, land.row(site, None))
        yield Box(site.vpc, BoxKind.VPC, label, area, covers=(site.vpc,))


def _vpc_label(graph: Graph, site: Site, lang: Lang) -> str:
    resource = graph.nodes[site.vpc].resource
    if resource is None:
        return words.OUTSIDE_VPC[lang]
    return words.VPC.format(range=_block(resource))[lang].strip()


def _block(resource: Resource) -> str:
    """The address range of a VPC or subnet, where the template tells it."""
    block = describe(resource.get("CidrBlock"))
    return "" if "${" in block else block


def _zone(graph: Graph, land: Ground, site: Site, zone: str, lang: Lang, items: Mapping[str, tuple[Item, ...]]) -> Box:
    row = land.row(site, zone)
    plots = [plot for plot in site.plots if plot.zone == zone]
    columns = sorted({land.column(plot) for plot in plots})
    boxes = [
        _subnets(graph, [plot for plot in plots if land.column(plot) == column], Area.cell(column, row), lang, items)
        for column in columns
    ]
    area = reduce(Area.union, (box.area for box in boxes))
    label = words.ZONE.format(name=zone_name(zone))[lang].strip()
    return Box(f"{site.vpc} {zone}", BoxKind.ZONE, label, area, boxes=tuple(boxes))


def _subnets(graph: Graph, plots: Sequence[Plot], area: Area, lang: Lang, items: Mapping[str, tuple[Item, ...]]) -> Box:
    """One subnet, or several that share a column."""
    inside = tuple(item for plot in plots for item in items.get(subnet_box(plot.subnet), ()))
    label = _subnet_label(graph, plots[0], lang)
    if len(plots) > 1:
        label = f"{len(plots)} × {words.SUBNETS[plots[0].kind].format(range='')[lang].strip()}"
    name = subnet_box(plots[0].subnet)
    return Box(name, _KINDS[plots[0].kind], label, area, inside, covers=tuple(plot.subnet for plot in plots))


def _subnet_label(graph: Graph, plot: Plot, lang: Lang) -> str:
    resource = graph.nodes[plot.subnet].resource
    return words.SUBNETS[plot.kind].format(range=_block(resource) if resource is not None else "")[lang].strip()


def _region_label(graph: Graph, lang: Lang) -> str:
    names = sorted({stack.region for stack in graph.assembly.stacks if stack.region})
    return (words.REGION.format(names=", ".join(names)) if names else words.SOME_REGION)[lang]
