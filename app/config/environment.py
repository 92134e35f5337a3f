"""Every environment variable that the application reads; the task definition sets the same names.

Times are in seconds.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

from config.reading import HOST_NAME, EnvironmentVariablesError, Reading

SSL_MODES = ("disable", "prefer", "require", "verify-ca", "verify-full")
PLAIN_SSL_MODES = ("disable", "prefer")
FIELDS = ("DATABASE_HOST", "DATABASE_PORT", "DATABASE_NAME", "DATABASE_USER", "DATABASE_PASSWORD")
LOOPBACK = ("localhost", "127.0.0.1")


@dataclass(frozen=True, slots=True)
class Database:
    """Where the database is, who logs in, and how long to wait for it."""

    host: str
    port: int
    name: str
    user: str
    password: str = field(repr=False)
    ssl_mode: str
    ssl_root_certificate: str
    connect_timeout: int

    @property
    def is_at_home(self) -> bool:
        """Whether it runs on this very machine, behind a socket or a loopback address."""
        return self.host.startswith("/") or self.host in LOOPBACK


@dataclass(frozen=True, slots=True)
class Server:
    """What gunicorn is told."""

    port: int
    workers: int
    threads: int
    keep_alive: int
    graceful_timeout: int


@dataclass(frozen=True, slots=True)
class Environment:
    """All of it; `plain_http` is for one's own machine only."""

    secret_key: str = field(repr=False)
    allowed_hosts: list[str]
    frontend_origins: list[str]
    csrf_origins: list[str]
    plain_http: bool
    log_level: str
    build: str
    database: Database
    server: Server


@cache
def environment() -> Environment:
    """The environment of this process; where it cannot be used, the process stops and says why on the error stream."""
    try:
        return read_environment(os.environ)
    except EnvironmentVariablesError as error:
        sys.exit(str(error))


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Read every variable.

    Raises:
        EnvironmentVariablesError: with all that is missing or malformed at once.
    """
    reading = Reading(variables)
    plain_http = reading.switch("DJANGO_PLAIN_HTTP")
    schemes = ("http", "https") if plain_http else ("https",)
    read = Environment(
        secret_key=reading.secret("DJANGO_SECRET_KEY", at_least=50),
        allowed_hosts=reading.hosts("DJANGO_ALLOWED_HOSTS"),
        frontend_origins=reading.origins("DJANGO_CORS_ALLOWED_ORIGINS", schemes=schemes),
        csrf_origins=reading.origins("DJANGO_CSRF_TRUSTED_ORIGINS", schemes=schemes),
        plain_http=plain_http,
        log_level=reading.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO"),
        build=reading.text("APP_BUILD", what="the revision that the image was built from", default="development"),
        database=_database(reading),
        server=_server(reading),
    )
    _keep_plain_http_at_home(reading, read)
    _keep_plain_connections_at_home(reading, read.database)
    reading.done()
    return read


def _database(reading: Reading) -> Database:
    place = _place_by_url(reading) if reading.has("DATABASE_URL") else _place_by_fields(reading)
    host, port, name, user, password = place
    if host and not host.startswith("/") and not HOST_NAME.fullmatch(host):
        reading.problems.append(f"the database's host is {host!r}, expected a host name or the folder of a socket")
    ssl_mode = reading.choice("DATABASE_SSLMODE", SSL_MODES)
    verifies = ssl_mode.startswith("verify")
    what = "the certificates by which the database is verified (PEM)"
    return Database(
        host=host,
        port=port,
        name=name,
        user=user,
        password=password,
        ssl_mode=ssl_mode,
        ssl_root_certificate=reading.file("DATABASE_SSLROOTCERT", what=what) if verifies else "",
        connect_timeout=reading.number("DATABASE_CONNECT_TIMEOUT", low=1, high=30),
    )


def _place_by_fields(reading: Reading) -> tuple[str, int, str, str, str]:
    """The fields of the secret that RDS keeps."""
    return (
        reading.text("DATABASE_HOST", what="the database's host name, or give DATABASE_URL instead of the fields"),
        reading.number("DATABASE_PORT", low=1, high=65535),
        reading.text("DATABASE_NAME", what="the name of the database"),
        reading.text("DATABASE_USER", what="the login of the database"),
        reading.text("DATABASE_PASSWORD", what="the password of the database"),
    )


def _place_by_url(reading: Reading) -> tuple[str, int, str, str, str]:
    """One URL; its value is repeated nowhere, since it holds the password."""
    doubled = [name for name in FIELDS if reading.has(name)]
    if doubled:
        reading.problems.append(f"DATABASE_URL and {', '.join(doubled)} are both set; keep the URL or the fields")
    wanted = "postgresql://user:password@host:port/name, or with ?host=/folder for a socket"
    match = re.fullmatch(r"postgres(?:ql)?://\S+", reading.variables["DATABASE_URL"])
    try:
        url = urlsplit(match[0] if match else "")
        port = url.port or 5432
    except ValueError:  # a port that is no number, or brackets that do not close
        url, port = urlsplit(""), 0
    host = dict(parse_qsl(url.query)).get("host") or url.hostname or ""
    parts = (host, port, unquote(url.path[1:]), unquote(url.username or ""), unquote(url.password or ""))
    if not all((host, port, parts[2], parts[3])):
        reading.problems.append(f"DATABASE_URL cannot be read, expected {wanted}")
        return "", 0, "", "", ""
    return parts


def _server(reading: Reading) -> Server:
    return Server(
        port=reading.number("PORT", low=1, high=65535),
        workers=reading.number("WEB_CONCURRENCY", low=1, high=64),
        threads=reading.number("GUNICORN_THREADS", low=1, high=64),
        keep_alive=reading.number("GUNICORN_KEEPALIVE", low=1, high=600),
        graceful_timeout=reading.number("GUNICORN_GRACEFUL_TIMEOUT", low=1, high=600),
    )


def _keep_plain_http_at_home(reading: Reading, read: Environment) -> None:
    strangers = [host for host in read.allowed_hosts if host not in LOOPBACK]
    if read.plain_http and strangers:
        reading.problems.append(
            f"DJANGO_PLAIN_HTTP is '1' while DJANGO_ALLOWED_HOSTS names {', '.join(strangers)}, expected only "
            f"{' and '.join(LOOPBACK)}, because sign-ins would travel unencrypted; take DJANGO_PLAIN_HTTP away"
        )


def _keep_plain_connections_at_home(reading: Reading, database: Database) -> None:
    if database.ssl_mode in PLAIN_SSL_MODES and HOST_NAME.fullmatch(database.host) and not database.is_at_home:
        reading.problems.append(
            f"DATABASE_SSLMODE is {database.ssl_mode!r} while the database's host is {database.host!r}, expected the "
            f"folder of a socket or {' or '.join(LOOPBACK)}, because its password and rows could travel unencrypted; "
            "take verify-full"
        )
