from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

from deploy.stubbed import ANY, Account
from workbook.deploy.logs import LogLine, follow_logs, read_logs
from workbook.deploy.stacks import SERVICE, Stacks
from workbook.deploy.target import Target
from workbook.errors import DeployError
from workbook.lang import Lang
from workbook.render.deployed_logs import log_words

STACKS = Stacks(Target("123456789012", "us-east-1", None))
GROUPS = [
    {"LogicalResourceId": "Web", "PhysicalResourceId": "/web", "ResourceType": "AWS::Logs::LogGroup"},
    {"LogicalResourceId": "Balancer", "PhysicalResourceId": "/alb", "ResourceType": "AWS::Logs::LogGroup"},
    {"LogicalResourceId": "Cluster", "PhysicalResourceId": "c", "ResourceType": "AWS::ECS::Cluster"},
]


def event(time: int, message: str) -> dict[str, Any]:
    return {"timestamp": time, "message": message, "logStreamName": "s", "eventId": f"e{time}{message}"}


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setattr("workbook.deploy.logs._LOOK", 0)
    return Account(monkeypatch)


def test_a_pattern_that_aws_does_not_take_is_told(account: Account) -> None:
    there(account)
    account.refuses("logs.filter_log_events", "InvalidParameterException")

    with pytest.raises(DeployError, match='--filter cannot be used, got "GET, expected a filter pattern'):
        read_logs(STACKS, 0, '"GET')


def test_lines_stay_whole_and_act_on_no_terminal() -> None:
    line = LogLine(0, "Web", "s", f"\x1b[31m{'long ' * 100}", "e")

    said = log_words([line, line], Lang.EN)

    assert said.count("\n") == 2
    assert said.startswith("1970-01-01T00:00:00.000Z Web \\x1b[31mlong long")
    assert log_words([], Lang.EN) == "No line was written in that time.\n"


def there(account: Account) -> None:
    stack = {"StackName": SERVICE, "StackStatus": "CREATE_COMPLETE", "CreationTime": 1}
    account.answers("cloudformation.describe_stacks", {"Stacks": [stack]})
    full = [{**each, "LastUpdatedTimestamp": 1, "ResourceStatus": "CREATE_COMPLETE"} for each in GROUPS]
    account.answers("cloudformation.list_stack_resources", {"StackResourceSummaries": full})


def written(account: Account, web: list[dict[str, Any]], balancer: list[dict[str, Any]], asked: Any = ANY) -> None:
    account.answers("logs.filter_log_events", {"events": web}, asked)
    account.answers("logs.filter_log_events", {"events": balancer})


def test_the_lines_of_all_logs_come_in_the_order_of_their_time(account: Account) -> None:
    asked = {"logGroupName": "/web", "startTime": 5, "filterPattern": '"abc"'}
    there(account)
    written(account, [event(10, "a\n"), event(30, "c")], [event(20, "b")], asked)

    lines = read_logs(STACKS, 5, '"abc"')

    assert [(line.log, line.message) for line in lines] == [("Web", "a"), ("Balancer", "b"), ("Web", "c")]


def test_whoever_follows_sees_each_line_once_and_late_ones_too(account: Account) -> None:
    moment = 4_000_000_000_000
    there(account)
    written(account, [event(moment, "a")], [])
    written(account, [event(moment - 1, "late"), event(moment, "a"), event(moment, "b")], [])

    lines = list(islice(follow_logs(STACKS, moment - 5), 3))

    assert [line.message for line in lines] == ["a", "late", "b"]
