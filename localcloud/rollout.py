"""What the emulator's ECS lacks: a deployment counts as steady when its tasks are well, and stacks wait for that."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from ministack.services import ecs
from ministack.services.cloudformation import provisioners, stacks

from localcloud.balancer import Balancer
from localcloud.database import TYPE as DATABASE

TYPE = "AWS::ECS::Service"
TARGET = "AWS::ApplicationAutoScaling::ScalableTarget"
_LOOK = 0.2  # seconds
_PATIENCE = 600  # seconds that a stack waits for a service
_SLOW = {TYPE, DATABASE}


class RolloutError(Exception):
    """A service did not become steady; CloudFormation rolls back."""


@dataclass(frozen=True, slots=True)
class Rollout:
    """Ties the scheduler of the emulator to the health of targets, and its stacks to the scheduler."""

    balancer: Balancer

    def install(self) -> None:
        """Take the place of what the emulator does."""
        note = ecs._record_service_task_healthy

        def note_when_well(service: str, task: Any) -> None:
            if self._becomes_well(task):
                note(service, task)

        ecs._record_service_task_healthy = note_when_well
        make = ecs._make_deployment
        # The emulator calls the first deployment of a service complete before any of its tasks runs.
        ecs._make_deployment = lambda *given, **more: {**make(*given, **more), "rolloutState": "IN_PROGRESS"}
        handler = provisioners._RESOURCE_HANDLERS[TYPE]
        for step in ("create", "update"):
            handler[step] = self._awaited(handler[step])
        target = provisioners._RESOURCE_HANDLERS[TARGET]
        for step in ("create", "update"):
            target[step] = _kept_within(target[step])
        runs_aside = stacks._runs_on_worker_thread
        stacks._runs_on_worker_thread = lambda kind: kind in _SLOW or runs_aside(kind)

    def _becomes_well(self, task: Any) -> bool:
        """Whether the targets of a task become healthy before it ends; a task that stays unwell is ended."""
        targets = self._targets(task)
        while task.get("lastStatus") == "RUNNING":
            states = [self.balancer.state(*each).state for each in targets]
            if all(state == "healthy" for state in states):
                return True
            if "unhealthy" in states:
                self._end(task)
            time.sleep(_LOOK)
        return False

    def _targets(self, task: Any) -> list[tuple[str, str, int]]:
        cluster, name = ecs._cluster_name_from_arn(task["clusterArn"]), task["group"].partition(":")[2]
        service = ecs._services.get(f"{cluster}/{name}") or {}
        return [
            (each["targetGroupArn"], ecs._task_ip(task), int(each["containerPort"]))
            for each in service.get("loadBalancers") or []
        ]

    def _end(self, task: Any) -> None:
        reason = "Task failed ELB health checks"
        ecs._mark_task_stopped(task["taskArn"], task, reason, "TaskFailedToStart", exit_code=1)
        ecs._cleanup_task_resources(task, ecs._get_docker())

    def _awaited(self, step: Any) -> Any:
        def stepped(*arguments: Any) -> Any:
            done = step(*arguments)
            _wait(done[0])
            return done

        return stepped


def _wait(arn: str) -> None:
    """Until the service is steady.

    Raises:
        RolloutError: it failed, or took too long.
    """
    key = arn.partition(":service/")[2]
    begun = time.monotonic()
    first = _primary(key)
    while time.monotonic() - begun < _PATIENCE:
        service = ecs._services.get(key)
        if service is None:
            return
        tried = next((each for each in service["deployments"] if each["id"] == first), None)
        if tried is None or tried["rolloutState"] == "FAILED":
            raise RolloutError(
                f"Resource handler returned message: \"Error occurred during operation 'ECS Deployment "
                f"Circuit Breaker was triggered'.\" ({service['serviceName']})"
            )
        if tried["rolloutState"] == "COMPLETED":
            return
        time.sleep(_LOOK)
    raise RolloutError(f"{key} did not become steady in {_PATIENCE} s")


def _primary(key: str) -> str:
    deployment = ecs._primary_deployment(ecs._services[key])
    return str(deployment["id"]) if deployment else ""


def _kept_within(step: Any) -> Any:
    """The step for a scalable target, after which its service has as many tasks as it allows."""

    def stepped(*given: Any) -> Any:
        done = step(*given)
        properties = given[-2]
        if properties["ServiceNamespace"] == "ecs":
            _, cluster, name = properties["ResourceId"].split("/")
            wanted = int(ecs._services[f"{cluster}/{name}"]["desiredCount"])
            allowed = min(max(wanted, int(properties["MinCapacity"])), int(properties["MaxCapacity"]))
            if allowed != wanted:
                ecs._update_service({"cluster": cluster, "service": name, "desiredCount": allowed})
        return done

    return stepped
