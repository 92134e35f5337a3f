"""Services that come as a bundle: ECS Express Mode, which makes its parts itself, and Lightsail."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbook.cost.component import Component, Kind, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.demand.hourly import Hourly, by_cpu, shortage, whole
from workbook.cost.demand.outbound import log_gb
from workbook.cost.meters import lightsail, load_balancers, logs
from workbook.cost.meters.addresses import in_use
from workbook.cost.meters.fargate import TaskSize, tasks
from workbook.cost.meters.load_balancers import LoadBalancer
from workbook.cost.meters.transfer import to_internet
from workbook.cost.meters.watching import AlarmKind, alarm
from workbook.cost.number import GIB, MIB_PER_GB, UNITS_PER_VCPU
from workbook.cost.readers.network import fronted, unit_hours
from workbook.cost.readers.priced import priced
from workbook.cost.readers.reader import Found, Readers
from workbook.lang import Text
from workbook.template.model import Resource, describe
from workbook.template.scalars import number

EXPRESS = "AWS::ECS::ExpressGatewayService"
DEFAULT_CPU, DEFAULT_MEMORY, DEFAULT_TARGET = 1024, 2048, 60
"""What ECS takes for an Express service that says nothing (ECS API reference, CreateExpressGatewayService)."""

OTHER_BUNDLES = ("win", "ipv6")
"""How the names of bundles with Windows or without an IPv4 address go on after their size."""
EXPRESS_ALARMS = 3
"""Two of target tracking and one that stops faulty deployments (ECS developer guide, resources of Express Mode)."""


def express(resource: Resource, context: Context) -> Found:
    """The tasks of an Express service with an address each, and the load balancer that ECS makes for it."""
    least = number(resource.get("ScalingTarget.MinTaskCount", 1)) or 1
    most = number(resource.get("ScalingTarget.MaxTaskCount", 20)) or 20
    size = TaskSize(
        (number(resource.get("Cpu")) or DEFAULT_CPU) / UNITS_PER_VCPU,
        (number(resource.get("Memory")) or DEFAULT_MEMORY) / MIB_PER_GB,
    )
    requests = context.requests(resource)
    used = (number(resource.get("ScalingTarget.AutoScalingTargetValue")) or DEFAULT_TARGET) / 100
    wanted = whole(by_cpu(resource, size.vcpus, used, context))
    count = np.clip(wanted, least, np.inf if context.growing else most)
    found = Hourly(requests.hours, np.full(count.shape, least), count, wanted)
    fixed, more = found.fixed_hours, found.usage_hours
    yield from tasks(size, fixed, more, path="Cpu")
    yield from shortage(found, "ScalingTarget.MaxTaskCount")
    yield from in_use(1, fixed, path="NetworkConfiguration.Subnets")
    yield from in_use(1, more, Kind.USAGE, "NetworkConfiguration.Subnets")
    places = resource.get("NetworkConfiguration.Subnets")
    balancer = LoadBalancer(public_addresses=len(places) if isinstance(places, tuple) else 2)
    yield from load_balancers.hours(balancer)
    yield from load_balancers.units(balancer, unit_hours(requests, balancer))
    if not fronted(resource, context.graph):
        yield from to_internet((requests.api_bytes_out + requests.asset_bytes_out) / GIB)
    yield from _watched(resource, context)


def _watched(resource: Resource, context: Context) -> Iterator[Component]:
    """The alarms that ECS makes, and the log where the template names no group of its own."""
    yield from alarm(AlarmKind.STANDARD, float(EXPRESS_ALARMS))
    if resource.get("PrimaryContainer.AwsLogsConfiguration.LogGroup") is None:
        workload, gb = context.workload(resource), log_gb(resource, context)
        yield from logs.written(gb)
        yield from logs.kept(gb * workload.log_compression * workload.months_of_data)


def container_service(resource: Resource, context: Context) -> Found:
    """The nodes of a Lightsail container service."""
    power = describe(resource.get("Power"))
    nodes = number(resource.get("Scale")) or 1
    yield from priced(lightsail.container_service(power, int(nodes)), context.book)


def database(resource: Resource, context: Context) -> Found:
    """A Lightsail database, with a standby where its bundle says so."""
    bundle = describe(resource.get("RelationalDatabaseBundleId"))
    size, _, rest = bundle.partition("_")
    yield from priced(lightsail.database(size, high_availability=rest.startswith("ha")), context.book)


def instance(resource: Resource, context: Context) -> Found:
    """A Lightsail instance by its bundle: `micro_3_0`; the book has prices for Linux with an IPv4 address."""
    bundle = describe(resource.get("BundleId"))
    size, _, rest = bundle.partition("_")
    if rest.startswith(OTHER_BUNDLES):
        yield Unpriced(_NO_BUNDLE.format(bundle=bundle), "BundleId")
        return
    yield from priced(lightsail.instance(size), context.book)


def balancer(resource: Resource, context: Context) -> Found:
    """A Lightsail load balancer."""
    del resource, context
    yield from lightsail.load_balancer()


READERS: Readers = {
    EXPRESS: express,
    "AWS::Lightsail::Container": container_service,
    "AWS::Lightsail::Database": database,
    "AWS::Lightsail::Instance": instance,
    "AWS::Lightsail::LoadBalancer": balancer,
}

_NO_BUNDLE = Text(
    en="the price book has no price for the Lightsail bundle {bundle}",
    es="el libro de precios no tiene precio para el paquete de Lightsail {bundle}",
)
