from __future__ import annotations

import pytest

from cost.readers.said import charged
from workbook.cost.readers.free import free_because

POLICY = "It: {{Type: {kind}, Properties: {{{settings}}}}}\n"
SERVICES, GROUPS = "AWS::ApplicationAutoScaling::ScalingPolicy", "AWS::AutoScaling::ScalingPolicy"
STANDARD, FAST = "cloudwatch.alarm", "cloudwatch.alarm.high-resolution"


def metric(name):
    return f"{{PredefinedMetricSpecification: {{PredefinedMetricType: {name}}}, TargetValue: 60}}"


@pytest.mark.parametrize(
    ("kind", "name", "tracked"),
    [
        (SERVICES, "TargetTrackingScalingPolicyConfiguration", "ECSServiceAverageCPUUtilization"),
        (SERVICES, "TargetTrackingScalingPolicyConfiguration", "ALBRequestCountPerTarget"),
        (GROUPS, "TargetTrackingConfiguration", "ASGAverageCPUUtilization"),
    ],
)
def test_target_tracking_makes_an_alarm_on_each_side_of_its_target(read, kind, name, tracked):
    # Application Auto Scaling user guide: it creates and manages the alarms, one to scale out and one to scale in
    (found,) = read(POLICY.format(kind=kind, settings=f"{name}: {metric(tracked)}"))
    assert (found.price, found.quantity, found.path) == (STANDARD, 2, name)


def tracking(text):
    return POLICY.format(kind=SERVICES, settings=f"TargetTrackingScalingPolicyConfiguration: {text}")


@pytest.mark.parametrize("resource", ["CPU", "Memory"])
def test_metrics_of_twenty_seconds_need_alarms_of_high_resolution(read, resource):
    found = charged(read(tracking(metric(f"ECSServiceAverage{resource}UtilizationHighResolution"))))
    assert found == {FAST: 2}


def test_a_policy_that_takes_nothing_away_has_one_alarm(read):
    found = charged(read(tracking(metric("ECSServiceAverageCPUUtilization")[:-1] + ", DisableScaleIn: true}")))
    assert found == {STANDARD: 1}


def test_each_metric_of_an_expression_is_paid_in_both_alarms(read):
    parts = [f"{{Id: m{n}, MetricStat: {{Stat: Sum, Metric: {{MetricName: m}}}}, ReturnData: false}}" for n in (1, 2)]
    own = f"{{CustomizedMetricSpecification: {{Metrics: [{', '.join(parts)}, {{Id: e, Expression: m1 / m2}}]}}}}"
    assert charged(read(tracking(own))) == {STANDARD: 4}


def test_a_metric_of_ones_own_may_be_fast_too(read):
    own = "{CustomizedMetricSpecification: {MetricName: m, Namespace: n, Statistic: Average, Period: 10}}"
    group = POLICY.format(kind=GROUPS, settings=f"TargetTrackingConfiguration: {own}")
    assert charged(read(group)) == {FAST: 2}


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        (SERVICES, "PolicyType: StepScaling, StepScalingPolicyConfiguration: {AdjustmentType: ChangeInCapacity}"),
        (GROUPS, "PolicyType: SimpleScaling, ScalingAdjustment: 1"),
    ],
)
def test_steps_act_on_alarms_that_are_charged_by_themselves(read, kind, settings):
    assert read(POLICY.format(kind=kind, settings=settings)) == []
    assert free_because(kind) is None


SERVICE = """
It:
  Type: AWS::ECS::Service
  Properties:
    TaskDefinition: !Ref Task
    Monitoring: {MetricConfigurations: [{MetricNames: [CPUUtilization, MemoryUtilization], ResolutionSeconds: SECONDS}]}
Task:
  Type: AWS::ECS::TaskDefinition
  Properties:
    Cpu: "256"
    Memory: "512"
    RequiresCompatibilities: [FARGATE]
    ContainerDefinitions: [{Name: web, Image: x}]
"""


@pytest.mark.parametrize(("seconds", "paid"), [("20", 2), ("60", None)])
def test_metrics_that_come_more_often_are_paid_as_those_of_ones_own(read, seconds, paid):
    assert charged(read(SERVICE.replace("SECONDS", seconds))).get("cloudwatch.metric") == paid
