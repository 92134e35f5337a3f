"""Why a resource is not in a picture, and how many for each reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from workbook.graph.model import Graph, Node, NodeId, Status
from workbook.graph.types import Category, category
from workbook.lang import Text

_ROUTING = (
    "AWS::EC2::Route",
    "AWS::EC2::RouteTable",
    "AWS::EC2::SubnetRouteTableAssociation",
    "AWS::EC2::NetworkAcl",
    "AWS::EC2::NetworkAclEntry",
    "AWS::EC2::SubnetNetworkAclAssociation",
    "AWS::EC2::VPCCidrBlock",
    "AWS::EC2::SubnetCidrBlock",
)
_FIREWALL = ("AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress")

IGNORED = Text(en="that serve no request", es="que no atienden ninguna petición")
ROUTING = Text(en="for routing", es="de enrutamiento")
FIREWALL = Text(en="for security groups", es="de grupos de seguridad")
SETTINGS = Text(en="with settings", es="con ajustes")
OTHER = Text(en="of types without rules", es="de tipos sin reglas")
BY_CATEGORY: Mapping[Category, Text] = {
    Category.IDENTITY: Text(en="for permissions", es="de permisos"),
    Category.MONITORING: Text(en="for monitoring", es="de supervisión"),
    Category.NETWORK: Text(en="for the network", es="de red"),
    Category.COMPUTE: Text(en="for compute", es="de cómputo"),
    Category.DATABASE: Text(en="for data stores", es="de almacenes de datos"),
    Category.STORAGE: Text(en="for storage", es="de almacenamiento"),
    Category.EDGE: Text(en="for the edge", es="del borde"),
    Category.DNS: Text(en="for names", es="de nombres"),
    Category.SECURITY: Text(en="for keys and secrets", es="de claves y secretos"),
    Category.DELIVERY: Text(en="for delivery", es="de entrega"),
    Category.INTEGRATION: Text(en="for messages", es="de mensajería"),
    Category.PLUMBING: SETTINGS,
}


def reason(node: Node) -> Text:
    """Why a resource is left out of a picture that has no place for it."""
    if node.status is Status.IGNORED:
        return IGNORED
    if node.type in _ROUTING:
        return ROUTING
    if node.type in _FIREWALL:
        return FIREWALL
    found = category(node.type)
    return OTHER if found is None else BY_CATEGORY[found]


def omissions(graph: Graph, shown: Collection[NodeId]) -> tuple[tuple[Text, int], ...]:
    """The reasons for all resources that are not shown, the most frequent first, with their numbers."""
    counted = Counter(reason(n) for n in graph.nodes.values() if n.resource is not None and n.id not in shown)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0].en)))
