"""Whether the database answers tasks, and nobody else."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from typing import Any

from workbook.deploy.acceptance import words
from workbook.deploy.acceptance.browser import Browser
from workbook.deploy.acceptance.model import expect
from workbook.deploy.stacks import DATA, Stacks
from workbook.lang import Text

_READY = "/healthz/ready"
_PATIENCE = 5  # seconds


def answers_tasks(browser: Browser) -> Text:
    """The tasks reach the database, and find it migrated."""
    answer = browser.ask(_READY)
    said = answer.body[:200].decode(errors="replace")
    expect(answer.status == 200, words.REFUSED.format(path=_READY, status=answer.status, said=said))
    return words.READY.format(path=_READY)


def is_closed_to_others(stacks: Stacks) -> Text:
    """It has no public address, and does not answer from here."""
    for database in _databases(stacks):
        name = database["DBInstanceIdentifier"]
        expect(not database["PubliclyAccessible"], words.PUBLIC.format(name=name))
        endpoint = database["Endpoint"]
        told = {"name": name, "address": endpoint["Address"], "port": endpoint["Port"]}
        expect(not _connects(endpoint["Address"], int(endpoint["Port"])), words.REACHED.format(**told))
    return words.UNREACHED


def _databases(stacks: Stacks) -> Iterator[Mapping[str, Any]]:
    for each in stacks.resources(DATA, "AWS::RDS::DBInstance"):
        rds = stacks.target.client("rds", each.region)
        yield from rds.describe_db_instances(DBInstanceIdentifier=each.physical_id)["DBInstances"]


def _connects(address: str, port: int) -> bool:
    try:
        with socket.create_connection((address, port), timeout=_PATIENCE):
            return True
    except OSError:
        return False
