"""Which data stores a program uses: it is given their endpoint or their secret, and security groups let it through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.graph.databases import database_port
from workbook.graph.model import Edge, EdgeKind, Graph, NodeId, Ports
from workbook.graph.reach import Verdict, may_connect
from workbook.template.functions import sources
from workbook.template.model import Resource

PROGRAMS = (
    "AWS::ECS::TaskDefinition",
    "AWS::Lambda::Function",
    "AWS::EC2::Instance",
    "AWS::EC2::LaunchTemplate",
    "AWS::AutoScaling::LaunchConfiguration",
)
"""Types that carry the settings of a program."""

STORES = (
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBProxy",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::DocDB::DBCluster",
    "AWS::Neptune::DBCluster",
    "AWS::Redshift::Cluster",
    "AWS::MemoryDB::Cluster",
    "AWS::OpenSearchService::Domain",
    "AWS::Elasticsearch::Domain",
)
"""Data stores that a program calls over the network of a VPC."""

ATTACHMENT = "AWS::SecretsManager::SecretTargetAttachment"
NOT_RUN = "no service runs it"


@dataclass(frozen=True, slots=True)
class StoreUse:
    """A program that is given the endpoint or the secret of a data store, by the edge that proves it."""

    program: NodeId
    store: NodeId
    means: str
    proof: Edge
    ports: Ports


def stores_used(graph: Graph, program: NodeId) -> tuple[StoreUse, ...]:
    """The data stores that a program is given, whether or not security groups let it through."""
    found: dict[NodeId, StoreUse] = {}
    for edge in graph.outgoing(program, EdgeKind.REFERS_TO, EdgeKind.READS, EdgeKind.CONNECTS_TO):
        for store, means in _stores_behind(graph, edge):
            resource = graph.nodes[store].resource
            if resource is not None and (store not in found or means == "endpoint"):
                found.setdefault(store, StoreUse(program, store, means, edge, _ports(resource)))
    return tuple(found.values())


def runners(graph: Graph, program: NodeId) -> tuple[NodeId, ...]:
    """The nodes whose interfaces the program uses: the services or fleets that run it, or the program itself."""
    if graph.outgoing(program, EdgeKind.PROTECTED_BY) or graph.outgoing(program, EdgeKind.PLACED_IN):
        return (program,)
    return tuple(node.id for node in graph.predecessors(program, EdgeKind.RUNS))


def connections(graph: Graph) -> Iterator[Edge]:
    """A program connects to a data store that it is given, where security groups let one that runs it through.

    The note says by what the store is given: its endpoint or its secret.
    """
    for node in graph.of_type(*PROGRAMS):
        for use in stores_used(graph, node.id):
            running = runners(graph, node.id)
            reached = any(_reaches(graph, runner, use) for runner in running)
            if reached or not running:
                note = use.means if running else f"{use.means}, {NOT_RUN}"
                yield Edge(EdgeKind.CONNECTS_TO, node.id, use.store, use.proof.evidence, use.ports, note)


def _reaches(graph: Graph, runner: NodeId, use: StoreUse) -> bool:
    return may_connect(graph, runner, use.store, use.ports.protocol, use.ports.first).verdict is Verdict.YES


def _stores_behind(graph: Graph, edge: Edge) -> Iterator[tuple[NodeId, str]]:
    target = graph.nodes[edge.target]
    if target.type in STORES:
        attributes = [ref.attribute or "" for ref in sources(edge.evidence.value) if str(ref.target) == target.id]
        if any("endpoint" in attribute.lower() for attribute in attributes):
            yield target.id, "endpoint"
        elif any("secret" in attribute.lower() for attribute in attributes):
            yield target.id, "secret"
    elif target.type == ATTACHMENT:
        yield from ((e.target, "secret") for e in _to_stores(graph, target.id))
    elif target.type == "AWS::SecretsManager::Secret":
        for link in graph.incoming(target.id, EdgeKind.CONFIGURES, EdgeKind.REFERS_TO):
            holder = graph.nodes[link.source].type
            if holder == ATTACHMENT:
                yield from ((e.target, "secret") for e in _to_stores(graph, link.source))
            elif holder in STORES:
                yield link.source, "secret"


def _to_stores(graph: Graph, attachment: NodeId) -> tuple[Edge, ...]:
    edges = graph.outgoing(attachment, EdgeKind.CONFIGURES)
    return tuple(edge for edge in edges if graph.nodes[edge.target].type in STORES)


def _ports(store: Resource) -> Ports:
    port = database_port(store)
    return Ports("tcp", port, port)
