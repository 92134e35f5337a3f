"""Every sentence that a walk can say exists in both languages, with the same fields."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

import workbook.flow
from workbook.lang import Text

_MODULES = [m.name for m in pkgutil.walk_packages(workbook.flow.__path__, "workbook.flow.") if not m.ispkg]
_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """the and of with is are its it which that from for not by on in an at as or only each every this there they
        their has have gets goes gives takes until after before while where what who when so than then answers answer
        request requests sends asks caller browser task tasks zone database address""",
    )
)


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _texts(inner)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("module", _MODULES)
def test_sentences_have_the_same_fields_in_both_languages_and_no_english_in_the_spanish_one(module: str) -> None:
    for text in _texts(vars(importlib.import_module(module))):
        assert _fields(text.en) == _fields(text.es), text.en
        words = set(re.findall(r"\w+", re.sub(r"\{.*?\}", "", text.es).lower()))
        assert not words & _ENGLISH, text.es


def test_there_are_sentences_to_check() -> None:
    found = [text for module in _MODULES for text in _texts(vars(importlib.import_module(module)))]

    assert len(found) > 100
