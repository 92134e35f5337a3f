"""The exercises of lesson 1: draw the architecture."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from workbook.graph.build import build_graph
from workbook.graph.model import EdgeKind, Graph, Node, NodeId
from workbook.graph.queries import SubnetKind, subnet_route
from workbook.lang import Lang, Text
from workbook.lessons.answers import NOTHING_CHANGED, graph_of, names, numbers, places
from workbook.lessons.exercise import Exercise, Misconception
from workbook.render.scene import LinkKind, Scene
from workbook.render.views import View, drawn, scene
from workbook.template.source import load_profile

_DATABASE, _GATEWAY = "AWS::RDS::DBInstance", "AWS::EC2::InternetGateway"


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercises by id, with the answers that the committed `standard` snapshot gives."""
    graph = build_graph(load_profile("standard"))
    picture = _overview(graph)
    found = (
        _who_answers_reads(graph),
        _way_of_the_answer(graph, picture),
        _open_a_subnet(graph),
        _break_unseen(graph, picture),
        _prove_the_gateway(graph, picture),
    )
    return {exercise.id: exercise for exercise in found}


def _overview(graph: Graph, lang: Lang = Lang.EN) -> Scene:
    return scene(graph, View.OVERVIEW, lang)


def _only(graph: Graph, resource_type: str) -> Node:
    (node,) = graph.of_type(resource_type)
    return node


def _requests(picture: Scene) -> set[tuple[str, str]]:
    """The loud arrows, by the items at their ends."""
    return {(link.source, link.target) for link in picture.links if link.kind is LinkKind.DATA}


# 01.1 predict: which of the two databases answers when everybody only reads?


def _who_answers_reads(graph: Graph) -> Exercise:
    database = _only(graph, _DATABASE).id
    asked, silent = (_database_names(graph, database, asked=asked) for asked in (True, False))
    known = {item.name for lang in Lang for item in _overview(graph, lang).all_items()}
    return Exercise(
        "01.1",
        correct=lambda answer: bool(names(answer)) and names(answer) <= asked,
        praise=_PRIMARY_ANSWERS,
        otherwise=_ARROWS_TELL,
        misconceptions=(
            Misconception(lambda answer: not names(answer), _SOMEBODY_ANSWERS),
            Misconception(lambda answer: bool(names(answer) & silent), _STANDBY_READS),
            Misconception(lambda answer: not names(answer) <= known, _NO_SUCH_ITEM),
        ),
    )


def _database_names(graph: Graph, database: NodeId, *, asked: bool) -> set[str]:
    """What the items of the database are called, in every language: those that requests reach, or the others."""
    pictures = [_overview(graph, lang) for lang in Lang]
    return {
        item.name
        for picture in pictures
        for item in picture.all_items()
        if database in item.covers and asked is any(item.id == target for _, target in _requests(picture))
    }


# 01.2 predict: over which numbered arrows do the rows of the database come to the user?


def _way_of_the_answer(graph: Graph, picture: Scene) -> Exercise:
    way = _steps_towards(picture, _only(graph, _DATABASE).id)
    lookups = {step for link in picture.links if link.kind is LinkKind.LOOKUP for step in link.steps}
    steps = {caption.step for caption in picture.captions}
    return Exercise(
        "01.2",
        correct=lambda answer: numbers(answer) == way,
        praise=_SAME_WAY_BACK,
        otherwise=_FOLLOW_BACK,
        misconceptions=(
            Misconception(lambda answer: not numbers(answer), _NO_ARROW_BACK),
            Misconception(lambda answer: not numbers(answer) <= steps, _NO_SUCH_STEP),
            Misconception(lambda answer: bool(numbers(answer) & lookups), _DNS_CARRIES_NOTHING),
            Misconception(lambda answer: bool(numbers(answer) - way), _PAGE_IS_NO_DATA),
            Misconception(lambda answer: numbers(answer) < way, _HALF_THE_WAY),
        ),
    )


def _steps_towards(picture: Scene, node: NodeId) -> set[int]:
    """The numbers on the loud arrows that lead to a node, from wherever they start."""
    reached = {item.id for item in picture.all_items() if node in item.covers}
    steps: set[int] = set()
    before = 0
    while len(reached) > before:
        before = len(reached)
        arriving = [link for link in picture.links if link.kind is LinkKind.DATA and link.target in reached]
        reached |= {link.source for link in arriving}
        steps.update(step for link in arriving for step in link.steps)
    return steps


# 01.3 change: make one isolated subnet a public one


def _open_a_subnet(graph: Graph) -> Exercise:
    kinds = _subnet_kinds(graph)

    def changed(answer: object) -> list[tuple[SubnetKind, SubnetKind]]:
        now = _subnet_kinds(graph_of(answer))
        return [(kinds[subnet], now[subnet]) for subnet in kinds if now[subnet] is not kinds[subnet]]

    return Exercise(
        "01.3",
        correct=lambda answer: changed(answer) == [(SubnetKind.ISOLATED, SubnetKind.PUBLIC)],
        praise=_ROUTE_DECIDES,
        otherwise=_NOT_OPENED,
        misconceptions=(
            Misconception(lambda answer: graph_of(answer) == graph, NOTHING_CHANGED),
            Misconception(lambda answer: not changed(answer), _LOOKS_DO_NOT_DECIDE),
            Misconception(lambda answer: any(now is SubnetKind.PRIVATE for _, now in changed(answer)), _NAT_IS_ONE_WAY),
            Misconception(lambda answer: len(changed(answer)) > 1, _MORE_THAN_ONE),
            Misconception(lambda answer: changed(answer)[0][0] is not SubnetKind.ISOLATED, _NOT_AN_ISOLATED_ONE),
        ),
    )


def _subnet_kinds(graph: Graph) -> dict[NodeId, SubnetKind]:
    return {subnet.id: subnet_route(graph, subnet.id).kind for subnet in graph.of_type("AWS::EC2::Subnet")}


# 01.4 break: remove something that is not drawn, so that a request finds no way


def _break_unseen(graph: Graph, picture: Scene) -> Exercise:
    visible = drawn(graph, picture.boxes, picture.items)

    def gone(answer: object) -> set[NodeId]:
        return _resources(graph) - _resources(graph_of(answer))

    def lost(answer: object) -> set[tuple[str, str]]:
        return _requests(picture) - _requests(_overview(graph_of(answer)))

    return Exercise(
        "01.4",
        correct=lambda answer: len(gone(answer)) == 1 and not gone(answer) & visible and bool(lost(answer)),
        praise=_UNSEEN_DECIDES,
        otherwise=_NOT_REMOVED,
        misconceptions=(
            Misconception(lambda answer: graph_of(answer) == graph, NOTHING_CHANGED),
            Misconception(lambda answer: len(gone(answer)) > 1, _ONE_IS_ENOUGH),
            Misconception(lambda answer: bool(gone(answer) & visible), _THIS_ONE_IS_DRAWN),
            Misconception(lambda answer: bool(gone(answer)) and not lost(answer), _NO_REQUEST_NEEDS_IT),
        ),
    )


def _resources(graph: Graph) -> set[NodeId]:
    return {node.id for node in graph.nodes.values() if node.resource is not None}


# 01.5 prove: the internet gateway belongs to the whole network


def _prove_the_gateway(graph: Graph, picture: Scene) -> Exercise:
    gateway = _only(graph, _GATEWAY).id
    ties = places(graph.incoming(gateway))
    attached = places(graph.incoming(gateway, EdgeKind.CONTAINS))
    arrows = places(e for link in picture.links if gateway in (link.source, link.target) for e in link.edges) - ties
    elsewhere = places(edge for edge in graph.edges if edge.kind is EdgeKind.PLACED_IN)
    return Exercise(
        "01.5",
        correct=lambda answer: places(answer) == ties,
        praise=_DOOR_OF_THE_WHOLE,
        otherwise=_NOT_ALL_TIES,
        misconceptions=(
            Misconception(lambda answer: not places(answer), _SHOW_WHAT_THERE_IS),
            Misconception(lambda answer: bool(places(answer) & elsewhere), _OTHERS_STAND_THERE),
            Misconception(lambda answer: bool(places(answer) & arrows), _PASSING_IS_NOT_STANDING),
            Misconception(lambda answer: places(answer) == attached, _ATTACHED_ONLY),
            Misconception(lambda answer: places(answer) == ties - attached, _ROUTES_ONLY),
            Misconception(lambda answer: places(answer) < ties, _SOME_ROUTES),
        ),
    )


_PRIMARY_ANSWERS = Text(
    en="the arrows of all tasks end at the primary, for reads and writes alike; the standby keeps a copy and waits",
    es="las flechas de todas las tareas acaban en la primaria, tanto para leer como para escribir; la que está en "
    "espera solo guarda una copia",
)
_ARROWS_TELL = Text(
    en="look where the loud arrows from the tasks end: what no request reaches answers nobody",
    es="vea dónde acaban las flechas de petición que salen de las tareas: quien no recibe peticiones no responde a "
    "nadie",
)
_SOMEBODY_ANSWERS = Text(
    en="somebody has to answer: an arrow from the tasks ends at an icon, and this icon has a name",
    es="alguien tiene que responder: una flecha sale de las tareas y acaba en un icono, y ese icono tiene nombre",
)
_STANDBY_READS = Text(
    en="you let the standby serve reads; the only arrow that reaches it is the replication, and until a failover it "
    "answers no query (a read replica would, and is another resource)",
    es="ha dejado que la base de datos en espera atienda lecturas; la única flecha que le llega es la replicación, y "
    "hasta una conmutación por error no responde a ninguna consulta (una réplica de lectura sí lo haría, y es otro "
    "recurso)",
)
_NO_SUCH_ITEM = Text(
    en="no icon of the overview has this name; take the names as they stand below the icons",
    es="ningún icono de la vista general se llama así; tome los nombres tal como están bajo los iconos",
)

_SAME_WAY_BACK = Text(
    en="an arrow shows who opens the connection; the answer takes the same arrows back, from the database to the tasks "
    "to the load balancer to the user",
    es="una flecha muestra quién abre la conexión; la respuesta vuelve por las mismas flechas, de la base de datos a "
    "las tareas, al balanceador y al usuario",
)
_FOLLOW_BACK = Text(
    en="start at the database and go from arrow to arrow against their direction until you meet the user",
    es="empiece en la base de datos y siga las flechas en sentido contrario hasta encontrar al usuario",
)
_NO_ARROW_BACK = Text(
    en="no arrow points back, and none is missing: an arrow shows who opens the connection, not that data flow only "
    "that way",
    es="ninguna flecha vuelve, y no falta ninguna: una flecha muestra quién abre la conexión, no que los datos vayan "
    "solo en ese sentido",
)
_NO_SUCH_STEP = Text(
    en="the picture has no step of that number; the steps are explained below the drawing",
    es="el dibujo no tiene ningún paso con ese número; los pasos se explican debajo",
)
_DNS_CARRIES_NOTHING = Text(
    en="a look-up only tells the browser an address; neither the request nor the answer passes the name server",
    es="una consulta DNS solo le dice al navegador una dirección; ni la petición ni la respuesta pasan por el servidor "
    "de nombres",
)
_PAGE_IS_NO_DATA = Text(
    en="CloudFront brings the page, which is the same for everybody; what stands in the database is asked for by an "
    "API call, which goes to the load balancer",
    es="CloudFront trae la página, que es igual para todos; lo que hay en la base de datos se pide con una llamada a "
    "la API, que va al balanceador",
)
_HALF_THE_WAY = Text(
    en="a part of the way is missing: everyone on it asks the next one, and hands the answer back over that very "
    "connection",
    es="falta una parte del camino: cada uno pregunta al siguiente y devuelve la respuesta por esa misma conexión",
)

_ROUTE_DECIDES = Text(
    en="one route decides: a subnet is public when its route table sends what leaves for the internet to the internet "
    "gateway, and the gateway itself has not moved",
    es="decide una sola ruta: una subred es pública cuando su tabla de rutas envía a la puerta de enlace de internet "
    "lo que sale hacia internet, y la puerta de enlace no se ha movido de sitio",
)
_NOT_OPENED = Text(
    en="hand in the assembly that load_edited returns, with all subnets there and one isolated subnet turned public",
    es="entregue el ensamblado que devuelve load_edited, con todas las subredes y una subred aislada convertida en "
    "pública",
)
_LOOKS_DO_NOT_DECIDE = Text(
    en="every subnet is what it was; neither a name nor a public address nor a new gateway makes a subnet public, only "
    "the route table that it uses",
    es="cada subred sigue siendo lo que era; ni un nombre, ni una dirección pública, ni una puerta de enlace nueva "
    "hacen pública una subred, solo la tabla de rutas que utiliza",
)
_NAT_IS_ONE_WAY = Text(
    en="now it is private: a NAT gateway lets connections out and none in; public needs the internet gateway",
    es="ahora es privada: una puerta de enlace NAT deja salir conexiones y no deja entrar ninguna; pública exige la "
    "puerta de enlace de internet",
)
_MORE_THAN_ONE = Text(
    en="more than one subnet changed; subnets share a route table where their associations name the same one",
    es="ha cambiado más de una subred; las subredes comparten tabla de rutas cuando sus asociaciones nombran la misma",
)
_NOT_AN_ISOLATED_ONE = Text(
    en="this subnet was not isolated before; take one of those in which the database lies",
    es="esta subred no estaba aislada antes; elija una de las que contienen la base de datos",
)

_UNSEEN_DECIDES = Text(
    en="what you removed has no icon, and yet a request ends without it: what is not drawn exists, and often decides",
    es="lo que ha quitado no tiene icono y, aun así, sin ello una petición no llega: lo que no se dibuja existe, y a "
    "menudo decide",
)
_NOT_REMOVED = Text(
    en="hand in the assembly that load_edited returns, with one whole resource removed",
    es="entregue el ensamblado que devuelve load_edited, con un recurso entero eliminado",
)
_ONE_IS_ENOUGH = Text(
    en="more than one resource is gone, so nobody can tell which of them the request needed; one is enough",
    es="falta más de un recurso, así que no se sabe cuál necesitaba la petición; basta con uno",
)
_THIS_ONE_IS_DRAWN = Text(
    en="this one has an icon or belongs to one, so its loss is seen; choose among those that are not drawn",
    es="este tiene un icono o forma parte de uno, así que su pérdida se ve; elija entre los que no se dibujan",
)
_NO_REQUEST_NEEDS_IT = Text(
    en="every loud arrow is still there; which of the resources without an icon opens a door to a request?",
    es="todas las flechas de petición siguen ahí; ¿cuál de los recursos sin icono abre una puerta a una petición?",
)

_DOOR_OF_THE_WHOLE = Text(
    en="complete: the network contains it, route tables point to it, and no edge places it in a subnet or a zone; it "
    "is a property of the whole network, not a machine that could fail in one zone",
    es="completo: la red la contiene, las tablas de rutas apuntan a ella y ninguna arista la coloca en una subred o "
    "una zona; es una propiedad de toda la red, no una máquina que pueda fallar en una zona",
)
_NOT_ALL_TIES = Text(
    en="hand in every edge of the graph that touches the internet gateway, and no other",
    es="entregue todas las aristas del grafo que tocan la puerta de enlace de internet, y ninguna más",
)
_SHOW_WHAT_THERE_IS = Text(
    en="that it is placed in no subnet is proved by showing all edges that it does have, and there are some",
    es="que no está colocada en ninguna subred se prueba mostrando todas las aristas que sí tiene, y tiene algunas",
)
_OTHERS_STAND_THERE = Text(
    en="these edges place something else in a subnet; the internet gateway is no machine and stands in none",
    es="estas aristas colocan otra cosa en una subred; la puerta de enlace de internet no es una máquina y no está en "
    "ninguna",
)
_PASSING_IS_NOT_STANDING = Text(
    en="an edge of a request shows that somebody passes the gateway, not what the gateway belongs to",
    es="una arista de una petición muestra que alguien pasa por la puerta de enlace, no a qué pertenece esta",
)
_ATTACHED_ONLY = Text(
    en="this says to which network it belongs; show also who leads to it, or it might serve one subnet only",
    es="esto dice a qué red pertenece; muestre también quién lleva hasta ella, o podría servir a una sola subred",
)
_ROUTES_ONLY = Text(
    en="these routes lead to it; show also what contains it, for a route says nothing about where its target stands",
    es="estas rutas llevan hasta ella; muestre también qué la contiene, pues una ruta no dice dónde está su destino",
)
_SOME_ROUTES = Text(
    en="some edges are missing: routes lead to it from both zones, for each version of the internet protocol",
    es="faltan aristas: llegan rutas desde las dos zonas, para cada versión del protocolo de internet",
)
