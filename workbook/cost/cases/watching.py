"""Cases of what watches: alarms, dashboards, logs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.cost.cases.model import Case, CaseError, CaseReader, shown
from workbook.cost.component import Component
from workbook.cost.meters import logs
from workbook.cost.meters.watching import ANOMALY_METRICS, SHORT_PERIOD, AlarmKind, alarm, dashboard
from workbook.lang import Text

LARGE_DASHBOARD = 50


def alarms(case: Case) -> Iterator[Component]:
    """Alarms on a metric, on an expression over some, or on an anomaly."""
    period = case.number("Period", SHORT_PERIOD)
    kind = AlarmKind.HIGH_RESOLUTION if period < SHORT_PERIOD else AlarmKind.STANDARD
    yield from alarm(kind, case.count("count", 1) * _metrics(case.text("Metrics")))


def _metrics(words: str) -> int:
    if "ANOMALY" in words.upper():
        return ANOMALY_METRICS
    numbers = re.findall(r"\d+", words)
    if words and len(numbers) != 1:
        raise CaseError(_NO_METRICS.format(words=shown(words)))
    return int(numbers[0]) if words else 1


def dashboards(case: Case) -> Iterator[Component]:
    """A dashboard; one of many metrics has no free allowance."""
    yield from dashboard(large=case.number("metrics") > LARGE_DASHBOARD)


def log_group(case: Case) -> Iterator[Component]:
    """What is written to a log group, kept in it and searched."""
    yield from logs.written(case.number("ingest_gb"))
    yield from logs.kept(case.number("stored_gb"))
    yield from logs.searched(case.number("scanned_gb"))


CASES: dict[str, CaseReader] = {
    "AWS::CloudWatch::Alarm": alarms,
    "AWS::CloudWatch::Dashboard": dashboards,
    "AWS::Logs::LogGroup": log_group,
}

_NO_METRICS = Text(
    en="Metrics is {words}; expected one number of metrics, or ANOMALY_DETECTION_BAND",
    es="Metrics es {words}; se esperaba un solo número de métricas, o ANOMALY_DETECTION_BAND",
)
