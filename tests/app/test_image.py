from __future__ import annotations

import json
import re
import ssl
import time
from typing import Any

import pytest

from config import health, probe
from dockerfile import APP, command, context, environment, ignore_rules, is_kept, of
from example_environment import VARIABLES
from image_tree import BUILD, FINAL, MIGRATE

ROOT = APP.parent
TEXT = (APP / "Dockerfile").read_text()
RUNS = of(BUILD, "RUN") + of(FINAL, "RUN")


def resources(stack: str, type_: str) -> list[dict[str, Any]]:
    template = json.loads((ROOT / "infra" / "snapshots" / "standard" / f"{stack}.template.json").read_text())
    return [each["Properties"] for each in template["Resources"].values() if each["Type"] == type_]


def containers() -> list[dict[str, Any]]:
    definitions = resources("InventoryService", "AWS::ECS::TaskDefinition")
    return [container for each in definitions for container in each["ContainerDefinitions"]]


def test_every_stage_starts_from_one_base_pinned_by_version_and_digest() -> None:
    (base,) = re.findall(r"^ARG BASE=(\S+)$", TEXT, re.MULTILINE)

    assert re.fullmatch(r"python:\d+\.\d+\.\d+-slim-\w+@sha256:[0-9a-f]{64}", base)
    assert [of(stage, "FROM") for stage in (BUILD, FINAL)] == [["${BASE} AS build"], ["${BASE}"]]
    assert {each.partition("=")[0] for each in re.findall(r"^ARG (.*)$", TEXT, re.MULTILINE)} == {"BASE", "BUILD"}


def test_it_runs_as_a_fixed_user_that_is_not_root_and_without_a_shell() -> None:
    assert re.fullmatch(r"[1-9]\d{4}:[1-9]\d{4}", of(FINAL, "USER")[-1])
    assert [each.word for each in FINAL].index("USER") > [each.word for each in FINAL].index("COPY")
    assert command(FINAL) == ["python", "-m", "gunicorn", "config.wsgi"]
    assert of(FINAL, "ENTRYPOINT") == []


def test_packages_come_from_the_lock_with_hashes_and_as_wheels_only() -> None:
    (install,) = re.findall(r"pip install ([^&]*)", " ".join(RUNS))

    assert {"--require-hashes", "--no-deps", "--only-binary :all:", "-r requirements.txt"} <= {
        *re.findall(r"--only-binary :all:|-r \S+|--[\w-]+", install)
    }
    assert not re.search(r"\b(apt-get|apt|curl|wget|ADD|gcc|pip3)\b", " ".join(RUNS + of(FINAL, "ADD")))


def test_no_tool_that_builds_is_left() -> None:
    assert "pip uninstall --yes --quiet pip setuptools" in RUNS[0]
    (clean,) = of(FINAL, "RUN")
    for leaving in ("/usr/local/bin/pip*", "python3.*/ensurepip", "python3.*/site-packages/*"):
        assert leaving in clean.partition("&&")[0]
    assert [each.split()[0] for each in of(FINAL, "COPY")] == ["--from=build"] * 2


def test_no_secret_is_built_in() -> None:
    secret = re.compile(r"SECRET|PASSWORD|TOKEN|KEY|DATABASE_URL|://", re.IGNORECASE)

    assert [each for each in [*environment(FINAL), *environment(BUILD)] if secret.search(each)] == []
    assert not secret.search(TEXT)
    assert set(environment(FINAL)) & set(VARIABLES) == set()


@pytest.mark.parametrize(
    "file",
    [
        ".env",
        "config/.env",
        ".git/config",
        "db.sqlite3",
        "Dockerfile",
        ".dockerignore",
        "embedded/postgres.py",
        "config/__pycache__/wsgi.cpython-311.pyc",
        "inventory/api/__pycache__/shapes.cpython-311.pyc",
        "inventory/old.pyc",
        "inventory/secret.key",
        "certificates/private.key",
        "new/file.py",
    ],
)
def test_what_must_not_go_in_stays_out(file: str) -> None:
    assert not is_kept(file, ignore_rules())


def test_what_it_needs_goes_in() -> None:
    needed = {
        "manage.py",
        "gunicorn.conf.py",
        "config/probe.py",
        "requirements.txt",
        "certificates/rds.pem",
        "config/wsgi.py",
    }

    assert needed <= set(context())
    assert "inventory/migrations/0001_initial.py" in context()


def test_it_keeps_what_the_task_definition_promises() -> None:
    for container in containers():
        port = container["PortMappings"][0]["ContainerPort"]
        assert [str(port)] == of(FINAL, "EXPOSE")
        assert container["ReadonlyRootFilesystem"]
        assert container.get("Command", MIGRATE) == MIGRATE
        assert "User" not in container  # thus the image's own


def test_the_health_check_asks_what_the_load_balancer_asks() -> None:
    (check,) = of(FINAL, "HEALTHCHECK")

    assert json.loads(check.partition("CMD ")[2]) == ["python", "-I", "-S", "config/probe.py"]
    assert health.LIVE == probe.PATH
    assert int(re.findall(r"--timeout=(\d+)s", check)[0]) > probe.PATIENCE


def names_of(name: Any) -> str:
    return next(value for part in name for key, value in part if key == "commonName")


def test_the_database_is_verified_by_the_roots_that_its_template_names() -> None:
    (instance,) = resources("InventoryData", "AWS::RDS::DBInstance")
    manifest = json.loads((ROOT / "infra" / "snapshots" / "standard" / "manifest.json").read_text())
    region = manifest["artifacts"]["InventoryData"]["environment"].rpartition("/")[2]
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.load_verify_locations(APP / "certificates" / "rds.pem")
    roots = {names_of(root["subject"]): root for root in trust.get_ca_certs()}

    assert instance["CACertificateIdentifier"] == "rds-ca-rsa2048-g1"
    assert f"Amazon RDS {region} Root CA RSA2048 G1" in roots
    for name, root in roots.items():
        assert re.fullmatch(r"Amazon RDS [a-z]+-[a-z]+-\d Root CA RSA2048 G1", name)
        assert root["subject"] == root["issuer"]
        assert ssl.cert_time_to_seconds(root["notAfter"]) > time.time() + 365 * 24 * 3600
