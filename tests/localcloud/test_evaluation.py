from __future__ import annotations

import pytest

from localcloud.monitoring.evaluation import Rule
from localcloud.monitoring.expressions import ExpressionError, parse

TREATMENTS = ("missing", "ignore", "breaching", "notBreaching")
STATES = {"-": None, "I": "INSUFFICIENT_DATA", "A": "ALARM", "O": "OK"}


def state(values: str, datapoints: int, missing: str) -> str | None:
    """Of an alarm over three periods, of whose values X is beyond the threshold, 0 within, and - missing."""
    rule = Rule("GreaterThanThreshold", 1, periods=3, datapoints=datapoints, missing=missing)
    return rule.judge([{"0": 0.0, "X": 2.0, "-": None}[value] for value in values])


# The tables of "How alarm state is evaluated when data is missing" in the guide of CloudWatch.
@pytest.mark.parametrize(
    ("values", "datapoints", "states"),
    [
        ("0-X-X", 3, "OOOO"),
        ("----0", 3, "OOOO"),
        ("-----", 3, "I-AO"),
        ("0XX-X", 3, "AAAA"),
        ("--X--", 3, "A-AO"),
        ("0-X-X", 2, "AAAA"),
        ("00X0X", 2, "AAAA"),
        ("0-X--", 2, "OOAO"),
        ("----0", 2, "OOAO"),
        ("---X-", 2, "A-AO"),
    ],
)
def test_missing_data_is_taken_as_on_aws(values: str, datapoints: int, states: str) -> None:
    assert [state(values, datapoints, missing) for missing in TREATMENTS] == [STATES[each] for each in states]


@pytest.mark.parametrize("missing", TREATMENTS)
def test_a_young_alarm_waits_for_as_many_periods_as_it_needs(missing: str) -> None:
    assert state("X", 2, missing) is None
    assert state("", 2, missing) is None
    assert state("0", 2, missing) == "OK"
    assert state("XX", 2, missing) == "ALARM"


@pytest.mark.parametrize(
    ("comparison", "breaching"),
    [
        ("GreaterThanThreshold", [2.0]),
        ("GreaterThanOrEqualToThreshold", [1.0, 2.0]),
        ("LessThanThreshold", [0.0]),
        ("LessThanOrEqualToThreshold", [0.0, 1.0]),
    ],
)
def test_values_are_compared_with_the_threshold(comparison: str, breaching: list[float]) -> None:
    rule = Rule(comparison, 1, periods=1, datapoints=1)

    assert [value for value in (0.0, 1.0, 2.0) if rule.judge([value]) == "ALARM"] == breaching


def test_an_expression_is_computed_from_its_metrics() -> None:
    ratio = parse("100 * errors / (requests - -1)")

    assert ratio.names == {"errors", "requests"}
    assert ratio.value({"errors": 3, "requests": 59}) == 5
    assert ratio.value({"errors": 3, "requests": -1}) is None
    assert ratio.value({"errors": None, "requests": 1}) is None
    assert parse("desired - running").value({"desired": 2.0, "running": 1.0}) == 1


@pytest.mark.parametrize("text", ["SUM(METRICS())", "m1 > 2", "m1 +", "__import__('os')", "m1 ** 2", "'a'", "True", ""])
def test_an_expression_that_is_not_understood_is_named(text: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        parse(text)

    assert str(raised.value).startswith(f"expression {text!r} is not understood")
