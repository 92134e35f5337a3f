"""Answers as data: what comes back as it was, and what does not come back at all."""

from __future__ import annotations

import json
from collections import Counter, OrderedDict
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import SourceError
from workbook.grade.encoding import Foreign, UnreadableAnswerError, decode, encode
from workbook.graph.build import build_graph
from workbook.graph.model import EdgeKind
from workbook.lang import same
from workbook.lessons.deploy_traces import Found
from workbook.template.source import load_profile

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.decimals(allow_nan=False),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(), inner)
        | st.sets(st.integers() | st.text())
        | st.frozensets(st.text())
    ),
)


def through(answer: object) -> object:
    return decode(json.loads(json.dumps(encode(answer))))


@given(answer=plain)
def test_plain_values_come_back_as_they_were(answer: object) -> None:
    assert through(answer) == answer
    assert type(through(answer)) is type(answer)


def test_a_graph_comes_back_equal_and_is_small() -> None:
    graph = build_graph(load_profile("starter"))

    assert through(graph) == graph
    assert through(graph.assembly) == graph.assembly
    assert len(json.dumps(encode(graph))) < 1_000_000


def test_what_exercises_ask_for_comes_back() -> None:
    answer = (EdgeKind.ALLOWS, Decimal("1.5"), Found(1, 2, 3), {"a": ["b"]})

    assert through(answer) == answer
    error = through(SourceError(same("one"), same("two")))
    assert isinstance(error, SourceError)
    assert error.problems == (same("one"), same("two"))


def test_what_is_like_a_plain_value_comes_back_as_one() -> None:
    assert through(np.float64(0.5)) == 0.5
    assert through(Counter("aab")) == {"a": 2, "b": 1}
    assert through(OrderedDict(a=1).keys()) == ["a"]
    assert through(iter("ab")) == ["a", "b"]
    assert through(Path("a/b")) == "a/b"


class Sly(set[str]):
    def __eq__(self, _other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


def test_a_class_of_the_notebook_does_not_come_back() -> None:
    assert type(through(Sly({"a"}))) is set
    assert through(object()) == Foreign("object")
    assert through(lambda: 1) == Foreign("function")
    assert through([lambda: 1, 2])[1] == 2  # type: ignore[index]


def test_what_holds_itself_is_refused() -> None:
    circle: list[object] = []
    circle.append(circle)

    with pytest.raises(UnreadableAnswerError):
        encode(circle)


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.grade.encoding.MOST", 3)

    with pytest.raises(UnreadableAnswerError):
        encode([[], [], []])


def of(*entry: object) -> dict[str, Any]:
    return {"root": {"@": 0}, "table": [list(entry)]}


@pytest.mark.parametrize(
    "forged",
    [
        None,
        {},
        of(),
        of("list"),
        of("data", "subprocess", "Popen", {"args": "ls"}),
        of("data", "workbook.__main__", "main", {}),
        of("data", "workbook.template.source", "Path", {}),
        of("data", "workbook.graph.model", "Graph", {}),
        of("data", "workbook.graph.model", "EdgeKind", {}),
        of("data", "workbook.graph.model", "Graph.of_type", {}),
        of("enum", "workbook.graph.model", "EdgeKind", "NOTHING"),
        of("error", "workbook.errors", "SourceError", ["words"]),
        of("error", "workbook.errors", "Sequence", []),
        of("decimal", "x"),
        of("same", {"@": 0}),
        of("foreign", "x"),
        of("set", [{"@": 0}]),
        {"root": {"@": 0}, "table": [["set", [{"@": 1}]], ["list", []]]},
    ],
)
def test_forged_data_is_foreign(forged: object) -> None:
    assert isinstance(decode(forged), Foreign)
