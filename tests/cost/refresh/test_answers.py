"""What a refresh came to reads the same in JSON and as a page, in both languages, and progress is for terminals."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cost.refresh.conftest import file_of
from workbook.cost.prices.refresh.download import silent
from workbook.cost.prices.refresh.run import Refreshed
from workbook.lang import Lang
from workbook.render.prices_refresh import downloading, refresh_page

Renew = Callable[..., Refreshed]
SCHEMA = Path(__file__).parents[3] / "docs/reference/schemas/prices-refresh.schema.json"


@pytest.fixture
def changed(price_list: Path, renew: Renew) -> Refreshed:
    """One price changed, and the others are as before."""
    path = price_list / file_of("AmazonECS")
    path.write_text(path.read_text().replace("0.0404800000", "0.0420000000"))
    return renew()


@pytest.mark.parametrize("lang", Lang)
def test_a_page_tells_what_changed_and_what_it_was_read_from(golden, changed: Refreshed, lang: Lang) -> None:
    golden(f"changed.{lang}.txt", repr(refresh_page(changed, lang)) + "\n")


@pytest.mark.parametrize(("lang", "words"), [(Lang.EN, "Not sold there"), (Lang.ES, "No se venden ahí")])
def test_a_page_names_what_is_not_sold_in_a_place(changed: Refreshed, lang: Lang, words: str) -> None:
    told = repr(refresh_page(replace(changed, absent=(("aurora.io", "sa-east-1"),)), lang))

    assert words in told
    assert "aurora.io (sa-east-1)." in told


@pytest.mark.parametrize("lang", Lang)
def test_a_page_tells_that_all_is_as_before(golden, renew: Renew, lang: Lang) -> None:
    confirmed, same = renew("nat"), renew("nat")

    golden(f"same.{lang}.txt", f"{refresh_page(confirmed, lang)!r}\n\n{refresh_page(same, lang)!r}\n")


def test_the_answer_in_json_has_the_documented_form(golden, changed: Refreshed) -> None:
    told = changed.to_json()

    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(told)
    golden("answer.json", json.dumps(told, indent=2, ensure_ascii=False) + "\n")


def test_every_key_of_the_answer_is_described(changed: Refreshed, renew: Renew) -> None:
    described = json.loads(SCHEMA.read_text(encoding="utf-8"))["properties"]

    assert list(changed.to_json()) == list(described)
    assert list(renew("nat").to_json()["sources"][0]) == list(described["sources"]["items"]["properties"])


def test_progress_is_silent_in_a_pipe() -> None:
    with downloading() as progress:
        assert progress is silent


def test_progress_is_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with downloading() as progress:
        for count in (0, 500, 1000):
            progress("/one.csv", count, 1000)
        progress("/two.json", 10, None)

    assert "/one.csv" in terminal.getvalue()
    assert "/two.json" in terminal.getvalue()
