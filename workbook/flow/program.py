"""What the environment of a container tells about how its program treats a request."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.flow.containers import Container
from workbook.flow.model import Finding, Header, Timeout
from workbook.flow.settings import number
from workbook.flow.step import fails, holds
from workbook.lang import Text, same


def host_findings(container: Container, host: str | None) -> Iterator[Finding]:
    """Whether the program answers for the host that the request names; Django refuses any other."""
    for name, value, evidence in container.variables():
        if host is None or not name.endswith("ALLOWED_HOSTS"):
            continue
        if any(_allows(pattern.strip().lower(), host) for pattern in value.split(",")):
            yield holds(_ALLOWED.format(host=host), evidence)
        else:
            yield fails(_REFUSED.format(host=host, allowed=value), evidence)


def page_origins(container: Container) -> Iterator[Header]:
    """The pages that may read the program's answers, where the environment lists them."""
    for name, value, evidence in container.variables():
        if name.endswith(("CORS_ALLOWED_ORIGINS", "CORS_ORIGINS")):
            yield Header("Access-Control-Allow-Origin", same(value), _TRUSTED, (evidence,))


def program_waits(container: Container) -> Iterator[Timeout]:
    """How long the program waits, where the environment says so."""
    for name, value, evidence in container.variables():
        for suffix, what in _WAITS.items():
            if name.endswith(suffix) and number(value) is not None:
                yield Timeout(what, number(value), evidence)


def _allows(pattern: str, host: str) -> bool:
    """Django's own rule: `*` for every host, a leading dot for a domain with all names below it."""
    return pattern in {"*", host} or (pattern.startswith(".") and (host == pattern[1:] or host.endswith(pattern)))


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
_WAITS = {
    "KEEPALIVE": Text(
        en="the program keeps the load balancer's connection for further requests",
        es="el programa conserva la conexión del balanceador para más peticiones",
    ),
    "GRACEFUL_TIMEOUT": Text(
        en="the program finishes the requests at hand when it is told to stop",
        es="el programa termina las peticiones en curso cuando se le indica que pare",
    ),
    "CONNECT_TIMEOUT": Text(
        en="the program waits for a connection to the database",
        es="el programa espera una conexión con la base de datos",
    ),
}
