from __future__ import annotations

import json
from typing import Any

from infra.templates import Snapshot
from inventory_infra.profiles import PROFILES

# What AWS publishes, with the dimensions under which it does; an alarm on anything else waits for ever.
PUBLISHED = {
    ("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count"): {"LoadBalancer"},
    ("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count"): {"LoadBalancer", "TargetGroup"},
    ("AWS/ApplicationELB", "HealthyHostCount"): {"LoadBalancer", "TargetGroup"},
    ("AWS/ApplicationELB", "TargetResponseTime"): {"LoadBalancer", "TargetGroup"},
    ("AWS/ApplicationELB", "UnHealthyHostCount"): {"LoadBalancer", "TargetGroup"},
    ("AWS/ECS", "CPUUtilization"): {"ClusterName", "ServiceName"},
    ("AWS/ECS", "MemoryUtilization"): {"ClusterName", "ServiceName"},
    ("AWS/RDS", "CPUUtilization"): {"DBInstanceIdentifier"},
    ("AWS/RDS", "DatabaseConnections"): {"DBInstanceIdentifier"},
    ("AWS/RDS", "FreeStorageSpace"): {"DBInstanceIdentifier"},
    ("AWS/RDS", "FreeableMemory"): {"DBInstanceIdentifier"},
    ("ECS/ContainerInsights", "DesiredTaskCount"): {"ClusterName", "ServiceName"},
    ("ECS/ContainerInsights", "RunningTaskCount"): {"ClusterName", "ServiceName"},
}


def metrics(alarm: dict[str, Any]) -> list[dict[str, Any]]:
    if "MetricName" in alarm:
        return [alarm]
    return [query["MetricStat"]["Metric"] for query in alarm["Metrics"] if "MetricStat" in query]


def test_every_alarm_watches_a_metric_that_aws_publishes(snapshot: Snapshot) -> None:
    for alarm in snapshot.properties("AWS::CloudWatch::Alarm"):
        for metric in metrics(alarm):
            dimensions = {dimension["Name"] for dimension in metric["Dimensions"]}
            assert PUBLISHED[metric["Namespace"], metric["MetricName"]] == dimensions


def test_latency_errors_tasks_and_database_are_watched(snapshot: Snapshot) -> None:
    watched = {m["MetricName"] for alarm in snapshot.properties("AWS::CloudWatch::Alarm") for m in metrics(alarm)}
    insights = {"DesiredTaskCount", "RunningTaskCount"}
    missing_tasks = {"HealthyHostCount"} if snapshot.profile == "starter" else insights
    assert watched == {name for _, name in PUBLISHED} - insights - {"HealthyHostCount"} | missing_tasks


def test_every_alarm_tells_the_topic_and_says_what_silence_means(snapshot: Snapshot) -> None:
    ((topic, _),) = snapshot.resources("AWS::SNS::Topic")
    for alarm in snapshot.properties("AWS::CloudWatch::Alarm"):
        assert alarm["AlarmActions"] == alarm["OKActions"] == [{"Ref": topic}]
        assert alarm["TreatMissingData"] in {"breaching", "notBreaching"}
        assert "Missing data: " in alarm["AlarmDescription"]


def test_latency_is_measured_at_the_95th_percentile(snapshot: Snapshot) -> None:
    (latency,) = [
        a for a in snapshot.properties("AWS::CloudWatch::Alarm") if a.get("MetricName") == "TargetResponseTime"
    ]
    assert latency["ExtendedStatistic"] == "p95"


def test_limits_follow_the_size_of_the_database(snapshot: Snapshot) -> None:
    size = PROFILES[snapshot.profile].database
    limits = {
        alarm["MetricName"]: alarm["Threshold"]
        for alarm in snapshot.properties("AWS::CloudWatch::Alarm")
        if alarm.get("Namespace") == "AWS/RDS"
    }
    assert limits["DatabaseConnections"] < size.max_connections
    assert limits["FreeStorageSpace"] < size.storage_gib * 1024**3
    assert limits["FreeableMemory"] < size.memory_gib * 1024**3


def test_a_failover_is_announced(snapshot: Snapshot) -> None:
    subscription = snapshot.only("AWS::RDS::EventSubscription")
    assert {"availability", "failover", "failure", "low storage"} <= set(subscription["EventCategories"])
    assert subscription["SourceType"] == "db-instance"
    assert len(subscription["SourceIds"]) == 1


def test_alarms_database_events_and_the_budget_may_publish_to_the_encrypted_topic(snapshot: Snapshot) -> None:
    publishers = {"cloudwatch.amazonaws.com", "events.rds.amazonaws.com", "budgets.amazonaws.com"}
    assert "KmsMasterKeyId" in snapshot.only("AWS::SNS::Topic")
    key = snapshot.only("AWS::KMS::Key")
    assert key["EnableKeyRotation"] is True
    (may_encrypt,) = [
        set(statement["Principal"]["Service"])
        for statement in key["KeyPolicy"]["Statement"]
        if "kms:GenerateDataKey*" in statement["Action"]
    ]
    statements = [
        statement
        for statement in snapshot.only("AWS::SNS::TopicPolicy")["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow"
    ]
    assert {statement["Principal"]["Service"] for statement in statements} == publishers == may_encrypt
    for statement in statements:
        assert statement["Condition"]["StringEquals"] == {"aws:SourceAccount": "000000000000"}
    assert snapshot.only("AWS::SNS::Subscription")["Protocol"] == "email"


def test_the_budget_warns_before_and_after_it_is_spent(snapshot: Snapshot) -> None:
    budget = snapshot.only("AWS::Budgets::Budget")
    assert budget["Budget"]["TimeUnit"] == "MONTHLY"
    alerts = {
        (entry["Notification"]["NotificationType"], entry["Notification"]["Threshold"])
        for entry in budget["NotificationsWithSubscribers"]
    }
    assert alerts == {("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100)}


def test_the_dashboard_shows_every_alarm(snapshot: Snapshot) -> None:
    body = json.dumps(snapshot.only("AWS::CloudWatch::Dashboard")["DashboardBody"])
    for logical_id, _ in snapshot.resources("AWS::CloudWatch::Alarm"):
        assert logical_id in body
