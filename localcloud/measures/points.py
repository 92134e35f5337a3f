"""Points of metrics, before they are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from localcloud.traffic import Tally

BALANCER, SERVICE, INSIGHTS, DATABASE = "AWS/ApplicationELB", "AWS/ECS", "ECS/ContainerInsights", "AWS/RDS"


@dataclass(frozen=True, slots=True)
class Point:
    """Values of a metric within a period, each with how often it was seen."""

    namespace: str
    name: str
    dimensions: Mapping[str, str]
    values: Mapping[float, int]
    unit: str = "None"


@dataclass(frozen=True, slots=True)
class Group:
    """A target group behind a load balancer, by their full names, and what is known of its targets."""

    balancer: str
    name: str
    healthy: int = 0
    unhealthy: int = 0


def of_group(group: Group, tally: Tally) -> Iterator[Point]:
    """What AWS publishes of a target group: counts of requests always, of answers where there are any."""
    whole = {"LoadBalancer": group.balancer}
    part = {**whole, "TargetGroup": group.name}
    counts = {f"HTTPCode_Target_{kind}_Count": count for kind, count in sorted(tally.answers.items())}
    for dimensions in (whole, part):
        yield _count(BALANCER, "RequestCount", dimensions, tally.requests)
        for name, count in counts.items():
            yield _count(BALANCER, name, dimensions, count)
        if tally.seconds:
            yield Point(BALANCER, "TargetResponseTime", dimensions, dict(tally.seconds), "Seconds")
    if tally.errors:
        yield _count(BALANCER, "HTTPCode_ELB_5XX_Count", whole, tally.errors)
    if group.healthy:
        for dimensions in (part, {"TargetGroup": group.name}):
            yield _count(BALANCER, "RequestCountPerTarget", dimensions, tally.requests / group.healthy)
    if group.healthy or group.unhealthy:
        yield _count(BALANCER, "HealthyHostCount", part, group.healthy)
        yield _count(BALANCER, "UnHealthyHostCount", part, group.unhealthy)


@dataclass(frozen=True, slots=True)
class Service:
    """A service of ECS, and shares of its tasks' reservations that were used, in percent."""

    cluster: str
    name: str
    desired: int
    running: int
    pending: int = 0
    cpu: tuple[float, ...] = ()
    memory: tuple[float, ...] = ()
    has_insights: bool = False


def of_service(service: Service) -> Iterator[Point]:
    """What AWS publishes of a service, that of Container Insights where its cluster has them."""
    named = {"ClusterName": service.cluster, "ServiceName": service.name}
    for name, values in (("CPUUtilization", service.cpu), ("MemoryUtilization", service.memory)):
        if values:
            yield Point(SERVICE, name, named, {value: values.count(value) for value in values}, "Percent")
    if service.has_insights:
        yield _count(INSIGHTS, "DesiredTaskCount", named, service.desired)
        yield _count(INSIGHTS, "RunningTaskCount", named, service.running)
        yield _count(INSIGHTS, "PendingTaskCount", named, service.pending)


@dataclass(frozen=True, slots=True)
class Database:
    """An instance of RDS, and what its server uses."""

    identifier: str
    cpu: float
    connections: int
    free_memory: int
    free_storage: int


def of_database(database: Database) -> Iterator[Point]:
    """What AWS publishes of an instance, as far as alarms and pictures here look at it."""
    named = {"DBInstanceIdentifier": database.identifier}
    yield Point(DATABASE, "CPUUtilization", named, {database.cpu: 1}, "Percent")
    yield _count(DATABASE, "DatabaseConnections", named, database.connections)
    yield Point(DATABASE, "FreeableMemory", named, {database.free_memory: 1}, "Bytes")
    yield Point(DATABASE, "FreeStorageSpace", named, {database.free_storage: 1}, "Bytes")


def _count(namespace: str, name: str, dimensions: Mapping[str, str], count: float) -> Point:
    return Point(namespace, name, dimensions, {float(count): 1}, "Count")
