from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from localcloud.measures.points import Database, Group, Point, Service, of_database, of_group, of_service
from localcloud.measures.usage import Usage
from localcloud.traffic import Tally, Traffic

GROUP = Group("app/web/1", "targetgroup/tasks/2", healthy=2, unhealthy=1)
WHOLE, PART = {"LoadBalancer": "app/web/1"}, {"LoadBalancer": "app/web/1", "TargetGroup": "targetgroup/tasks/2"}


def told(points: list[Point], name: str) -> list[tuple[dict[str, str], dict[float, int]]]:
    return [(dict(each.dimensions), dict(each.values)) for each in points if each.name == name]


def test_what_a_load_balancer_counts_is_published_of_it_and_of_each_group() -> None:
    traffic = Traffic()
    for status, seconds in ((200, 0.0104), (200, 0.01), (404, 0.01), (503, 2.0)):
        traffic.answered("tasks", status, seconds)
    traffic.refused("tasks", 502, was_chosen=True)
    traffic.refused("tasks", 503, was_chosen=False)

    points = list(of_group(GROUP, traffic.take()["tasks"]))

    assert told(points, "RequestCount") == [(WHOLE, {5: 1}), (PART, {5: 1})]
    assert told(points, "HTTPCode_Target_5XX_Count") == [(WHOLE, {1: 1}), (PART, {1: 1})]
    assert told(points, "HTTPCode_ELB_5XX_Count") == [(WHOLE, {2: 1})]
    assert told(points, "TargetResponseTime")[1] == (PART, {0.01: 3, 2.0: 1})
    assert told(points, "HealthyHostCount") == [(PART, {2: 1})]
    assert told(points, "UnHealthyHostCount") == [(PART, {1: 1})]
    assert told(points, "RequestCountPerTarget") == [(PART, {2.5: 1}), ({"TargetGroup": GROUP.name}, {2.5: 1})]
    assert traffic.take() == {}


def test_without_requests_and_targets_only_the_count_of_requests_is_published() -> None:
    points = list(of_group(Group("app/web/1", "targetgroup/tasks/2"), Tally()))

    assert [(each.name, dict(each.values)) for each in points] == [("RequestCount", {0: 1})] * 2


def test_each_task_counts_in_what_is_published_of_its_service() -> None:
    service = Service("c", "web", desired=3, running=2, cpu=(10.0, 10.0, 40.0), memory=(), has_insights=True)
    points = list(of_service(service))
    named = {"ClusterName": "c", "ServiceName": "web"}

    assert told(points, "CPUUtilization") == [(named, {10.0: 2, 40.0: 1})]
    assert told(points, "MemoryUtilization") == []
    assert told(points, "DesiredTaskCount") == [(named, {3: 1})]
    assert told(points, "RunningTaskCount") == [(named, {2: 1})]
    assert list(of_service(Service("c", "web", desired=1, running=0))) == []


def test_what_a_database_uses_goes_by_its_identifier() -> None:
    points = list(of_database(Database("db", cpu=3.5, connections=4, free_memory=5, free_storage=6)))

    assert {each.name: dict(each.values) for each in points} == {
        "CPUUtilization": {3.5: 1},
        "DatabaseConnections": {4: 1},
        "FreeableMemory": {5: 1},
        "FreeStorageSpace": {6: 1},
    }
    assert {each.dimensions["DBInstanceIdentifier"] for each in points} == {"db"}


def test_a_process_is_measured_with_what_it_has_started() -> None:
    size = 30_000_000
    busy = f"x = bytearray({size})\nwhile True: pass"
    words = [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"]
    usage, end = Usage(), time.monotonic() + 20
    with subprocess.Popen(words, start_new_session=True) as started:
        used = usage.of(started.pid)
        while time.monotonic() < end and used is not None and (used.memory < size or used.cores == 0):
            time.sleep(0.05)
            used = usage.of(started.pid)
        os.killpg(started.pid, signal.SIGKILL)

    assert used is not None
    assert used.memory >= size
    assert 0 < used.cores < 2
    assert usage.of(started.pid) is None
    usage.forget_ended()
    assert usage == Usage()


def test_processes_of_connections_are_counted() -> None:
    words = ["bash", "-c", "exec -a 'postgres: web web [local] idle' sleep 60"]
    with subprocess.Popen(words) as started:
        time.sleep(0.05)
        used = Usage().of(started.pid)
        started.kill()

    assert used is not None
    assert used.connections == 1


@pytest.mark.parametrize("status", [301, 404])
def test_answers_of_the_load_balancer_that_are_no_errors_are_no_errors(status: int) -> None:
    traffic = Traffic()
    traffic.refused("tasks", status, was_chosen=False)

    assert traffic.take()["tasks"] == Tally()
