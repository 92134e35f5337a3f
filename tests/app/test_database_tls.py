"""Whether settings made from environment variables reach a database that proves its name, and no other."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from config.health import LIVE, READY
from embedded.postgres import USER, EmbeddedPostgres
from embedded.tls_door import tls_door
from example_environment import VARIABLES
from tasks import APP, running_task

NAME = "localhost"
PASSWORD = "never to be read in a log"  # noqa: S105 - of no database

# What the pool would do, without its patience, so that the reason is seen.
ASK = """
import psycopg
from django.db import connection
asked = connection.get_connection_params()
asked.pop("pool", None)
try:
    with psycopg.connect(**asked) as made:
        print("encrypted" if made.pgconn.ssl_in_use else "open", made.execute("SELECT 1").fetchone()[0])
except psycopg.OperationalError as error:
    print(error)
"""


@dataclass(frozen=True)
class Doors:
    """Ports of the database under its own name and under a wrong one, and the files of two authorities."""

    named: int
    misnamed: int
    authority: Path
    stranger: Path


@pytest.fixture(scope="module")
def doors(server: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    folder = tmp_path_factory.mktemp("certificates")
    authorities = {name: trustme.CA() for name in ("authority", "stranger")}
    files = {name: folder / f"{name}.pem" for name in authorities}
    for name, authority in authorities.items():
        authority.cert_pem.write_to_path(files[name])
    with ExitStack() as stack:
        ports = [
            stack.enter_context(tls_door(server.folder, _context(authorities["authority"], name)))
            for name in (NAME, "elsewhere.example.com")
        ]
        yield Doors(*ports, **files)


def _context(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def variables(port: int, mode: str, authority: Path) -> dict[str, str]:
    return {
        "DATABASE_HOST": NAME,
        "DATABASE_PORT": str(port),
        "DATABASE_USER": USER,
        "DATABASE_PASSWORD": PASSWORD,
        "DATABASE_SSLMODE": mode,
        "DATABASE_SSLROOTCERT": str(authority),
    }


def ask(port: int, mode: str, authority: Path) -> str:
    ended = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", ASK],
        cwd=APP,
        env={"PATH": os.environ["PATH"], **VARIABLES, **variables(port, mode, authority)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.stdout.strip() or ended.stderr


def test_a_database_that_proves_its_name_is_asked_over_tls(doors: Doors) -> None:
    assert ask(doors.named, "verify-full", doors.authority) == "encrypted 1"


def test_a_certificate_of_another_authority_is_refused(doors: Doors) -> None:
    assert "certificate verify failed" in ask(doors.named, "verify-full", doors.stranger)


def test_a_certificate_for_another_name_is_refused(doors: Doors) -> None:
    said = ask(doors.misnamed, "verify-full", doors.authority)

    assert 'server certificate for "elsewhere.example.com" does not match host name "localhost"' in said
    # It is the name alone that is wrong with it.
    assert ask(doors.misnamed, "verify-ca", doors.authority) == "encrypted 1"


def test_a_database_that_demands_tls_refuses_whoever_does_without(doors: Doors) -> None:
    assert "no encryption" in ask(doors.named, "disable", doors.authority)


def test_a_task_is_ready_over_tls(doors: Doors, tmp_path: Path) -> None:
    with running_task(tmp_path / "output", **variables(doors.named, "verify-full", doors.authority)) as task:
        assert task.ask(READY)[0] == 200


def test_a_task_that_does_not_trust_its_database_says_so_and_tells_no_secret(doors: Doors, tmp_path: Path) -> None:
    chosen = {**variables(doors.named, "verify-full", doors.stranger), "LOG_LEVEL": "DEBUG"}
    with running_task(tmp_path / "output", **chosen) as task:
        status, headers, said = task.ask(READY)
        asked, _, _ = task.ask("/api/v1/session")
        live = task.ask(LIVE)[0]

    log = task.output.read_text()
    assert (status, headers["Retry-After"], live, asked) == (503, "5", 200, 200)
    assert said == b'{"status": "not ready", "reasons": ["the database does not answer"]}'
    assert PASSWORD not in log
    assert VARIABLES["DJANGO_SECRET_KEY"] not in log
