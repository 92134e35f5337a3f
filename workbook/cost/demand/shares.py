"""How the requests of the users spread over what a template holds: several of a kind share them evenly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbook.graph.model import USERS, EdgeKind, Graph, NodeId, node_id
from workbook.graph.queries import stands_alone

DISTRIBUTION = "AWS::CloudFront::Distribution"
BALANCERS = ("AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancing::LoadBalancer")
PROGRAMS = (
    "AWS::ECS::Service",
    "AWS::ECS::ExpressGatewayService",
    "AWS::Lambda::Function",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::EC2::Instance",
    "AWS::Lightsail::Container",
)
DATABASES = ("AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::Lightsail::Database")
ONWARD = (EdgeKind.CONTAINS, EdgeKind.FORWARDS_TO, EdgeKind.INVOKES)


@dataclass(frozen=True, slots=True)
class Share:
    """The parts, 0 to 1, of the API calls and of the requests for static files that pass a resource."""

    api: float = 0.0
    assets: float = 0.0

    def __add__(self, other: Share) -> Share:
        return Share(self.api + other.api, self.assets + other.assets)


NOTHING = Share()


def shares(graph: Graph) -> Mapping[NodeId, Share]:
    """What passes each distribution, load balancer, API, program and database of a graph."""
    found = dict(_programs(graph))
    sites = _sites(graph)
    for node in _of(graph, DISTRIBUTION):
        fronted = {end for edge in graph.outgoing(node, EdgeKind.FORWARDS_TO) for end in _reached(graph, edge.target)}
        api = sum(found[end].api for end in fronted & found.keys() if _is_entrance(graph, end))
        found[node] = Share(min(api, 1.0), 1 / len(sites) if node in sites else 0.0)
    for node in _of(graph, "AWS::WAFv2::WebACL"):
        guarded = (found.get(edge.target, NOTHING) for edge in graph.outgoing(node, EdgeKind.CONFIGURES))
        found[node] = sum(guarded, NOTHING)
    return found


def _programs(graph: Graph) -> Iterator[tuple[NodeId, Share]]:
    """Load balancers, APIs and programs behind each entrance, then the databases."""
    api: dict[NodeId, float] = {}
    entrances = _entrances(graph)
    for entrance in entrances:
        api[entrance] = 1 / len(entrances)
        behind = _reached(graph, entrance) - {entrance}
        for kinds in (BALANCERS, PROGRAMS):
            alike = [node for node in behind if graph.nodes[node].type in kinds]
            for node in alike:
                api[node] = api.get(node, 0.0) + api[entrance] / len(alike)
    for alone in (() if entrances else _of(graph, *PROGRAMS), _databases(graph)):
        api |= {node: 1 / len(alone) for node in alone}
    pages = not _sites(graph)
    for node, part in api.items():
        yield node, Share(part, part if pages and graph.nodes[node].type not in DATABASES else 0.0)


def _databases(graph: Graph) -> tuple[NodeId, ...]:
    """The databases that share the load; the members of a cluster are that one database."""
    found = (graph.nodes[node].resource for node in _of(graph, *DATABASES))
    return _ids(node_id(each) for each in found if each is not None and stands_alone(each))


def _sites(graph: Graph) -> frozenset[NodeId]:
    """The distributions that serve static files: those with a bucket behind, else all."""
    distributions = _of(graph, DISTRIBUTION)
    with_bucket = [
        node
        for node in distributions
        if any(graph.nodes[e.target].type == "AWS::S3::Bucket" for e in graph.outgoing(node, EdgeKind.FORWARDS_TO))
    ]
    return frozenset(with_bucket or distributions)


def _entrances(graph: Graph) -> tuple[NodeId, ...]:
    """What users connect to besides distributions; where there is none, the load balancers."""
    reached = (edge.target for edge in graph.outgoing(USERS, EdgeKind.CONNECTS_TO))
    found = tuple(dict.fromkeys(node for node in reached if _is_entrance(graph, node)))
    return found or _of(graph, *BALANCERS)


def _is_entrance(graph: Graph, node: NodeId) -> bool:
    return graph.nodes[node].type != DISTRIBUTION and graph.nodes[node].resource is not None


def _reached(graph: Graph, start: NodeId) -> frozenset[NodeId]:
    reached, waiting = {start}, [start]
    while waiting:
        nodes = {edge.target for edge in graph.outgoing(waiting.pop(), *ONWARD)} - reached
        reached |= nodes
        waiting += nodes
    return frozenset(reached)


def _of(graph: Graph, *types: str) -> tuple[NodeId, ...]:
    return _ids(node.id for node in graph.of_type(*types) if node.resource is not None and node.resource.included)


def _ids(nodes: Iterable[NodeId]) -> tuple[NodeId, ...]:
    return tuple(sorted(nodes))
