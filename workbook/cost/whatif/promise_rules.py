"""Which promise of AWS holds for a resource, and whether the resource goes on when one of its zones is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from workbook.cost.demand.shares import BALANCERS, DISTRIBUTION
from workbook.cost.demand.task_facts import SERVICE, TARGET
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.graph.queries import zones
from workbook.template.model import Resource, describe
from workbook.template.scalars import flag, number

BUCKET, PROXY = "AWS::S3::Bucket", "AWS::RDS::DBProxy"
EXPRESS, SCALING_GROUP = "AWS::ECS::ExpressGatewayService", "AWS::AutoScaling::AutoScalingGroup"

Predicate = Callable[[Resource, Graph], bool]


@dataclass(frozen=True, slots=True)
class PromiseRule:
    """Which promise is for a type of resource: the property that decides, and whether the resource is redundant.

    Without `is_redundant` the promise holds in any case. `within` are further parts that the resource makes itself.
    """

    promise: str
    place: str = ""
    is_redundant: Predicate | None = None
    within: tuple[str, ...] = ()

    def of(self, resource: Resource) -> str:
        """The name of the promise; a cluster that is not of Aurora has that of RDS."""
        if self.promise == "aurora" and not describe(resource.get("Engine")).startswith("aurora"):
            return "database"
        return self.promise


def redundant(resource: Resource, graph: Graph) -> bool:
    """Whether the template shows that something goes on when one of its zones is lost."""
    kind = PROMISE_RULES.get(resource.type)
    return kind is not None and (kind.is_redundant is None or kind.is_redundant(resource, graph))


def _balances_two_zones(balancer: Resource, graph: Graph) -> bool:
    """AWS makes application load balancers in two zones or more, and any other in one for each of its subnets."""
    if describe(balancer.get("Type", "application")) == "application" and balancer.type == BALANCERS[0]:
        return True
    given = [balancer.get(name) for name in ("Subnets", "SubnetMappings")]
    return any(isinstance(places, tuple) and len(places) > 1 for places in given) or _in_two_zones(balancer, graph)


def _in_two_zones(resource: Resource, graph: Graph) -> bool:
    return len(zones(graph, node_id(resource))) > 1


def _two_tasks(service: Resource, graph: Graph) -> bool:
    least = next((each.get("MinCapacity") for each in _scaled_by(service, graph)), service.get("DesiredCount", 1))
    return (number(least) or 0) > 1 and _in_two_zones(service, graph)


def _scaled_by(service: Resource, graph: Graph) -> Iterator[Resource]:
    for node in graph.predecessors(node_id(service), EdgeKind.SCALES):
        if node.type == TARGET and node.resource is not None:
            yield node.resource


def _two_express_tasks(service: Resource, graph: Graph) -> bool:
    """Without subnets of its own it stands in the public ones of the default VPC, of which ECS asks for two zones."""
    placed = service.get("NetworkConfiguration.Subnets") is None or _in_two_zones(service, graph)
    return placed and (number(service.get("ScalingTarget.MinTaskCount", 1)) or 0) > 1


def _two_instances(group: Resource, graph: Graph) -> bool:
    named = group.get("AvailabilityZones")
    spread = _in_two_zones(group, graph) or (isinstance(named, tuple) and len(named) > 1)
    return spread and (number(group.get("MinSize")) or 0) > 1


def _two_nodes(cluster: Resource, graph: Graph) -> bool:
    """A cluster of RDS always has three nodes; one of Aurora those that the template declares."""
    if not describe(cluster.get("Engine")).startswith("aurora"):
        return True
    nodes = graph.successors(node_id(cluster), EdgeKind.CONTAINS)
    return sum(node.resource is not None and node.resource.included for node in nodes) > 1


PROMISE_RULES: Mapping[str, PromiseRule] = {
    DISTRIBUTION: PromiseRule("distribution"),
    BUCKET: PromiseRule("bucket"),
    **dict.fromkeys(BALANCERS, PromiseRule("load_balancer", "Subnets", _balances_two_zones)),
    "AWS::ApiGatewayV2::Api": PromiseRule("api"),
    "AWS::ApiGateway::RestApi": PromiseRule("api"),
    SERVICE: PromiseRule("tasks", "DesiredCount", _two_tasks),
    EXPRESS: PromiseRule("tasks", "ScalingTarget.MinTaskCount", _two_express_tasks, ("load_balancer",)),
    SCALING_GROUP: PromiseRule("instances", "MinSize", _two_instances),
    "AWS::EC2::Instance": PromiseRule("instances", "", lambda _, __: False),
    "AWS::Lambda::Function": PromiseRule("function"),
    "AWS::RDS::DBInstance": PromiseRule("database", "MultiAZ", lambda one, _: bool(flag(one.get("MultiAZ")))),
    "AWS::RDS::DBCluster": PromiseRule("aurora", "Engine", _two_nodes),
    "AWS::Lightsail::Instance": PromiseRule("lightsail_instances", "", lambda _, __: False),
    "AWS::Lightsail::Container": PromiseRule(
        "lightsail_containers", "Scale", lambda one, _: (number(one.get("Scale")) or 0) > 1
    ),
    "AWS::Lightsail::Database": PromiseRule(
        "lightsail_database",
        "RelationalDatabaseBundleId",
        lambda one, _: "_ha_" in describe(one.get("RelationalDatabaseBundleId")),
    ),
}
"""By resource type, what stands on the way of a request."""
