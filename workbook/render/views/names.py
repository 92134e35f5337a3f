"""What an item is called, how it looks and what stands below it, by the nodes and the part that it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from workbook.graph.model import EdgeKind, Graph, Node
from workbook.lang import Text
from workbook.render.catalogue import GENERIC, PEOPLE, VARIANTS, Kind, kind_of
from workbook.render.views.details import details
from workbook.render.views.identifiers import name_of
from workbook.render.views.words import (
    ALONE,
    APPLICATION_BALANCER,
    COUNTED,
    MORE_TYPES,
    NETWORK_BALANCER,
    PRIMARY,
    SEVERAL,
    STANDBY,
)
from workbook.template.model import describe


class Aspect(StrEnum):
    """In which part a node appears: services appear whole and as copies, databases as primary and standby."""

    WHOLE = "whole"
    COPY = "copy"
    PRIMARY = "primary"
    STANDBY = "standby"


_OUTSIDE = {
    "External::Users": "users",
    "External::Internet": "internet",
    "External::Github": "github",
    "External::Email": "email",
    "External::Anyone": "anyone",
    "External::Range": "range",
    "External::SecurityGroup": "group",
    "External::Host": "host",
    "External::Arn": "foreign",
    "External::Every": "all of them",
    "External::Service": "service",
    "External::AwsService": "service",
}
_NAMED_BY_ID = ("AWS::IAM::Role", "AWS::EC2::SecurityGroup", "AWS::ECS::TaskDefinition")
_COPIES = {"AWS::ECS::Service": "task", "AWS::AutoScaling::AutoScalingGroup": "instances"}
_BALANCERS = {"network": NETWORK_BALANCER, "gateway": kind_of("AWS::ElasticLoadBalancingV2::LoadBalancer").name}


def kind(node: Node, aspect: Aspect = Aspect.WHOLE) -> Kind:
    """The icon and the name of a node, people and other systems included."""
    if aspect is Aspect.COPY and node.type in _COPIES:
        return PEOPLE[_COPIES[node.type] if not _runs_on_instances(node) else "ec2 task"]
    if node.type == "External::Zone":
        return kind_of("AWS::Route53::HostedZone")
    return PEOPLE[_OUTSIDE[node.type]] if node.type in _OUTSIDE else kind_of(node.type)


def icon(nodes: Sequence[Node], aspect: Aspect) -> str:
    """The icon for nodes of one type; a generic one for a mixture."""
    if len({node.type for node in nodes}) > 1:
        return GENERIC
    variant = next((icon for start, icon in VARIANTS.items() if _variant(nodes[0]).startswith(start)), None)
    return variant if variant and aspect is not Aspect.COPY else kind(nodes[0], aspect).icon


def title(nodes: Sequence[Node], aspect: Aspect) -> Text:
    """The name of the item."""
    types = {node.type for node in nodes}
    if len(types) > 1:
        return MORE_TYPES.format(count=len(nodes), types=len(types))
    if len(nodes) > 1:
        frame = COUNTED.get(nodes[0].type, SEVERAL)
        return frame.format(count=len(nodes), name=kind(nodes[0], aspect).name)
    if aspect in (Aspect.PRIMARY, Aspect.STANDBY):
        return PRIMARY if aspect is Aspect.PRIMARY else STANDBY
    return _single(nodes[0], aspect)


def lines(graph: Graph, nodes: Sequence[Node], aspect: Aspect) -> tuple[Text, ...]:
    """The lines below the name; copies are described by what they run, a standby not at all."""
    if len({node.type for node in nodes}) > 1 or aspect is Aspect.STANDBY:
        return ()
    if aspect is Aspect.COPY and nodes[0].type in _COPIES:
        plans = graph.successors(nodes[0].id, EdgeKind.RUNS)
        return details(graph, plans[:1]) if plans else ()
    return details(graph, nodes)


def _single(node: Node, aspect: Aspect) -> Text:
    if aspect is Aspect.COPY:
        return kind(node, aspect).name
    if node.type == "AWS::ElasticLoadBalancingV2::LoadBalancer":
        return _BALANCERS.get(_variant(node), APPLICATION_BALANCER)
    if node.type in _NAMED_BY_ID:
        return name_of(node)
    return ALONE.get(node.type, kind(node).name)


def _variant(node: Node) -> str:
    """The engine of a database or the type of a load balancer."""
    if node.resource is None or not node.type.startswith(("AWS::RDS::", "AWS::ElasticLoadBalancingV2::Load")):
        return ""
    return describe(node.resource.get("Engine" if node.type.startswith("AWS::RDS::") else "Type"))


def _runs_on_instances(node: Node) -> bool:
    return node.resource is not None and node.resource.get("LaunchType") == "EC2"
