"""What a template says about ECS tasks: their containers, size, image and migrations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from workbook.audit import tiers
from workbook.audit.model import Finding
from workbook.audit.predicates import (
    Predicate,
    above,
    decide,
    fault,
    holding,
    undecided,
)
from workbook.graph.index import entries, expand, whole
from workbook.graph.model import Graph
from workbook.graph.task_sizes import offered
from workbook.lang import Text
from workbook.template.model import Compound, Resource, Unknown, Value, describe

GRACEFUL_TIMEOUT = 30
"""Seconds that gunicorn lets requests finish when it is told to stop, unless told otherwise (its settings page)."""

Container = Mapping[str, Value]


def each_container(check: Callable[[Resource, str, Container], Iterator[Finding]]) -> Predicate:
    """A check of every container of a task definition."""

    def predicate(_: Graph, task: Resource) -> Iterator[Finding]:
        for path, container in tiers.containers(task):
            yield from check(task, path, container)

    return predicate


def is_read_only(task: Resource, path: str, container: Container) -> Iterator[Finding]:
    """The root file system of a container cannot be written."""
    value = container.get("ReadonlyRootFilesystem", False)
    evidence = task.evidence(f"{path}.ReadonlyRootFilesystem")
    yield decide(evidence, value, lambda text: text.lower() == "true", "true")


def has_fixed_image(task: Resource, path: str, container: Container) -> Iterator[Finding]:
    """The image is named by digest or by a tag that is not moved; what delivery passes in counts as fixed."""
    evidence, image = task.evidence(f"{path}.Image"), container.get("Image")
    last = image.parts[-1] if isinstance(image, Compound) else image
    if isinstance(image, Unknown):
        yield undecided(evidence, image)
    elif isinstance(last, Unknown):
        yield holding(evidence)
    else:
        text = describe(image)
        tag = text.rpartition("/")[2].partition("@")[0].partition(":")[2]
        fixed = "@sha256:" in text or (bool(tag) and tag != "latest")
        yield holding(evidence) if fixed else fault(_MOVING_IMAGE.format(image=text), evidence)


def can_stop_in_time(task: Resource, path: str, container: Container) -> Iterator[Finding]:
    """The time to stop is longer than the web server takes to end its requests."""
    graceful = option(container, "graceful-timeout", "GUNICORN_GRACEFUL_TIMEOUT") or GRACEFUL_TIMEOUT
    evidence = task.evidence(f"{path}.StopTimeout")
    yield decide(evidence, container.get("StopTimeout", 30), above(graceful), f"> {graceful}")


def is_probed_exactly(_: Graph, group: Resource) -> Iterator[Finding]:
    """The health check asks one stated path and takes nothing but 200 for an answer."""
    if group.get("TargetType") == "lambda" or group.get("ProtocolVersion") == "GRPC":
        return
    path = group.evidence("HealthCheckPath")
    yield decide(path, group.get("HealthCheckPath", "/"), lambda text: text not in {"", "/"}, "≠ /")
    switch = group.evidence("HealthCheckEnabled")
    if group.get("HealthCheckEnabled") is not None:
        yield decide(switch, group.get("HealthCheckEnabled"), lambda text: text.lower() == "true", "true")
    code = group.evidence("Matcher.HttpCode")
    yield decide(code, group.get("Matcher.HttpCode", "200"), lambda text: text == "200", "200")


def has_a_fargate_size(_: Graph, task: Resource) -> Iterator[Finding]:
    """CPU and memory of a task are a pair that Fargate offers."""
    cpu, memory = whole(task.get("Cpu")), whole(task.get("Memory"))
    evidence = (task.evidence("Cpu"), task.evidence("Memory"))
    if cpu is None or memory is None:
        stated = task.get("Cpu") is not None and task.get("Memory") is not None
        yield Finding(None if stated else False, evidence, _NO_SIZE)
        return
    fits = offered(cpu, memory)
    yield Finding(fits, evidence, None if fits else _NO_SUCH_SIZE.format(cpu=cpu, memory=memory))


def migrates_apart(graph: Graph) -> Iterator[Finding]:
    """A task definition that no service runs migrates the database, and none that a service runs does."""
    running = {task.id for service in graph.resources(tiers.SERVICE) if (task := tiers.task_of(graph, service))}
    served = tuple(tiers.served_tasks(graph))
    if not served or not tuple(tiers.databases(graph)):
        yield Finding(None, (), _NO_DATABASE_BEHIND)
        return
    places = [(task, place) for task in graph.resources(tiers.TASK_DEFINITION) for place in _migrations(task)]
    apart = [task.evidence(place) for task, place in places if task.id not in running]
    inside = [task.evidence(place) for task, place in places if task.id in running]
    if inside:
        yield fault(_MIGRATES_ON_BOOT, *inside)
    elif apart:
        yield holding(*apart)
    else:
        yield fault(_NO_MIGRATION, *(task.evidence() for task in served))


def option(container: Container, flag: str, *variables: str) -> int | None:
    """A number that the web server is told, by its command line or by the environment; None where neither shows it."""
    words = [describe(value) for part in ("EntryPoint.*", "Command.*") for _, value in expand(container, part)]
    settings = {describe(e.get("Name")): describe(e.get("Value")) for _, e in entries(container, "Environment.*")}
    line = " ".join([*words, settings.get("GUNICORN_CMD_ARGS", "")])
    found = re.search(rf"--{flag}[ =](\d+)", line)
    if found:
        return int(found[1])
    return next((int(settings[name]) for name in variables if settings.get(name, "").isdecimal()), None)


def _migrations(task: Resource) -> Iterator[str]:
    for path, container in tiers.containers(task):
        words = [describe(value) for part in ("EntryPoint.*", "Command.*") for _, value in expand(container, part)]
        if re.search(r"\bmigrate\b", " ".join(words)):
            yield f"{path}.Command"


_MOVING_IMAGE = Text(en="the image {image} may be another one tomorrow", es="la imagen {image} puede ser otra mañana")
_NO_SIZE = Text(en="CPU and memory of the task are not stated", es="no se indican la CPU y la memoria de la tarea")
_NO_SUCH_SIZE = Text(
    en="Fargate offers no task of {cpu} CPU units with {memory} MiB",
    es="Fargate no ofrece tareas de {cpu} unidades de CPU con {memory} MiB",
)
_NO_DATABASE_BEHIND = Text(
    en="the template has no service with a database behind it",
    es="la plantilla no tiene ningún servicio con una base de datos detrás",
)
_MIGRATES_ON_BOOT = Text(
    en="every task of the service migrates when it starts", es="cada tarea del servicio migra al arrancar"
)
_NO_MIGRATION = Text(
    en="no task definition of its own migrates the database",
    es="ninguna definición de tarea propia migra la base de datos",
)
