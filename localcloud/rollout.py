"""What the emulator's ECS lacks: tasks have to be well, at first and later, and stacks wait until they are."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ministack.services import ecs
from ministack.services.cloudformation import provisioners, stacks

from localcloud.balancer import Balancer
from localcloud.database import TYPE as DATABASE
from localcloud.edge import deployment

TYPE = "AWS::ECS::Service"
TARGET = "AWS::ApplicationAutoScaling::ScalableTarget"
_LOOK, _LOOK_AGAIN = 0.2, 1.0  # seconds
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
        for step, place in (("create", 1), ("update", 2)):
            target[step] = _kept_within(target[step], place)
        runs_aside = stacks._runs_on_worker_thread
        stacks._runs_on_worker_thread = lambda kind: kind in _SLOW or runs_aside(kind)
        threading.Thread(target=self._watch, name="localcloud-rollout", daemon=True).start()

    @staticmethod
    def cease() -> None:
        """Replace no task any more, since all of them are about to end."""
        ecs._reconcile_service_tasks = lambda *_: None

    def _watch(self) -> None:
        """Replace tasks that have been well, and are no longer."""
        while True:
            time.sleep(_LOOK_AGAIN)
            with deployment():
                for task in list(ecs._tasks.values()):
                    is_watched = task.get("_startup_stable") and _key(task) in ecs._services
                    if is_watched and task["lastStatus"] == "RUNNING" and self._is_given_up(task):
                        self._replace(task)

    def _becomes_well(self, task: Any) -> bool:
        """Whether the targets of a task become healthy before it ends; a task that stays unwell is ended."""
        while task.get("lastStatus") == "RUNNING":
            if all(state == "healthy" for _, state in self._states(task)):
                return True
            if self._is_given_up(task):
                self._end(task)
            time.sleep(_LOOK)
        return False

    def _is_given_up(self, task: Any) -> bool:
        """Whether a target of a task is unhealthy, and the time has passed in which nobody minds."""
        service = ecs._services.get(_key(task)) or {}
        seconds = (datetime.now(UTC) - datetime.fromisoformat(task["startedAt"])).total_seconds()
        is_unwell = any(state == "unhealthy" for _, state in self._states(task))
        return is_unwell and seconds >= int(service.get("healthCheckGracePeriodSeconds") or 0)

    def _states(self, task: Any) -> Iterator[tuple[str, str]]:
        """Target groups of a task, and how it is in each."""
        for each in (ecs._services.get(_key(task)) or {}).get("loadBalancers") or []:
            group = each["targetGroupArn"]
            yield group, self.balancer.state(group, ecs._task_ip(task), int(each["containerPort"])).state

    def _replace(self, task: Any) -> None:
        """Take a task out and start another, and end it when that is on its way, since it may take its time."""
        key = _key(task)
        groups = ", ".join(group for group, state in self._states(task) if state == "unhealthy")
        reason = f"Task failed ELB health checks in (target-group {groups})"
        if ecs._mark_task_stopped(task["taskArn"], task, reason, "ServiceSchedulerInitiated"):
            cluster, _, name = key.partition("/")
            message = f"(service {name}) (task {task['taskArn'].rpartition('/')[2]}) {reason}."
            event = {"id": ecs.new_uuid(), "createdAt": ecs._iso(), "message": message}
            ecs._services[key]["events"].insert(0, event)
            ecs._reconcile_service_tasks(cluster, key)
            ending = threading.Thread(target=ecs._cleanup_task_resources, args=(task, ecs._get_docker()), daemon=True)
            ending.start()

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


def _key(task: Any) -> str:
    """By which the emulator keeps the service of a task."""
    return f"{ecs._cluster_name_from_arn(task['clusterArn'])}/{task.get('group', '').partition(':')[2]}"


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


def _kept_within(step: Any, place: int) -> Any:
    """The step for a scalable target, after which its service has as many tasks as the properties in a place allow."""

    def stepped(*given: Any) -> Any:
        done = step(*given)
        properties = given[place]
        if properties["ServiceNamespace"] == "ecs":
            _, cluster, name = properties["ResourceId"].split("/")
            service = ecs._services.get(f"{cluster}/{name}")
            if service is None:
                raise RolloutError(f"ECS service doesn't exist: {properties['ResourceId']}")
            wanted = int(service["desiredCount"])
            allowed = min(max(wanted, int(properties["MinCapacity"])), int(properties["MaxCapacity"]))
            if allowed != wanted:
                ecs._update_service({"cluster": cluster, "service": name, "desiredCount": allowed})
        return done

    return stepped
