"""One deployment from the first release to the end, by the code for accounts of AWS, with the cloud of this machine."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from deploy.live.life import Life
from deploy.live.table import PAGE, Lived
from deploy.steps import runner_in, tell_what_is_deployed
from repo.tracked import ROOT
from workbook.deploy.acceptance.model import Outcome
from workbook.deploy.acceptance.run import accept
from workbook.deploy.account.checks import Verdict
from workbook.deploy.account.place import AccountPlace
from workbook.deploy.account.settings import Settings
from workbook.deploy.administrator import create_administrator
from workbook.deploy.cdk import Event
from workbook.deploy.machine.cloud import LocalCloud
from workbook.deploy.machine.image import build_image, push
from workbook.deploy.machine.proof import processes_in
from workbook.deploy.place import AccountEnding, Door
from workbook.deploy.plan import Action, plan
from workbook.deploy.release import Progress
from workbook.deploy.target import ENVIRONMENT, LOCAL_ACCOUNT, Target
from workbook.errors import DeployError
from workbook.lang import Text

APP, API = "app.inventory.example.com", "api.inventory.example.com"
PATIENCE = 60
SETTINGS = {"account": LOCAL_ACCOUNT, "region": "us-east-1", "domain": "inventory.example.com"}
SETTINGS |= {"alert_email": "ops@example.com", "github_repository": "example/inventory"}
BROKEN = """
from django.db import migrations


def fail(*_: object) -> None:
    raise RuntimeError("broken on purpose")


class Migration(migrations.Migration):
    dependencies = [("inventory", "{last}")]
    operations = [migrations.RunPython(fail)]
"""
OFTEN = {"HealthCheckIntervalSeconds": 5, "HealthCheckTimeoutSeconds": 2, "UnhealthyThresholdCount": 2}


@dataclass(frozen=True, slots=True)
class Account(AccountPlace):
    """The account of the cloud of this machine, whose names nobody but its edge knows."""

    cloud: LocalCloud | None = None

    def door(self, name: str) -> Door:
        assert self.cloud is not None
        return self.cloud.door(name)


class Deployment:
    """A release, whoever listens to it, and a browser in front of it."""

    def __init__(self, folder: Path, application: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cloud = LocalCloud(ROOT, folder / "cloud")
        self.local = self.cloud.start()
        self.monkeypatch = monkeypatch
        become_a_user(self.local, "deployer", monkeypatch)
        self.steps: list[Text] = []
        self.events: list[Event] = []
        self.progress = Progress(self.steps.append, self.events.append)
        self.place = Account(folder, Settings(SETTINGS), ENVIRONMENT, cloud=self.cloud)
        for room in ("infra", "scripts"):
            (folder / room).symlink_to(ROOT / room)
        self.release = replace(self.place.release("standard", self.progress), images=self._push)
        self.target = self.release.target
        self.application = application
        self.site = folder / "site"
        (self.site / "assets").mkdir(parents=True)
        (self.site / "index.html").write_text("<title>the page</title>")
        (self.site / "assets" / "main-1.js").write_text("1")

    def _push(self, repository: str) -> str:
        return push(build_image(self.application, "test"), repository, self.local)

    def deploy(self) -> list[str]:
        self.steps.clear()
        self.release.deploy(self.progress, self.site)
        return [str(step) for step in self.steps]

    def ask(self, name: str, path: str, *, scheme: str = "https") -> tuple[int, dict[str, str], str]:
        host, port = f"{name}.localhost", self.cloud.port(scheme)
        connection = http.client.HTTPConnection(host, port)
        connection.sock = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        if scheme == "https":
            trust = ssl.create_default_context(cafile=self.cloud.authority)
            connection.sock = trust.wrap_socket(connection.sock, server_hostname=host)
        try:
            connection.request("GET", path, headers={"Host": f"{host}:{port}"})
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()
        finally:
            connection.close()

    def is_ready(self) -> bool:
        return self.ask(API, "/healthz/ready")[0] == 200

    def processes(self) -> set[int]:
        """Of tasks that run."""
        noted = {int(file.read_text().split("\n")[0]) for file in (self.cloud.folder / "tasks").glob("*/process")}
        return {number for number in noted if is_alive(number)}

    def tasks(self) -> list[dict[str, str]]:
        ecs = self.target.client("ecs")
        (cluster,) = ecs.list_clusters()["clusterArns"]
        running = ecs.list_tasks(cluster=cluster, desiredStatus="RUNNING")["taskArns"]
        found = ecs.describe_tasks(cluster=cluster, tasks=running)["tasks"] if running else []
        return [each for each in found if each["lastStatus"] == "RUNNING"]


def become_a_user(local: Target, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set what a pipeline would, with the address of the local cloud, for a user of its own."""
    iam = local.client("iam")
    iam.create_user(UserName=name)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key["AccessKeyId"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key["SecretAccessKey"])
    monkeypatch.setenv("AWS_ENDPOINT_URL", str(local.endpoint))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def change(application: Path, line: str) -> None:
    module = application / "config" / "wsgi.py"
    module.write_text(f"{module.read_text()}\n{line}\n")


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def folder() -> Iterator[Path]:
    """With a short path, as sockets need it, that the user nobody may enter, who runs PostgreSQL for root."""
    with tempfile.TemporaryDirectory(prefix="inventory-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def application(folder: Path) -> Path:
    """The code of the application, which a test may change."""
    return Path(shutil.copytree(ROOT / "app", folder / "application", ignore=shutil.ignore_patterns("__pycache__")))


@pytest.fixture
def deployment(folder: Path, application: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployment]:
    made = Deployment(folder, application, monkeypatch)
    yield made
    made.cloud.remove()


def test_a_deployment_lives_from_its_first_release_to_its_end(
    deployment: Deployment, application: Path, request: pytest.FixtureRequest
) -> None:
    is_looked_at_before_it_begins(deployment)
    assert "Migrating the database" in deployment.deploy()
    assert {event.status for event in deployment.events} == {"CREATE_IN_PROGRESS", "CREATE_COMPLETE"}
    serves_as_on_aws(deployment)
    does_what_users_and_operators_do(deployment)
    assert not [step for step in deployment.deploy() if step.startswith("Deploying")]  # nothing has changed

    replaces_tasks_that_were_killed_or_hang(deployment)
    mends_what_was_changed_by_hand(deployment)
    replaces_tasks_without_a_failed_request(deployment, application)
    starts_no_task_after_a_migration_that_failed(deployment, application)
    keeps_the_old_tasks_where_the_new_ones_fail(deployment, application)
    measures_what_runs(deployment)
    is_there_again_after_it_was_stopped(deployment)
    is_there_again_after_it_was_killed(deployment)
    tells_of_every_type(deployment, request)
    leaves_nothing(deployment)


def is_looked_at_before_it_begins(deployment: Deployment) -> None:
    looks = deployment.place.examine(deployment.release).looks
    assert {look.verdict for look in looks} == {Verdict.GOOD, Verdict.UNREADABLE}  # there are no quotas
    assert looks[0].said.en == f"arn:aws:iam::{LOCAL_ACCOUNT}:user/deployer"

    planned = plan(deployment.release.cdk, deployment.progress)
    assert planned.count(Action.ADD) == len(planned.changes) == 121
    with pytest.raises(DeployError, match="nothing is deployed that could be verified"):
        accept(deployment.place, writes=True, tell=deployment.steps.append)


def does_what_users_and_operators_do(deployment: Deployment) -> None:
    assert create_administrator(deployment.target, "ana@example.com") is not None
    assert create_administrator(deployment.target, "bob@example.com") is None
    acts = {act.name: act for act in accept(deployment.place, writes=True, tell=deployment.steps.append)}

    assert {name: act.found.en for name, act in acts.items() if act.outcome is not Outcome.WORKS} == {}
    assert len(acts) == 15


def serves_as_on_aws(deployment: Deployment) -> None:
    port = deployment.cloud.port("https")
    assert deployment.ask(API, "/healthz/ready")[::2] == (200, '{"status": "ready"}')
    assert len(deployment.tasks()) == 2  # as the scalable target asks for
    for name in (APP, API):
        status, headers, _ = deployment.ask(name, "/x", scheme="http")
        assert (status, headers["location"]) == (301, f"https://{name}.localhost:{port}/x")
    status, headers, page = deployment.ask(APP, "/products/42")
    assert (status, page) == (200, "<title>the page</title>")
    assert headers["cache-control"] == "no-cache"
    assert f"https://{API}.localhost:{port}" in headers["content-security-policy"]
    assert deployment.ask(APP, "/assets/main-1.js")[1]["cache-control"] == "public, max-age=31536000, immutable"
    assert deployment.ask(APP, "/assets/none.js")[0] in {403, 404}
    assert deployment.ask("other.example.com", "/", scheme="http")[0] == 404
    with pytest.raises(ssl.SSLError):
        deployment.ask("other.example.com", "/")


def replaces_tasks_that_were_killed_or_hang(deployment: Deployment) -> None:
    looks_often_at_health(deployment)
    before = deployment.processes()
    killed, hanging = sorted(before)
    os.killpg(killed, signal.SIGKILL)
    os.killpg(hanging, signal.SIGSTOP)
    try:
        wait_until(lambda: len(deployment.processes() - before) == 2)
    finally:
        os.killpg(hanging, signal.SIGCONT)
    wait_until(deployment.is_ready)


def looks_often_at_health(deployment: Deployment) -> None:
    balancing, ecs = deployment.target.client("elbv2"), deployment.target.client("ecs")
    (group,) = balancing.describe_target_groups()["TargetGroups"]
    balancing.modify_target_group(TargetGroupArn=group["TargetGroupArn"], **OFTEN)
    (cluster,) = ecs.list_clusters()["clusterArns"]
    (service,) = ecs.list_services(cluster=cluster)["serviceArns"]
    ecs.update_service(cluster=cluster, service=service, healthCheckGracePeriodSeconds=0)


def replaces_tasks_without_a_failed_request(deployment: Deployment, application: Path) -> None:
    change(application, "# another release")
    before = definitions(deployment)
    answers: list[int] = []
    with ThreadPoolExecutor(1) as pool:
        released = pool.submit(deployment.deploy)
        while not released.done():
            answers.append(deployment.ask(API, "/healthz/live")[0])
        assert "Migrating the database" in released.result()

    assert set(answers) == {200}
    assert len(answers) > 100
    wait_until(lambda: not before & definitions(deployment))  # for the requests that old tasks still have


def definitions(deployment: Deployment) -> set[str]:
    return {task["taskDefinitionArn"] for task in deployment.tasks()}


def starts_no_task_after_a_migration_that_failed(deployment: Deployment, application: Path) -> None:
    before = definitions(deployment)
    migrations = application / "inventory" / "migrations"
    last = max(file.stem for file in migrations.glob("0*.py"))
    broken = migrations / "9999_broken.py"
    broken.write_text(BROKEN.format(last=last))

    with pytest.raises(
        DeployError, match=r"the migration ended with code 1, .*9999_broken does what running tasks may not bear"
    ):
        deployment.deploy()
    broken.unlink()

    assert definitions(deployment) == before
    assert deployment.is_ready()


def keeps_the_old_tasks_where_the_new_ones_fail(deployment: Deployment, application: Path) -> None:
    before = definitions(deployment)
    change(application, "raise RuntimeError('broken on purpose')")

    with pytest.raises(DeployError, match=r"Deploying InventoryService failed with exit code 1: .*Circuit Breaker"):
        deployment.deploy()

    assert definitions(deployment) == before
    assert deployment.is_ready()


def measures_what_runs(deployment: Deployment) -> None:
    alarms = deployment.target.client("cloudwatch").describe_alarms()["MetricAlarms"]
    states = {each["AlarmName"].partition("-")[2].rstrip("0123456789ABCDEF-"): each["StateValue"] for each in alarms}

    assert "ALARM" not in states.values()
    computed = {name for name, state in states.items() if state == "OK"}
    assert {"DatabaseConnections", "MissingTasks", "TaskCpu", "TaskMemory", "UnhealthyTasks"} <= computed


def is_there_again_after_it_was_stopped(deployment: Deployment) -> None:
    deployment.cloud.stop()
    assert processes_in(deployment.cloud.folder) == []  # and no task was started in the place of one that ended
    deployment.cloud.start()
    wait_until(deployment.is_ready)


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.2)
    assert held


def is_there_again_after_it_was_killed(deployment: Deployment) -> None:
    tasks = deployment.processes()
    time.sleep(3)  # what was changed is written by then
    os.kill(int((deployment.cloud.folder / "pid").read_text()), signal.SIGKILL)
    assert deployment.processes() == tasks
    deployment.cloud.start()
    wait_until(deployment.is_ready)
    assert deployment.ask(APP, "/")[2] == "<title>the page</title>"
    assert not tasks & deployment.processes()


def tells_of_every_type(deployment: Deployment, request: pytest.FixtureRequest) -> None:
    """Each is as its template says, takes a change where it stands, and is gone with its stack."""
    tasks = deployment.processes()

    def destroy() -> None:
        # The emulator has forgotten whose keys these were since it was killed.
        become_a_user(deployment.local, "another", deployment.monkeypatch)
        endings.append(deployment.place.destroy(deployment.progress, delete_database=True))

    endings: list[AccountEnding] = []
    life = life_of(deployment)
    page = Lived(life.read(), life.change(), life.read(), life.end(destroy)).page()
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == page, "use --update-golden to write it"
    assert not any(map(is_alive, tasks))
    (ending,) = endings
    assert ending.is_clean
    assert {each.stack for each in ending.toolkit} == {"CDKToolkit"}
    assert not [*deployment.place.folder.glob("held*")]  # nothing that a next end would have to look for


def life_of(deployment: Deployment) -> Life:
    return Life(deployment.target, deployment.release.cdk.assembly, deployment.cloud.folder)


def mends_what_was_changed_by_hand(deployment: Deployment) -> None:
    """What `looks_often_at_health` has done is found by the pipeline, and nothing else of its target group."""
    told = tell_what_is_deployed(runner_in(deployment.place.folder), deployment.target, SETTINGS)
    different = dict(re.findall(r"::TargetGroup +\w+ +(\w+) +(\d+)", told))
    assert different.keys() == OFTEN.keys()

    balancing = deployment.target.client("elbv2")
    (group,) = balancing.describe_target_groups()["TargetGroups"]
    template = {name: int(value) for name, value in different.items()}
    balancing.modify_target_group(TargetGroupArn=group["TargetGroupArn"], **template)


def leaves_nothing(deployment: Deployment) -> None:
    ports = json.loads((deployment.cloud.folder / "cloud.json").read_text())["ports"]
    tasks = deployment.processes()
    deployment.cloud.remove()

    assert not deployment.cloud.folder.exists()
    assert not any(map(is_alive, tasks))
    for port in ports.values():
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
