"""What holds of every comparison, whatever the type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deploy.live.case import Case, Refused, Told, cases, stubbed, told
from workbook.deploy.live.forms import TAGS
from workbook.deploy.live.model import Answer
from workbook.deploy.live.readers.all import READERS
from workbook.deploy.live.reading import Reading

TYPES = sorted(cases())
Step = str | int


@cache
def read(kind: str) -> Reading:
    with stubbed(cases()[kind]) as apis:
        reading = cases()[kind].read(apis)
    assert reading is not None
    return reading


def leaves(value: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The paths of everything in a value that is no mapping and no list."""
    if not isinstance(value, Mapping | list | tuple):
        yield path
        return
    for step, each in value.items() if isinstance(value, Mapping) else enumerate(value):
        yield from leaves(each, (*path, step))


def changed(value: Any, path: tuple[Step, ...]) -> Any:
    """The same value with another leaf at that path."""
    if not path:
        return other(value)
    if isinstance(value, Mapping):
        return {key: changed(each, path[1:]) if key == path[0] else each for key, each in value.items()}
    same = [changed(each, path[1:]) if index == path[0] else each for index, each in enumerate(value)]
    return tuple(same) if isinstance(value, tuple) else same


def other(leaf: Any) -> Any:
    if isinstance(leaf, bool):
        return not leaf
    if isinstance(leaf, int | float):
        return leaf + 1
    return leaf + b"7" if isinstance(leaf, bytes) else f"{leaf or ''}7"


@pytest.mark.parametrize("kind", TYPES)
def test_another_value_anywhere_in_the_template_is_a_difference(kind: str) -> None:
    case, reading = cases()[kind], read(kind)
    compared = {path: value for path, value in case.expected.items() if path not in case.unread}
    known = [path for path in leaves(compared) if not_told(case, path)]

    assert known
    for path in known:
        answers = {each.answer for each in case.compared(reading, changed(compared, path))}
        assert Answer.DIFFERENT in answers, path


def not_told(case: Case, path: tuple[Step, ...]) -> bool:
    """Whether AWS tells of that part of a property at all."""
    last = {each.rpartition(".")[2] for each in case.unread}
    return path[-1] not in last


@pytest.mark.parametrize("kind", TYPES)
def test_another_value_in_what_aws_answers_is_a_difference_in_each_property(kind: str) -> None:
    case = cases()[kind]
    answers = told(case)
    reading = case.read(Told(answers))
    assert reading is not None

    lacking = case.equal(reading) - case.identity
    for key, answer in answers.items():
        for path in () if isinstance(answer, Refused) else leaves(answer):
            found = case.read(Told({**answers, key: changed(answer, path)}))
            different = [each.path for each in case.compared(found) if each.answer is Answer.DIFFERENT] if found else []
            lacking = {each for each in lacking if not any(is_part(each, path) for path in different)}
    assert lacking == set()


def is_part(one: str, another: str) -> bool:
    """Whether a property is another, or a part of it, or the other way round."""
    return f"{one}.".startswith(f"{another}.") or f"{another}.".startswith(f"{one}.")


@pytest.mark.parametrize("kind", TYPES)
@settings(max_examples=20)
@given(data=st.data())
def test_a_list_whose_order_says_nothing_is_equal_in_any_order(kind: str, data: st.DataObject) -> None:
    case, reading = cases()[kind], read(kind)

    shuffled = permuted(case.expected, "", READERS[kind].forms, data)
    assert {each.path for each in case.compared(reading, shuffled) if each.answer is Answer.DIFFERENT} == set()


def permuted(value: Any, pattern: str, forms: Mapping[str, Any], data: st.DataObject) -> Any:
    if isinstance(value, Mapping):
        return {key: permuted(each, f"{pattern}.{key}".lstrip("."), forms, data) for key, each in value.items()}
    if not isinstance(value, tuple):
        return value
    inner = tuple(permuted(each, f"{pattern}.*", forms, data) for each in value)
    form = forms.get(pattern)
    return tuple(data.draw(st.permutations(inner))) if form is not None and (form.unordered or form is TAGS) else inner
