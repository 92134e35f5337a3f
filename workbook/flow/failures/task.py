"""A task dies: who answers meanwhile, how it is found, and when its successor takes over."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.flow.documented import FIRST_CHECK_SUFFICES, SCHEDULER
from workbook.flow.failures.consequences import follows
from workbook.flow.failures.service import Detection, Service
from workbook.flow.model import Consequence, Failure, FailureKind, Outcome, Span
from workbook.flow.places import place
from workbook.flow.settings import Setting, seconds
from workbook.lang import Text


def task_failure(service: Service) -> Failure:
    """What happens when one task of a service dies or hangs."""
    subject = place(service.graph, service.node)
    tasks = service.tasks.number
    alone = tasks is not None and tasks < 2
    return Failure(
        kind=FailureKind.TASK,
        name=_NAME.format(tasks=subject.the),
        subject=subject,
        outcome=Outcome.INTERRUPTED if alone else Outcome.SERVED_ON,
        consequences=tuple(_consequences(service)),
    )


def _consequences(service: Service) -> Iterator[Consequence]:
    yield _others(service.tasks)
    yield follows(_LOST_REQUESTS, evidence=(service.resource.evidence(),))
    yield follows(_REPLACED, evidence=(service.resource.evidence(),), documented=(SCHEDULER,))
    if service.detection is not None:
        yield _found(service.detection)
    if service.drain is not None:
        yield _leaves(service.drain, service.stop)
    yield from _successor(service)


def _others(tasks: Setting) -> Consequence:
    if tasks.number is None:
        return follows(_UNKNOWN_COUNT, tasks)
    words = _NONE if tasks.number < 1 else _ALONE if tasks.number < 2 else _OTHERS
    return follows(words.format(tasks=f"{tasks.number:.10g}", rest=f"{tasks.number - 1:.10g}"), tasks)


def _found(detection: Detection) -> Consequence:
    settings = (detection.interval, detection.threshold, detection.timeout)
    interval, threshold, timeout = (found.number for found in settings)
    if interval is None or threshold is None or timeout is None:
        return follows(_FOUND_SOMETIME, *settings)
    words = _FOUND.format(
        threshold=f"{threshold:.10g}",
        interval=seconds(interval),
        timeout=seconds(timeout),
        product=seconds(threshold * interval),
    )
    return follows(words, *settings, takes=detection.takes)


def _leaves(drain: Setting, stop: Setting | None) -> Consequence:
    """A leaving task first finishes its open requests, then is told to stop, then is killed."""
    last = None if stop is None else stop.number
    known = drain.number is not None and last is not None
    takes = Span.up_to(drain.number + last) if drain.number is not None and last is not None else None
    words = (_LEAVES if known else _LEAVES_SOMEHOW).format(drain=seconds(drain.number), stop=seconds(last))
    return follows(words, drain, stop, takes=takes)


def _successor(service: Service) -> Iterator[Consequence]:
    if service.detection is None:
        yield follows(_STARTS, evidence=(service.resource.evidence(),))
        return
    interval = service.detection.interval
    takes = None if interval.number is None else Span.up_to(interval.number)
    words = _STARTS_AT_ONCE if service.grace.number == 0 else _STARTS_GRACE
    yield follows(words.format(grace=seconds(service.grace.number)), service.grace)
    yield follows(
        _HEALTHY.format(interval=seconds(interval.number)), interval, takes=takes, documented=(FIRST_CHECK_SUFFICES,)
    )


_NAME = Text(en="one of {tasks} dies", es="muere una de {tasks}")
_OTHERS = Text(
    en="at least {tasks} tasks run, so the others ({rest}) answer on without a gap",
    es="se ejecutan al menos {tasks} tareas, así que las demás ({rest}) siguen respondiendo sin interrupción",
)
_NONE = Text(
    en="no task runs for certain, so it may be that nobody answers even before",
    es="no es seguro que se ejecute ninguna tarea, así que puede que nadie responda ni siquiera antes",
)
_ALONE = Text(
    en="only {tasks} task runs for certain, so nobody answers until its successor is healthy",
    es="solo se ejecuta con seguridad {tasks} tarea, así que nadie responde hasta que su sucesora esté sana",
)
_UNKNOWN_COUNT = Text(
    en="how many tasks run is given by a parameter; with only one, nobody answers until its successor is healthy",
    es="cuántas tareas se ejecutan lo da un parámetro; con una sola, nadie responde hasta que su sucesora esté sana",
)
_LOST_REQUESTS = Text(
    en="the requests that the task was working on fail; the caller gets an error (502) and may ask again",
    es="las peticiones que atendía la tarea fallan; quien llama recibe un error (502) y puede repetir",
)
_REPLACED = Text(
    en="a task that ends is noticed at once, and ECS starts a new one to reach the wanted number again",
    es="una tarea que termina se advierte al momento, y ECS arranca otra para volver al número deseado",
)
_FOUND = Text(
    en="a task that hangs instead of ending is found by {threshold} failed health checks in a row, one every "
    "{interval}: {product}, and up to {timeout} more for the last answer; until then it gets its share of the "
    "requests",
    es="una tarea que se cuelga en vez de terminar se descubre por {threshold} comprobaciones de estado fallidas "
    "seguidas, una cada {interval}: {product}, y hasta {timeout} más por la última respuesta; hasta entonces recibe "
    "su parte de las peticiones",
)
_FOUND_SOMETIME = Text(
    en="a task that hangs instead of ending is found by failed health checks, whose rhythm a parameter gives",
    es="una tarea que se cuelga en vez de terminar se descubre por comprobaciones de estado fallidas, cuyo ritmo da "
    "un parámetro",
)
_LEAVES = Text(
    en="a sick task leaves: its open requests have {drain} to finish, then it has {stop} to stop before it is killed",
    es="una tarea en mal estado se retira: sus peticiones abiertas tienen {drain} para acabar, y luego ella {stop} "
    "para parar antes de que se la interrumpa",
)
_LEAVES_SOMEHOW = Text(
    en="a sick task leaves: its open requests have {drain} to finish",
    es="una tarea en mal estado se retira: sus peticiones abiertas tienen {drain} para acabar",
)
_STARTS = Text(
    en="the new task is pulled, started and used as soon as it runs, since no load balancer checks it",
    es="la tarea nueva se descarga, arranca y se usa en cuanto se ejecuta, pues ningún balanceador la comprueba",
)
_STARTS_AT_ONCE = Text(
    en="the new task is pulled and started; it has no grace, so failing health checks count from the first on",
    es="la tarea nueva se descarga y arranca; no tiene gracia, así que las comprobaciones de estado fallidas cuentan "
    "desde el inicio",
)
_STARTS_GRACE = Text(
    en="the new task is pulled and started; for {grace} after its start, failing health checks do not count against it",
    es="la tarea nueva se descarga y arranca; durante {grace} tras su inicio, las comprobaciones de estado fallidas "
    "no cuentan",
)
_HEALTHY = Text(
    en="once its program listens, the first answered health check, at the latest after {interval}, brings it requests",
    es="cuando su programa escucha, la primera comprobación de estado superada, a más tardar a los {interval}, le trae "
    "peticiones",
)
