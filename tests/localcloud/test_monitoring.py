"""Metrics and alarms of the local cloud, as its API tells them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

Client = Callable[[str], Any]
Topic = tuple[str, Callable[[], list[str]]]


@pytest.fixture(scope="module")
def logs(client: Client) -> Any:
    api = client("logs")
    api.create_log_group(logGroupName="web")
    api.create_log_stream(logGroupName="web", logStreamName="one")
    return api


def say(logs: Any, *messages: str) -> None:
    now = int(time.time() * 1000)
    events = [{"timestamp": now, "message": message} for message in messages]
    logs.put_log_events(logGroupName="web", logStreamName="one", logEvents=events)


def count(logs: Any, pattern: str, name: str, **more: Any) -> None:
    to = {"metricNamespace": "Logs", "metricName": name, "metricValue": "1", **more}
    logs.put_metric_filter(logGroupName="web", filterName=name, filterPattern=pattern, metricTransformations=[to])


def statistics(client: Client, name: str, **dimensions: str) -> dict[str, float]:
    """Of a metric of ours within the last minutes; empty where nothing was published."""
    named = [{"Name": key, "Value": value} for key, value in dimensions.items()]
    found = client("cloudwatch").get_metric_statistics(
        Namespace="Logs",
        MetricName=name,
        Dimensions=named,
        StartTime=time.time() - 300,
        EndTime=time.time() + 60,
        Period=600,
        Statistics=["Sum", "SampleCount"],
    )["Datapoints"]
    return {"sum": found[0]["Sum"], "count": found[0]["SampleCount"]} if found else {}


def alarm(client: Client, name: str, **more: Any) -> Callable[[], str]:
    """Make an alarm, and give what tells its state."""
    api = client("cloudwatch")
    usual = {"EvaluationPeriods": 1, "Threshold": 1, "ComparisonOperator": "GreaterThanThreshold"}
    over = {} if "Metrics" in more else {"Namespace": "Ours", "MetricName": name, "Period": 60, "Statistic": "Sum"}
    api.put_metric_alarm(AlarmName=name, **{**usual, **over, **more})
    return lambda: str(api.describe_alarms(AlarmNames=[name])["MetricAlarms"][0]["StateValue"])


def publish(client: Client, name: str, value: float, at: float | None = None, **dimensions: str) -> None:
    named = [{"Name": key, "Value": value} for key, value in dimensions.items()]
    point = {"MetricName": name, "Value": value, "Dimensions": named, "Timestamp": at or time.time()}
    client("cloudwatch").put_metric_data(Namespace="Ours", MetricData=[point])


def test_a_metric_filter_publishes_what_it_finds(client: Client, logs: Any) -> None:
    count(logs, '"client gone" -quiet', "gone")
    count(logs, '{ $.level = "ERROR" }', "took", metricValue="$.took", defaultValue=0.0)
    count(logs, "{ $.level = * }", "by-path", dimensions={"path": "$.path"})

    say(logs, "client gone", "quiet client gone", *[json.dumps({"level": "INFO", "took": 9, "path": "/a"})] * 2)
    say(logs, json.dumps({"level": "ERROR", "took": 4.5}), json.dumps({"level": "ERROR", "took": "long"}))

    assert statistics(client, "gone") == {"sum": 1, "count": 1}
    assert statistics(client, "took")["sum"] == 4.5
    assert statistics(client, "took")["count"] in {2, 3}  # the default comes once in a minute
    assert statistics(client, "by-path", path="/a") == {"sum": 2, "count": 2}


def test_a_pattern_that_is_not_understood_is_refused(logs: Any) -> None:
    sentence = r"filter pattern '\[ip\]' is not understood from '\[ip\]' on"
    with pytest.raises(ClientError, match=sentence):
        count(logs, "[ip]", "x")
    with pytest.raises(ClientError, match=sentence):
        logs.filter_log_events(logGroupName="web", filterPattern="[ip]")
    with pytest.raises(ClientError, match=sentence):
        logs.put_subscription_filter(logGroupName="web", filterName="x", filterPattern="[ip]", destinationArn="arn:x")


@pytest.mark.parametrize(
    ("to", "sentence"),
    [({"metricValue": "$size"}, r"metric value '\$size'"), ({"dimensions": {"a": "b"}}, "dimension a is 'b'")],
)
def test_a_value_that_is_not_understood_is_refused(logs: Any, to: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ClientError, match=sentence):
        count(logs, "x", "x", **to)


def test_events_are_found_by_fields(logs: Any) -> None:
    say(logs, '{"found": 1}', '{"found": 2}')
    found = logs.filter_log_events(logGroupName="web", filterPattern="{ $.found > 1 }")["events"]

    assert [event["message"] for event in found] == ['{"found": 2}']


def test_a_stream_keeps_its_last_events(client: Client) -> None:
    api, where = client("logs"), {"logGroupName": "long", "logStreamName": "one"}
    api.create_log_group(logGroupName="long")
    api.create_log_stream(**where)
    now = int(time.time() * 1000)
    for first in (0, 6_000):
        events = [{"timestamp": now, "message": str(number)} for number in range(first, first + 6_000)]
        api.put_log_events(**where, logEvents=events)

    told = api.get_log_events(**where, startFromHead=True, limit=1)["events"]
    assert [event["message"] for event in told] == ["3000"]
    found = api.start_query(logGroupName="long", startTime=0, endTime=now, queryString="fields @message | limit 1")
    assert len(api.get_query_results(queryId=found["queryId"])["results"]) == 1


def test_an_alarm_looks_at_its_dimensions_and_tells_its_topic(client: Client, topic: Topic) -> None:
    arn, subjects = topic
    state = alarm(client, "dims", Dimensions=[{"Name": "d", "Value": "1"}], AlarmActions=[arn], OKActions=[arn])

    publish(client, "dims", 5, d="2")
    assert (state(), subjects()) == ("INSUFFICIENT_DATA", [])
    publish(client, "dims", 5, d="1")
    assert (state(), subjects()) == ("ALARM", ['ALARM: "dims" in us-east-1'])
    client("cloudwatch").set_alarm_state(AlarmName="dims", StateValue="OK", StateReason="by hand")
    assert subjects() == ['OK: "dims" in us-east-1']


def test_what_an_alarm_has_told_stands_in_its_history(client: Client, topic: Topic) -> None:
    arn, _ = topic
    nobody = arn.replace(arn.rpartition(":")[2], "nobody")
    alarm(client, "told", AlarmActions=[arn, nobody])
    publish(client, "told", 5)

    items = client("cloudwatch").describe_alarm_history(AlarmName="told", HistoryItemType="Action")
    assert {each["HistorySummary"] for each in items["AlarmHistoryItems"]} == {
        f"Successfully executed action {arn}",
        f"Failed to execute action {nobody}",
    }


def test_one_period_is_too_little_for_two_datapoints(client: Client) -> None:
    state = alarm(client, "two", EvaluationPeriods=3, DatapointsToAlarm=2, TreatMissingData="breaching")

    publish(client, "two", 5)
    assert state() == "INSUFFICIENT_DATA"


def test_an_alarm_over_an_expression_is_computed(client: Client, topic: Topic) -> None:
    arn, subjects = topic
    state = alarm(client, "ratio", Metrics=queries("bad / all"), Threshold=0.25, AlarmActions=[arn])

    now = time.time()  # all of it is of one period
    publish(client, "bad", 2, now)
    assert state() == "INSUFFICIENT_DATA"
    publish(client, "all", 10, now)
    assert (state(), subjects()) == ("OK", [])
    publish(client, "bad", 1, now)
    assert (state(), subjects()) == ("ALARM", ['ALARM: "ratio" in us-east-1'])


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"ComparisonOperator": "LessThanLowerThreshold"}, "ComparisonOperator of alarm odd is LessThanLowerThreshold"),
        ({"ExtendedStatistic": "tm90"}, "statistic of alarm odd is tm90"),
        ({"Metrics": "SUM(METRICS())"}, r"expression 'SUM\(METRICS\(\)\)' is not understood"),
        ({"Metrics": "bad / none"}, r"names \['none'\], which are no ids"),
    ],
)
def test_what_is_not_computed_is_refused(client: Client, more: dict[str, Any], sentence: str) -> None:
    if "Metrics" in more:
        more = {"Metrics": queries(more["Metrics"])}
    with pytest.raises(ClientError, match=sentence):
        alarm(client, "odd", **more)


def queries(expression: str) -> list[dict[str, Any]]:
    def one(name: str) -> dict[str, Any]:
        stat = {"Metric": {"Namespace": "Ours", "MetricName": name}, "Period": 60, "Stat": "Sum"}
        return {"Id": name, "ReturnData": False, "MetricStat": stat}

    return [{"Id": "computed", "Expression": expression, "ReturnData": True}, one("bad"), one("all")]
