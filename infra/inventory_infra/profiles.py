"""The three sizes of the system, as data: no stack asks for the name of a profile, it reads a field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from inventory_infra.savings import STARTER_SAVINGS, Saving
from inventory_infra.schedule import BusyHours
from inventory_infra.words import Words


@dataclass(frozen=True, slots=True)
class DatabaseSize:
    """How large and how well protected the database is.

    `max_connections` is what RDS computes for PostgreSQL, memory in bytes / 9531392, less the memory that RDS keeps.
    """

    instance_class: str
    memory_gib: int
    max_connections: int
    multi_az: bool
    storage_gib: int
    max_storage_gib: int
    backup_days: int
    os_metrics_seconds: int | None


@dataclass(frozen=True, slots=True)
class TaskSize:
    """How large one task is, how many may run, and how closely they are measured.

    `requests_per_minute` is the load per task at which the service grows: half of what one task answers in a minute.
    """

    cpu: int
    memory_mib: int
    workers: int
    threads: int
    minimum: int
    maximum: int
    requests_per_minute: int
    metric_seconds: Literal[20, 60]


@dataclass(frozen=True, slots=True)
class Profile:
    """One size of the whole system."""

    name: str
    version: int
    title: Words
    daily_users: int
    nat_gateways: int
    flow_log_traffic: Literal["ALL", "REJECT"]
    database: DatabaseSize
    tasks: TaskSize
    busy_minimum: int
    busy_hours: BusyHours | None
    container_insights: bool
    application_log_days: int
    traffic_log_days: int
    keep_logs: bool
    every_edge_location: bool
    monthly_budget_usd: int
    savings: tuple[Saving, ...] = ()


STANDARD = Profile(
    name="standard",
    version=1,
    title=Words(en="the letter of the brief, for production", es="la letra del enunciado, para producción"),
    daily_users=100,
    nat_gateways=2,
    flow_log_traffic="ALL",
    database=DatabaseSize(
        instance_class="t4g.small",
        memory_gib=2,
        max_connections=190,
        multi_az=True,
        storage_gib=20,
        max_storage_gib=100,
        backup_days=14,
        os_metrics_seconds=60,
    ),
    tasks=TaskSize(
        cpu=512,
        memory_mib=1024,
        workers=1,
        threads=4,
        minimum=2,
        maximum=6,
        requests_per_minute=3000,
        metric_seconds=20,
    ),
    busy_minimum=3,
    busy_hours=None,
    container_insights=True,
    application_log_days=90,
    traffic_log_days=30,
    keep_logs=True,
    every_edge_location=True,
    monthly_budget_usd=250,
)

# Every field that differs from STANDARD gives up a guarantee; `savings` says which, and a test holds the two together.
STARTER = replace(
    STANDARD,
    name="starter",
    title=Words(en="50 to 100 users at the lowest cost", es="de 50 a 100 usuarios al menor coste"),
    nat_gateways=1,  # gives up: outgoing connections survive the loss of any zone
    flow_log_traffic="REJECT",  # gives up: who talked to whom can be read after an incident
    database=replace(
        STANDARD.database,
        instance_class="t4g.micro",  # gives up: memory and CPU in reserve for heavy reports
        memory_gib=1,
        max_connections=80,
        multi_az=False,  # gives up: the database fails over by itself within two minutes
        backup_days=7,  # gives up: the second week of points in time to restore to
        os_metrics_seconds=None,  # gives up: the operating system of the database is seen minute by minute
    ),
    tasks=replace(
        STANDARD.tasks,
        cpu=256,  # gives up: one task alone carries the peak hour while the other is replaced
        memory_mib=512,
        maximum=4,
        requests_per_minute=1500,
        metric_seconds=60,  # gives up: new tasks start within about 90 seconds of a spike
    ),
    busy_minimum=2,
    container_insights=False,  # gives up: CPU, memory and network of each single task
    application_log_days=14,  # gives up: logs reach back a whole quarter
    traffic_log_days=7,
    keep_logs=False,  # gives up: logs outlive the stack that wrote them
    every_edge_location=False,  # gives up: short distances outside North America, Europe and Israel
    monthly_budget_usd=120,
    savings=STARTER_SAVINGS,
)

GROWTH = replace(
    STANDARD,
    name="growth",
    title=Words(en="1000 daily users", es="1000 usuarios diarios"),
    daily_users=1000,
    database=replace(
        STANDARD.database,
        instance_class="t4g.medium",
        memory_gib=4,
        max_connections=400,
        storage_gib=50,
        max_storage_gib=500,
        backup_days=30,
    ),
    tasks=replace(
        STANDARD.tasks,
        cpu=1024,
        memory_mib=2048,
        workers=2,
        maximum=12,
        requests_per_minute=6000,
    ),
    busy_minimum=4,
    busy_hours=BusyHours.parse("MON-FRI 07:00-19:00 UTC"),
    monthly_budget_usd=500,
)

PROFILES = {profile.name: profile for profile in (STANDARD, STARTER, GROWTH)}
