"""The assumptions behind an estimate, typed: one field for each, with its unit in the name or in the YAML file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from workbook.lang import Text

Number: TypeAlias = float | NDArray[np.float64]
"""A quantity, or one for each of several scenarios."""


MOST = 1e12
"""No value of an assumption is larger, so that no product of them leaves the range of floats."""


class Level(StrEnum):
    """Which value of each assumption counts; low and high are those that make the bill lower and higher."""

    LOW = "low"
    LIKELY = "likely"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption with its three values, where they come from and what they mean."""

    key: str
    unit: str
    low: float
    likely: float
    high: float
    source: Text
    meaning: Text
    least: float = 0.0
    most: float = MOST

    @property
    def order(self) -> int:
        """1 where more costs more, -1 where more costs less, 0 where the values do not tell."""
        return (self.high > self.low) - (self.high < self.low)

    def at(self, level: Level) -> float:
        """The value at a level."""
        return {Level.LOW: self.low, Level.LIKELY: self.likely, Level.HIGH: self.high}[level]


@dataclass(frozen=True, slots=True)
class AssumptionGroup:
    """Assumptions about one thing, under their heading."""

    title: Text
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True)
class Workload:
    """The values of all assumptions at one level; assumptions.yaml holds their units, sources and meanings."""

    sessions_per_user_day: Number
    views_per_session: Number
    api_calls_per_view: Number
    session_minutes: Number
    working_days_per_month: Number
    working_hours_per_day: Number
    off_hours_share: Number
    weekend_share: Number
    peak_factor: Number
    burst_factor: Number

    api_request_bytes: Number
    api_response_bytes: Number
    requests_per_connection: Number
    asset_requests_per_session: Number
    assets_bytes_per_session: Number
    uncached_origin_share: Number
    egress_bytes_per_request: Number
    dns_queries_per_session: Number
    edge_us_share: Number
    edge_eu_share: Number
    edge_sa_share: Number

    requests_per_second_per_vcpu: Number
    task_memory_mib: Number
    database_ms_per_request: Number
    database_idle_vcpu: Number
    cross_az_share: Number
    database_bytes_per_request: Number
    kms_requests_per_request: Number
    cpu_target_share: Number
    start_bytes_per_task: Number
    function_ms_per_request: Number
    vcpus_per_acu: Number

    log_bytes_per_request: Number
    log_events_per_request: Number
    access_log_bytes_per_request: Number
    flow_log_bytes_per_request: Number
    flow_log_rejected_share: Number
    idle_log_mb_per_day: Number
    database_log_bytes_per_request: Number
    log_compression: Number
    insights_metrics_per_service: Number
    insights_metrics_per_task: Number
    standard_insights_metrics_per_service: Number
    standard_insights_log_bytes: Number
    monitoring_sample_bytes: Number
    quiet_log_share: Number
    custom_metrics: Number
    insights_scanned_gb: Number
    notifications_per_month: Number

    months_of_data: Number
    data_gb_initial: Number
    data_gb_per_user_month: Number
    hot_data_share: Number
    backup_change_share_per_day: Number
    image_gb: Number
    image_new_layers_share: Number
    images_kept: Number
    deploys_per_month: Number
    deploy_minutes: Number
    migration_seconds: Number
    task_replacements_per_month: Number
    site_mb: Number
    site_files: Number
    invalidation_paths_per_deploy: Number
