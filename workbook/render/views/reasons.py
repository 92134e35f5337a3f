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

IGNORED = Text(en="what serves no request", es="lo que no atiende peticiones")
ROUTING = Text(en="routing", es="enrutamiento")
FIREWALL = Text(en="security groups", es="grupos de seguridad")
SETTINGS = Text(en="settings", es="ajustes")
OTHER = Text(en="types without rules", es="tipos sin reglas")
BY_CATEGORY: Mapping[Category, Text] = {
    Category.IDENTITY: Text(en="permissions", es="permisos"),
    Category.MONITORING: Text(en="monitoring", es="supervisión"),
    Category.NETWORK: Text(en="network", es="red"),
    Category.COMPUTE: Text(en="compute", es="cómputo"),
    Category.DATABASE: Text(en="data stores", es="almacenes de datos"),
    Category.STORAGE: Text(en="storage", es="almacenamiento"),
    Category.EDGE: Text(en="edge and APIs", es="borde y API"),
    Category.DNS: Text(en="names", es="nombres"),
    Category.SECURITY: Text(en="keys and secrets", es="claves y secretos"),
    Category.DELIVERY: Text(en="delivery", es="entrega"),
    Category.INTEGRATION: Text(en="messages and events", es="mensajes y eventos"),
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
