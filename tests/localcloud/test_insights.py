"""Queries of Logs Insights through the API of the local cloud."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from botocore.exceptions import ClientError

Client = Callable[[str], Any]
Ask = Callable[[str], list[dict[str, str]]]

LINES = [
    {"path": "/a", "took": 0.2, "target:port": "10.0.0.1:80", "answer": {"status": 200}},
    {"path": "/b", "took": 1.5, "target:port": "10.0.0.2:80", "answer": {"status": 500}},
    {"path": "/a", "took": 0.4, "target:port": "10.0.0.1:80", "answer": {"status": 200}, "cold": True},
]


@pytest.fixture(scope="module")
def ask(client: Client) -> Iterator[Ask]:
    """Rows of a query over three lines of JSON and one of text."""
    api = client("logs")
    api.create_log_group(logGroupName="asked")
    api.create_log_stream(logGroupName="asked", logStreamName="one")
    now = time.time()
    messages = [*map(json.dumps, LINES), "ERROR a|b"]
    events = [{"timestamp": int(now * 1000) + at, "message": message} for at, message in enumerate(messages)]
    api.put_log_events(logGroupName="asked", logStreamName="one", logEvents=events)

    def asked(query: str) -> list[dict[str, str]]:
        started = api.start_query(
            logGroupNames=["asked"], queryString=query, startTime=int(now) - 60, endTime=int(now) + 60
        )
        found = api.get_query_results(queryId=started["queryId"])
        assert found["status"] == "Complete"
        rows = ({each["field"]: each["value"] for each in row} for row in found["results"])
        return [{name: value for name, value in row.items() if name != "@ptr"} for row in rows]

    yield asked
    api.delete_log_group(logGroupName="asked")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("fields path, took | filter took > 1", [{"path": "/b", "took": "1.5"}]),
        ("fields `target:port` | filter answer.status = 500", [{"target:port": "10.0.0.2:80"}]),
        ("fields path | filter path = '/a' and took >= 0.4", [{"path": "/a"}]),
        ("fields took | filter cold = 'true'", [{"took": "0.4"}]),
        ("fields @message | filter @message like /^error a\\|/i", [{"@message": "ERROR a|b"}]),
        ('fields @message | filter @message like "ERROR" | limit 1', [{"@message": "ERROR a|b"}]),
        ("fields @message | filter path != '/a' and path != '/b'", [{"@message": "ERROR a|b"}]),
        ("filter ispath like 'x'", []),
        ("fields took | filter took < 9 | sort took desc | limit 2", [{"took": "1.5"}, {"took": "0.4"}]),
        ("stats count(*) as n", [{"n": "4"}]),
        (
            "filter took > 0 | stats count(*) as n, max(took), pct(took, 50) as half by path | sort n desc",
            [
                {"path": "/a", "n": "2", "max(took)": "0.4", "half": "0.2"},
                {"path": "/b", "n": "1", "max(took)": "1.5", "half": "1.5"},
            ],
        ),
        ("stats avg(took) as mean, min(took) as least, sum(nothing) as s", [{"mean": "0.7", "least": "0.2"}]),
    ],
)
def test_a_query_finds_what_it_would_at_aws(ask: Ask, query: str, rows: list[Mapping[str, str]]) -> None:
    assert ask(query) == rows


@pytest.mark.parametrize(
    "query",
    [
        'parse @message "* took" as x',
        'fields strcontains(@message, "x")',
        "filter took > 1 or took < 0",
        "stats count(*) by bin(5m)",
        "limit many",
        "filter",
    ],
)
def test_what_is_not_understood_is_refused_by_name(ask: Ask, query: str) -> None:
    with pytest.raises(ClientError, match="MalformedQueryException") as refused:
        ask(f"fields path | {query}")

    assert f"{query!r} is not understood here; expected fields, filter with" in str(refused.value)
