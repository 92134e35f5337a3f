"""A task that runs once in the place of the migration, and what it ended with."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.deploy import words
from workbook.deploy.stacks import SERVICE, Stacks
from workbook.deploy.target import Target
from workbook.errors import DeployError

_LOOK = 0.2  # seconds
_PATIENCE = 1800  # seconds; a migration may rewrite a large table
_TAIL = 5  # lines of a log


@dataclass(frozen=True, slots=True)
class Ended:
    """How a task ended; without a code its container never ran."""

    code: int | None
    said: str
    """The last lines of its log, or why it never ran."""


def run_task(target: Target, command: Sequence[str] = (), variables: Mapping[str, str] | None = None) -> Ended:
    """Run the migration, or another command in its place, and wait for its end.

    Raises:
        DeployError: it was not started, or takes too long.
    """
    ecs, outputs = target.client("ecs"), Stacks(target).outputs(SERVICE)
    container = {"name": "django", "environment": [{"name": k, "value": v} for k, v in (variables or {}).items()]}
    answer = ecs.run_task(
        cluster=outputs["ClusterName"],
        taskDefinition=outputs["MigrationTaskDefinition"],
        launchType="FARGATE",
        networkConfiguration=network_of(outputs["MigrationNetwork"]),
        overrides={"containerOverrides": [{**container, **({"command": [*command]} if command else {})}]},
    )
    if not answer["tasks"]:
        reason = "; ".join(each.get("reason", "-") for each in answer.get("failures", [])) or "-"
        raise DeployError(words.NO_TASK.format(reason=reason))
    number = answer["tasks"][0]["taskArn"]
    task = _ended(ecs, outputs["ClusterName"], number)
    code = task["containers"][0].get("exitCode")
    return Ended(code, _last_words(target, outputs, number) or task.get("stoppedReason", "-"))


def network_of(told: str) -> Mapping[str, Any]:
    """The network of a task, from the words that `aws ecs run-task` reads.

    >>> network_of("awsvpcConfiguration={subnets=[a,b],securityGroups=[c],assignPublicIp=DISABLED}")
    {'awsvpcConfiguration': {'assignPublicIp': 'DISABLED', 'subnets': ['a', 'b'], 'securityGroups': ['c']}}
    """
    lists = {name: held.split(",") for name, held in re.findall(r"(\w+)=\[([^\]]*)\]", told)}
    return {"awsvpcConfiguration": {"assignPublicIp": "DISABLED", **lists}}


def _ended(ecs: Any, cluster: str, arn: str) -> Mapping[str, Any]:  # noqa: ANN401 - boto3 makes clients while it runs
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        found = ecs.describe_tasks(cluster=cluster, tasks=[arn])["tasks"]
        if found and found[0]["lastStatus"] == "STOPPED":  # one that has just begun may not be told yet
            task: Mapping[str, Any] = found[0]
            return task
        time.sleep(_LOOK)
    raise DeployError(words.TASK_TOO_SLOW.format(task=arn, seconds=_PATIENCE))


def _last_words(target: Target, outputs: Mapping[str, str], task: str) -> str:
    """The last lines that a task has written into the log that its definition names."""
    definition = target.client("ecs").describe_task_definition(taskDefinition=outputs["MigrationTaskDefinition"])
    container = definition["taskDefinition"]["containerDefinitions"][0]
    options = container.get("logConfiguration", {}).get("options", {})
    if "awslogs-group" not in options:
        return ""
    stream = f"{options['awslogs-stream-prefix']}/{container['name']}/{task.rpartition('/')[2]}"
    logs = target.client("logs")
    try:
        told = logs.get_log_events(logGroupName=options["awslogs-group"], logStreamName=stream, limit=_TAIL)["events"]
    except logs.exceptions.ResourceNotFoundException:
        return ""  # it never came so far as to say something
    return " | ".join(each["message"].strip() for each in told[-_TAIL:])
