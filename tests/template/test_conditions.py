"""Which conditions hold, where values are known and where they are not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.lang import same
from workbook.template.conditions import decide
from workbook.template.cycles import CircleError
from workbook.template.model import Compound, LogicalId, Reference, ResourceId, StackName, Unknown, Value
from workbook.template.raw import Raw

VPC = Reference(ResourceId(StackName("net"), LogicalId("Vpc")))
VALUES: dict[str, Value] = {
    "Yes": True,
    "One": 1,
    "Vpc": VPC,
    "Url": Compound(("https://", VPC)),
    **{name: Unknown(name, same("open")) for name in ("Env", "Cert", "Other")},
}


def value_of(raw: Raw) -> Value:
    return VALUES[str(raw["Ref"])] if isinstance(raw, dict) else raw  # type: ignore[return-value]


def equals(first: str, second: object) -> dict[str, Any]:
    return {"Fn::Equals": [{"Ref": first}, second]}


def negated(expression: object) -> dict[str, Any]:
    return {"Fn::Not": [expression]}


def truths(conditions: dict[str, Any]) -> dict[str, bool]:
    return decide(conditions, value_of)[0]


@pytest.mark.parametrize(
    ("expression", "truth"),
    [
        ({"Fn::Equals": ["a", "a"]}, True),
        ({"Fn::Equals": ["a", "A"]}, False),
        (equals("Yes", "true"), True),
        (equals("One", "1"), True),
        (equals("Env", {"Ref": "Env"}), True),
        (equals("Vpc", ""), False),
        (equals("Url", ""), False),
        ({"Fn::And": [{"Fn::Equals": [1, 1]}, {"Fn::Equals": [1, 2]}]}, False),
        ({"Fn::Or": [{"Fn::Equals": [1, 1]}, equals("Env", "prod")]}, True),
        ({"Fn::And": [{"Fn::Equals": [1, 2]}, equals("Env", "prod")]}, False),
        (negated({"Fn::Equals": [1, 2]}), True),
    ],
)
def test_a_condition_that_known_values_decide_needs_no_assumption(expression: dict[str, Any], truth: bool) -> None:  # noqa: FBT001 - the expected result
    decided, notes = decide({"C": expression}, value_of)
    assert decided == {"C": truth}
    assert not notes


@pytest.mark.parametrize(
    "expression",
    [
        equals("Env", "prod"),
        negated(equals("Cert", "")),
        {"Fn::And": [equals("Env", "prod"), negated(equals("Cert", ""))]},
        {"Fn::Or": [{"Fn::Equals": [1, 2]}, equals("Env", "prod")]},
        {"Fn::Not": [{"Fn::And": [equals("Env", "prod"), equals("Cert", "")]}]},
        {"Condition": "Undeclared"},
    ],
)
def test_a_condition_that_unknown_values_decide_counts_as_true_and_is_noted(expression: dict[str, Any]) -> None:
    decided, (note,) = decide({"C": expression}, value_of)
    assert decided == {"C": True}
    assert note.path == "Conditions.C"
    assert "taken as true" in note.text.en
    assert "verdadera" in note.text.es


def test_opposites_never_hold_together() -> None:
    assert truths({"Prod": equals("Env", "prod"), "Test": negated(equals("Env", "prod"))}) == {
        "Prod": True,
        "Test": False,
    }
    assert truths({"Prod": equals("Env", "prod"), "Test": negated({"Condition": "Prod"})}) == {
        "Prod": True,
        "Test": False,
    }


def test_an_unknown_value_has_one_value_only() -> None:
    assert truths({"A": equals("Env", "prod"), "B": equals("Env", "test")}) == {"A": True, "B": False}


def test_two_unknown_values_taken_as_equal_stay_equal() -> None:
    conditions = {"A": equals("Env", {"Ref": "Other"}), "B": negated(equals("Env", {"Ref": "Other"}))}
    assert truths(conditions) == {"A": True, "B": False}


def test_a_circle_of_conditions_is_named() -> None:
    with pytest.raises(CircleError) as refused:
        truths({"A": {"Condition": "B"}, "B": negated({"Condition": "C"}), "C": {"Condition": "A"}})
    assert refused.value.names == ("A", "B", "C", "A")


atoms = st.sampled_from([equals("Env", "a"), equals("Env", "b"), equals("Cert", ""), {"Fn::Equals": [1, 1]}])
expressions = st.recursive(
    atoms,
    lambda inner: (
        inner.map(negated)
        | st.lists(inner, min_size=1, max_size=3).map(lambda items: {"Fn::And": items})
        | st.lists(inner, min_size=1, max_size=3).map(lambda items: {"Fn::Or": items})
    ),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from("ABCDE"), expressions, min_size=1), st.randoms(use_true_random=False))
def test_the_order_in_which_conditions_are_written_decides_nothing(conditions: dict[str, Any], random: Any) -> None:
    names = list(conditions)
    random.shuffle(names)
    assert decide({name: conditions[name] for name in names}, value_of) == decide(conditions, value_of)


@settings(max_examples=100, deadline=None)
@given(expressions)
def test_a_condition_and_its_opposite_are_never_equal(expression: dict[str, Any]) -> None:
    decided = truths({"A": expression, "B": negated({"Condition": "A"}), "C": negated(expression)})
    assert decided["A"] is not decided["B"]
    assert decided["B"] is decided["C"]
