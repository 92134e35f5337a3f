"""A deployment goes wrong: who answers meanwhile, when ECS gives up, and what it does then."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from workbook.flow.documented import BREAKER_AT_LEAST, BREAKER_AT_MOST, BREAKER_BOUNDS, BREAKER_PERCENT, SCHEDULER
from workbook.flow.failures.consequences import follows
from workbook.flow.failures.service import Service, kept_running
from workbook.flow.model import Consequence, Failure, FailureKind, Outcome, Span
from workbook.flow.places import place
from workbook.flow.settings import Setting, seconds, setting
from workbook.lang import Text
from workbook.template.model import Resource
from workbook.template.scalars import flag

_BREAKER = "DeploymentConfiguration.DeploymentCircuitBreaker"


def deployment_failure(service: Service) -> Failure:
    """What happens when the tasks of a new version never become healthy."""
    subject = place(service.graph, service.node)
    return Failure(
        kind=FailureKind.DEPLOYMENT,
        name=_NAME.format(tasks=subject.the),
        subject=subject,
        outcome=_outcome(service),
        consequences=tuple(_consequences(service)),
    )


def _outcome(service: Service) -> Outcome:
    """Old tasks answer on where some have to stay; else only a roll-back brings any."""
    tasks, minimum = service.tasks.number, service.minimum.number
    if tasks is None or minimum is None or kept_running(tasks, minimum) > 0:
        return Outcome.SERVED_ON
    return Outcome.INTERRUPTED if _rolls_back(service.resource) else Outcome.STOPPED


def _consequences(service: Service) -> Iterator[Consequence]:
    yield _old_tasks(service)
    attempt = _attempt(service)
    if attempt is not None:
        words = _GIVEN_UP.format(grace=seconds(service.grace.number))
        yield follows(words, service.grace, *_checks(service), takes=attempt)
    if flag(service.resource.get(f"{_BREAKER}.Enable")) is True:
        yield from _breaker(service, attempt)
    else:
        yield follows(_NO_BREAKER, evidence=(service.resource.evidence("DeploymentConfiguration"),))


def _old_tasks(service: Service) -> Consequence:
    tasks, minimum = service.tasks.number, service.minimum.number
    if tasks is None or minimum is None:
        return follows(_OLD_UNKNOWN, service.tasks, service.minimum)
    kept = kept_running(tasks, minimum)
    whole = _ONLY_STAYS if kept == 1 else _OLD_STAY
    sentence = _OLD_GO if not kept else whole if kept >= tasks else _SOME_STAY
    words = sentence.format(kept=kept, tasks=f"{tasks:.10g}", minimum=f"{minimum:.10g}")
    return follows(words, service.tasks, service.minimum, documented=(SCHEDULER,))


def _checks(service: Service) -> tuple[Setting, ...]:
    found = service.detection
    return () if found is None else (found.interval, found.threshold, found.timeout)


def _attempt(service: Service) -> Span | None:
    """Seconds until a new task that never answers is given up: its checks fail, and its grace is over."""
    detected = None if service.detection is None else service.detection.takes
    grace = service.grace.number
    if detected is None or grace is None or detected.longest is None:
        return None
    return Span(max(grace, detected.shortest), max(grace, detected.longest))


def _breaker(service: Service, attempt: Span | None) -> Iterator[Consequence]:
    percent, failures = _threshold(service)
    rolls_back = _rolls_back(service.resource)
    enabled = service.resource.evidence(f"{_BREAKER}.Enable")
    words = (_TRIPS if failures is None else _TRIPS_AFTER).format(failures=failures)
    takes = None if failures is None or attempt is None else _rounds(service, failures, attempt)
    settings = (service.tasks, percent, service.maximum)
    yield follows(words, *settings, takes=takes, evidence=(enabled,), documented=(BREAKER_BOUNDS,))
    path = f"{_BREAKER}.Rollback"
    proof = service.resource.evidence(path) if service.resource.get(path) is not None else enabled
    yield follows(_ROLLS_BACK if rolls_back else _STAYS, evidence=(proof,))


def _rolls_back(service: Resource) -> bool:
    return flag(service.get(f"{_BREAKER}.Enable")) is True and flag(service.get(f"{_BREAKER}.Rollback")) is True


def _threshold(service: Service) -> tuple[Setting, int | None]:
    """How many failed tasks stop a deployment: a share of the wanted ones within bounds, or a number of its own."""
    path = f"{_BREAKER}.ThresholdConfiguration"
    value, kind = setting(service.resource, f"{path}.Value", BREAKER_PERCENT), service.resource.get(f"{path}.Type")
    if value.number is None or service.tasks.number is None:
        return value, None
    if kind == "COUNT":
        return value, int(value.number)
    share = ceil(service.tasks.number * value.number / 100)
    return value, share if kind == "UNBOUNDED_PERCENT" else min(max(share, BREAKER_AT_LEAST), BREAKER_AT_MOST)


def _rounds(service: Service, failures: int, attempt: Span) -> Span | None:
    """So many failures, as many at once as the maximum lets start beside the old tasks; starting comes on top."""
    tasks, maximum = service.tasks.number, service.maximum.number
    if tasks is None or maximum is None:
        return None
    at_once = max(floor(tasks * maximum / 100) - int(tasks), 1)
    return Span(ceil(failures / at_once) * attempt.shortest, None)


_NAME = Text(
    en="a deployment of {tasks} goes wrong: the new version never becomes healthy",
    es="sale mal un despliegue de {tasks}: la versión nueva nunca llega a estar sana",
)
_OLD_STAY = Text(
    en="all {tasks} old tasks stay until new ones are healthy ({minimum} %), so users notice nothing",
    es="las {tasks} tareas antiguas se quedan todas hasta que haya nuevas sanas ({minimum} %), así que los usuarios "
    "no notan nada",
)
_ONLY_STAYS = Text(
    en="the only old task stays until a new one is healthy ({minimum} %), so users notice nothing",
    es="la única tarea antigua se queda hasta que haya una nueva sana ({minimum} %), así que los usuarios no "
    "notan nada",
)
_SOME_STAY = Text(
    en="old tasks that stay until new ones are healthy: {kept} of {tasks} ({minimum} %), so users may wait longer",
    es="tareas antiguas que se quedan hasta que haya nuevas sanas: {kept} de {tasks} ({minimum} %), así que los "
    "usuarios pueden esperar más",
)
_OLD_GO = Text(
    en="no old task of {tasks} has to stay ({minimum} %), so nobody answers while the new ones fail",
    es="de {tasks} tareas antiguas no tiene que quedarse ninguna ({minimum} %), así que nadie responde mientras "
    "fallan las nuevas",
)
_OLD_UNKNOWN = Text(
    en="how many old tasks stay is given by a parameter",
    es="cuántas tareas antiguas se quedan lo da un parámetro",
)
_GIVEN_UP = Text(
    en="a new task that never answers is stopped when its health checks have failed and its {grace} of grace are over",
    es="una tarea nueva que nunca responde se detiene cuando han fallado sus comprobaciones de estado y acaba su "
    "gracia de {grace}",
)
_TRIPS_AFTER = Text(
    en="after {failures} failed tasks the circuit breaker stops the deployment",
    es="tras {failures} tareas fallidas el disyuntor detiene el despliegue",
)
_TRIPS = Text(
    en="after a number of failed tasks that a parameter gives, the circuit breaker stops the deployment",
    es="tras un número de tareas fallidas que da un parámetro, el disyuntor detiene el despliegue",
)
_ROLLS_BACK = Text(
    en="ECS then goes back to the last version that worked, by itself",
    es="después ECS vuelve solo a la última versión que funcionó",
)
_STAYS = Text(
    en="ECS does not go back by itself: somebody has to deploy a version that works",
    es="ECS no vuelve atrás solo: alguien tiene que desplegar una versión que funcione",
)
_NO_BREAKER = Text(
    en="no circuit breaker is set, so ECS starts failing tasks again and again until somebody stops it",
    es="no hay disyuntor, así que ECS arranca una y otra vez tareas que fallan hasta que alguien lo detiene",
)
