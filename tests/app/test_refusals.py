"""What a client reads where its request cannot be used: in one language, about names that it knows."""

from __future__ import annotations

import re
from typing import Any

import pytest

from browser import Browser, signed_in
from example_stock import make_location, make_product, make_user, place_of
from inventory.api.answers import StrictParser
from inventory.api.expectations import expectation
from inventory.problems import CUT_OFF, Problem
from test_openapi import described

pytestmark = pytest.mark.usefixtures("database")

NOWHERE = 999_999


@pytest.fixture
def browser(database: object) -> Browser:
    return signed_in(make_user("manager"))


def places(answer: Any) -> list[tuple[str, str, str]]:
    assert answer.status_code == 422, answer.content
    return [(error["in"], error["field"], error["code"]) for error in answer.json()["errors"]]


def test_choices_of_a_literal_are_listed_without_a_word_of_another_language(browser: Browser) -> None:
    answer = browser.get("/exports/levels?separator=tab", Accept_Language="es")

    assert [error["message"] for error in answer.json()["errors"]] == ["Se espera uno de estos: comma, semicolon."]


def test_every_pattern_of_the_description_is_told_in_words() -> None:
    of_numbers = r"^0*[0-9]{1,8}(\.[0-9]{1,4})?$"
    patterns = _patterns(described()) - {of_numbers}

    assert len(patterns) > 5
    for pattern in patterns:
        assert pattern not in expectation({"type": "string_pattern_mismatch", "ctx": {"pattern": pattern}}, "es")


def _patterns(part: Any) -> set[str]:
    if isinstance(part, list):
        return {pattern for each in part for pattern in _patterns(each)}
    if not isinstance(part, dict):
        return set()
    found = {part["pattern"]} if isinstance(part.get("pattern"), str) else set()
    return found.union(*map(_patterns, part.values()))


@pytest.mark.parametrize(
    ("language", "title", "words"), [("en", "The body is not JSON", "send JSON"), ("es", "no es JSON", "envíe JSON")]
)
def test_a_body_that_is_not_json_is_told_to_be_json(browser: Browser, language: str, title: str, words: str) -> None:
    answer = browser.post("/categories", "{", Accept_Language=language)

    assert answer.status_code == 400
    assert title in answer.json()["title"]
    assert words in answer.json()["detail"]
    assert "text/csv" in answer.json()["detail"]


def test_json_that_ended_early_is_told_from_json_that_is_wrong(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_half(*_: object) -> None:
        raise Problem(CUT_OFF, got=7, expected=17)

    monkeypatch.setattr(StrictParser, "parse_body", read_half)

    answer = browser.post("/categories", {"name": "Tools"})

    assert (answer.status_code, answer.json()["type"]) == (400, "urn:problem:cut-off")


@pytest.mark.parametrize(
    ("unknown", "language", "words"),
    [
        ("product_id", "en", f"Product {NOWHERE} does not exist"),
        ("product_id", "es", f"El producto {NOWHERE} no existe"),
        ("location_id", "en", f"Location {NOWHERE} does not exist"),
        ("location_id", "es", f"La ubicación {NOWHERE} no existe"),
    ],
)
@pytest.mark.parametrize("kind", ["receipts", "issues"])
def test_a_movement_of_what_is_not_there_names_it(
    browser: Browser, kind: str, unknown: str, language: str, words: str
) -> None:
    place = place_of(make_product(), make_location())
    body = {"product_id": place.product_id, "location_id": place.location_id, "quantity": 1, unknown: NOWHERE}

    answer = browser.post(f"/movements/{kind}", body, idempotency_key="a-key-of-its-own", Accept_Language=language)

    assert (answer.status_code, answer.json()["type"]) == (404, "urn:problem:not-found")
    assert words in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("PATCH", "/locations/1", {"name": None}, ("body", "name", "not_null")),
        ("PATCH", "/locations/1", [], ("body", "", "model_type")),
        ("POST", "/categories", None, ("body", "", "missing")),
        ("GET", "/products?limit=x", None, ("query", "limit", "int_parsing")),
    ],
)
def test_what_is_wrong_is_called_as_the_client_calls_it(
    browser: Browser, method: str, path: str, body: Any, expected: tuple[str, str, str]
) -> None:
    answer = browser.send(method, path, body, idempotency_key="a-key-of-its-own")

    assert places(answer) == [expected]


@pytest.mark.parametrize(("language", "words"), [("en", "A body is required"), ("es", "Se requiere un cuerpo")])
def test_a_body_that_is_missing_is_asked_for(browser: Browser, language: str, words: str) -> None:
    answer = browser.send("POST", "/categories", Accept_Language=language)

    assert words in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_sentence_about_one_value_has_no_plural_of_it(browser: Browser, language: str) -> None:
    wrong = browser.post("/categories", {"name": ""}, Accept_Language=language).json()
    file = browser.upload("/imports/products", "sku,name\na b,B\n", accept_language=language).json()

    for sentence in (wrong["detail"], wrong["errors"][0]["message"], file["detail"]):
        assert re.search(r": 1\b", sentence), sentence
        assert not re.search(r"\b1 [a-zá-ú]", sentence), sentence
