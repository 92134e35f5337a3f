"""The numbers of a service that decide how it takes a failure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from workbook.flow.containers import containers, registered, task_definition
from workbook.flow.documented import (
    CONTAINER_STOP,
    DEREGISTRATION,
    DESIRED_COUNT,
    GRACE,
    HEALTH_INTERVAL,
    HEALTH_TIMEOUT,
    MAXIMUM_HEALTHY,
    MINIMUM_HEALTHY,
    UNHEALTHY_THRESHOLD,
)
from workbook.flow.model import Span
from workbook.flow.named import resource_of
from workbook.flow.settings import Setting, attribute, setting
from workbook.graph.model import Edge, EdgeKind, Graph, NodeId, node_id
from workbook.template.model import Resource

SERVICE = "AWS::ECS::Service"
_TARGET = "AWS::ApplicationAutoScaling::ScalableTarget"
_GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"


@dataclass(frozen=True, slots=True)
class Detection:
    """The health check that finds a target which no longer answers."""

    interval: Setting
    threshold: Setting
    timeout: Setting

    @property
    def takes(self) -> Span | None:
        """Seconds until a target that stops answering counts as unhealthy; None where a parameter decides.

        The first failing check comes at once or an interval after the fault; the last may take its whole time-out.
        """
        interval, threshold, timeout = self.interval.number, self.threshold.number, self.timeout.number
        if interval is None or threshold is None or timeout is None:
            return None
        return Span((threshold - 1) * interval, threshold * interval + timeout)


@dataclass(frozen=True, slots=True)
class Service:
    """A service with the target group that it registers in, if the template shows one."""

    graph: Graph
    resource: Resource
    registration: Edge | None

    @property
    def node(self) -> NodeId:
        """Its node in the graph."""
        return node_id(self.resource)

    @property
    def group(self) -> Resource | None:
        """The target group that finds its sick tasks."""
        return None if self.registration is None else resource_of(self.graph, self.registration.source)

    @property
    def tasks(self) -> Setting:
        """How many tasks run at least: what scaling never goes below, or the fixed count."""
        for node in self.graph.predecessors(self.node, EdgeKind.SCALES):
            target = resource_of(self.graph, node.id)
            if target is not None and target.type == _TARGET:
                return setting(target, "MinCapacity", DESIRED_COUNT)
        return setting(self.resource, "DesiredCount", DESIRED_COUNT)

    @property
    def detection(self) -> Detection | None:
        """The health check of its target group."""
        if self.group is None:
            return None
        return Detection(
            setting(self.group, "HealthCheckIntervalSeconds", HEALTH_INTERVAL),
            setting(self.group, "UnhealthyThresholdCount", UNHEALTHY_THRESHOLD),
            setting(self.group, "HealthCheckTimeoutSeconds", HEALTH_TIMEOUT),
        )

    @property
    def drain(self) -> Setting | None:
        """How long the load balancer lets open requests of a leaving task finish."""
        if self.group is None:
            return None
        return attribute(self.group, "TargetGroupAttributes", "deregistration_delay.timeout_seconds", DEREGISTRATION)

    @property
    def stop(self) -> Setting | None:
        """How long the container that answers may take to stop before it is killed."""
        task = task_definition(self.graph, self.node)
        if task is None:
            return None
        answering = registered(self.graph, self.registration) if self.registration is not None else None
        chosen = answering or next(iter(containers(task)), None)
        return None if chosen is None else setting(task, f"{chosen.path}.StopTimeout", CONTAINER_STOP)

    @property
    def grace(self) -> Setting:
        """How long failing health checks of a new task are ignored."""
        return setting(self.resource, "HealthCheckGracePeriodSeconds", GRACE)

    @property
    def minimum(self) -> Setting:
        """The percentage of the wanted tasks that a deployment keeps running."""
        return setting(self.resource, "DeploymentConfiguration.MinimumHealthyPercent", MINIMUM_HEALTHY)

    @property
    def maximum(self) -> Setting:
        """The percentage of the wanted tasks that a deployment may run, old and new together."""
        return setting(self.resource, "DeploymentConfiguration.MaximumPercent", MAXIMUM_HEALTHY)


def services(graph: Graph) -> Iterator[Service]:
    """Every service of the template, in the order of the graph."""
    for resource in graph.resources(SERVICE):
        edges = graph.incoming(node_id(resource), EdgeKind.FORWARDS_TO)
        groups = (e for e in edges if graph.nodes[e.source].type == _GROUP)
        yield Service(graph, resource, next(groups, None))


def kept_running(tasks: float, percent: float) -> int:
    """The tasks that a percentage of the wanted ones is, rounded up as ECS does."""
    return ceil(tasks * percent / 100)
