"""What tasks and services have written into the log groups of a deployment."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbook.deploy import words
from workbook.deploy.refusals import ClientError, code_of
from workbook.deploy.stacks import STACKS, StackResource, Stacks
from workbook.errors import DeployError

_LOOK = 2  # seconds
# Lines arrive late and not in order; those of the last seconds are asked for again.
_LATE = 15_000  # milliseconds


@dataclass(frozen=True, slots=True, order=True)
class LogLine:
    """One line; `time` in milliseconds since 1970, `log` the name of the group in the template."""

    time: int
    log: str
    stream: str
    message: str
    event: str
    """The id by which a line that is read twice is known."""


def log_groups(stacks: Stacks) -> tuple[StackResource, ...]:
    """The log groups of all stacks that are deployed."""
    found = stacks.all()
    return tuple(group for name in STACKS if name in found for group in stacks.resources(name, "AWS::Logs::LogGroup"))


def read_logs(stacks: Stacks, since: int, pattern: str = "") -> tuple[LogLine, ...]:
    """The lines since a moment, in milliseconds since 1970, that a filter pattern of CloudWatch Logs lets through."""
    return _read(stacks, log_groups(stacks), since, pattern)


def follow_logs(stacks: Stacks, since: int, pattern: str = "") -> Iterator[LogLine]:
    """The lines since a moment and all that come later, for ever."""
    groups, told = log_groups(stacks), dict[str, int]()
    while True:
        for line in _read(stacks, groups, since, pattern):
            if line.event not in told:
                told[line.event] = line.time
                yield line
        since = max(since, int(time.time() * 1000) - _LATE)
        told = {event: moment for event, moment in told.items() if moment >= since}
        time.sleep(_LOOK)


def _read(stacks: Stacks, groups: tuple[StackResource, ...], since: int, pattern: str) -> tuple[LogLine, ...]:
    return tuple(sorted(line for group in groups for line in _lines(stacks, group, since, pattern)))


def _lines(stacks: Stacks, group: StackResource, since: int, pattern: str) -> Iterator[LogLine]:
    pages = stacks.target.client("logs", group.region).get_paginator("filter_log_events")
    asked: Mapping[str, Any] = {"filterPattern": pattern} if pattern else {}
    try:
        for page in pages.paginate(logGroupName=group.physical_id, startTime=since, **asked):
            for each in page["events"]:
                stream, event = each["logStreamName"], each["eventId"]
                yield LogLine(each["timestamp"], group.logical_id, stream, each["message"].rstrip("\n"), event)
    except ClientError as error:
        if pattern and code_of(error) == "InvalidParameterException":
            raise DeployError(words.BAD_PATTERN.format(pattern=pattern)) from error
        raise
