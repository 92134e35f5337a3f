from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config.environment import Environment, read_environment
from config.reading import EnvironmentVariablesError
from example_environment import VARIABLES

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = json.loads((ROOT / "infra" / "snapshots" / "standard" / "InventoryService.template.json").read_text())

# What the image sets itself, and what only one's own machine needs.
OF_THE_IMAGE = {"APP_BUILD", "DATABASE_SSLROOTCERT"}
OPTIONAL = {"DATABASE_URL", "DJANGO_PLAIN_HTTP", "LOG_LEVEL"}


def read(**changes: str | None) -> Environment:
    variables = {**VARIABLES, **changes}
    return read_environment({name: value for name, value in variables.items() if value is not None})


def problems(**changes: str | None) -> tuple[str, ...]:
    with pytest.raises(EnvironmentVariablesError) as caught:
        read(**changes)
    return caught.value.problems


def containers() -> list[dict[str, Any]]:
    definitions = [each for each in TEMPLATE["Resources"].values() if each["Type"] == "AWS::ECS::TaskDefinition"]
    return [container for each in definitions for container in each["Properties"]["ContainerDefinitions"]]


def variables_of(container: dict[str, Any]) -> dict[str, str]:
    """The environment of a task as the container gets it, with made-up secrets."""
    plain = {each["Name"]: each["Value"] for each in container["Environment"]}
    secret = {each["Name"]: VARIABLES[each["Name"]] for each in container["Secrets"]}
    return {**plain, **secret}


class Recorder(dict[str, str]):
    """An environment that remembers which names it was asked for."""

    def __init__(self, variables: dict[str, str]) -> None:
        super().__init__(variables)
        self.asked: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)


@pytest.mark.parametrize("container", containers(), ids=["migration", "web"])
def test_the_task_definition_sets_exactly_what_is_read(container: dict[str, Any], tmp_path: Path) -> None:
    certificates = tmp_path / "rds.pem"
    certificates.touch()
    given = Recorder(variables_of(container))
    given["DATABASE_SSLROOTCERT"] = str(certificates)

    read_environment(given)

    assert given.asked - OF_THE_IMAGE - OPTIONAL == set(variables_of(container))


def test_the_page_explains_every_variable() -> None:
    page = (ROOT / "docs" / "reference" / "inventory-api.md").read_text()
    rows = page.partition("## Environment variables")[2].partition("## Commands")[0]
    explained = {
        name for row in re.findall(r"^\| (`.*?) \|", rows, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }

    assert explained == set(VARIABLES) | OF_THE_IMAGE | OPTIONAL


@pytest.mark.parametrize("container", containers(), ids=["migration", "web"])
def test_timeouts_of_the_task_are_in_order(container: dict[str, Any]) -> None:
    variables = variables_of(container)
    balancer = next(
        each["Properties"]
        for each in TEMPLATE["Resources"].values()
        if each["Type"] == "AWS::ElasticLoadBalancingV2::LoadBalancer"
    )
    attributes = {each["Key"]: each["Value"] for each in balancer["LoadBalancerAttributes"]}

    assert int(variables["GUNICORN_KEEPALIVE"]) > int(attributes["idle_timeout.timeout_seconds"])
    assert int(variables["GUNICORN_GRACEFUL_TIMEOUT"]) < container["StopTimeout"]


def test_the_load_balancer_asks_the_path_that_is_answered() -> None:
    from config import health

    groups = [
        each["Properties"]
        for each in TEMPLATE["Resources"].values()
        if each["Type"] == "AWS::ElasticLoadBalancingV2::TargetGroup"
    ]

    assert [(group["HealthCheckPath"], group["Matcher"]) for group in groups] == [(health.LIVE, {"HttpCode": "200"})]


def test_everything_missing_is_said_at_once() -> None:
    with pytest.raises(EnvironmentVariablesError) as caught:
        read_environment({})

    said = str(caught.value)
    assert [name for name in VARIABLES if name not in said] == ["LOG_LEVEL"]
    assert len(caught.value.problems) == len(VARIABLES) - 1


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("PORT", "eighty", "a whole number from 1 to 65535"),
        ("PORT", "0", "a whole number from 1 to 65535"),
        ("PORT", "65536", "a whole number from 1 to 65535"),
        ("PORT", "٣", "a whole number from 1 to 65535"),
        ("WEB_CONCURRENCY", "-1", "a whole number"),
        ("GUNICORN_THREADS", "4.0", "a whole number"),
        ("GUNICORN_KEEPALIVE", "999999999999", "a whole number"),
        ("DATABASE_SSLMODE", "allow", "one of disable, prefer"),
        ("DATABASE_HOST", "db example", "host name"),
        ("DJANGO_ALLOWED_HOSTS", "*", "without *"),
        ("DJANGO_ALLOWED_HOSTS", ".example.com", "without a leading dot"),
        ("DJANGO_ALLOWED_HOSTS", "a.example.com,", "host names"),
        ("DJANGO_CORS_ALLOWED_ORIGINS", "http://app.example.com", "https://app.example.com"),
        ("DJANGO_CORS_ALLOWED_ORIGINS", "https://app.example.com/", "without a path"),
        ("DJANGO_CORS_ALLOWED_ORIGINS", "*", "origins"),
        ("DJANGO_CSRF_TRUSTED_ORIGINS", "https://*.example.com", "origins"),
        ("DJANGO_PLAIN_HTTP", "yes", "one of 0, 1"),
        ("LOG_LEVEL", "loud", "one of DEBUG"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_was_expected(name: str, value: str, part: str) -> None:
    (problem,) = problems(**{name: value})

    assert repr(value) in problem
    assert part in problem


def test_secrets_are_repeated_nowhere() -> None:
    (short,) = problems(DJANGO_SECRET_KEY="hunter2")  # noqa: S106 - short on purpose
    said = problems(DATABASE_URL="postgresql://ana:hunter2@", DATABASE_PASSWORD="hunter2")  # noqa: S106

    assert "DJANGO_SECRET_KEY has 7 characters, expected 50" in short
    assert "hunter2" not in short + "".join(said)


def test_what_holds_secrets_shows_none_of_them() -> None:
    shown = repr(read(DATABASE_PASSWORD="hunter2-hunter2"))  # noqa: S106 - made up

    assert "hunter2" not in shown
    assert VARIABLES["DJANGO_SECRET_KEY"] not in shown
    assert VARIABLES["DJANGO_ALLOWED_HOSTS"] in shown


@pytest.mark.parametrize("mode", ["disable", "prefer"])
@pytest.mark.parametrize("host", ["db.example.com", "10.0.3.17", "localhost.example.com", "127.0.0.1.nip.io"])
def test_a_connection_that_may_be_plain_stays_at_home(host: str, mode: str) -> None:
    (problem,) = problems(DATABASE_HOST=host, DATABASE_SSLMODE=mode)

    assert repr(host) in problem
    assert "take verify-full" in problem
    assert read(DATABASE_HOST=host, DATABASE_SSLMODE="require").database.host == host
    for home in ("/run/pg", "localhost", "127.0.0.1"):
        assert read(DATABASE_HOST=home, DATABASE_SSLMODE=mode).database.ssl_mode == mode


def test_a_url_is_no_way_round_it() -> None:
    fields = dict.fromkeys([name for name in VARIABLES if name.startswith("DATABASE_")], None)
    kept = {"DATABASE_SSLMODE": "prefer", "DATABASE_CONNECT_TIMEOUT": "5"}

    (problem,) = problems(**{**fields, **kept}, DATABASE_URL="postgresql://a:hunter2@db.example.com/name")

    assert "'db.example.com'" in problem
    assert "hunter2" not in problem


def test_one_url_takes_the_place_of_the_fields() -> None:
    fields = dict.fromkeys([name for name in VARIABLES if name.startswith("DATABASE_")], None)
    kept = {"DATABASE_SSLMODE": "require", "DATABASE_CONNECT_TIMEOUT": "5"}

    database = read(**{**fields, **kept}, DATABASE_URL="postgresql://a%40b:p%2Fw@db.example.com:6543/stock").database
    local = read(**{**fields, **kept}, DATABASE_URL="postgresql://ana:x@/stock?host=/run/pg").database

    assert (database.host, database.port, database.name) == ("db.example.com", 6543, "stock")
    assert (database.user, database.password) == ("a@b", "p/w")
    assert (local.host, local.port) == ("/run/pg", 5432)


@pytest.mark.parametrize(
    "url", ["mysql://a:b@host/name", "postgresql://host/name", "postgresql://a:b@host:port/name", "postgresql://[", "x"]
)
def test_a_url_that_cannot_be_read_is_refused(url: str) -> None:
    fields = dict.fromkeys(["DATABASE_HOST", "DATABASE_PORT", "DATABASE_NAME", "DATABASE_USER", "DATABASE_PASSWORD"])

    (problem,) = problems(**fields, DATABASE_URL=url)

    assert problem.startswith("DATABASE_URL cannot be read, expected postgresql://user:password@host:port/name")


def test_url_and_fields_together_are_refused() -> None:
    (problem,) = problems(DATABASE_URL="postgresql://a:b@localhost/name")

    assert problem.startswith("DATABASE_URL and DATABASE_HOST, DATABASE_PORT")


def test_a_verified_connection_needs_its_certificates(tmp_path: Path) -> None:
    assert "DATABASE_SSLROOTCERT is missing" in problems(DATABASE_SSLMODE="verify-full")[0]
    (absent,) = problems(DATABASE_SSLMODE="verify-full", DATABASE_SSLROOTCERT=str(tmp_path / "no.pem"))

    assert "which must be there" in absent


def test_plain_http_stays_at_home() -> None:
    assert read(DJANGO_PLAIN_HTTP="1", DJANGO_ALLOWED_HOSTS="localhost,127.0.0.1").plain_http

    (problem,) = problems(DJANGO_PLAIN_HTTP="1")

    assert "api.inventory.example.com" in problem
    assert "take DJANGO_PLAIN_HTTP away" in problem


@pytest.mark.parametrize("command", [["manage.py", "check"], ["-m", "gunicorn", "--check-config", "config.wsgi"]])
def test_a_process_stops_with_all_reasons_and_without_a_traceback(command: list[str]) -> None:
    variables = {**VARIABLES, "PORT": "eighty", "DJANGO_ALLOWED_HOSTS": ""}

    ended = subprocess.run(
        [sys.executable, *command], cwd=ROOT / "app", env=variables, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 1
    assert "PORT is 'eighty'" in ended.stderr
    assert "DJANGO_ALLOWED_HOSTS is missing" in ended.stderr
    assert "Traceback" not in ended.stderr
