"""How tasks in private subnets reach the services of AWS and the internet."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.cost.demand.task_facts import SERVICE
from workbook.cost.whatif.changes.draft import Draft
from workbook.cost.whatif.changes.model import Alternative, Topic
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.graph.queries import SubnetKind, subnet_route, subnets, zones
from workbook.lang import Text
from workbook.template.model import Reference, Resource
from workbook.template.raw import Raw

NAT = "AWS::EC2::NatGateway"
AWS_SERVICES = ("ecr.api", "ecr.dkr", "logs", "secretsmanager")
"""What a Fargate task calls before its first request: its image, its secrets and its log group."""

AMAZON_LINUX = "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64}}"


def one_gateway(draft: Draft) -> Text | None:
    """Send every private route through the first NAT gateway."""
    gateways = draft.graph.resources(NAT)
    if len(gateways) < 2:
        return _FEWER
    first, *others = gateways
    for route, gateway in _routes(draft.graph, others):
        if route.id.stack != first.id.stack:
            return _OTHER_STACK
        del gateway
        draft.put(route, "NatGatewayId", {"Ref": first.id.logical_id})
    for gateway in others:
        _remove_gateway(draft, gateway)
    return None


def gateway_in_each_zone(draft: Draft) -> Text | None:
    """Give each zone with private subnets behind a shared NAT gateway one of its own."""
    gateways = draft.graph.resources(NAT)
    if len(gateways) != 1:
        return _NOT_ONE
    (gateway,) = gateways
    taken = set(zones(draft.graph, node_id(gateway)))
    for route, _ in _routes(draft.graph, gateways):
        zone = _zone_of_route(draft.graph, route)
        home = _public_subnet(draft.graph, zone) if zone not in taken else None
        if home is None or home.id.stack != route.id.stack:
            continue
        taken.add(zone)
        stack, name = route.id.stack, f"WhatIfNat{len(taken)}"
        draft.add(stack, f"{name}Address", "AWS::EC2::EIP", {"Domain": "vpc"})
        address: Raw = {"Fn::GetAtt": [f"{name}Address", "AllocationId"]}
        subnet: Raw = {"Ref": home.id.logical_id}
        draft.put(route, "NatGatewayId", draft.add(stack, name, NAT, {"AllocationId": address, "SubnetId": subnet}))
    return None if draft.edits else _NO_OTHER_ZONE


def endpoints(draft: Draft) -> Text | None:
    """Replace NAT gateways by interface endpoints for what tasks call of AWS; the internet is out of reach."""
    places = _task_subnets(draft.graph)
    if not places or not draft.graph.resources(NAT):
        return _NO_TASKS
    stack = places[0].id.stack
    vpc = draft.graph.resources("AWS::EC2::VPC")
    if not vpc or any(place.id.stack != stack for place in places):
        return _OTHER_STACK
    _remove_gateways(draft)
    for service in AWS_SERVICES:
        properties: dict[str, Raw] = {
            "VpcEndpointType": "Interface",
            "ServiceName": {"Fn::Sub": f"com.amazonaws.${{AWS::Region}}.{service}"},
            "VpcId": draft.name(vpc[0], stack),
            "SubnetIds": [{"Ref": place.id.logical_id} for place in places],
            "PrivateDnsEnabled": True,
        }
        draft.add(stack, f"WhatIfEndpoint{service.title().replace('.', '')}", "AWS::EC2::VPCEndpoint", properties)
    return None


def nat_instance(draft: Draft) -> Text | None:
    """Replace NAT gateways by one small instance that forwards packets."""
    gateways = draft.graph.resources(NAT)
    if not gateways:
        return _NO_GATEWAY
    first = gateways[0]
    stack = first.id.stack
    home = _reference(first, "SubnetId", draft.graph)
    if home is None or any(route.id.stack != stack for route, _ in _routes(draft.graph, gateways)):
        return _OTHER_STACK
    instance = draft.add(
        stack,
        "WhatIfNatInstance",
        "AWS::EC2::Instance",
        {
            "InstanceType": "t4g.nano",
            "ImageId": AMAZON_LINUX,
            "SubnetId": draft.name(home, stack),
            "SourceDestCheck": False,
            "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeType": "gp3", "VolumeSize": 8}}],
        },
    )
    draft.add(stack, "WhatIfNatInstanceAddress", "AWS::EC2::EIP", {"Domain": "vpc", "InstanceId": instance})
    for route, _ in _routes(draft.graph, gateways):
        draft.drop(route, "NatGatewayId")
        draft.put(route, "InstanceId", instance)
    for gateway in gateways:
        _remove_gateway(draft, gateway)
    return None


def public_tasks(draft: Draft) -> Text | None:
    """Put tasks into public subnets with an address each, and take the NAT gateways away."""
    services = [s for s in draft.graph.resources(SERVICE) if not _has_public_address(s)]
    public = [s for s in draft.graph.resources("AWS::EC2::Subnet") if _kind(draft.graph, s) is SubnetKind.PUBLIC]
    if not services or not public:
        return _NO_TASKS
    for service in services:
        places: list[Raw] = [draft.name(subnet, service.id.stack) for subnet in public]
        draft.put(service, "NetworkConfiguration.AwsvpcConfiguration.Subnets", places)
        draft.put(service, "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp", "ENABLED")
    _remove_gateways(draft)
    return None


def _remove_gateways(draft: Draft) -> None:
    gateways = draft.graph.resources(NAT)
    for route, _ in _routes(draft.graph, gateways):
        draft.remove(route)
    for gateway in gateways:
        _remove_gateway(draft, gateway)


def _remove_gateway(draft: Draft, gateway: Resource) -> None:
    address = _reference(gateway, "AllocationId", draft.graph)
    draft.remove(gateway)
    if address is not None:
        draft.remove(address)


def _routes(graph: Graph, gateways: Sequence[Resource]) -> list[tuple[Resource, Resource]]:
    """The routes that lead to some gateways, each with its gateway."""
    wanted = {gateway.id: gateway for gateway in gateways}
    found = []
    for route in graph.resources("AWS::EC2::Route"):
        target = route.get("NatGatewayId")
        if isinstance(target, Reference) and target.target in wanted:
            found.append((route, wanted[target.target]))
    return found


def _reference(resource: Resource, path: str, graph: Graph) -> Resource | None:
    value = resource.get(path)
    if not isinstance(value, Reference):
        return None
    return next((one for one in graph.assembly.resources() if one.id == value.target), None)


def _zone_of_route(graph: Graph, route: Resource) -> str:
    """The zone of the subnets that use the table of a route; empty where they are of several or of none."""
    table = _reference(route, "RouteTableId", graph)
    if table is None:
        return ""
    users = graph.predecessors(node_id(table), EdgeKind.ROUTES_WITH)
    found = {zone for user in users for zone in zones(graph, user.id)}
    return found.pop() if len(found) == 1 else ""


def _public_subnet(graph: Graph, zone: str) -> Resource | None:
    for subnet in graph.resources("AWS::EC2::Subnet"):
        if _kind(graph, subnet) is SubnetKind.PUBLIC and zone in zones(graph, node_id(subnet)):
            return subnet
    return None


def _task_subnets(graph: Graph) -> list[Resource]:
    places = (place for service in graph.resources(SERVICE) for place in subnets(graph, node_id(service)))
    return list({place.id: place.resource for place in places if place.resource is not None}.values())


def _kind(graph: Graph, subnet: Resource) -> SubnetKind:
    return subnet_route(graph, node_id(subnet)).kind


def _has_public_address(service: Resource) -> bool:
    return service.get("NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp") == "ENABLED"


_FEWER = Text(en="there are fewer than two NAT gateways", es="hay menos de dos puertas de enlace NAT")
_NOT_ONE = Text(en="there is not exactly one NAT gateway", es="no hay exactamente una puerta de enlace NAT")
_NO_GATEWAY = Text(en="there is no NAT gateway", es="no hay ninguna puerta de enlace NAT")
_NO_OTHER_ZONE = Text(
    en="no other zone has private subnets behind the gateway and a public subnet for a second one",
    es="ninguna otra zona tiene subredes privadas tras la puerta de enlace y una subred pública para otra",
)
_NO_TASKS = Text(
    en="no tasks in private subnets leave through a NAT gateway",
    es="no hay tareas en subredes privadas que salgan por una puerta de enlace NAT",
)
_OTHER_STACK = Text(
    en="the routes or subnets lie in another stack than what they would lead to",
    es="las rutas o subredes están en otra pila que aquello a lo que llevarían",
)

ALTERNATIVES = (
    Alternative(
        "one-nat",
        Topic.EGRESS,
        Text(en="one NAT gateway for all zones", es="una puerta de enlace NAT para todas las zonas"),
        one_gateway,
    ),
    Alternative(
        "nat-each-zone",
        Topic.EGRESS,
        Text(en="a NAT gateway in each zone", es="una puerta de enlace NAT en cada zona"),
        gateway_in_each_zone,
    ),
    Alternative(
        "endpoints",
        Topic.EGRESS,
        Text(
            en="interface endpoints instead of NAT gateways",
            es="puntos de enlace de interfaz en lugar de puertas de enlace NAT",
        ),
        endpoints,
        Text(
            en="Tasks reach only ecr, logs and secretsmanager: a call to anything else, such as an e-mail service,"
            " fails.",
            es="Las tareas solo llegan a ecr, logs y secretsmanager: falla cualquier otra llamada, por ejemplo a un"
            " servicio de correo.",
        ),
    ),
    Alternative(
        "nat-instance",
        Topic.EGRESS,
        Text(en="one NAT instance (t4g.nano)", es="una instancia NAT (t4g.nano)"),
        nat_instance,
        Text(
            en="Somebody patches the instance and is woken when it stops; AWS maintains no image for it any more.",
            es="Alguien tiene que parchear la instancia, y acudir cuando se para; AWS ya no mantiene una imagen"
            " para ella.",
        ),
    ),
    Alternative(
        "public-tasks",
        Topic.EGRESS,
        Text(en="tasks in public subnets, without NAT", es="tareas en subredes públicas, sin NAT"),
        public_tasks,
        Text(
            en="The brief puts tasks into private subnets.",
            es="El enunciado pone las tareas en subredes privadas.",
        ),
    ),
)
