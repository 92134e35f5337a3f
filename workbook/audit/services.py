"""What a template says about ECS services: where they run, who calls them, how they are replaced and stop."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from workbook.audit import tiers
from workbook.audit.model import Finding
from workbook.audit.predicates import (
    above,
    below,
    decide,
    fault,
    holding,
    number,
    plain_text,
    resolve,
    undecided,
    yes,
)
from workbook.audit.tasks import Container, option
from workbook.audit.vended import attribute, attribute_is
from workbook.graph.index import entries, expand, whole
from workbook.graph.model import EdgeKind, Graph, NodeId, node_id
from workbook.lang import Text
from workbook.template.model import Resource


def runs_on_fargate(graph: Graph, service: Resource) -> Iterator[Finding]:
    """A service is launched on Fargate, by its launch type or by its capacity providers."""
    strategy = [value for _, value in expand(service.properties, "CapacityProviderStrategy.*.CapacityProvider")]
    path = "CapacityProviderStrategy" if strategy else "LaunchType"
    if strategy:
        evidence, values = service.evidence(path), strategy
    elif service.get("LaunchType") is not None:
        evidence, values = service.evidence(path), [service.get("LaunchType")]
    else:
        cluster = resolve(graph, service.get("Cluster"))
        inside = "DefaultCapacityProviderStrategy"
        named = expand(cluster.properties, f"{inside}.*.CapacityProvider") if cluster is not None else ()
        values = [value for _, value in named] or ["EC2"]
        evidence = service.evidence(path)
    for value in values:
        yield decide(evidence, value, lambda text: text.startswith("FARGATE"), "FARGATE")


def behind_load_balancer(graph: Graph, service: Resource) -> Iterator[Finding]:
    """An application load balancer forwards to a service."""
    groups = [edge.source for edge in graph.incoming(node_id(service), EdgeKind.FORWARDS_TO)]
    balancers = [lb for group in groups for lb in tiers.balancers_of(graph, group)]
    evidence = service.evidence("LoadBalancers")
    yield from _registers(graph, service, groups)
    if any(lb.get("Type", "application") == "application" and lb.type == tiers.LOAD_BALANCER for lb in balancers):
        yield holding(evidence)
    elif balancers or not groups:
        yield fault(_NO_BALANCER.format(name=service.id.logical_id), evidence)
    else:
        yield Finding(None, (evidence,), _BALANCER_OUTSIDE)


def _registers(graph: Graph, service: Resource, groups: list[NodeId]) -> Iterator[Finding]:
    """Tasks with an interface of their own register by their address; a group of instances takes none of them."""
    for group in (graph.nodes[group].resource for group in groups):
        if group is not None and service.get("NetworkConfiguration") is not None:
            evidence, kind = group.evidence("TargetType"), group.get("TargetType", "instance")
            judged = decide(evidence, kind, lambda text: text == "ip", "ip")
            yield from (judged,) if judged.holds is False else ()


def has_no_public_address(_: Graph, service: Resource) -> Iterator[Finding]:
    """The tasks of a service get no public address; what the default is, AWS documents both ways."""
    if service.get("NetworkConfiguration") is None:
        return
    path = "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp"
    evidence, value = service.evidence(path), service.get(path)
    if value is None:
        yield Finding(None, (evidence,), _ADDRESS_UNSTATED)
    else:
        yield decide(evidence, value, lambda text: text == "DISABLED", "DISABLED")


def leaves_before_it_stops(graph: Graph, service: Resource) -> Iterator[Finding]:
    """A task has left the load balancer before it is killed: the delay is shorter than the time to stop."""
    task = tiers.task_of(graph, service)
    stops = [_seconds(c, "StopTimeout", 30) for _, c in tiers.containers(task)] if task is not None else []
    for _, value in expand(service.properties, "LoadBalancers.*.TargetGroupArn"):
        group = resolve(graph, value)
        if group is None or not stops:
            continue
        limit = max(stops)
        yield attribute_is(group, "deregistration_delay.timeout_seconds", "300", below(limit), f"< {limit}")


def outlives_idle_connections(graph: Graph, service: Resource) -> Iterator[Finding]:
    """The web server keeps idle connections for longer than the load balancer does."""
    task = tiers.task_of(graph, service)
    for path, container in tiers.containers(task) if task is not None else ():
        kept = option(container, "keep-alive", "GUNICORN_KEEPALIVE", "GUNICORN_KEEP_ALIVE")
        if task is None or kept is None:
            continue
        evidence = task.evidence(f"{path}.Environment")
        for group in (edge.source for edge in graph.incoming(node_id(service), EdgeKind.FORWARDS_TO)):
            for balancer in tiers.balancers_of(graph, group):
                idle = attribute(balancer, "idle_timeout.timeout_seconds")
                limit = number(idle[1] if idle else 60)
                if limit is not None:
                    yield decide(evidence, str(kept), above(limit), f"> {limit}")


def keep_alive_is_told(graph: Graph, service: Resource) -> Iterator[Finding]:
    """The finding where a template does not show how long the web server keeps connections."""
    told = tuple(outlives_idle_connections(graph, service))
    yield from told or (Finding(None, (service.evidence("TaskDefinition"),), _KEEP_ALIVE_UNTOLD),)


def publishes_its_port(graph: Graph, service: Resource) -> Iterator[Finding]:
    """The container and port that a service registers exist in its task definition."""
    task = tiers.task_of(graph, service)
    if task is None:
        return
    for path, link in entries(service.properties, "LoadBalancers.*"):
        name, port = link.get("ContainerName"), whole(link.get("ContainerPort"))
        published = [c for _, c in tiers.containers(task) if c.get("Name") == name]
        ports = {whole(value) for c in published for _, value in expand(c, "PortMappings.*.ContainerPort")}
        evidence = service.evidence(f"{path}.ContainerPort")
        if plain_text(name) is None or port is None:
            yield undecided(evidence, link.get("ContainerPort"))
        else:
            names = {"container": name, "port": port}
            yield holding(evidence) if port in ports else fault(_NO_SUCH_PORT.format(**names), evidence)


def rolls_back(_: Graph, service: Resource) -> Iterator[Finding]:
    """A deployment that does not become healthy is stopped and undone; other controllers do this by themselves."""
    if service.get("DeploymentController.Type", "ECS") != "ECS":
        return
    for name in ("Enable", "Rollback"):
        path = f"DeploymentConfiguration.DeploymentCircuitBreaker.{name}"
        value = service.get(path, False)
        yield decide(service.evidence(path), value, yes, "true")


def _seconds(container: Container, name: str, default: int) -> Decimal:
    return number(container.get(name, default)) or Decimal(default)


_NO_BALANCER = Text(
    en="no application load balancer forwards to {name}", es="ningún balanceador de aplicaciones reenvía a {name}"
)
_BALANCER_OUTSIDE = Text(
    en="the target group is attached outside the template", es="el grupo de destino se asocia fuera de la plantilla"
)
_ADDRESS_UNSTATED = Text(
    en="the template does not tell AssignPublicIp, and AWS documents both defaults",
    es="la plantilla no dice AssignPublicIp, y AWS documenta ambos valores por omisión",
)
_KEEP_ALIVE_UNTOLD = Text(
    en="the template does not tell how long the web server keeps idle connections; it is set in the image",
    es="la plantilla no dice cuánto mantiene el servidor web las conexiones inactivas; se fija en la imagen",
)
_NO_SUCH_PORT = Text(
    en="the task definition publishes no port {port} of a container {container}",
    es="la definición de tarea no publica el puerto {port} de un contenedor {container}",
)
