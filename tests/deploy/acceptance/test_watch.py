from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from deploy.stubbed import ANY, Account
from workbook.deploy.acceptance.database import is_closed_to_others
from workbook.deploy.acceptance.model import NotHereError, Outcome, UnexpectedError, attempt
from workbook.deploy.acceptance.watch import alarm_of, hears_alarm
from workbook.deploy.alarms import Alarm
from workbook.deploy.stacks import Stacks
from workbook.deploy.target import Target
from workbook.errors import DeployError
from workbook.lang import same

STACKS = Stacks(Target("123456789012", "us-east-1", None))
TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms"
TOLD = {
    "AlarmName": "errors",
    "MetricName": "Errors",
    "Namespace": "AWS/ApplicationELB",
    "Threshold": 5.0,
    "ComparisonOperator": "GreaterThanThreshold",
    "TreatMissingData": "notBreaching",
    "AlarmActions": [TOPIC],
    "StateValue": "OK",
}


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setattr("workbook.deploy.acceptance.watch._PATIENCE", 0)
    monkeypatch.setattr("workbook.deploy.acceptance.watch._LOOK", 0)
    return Account(monkeypatch)


def listed(account: Account, kind: str, name: str) -> None:
    each = {"LogicalResourceId": "X", "PhysicalResourceId": name, "ResourceType": kind}
    full = {**each, "LastUpdatedTimestamp": 1, "ResourceStatus": "CREATE_COMPLETE"}
    account.answers("cloudformation.list_stack_resources", {"StackResourceSummaries": [full]})


@pytest.mark.parametrize(
    "change",
    [
        {"TreatMissingData": "missing"},
        {"AlarmActions": []},
        {"ComparisonOperator": "LessThanThreshold"},
        {"StateValue": "ALARM"},  # for a reason, which nobody takes back
    ],
)
def test_the_alarm_that_is_raised_goes_back_by_itself(account: Account, change: dict[str, Any]) -> None:
    listed(account, "AWS::CloudWatch::Alarm", "errors")
    account.answers("cloudwatch.describe_alarms", {"MetricAlarms": [TOLD]}, {"AlarmNames": ["errors"]})
    found = alarm_of(STACKS)
    assert found is not None
    assert (found.name, found.deployed_name, found.topic) == ("X", "errors", TOPIC)

    listed(account, "AWS::CloudWatch::Alarm", "errors")
    account.answers("cloudwatch.describe_alarms", {"MetricAlarms": [{**TOLD, **change}]})
    assert alarm_of(STACKS) is None


def raised(account: Account, summary: str) -> None:
    """At AWS an alarm is set, since nobody else may publish in the namespaces of AWS."""
    to_alarm = {"AlarmName": "errors", "StateValue": "ALARM", "StateReason": ANY}
    account.answers("cloudwatch.set_alarm_state", {}, to_alarm)
    item = {"HistorySummary": summary, "Timestamp": datetime.now(UTC)}
    account.answers("cloudwatch.describe_alarm_history", {"AlarmHistoryItems": [item]})
    account.answers("cloudwatch.set_alarm_state", {}, {**to_alarm, "StateValue": "OK"})


def test_an_alarm_that_tells_its_topic_is_heard(account: Account) -> None:
    raised(account, f"Successfully executed action {TOPIC}")
    account.answers("sns.get_topic_attributes", {"Attributes": {"SubscriptionsPending": "1"}}, {"TopicArn": TOPIC})

    said = hears_alarm(STACKS, Alarm("Errors", TOLD)).en
    assert TOPIC in said
    assert "0 confirmed, 1 not yet" in said
    account.was_asked_all()


def test_an_alarm_that_cannot_tell_its_topic_is_not_heard(account: Account) -> None:
    raised(account, f"Failed to execute action {TOPIC}")

    with pytest.raises(UnexpectedError, match="errors was raised, and did not tell"):
        hears_alarm(STACKS, Alarm("Errors", TOLD))
    account.was_asked_all()


@pytest.mark.parametrize(
    ("public", "answers", "said"), [(True, False, "has a public address"), (False, True, "answers from here")]
)
def test_a_database_that_others_reach_is_found(
    account: Account, monkeypatch: pytest.MonkeyPatch, public: object, answers: object, said: str
) -> None:
    database = {
        "DBInstanceIdentifier": "db",
        "PubliclyAccessible": public,
        "Endpoint": {"Address": "db.x", "Port": 5432},
    }
    listed(account, "AWS::RDS::DBInstance", "db")
    account.answers("rds.describe_db_instances", {"DBInstances": [database]})
    monkeypatch.setattr("workbook.deploy.acceptance.database._connects", lambda *_: answers)

    with pytest.raises(UnexpectedError, match=said):
        is_closed_to_others(STACKS)


def test_a_database_that_nobody_reaches_is_closed(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    database = {"DBInstanceIdentifier": "db", "PubliclyAccessible": False, "Endpoint": {"Address": "db.x", "Port": 1}}
    listed(account, "AWS::RDS::DBInstance", "db")
    account.answers("rds.describe_db_instances", {"DBInstances": [database]})
    monkeypatch.setattr("workbook.deploy.acceptance.database._connects", lambda *_: False)

    assert is_closed_to_others(STACKS).en == "no public address, and no connection from here"


def test_whatever_is_in_the_way_is_what_was_found() -> None:
    def refuses(error: Exception) -> Any:
        raise error

    for error in (UnexpectedError(same("why")), DeployError(same("why")), OSError("why")):
        act = attempt("x", same("try"), lambda error=error: refuses(error))
        assert (act.outcome, act.found.en.rpartition(": ")[2]) == (Outcome.FAILS, "why")
    for odd in (ValueError("why"), KeyError("why")):  # an answer in no form that was expected
        assert attempt("x", same("try"), lambda error=odd: refuses(error)).outcome is Outcome.FAILS
    assert attempt("x", same("try"), lambda: refuses(NotHereError(same("why")))).outcome is Outcome.NOT_HERE
    with pytest.raises(ZeroDivisionError):
        attempt("x", same("try"), lambda: refuses(ZeroDivisionError()))
