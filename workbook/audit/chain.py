"""The chain internet → load balancer → tasks → database: each link open, and nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.audit import tiers
from workbook.audit.model import Finding
from workbook.audit.predicates import contained, fault, holding, missing
from workbook.audit.reach import PREFIX_LIST, RANGE, entrances, exits, groups_of, is_range, link
from workbook.graph.databases import database_port
from workbook.graph.index import expand, whole
from workbook.graph.model import INTERNET, Edge, EdgeKind, Graph, Node, Ports, node_id
from workbook.graph.queries import members
from workbook.graph.reach import MACHINES
from workbook.graph.stores import stores_used
from workbook.lang import Text
from workbook.template.model import Resource

WEB_PORTS = (80, 443)
BALANCERS = (tiers.LOAD_BALANCER, "AWS::ElasticLoadBalancing::LoadBalancer")
POSTGRESQL = 5432
ADMIN_PORTS = {22: "SSH", 3389: "RDP", 5432: "PostgreSQL", 3306: "MySQL"}


def lets_in_web_only(graph: Graph, balancer: Resource) -> Iterator[Finding]:
    """Addresses outside reach a load balancer on the ports of the web only."""
    yield from _unless_told(graph, balancer)
    for rule in entrances(graph, balancer):
        if is_range(rule.source):
            narrow = _within(rule.ports, WEB_PORTS)
            yield holding(rule.evidence) if narrow else fault(_OTHER_PORTS, rule.evidence)


def lets_in_load_balancer_only(graph: Graph, service: Resource) -> Iterator[Finding]:
    """Only load balancers open connections to the tasks of a service, and only to the container's port."""
    yield from _unless_told(graph, service)
    yield from _unless_entered(graph, service)
    ports = tuple(whole(value) or 0 for _, value in expand(service.properties, "LoadBalancers.*.ContainerPort"))
    for rule in entrances(graph, service):
        worn = members(graph, rule.source)
        if is_range(rule.source):
            yield fault(_RANGE_TO_TASKS, rule.evidence)
        elif not worn:
            yield _untold_peer(rule)
        elif not all(node.type in BALANCERS or node.resource == service for node in worn):
            yield fault(_OTHERS_TO_TASKS.format(names=_names(worn)), rule.evidence)
        else:
            yield holding(rule.evidence) if _within(rule.ports, ports) else fault(_WIDE_TO_TASKS, rule.evidence)


def lets_in_tasks_only(graph: Graph, database: Resource) -> Iterator[Finding]:
    """No rule lets anything but ECS tasks in to a database, or to a proxy before it: no range, no other's group."""
    yield from _unless_told(graph, database)
    yield from _unless_entered(graph, database)
    port = database_port(database) or POSTGRESQL
    for target in (database, *_proxies(graph, database)):
        for rule in entrances(graph, target):
            if is_range(rule.source):
                peer = rule.note or rule.source.removeprefix(RANGE)
                yield fault(_RANGE_TO_DATABASE.format(peer=peer), rule.evidence)
            else:
                yield _only_tasks(graph, rule, target, port)


def stays_silent(graph: Graph, database: Resource) -> Iterator[Finding]:
    """A database opens no connections to addresses of its own choice."""
    yield from _unless_told(graph, database)
    rules = [rule for rule in exits(graph, database) if is_range(rule.target)]
    yield from (fault(_OPEN_EGRESS, rule.evidence) for rule in rules)
    if not rules:
        yield from (holding(group.resource.evidence()) for group in groups_of(graph, database) if group.resource)


def is_connected(graph: Graph) -> Iterator[Finding]:
    """Each link of the chain is open on both sides: internet → load balancer → tasks → database."""
    services = tuple(tiers.served(graph))
    for service in services:
        for balancer, port in _balancers(graph, service):
            yield from _opens_to_internet(graph, balancer)
            yield link(graph, balancer, service, port)
        for database in _used(graph, service):
            yield link(graph, service, database, database_port(database) or POSTGRESQL)
    if not services:
        yield missing(tiers.SERVED)


def closes_admin_ports(graph: Graph) -> Iterator[Finding]:
    """No security group lets the whole internet in to a port of administration or of a database."""
    for rule in graph.edges:
        if rule.kind is EdgeKind.ALLOWS and rule.source == INTERNET:
            named = [f"{port} ({name})" for port, name in ADMIN_PORTS.items() if _opens(rule, port)]
            yield fault(_ADMIN.format(ports=", ".join(named)), rule.evidence) if named else holding(rule.evidence)


def _only_tasks(graph: Graph, rule: Edge, database: Resource, port: int) -> Finding:
    worn = members(graph, rule.source)
    friends = (database, *_proxies(graph, database))
    strangers = [node for node in worn if not _runs_tasks(graph, node) and node.resource not in friends]
    if not worn:
        return _untold_peer(rule)
    if strangers:
        return fault(_OTHERS_TO_DATABASE.format(names=_names(strangers)), rule.evidence)
    if not _within(rule.ports, (port,)):
        return fault(_WIDE_TO_DATABASE.format(port=port), rule.evidence)
    return holding(rule.evidence)


def _proxies(graph: Graph, database: Resource) -> Iterator[Resource]:
    """The RDS proxies whose group a rule of the database lets in; they pass on what enters them."""
    for rule in entrances(graph, database):
        for node in members(graph, rule.source):
            if node.type == "AWS::RDS::DBProxy" and node.resource is not None:
                yield node.resource


def _opens_to_internet(graph: Graph, balancer: Resource) -> Iterator[Finding]:
    """A load balancer that faces the internet lets addresses in to the port where it speaks HTTPS, if it does."""
    if balancer.get("Scheme", "internet-facing") != "internet-facing" or any(_unless_told(graph, balancer)):
        return
    for listener in contained(graph, balancer, tiers.LISTENER):
        port = whole(listener.get("Port"))
        if listener.get("Protocol") != "HTTPS" or port is None:
            continue
        peers = (rule for rule in entrances(graph, balancer) if not members(graph, rule.source) and _opens(rule, port))
        proof = tuple(rule.evidence for rule in peers)
        groups = tuple(group.resource.evidence() for group in groups_of(graph, balancer) if group.resource)
        yield holding(*proof) if proof else fault(_CLOSED.format(port=port), *groups, listener.evidence("Port"))


def _untold_peer(rule: Edge) -> Finding:
    name = rule.source.removeprefix(PREFIX_LIST)
    listed = rule.source.startswith(PREFIX_LIST)
    return Finding(None, (rule.evidence,), _LIST_OUTSIDE.format(name=name) if listed else _PEER_OUTSIDE)


def _unless_entered(graph: Graph, resource: Resource) -> Iterator[Finding]:
    if not any(entrances(graph, resource)):
        groups = (group.resource.evidence() for group in groups_of(graph, resource) if group.resource is not None)
        yield Finding(None, tuple(groups), _NO_DOOR.format(name=resource.id.logical_id))


def _runs_tasks(graph: Graph, node: Node) -> bool:
    """Whether a resource is an ECS service, or a machine that an ECS cluster places tasks on."""
    on_machines = any(
        service.get("LaunchType", "EC2") == "EC2" and not service.get("NetworkConfiguration")
        for service in graph.resources(tiers.SERVICE)
    )
    return node.type == tiers.SERVICE or (on_machines and node.type in MACHINES)


def _balancers(graph: Graph, service: Resource) -> Iterator[tuple[Resource, int]]:
    """The load balancers of the template that send requests to a service, each with the container's port."""
    for edge in graph.incoming(node_id(service), EdgeKind.FORWARDS_TO):
        port = edge.ports.first if edge.ports and edge.ports.first else 0
        for balancer in tiers.balancers_of(graph, edge.source):
            if port and balancer.type == tiers.LOAD_BALANCER:
                yield balancer, port


def _used(graph: Graph, service: Resource) -> Iterator[Resource]:
    """The databases whose endpoint or secret the tasks of a service are given."""
    task = tiers.task_of(graph, service)
    for use in stores_used(graph, node_id(task)) if task is not None else ():
        store = graph.nodes[use.store].resource
        if store is not None and store.type in {tiers.DB_INSTANCE, tiers.DB_CLUSTER}:
            yield store


def _unless_told(graph: Graph, resource: Resource) -> Iterator[Finding]:
    groups = groups_of(graph, resource)
    if not groups or any(group.resource is None for group in groups):
        yield Finding(None, (resource.evidence(),), _GROUPS_OUTSIDE.format(name=resource.id.logical_id))


def _within(ports: Ports | None, allowed: tuple[int, ...]) -> bool:
    """Whether a rule opens TCP ports of the allowed ones only."""
    if ports is None or ports.protocol != "tcp" or ports.first is None:
        return False
    last = ports.last if ports.last is not None else ports.first
    return all(port in allowed for port in range(ports.first, min(last, ports.first + 64) + 1))


def _opens(rule: Edge, port: int) -> bool:
    return rule.ports is None or rule.ports.includes("tcp", port)


def _names(nodes: tuple[Node, ...] | list[Node]) -> str:
    return ", ".join(sorted(str(node.id).rpartition("/")[2] for node in nodes))


_OTHER_PORTS = Text(
    en="the internet is let in to ports other than 80 and 443",
    es="se deja entrar a internet por puertos distintos de 80 y 443",
)
_RANGE_TO_TASKS = Text(
    en="a range of addresses reaches the tasks without the load balancer",
    es="un rango de direcciones llega a las tareas sin pasar por el balanceador",
)
_PEER_OUTSIDE = Text(
    en="the template does not tell what wears the security group that is let in",
    es="la plantilla no dice qué usa el grupo de seguridad al que se deja entrar",
)
_LIST_OUTSIDE = Text(
    en="the template does not tell which addresses the prefix list {name} holds",
    es="la plantilla no dice qué direcciones contiene la lista de prefijos {name}",
)
_NO_DOOR = Text(
    en="no rule of the template lets anybody in to {name}",
    es="ninguna regla de la plantilla deja entrar a nadie a {name}",
)
_CLOSED = Text(
    en="the load balancer listens on port {port}, where its groups let no address of the internet in",
    es="el balanceador escucha en el puerto {port}, por el que sus grupos no dejan entrar a ninguna dirección de "
    "internet",
)
_OTHERS_TO_TASKS = Text(
    en="besides load balancers, {names} can reach the tasks",
    es="además de los balanceadores, {names} pueden llegar a las tareas",
)
_WIDE_TO_TASKS = Text(
    en="more ports than the container's are open to the load balancer",
    es="hay más puertos abiertos al balanceador que el del contenedor",
)
_RANGE_TO_DATABASE = Text(
    en="the address range {peer} reaches the database, whoever holds those addresses",
    es="el rango de direcciones {peer} llega a la base de datos, sea quien sea quien las tenga",
)
_OTHERS_TO_DATABASE = Text(
    en="besides ECS tasks, {names} are let in to the database",
    es="además de las tareas de ECS, se deja entrar a {names} a la base de datos",
)
_WIDE_TO_DATABASE = Text(
    en="more ports than {port} are open to the tasks", es="hay más puertos abiertos a las tareas que el {port}"
)
_OPEN_EGRESS = Text(
    en="the database may open connections to addresses anywhere",
    es="la base de datos puede abrir conexiones hacia cualquier dirección",
)
_ADMIN = Text(en="the internet is let in to {ports}", es="se deja entrar a internet por {ports}")
_GROUPS_OUTSIDE = Text(
    en="the security groups of {name} are given from outside the template",
    es="los grupos de seguridad de {name} vienen de fuera de la plantilla",
)
