"""How tasks reach the services of AWS that they need to start: by a NAT gateway, or by endpoints in the VPC."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.audit.model import Finding
from workbook.audit.network import NAT, default_routes, is_public, known_subnets, subnets_in, vpcs_of
from workbook.audit.predicates import contained, fault, holding, plain_text, resolve
from workbook.audit.reach import exits, groups_of
from workbook.audit.tiers import containers, task_of
from workbook.graph.model import Edge, EdgeKind, Graph, Ports, node_id
from workbook.graph.queries import subnets as subnets_of
from workbook.lang import Text
from workbook.template.model import Resource, Value, describe

ENDPOINT = "AWS::EC2::VPCEndpoint"
IMAGE_SERVICES = ("ecr.api", "ecr.dkr", "s3")
"""The services that a pull from ECR talks to: authorisation, the registry, and the bucket that holds the layers."""


def tasks_reach_aws(graph: Graph, service: Resource) -> Iterator[Finding]:
    """From every subnet of a service the tasks can fetch their image and secrets and send their logs."""
    if groups_of(graph, service) and not any(_allows_https(edge.ports) for edge in exits(graph, service)):
        yield fault(_NO_HTTPS_OUT, service.evidence("NetworkConfiguration"))
    public = plain_text(service.get("NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp")) == "ENABLED"
    for subnet in known_subnets(subnets_of(graph, node_id(service))):
        yield from _ways_out(graph, service, subnet, public=public)


def keeps_s3_off_nat(graph: Graph, vpc: Resource) -> Iterator[Finding]:
    """A VPC whose subnets leave by NAT has a gateway endpoint for S3 in the route tables of those subnets."""
    for subnet in subnets_in(graph, vpc):
        routes = default_routes(graph, subnet)
        if not routes or is_public(graph, subnet):
            continue
        endpoint = next(
            (e for e in contained(graph, vpc, ENDPOINT) if _is_s3_gateway(e) and _serves(graph, e, subnet)), None
        )
        if endpoint is None:
            yield fault(_NO_S3_ENDPOINT.format(subnet=subnet.id.logical_id), *(r.evidence for r in routes))
        else:
            yield holding(endpoint.evidence("ServiceName"))


def _ways_out(graph: Graph, service: Resource, subnet: Resource, *, public: bool) -> Iterator[Finding]:
    routes, name = default_routes(graph, subnet), subnet.id.logical_id
    stranded = tuple(_stranded(graph, routes))
    if stranded:
        yield from stranded
    elif routes and (public or not is_public(graph, subnet)):
        yield holding(*(route.evidence for route in routes))
    elif routes:
        yield fault(_NO_ADDRESS.format(subnet=name), *(route.evidence for route in routes))
    elif not graph.successors(node_id(subnet), EdgeKind.ROUTES_WITH) and resolve(graph, subnet.get("VpcId")) is None:
        # In a VPC of the template the main table would serve, which leads nowhere outside; elsewhere it may.
        yield Finding(None, (subnet.evidence(),), _NO_TABLE.format(subnet=name))
    else:
        yield _by_endpoints(graph, service, subnet)


def _stranded(graph: Graph, routes: tuple[Edge, ...]) -> Iterator[Finding]:
    """The NAT gateways that a subnet leaves by and that have no way to the internet themselves."""
    for route in routes:
        gateway = graph.nodes[route.target].resource
        if gateway is None or gateway.type != NAT or gateway.get("ConnectivityType", "public") != "public":
            continue
        for home in known_subnets(graph.successors(node_id(gateway), EdgeKind.PLACED_IN)):
            if not is_public(graph, home):
                words = {"gateway": gateway.id.logical_id, "subnet": home.id.logical_id}
                yield fault(_STRANDED.format(**words), route.evidence, gateway.evidence("SubnetId"))


def _by_endpoints(graph: Graph, service: Resource, subnet: Resource) -> Finding:
    task = task_of(graph, service)
    if task is None:
        return Finding(None, (service.evidence("TaskDefinition"),), _NO_TASK)
    vpcs = [node.resource for node in vpcs_of(graph, service) if node.resource is not None]
    endpoints = [endpoint for vpc in vpcs for endpoint in contained(graph, vpc, ENDPOINT)]
    reached = {_service_of(e): e for e in endpoints if not _is_s3_gateway(e) or _serves(graph, e, subnet)}
    lacking = [name for name in _needed(graph, task) if name not in reached]
    if lacking:
        name = subnet.id.logical_id
        return fault(_NO_ENDPOINT.format(subnet=name, services=", ".join(lacking)), subnet.evidence())
    return holding(*(endpoint.evidence("ServiceName") for endpoint in reached.values()))


def _needed(graph: Graph, task: Resource) -> tuple[str, ...]:
    """The services that a task talks to before its first request; an image from elsewhere needs the internet."""
    needed: dict[str, None] = {}
    pulled = graph.outgoing(node_id(task), EdgeKind.PULLS_FROM)
    for edge in pulled:
        from_ecr = graph.nodes[edge.target].resource is not None or ".ecr." in str(edge.target)
        needed.update(dict.fromkeys(IMAGE_SERVICES if from_ecr else ("internet",)))
    for _, container in containers(task):
        needed.update(dict.fromkeys(_needed_by(container)))
    return tuple(needed)


def _needed_by(container: Mapping[str, Value]) -> Iterator[str]:
    log = container.get("LogConfiguration")
    if isinstance(log, Mapping) and log.get("LogDriver") == "awslogs":
        yield "logs"
    secrets = container.get("Secrets")
    for secret in secrets if isinstance(secrets, tuple) else ():
        source = describe(secret.get("ValueFrom")) if isinstance(secret, Mapping) else ""
        yield "ssm" if ":ssm:" in source else "secretsmanager"


def _service_of(endpoint: Resource) -> str:
    """The service behind an endpoint, by the end of its name: `com.amazonaws.us-east-1.ecr.api` is `ecr.api`."""
    *_, before, last = ("", *describe(endpoint.get("ServiceName")).split("."))
    return f"{before}.{last}" if before == "ecr" else last


def _is_s3_gateway(endpoint: Resource) -> bool:
    gateway = str(endpoint.get("VpcEndpointType", "Gateway")) == "Gateway"
    return gateway and _service_of(endpoint) == "s3"


def _serves(graph: Graph, endpoint: Resource, subnet: Resource) -> bool:
    tables = graph.successors(node_id(subnet), EdgeKind.ROUTES_WITH)
    routed = graph.predecessors(node_id(endpoint), EdgeKind.ROUTES_TO)
    return any(table in routed for table in tables)


def _allows_https(ports: Ports | None) -> bool:
    return ports is None or ports.includes("tcp", 443)


_NO_HTTPS_OUT = Text(
    en="no egress rule of the tasks allows TCP 443, which every AWS service is reached by",
    es="ninguna regla de salida de las tareas permite TCP 443, por donde se llega a todo servicio de AWS",
)
_NO_S3_ENDPOINT = Text(
    en="{subnet} reaches S3 through NAT: its route table has no gateway endpoint for S3",
    es="{subnet} llega a S3 por NAT: su tabla de rutas no tiene un punto de enlace de puerta de enlace para S3",
)
_NO_ADDRESS = Text(
    en="{subnet} leaves by an internet gateway, which serves only tasks with a public address",
    es="{subnet} sale por una puerta de enlace de internet, que solo atiende a tareas con dirección pública",
)
_STRANDED = Text(
    en="{gateway} stands in {subnet}, which has no route to an internet gateway",
    es="{gateway} está en {subnet}, que no tiene ruta a una puerta de enlace de internet",
)
_NO_TABLE = Text(
    en="the template does not tell the route table of {subnet}",
    es="la plantilla no dice la tabla de rutas de {subnet}",
)
_NO_TASK = Text(
    en="the task definition is given from outside the template",
    es="la definición de tarea viene de fuera de la plantilla",
)
_NO_ENDPOINT = Text(
    en="{subnet} has no way out, and the VPC has no endpoint for: {services}",
    es="{subnet} no tiene salida y la VPC no tiene punto de enlace para: {services}",
)
