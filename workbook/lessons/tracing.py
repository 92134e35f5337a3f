"""What lesson 7 does with requests: it signs in, makes one wait, and finds what logs say of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from workbook.deploy.acceptance.browser import Browser
from workbook.deploy.logs import LogLine, log_groups, read_logs
from workbook.deploy.stacks import Stacks
from workbook.deploy.task import run_task
from workbook.lang import Text
from workbook.notebooks.command import LessonError

_SESSION = "/api/v1/session"
_AGO = 15 * 60  # seconds
_PATIENCE, _LOOK = 60, 0.2  # seconds

_HOLD = """
import os, time
from django.db import connection, transaction

with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute(f"LOCK TABLE {os.environ['TABLE']} IN ACCESS EXCLUSIVE MODE")
    print(os.environ["TABLE"], "is locked", flush=True)
    waits, end = 0, time.monotonic() + 20
    while not waits and time.monotonic() < end:
        time.sleep(0.05)
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        [waits] = cursor.fetchone()
    time.sleep(float(os.environ["SECONDS"]))
"""
"""What the task does, in a shell of the application."""


def sign_in(api: Browser, page: Browser, email: str, password: str) -> int:
    """The status that the API answers to somebody who signs in from a page; its cookie is kept."""
    token = api.ask(_SESSION).json()["csrf_token"]
    headers = {"Origin": page.origin, "Referer": f"{page.origin}/", "X-CSRFToken": token}
    return api.ask(_SESSION, "POST", {"email": email, "password": password}, headers).status


@contextmanager
def locked(stacks: Stacks, table: str, seconds: float) -> Iterator[None]:
    """A task keeps a table in a transaction that it does not end, for so long from when somebody waits for it.

    Raises:
        LessonError: the task failed.
    """
    variables = {"TABLE": table, "SECONDS": str(seconds)}
    pattern = f'"{table} is locked"'
    before = len(read_logs(stacks, _since(), pattern))
    with ThreadPoolExecutor(max_workers=1) as pool:
        task = pool.submit(run_task, stacks.target, ["python", "manage.py", "shell", "-c", _HOLD], variables)
        find(stacks, pattern, before + 1)
        yield
    if (ended := task.result()).code != 0:
        raise LessonError(_NOT_LOCKED.format(table=table, code=ended.code, said=ended.said))


def find(stacks: Stacks, pattern: str, at_least: int = 1) -> tuple[LogLine, ...]:
    """The lines of the last minutes that a filter pattern lets through, once there are so many; they come late.

    Raises:
        LessonError: fewer came.
    """
    end = time.monotonic() + _PATIENCE
    while len(lines := read_logs(stacks, _since(), pattern)) < at_least:
        if time.monotonic() > end:
            raise LessonError(_TOO_FEW.format(pattern=pattern, found=len(lines), wanted=at_least, seconds=_PATIENCE))
        time.sleep(_LOOK)
    return lines


def _since() -> int:
    return int((time.time() - _AGO) * 1000)


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
_NOT_LOCKED = Text(
    en="the task that locks {table} ended with code {code}: {said}",
    es="la tarea que bloquea {table} terminó con el código {code}: {said}",
)
_NO_END = Text(
    en="the query {query} has not ended after {seconds} s; ask for less",
    es="la consulta {query} no ha terminado tras {seconds} s; pida menos",
)
