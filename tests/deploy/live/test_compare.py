from __future__ import annotations

from typing import Any

import pytest

from workbook.deploy.live import words
from workbook.deploy.live.compare import compare
from workbook.deploy.live.forms import ATTRIBUTES, EXACT, JSON, SET, TAGS, Form, by_name, policies
from workbook.deploy.live.model import Answer
from workbook.deploy.live.reading import plain
from workbook.template.functions import unknown
from workbook.template.model import Compound

EQUAL, DIFFERENT, UNREADABLE = Answer
HIDDEN = unknown("X", reason=words.SECRET)


def answer(expected: Any, found: Any, **forms: Form) -> Answer:
    """The answer for one property, P."""
    answers = {each.answer for each in compare({"P": plain(expected)}, {"P": plain(found)}, forms, {})}
    return next(each for each in (DIFFERENT, UNREADABLE, EQUAL) if each in answers)


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ("20", 20, True), (5, 5.0, True), ("5", "5.0", False), (True, "true", True), (True, False, False),
        ("", None, True), ([], None, True), (False, None, False), (0, None, False), ("000000000001", "1", False),
        ({"A": 1}, {"A": 1, "B": 2}, True), ({"A": 1, "B": 2}, {"A": 1}, False), ({"A": 1}, [1], False),
        ([1, 2], [2, 1], False), ([1], [1, 2], False), ([{"A": 1}], [{"A": 1, "B": 0}], True), (1, "one", False),
    ],
)  # fmt: skip
def test_values_are_alike_where_they_say_the_same(expected: Any, found: Any, *, same: bool) -> None:
    assert answer(expected, found) is (EQUAL if same else DIFFERENT)


def test_a_set_is_matched_as_a_whole_and_shows_what_the_other_side_lacks() -> None:
    expected = [{"A": 1}, {"A": 1, "B": 1}, {"C": 1}]
    found = [{"A": 1, "B": 1, "X": 0}, {"C": 2}, {"A": 1, "B": 2}]

    (result,) = compare({"P": plain(expected)}, {"P": plain(found)}, {"P": SET}, {})
    assert (result.answer, result.expected, result.found) == (DIFFERENT, ({"C": 1},), ({"C": 2},))


def test_tags_of_aws_do_not_count_and_those_of_others_do() -> None:
    mine = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]

    assert answer(mine, [*reversed(mine), {"Key": "aws:x", "Value": "3"}], P=TAGS) is EQUAL
    assert answer(mine, {"b": "2", "a": "1"}, P=TAGS) is EQUAL
    assert answer(mine, [*mine, {"Key": "by-hand", "Value": ""}], P=TAGS) is DIFFERENT
    (result,) = compare({"P": plain(mine)}, {"P": {"a": "1", "b": "3"}}, {"P": TAGS}, {})
    assert (result.path, result.expected, result.found) == ("P.b", "2", "3")


def test_attributes_that_the_template_does_not_set_are_defaults() -> None:
    mine = [{"Key": "a", "Value": "true"}]

    assert answer(mine, [{"Key": "z", "Value": "1"}, {"Key": "a", "Value": True}], P=ATTRIBUTES) is EQUAL
    assert answer(mine, [{"Key": "z", "Value": "1"}], P=ATTRIBUTES) is DIFFERENT


def test_where_all_counts_what_one_side_alone_has_is_a_difference() -> None:
    assert answer({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}}, P=EXACT) is DIFFERENT
    assert answer('{"a": [1, {"b": null}]}', {"a": [1, {"b": None}]}, P=JSON) is EQUAL
    assert answer('{"a": 1}', '{"a": 1, "b": 2}', P=JSON) is DIFFERENT
    assert answer('{"a": 1}', "no JSON", P=JSON) is DIFFERENT


ALLOW = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Principal": {"AWS": "*"}}


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({**ALLOW, "Action": ["S3:getobject"]}, True), ({**ALLOW, "Principal": "*"}, True),
        ({**ALLOW, "Sid": ""}, True), ({**ALLOW, "Sid": "x"}, False), ({**ALLOW, "Effect": "Deny"}, False),
        ({**ALLOW, "Resource": ["*", "arn:x"]}, False), ({**ALLOW, "Principal": {"AWS": "123456789012"}}, False),
        ({**ALLOW, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}, False),
    ],
)  # fmt: skip
def test_policies_are_equal_where_they_mean_the_same(other: Any, *, same: bool) -> None:
    mine = {"Version": "2012-10-17", "Statement": ALLOW}
    theirs = {"Statement": [other], "Version": "2012-10-17"}

    assert answer(mine, theirs, **policies("P")) is (EQUAL if same else DIFFERENT)
    assert answer(mine, {**theirs, "Version": "2008-10-17"}, **policies("P")) is DIFFERENT


def test_an_account_is_its_root_in_a_policy() -> None:
    mine = {"Statement": [{**ALLOW, "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}

    assert answer(mine, {"Statement": [{**ALLOW, "Principal": {"AWS": 123456789012}}]}, **policies("P")) is EQUAL


@pytest.mark.parametrize("form", [Form(), SET, TAGS, JSON, EXACT, Form(by_name("Key")), policies("P")["P"]])
@pytest.mark.parametrize(
    "value",
    [HIDDEN, Compound(("a", HIDDEN)), (HIDDEN,), ({"Key": "a", "Value": HIDDEN},), {"Statement": ({"Sid": HIDDEN},)}],
)
def test_what_is_not_known_is_never_equal(value: Any, form: Form) -> None:
    for expected, found in ((value, value), (value, "a"), ("a", value)):
        assert answer(expected, found, P=form) is not EQUAL
    (result,) = compare({"P": HIDDEN}, {"P": "a"}, {"P": form}, {})
    assert (result.answer, result.reason, result.found) == (UNREADABLE, words.SECRET, None)


def test_what_nobody_tells_or_the_reader_does_not_give_is_unreadable_with_its_reason() -> None:
    results = compare({"C": 3, "B": 1, "A": 2}, {}, {}, {"A": words.SECRET, "C": words.ACTS_ONCE})

    assert [(each.path, each.expected, each.answer, each.reason) for each in results] == [
        ("A", None, UNREADABLE, words.SECRET),
        ("B", 1, UNREADABLE, words.NO_PROPERTY),
        ("C", 3, UNREADABLE, words.ACTS_ONCE),
    ]
