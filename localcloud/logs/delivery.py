"""Lines of services on their way into log groups, as deliveries of CloudWatch Logs say it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from ministack.services import cloudwatch_logs as logs

from localcloud.edge import deployment

UNKNOWN = "-"
"""What services write for a field that they do not know."""


def deliver(resource: str, stream: str, record: Mapping[str, object], at: float) -> None:
    """Write a record of a resource wherever it is delivered to, with the fields that were asked for."""
    with deployment():
        for group, names in _destinations(resource):
            chosen = {name: record.get(name, UNKNOWN) for name in names} if names else record
            write(group, stream, [(at, json.dumps(chosen))])


def write(group: str, stream: str, lines: Iterable[tuple[float, str]]) -> None:
    """Write lines, each with its moment, into a stream of a log group; where there is none, nobody reads them."""
    logs._create_log_stream({"logGroupName": group, "logStreamName": stream})
    events = [{"timestamp": int(at * 1000), "message": line} for at, line in lines]
    logs._put_log_events({"logGroupName": group, "logStreamName": stream, "logEvents": events})


def has_stream(group: str, stream: str) -> bool:
    """Whether something was written into a stream before."""
    return stream in logs._log_groups.get(group, {}).get("streams", {})


def _destinations(resource: str) -> Iterator[tuple[str, list[str]]]:
    """The log groups that a resource delivers to, each with the names of its fields; none means all."""
    sources = {name for name, each in logs._delivery_sources.items() if resource in each["resourceArns"]}
    groups = {each["arn"]: _group(each) for each in logs._delivery_destinations.values()}
    for each in list(logs._deliveries.values()):
        group = groups.get(each["deliveryDestinationArn"])
        if each["deliverySourceName"] in sources and group:
            yield group, each["recordFields"]


def _group(destination: Mapping[str, Mapping[str, str]]) -> str | None:
    """The name of the log group that a destination is; None where it is something else."""
    arn = destination["deliveryDestinationConfiguration"]["destinationResourceArn"]
    _, found, name = arn.partition(":log-group:")
    return name.removesuffix(":*") if found else None
