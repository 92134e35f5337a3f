"""EC2 instances that stand alone, and disks of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from workbook.cost.component import Component, Kind, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.meters import addresses
from workbook.cost.meters.instances import disk, instance
from workbook.cost.meters.watching import detailed_metrics
from workbook.cost.number import Number
from workbook.cost.readers.priced import priced
from workbook.cost.readers.reader import Found, Readers
from workbook.graph.model import Graph, node_id
from workbook.graph.queries import PUBLIC_FLAGS, internet_facing, subnets
from workbook.lang import Text
from workbook.template.model import Resource, Value, at, describe
from workbook.template.scalars import flag, number

INSTANCE, VOLUME = "AWS::EC2::Instance", "AWS::EC2::Volume"
ADDRESS, ASSOCIATION = "AWS::EC2::EIP", "AWS::EC2::EIPAssociation"
CONFIGURATION = "AWS::AutoScaling::LaunchConfiguration"
PLANS = ("AWS::EC2::LaunchTemplate", CONFIGURATION)
DEDICATED = frozenset({"dedicated", "host"})
DETAILED_METRICS = 7.0
"""Metrics of an instance with detailed monitoring (CloudWatch pricing page, example of detailed monitoring)."""
DEFAULT_TYPE = "m1.small"
"""The type of an instance that names none (CloudFormation, AWS::EC2::Instance)."""
ROOTS = frozenset({"/dev/xvda", "/dev/sda1"})
DEFAULT_ROOT_GB = 8
"""The root disk of an Amazon Linux image, where the template says no other size."""
GP3, DEFAULT_DISK = "gp3", "gp2"
INCLUDED_IOPS, INCLUDED_THROUGHPUT = 3_000, 125
"""What a gp3 volume has without a price of its own: operations and MiB a second (EBS pricing page)."""


@dataclass(frozen=True, slots=True)
class EbsNames:
    """What the properties of a disk are called where it is declared."""

    size: str = "VolumeSize"
    type: str = "VolumeType"


def alone(resource: Resource, context: Context) -> Found:
    """An instance with its disks and its address."""
    plan = plan_of(resource, context.graph)
    kind = describe(resource.get("InstanceType")) or (type_in(plan) if plan is not None else "") or DEFAULT_TYPE
    yield from on_demand(kind, plan, instance(kind), context)
    yield from unshared(resource, plan)
    yield from detailed_monitoring(resource, plan, 1.0)
    named = resource.get("BlockDeviceMappings")
    yield from disks(mappings_in(plan) if named is None and plan is not None else named)
    if is_public(resource, plan or resource, context.graph) and not _has_address(resource, context.graph):
        yield from addresses.of_instances(1)


def volume(resource: Resource, context: Context) -> Found:
    """A disk of its own."""
    del context
    yield from _disk(resource.properties, EbsNames("Size"))


READERS: Readers = {INSTANCE: alone, VOLUME: volume}


def plan_of(machine: Resource, graph: Graph) -> Resource | None:
    """The launch template or configuration that an instance or group is started from."""
    behind = graph.successors(node_id(machine))
    return next((node.resource for node in behind if node.type in PLANS and node.resource is not None), None)


def type_in(plan: Resource) -> str:
    """The instance type that a plan names; empty where it names none."""
    return describe(plan.get("LaunchTemplateData.InstanceType", plan.get("InstanceType")))


def mappings_in(plan: Resource) -> Value:
    """The disks that a plan names."""
    return plan.get("LaunchTemplateData.BlockDeviceMappings", plan.get("BlockDeviceMappings"))


def on_demand(kind: str, plan: Resource | None, hours: Iterator[Component], context: Context) -> Found:
    """The hours of instances of a type, where they are bought on demand and the book has the type."""
    market = "" if plan is None else describe(plan.get("LaunchTemplateData.InstanceMarketOptions.MarketType"))
    if market == "spot" or (plan is not None and plan.get("SpotPrice") is not None):
        yield Unpriced(_SPOT)
    elif "$" in kind:
        yield Unpriced(_TYPE_UNKNOWN, "InstanceType")
    else:
        yield from priced(hours, context.book)


def unshared(machine: Resource, plan: Resource | None) -> Iterator[Unpriced]:
    """That instances do not share their hardware, which costs more than the book tells."""
    places = ("Tenancy", "LaunchTemplateData.Placement.Tenancy", "PlacementTenancy")
    if any(each.get(place) in DEDICATED for each in (machine, plan or machine) for place in places):
        yield Unpriced(_DEDICATED, "Tenancy")


def detailed_monitoring(machine: Resource, plan: Resource | None, count: Number) -> Iterator[Component]:
    """The metrics by the minute of so many instances; a launch configuration that says nothing asks for them."""
    asked = [machine.get("Monitoring")]
    if plan is not None:
        silent = plan.type == CONFIGURATION and machine.type != INSTANCE
        asked += [plan.get("LaunchTemplateData.Monitoring.Enabled"), plan.get("InstanceMonitoring", silent or None)]
    if any(flag(each) for each in asked):
        yield from detailed_metrics(DETAILED_METRICS * count, "Monitoring")


def disks(mappings: Value, fixed: Number = 1.0, extra: Number = 0.0) -> Found:
    """The disks of so many instances that are always there, and of those that the load adds."""
    named = [part for part in (mappings if isinstance(mappings, tuple) else ()) if at(part, "Ebs") is not None]
    root: tuple[Value, ...] = () if any(at(part, "DeviceName") in ROOTS for part in named) else (_ROOT,)
    path = "BlockDeviceMappings" if named else ""
    for part in (*root, *named):
        yield from disks_of(at(part, "Ebs"), EbsNames(), (fixed, extra), path)


def disks_of(said: Value, names: EbsNames, count: tuple[Number, Number], path: str) -> Found:
    """So many disks that are always there, and so many that the load adds; what is unsure of them is said once."""
    fixed, extra = count
    yield from _disk(said, names, fixed, path=path)
    if np.any(np.asarray(extra) > 0):
        yield from (found for found in _disk(said, names, extra, Kind.USAGE, path) if isinstance(found, Component))


def is_public(machine: Resource, plan: Resource, graph: Graph) -> bool:
    """Whether instances have an address on the internet: by their plan, else by their subnets."""
    if internet_facing(graph, node_id(plan)) is not None:
        return True
    if plan.get(PUBLIC_FLAGS.get(plan.type, "")) is not None:
        return False
    places = (place.resource for place in subnets(graph, node_id(machine)))
    return any(place is not None and flag(place.get("MapPublicIpOnLaunch")) is True for place in places)


def _has_address(machine: Resource, graph: Graph) -> bool:
    """Whether the source declares the address of an instance, which is then charged by itself."""
    near = (*graph.predecessors(node_id(machine)), *graph.successors(node_id(machine)))
    return bool(graph.resources(ADDRESS)) and any(node.type in {ADDRESS, ASSOCIATION} for node in near)


def _disk(said: Value, names: EbsNames, count: Number = 1.0, kind: Kind = Kind.FIXED, path: str | None = None) -> Found:
    """So many disks of a kind, with what they ask for above what is included told apart."""
    size = number(at(said, names.size, DEFAULT_ROOT_GB if path is not None else None))
    if size is None or describe(at(said, names.type, DEFAULT_DISK)) != GP3:
        yield Unpriced(_NOT_GP3, names.type if path is None else path)
        return
    yield from disk(size * count, kind, names.size if path is None else path)
    above = (number(at(said, "Iops")) or 0) > INCLUDED_IOPS, (number(at(said, "Throughput")) or 0) > INCLUDED_THROUGHPUT
    if any(above):
        yield Unpriced(_FASTER, ("Iops" if above[0] else "Throughput") if path is None else path)


_ROOT: Value = {"Ebs": {"VolumeSize": DEFAULT_ROOT_GB, "VolumeType": GP3}}
_SPOT = Text(
    en="the price book has no Spot prices of EC2 instances, which move by the hour",
    es="el libro de precios no tiene precios Spot de instancias EC2, que cambian cada hora",
)
_TYPE_UNKNOWN = Text(
    en="only the deployment tells the type of the instances",
    es="solo el despliegue dice el tipo de las instancias",
)
_DEDICATED = Text(
    en="the price book has no prices for instances on dedicated hardware",
    es="el libro de precios no tiene precios para instancias en hardware dedicado",
)
_NOT_GP3 = Text(
    en="the price book has prices for disks of the type gp3 and a known size alone",
    es="el libro de precios solo tiene precios de discos del tipo gp3 y de tamaño conocido",
)
_FASTER = Text(
    en="the price book has no price for operations or throughput above what gp3 includes",
    es="el libro de precios no tiene precio para operaciones o caudal por encima de lo que incluye gp3",
)
