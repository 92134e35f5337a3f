"""Publishes what is measured, again and again, and has alarms judged then."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import psutil
from ministack.services import alb, cloudwatch, ecs, rds

from localcloud.balancer import Balancer
from localcloud.database import Databases
from localcloud.edge import deployment
from localcloud.measures.points import Database, Group, Point, Service, of_database, of_group, of_service
from localcloud.measures.usage import Usage, Used
from localcloud.tasks.engine import Containers
from localcloud.traffic import Tally

EVERY = 20
"""Seconds between two looks: services of ECS may ask for that resolution, and no metric for a finer one."""

_KEPT = 3 * 60 * 60
"""Seconds that points are kept, since all of them are held in memory."""

_GIB = 2**30
_UNITS = 1024
"""Of CPU, in a core."""

_log = logging.getLogger(__name__)


@dataclass
class Publisher:
    """Looks at all that runs, and publishes it under the moment of the look before."""

    balancer: Balancer
    containers: Containers
    databases: Databases
    then: Iterable[Callable[[float], None]]
    """What is to be done when everything is published until a moment."""

    _usage: Usage = field(default_factory=Usage)

    def install(self) -> None:
        """Look from now on."""
        cloudwatch.TWO_WEEKS_SECONDS = _KEPT
        threading.Thread(target=self._watch, name="localcloud-measures", daemon=True).start()

    def _watch(self) -> None:
        while True:
            at = time.time() // EVERY * EVERY
            time.sleep(at + EVERY - time.time())
            try:
                with deployment():
                    self.publish(at)
                    for step in self.then:
                        step(at + EVERY)
            except Exception:  # noqa: BLE001 - whatever it was, the next look may go well
                _log.exception("metrics of one look are missing")

    def publish(self, at: float) -> None:
        """Publish what is measured by now, under a moment."""
        tallies = self.balancer.traffic.take()
        for arn, group in list(alb._tgs.items()):
            for each in self._groups(arn, group.get("LoadBalancerArns", [])):
                _store(of_group(each, tallies.get(arn, Tally())), at)
        for service in list(ecs._services.values()):
            if service["status"] == "ACTIVE":
                _store(of_service(self._service(service)), at)
        for identifier in list(rds._instances):
            if found := self._database(identifier):
                _store(of_database(found), at)
        self._usage.forget_ended()
        cloudwatch._evict_old_metrics()

    def _groups(self, arn: str, balancers: list[str]) -> Iterator[Group]:
        """A target group behind each of its load balancers."""
        targets = alb._targets.get(arn, [])
        states = [self.balancer.state(arn, each["Id"], each["Port"]).state for each in targets]
        name = f"targetgroup/{alb._target_group_full_name_from_arn(arn)}"
        for balancer in balancers:
            full_name = alb._elbv2_resource_tail(balancer, "loadbalancer/")
            yield Group(full_name, name, states.count("healthy"), states.count("unhealthy"))

    def _service(self, service: Any) -> Service:
        cluster = ecs._cluster_name_from_arn(service["clusterArn"])
        used = list(self._used_by_tasks(service))
        settings = {each["name"]: each["value"] for each in ecs._clusters[cluster].get("settings", [])}
        return Service(
            cluster,
            service["serviceName"],
            service["desiredCount"],
            service["runningCount"],
            service["pendingCount"],
            cpu=tuple(100 * each.cores * _UNITS / units for each, units, _ in used),
            memory=tuple(100 * each.memory / (mib * 2**20) for each, _, mib in used),
            has_insights=settings.get("containerInsights", "disabled") != "disabled",
        )

    def _used_by_tasks(self, service: Any) -> Iterator[tuple[Used, int, int]]:
        """What each task uses, and the units of CPU and MiB of memory that its definition reserves."""
        for task in list(ecs._tasks.values()):
            named = (task.get("group"), task["clusterArn"])
            if named != (f"service:{service['serviceName']}", service["clusterArn"]) or task["lastStatus"] != "RUNNING":
                continue
            definition = ecs._task_defs[task["taskDefinitionArn"].rpartition("/")[2]]
            numbers = [each.process for each in self.containers.of_task(task["taskArn"])]
            if numbers and (used := self._usage.of(*numbers)):
                yield used, int(definition["cpu"]), int(definition["memory"])

    def _database(self, identifier: str) -> Database | None:
        numbers = self.databases.processes(identifier)
        used = self._usage.of(*numbers) if numbers else None
        if used is None:
            return None
        free = shutil.disk_usage(self.databases.place.databases).free
        allocated = int(rds._instances[identifier]["AllocatedStorage"]) * _GIB
        share = 100 * used.cores / (psutil.cpu_count() or 1)
        memory = psutil.virtual_memory().available
        return Database(identifier, share, used.connections, memory, min(free, allocated))


def _store(points: Iterable[Point], at: float) -> None:
    for each in points:
        values, counts = list(each.values), list(each.values.values())
        named = dict(each.dimensions)
        cloudwatch._store_datum(each.namespace, each.name, named, at, each.unit, None, values, counts, None)
