"""What the environment of a container tells about how its program treats a request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.flow.containers import Container
from workbook.flow.model import Finding, Header, Timeout
from workbook.flow.pages import Page
from workbook.flow.settings import seconds
from workbook.flow.step import fails, holds
from workbook.lang import Text, same
from workbook.template.scalars import number


def host_findings(container: Container, host: str | None) -> Iterator[Finding]:
    """Whether the program answers for the host that the request names; Django refuses any other."""
    for name, value, evidence in container.variables():
        if host is None or not name.endswith("ALLOWED_HOSTS"):
            continue
        if any(_allows(pattern.strip().lower(), host) for pattern in value.split(",")):
            yield holds(_ALLOWED.format(host=host), evidence)
        else:
            yield fails(_REFUSED.format(host=host, allowed=value), evidence)


def trust_findings(container: Container, callers: tuple[Page, ...], host: str | None) -> Iterator[Finding]:
    """Whether the program lets the pages of the one frontend read its answers; of several, any may be meant."""
    if len(callers) != 1 or callers[0].host == host:
        return
    page = callers[0]
    for name, value, evidence in container.variables():
        if name.endswith(_PAGE_LISTS):
            listed = {origin.strip().rstrip("/").lower() for origin in value.split(",")}
            trusted = bool({"*", page.origin} & listed)
            yield (holds if trusted else fails)((_TRUSTS if trusted else _DISTRUSTS).format(page=page.origin), evidence)


def capacity_findings(container: Container) -> Iterator[Finding]:
    """How many requests Gunicorn works on at once, where the environment says so."""
    told = {name: (number(value), evidence) for name, value, evidence in container.variables()}
    workers, threads = told.get("WEB_CONCURRENCY"), told.get("GUNICORN_THREADS")
    if workers is None or threads is None or workers[0] is None or threads[0] is None:
        return
    words = {
        "workers": f"{workers[0]:.10g}",
        "threads": f"{threads[0]:.10g}",
        "both": f"{workers[0] * threads[0]:.10g}",
    }
    yield holds(_AT_ONCE.format(**words), workers[1], threads[1])


def page_origins(container: Container) -> Iterator[Header]:
    """The pages that may read the program's answers, where the environment lists them."""
    for name, value, evidence in container.variables():
        if name.endswith(_PAGE_LISTS):
            yield Header("Access-Control-Allow-Origin", same(value), _TRUSTED, (evidence,))


def waits_as_server(container: Container) -> Iterator[Timeout]:
    """How long the program waits for those who call it, where the environment says so."""
    return _waits(container, _AS_SERVER)


def waits_for_database(container: Container) -> Iterator[Timeout]:
    """How long the program waits for its database, where the environment says so."""
    return _waits(container, _FOR_DATABASE)


def keep_alive_findings(container: Container, idle: Timeout) -> Iterator[Finding]:
    """Whether the program keeps idle connections longer than the load balancer, which else uses one that is closing."""
    for name, value, evidence in container.variables():
        kept = number(value)
        if not name.endswith("KEEPALIVE") or kept is None or idle.seconds is None:
            continue
        words = {"program": seconds(kept), "balancer": seconds(idle.seconds)}
        yield holds((_KEEPS_LONGER if kept > idle.seconds else _KEEPS_SHORTER).format(**words), evidence)


def _waits(container: Container, known: Mapping[str, Text]) -> Iterator[Timeout]:
    for name, value, evidence in container.variables():
        for suffix, what in known.items():
            if name.endswith(suffix) and number(value) is not None:
                yield Timeout(what, number(value), evidence)


def _allows(pattern: str, host: str) -> bool:
    """Django's own rule: `*` for every host, a leading dot for a domain with all names below it."""
    return pattern in {"*", host} or (pattern.startswith(".") and (host == pattern[1:] or host.endswith(pattern)))


_PAGE_LISTS = ("CORS_ALLOWED_ORIGINS", "CORS_ORIGINS")
_TRUSTS = Text(
    en="the program lets pages of {page} read its answers",
    es="el programa permite a las páginas de {page} leer sus respuestas",
)
_DISTRUSTS = Text(
    en="the program does not list {page} among the origins whose pages may read its answers, so the browser hides them",
    es="el programa no incluye {page} entre los orígenes cuyas páginas pueden leer sus respuestas, así que el "
    "navegador se las oculta",
)
_AT_ONCE = Text(
    en="Gunicorn hands the request to Django; each task works on {both} requests at once (processes: {workers}, "
    "threads in each: {threads})",
    es="Gunicorn entrega la petición a Django; cada tarea atiende {both} peticiones a la vez (procesos: {workers}, "
    "hilos en cada uno: {threads})",
)
_ALLOWED = Text(
    en="the program answers for the host {host}",
    es="el programa responde por el host {host}",
)
_REFUSED = Text(
    en="the program answers only for {allowed}, so it refuses requests for {host}",
    es="el programa solo responde por {allowed}, así que rechaza las peticiones para {host}",
)
_TRUSTED = Text(
    en="tells the browser which pages may read the answer",
    es="indica al navegador qué páginas pueden leer la respuesta",
)
_KEEPS_LONGER = Text(
    en="the program keeps an idle connection for {program} and the load balancer for {balancer}, so no request meets "
    "one that the program is closing",
    es="el programa conserva una conexión inactiva {program} y el balanceador {balancer}, así que ninguna petición "
    "da con una que el programa está cerrando",
)
_KEEPS_SHORTER = Text(
    en="the program keeps an idle connection for {program} and the load balancer for {balancer}, so now and then a "
    "request meets one that the program is closing and fails (502)",
    es="el programa conserva una conexión inactiva {program} y el balanceador {balancer}, así que de vez en cuando "
    "una petición da con una que el programa está cerrando y falla (502)",
)
_AS_SERVER = {
    "KEEPALIVE": Text(
        en="the program keeps the load balancer's connection for further requests",
        es="el programa conserva la conexión del balanceador para más peticiones",
    ),
    "GRACEFUL_TIMEOUT": Text(
        en="the program finishes the requests at hand when it is told to stop",
        es="el programa termina las peticiones en curso cuando se le indica que pare",
    ),
}
_FOR_DATABASE = {
    "CONNECT_TIMEOUT": Text(
        en="the program waits for a connection to the database",
        es="el programa espera una conexión con la base de datos",
    ),
}
