"""The budget of connections of each profile, by the templates: no release at full size may exhaust its database."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from inventory.management.commands.connection_budget import OVERLAP
from inventory_infra.profiles import PROFILES

SNAPSHOTS = Path(__file__).resolve().parents[2] / "infra" / "snapshots"

NEEDED = {
    "starter": 34,  # 1 worker of 4 threads in 4 tasks, twice, and 2 aside
    "standard": 50,  # the same in 6 tasks
    "growth": 194,  # 2 workers of 4 threads in 12 tasks
}


def resource(profile: str, stack: str, type_: str) -> dict[str, Any]:
    """The properties of the last resource of that type."""
    template = json.loads((SNAPSHOTS / profile / f"{stack}.template.json").read_text())
    *_, found = [each["Properties"] for each in template["Resources"].values() if each["Type"] == type_]
    return found


@pytest.fixture(params=sorted(PROFILES))
def profile(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A profile, whose tasks the settings describe."""
    name: str = request.param
    (container,) = resource(name, "InventoryService", "AWS::ECS::TaskDefinition")["ContainerDefinitions"]
    variables = {each["Name"]: each["Value"] for each in container["Environment"]}
    monkeypatch.setattr(settings, "WORKERS", int(variables["WEB_CONCURRENCY"]))
    monkeypatch.setattr(settings, "POOL_SIZE", int(variables["GUNICORN_THREADS"]))
    return name


def tasks(profile: str) -> int:
    most: int = resource(profile, "InventoryService", "AWS::ApplicationAutoScaling::ScalableTarget")["MaxCapacity"]
    return most


def test_a_release_at_full_size_stays_below_the_alarm_of_the_database(profile: str) -> None:
    database = PROFILES[profile].database
    said = StringIO()

    call_command("connection_budget", tasks=tasks(profile), of=database.max_connections * 4 // 5, stdout=said)

    assert said.getvalue().endswith(f"= {NEEDED[profile]} of {database.max_connections * 4 // 5} connections\n")
    assert resource(profile, "InventoryData", "AWS::RDS::DBInstance")["DBInstanceClass"].endswith(
        database.instance_class
    )


def test_one_connection_less_than_needed_is_refused(profile: str) -> None:
    needed = NEEDED[profile]

    call_command("connection_budget", tasks=tasks(profile), of=needed, stdout=StringIO())
    with pytest.raises(CommandError, match=f"may open {needed} connections, and the database offers {needed - 1};"):
        call_command("connection_budget", tasks=tasks(profile), of=needed - 1, stdout=StringIO())


def test_the_overlap_is_what_a_rollout_of_the_service_allows(profile: str) -> None:
    service = resource(profile, "InventoryService", "AWS::ECS::Service")

    assert service["DeploymentConfiguration"]["MaximumPercent"] == OVERLAP * 100
