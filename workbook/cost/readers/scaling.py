"""The alarms that scaling policies make for themselves, and the metrics that come more often for them."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component
from workbook.cost.demand.context import Context
from workbook.cost.meters import watching
from workbook.cost.meters.watching import SHORT_PERIOD, AlarmKind
from workbook.cost.readers.reader import Readers
from workbook.template.model import Resource, Value, at, describe
from workbook.template.scalars import flag, number

CONFIGURATIONS = {
    "AWS::ApplicationAutoScaling::ScalingPolicy": "TargetTrackingScalingPolicyConfiguration",
    "AWS::AutoScaling::ScalingPolicy": "TargetTrackingConfiguration",
}
"""Where each type of policy has its target; policies with steps act on alarms that the template declares."""
PREDEFINED = "PredefinedMetricSpecification.PredefinedMetricType"
MONITORING = "Monitoring.MetricConfigurations"
HIGH_RESOLUTION = "HighResolution"
"""How the names of predefined metrics end that come more than once a minute."""


def policy(resource: Resource, context: Context) -> Iterator[Component]:
    """The alarms of target tracking: one above the target and one below, unless it may take nothing away."""
    del context
    path = CONFIGURATIONS[resource.type]
    tracking = resource.get(path)
    if tracking is None:
        return
    kind = AlarmKind.HIGH_RESOLUTION if _is_fast(tracking) else AlarmKind.STANDARD
    alarms = 1 if flag(at(tracking, "DisableScaleIn")) else 2
    yield from watching.alarm(kind, float(alarms * _metrics(tracking)), path)


def fast_metrics(service: Resource) -> Iterator[Component]:
    """The metrics that ECS sends more than once a minute, charged as detailed monitoring is."""
    fast = [service.get(f"{path}.MetricNames") for path in fast_configurations(service)]
    count = sum(len(names) for names in fast if isinstance(names, tuple))
    if count:
        yield from watching.detailed_metrics(float(count), MONITORING)


def fast_configurations(service: Resource) -> Iterator[str]:
    """Where a service asks for metrics more than once a minute: the path of each such configuration."""
    settings = service.get(MONITORING)
    for place, each in enumerate(settings if isinstance(settings, tuple) else ()):
        if (number(at(each, "ResolutionSeconds")) or SHORT_PERIOD) < SHORT_PERIOD:
            yield f"{MONITORING}.{place}"


READERS: Readers = dict.fromkeys(CONFIGURATIONS, policy)


def _is_fast(tracking: Value) -> bool:
    """Whether the metric that is tracked comes more often than once a minute."""
    predefined = describe(at(tracking, PREDEFINED))
    own = at(tracking, "CustomizedMetricSpecification")
    periods = [number(at(own, "Period")), *(number(at(each, "MetricStat.Period")) for each in _queries(tracking))]
    return predefined.endswith(HIGH_RESOLUTION) or any(each is not None and each < SHORT_PERIOD for each in periods)


def _metrics(tracking: Value) -> int:
    """The metrics of the expression that is tracked; one where it is a metric by itself."""
    return max(sum(1 for each in _queries(tracking) if at(each, "MetricStat") is not None), 1)


def _queries(tracking: Value) -> tuple[Value, ...]:
    queries = at(tracking, "CustomizedMetricSpecification.Metrics")
    return queries if isinstance(queries, tuple) else ()
