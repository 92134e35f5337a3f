"""The exercises of lesson 2: follow a request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from workbook.flow.failures.service import Detection, services
from workbook.flow.follow import follow_requests
from workbook.flow.model import Failure, FailureKind, FlowReport, Hop, Outcome
from workbook.graph.build import build_graph
from workbook.graph.model import Edge, EdgeKind, Graph, node_id
from workbook.graph.queries import zones
from workbook.lang import Text
from workbook.lessons.answers import NOTHING_CHANGED, graph_of, numbers, places
from workbook.lessons.exercise import Exercise, Misconception
from workbook.template.edit import load_edited, put
from workbook.template.model import Resource, StackName, describe
from workbook.template.source import load_profile

INTERVALS, TIMEOUTS, THRESHOLDS = range(5, 301), range(2, 121), range(2, 11)
"""What AWS accepts for a health check, by the reference of AWS::ElasticLoadBalancingV2::TargetGroup."""

_RULES = ("AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress")


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercises by id, with the answers that the committed `standard` snapshot gives."""
    graph = build_graph(load_profile("standard"))
    report = follow_requests(graph)
    found = (
        _distribution_off(graph, report),
        _database_fails(graph, report),
        _find_it_sooner(graph),
        _hide_a_fault(graph),
        _prove_the_rules(graph, report),
    )
    return {exercise.id: exercise for exercise in found}


def _hops(report: FlowReport) -> tuple[Hop, ...]:
    return tuple(hop for path in report.paths for hop in path.hops)


def _steps(hops: tuple[Hop, ...]) -> set[int]:
    return {hop.n for hop in hops}


def _only(graph: Graph, resource_type: str) -> Resource:
    return graph.resources(resource_type)[0]


def _failure(report: FlowReport, kind: FailureKind) -> Failure:
    (found,) = (failure for failure in report.failures if failure.kind is kind)
    return found


# 02.1 predict: which steps hold while CloudFront is switched off?


def _distribution_off(graph: Graph, report: FlowReport) -> Exercise:
    enabled = _only(graph, "AWS::CloudFront::Distribution").evidence("DistributionConfig.Enabled")
    after = follow_requests(build_graph(load_edited(put(enabled, value=False))))
    ends = {(hop.source.id, hop.target.id) for hop in _hops(after)}
    holds = {hop.n for hop in _hops(report) if (hop.source.id, hop.target.id) in ends}
    page, call = (_steps(path.hops) for path in report.paths)
    return Exercise(
        "02.1",
        correct=lambda answer: numbers(answer) == holds,
        praise=_TWO_WAYS,
        otherwise=_NOT_THESE_STEPS,
        misconceptions=(
            Misconception(lambda answer: not numbers(answer) <= page | call, _NO_SUCH_STEP),
            Misconception(lambda answer: not call <= numbers(answer), _CALL_HAS_ITS_OWN_NAME),
            Misconception(lambda answer: numbers(answer) == page | call, _SWITCHED_OFF),
            Misconception(lambda answer: bool(numbers(answer) & page - holds), _NOBODY_ASKS),
            Misconception(lambda answer: not page & holds <= numbers(answer), _DNS_ANSWERS_ON),
        ),
    )


# 02.2 predict: which steps hold while the database fails over?


def _database_fails(graph: Graph, report: FlowReport) -> Exercise:
    subject = _failure(report, FailureKind.DATABASE).subject
    page, call = (_steps(path.hops) for path in report.paths)
    down = {hop.n for hop in _hops(report) if hop.target.id == subject.id}
    path = describe(_only(graph, "AWS::ElasticLoadBalancingV2::TargetGroup").get("HealthCheckPath"))
    return Exercise(
        "02.2",
        correct=lambda answer: numbers(answer) == page | call - down,
        praise=_ONE_STEP_WAITS,
        otherwise=_NOT_THESE_STEPS,
        misconceptions=(
            Misconception(lambda answer: not numbers(answer) <= page | call, _NO_SUCH_STEP),
            Misconception(lambda answer: bool(numbers(answer) & down), _STANDBY_IS_SILENT),
            Misconception(lambda answer: not page <= numbers(answer), _FILES_NEED_NO_DATABASE),
            Misconception(lambda answer: not call - down <= numbers(answer), _TASKS_STAY.format(path=path)),
        ),
    )


# 02.3 change: find a hung task in half the time


def _find_it_sooner(graph: Graph) -> Exercise:
    today = _check(graph)
    return Exercise(
        "02.3",
        correct=lambda answer: _longest(_check(answer)) <= _longest(today) / 2 and _accepted(_check(answer)),
        praise=_FOUND_SOONER,
        otherwise=_NOT_SOON_ENOUGH,
        misconceptions=(
            Misconception(lambda answer: graph_of(answer) == graph, NOTHING_CHANGED),
            Misconception(lambda answer: _check(answer) == today, _OTHER_CLOCK),
            Misconception(lambda answer: _slow_with_another(answer, today, "interval"), _INTERVAL_ALONE),
            Misconception(lambda answer: _slow_with_another(answer, today, "threshold"), _THRESHOLD_ALONE),
            Misconception(lambda answer: _check(answer).threshold.number == 1, _ONE_STRIKE),
            Misconception(lambda answer: not _accepted(_check(answer)), _REFUSED),
        ),
    )


def _check(answer: object) -> Detection:
    (service,) = services(graph_of(answer))
    if service.detection is None:
        raise ValueError
    return service.detection


def _longest(check: Detection) -> float:
    if check.takes is None or check.takes.longest is None:
        raise ValueError
    return check.takes.longest


def _accepted(check: Detection) -> bool:
    """Whether AWS takes the settings; it refuses a time-out that is not shorter than the interval."""
    interval, timeout, threshold = check.interval.number, check.timeout.number, check.threshold.number
    known = interval in INTERVALS and timeout in TIMEOUTS and threshold in THRESHOLDS
    return known and timeout is not None and interval is not None and timeout < interval


def _slow_with_another(answer: object, today: Detection, name: str) -> bool:
    """Whether that setting alone is another than today, and a hung task is still found too late."""
    check = _check(answer)
    changed = [n for n in ("interval", "threshold", "timeout") if getattr(check, n).number != getattr(today, n).number]
    return changed == [name] and _longest(check) > _longest(today) / 2


# 02.4 break: a fault that nobody sees until a zone is lost


def _hide_a_fault(graph: Graph) -> Exercise:
    return Exercise(
        "02.4",
        correct=lambda answer: _outcome(answer, FailureKind.ZONE) is Outcome.STOPPED and _whole(answer),
        praise=_HIDDEN,
        otherwise=_STILL_COMES_BACK,
        misconceptions=(
            Misconception(lambda answer: graph_of(answer) == graph, NOTHING_CHANGED),
            Misconception(lambda answer: not _complete(answer), _SEEN_AT_ONCE),
            Misconception(lambda answer: not _whole(answer), _BALANCER_NEEDS_ZONES),
            Misconception(lambda answer: _outcome(answer, FailureKind.TASK) is Outcome.INTERRUPTED, _LONE_TASK),
            Misconception(lambda answer: _ways_out(graph_of(answer)) != _ways_out(graph), _ONLY_NEW_TASKS),
        ),
    )


def _outcome(answer: object, kind: FailureKind) -> Outcome:
    return _failure(follow_requests(graph_of(answer)), kind).outcome


def _complete(answer: object) -> bool:
    paths = follow_requests(graph_of(answer)).paths
    return len(paths) > 1 and all(path.complete for path in paths)


def _whole(answer: object) -> bool:
    """Whether every request is answered, by a load balancer in two zones, without which AWS creates none."""
    graph = graph_of(answer)
    balancer = _only(graph, "AWS::ElasticLoadBalancingV2::LoadBalancer")
    return _complete(answer) and len(zones(graph, node_id(balancer))) > 1


def _ways_out(graph: Graph) -> set[Edge]:
    """The routes to NAT gateways."""
    edges = (edge for node in graph.of_type("AWS::EC2::NatGateway") for edge in graph.incoming(node.id))
    return {edge for edge in edges if edge.kind is EdgeKind.ROUTES_TO}


# 02.5 prove: every security group rule that lets the API call through


def _prove_the_rules(graph: Graph, report: FlowReport) -> Exercise:
    call = report.paths[1]
    into = places(e.evidence for e in graph.edges if e.kind is EdgeKind.ALLOWS)
    rules = places(e for hop in call.hops for e in hop.evidence if _type(graph, e.stack, e.path) in _RULES)
    also = places(_same_port_for_everybody(graph, rules))
    silent = tuple(_outgoing_rules(graph, call.hops[-1]))
    return Exercise(
        "02.5",
        correct=lambda answer: rules <= places(answer) <= rules | also,
        praise=_ALL_RULES,
        otherwise=_NOT_ALL_RULES,
        misconceptions=(
            Misconception(lambda answer: not places(answer), _NO_EVIDENCE),
            Misconception(lambda answer: any(path.startswith(silent) for _, path in places(answer)), _STATEFUL),
            Misconception(
                lambda answer: any(_type(graph, *place) not in _RULES for place in places(answer)), _NOT_A_RULE
            ),
            Misconception(lambda answer: not places(answer) <= rules | also, _ANOTHER_REQUEST),
            Misconception(lambda answer: places(answer) <= into, _TWO_DOORS),
        ),
    )


def _type(graph: Graph, stack: str, path: str) -> str:
    """The type of the resource that a path of a template lies in."""
    resources = graph.assembly.stack(StackName(stack)).resources
    return next((r.type for name, r in resources.items() if path.split(".")[1] == name), "")


def _outgoing_rules(graph: Graph, hop: Hop) -> Iterator[str]:
    """Where the groups of a hop's target write down what they let out."""
    for group in graph.successors(hop.target.id, EdgeKind.PROTECTED_BY):
        yield f"Resources.{group.id.partition('/')[2]}.Properties.SecurityGroupEgress"


def _same_port_for_everybody(graph: Graph, rules: set[tuple[str, str]]) -> list[Edge]:
    """The edges that let other addresses in by the same ports, such as those of IPv6."""
    edges = [e for e in graph.edges if e.kind is EdgeKind.ALLOWS]
    chosen = {(e.source, e.target, e.ports) for e in edges if places(e) <= rules}
    return [e for e in edges if (e.source, e.target, e.ports) in chosen]


_TWO_WAYS = Text(
    en="the name of the page still resolves, the page itself no longer loads, and the API call goes its own way from "
    "name to database; whoever has the page open works on",
    es="el nombre de la página se sigue resolviendo, la página ya no se carga y la llamada a la API sigue su propio "
    "camino, del nombre a la base de datos; quien tiene la página abierta sigue trabajando",
)
_NOT_THESE_STEPS = Text(
    en="hand in the set of the numbers of the steps that still work, such as [1, 2]",
    es="entregue el conjunto de los números de los pasos que siguen funcionando, como [1, 2]",
)
_NO_SUCH_STEP = Text(
    en="one of these numbers is no step; the two tables above number all of them",
    es="uno de estos números no es ningún paso; las dos tablas de arriba los numeran todos",
)
_CALL_HAS_ITS_OWN_NAME = Text(
    en="you let a step of the API call fail too, as if that request passed CloudFront; there are two names, and that "
    "of the API leads straight to the load balancer",
    es="ha hecho fallar también un paso de la llamada a la API, como si esa petición pasara por CloudFront; hay dos "
    "nombres, y el de la API lleva directamente al balanceador",
)
_SWITCHED_OFF = Text(
    en="a distribution that is switched off answers nobody, nor does its cache",
    es="una distribución desactivada no responde a nadie, y su caché tampoco",
)
_NOBODY_ASKS = Text(
    en="the bucket is well, but only CloudFront may read it, and CloudFront no longer takes any request",
    es="el bucket está bien, pero solo CloudFront puede leerlo, y CloudFront ya no acepta peticiones",
)
_DNS_ANSWERS_ON = Text(
    en="DNS tells where a name leads, not whether somebody answers there; the record is still in its zone",
    es="el DNS dice adónde lleva un nombre, no si alguien responde allí; el registro sigue en su zona",
)

_ONE_STEP_WAITS = Text(
    en="only the step to the database fails, for as long as the failover takes; every step before it works, so the "
    "browser gets an answer, if only an error",
    es="solo falla el paso hasta la base de datos, mientras dura la conmutación por error; todos los anteriores "
    "funcionan, así que el navegador recibe una respuesta, aunque sea un error",
)
_STANDBY_IS_SILENT = Text(
    en="the standby of Multi-AZ receives every change, but it answers nobody until it has taken over; there are two "
    "databases, and never two that answer",
    es="la réplica en espera de Multi-AZ recibe cada cambio, pero no responde a nadie hasta que toma el relevo; hay "
    "dos bases de datos, y nunca responden las dos",
)
_FILES_NEED_NO_DATABASE = Text(
    en="the page consists of files in a bucket; whoever loads it needs no database",
    es="la página consta de archivos en un bucket; para cargarla no hace falta ninguna base de datos",
)
_TASKS_STAY = Text(
    en="you take the tasks out as well, but the health check only asks for {path}: a task that lives gets requests, "
    "whatever state the database is in",
    es="también deja fuera las tareas, pero la comprobación de estado solo pide {path}: una tarea viva recibe "
    "peticiones, esté como esté la base de datos",
)

_FOUND_SOONER = Text(
    en="a hung task now gets requests for at most half as long; the time is interval × threshold and one time-out",
    es="una tarea colgada recibe ahora peticiones durante la mitad de tiempo como mucho; el tiempo es intervalo × "
    "umbral y un tiempo de espera",
)
_NOT_SOON_ENOUGH = Text(
    en="hand in the assembly that load_edited returns, in which the longest time until a hung task is found is at "
    "most half of today's",
    es="entregue el ensamblado que devuelve load_edited, en el que el tiempo más largo hasta descubrir una tarea "
    "colgada sea como mucho la mitad del actual",
)
_OTHER_CLOCK = Text(
    en="you turned another clock: the grace of a new task, the delay of a leaving one and the healthy threshold do not "
    "decide when a hung task is found",
    es="ha movido otro reloj: la gracia de una tarea nueva, el retardo de una que se retira y el umbral de salud no "
    "deciden cuándo se descubre una tarea colgada",
)
_INTERVAL_ALONE = Text(
    en="the interval alone does not decide: a task is given up after several failed checks in a row, so the time is "
    "interval × threshold, and the last check may wait for its whole time-out",
    es="el intervalo solo no decide: una tarea se descarta tras varias comprobaciones de estado fallidas seguidas, "
    "así que el tiempo es intervalo × umbral, y la última puede agotar su tiempo de espera",
)
_THRESHOLD_ALONE = Text(
    en="the threshold alone does not decide: each of the checks that remain still comes an interval after the other",
    es="el umbral solo no decide: cada una de las comprobaciones que quedan sigue llegando un intervalo después de la "
    "otra",
)
_ONE_STRIKE = Text(
    en="a single failed check would throw out a task that only paused for a moment; AWS asks for at least two",
    es="una sola comprobación fallida expulsaría una tarea que solo se detuvo un momento; AWS exige al menos dos",
)
_REFUSED = Text(
    en="soon enough, but AWS refuses it: the time-out has to be shorter than the interval, and each number has its "
    "bounds (interval from 5 s, time-out from 2 s)",
    es="lo bastante pronto, pero AWS lo rechaza: el tiempo de espera debe ser menor que el intervalo, y cada número "
    "tiene sus límites (intervalo desde 5 s, espera desde 2 s)",
)

_HIDDEN = Text(
    en="every request is answered, and the loss of one zone stops the service: no test of requests finds such a fault, "
    "only the question what happens if a part is lost",
    es="toda petición recibe respuesta, y la pérdida de una zona detiene el servicio: ninguna prueba de peticiones "
    "encuentra ese fallo, solo la pregunta de qué pasa si se pierde una parte",
)
_STILL_COMES_BACK = Text(
    en="after the loss of a zone this still comes back by itself; which part must have a second one in another zone?",
    es="tras perder una zona, esto aún se recupera solo; ¿qué parte necesita otra igual en una segunda zona?",
)
_SEEN_AT_ONCE = Text(
    en="this fault is seen at once, since a request already stops without any failure; the walk tells at which step",
    es="este fallo se ve enseguida, pues una petición ya se detiene sin avería alguna; el recorrido dice en qué paso",
)
_BALANCER_NEEDS_ZONES = Text(
    en="right in thought, but AWS creates no Application Load Balancer in a single zone, so this is never deployed",
    es="bien pensado, pero AWS no crea un Application Load Balancer en una sola zona, así que no llega a desplegarse",
)
_LONE_TASK = Text(
    en="with a single task nobody answers for a while, but ECS starts it again in the other zone; that is an "
    "interruption, no stop",
    es="con una sola tarea nadie responde durante un tiempo, pero ECS la arranca de nuevo en la otra zona; es una "
    "interrupción, no una parada",
)
_ONLY_NEW_TASKS = Text(
    en="a NAT gateway is the way out for tasks that start; those that run answer on without it, since answers go back "
    "over the connection on which the request came",
    es="una puerta de enlace NAT es la salida de las tareas que arrancan; las que ya se ejecutan siguen respondiendo "
    "sin ella, pues la respuesta vuelve por la conexión de la petición",
)

_ALL_RULES = Text(
    en="complete: in from the internet, then out of one group and into the next, twice; nothing is needed for the "
    "answers, since security groups let the answers of what they let in out again",
    es="completo: entrada desde internet, y luego, dos veces, salida de un grupo y entrada en el siguiente; las "
    "respuestas no necesitan nada, pues un grupo de seguridad deja salir la respuesta de lo que dejó entrar",
)
_NOT_ALL_RULES = Text(
    en="a rule is missing; go through the three steps behind DNS and ask at each: out of which group, into which one?",
    es="falta una regla; recorra los tres pasos posteriores al DNS y pregunte en cada uno: ¿de qué grupo sale, en cuál "
    "entra?",
)
_NO_EVIDENCE = Text(
    en="a claim without evidence proves nothing; begin with the conditions of the step to the load balancer",
    es="una afirmación sin pruebas no demuestra nada; empiece por las condiciones del paso hasta el balanceador",
)
_STATEFUL = Text(
    en="the database needs no rule to let its answers out: security groups are stateful, so whoever was let in gets "
    "an answer; that rule is there so that the database opens no connection of its own",
    es="la base de datos no necesita ninguna regla para que salgan sus respuestas: los grupos de seguridad tienen "
    "estado, así que quien pudo entrar recibe respuesta; esa regla evita que la base de datos abra conexiones propias",
)
_NOT_A_RULE = Text(
    en="one of these places is no rule of a security group; routes say where packets may go, rules say who may connect",
    es="uno de estos lugares no es una regla de un grupo de seguridad; las rutas dicen adónde pueden ir los paquetes, "
    "las reglas, quién puede conectarse",
)
_ANOTHER_REQUEST = Text(
    en="one of these rules lets something else through: the redirect of port 80, or the tasks on their way to services "
    "of AWS",
    es="una de estas reglas deja pasar otra cosa: la redirección del puerto 80, o las tareas de camino a servicios de "
    "AWS",
)
_TWO_DOORS = Text(
    en="these are the ways in; a request that leaves a group also needs a rule that lets it out there",
    es="estas son las entradas; una petición que sale de un grupo necesita además una regla que la deje salir",
)
