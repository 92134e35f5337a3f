"""A release: stacks in their order, the image, the migration before any new task, and the pages at last."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbook.deploy import words
from workbook.deploy.cdk import Cdk, Event
from workbook.deploy.image import build_image, push
from workbook.deploy.target import Target
from workbook.deploy.upload import upload_site
from workbook.errors import DeployError
from workbook.lang import Text

FIRST = ("InventoryNetwork", "InventoryData", "InventoryDelivery")
SERVICE = "InventoryService"
LAST = ("InventoryEdge", "InventoryObservability")
_LOOK = 0.2  # seconds
_TAIL = 5  # lines of a log


@dataclass(frozen=True, slots=True)
class Progress:
    """Whoever wants to know: of steps as they begin, and of resources as they change."""

    step: Callable[[Text], None]
    event: Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Release:
    """What is deployed where."""

    cdk: Cdk
    application: Path
    build: str

    @property
    def target(self) -> Target:
        """Where it is deployed."""
        return self.cdk.target

    def deploy(self, progress: Progress, site: Path) -> None:
        """Bring the deployment to what the assembly, the application and the pages say.

        Raises:
            DeployError: a step failed; doing it again goes on from there.
        """
        if not self.cdk.is_bootstrapped():
            progress.step(words.BOOTSTRAPPING)
            self.cdk.bootstrap(progress.event)
        self._deploy(FIRST, progress)
        progress.step(words.PUSHING)
        repository = self._outputs("InventoryDelivery")["RepositoryUri"].partition("/")[2]
        image = push(build_image(self.application, self.build), repository, self.target)
        self._roll_out(image, progress)
        self._deploy(LAST, progress)
        progress.step(words.UPLOADING)
        edge = self._outputs("InventoryEdge")
        upload_site(self.target, site, edge["BucketName"], edge["DistributionId"])

    def _roll_out(self, image: str, progress: Progress) -> None:
        """Migrations run before the new tasks; with the first release there are no old ones that could serve before."""
        before = self._parameters(SERVICE).get("ImageDigest")
        self._deploy((SERVICE,), progress, {"MigrationDigest": image, "ImageDigest": before or image})
        if before == image:
            return
        progress.step(words.MIGRATING)
        self.run_migration()
        if before:
            self._deploy((SERVICE,), progress, {"MigrationDigest": image, "ImageDigest": image})

    def create_administrator(self, email: str, password: str) -> bool:
        """Whether an administrator was created, who was not there before.

        Raises:
            DeployError: the task failed for another reason.
        """
        variables = {"EMAIL": email, "NAME": email.partition("@")[0], "PASSWORD": password}
        named = {f"DJANGO_SUPERUSER_{name}": value for name, value in variables.items()}
        try:
            self.run_migration(["python", "manage.py", "createsuperuser", "--no-input"], named)
        except DeployError as error:
            if "already taken" in str(error):
                return False
            raise
        return True

    def run_migration(self, command: list[str] | None = None, variables: Mapping[str, str] | None = None) -> None:
        """Run the migration, or another command in its place, as a task, and wait for its end.

        Raises:
            DeployError: it failed.
        """
        ecs, outputs = self.target.client("ecs"), self._outputs(SERVICE)
        changed = {"name": "django", "environment": [{"name": k, "value": v} for k, v in (variables or {}).items()]}
        if command:
            changed["command"] = command
        started = ecs.run_task(
            cluster=outputs["ClusterName"],
            taskDefinition=outputs["MigrationTaskDefinition"],
            launchType="FARGATE",
            networkConfiguration=network_of(outputs["MigrationNetwork"]),
            overrides={"containerOverrides": [changed]},
        )["tasks"][0]["taskArn"]
        task = self._ended(ecs, outputs["ClusterName"], started)
        code = task["containers"][0].get("exitCode")
        if code != 0:
            said = self._last_words(started) or task.get("stoppedReason", "-")
            raise DeployError(words.MIGRATION_FAILED.format(code=code, said=said))

    def _ended(self, ecs: Any, cluster: str, arn: str) -> Mapping[str, Any]:  # noqa: ANN401
        while True:
            task: Mapping[str, Any] = ecs.describe_tasks(cluster=cluster, tasks=[arn])["tasks"][0]
            if task["lastStatus"] == "STOPPED":
                return task
            time.sleep(_LOOK)

    def _last_words(self, task: str) -> str:
        """The last lines that a task has written into its log group."""
        logs = self.target.client("logs")
        number = task.rpartition("/")[2]
        for group in logs.describe_log_groups()["logGroups"]:
            streams = logs.describe_log_streams(logGroupName=group["logGroupName"])["logStreams"]
            for stream in streams:
                if stream["logStreamName"].endswith(number):
                    where = {"logGroupName": group["logGroupName"], "logStreamName": stream["logStreamName"]}
                    told = logs.get_log_events(**where)["events"]
                    return " | ".join(each["message"] for each in told[-_TAIL:])
        return ""

    def _deploy(self, stacks: tuple[str, ...], progress: Progress, parameters: Mapping[str, str] | None = None) -> None:
        progress.step(words.DEPLOYING.format(stacks=", ".join(stacks)))
        self.cdk.deploy(stacks, progress.event, parameters)

    def _stacks(self) -> Mapping[str, Any]:
        found = self.target.client("cloudformation").describe_stacks()["Stacks"]
        return {each["StackName"]: each for each in found}

    def _outputs(self, stack: str) -> Mapping[str, str]:
        return {each["OutputKey"]: each["OutputValue"] for each in self._stacks()[stack].get("Outputs", [])}

    def _parameters(self, stack: str) -> Mapping[str, str]:
        found = self._stacks().get(stack, {}).get("Parameters", [])
        return {each["ParameterKey"]: each["ParameterValue"] for each in found}


def network_of(told: str) -> Mapping[str, Any]:
    """The network of a task, from the words that `aws ecs run-task` reads.

    >>> network_of("awsvpcConfiguration={subnets=[a,b],securityGroups=[c],assignPublicIp=DISABLED}")
    {'awsvpcConfiguration': {'assignPublicIp': 'DISABLED', 'subnets': ['a', 'b'], 'securityGroups': ['c']}}
    """
    lists = {name: held.split(",") for name, held in re.findall(r"(\w+)=\[([^\]]*)\]", told)}
    return {"awsvpcConfiguration": {"assignPublicIp": "DISABLED", **lists}}
