"""The exercises of lesson 0: read the template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from workbook.errors import SourceError
from workbook.graph.build import build_graph
from workbook.graph.model import Edge, EdgeKind, Graph, NodeId, Ports, node_id
from workbook.lang import Text
from workbook.lessons.answers import NOTHING_CHANGED, graph_of, names, places
from workbook.lessons.exercise import Exercise, Misconception
from workbook.template.edit import EditError, load_edited, put
from workbook.template.model import Assembly, Resource, describe
from workbook.template.source import load_profile

NEW_PORT = 5433
"""The port to which the second exercise moves the database."""


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercises by id, with the answers that the committed `standard` snapshot gives."""
    graph = build_graph(load_profile("standard"))
    found = (_which_stack_changes(graph), _move_the_port(graph), _close_the_circle(graph), _prove_isolation(graph))
    return {exercise.id: exercise for exercise in found}


def _database(graph: Graph) -> Resource:
    (database,) = graph.resources("AWS::RDS::DBInstance")
    return database


# 00.1 predict: which stacks does a larger database change?


def _which_stack_changes(graph: Graph) -> Exercise:
    changed = _changed_by_a_larger_database(graph)
    known = {stack.name for stack in graph.assembly.stacks}
    connected = _stacks_around(_database(graph), graph) - changed
    return Exercise(
        "00.1",
        correct=lambda answer: names(answer) == changed,
        praise=_ONLY_ITS_OWN,
        otherwise=_NOT_THESE,
        misconceptions=(
            Misconception(lambda answer: not names(answer), _SOMETHING_CHANGES),
            Misconception(lambda answer: not names(answer) <= known, _NO_STACKS),
            Misconception(lambda answer: names(answer) == known, _NOT_ALL),
            Misconception(lambda answer: bool(names(answer) & connected), _REFERENCES_STAY),
        ),
    )


def _changed_by_a_larger_database(graph: Graph) -> set[str]:
    larger = load_edited(put(_database(graph).evidence("DBInstanceClass"), "db.m7g.large"))
    pairs = zip(graph.assembly.stacks, larger.stacks, strict=True)
    return {before.name for before, after in pairs if before != after}


def _stacks_around(resource: Resource, graph: Graph) -> set[str]:
    """The stacks of everything that an edge joins to a resource."""
    here = node_id(resource)
    edges = (*graph.outgoing(here), *graph.incoming(here))
    return {str(end).partition("/")[0] for edge in edges for end in (edge.source, edge.target)}


# 00.2 change: move the database, and the one way to it, to another port


def _move_the_port(graph: Graph) -> Exercise:
    old, new = {_listening(graph)}, {NEW_PORT}
    callers = _callers(graph)
    return Exercise(
        "00.2",
        correct=lambda answer: (
            _all_ports(graph_of(answer)) == (new, new, new) and _callers(graph_of(answer)) == callers
        ),
        praise=_MOVED,
        otherwise=_NOT_MOVED,
        misconceptions=(
            Misconception(lambda answer: graph_of(answer) == graph, NOTHING_CHANGED),
            Misconception(lambda answer: not _callers(graph_of(answer)) <= callers, _TOO_OPEN),
            Misconception(lambda answer: not _callers(graph_of(answer)), _NO_DOOR),
            Misconception(lambda answer: None in set().union(*_all_ports(graph_of(answer))), _HALF_A_RANGE),
            Misconception(lambda answer: _all_ports(graph_of(answer)) == (new, old, old), _HOUSE_MOVED_ALONE),
            Misconception(lambda answer: _listening(graph_of(answer)) != NEW_PORT, _DOOR_MOVED_ALONE),
            Misconception(lambda answer: _all_ports(graph_of(answer)) == (new, new, old), _NO_WAY_OUT),
            Misconception(lambda answer: _all_ports(graph_of(answer)) == (new, old, new), _NO_WAY_IN),
        ),
    )


def _listening(graph: Graph) -> int:
    return int(describe(_database(graph).get("Port")))


def _rules(graph: Graph) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """The rules that let into the security groups of the database, and those that let out to them."""
    groups = [group.id for group in graph.successors(node_id(_database(graph)), EdgeKind.PROTECTED_BY)]
    into, out_to = (
        tuple(edge for group in groups for edge in graph.incoming(group, kind))
        for kind in (EdgeKind.ALLOWS, EdgeKind.ALLOWS_OUT)
    )
    return into, out_to


def _callers(graph: Graph) -> set[NodeId]:
    into, _ = _rules(graph)
    return {edge.source for edge in into}


def _all_ports(graph: Graph) -> tuple[set[int | None], ...]:
    """The port of the database, those that are open into it, and those out to it; None for a range."""
    into, out_to = _rules(graph)
    return {_listening(graph)}, {_single(edge.ports) for edge in into}, {_single(edge.ports) for edge in out_to}


def _single(ports: Ports | None) -> int | None:
    return ports.first if ports is not None and ports.first == ports.last else None


# 00.3 break: two security groups that refer to each other


def _close_the_circle(graph: Graph) -> Exercise:
    (rule, *_), _ = _rules(graph)
    groups = [node.partition("/")[2] for node in (rule.source, rule.target)]
    return Exercise(
        "00.3",
        correct=lambda answer: isinstance(answer, SourceError) and _names_all(answer, groups),
        praise=_CIRCLE,
        otherwise=_NO_ERROR,
        misconceptions=(
            Misconception(lambda answer: isinstance(answer, Assembly | Graph), _STILL_LOADS),
            Misconception(lambda answer: isinstance(answer, str), _WORDS_OF_AN_ERROR),
            Misconception(lambda answer: isinstance(answer, EditError), _NO_SUCH_PLACE),
            Misconception(lambda answer: isinstance(answer, SourceError), _OTHER_ERROR),
        ),
    )


def _names_all(error: SourceError, words: Iterable[str]) -> bool:
    return any(all(word in problem.en for word in words) for problem in error.problems)


# 00.4 prove: the database lies in isolated subnets only


def _prove_isolation(graph: Graph) -> Exercise:
    placements = graph.outgoing(node_id(_database(graph)), EdgeKind.PLACED_IN)
    associations = [edge for placement in placements for edge in graph.outgoing(placement.target, EdgeKind.ROUTES_WITH)]
    where, how = places(placements), places(associations)
    into, out_to = _rules(graph)
    firewall = places((*into, *out_to))
    return Exercise(
        "00.4",
        correct=lambda answer: places(answer) == where | how,
        praise=_PROVED,
        otherwise=_NO_PROOF,
        misconceptions=(
            Misconception(lambda answer: not places(answer), _NO_EVIDENCE),
            Misconception(lambda answer: bool(places(answer) & firewall), _WHO_NOT_WHERE),
            Misconception(lambda answer: _ends_in(answer, "PubliclyAccessible"), _ADDRESS_NOT_PLACE),
            Misconception(lambda answer: _ends_in(answer, "DBSubnetGroupName"), _ONLY_THE_GROUP),
            Misconception(lambda answer: places(answer) == where, _WHERE_BUT_NOT_HOW),
            Misconception(lambda answer: places(answer) == how, _HOW_BUT_NOT_WHERE),
            Misconception(lambda answer: places(answer) < where | how, _ONE_ZONE),
        ),
    )


def _ends_in(answer: object, name: str) -> bool:
    return any(path.endswith(f".{name}") for _, path in places(answer))


_ONLY_ITS_OWN = Text(
    en="only the stack that declares the database changes; the others refer to it, and a reference stays the same "
    "when a property of its target changes",
    es="solo cambia la pila que declara la base de datos; las demás se refieren a ella, y una referencia no cambia "
    "cuando cambia una propiedad de su destino",
)
_NOT_THESE = Text(
    en="a stack changes only where its template does; which template writes DBInstanceClass down?",
    es="una pila solo cambia donde cambia su plantilla; ¿qué plantilla contiene DBInstanceClass?",
)
_SOMETHING_CHANGES = Text(
    en="something must change: the instance class is a property, and a property stands in the template of some stack",
    es="algo tiene que cambiar: la clase de instancia es una propiedad, y una propiedad está en la plantilla de "
    "alguna pila",
)
_NO_STACKS = Text(
    en="these are not all names of stacks; the table of the stacks shows how they are spelled",
    es="no todos son nombres de pilas; la tabla de las pilas muestra cómo se escriben",
)
_NOT_ALL = Text(
    en="not all: CloudFormation compares each template with the one that is deployed, and leaves equal stacks alone",
    es="no todas: CloudFormation compara cada plantilla con la que está desplegada y no toca las pilas iguales",
)
_REFERENCES_STAY = Text(
    en="you named a stack that is only connected with the database; does its own template change when the database "
    "gets larger?",
    es="ha nombrado una pila que solo está conectada con la base de datos; ¿cambia su propia plantilla cuando la base "
    "de datos crece?",
)

_MOVED = Text(
    en="the database listens on the new port, and the same tasks may leave and enter there; one number stood at "
    "several places, and the graph showed all of them",
    es="la base de datos escucha en el puerto nuevo, y las mismas tareas pueden salir y entrar por él; un mismo "
    "número estaba en varios lugares y el grafo los mostró todos",
)
_NOT_MOVED = Text(
    en="hand in the assembly that load_edited returns, with the new port at every place of the table",
    es="entregue el ensamblado que devuelve load_edited, con el puerto nuevo en todos los lugares de la tabla",
)
_TOO_OPEN = Text(
    en="now others than the tasks may reach the database; move the rule to the new port, but keep its source",
    es="ahora llegan a la base de datos otros además de las tareas; lleve la regla al puerto nuevo, pero conserve "
    "su origen",
)
_NO_DOOR = Text(
    en="no rule lets anyone in any more; change the ports of the rule instead of taking the rule away",
    es="ya ninguna regla deja entrar a nadie; cambie los puertos de la regla en lugar de quitarla",
)
_HALF_A_RANGE = Text(
    en="a rule opens the range from FromPort to ToPort, so for a single port both must be the new number",
    es="una regla abre el intervalo de FromPort a ToPort, así que para un solo puerto ambos deben ser el número nuevo",
)
_HOUSE_MOVED_ALONE = Text(
    en="the database listens on the new port, but the security groups still let the tasks through on the old one; "
    "where a program listens and what the firewall lets through are two things",
    es="la base de datos escucha en el puerto nuevo, pero los grupos de seguridad aún dejan pasar a las tareas por "
    "el antiguo; dónde escucha un programa y qué deja pasar el cortafuegos son dos cosas",
)
_DOOR_MOVED_ALONE = Text(
    en="the rules speak of the new port, but the database itself still listens on the old one: see its property Port",
    es="las reglas hablan del puerto nuevo, pero la propia base de datos aún escucha en el antiguo: vea su "
    "propiedad Port",
)
_NO_WAY_OUT = Text(
    en="the way in is open, but the tasks may not leave: their own security group lets them out to the old port only "
    "(the edge `allows out`)",
    es="la entrada está abierta, pero las tareas no pueden salir: su propio grupo de seguridad solo las deja salir "
    "hacia el puerto antiguo (la arista «permite salir»)",
)
_NO_WAY_IN = Text(
    en="the tasks may leave for the new port, but the security group of the database lets them in on the old one only "
    "(the edge `allows`)",
    es="las tareas pueden salir hacia el puerto nuevo, pero el grupo de seguridad de la base de datos solo las deja "
    "entrar por el antiguo (la arista «permite»)",
)

_CIRCLE = Text(
    en="each group needs the other one first, so neither can be created; that is why the rule into the database is a "
    "resource of its own, which is created after both groups",
    es="cada grupo necesita que el otro exista antes, así que ninguno se puede crear; por eso la regla de entrada a la "
    "base de datos es un recurso propio, que se crea después de los dos grupos",
)
_NO_ERROR = Text(
    en="hand in the error itself: catch it with `except SourceError as error` and keep it in a variable",
    es="entregue el propio error: captúrelo con `except SourceError as error` y guárdelo en una variable",
)
_STILL_LOADS = Text(
    en="this still loads, so there is no circle; the rule must name the group of the tasks, and stand inside the group "
    "of the database, because the group of the tasks already names that of the database",
    es="esto aún se carga, así que no hay círculo; la regla debe nombrar el grupo de las tareas y estar dentro del "
    "grupo de la base de datos, porque el grupo de las tareas ya nombra al de la base de datos",
)
_WORDS_OF_AN_ERROR = Text(
    en="these are words; hand in the error object that load_edited raised, so that its cause can be checked",
    es="esto son palabras; entregue el objeto de error que lanzó load_edited, para poder comprobar su causa",
)
_NO_SUCH_PLACE = Text(
    en="the edit itself found no such place, so the loader never saw a change; take the place from "
    "`group.evidence('SecurityGroupIngress')`",
    es="la propia edición no encontró ese lugar, así que no llegó a cargarse ningún cambio; tome el lugar de "
    "`group.evidence('SecurityGroupIngress')`",
)
_OTHER_ERROR = Text(
    en="the loader refuses this, but for another reason than a circle between the two groups: read the message, "
    "it names the place",
    es="la carga lo rechaza, pero por otra razón que un círculo entre los dos grupos: lea el mensaje, que nombra el "
    "lugar",
)

_PROVED = Text(
    en="complete: every subnet of the database, and the route table of each, in which no route leads out; "
    "an absence is proved by showing all there is",
    es="completo: cada subred de la base de datos y la tabla de rutas de cada una, en la que ninguna ruta lleva "
    "afuera; una ausencia se demuestra mostrando todo lo que hay",
)
_NO_PROOF = Text(
    en="hand in the evidence of two kinds of edges: where the database is placed, and which route table each of "
    "those subnets routes with",
    es="entregue las pruebas de dos tipos de aristas: dónde está situada la base de datos y con qué tabla de rutas "
    "encamina cada una de esas subredes",
)
_NO_EVIDENCE = Text(
    en="a claim without evidence proves nothing; start with the edges of kind PLACED_IN that leave the database",
    es="una afirmación sin pruebas no demuestra nada; empiece por las aristas del tipo PLACED_IN que salen de la "
    "base de datos",
)
_WHO_NOT_WHERE = Text(
    en="a security group tells who may connect, not where the database lies; both protect it, but this question is "
    "about the subnets",
    es="un grupo de seguridad dice quién puede conectarse, no dónde está la base de datos; ambos la protegen, pero "
    "esta pregunta trata de las subredes",
)
_ADDRESS_NOT_PLACE = Text(
    en="PubliclyAccessible tells whether the database gets a public address, not in which subnets it lies",
    es="PubliclyAccessible dice si la base de datos recibe una dirección pública, no en qué subredes está",
)
_ONLY_THE_GROUP = Text(
    en="DBSubnetGroupName names a group of subnets; follow it to the subnets themselves, as the edges of kind "
    "PLACED_IN do",
    es="DBSubnetGroupName nombra un grupo de subredes; sígalo hasta las propias subredes, como hacen las aristas de "
    "clase PLACED_IN",
)
_WHERE_BUT_NOT_HOW = Text(
    en="this proves in which subnets the database lies, not yet that they are isolated; that is decided by the route "
    "table of each subnet",
    es="esto demuestra en qué subredes está la base de datos, pero aún no que estén aisladas; eso lo decide la tabla "
    "de rutas de cada subred",
)
_HOW_BUT_NOT_WHERE = Text(
    en="this proves which route tables some subnets use, but not that the database lies in these subnets",
    es="esto demuestra qué tablas de rutas usan unas subredes, pero no que la base de datos esté en ellas",
)
_ONE_ZONE = Text(
    en="a part is missing: the database has a standby in a second zone, so every subnet counts, each with its "
    "route table",
    es="falta una parte: la base de datos tiene una réplica en espera en otra zona, así que cuenta cada subred, con "
    "su tabla de rutas",
)
