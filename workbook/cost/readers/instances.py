"""EC2 instances, alone or in groups that scale."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbook.cost.component import Component, Kind, Unpriced
from workbook.cost.meters import addresses
from workbook.cost.meters.instances import disk, instance
from workbook.cost.number import HOURS_PER_MONTH, Number
from workbook.cost.readers.context import Context, Readers
from workbook.cost.readers.priced import priced
from workbook.graph.model import EdgeKind, node_id
from workbook.graph.queries import internet_facing
from workbook.lang import Text
from workbook.template.model import Resource, Value, at, describe
from workbook.template.scalars import number

INSTANCE, GROUP = "AWS::EC2::Instance", "AWS::AutoScaling::AutoScalingGroup"
ADDRESS, VOLUME = "AWS::EC2::EIP", "AWS::EC2::Volume"
POLICY = "AWS::AutoScaling::ScalingPolicy"
LAUNCHED = ("AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration")
DEFAULT_ROOT_GB = 8
"""The root disk of an Amazon Linux image, where the template says no other size."""
GP3 = "gp3"
VCPUS = {"nano": 2, "micro": 2, "small": 2, "medium": 2, "large": 2, "xlarge": 4, "2xlarge": 8}
"""vCPUs of the sizes that the burstable and general families have in common (EC2 instance types)."""
DEFAULT_CPU_TARGET = 0.5

Found = Iterator[Component | Unpriced]


def alone(resource: Resource, context: Context) -> Found:
    """An instance with its disks and its address."""
    kind = describe(resource.get("InstanceType", "t3.micro"))
    yield from priced(instance(kind), context.book)
    yield from _disks(resource.get("BlockDeviceMappings"), 1.0, 0.0)
    has_own = any(node.type == ADDRESS for node in context.graph.successors(node_id(resource)))
    named = any(edge.source in _addresses(context) for edge in context.graph.incoming(node_id(resource)))
    if internet_facing(context.graph, node_id(resource)) is not None and not has_own and not named:
        yield from addresses.in_use(1)


def group(resource: Resource, context: Context) -> Found:
    """The instances of an Auto Scaling group, as many as the load asks for within its bounds."""
    launched = _launched(resource, context)
    if launched is None:
        yield Unpriced(_NO_TEMPLATE, "LaunchTemplate")
        return
    kind = describe(launched.get("LaunchTemplateData.InstanceType", launched.get("InstanceType")))
    least, most = number(resource.get("MinSize")), number(resource.get("MaxSize"))
    if least is None or most is None or "$" in kind:
        yield Unpriced(_BOUNDS_UNKNOWN, "MinSize")
        return
    least = max(least, number(resource.get("DesiredCapacity")) or 0) if not _scales(resource, context) else least
    extra = _extra_hours(resource, kind, least, most, context)
    yield from priced(instance(kind, least * HOURS_PER_MONTH, path="MinSize"), context.book)
    yield from priced(instance(kind, extra, Kind.USAGE, "MaxSize"), context.book)
    mappings = launched.get("LaunchTemplateData.BlockDeviceMappings", launched.get("BlockDeviceMappings"))
    yield from _disks(mappings, least, extra / HOURS_PER_MONTH)
    if internet_facing(context.graph, node_id(launched)) is not None:
        yield from addresses.in_use(least)
        yield from addresses.in_use(1, extra, Kind.USAGE)


def volume(resource: Resource, context: Context) -> Found:
    """A disk of its own."""
    del context
    size = number(resource.get("Size"))
    if size is None or resource.get("VolumeType", "gp2") != GP3:
        yield Unpriced(_NOT_GP3, "VolumeType")
        return
    yield from disk(size, path="Size")


READERS: Readers = {INSTANCE: alone, GROUP: group, VOLUME: volume}


def _launched(resource: Resource, context: Context) -> Resource | None:
    behind = context.graph.successors(node_id(resource))
    return next((node.resource for node in behind if node.type in LAUNCHED and node.resource is not None), None)


def _scales(resource: Resource, context: Context) -> bool:
    return any(node.type == POLICY for node in context.graph.predecessors(node_id(resource), EdgeKind.SCALES))


def _extra_hours(resource: Resource, kind: str, least: float, most: float, context: Context) -> Number:
    """The instance hours a month above the least number."""
    if not _scales(resource, context):
        return 0.0
    requests, workload = context.requests(resource), context.workload(resource)
    vcpus = VCPUS.get(kind.rpartition(".")[2], 2)
    answered = np.asarray(workload.requests_per_second_per_vcpu)[..., np.newaxis] * vcpus * DEFAULT_CPU_TARGET
    wanted = np.ceil(requests.api_requests_by_hour / 3600 / answered - 1e-9)
    limit = np.inf if context.growing else most
    return requests.hours.total(np.clip(wanted, least, limit) - least)


def _disks(mappings: Value, fixed: Number, extra: Number) -> Found:
    """The disks of so many instances that are always there, and of those that the load adds."""
    parts = mappings if isinstance(mappings, tuple) else ()
    sizes = [_ebs(part) for part in parts] or [(float(DEFAULT_ROOT_GB), GP3)]
    for size, kind in sizes:
        if kind != GP3 or size is None:
            yield Unpriced(_NOT_GP3, "BlockDeviceMappings")
            continue
        yield from disk(size * fixed, path="BlockDeviceMappings")
        if np.any(np.asarray(extra) > 0):
            yield from disk(size * extra, Kind.USAGE, "BlockDeviceMappings")


def _ebs(part: Value) -> tuple[float | None, str]:
    size = number(at(part, "Ebs.VolumeSize", DEFAULT_ROOT_GB))
    return size, describe(at(part, "Ebs.VolumeType", "gp2"))


def _addresses(context: Context) -> frozenset[str]:
    return frozenset(node.id for node in context.graph.of_type(ADDRESS))


_NO_TEMPLATE = Text(
    en="the source does not declare what the group launches",
    es="la fuente no declara qué lanza el grupo",
)
_BOUNDS_UNKNOWN = Text(
    en="only the deployment tells the type or the number of the instances",
    es="solo el despliegue dice el tipo o el número de las instancias",
)
_NOT_GP3 = Text(
    en="the price book has prices for disks of the type gp3 alone",
    es="el libro de precios solo tiene precios de discos del tipo gp3",
)
