"""What a reader calls the two ends of a hop, derived from the resources themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbook.flow.model import Place
from workbook.graph.model import EXTERNAL, USERS, Graph, NodeId, external
from workbook.lang import Text, same
from workbook.template.model import Resource
from workbook.template.scalars import number

INSIDE = external("network", "caller")


def browser() -> Place:
    """The user's browser, somewhere on the internet."""
    return Place(USERS, Text(en="user's browser", es="navegador del usuario"))


def inside_caller() -> Place:
    """A caller inside the private network."""
    return Place(INSIDE, Text(en="caller inside the network", es="cliente dentro de la red"))


def outside(kind: str, name: str) -> Place:
    """Something that the template names and does not hold."""
    return Place(external(kind, name), _OUTSIDE.format(name=_shown(name)), "")


def place(graph: Graph, node: NodeId) -> Place:
    """A node under its label; where several resources share one, the logical id tells them apart."""
    found = graph.nodes[node]
    resource = found.resource
    if resource is None:
        return Place(node, same(_shown(node.removeprefix(EXTERNAL))), "")
    article, label = _label(resource)
    name = _own_name(resource)
    if name is None and len(graph.of_type(found.type)) > 1 and found.type not in _TOLD_APART:
        name = resource.id.logical_id
    return Place(node, _WITH_NAME.format(label=label, name=name) if name else label, article)


def _shown(name: str) -> str:
    """A parameter by its own name, without the stack that it belongs to."""
    return name.rpartition("/")[2].rstrip("}") if name.startswith("${") and name.count("${") == 1 else name


def host_of(value: object) -> str | None:
    """A host name as DNS compares it: lower case, without the dot at its end; None for what is no text."""
    return value.rstrip(".").lower() if isinstance(value, str) else None


def _label(resource: Resource) -> Noun:
    noun = _NOUNS.get(resource.type)
    if noun is None:
        return "el recurso", same(resource.type.removeprefix("AWS::").replace("::", " "))
    return noun(resource) if callable(noun) else noun


def _own_name(resource: Resource) -> str | None:
    """The name by which users know a resource, where it carries one."""
    path = _NAME_PATHS.get(resource.type)
    return host_of(resource.get(path)) if path else None


def _load_balancer(resource: Resource) -> Noun:
    return "el", same(f"{resource.get('Type', 'application')} load balancer".title())


def _listener(resource: Resource) -> Noun:
    port = number(resource.get("Port"))
    return ("el", _LISTENER) if port is None else ("el", _LISTENER_ON.format(port=port))


def _service(resource: Resource) -> Noun:
    strategies = resource.get("CapacityProviderStrategy")
    providers = [at_provider.get("CapacityProvider") for at_provider in _mappings(strategies)]
    on_fargate = resource.get("LaunchType") == "FARGATE" or any(str(p).startswith("FARGATE") for p in providers)
    return "las", _TASKS.format(where="Fargate" if on_fargate else "ECS")


def _mappings(value: object) -> tuple[Mapping[str, object], ...]:
    return tuple(v for v in value if isinstance(v, Mapping)) if isinstance(value, tuple) else ()


def _database(resource: Resource) -> Noun:
    engine = str(resource.get("Engine", ""))
    name = next((words for prefix, words in _ENGINES if prefix in engine), "RDS")
    return "la", _DATABASE.format(engine=name)


Noun = tuple[str, Text]
_ENGINES = (
    ("aurora-postgresql", "Aurora PostgreSQL"),
    ("aurora", "Aurora MySQL"),
    ("postgres", "RDS PostgreSQL"),
    ("mysql", "RDS MySQL"),
    ("mariadb", "RDS MariaDB"),
)
_WITH_NAME = same("{label} {name}")
_OUTSIDE = Text(en="{name} (outside the template)", es="{name} (fuera de la plantilla)")
_LISTENER = Text(en="listener", es="agente de escucha")
_LISTENER_ON = Text(en="listener on port {port}", es="agente de escucha del puerto {port}")
_TASKS = Text(en="{where} tasks", es="tareas de {where}")
_DATABASE = Text(en="{engine} database", es="base de datos {engine}")
_TOLD_APART = frozenset({"AWS::ElasticLoadBalancingV2::Listener"})
"""Types whose label differs already, so that a logical id would only disturb."""
_NAME_PATHS = {
    "AWS::Route53::RecordSet": "Name",
    "AWS::Route53::HostedZone": "Name",
    "AWS::CloudFront::Distribution": "DistributionConfig.Aliases.0",
}
_NOUNS: Mapping[str, Noun | Callable[[Resource], Noun]] = {
    "AWS::Route53::RecordSet": ("el", Text(en="DNS record", es="registro DNS")),
    "AWS::Route53::RecordSetGroup": ("el", Text(en="group of DNS records", es="grupo de registros DNS")),
    "AWS::Route53::HostedZone": ("la", Text(en="DNS zone", es="zona DNS")),
    "AWS::CloudFront::Distribution": ("la", Text(en="CloudFront distribution", es="distribución de CloudFront")),
    "AWS::CloudFront::Function": ("la", Text(en="CloudFront function", es="función de CloudFront")),
    "AWS::S3::Bucket": ("el", Text(en="S3 bucket", es="bucket de S3")),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": _load_balancer,
    "AWS::ElasticLoadBalancingV2::Listener": _listener,
    "AWS::ElasticLoadBalancingV2::ListenerRule": ("la", Text(en="listener rule", es="regla del agente de escucha")),
    "AWS::ElasticLoadBalancingV2::TargetGroup": ("el", Text(en="target group", es="grupo de destino")),
    "AWS::ElasticLoadBalancing::LoadBalancer": ("el", same("Classic Load Balancer")),
    "AWS::ECS::Service": _service,
    "AWS::ECS::TaskDefinition": ("la", Text(en="task definition", es="definición de tarea")),
    "AWS::RDS::DBInstance": _database,
    "AWS::RDS::DBCluster": _database,
    "AWS::EC2::Instance": ("la", Text(en="EC2 instance", es="instancia de EC2")),
    "AWS::AutoScaling::AutoScalingGroup": ("las", Text(en="EC2 instances", es="instancias de EC2")),
    "AWS::Lambda::Function": ("la", Text(en="Lambda function", es="función de Lambda")),
    "AWS::ApiGateway::RestApi": ("la", Text(en="REST API", es="API REST")),
    "AWS::ApiGatewayV2::Api": ("la", Text(en="HTTP API", es="API HTTP")),
    "AWS::AppSync::GraphQLApi": ("la", Text(en="GraphQL API", es="API GraphQL")),
}
