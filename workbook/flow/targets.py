"""The hop from a load balancer through a target group to what works on the request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.flow.balancing import is_application, waits
from workbook.flow.calls import Call
from workbook.flow.containers import container_findings, registered
from workbook.flow.documented import ALB_TARGET_CONNECT, HEALTH_INTERVAL, HEALTH_TIMEOUT
from workbook.flow.listeners import ENCRYPTED, Forward, port, protocol
from workbook.flow.model import Finding, Header, Place, Timeout
from workbook.flow.named import resource_of
from workbook.flow.network import may_connect
from workbook.flow.places import outside, place
from workbook.flow.program import (
    capacity_findings,
    host_findings,
    keep_alive_findings,
    page_origins,
    trust_findings,
    waits_as_server,
)
from workbook.flow.settings import seconds, setting
from workbook.flow.step import Answer, Step, fails, holds, nowhere, untold
from workbook.graph.model import EXTERNAL, Edge, EdgeKind, Graph, NodeId, node_id
from workbook.lang import Text, same
from workbook.template.model import Resource, describe
from workbook.template.scalars import number

SERVICE = "AWS::ECS::Service"


@dataclass(frozen=True, slots=True)
class Target:
    """A target as a load balancer sees it: by the edge from the target group that it registers in."""

    balancer: Resource
    listener: Resource
    group: Resource
    edge: Edge

    @property
    def node(self) -> NodeId:
        """The service, instances or function behind the group."""
        return self.edge.target

    @property
    def port(self) -> int | None:
        """The port on which requests arrive: the target's own where it registers one, else that of the group."""
        if self.edge.ports is not None and self.edge.ports.first is not None:
            return self.edge.ports.first
        told = number(self.group.get("Port"))
        return None if told is None else int(told)

    @property
    def protocol(self) -> str:
        """What the load balancer speaks to the target."""
        if self.group.get("TargetType") == "lambda":
            return "Lambda"
        return describe(self.group.get("Protocol", "HTTP")).upper()


def forward(graph: Graph, call: Call, chosen: Forward) -> Step:
    """The hop from a load balancer to the first target of a target group, with all that it needs."""
    source, group = place(graph, node_id(call.balancer)), resource_of(graph, chosen.group)
    if group is None:
        return _outside(source, chosen)
    edges = graph.outgoing(chosen.group, EdgeKind.FORWARDS_TO)
    if not edges:
        reason = _NOBODY.format(group=place(graph, chosen.group).the)
        return nowhere(source, None, fails(reason, chosen.edge.evidence, group.evidence()))
    target = Target(call.balancer, chosen.listener, group, edges[0])
    return Step(
        source=source,
        target=place(graph, target.node),
        does=_SENDS,
        protocol=target.protocol,
        port=target.port,
        via=_via(graph, chosen),
        findings=(_chosen(chosen), *_let_in(graph, target), *_accepted(graph, target, call), *_checked(target)),
        timeouts=tuple(_waits(graph, target)),
        headers=_headers(chosen, call),
        answer=_answer(graph, target),
    )


def _outside(source: Place, chosen: Forward) -> Step:
    there = outside("target-group", chosen.group.removeprefix(f"{EXTERNAL}target-group/"))
    finding = untold(_GROUP_OUTSIDE, chosen.edge.evidence)
    return Step(source, there, _SENDS, "HTTP", None, (_chosen(chosen), finding))


def _via(graph: Graph, chosen: Forward) -> tuple[Place, ...]:
    rule = (place(graph, node_id(chosen.rule)),) if chosen.rule is not None else ()
    return (place(graph, node_id(chosen.listener)), *rule, place(graph, chosen.group))


def _chosen(chosen: Forward) -> Finding:
    if chosen.conditions:
        return holds(_BY_RULE.format(conditions=chosen.conditions), chosen.edge.evidence)
    return holds(_BY_DEFAULT, chosen.edge.evidence)


def _let_in(graph: Graph, target: Target) -> Iterator[Finding]:
    if graph.nodes[target.node].type == SERVICE:
        yield from container_findings(graph, target.edge)
        yield from _takes_addresses(graph, target)
        yield from _none_wanted(graph, target.node)
    else:
        yield holds(_REGISTERED, target.edge.evidence)
    if target.protocol != "Lambda":
        yield from may_connect(graph, node_id(target.balancer), target.node, target.port)


def _takes_addresses(graph: Graph, target: Target) -> Iterator[Finding]:
    """Tasks with an interface of their own register by their address, which a group of instances refuses."""
    service = resource_of(graph, target.node)
    kind = target.group.get("TargetType", "instance")
    if service is not None and service.get("NetworkConfiguration") is not None and kind == "instance":
        words = _TAKES_INSTANCES.format(group=place(graph, node_id(target.group)).the)
        yield fails(words, target.group.evidence("TargetType"), service.evidence("NetworkConfiguration"))


def _accepted(graph: Graph, target: Target, call: Call) -> Iterator[Finding]:
    """What the program itself says to the request."""
    container = registered(graph, target.edge)
    if container is not None and is_application(target.balancer):
        yield from host_findings(container, call.host)
        yield from trust_findings(container, call.pages, call.host)
        yield from capacity_findings(container)
        yield from keep_alive_findings(container, waits(target.balancer, target.listener)[0])


def _none_wanted(graph: Graph, node: NodeId) -> Iterator[Finding]:
    service = resource_of(graph, node)
    scaled = graph.incoming(node, EdgeKind.SCALES)
    if service is not None and number(service.get("DesiredCount")) == 0 and not scaled:
        yield fails(_NO_TASKS, service.evidence("DesiredCount"))


def _checked(target: Target) -> Iterator[Finding]:
    """A target's own port wins over that of its group; a health check on a third port finds nobody."""
    group, port = target.group, target.port
    own, checked = number(group.get("Port")), number(group.get("HealthCheckPort"))
    if own is not None and port is not None and own != port:
        yield holds(_OWN_PORT_WINS.format(group=own, target=port), group.evidence("Port"))
    if checked is not None and port is not None and checked != port:
        yield fails(_WRONG_CHECK.format(checked=checked, port=port), group.evidence("HealthCheckPort"))
    yield _health(group)


def _health(group: Resource) -> Finding:
    interval = setting(group, "HealthCheckIntervalSeconds", HEALTH_INTERVAL)
    path = group.get("HealthCheckPath")
    if path is None:
        return holds(_CHECKS.format(interval=seconds(interval.number)), *interval.evidence)
    words = _CHECKS_PATH.format(path=describe(path), interval=seconds(interval.number))
    return holds(words, group.evidence("HealthCheckPath"), *interval.evidence)


def _waits(graph: Graph, target: Target) -> Iterator[Timeout]:
    if is_application(target.balancer):
        yield Timeout(_CONNECT, ALB_TARGET_CONNECT.number, ALB_TARGET_CONNECT.source)
        yield from waits(target.balancer, target.listener)[:1]
    yield setting(target.group, "HealthCheckTimeoutSeconds", HEALTH_TIMEOUT).timeout(_CHECK)
    container = registered(graph, target.edge)
    if container is not None:
        yield from waits_as_server(container)


def _headers(chosen: Forward, call: Call) -> tuple[Header, ...]:
    if not is_application(call.balancer):
        return ()
    listener = chosen.listener
    seen = "https" if protocol(listener) in ENCRYPTED else "http"
    return (
        Header("Host", same(call.host) if call.host else None, _HOST),
        Header("X-Forwarded-For", None, _FORWARDED_FOR),
        Header("X-Forwarded-Proto", same(seen), _FORWARDED_PROTO, (listener.evidence("Protocol"),)),
        Header("X-Forwarded-Port", same(str(port(listener))), _FORWARDED_PORT, (listener.evidence("Port"),)),
        Header("X-Amzn-Trace-Id", None, _TRACE),
    )


def _answer(graph: Graph, target: Target) -> Answer:
    container = registered(graph, target.edge)
    if container is None:
        return Answer(_ANSWERS, timeouts=waits(target.balancer, target.listener)[:1])
    headers = (*page_origins(container), Header("Set-Cookie", None, _SET_COOKIE))
    return Answer(_ANSWERS, timeouts=waits(target.balancer, target.listener)[:1], headers=headers)


_SENDS = Text(
    en="chooses a healthy target and sends the request on, over a connection that it keeps for the next ones",
    es="elige un destino sano y le reenvía la petición, por una conexión que conserva para las siguientes",
)
_NOBODY = Text(
    en="nothing registers in {group}, so the load balancer has nowhere to send the request",
    es="nada se registra en {group}, así que el balanceador no tiene adónde enviar la petición",
)
_GROUP_OUTSIDE = Text(
    en="the target group is given from outside the template, so what registers there is not told here",
    es="el grupo de destino viene de fuera de la plantilla, así que aquí no consta qué se registra en él",
)
_BY_RULE = Text(
    en="a rule of the listener forwards requests that match: {conditions}",
    es="una regla del agente de escucha reenvía las peticiones que cumplen: {conditions}",
)
_BY_DEFAULT = Text(
    en="the listener forwards every request that no rule takes",
    es="el agente de escucha reenvía toda petición que no toma ninguna regla",
)
_TAKES_INSTANCES = Text(
    en="{group} takes instances, and tasks with a network interface of their own register by their address",
    es="{group} acepta instancias, y las tareas con interfaz de red propia se registran por su dirección",
)
_REGISTERED = Text(
    en="the target is registered in the target group",
    es="el destino está registrado en el grupo de destino",
)
_NO_TASKS = Text(
    en="the service wants no task and nothing scales it, so no target is there",
    es="el servicio no quiere ninguna tarea y nada lo escala, así que no hay ningún destino",
)
_OWN_PORT_WINS = Text(
    en="the target group says port {group}, and each target registers port {target}, which counts",
    es="el grupo de destino dice puerto {group}, y cada destino registra el puerto {target}, que es el que cuenta",
)
_WRONG_CHECK = Text(
    en="health checks go to port {checked} and the target listens on port {port}, so no target is ever healthy",
    es="las comprobaciones de estado van al puerto {checked} y el destino escucha en el {port}, así que ningún "
    "destino llega a estar sano",
)
_CHECKS = Text(
    en="only targets that pass a health check every {interval} get requests",
    es="solo reciben peticiones los destinos que superan una comprobación de estado cada {interval}",
)
_CHECKS_PATH = Text(
    en="only targets that answer {path} every {interval} get requests",
    es="solo reciben peticiones los destinos que responden a {path} cada {interval}",
)
_CONNECT = Text(
    en="the load balancer waits for a connection to the target",
    es="el balanceador espera una conexión con el destino",
)
_CHECK = Text(
    en="the load balancer waits for the answer to a health check",
    es="el balanceador espera la respuesta a una comprobación de estado",
)
_HOST = Text(
    en="still the name that the browser asked for; the program compares it with its list of hosts",
    es="sigue siendo el nombre que pidió el navegador; el programa lo compara con su lista de hosts",
)
_FORWARDED_FOR = Text(
    en="the address of the caller, since the connection now comes from the load balancer",
    es="la dirección de quien llama, pues la conexión viene ahora del balanceador",
)
_FORWARDED_PROTO = Text(
    en="the protocol that the caller used; without it the program takes the request for unencrypted",
    es="el protocolo que usó quien llama; sin ella el programa creería que la petición llegó sin cifrar",
)
_FORWARDED_PORT = Text(
    en="the port that the caller used",
    es="el puerto que usó quien llama",
)
_TRACE = Text(
    en="one number that finds the same request again in every log",
    es="un número con el que se reconoce la misma petición en todos los registros",
)
_ANSWERS = Text(
    en="answers over the same connection and leaves it open for the next request",
    es="responde por la misma conexión y la deja abierta para la siguiente petición",
)
_SET_COOKIE = Text(
    en="renews the user's session where the program uses one",
    es="renueva la sesión del usuario si el programa la usa",
)
