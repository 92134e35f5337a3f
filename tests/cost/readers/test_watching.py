from __future__ import annotations

import json

import pytest

from cost.readers.given import assumed
from cost.readers.said import charged, gaps
from workbook.cost.component import Kind

STANDARD, FAST = "cloudwatch.alarm", "cloudwatch.alarm.high-resolution"
ALARM = "It: {{Type: AWS::CloudWatch::Alarm, Properties: {{ComparisonOperator: GreaterThanThreshold, {settings}}}}}\n"


def alarm(settings):
    return ALARM.format(settings=settings)


def queries(*parts):
    return f"Metrics: [{', '.join(parts)}]"


def stat(name, period=60):
    return f"{{Id: {name}, MetricStat: {{Stat: Sum, Period: {period}, Metric: {{MetricName: m}}}}}}"


@pytest.mark.parametrize(
    ("period", "kind"), [("300", STANDARD), ("60", STANDARD), ("30", FAST), ("20", FAST), ('"10"', FAST)]
)
def test_a_short_period_makes_an_alarm_one_of_high_resolution(read, period, kind):
    (found,) = read(alarm(f"Namespace: AWS/ECS, MetricName: CPUUtilization, Statistic: Average, Period: {period}"))
    assert (found.price, found.quantity, found.path) == (kind, 1, "MetricName")


@pytest.mark.parametrize(
    ("parts", "kind", "count"),
    [
        ([stat("a")], STANDARD, 1),
        ([stat("a"), stat("b"), "{Id: e, Expression: a / b}"], STANDARD, 2),
        ([stat("a"), stat("b", 10), "{Id: e, Expression: a / b}"], FAST, 2),
        ([stat("a"), '{Id: e, Expression: "ANOMALY_DETECTION_BAND(a, 2)"}'], STANDARD, 3),
        ([stat("a"), stat("b"), '{Id: e, Expression: "ANOMALY_DETECTION_BAND(a / b, 2)"}'], STANDARD, 4),
    ],
)
def test_an_alarm_is_paid_for_each_metric_that_it_watches(read, parts, kind, count):
    # CloudWatch pricing page: each metric of an expression; three for an anomaly
    (found,) = read(alarm(queries(*parts)))
    assert (found.price, found.quantity, found.path) == (kind, count, "Metrics")


def test_an_alarm_on_an_anomaly_of_an_expression_alone_is_paid_for_three_metrics(read):
    # CloudWatch pricing page, anomaly detection: the metric and the two edges of its band
    (found,) = read(alarm(queries('{Id: e, Expression: "ANOMALY_DETECTION_BAND(m, 2)"}')))
    assert (found.price, found.quantity) == (STANDARD, 3)


@pytest.mark.parametrize("words", ["SELECT MAX(CPUUtilization) FROM SCHEMA(X)", "SEARCH(' {X} m', 'Sum')"])
def test_an_alarm_on_whatever_a_query_finds_shows_the_rate(read, words):
    (found,) = read(alarm(queries(f'{{Id: q, Expression: "{words}", Period: 60}}')))
    assert (found.price, found.quantity) == (STANDARD, None)
    assert "?" in found.explained().en


def test_a_composite_alarm_is_one(read):
    (found,) = read('It: {Type: AWS::CloudWatch::CompositeAlarm, Properties: {AlarmRule: "ALARM(a) OR ALARM(b)"}}\n')
    assert (found.price, found.quantity) == ("cloudwatch.alarm.composite", 1)


def dashboard(body):
    return f"It:\n  Type: AWS::CloudWatch::Dashboard\n  Properties: {{DashboardBody: {body}}}\n"


def widgets(*sizes):
    """The text of a dashboard with so many metrics in each widget, and one widget of text."""
    shown = [{"type": "metric", "properties": {"metrics": [["AWS/ECS", "m", "n", str(k)] for k in range(size)]}}
             for size in sizes]  # fmt: skip
    return json.dumps({"widgets": [*shown, {"type": "text", "properties": {"markdown": "AWS/ECS"}}]})


@pytest.mark.parametrize(("sizes", "large"), [((), False), ((20, 30), False), ((20, 31), True)])
def test_a_dashboard_of_more_than_50_metrics_is_large(read, sizes, large):
    (found,) = read(dashboard(f"'{widgets(*sizes)}'"))
    assert found.price == ("cloudwatch.dashboard.large" if large else "cloudwatch.dashboard")


@pytest.mark.parametrize(("size", "large"), [(50, False), (51, True)])
def test_values_of_the_deployment_in_a_dashboard_hide_none_of_its_metrics(read, size, large):
    body = json.dumps(widgets(size).replace('"n"', '"${Topic.TopicName}"'))
    found = read(dashboard(f"!Sub {body}") + "Topic: {Type: AWS::SNS::Topic}\n")
    assert charged(found) == {"cloudwatch.dashboard.large" if large else "cloudwatch.dashboard": 1}


@pytest.mark.parametrize("body", ['"[1, 2]"', """'{"widgets": 3}'""", """'{"widgets": [3]}'""", '"no JSON"'])
def test_a_dashboard_whose_text_is_none_is_a_small_one(read, body):
    assert charged(read(dashboard(body))) == {"cloudwatch.dashboard": 1}


@pytest.mark.parametrize(("count", "large"), [(50, False), (51, True)])
def test_metrics_are_counted_where_the_text_of_a_dashboard_is_broken(read, count, large):
    body = "'{" + '["AWS/ECS", "m"], ' * count + "'"
    assert charged(read(dashboard(body))) == {"cloudwatch.dashboard.large" if large else "cloudwatch.dashboard": 1}


def cluster(level, service=""):
    settings = f"ClusterSettings: [{{Name: containerInsights, Value: {level}}}]" if level else ""
    return f"It: {{Type: AWS::ECS::Cluster, Properties: {{{settings}}}}}\n{service}"


SERVICE = """
Service:
  Type: AWS::ECS::Service
  Properties: {Cluster: !Ref It, TaskDefinition: !Ref Task, DesiredCount: COUNT}
Task:
  Type: AWS::ECS::TaskDefinition
  Properties:
    Cpu: "256"
    Memory: "512"
    RequiresCompatibilities: [FARGATE]
    ContainerDefinitions: [{Name: web, Image: x}]
"""


SECOND = SERVICE.replace("\nService:", "\nSecond:").partition("\nTask:")[0] + "\n"
UNKNOWN = SERVICE.replace("COUNT", "!ImportValue count")


def scaled(least, most):
    """One service that scales between these numbers of tasks."""
    target = f"""
Target:
  Type: AWS::ApplicationAutoScaling::ScalableTarget
  Properties:
    MinCapacity: {least}
    MaxCapacity: {most}
    ResourceId: !Sub service/${{It}}/${{Service.Name}}
    ScalableDimension: ecs:service:DesiredCount
    ServiceNamespace: ecs
"""
    return SERVICE.replace("COUNT", str(least)) + target


FULL = {"users": 1e8, "usage": assumed(working_days_per_month=730 / 24)}
"""A load that keeps the most tasks busy in each hour of the month."""


def test_clusters_share_the_metrics_that_the_application_sends(read):
    one, other = cluster(""), cluster("").replace("It:", "Other:")
    assert charged(read(one, usage=assumed(custom_metrics=30))) == {"cloudwatch.metric": 30}
    assert charged(read(one + other, usage=assumed(custom_metrics=30))) == {"cloudwatch.metric": 15}
    assert charged(read(one, usage=assumed(custom_metrics=0.5))) == {"cloudwatch.metric": 0.5}


@pytest.mark.parametrize(
    ("services", "metrics"),
    [
        ("", 157),
        (UNKNOWN, 157),
        (SERVICE.replace("COUNT", "0"), 157),
        ((SERVICE + SECOND).replace("COUNT", "2"), 2 * (157 + 15)),
    ],
)
def test_enhanced_insights_are_paid_for_each_service_with_its_first_task(read, services, metrics):
    found = read(cluster("enhanced", services))
    assert charged(found, Kind.FIXED) == {"cloudwatch.insights-metric": metrics}
    assert charged(found, Kind.USAGE) == {"cloudwatch.insights-metric": 0}


def test_enhanced_insights_of_tasks_that_scaling_adds_follow_the_load(read):
    # 157 with the first task, 15 for the second, and 2 × 15 for those that only the load asks for
    found = read(cluster("enhanced", scaled(2, 4)), **FULL)
    assert charged(found, Kind.FIXED) == {"cloudwatch.insights-metric": pytest.approx(157 + 15)}
    assert charged(found, Kind.USAGE) == {"cloudwatch.insights-metric": pytest.approx(2 * 15)}
    twin = scaled(2, 4).replace("Service:", "Second:").replace("${Service.", "${Second.").replace("Target:", "TargetS:")
    task, end = twin.index("\nTask:"), twin.index("\nTargetS:")
    both = read(cluster("enhanced", scaled(2, 4) + twin[:task] + twin[end:]), **FULL)
    assert charged(both, Kind.USAGE) == {"cloudwatch.insights-metric": pytest.approx(2 * 2 * 15)}


@pytest.mark.parametrize(
    ("services", "metrics"),
    [("", 20), (SERVICE.replace("COUNT", "1"), 20), ((SERVICE + SECOND).replace("COUNT", "1"), 40)],
)
def test_standard_insights_are_paid_for_each_service(read, services, metrics):
    assert charged(read(cluster("enabled", services)))["cloudwatch.metric"] == metrics


def test_the_log_of_standard_insights_is_that_of_all_tasks(read):
    # 730 h × 60 min × 3,000 bytes for each of 2 tasks that always run and 2 that the load adds
    full = read(cluster("enabled", scaled(2, 4)), **FULL)
    for kind in Kind:
        assert charged(full, kind)["logs.ingest"] == pytest.approx(2 * 730 * 60 * 3000 / 1024**3)
    # nobody knows it where only the deployment tells the number of tasks
    assert charged(read(cluster("enabled", UNKNOWN)))["logs.ingest"] is None
    assert "logs.ingest" not in charged(read(cluster("enabled")))


def test_other_settings_of_a_cluster_are_no_level_of_insights(read):
    settings = "[{Name: serviceConnect, Value: enabled}, {Name: containerInsights, Value: enhanced}]"
    other = f"It: {{Type: AWS::ECS::Cluster, Properties: {{ClusterSettings: {settings}}}}}\n"
    assert charged(read(other)) == {"cloudwatch.insights-metric": 157}


@pytest.mark.parametrize("level", ["", "disabled"])
def test_a_cluster_that_is_not_watched_costs_nothing(read, level):
    assert read(cluster(level, SERVICE.replace("COUNT", "2"))) == []


@pytest.mark.parametrize(("tasks", "metrics"), [(1, 157), (2, 157 + 15), (4, 157 + 45)])
def test_enhanced_insights_grow_with_the_tasks(read, tasks, metrics):
    found = read(cluster("enhanced", SERVICE.replace("COUNT", str(tasks))))
    fixed = [each.quantity for each in found if each.kind is Kind.FIXED]
    assert [float(each) for each in fixed] == pytest.approx([metrics])


def test_standard_insights_are_metrics_of_ones_own_and_their_log(read):
    # 2 tasks × 730 h × 60 min × 3,000 bytes
    found = charged(read(cluster("enabled", SERVICE.replace("COUNT", "2"))))
    assert found["cloudwatch.metric"] == 20
    assert found["logs.ingest"] == pytest.approx(2 * 730 * 60 * 3000 / 1024**3)


def test_a_level_that_does_not_exist_is_a_gap(read):
    (told,) = gaps(read(cluster("premium", SERVICE.replace("COUNT", "2"))))
    assert told == ("ClusterSettings", "Container Insights has no level 'premium': enhanced, enabled or disabled")


def test_each_metric_of_a_filter_is_one_of_ones_own(read):
    made = "[{MetricName: a, MetricNamespace: n, MetricValue: '1'}, {MetricName: b, MetricNamespace: n}]"
    text = f"It: {{Type: AWS::Logs::MetricFilter, Properties: {{LogGroupName: g, MetricTransformations: {made}}}}}\n"
    assert charged(read(text)) == {"cloudwatch.metric": 2}


def test_a_filter_that_tells_no_metric_makes_one(read):
    text = "It: {Type: AWS::Logs::MetricFilter, Properties: {LogGroupName: g, MetricTransformations: !ImportValue m}}\n"
    assert charged(read(text)) == {"cloudwatch.metric": 1}


TOPIC = "It: {Type: AWS::SNS::Topic, Properties: {Subscription: [SUBSCRIBED]}}\n"


def subscribed(*pairs):
    entries = ", ".join(f"{{Protocol: {protocol}, Endpoint: {endpoint}}}" for protocol, endpoint in pairs)
    return TOPIC.replace("SUBSCRIBED", entries)


def test_each_subscriber_by_mail_gets_each_message(read):
    found = charged(read(subscribed(("email", "a@example.com"), ("email-json", "b@example.com"))))
    assert found == {"sns.requests": 30, "sns.email": 60}


def test_subscribers_may_stand_by_themselves(read):
    link = "Link: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref It, Protocol: email, Endpoint: a@b.co}}\n"
    assert charged(read("It: {Type: AWS::SNS::Topic}\n" + link))["sns.email"] == 30


def test_queues_and_functions_are_told_for_nothing(read):
    found = read(subscribed(("sqs", "arn:aws:sqs:us-east-1:1:q"), ("lambda", "arn:aws:lambda:us-east-1:1:function:f")))
    assert charged(found) == {"sns.requests": 30}
    assert gaps(found) == []


def test_a_queue_that_is_called_after_mail_is_no_subscriber_by_mail(read):
    queue = "emailQueue: {Type: AWS::SQS::Queue}\n"
    assert charged(read(subscribed(("sqs", "!GetAtt emailQueue.Arn")) + queue)) == {"sns.requests": 30}
    function = ("lambda", "arn:aws:lambda:us-east-1:1:function:send-email")
    assert charged(read(subscribed(function))) == {"sns.requests": 30}


def test_topics_share_the_mails(read):
    other = "Other: {Type: AWS::SNS::Topic}\n"
    found = charged(read(subscribed(("email", "a@example.com"), ("email", "b@example.com")) + other))
    assert found == {"sns.requests": 15, "sns.email": 30}


def test_messages_to_telephones_are_a_gap(read):
    assert [reason for _, reason in gaps(read(subscribed(("sms", '"+573001234567"'))))] == [
        "the price book has no price for messages sent by sms"
    ]


def test_topics_share_what_is_published(read):
    other = "Other: {Type: AWS::SNS::Topic}\n"
    assert charged(read("It: {Type: AWS::SNS::Topic}\n" + other)) == {"sns.requests": 15}
