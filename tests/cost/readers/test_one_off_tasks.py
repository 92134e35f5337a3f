from __future__ import annotations

import pytest

from cost.readers.given import assumed
from cost.readers.said import charged, gaps
from cost.readers.web_service import TASK, WEB

MIGRATION = TASK.replace("Task:", "It:", 1)


def test_a_task_that_no_service_runs_runs_once_with_each_release(read):
    # 20 releases of 60 seconds
    assert charged(read(MIGRATION))["fargate.vcpu.x86"] == pytest.approx(0.25 * 20 * 60 / 3600)


@pytest.mark.parametrize(("seconds", "paid"), [(30, 60), (300, 300)])
def test_a_task_is_paid_for_a_minute_at_least(read, seconds, paid):
    # AWS Fargate pricing page
    found = charged(read(MIGRATION, usage=assumed(migration_seconds=seconds)))
    assert found["fargate.vcpu.x86"] == pytest.approx(0.25 * 20 * paid / 3600)


@pytest.mark.parametrize(
    "wanted", ["    RequiresCompatibilities: [EC2]\n", "", "    RequiresCompatibilities: !ImportValue x\n"]
)
def test_a_task_that_is_not_meant_for_fargate_is_not_priced(read, wanted):
    assert read(MIGRATION.replace("    RequiresCompatibilities: [FARGATE]\n", wanted)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('"256"', "!ImportValue cpu"), "only the deployment tells the size"),
        (('"512"', "!ImportValue memory"), "only the deployment tells the size"),
        (('"512"', '"8192"'), "Fargate offers no tasks of 0.25 vCPU with 8 GB"),
    ],
)
def test_a_task_without_a_size_that_fargate_offers_is_a_gap(read, change, told):
    found = read(MIGRATION.replace(*change))
    assert charged(found) == {}
    assert [told in each for _, each in gaps(found)] == [True]


def test_a_task_that_a_service_runs_costs_nothing_by_itself(read):
    assert read(WEB, name="Task") == []


RULE = """
Rule:
  Type: AWS::Events::Rule
  Properties:
    {when}
    Targets:
      - Id: it
        Arn: arn:aws:ecs:us-east-1:123456789012:cluster/default
        RoleArn: arn:aws:iam::123456789012:role/events
        EcsParameters: {{TaskDefinitionArn: !Ref It, LaunchType: FARGATE}}
"""


def test_a_scheduled_task_runs_whenever_its_rule_fires(read):
    # 730 hours a month, 60 seconds each
    hourly = MIGRATION + RULE.format(when="ScheduleExpression: rate(1 hour)")
    assert charged(read(hourly))["fargate.vcpu.x86"] == pytest.approx(0.25 * 730 * 60 / 3600)
    assert gaps(read(hourly)) == []


def test_a_task_that_events_start_is_told(read):
    ((_, told),) = gaps(read(MIGRATION + RULE.format(when="EventPattern: {source: [aws.s3]}")))
    assert "how often" in told
