"""The hop from a program to its database: where it learns the address, who lets it in, and that it is encrypted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.flow.containers import Container, containers
from workbook.flow.declared import lost_stores
from workbook.flow.model import Finding, Timeout
from workbook.flow.named import resource_of
from workbook.flow.network import may_connect
from workbook.flow.places import place
from workbook.flow.program import waits_for_database
from workbook.flow.step import Answer, Step, holds
from workbook.graph.model import EdgeKind, Graph, NodeId
from workbook.graph.stores import StoreUse, stores_used
from workbook.lang import Text
from workbook.template.model import Resource, Value, describe
from workbook.template.scalars import flag, number

TASK = "AWS::ECS::TaskDefinition"
_FORCED = ("rds.force_ssl", "require_secure_transport")
_ON = frozenset({"1", "ON", "on", "true"})


def queries(graph: Graph, runner: NodeId) -> Iterator[Step]:
    """The hops from what runs a program to each database that the program is given."""
    programs = [n.id for n in graph.successors(runner, EdgeKind.RUNS)] or [runner]
    for program in programs:
        for use in stores_used(graph, program):
            yield _query(graph, runner, use)
        yield from lost_stores(graph, runner, program)


def _query(graph: Graph, runner: NodeId, use: StoreUse) -> Step:
    store = graph.nodes[use.store].resource
    parameters = _parameters(graph, use.store)
    program = resource_of(graph, use.program)
    inside = containers(program) if program is not None and program.type == TASK else ()
    return Step(
        source=place(graph, runner),
        target=place(graph, use.store),
        does=_ASKS,
        protocol=_protocol(store),
        port=use.ports.first,
        via=() if use.program == runner else (place(graph, use.program),),
        findings=(
            _given(graph, use),
            *may_connect(graph, runner, use.store, use.ports.first),
            *_privacy(store),
            *_encryption(parameters),
            *_checks(inside),
        ),
        timeouts=(*(t for container in inside for t in waits_for_database(container)), *_limits(parameters)),
        answer=Answer(_ANSWERS),
    )


def _protocol(store: Resource | None) -> str:
    engine = "" if store is None else describe(store.get("Engine"))
    return next((name for part, name in _PROTOCOLS.items() if part in engine), "TCP")


def _given(graph: Graph, use: StoreUse) -> Finding:
    """By what the program knows the database: a secret read at its start, or the address in its settings."""
    reads = graph.outgoing(use.program, EdgeKind.READS)
    same_secret = [edge for edge in reads if edge.target == use.proof.target and use.means == "secret"]
    if not same_secret:
        return holds(_BY_ADDRESS, use.proof.evidence)
    names = ", ".join(sorted(edge.note for edge in same_secret if edge.note))
    secret = graph.nodes[use.proof.target]
    label = names or str(secret.id)
    return holds(_BY_SECRET.format(names=label), *(edge.evidence for edge in same_secret))


def _parameters(graph: Graph, store: NodeId) -> Resource | None:
    groups = (n for n in graph.predecessors(store, EdgeKind.CONFIGURES) if n.type.endswith("ParameterGroup"))
    return next((n.resource for n in groups if n.resource is not None), None)


def _values(parameters: Resource | None) -> Mapping[str, Value]:
    values = None if parameters is None else parameters.get("Parameters")
    return values if isinstance(values, Mapping) else {}


def _privacy(store: Resource | None) -> Iterator[Finding]:
    if store is not None and flag(store.get("PubliclyAccessible")) is False:
        yield holds(_PRIVATE, store.evidence("PubliclyAccessible"))


def _encryption(parameters: Resource | None) -> Iterator[Finding]:
    values = _values(parameters)
    for name in _FORCED:
        if parameters is not None and name in values:
            forced = str(values[name]) in _ON
            yield holds((_TLS_ONLY if forced else _TLS_OPTIONAL).format(name=name), parameters.evidence("Parameters"))


def _checks(inside: tuple[Container, ...]) -> Iterator[Finding]:
    for container in inside:
        for name, value, evidence in container.variables():
            if name.endswith("SSLMODE") and value.startswith("verify"):
                yield holds(_VERIFIES.format(mode=value), evidence)


def _limits(parameters: Resource | None) -> Iterator[Timeout]:
    values = _values(parameters)
    for name, what in _LIMITS.items():
        milliseconds = number(values.get(name))
        if parameters is not None and milliseconds is not None:
            yield Timeout(what, number(milliseconds / 1000), parameters.evidence("Parameters"))


_PROTOCOLS = {"postgres": "PostgreSQL", "mysql": "MySQL", "mariadb": "MySQL", "aurora": "MySQL"}
_LIMITS = {
    "statement_timeout": Text(
        en="the database gives up on a query",
        es="la base de datos abandona una consulta",
    ),
    "lock_timeout": Text(
        en="the database gives up on a query that waits for a lock",
        es="la base de datos abandona una consulta que espera un bloqueo",
    ),
    "idle_in_transaction_session_timeout": Text(
        en="the database closes a connection that sits inside a transaction",
        es="la base de datos cierra una conexión detenida dentro de una transacción",
    ),
}
_ASKS = Text(
    en="asks the database over a connection that it keeps for further requests",
    es="consulta la base de datos por una conexión que conserva para más peticiones",
)
_BY_SECRET = Text(
    en="the program gets address and login from a secret when its task starts ({names})",
    es="el programa recibe la dirección y las credenciales de un secreto al arrancar su tarea ({names})",
)
_BY_ADDRESS = Text(
    en="the program is given the address of the database in its settings",
    es="el programa recibe la dirección de la base de datos en su configuración",
)
_PRIVATE = Text(
    en="the database has private addresses only",
    es="la base de datos solo tiene direcciones privadas",
)
_TLS_ONLY = Text(
    en="the database refuses connections that are not encrypted ({name})",
    es="la base de datos rechaza las conexiones sin cifrar ({name})",
)
_TLS_OPTIONAL = Text(
    en="the database accepts connections that are not encrypted ({name})",
    es="la base de datos acepta conexiones sin cifrar ({name})",
)
_VERIFIES = Text(
    en="the program checks the certificate of the database ({mode})",
    es="el programa comprueba el certificado de la base de datos ({mode})",
)
_ANSWERS = Text(
    en="sends the rows back over the same connection",
    es="devuelve las filas por la misma conexión",
)
