from __future__ import annotations

import re
from typing import Any

import pytest

from browser import Browser, signed_in
from example_stock import make_user
from inventory.models import Product
from test_openapi import described

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def browser(database: object) -> Browser:
    return signed_in(make_user("admin"))


def parameters(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = described()["paths"][path]["get"]["parameters"]
    return found


def refused(answer: Any) -> list[tuple[str, str, str]]:
    assert answer.status_code == 422, answer.content
    return [(error["in"], error["field"], error["code"]) for error in answer.json()["errors"]]


@pytest.mark.parametrize("path", [path for path, methods in described()["paths"].items() if "get" in methods])
def test_no_list_and_no_entry_is_asked_for_by_a_name_that_it_does_not_know(browser: Browser, path: str) -> None:
    asked = re.sub(r"\{.*\}", "1", path.removeprefix("/api/v1"))
    required = "".join(f"&{each['name']}=1" for each in parameters(path) if each["in"] == "query" and each["required"])

    assert refused(browser.get(f"{asked}?colour=red&Limit=1{required}")) == [
        ("query", "colour", "extra_forbidden"),
        ("query", "Limit", "extra_forbidden"),
    ]


def test_a_write_with_a_misspelt_parameter_writes_nothing(browser: Browser) -> None:
    imported = browser.upload("/imports/products?dry-run=true", "sku,name\nA,B\n")
    added = browser.post("/products?dry_run=true", {"sku": "A", "name": "B"})

    assert refused(imported) == [("query", "dry-run", "extra_forbidden")]
    assert refused(added) == [("query", "dry_run", "extra_forbidden")]
    assert not Product.objects.exists()


def test_nobody_learns_the_parameters_before_signing_in() -> None:
    assert Browser().get("/products?colour=red").status_code == 401
