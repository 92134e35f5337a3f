"""What lesson 7 does with requests: it signs in, makes one wait, and finds what logs say of it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from typing import Any

import psycopg
from psycopg import sql

from workbook.deploy.acceptance.browser import Browser
from workbook.deploy.logs import LogLine, log_groups, read_logs
from workbook.deploy.machine.place import LocalPlace
from workbook.deploy.stacks import DATA, Stacks
from workbook.lang import Text
from workbook.notebooks.command import LessonError

_SESSION = "/api/v1/session"
_AGO = 15 * 60  # seconds
_PATIENCE, _LOOK = 60, 0.2  # seconds
_NOBODY_CAME, _OFTEN = 10, 0.05  # seconds
_WAITS = "SELECT 1 FROM pg_locks WHERE NOT granted"
_HERE = "127.0.0.1"


def sign_in(api: Browser, page: Browser, email: str, password: str) -> int:
    """The status that the API answers to somebody who signs in from a page; its cookie is kept."""
    token = api.ask(_SESSION).json()["csrf_token"]
    headers = {"Origin": page.origin, "Referer": f"{page.origin}/", "X-CSRFToken": token}
    return api.ask(_SESSION, "POST", {"email": email, "password": password}, headers).status


@contextmanager
def locked(place: LocalPlace, table: str, seconds: float) -> Iterator[None]:
    """A transaction that nobody ends keeps a table, for so long from the moment when somebody waits for it."""
    known = _connection(place)
    with psycopg.connect(**known) as forgotten:
        forgotten.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(sql.Identifier(table)))
        lets_go = Thread(target=_let_go, args=(forgotten, known, seconds), daemon=True)
        lets_go.start()
        try:
            yield
        finally:
            lets_go.join()


def _let_go(forgotten: psycopg.Connection[Any], known: Mapping[str, Any], seconds: float) -> None:
    end = time.monotonic() + _NOBODY_CAME
    with psycopg.connect(**known, autocommit=True) as looking:
        while not looking.execute(_WAITS).fetchone() and time.monotonic() < end:
            time.sleep(_OFTEN)
    time.sleep(seconds)
    forgotten.rollback()


def _connection(place: LocalPlace) -> Mapping[str, Any]:
    """To the database, as its master user."""
    stacks = Stacks(place.target)
    (database,) = stacks.resources(DATA, "AWS::RDS::DBInstance")
    (secret,) = stacks.resources(DATA, "AWS::SecretsManager::SecretTargetAttachment")
    found = stacks.target.client("rds").describe_db_instances(DBInstanceIdentifier=database.physical_id)
    endpoint, name = found["DBInstances"][0]["Endpoint"], found["DBInstances"][0]["DBName"]
    value = stacks.target.client("secretsmanager").get_secret_value(SecretId=secret.physical_id)["SecretString"]
    known = json.loads(value)
    return {
        "host": endpoint["Address"],
        "hostaddr": _HERE,
        "port": endpoint["Port"],
        "user": known["username"],
        "password": known["password"],
        "dbname": name,
        "sslmode": "verify-full",
        "sslrootcert": str(place.cloud.authority),
    }


def find(stacks: Stacks, pattern: str, at_least: int = 1) -> tuple[LogLine, ...]:
    """The lines of the last minutes that a filter pattern lets through, once there are so many; they come late.

    Raises:
        LessonError: fewer came.
    """
    since, end = int((time.time() - _AGO) * 1000), time.monotonic() + _PATIENCE
    while len(lines := read_logs(stacks, since, pattern)) < at_least:
        if time.monotonic() > end:
            raise LessonError(_TOO_FEW.format(pattern=pattern, found=len(lines), wanted=at_least, seconds=_PATIENCE))
        time.sleep(_LOOK)
    return lines


def ask_insights(stacks: Stacks, log: str, query: str) -> list[dict[str, str]]:
    """The rows that a query of Logs Insights finds in a log of the last minutes, by its name in the template.

    Raises:
        LessonError: it does not end.
    """
    (group,) = [each for each in log_groups(stacks) if each.logical_id == log]
    logs, now = stacks.target.client("logs", group.region), int(time.time())
    asked = {"logGroupName": group.physical_id, "startTime": now - _AGO, "endTime": now + 1}
    number = logs.start_query(queryString=query, **asked)["queryId"]
    end = time.monotonic() + _PATIENCE
    while (found := logs.get_query_results(queryId=number))["status"] in {"Scheduled", "Running"}:
        if time.monotonic() > end:
            raise LessonError(_NO_END.format(query=query, seconds=_PATIENCE))
        time.sleep(_LOOK)
    rows = ({each["field"]: each["value"] for each in row} for row in found["results"])
    return [{name: value for name, value in row.items() if name != "@ptr"} for row in rows]


_TOO_FEW = Text(
    en="{found} lines match {pattern} after {seconds} s, expected {wanted}; run the cells above again",
    es="tras {seconds} s hay {found} líneas con {pattern} y se esperaban {wanted}; ejecute otra vez las celdas de "
    "arriba",
)
_NO_END = Text(
    en="the query {query} has not ended after {seconds} s; ask for less",
    es="la consulta {query} no ha terminado tras {seconds} s; pida menos",
)
