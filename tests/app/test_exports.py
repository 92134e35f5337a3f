from __future__ import annotations

import csv
import time
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from browser import Browser, signed_in
from example_stock import actor, make_location, make_product, make_user, new_name, place_of
from inventory.api import exports
from inventory.api.formulas import disarm, rearm
from inventory.models import Category, Product, Supplier
from inventory.selectors import catalogue
from inventory.services import movements

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def browser(database: object) -> Browser:
    return signed_in(make_user("viewer"))


def text_of(answer: HttpResponse) -> str:
    assert answer.status_code == 200, answer.content
    return answer.getvalue().decode()


def table(browser: Browser, path: str, separator: str = ",", **headers: str) -> list[list[str]]:
    text = text_of(browser.get(f"/exports/{path}", **headers))
    assert text.startswith("\ufeff")
    return list(csv.reader(text[1:].splitlines(), delimiter=separator, strict=True))


def test_products_are_exported_with_names_instead_of_numbers(browser: Browser) -> None:
    tools, acme = Category.objects.create(name="Tools"), Supplier.objects.create(name="Acme, Ltd")
    make_product(sku="A", name="Drill", category=tools, supplier=acme, unit_cost="12.3400", barcode="40123456")
    make_product(sku="B", name="Ñandú", active=False, reorder_point=7, unit="gram")

    assert table(browser, "products") == [
        ["SKU", "Name", "Barcode", "Category", "Supplier", "Unit", "Unit cost", "Reorder point", "Active"],
        ["A", "Drill", "40123456", "Tools", "Acme, Ltd", "piece", "12.3400", "0", "true"],
        ["B", "Ñandú", "", "", "", "gram", "0.0000", "7", "false"],
    ]


def test_headings_and_file_name_follow_the_language(browser: Browser) -> None:
    answer = browser.get("/exports/levels", Accept_Language="es-MX,es")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Language"] == "es"
    assert "accept-language" in answer["Vary"].lower()
    assert answer["Content-Disposition"].startswith('attachment; filename="existencias-2')
    assert text_of(answer) == "\ufeffSKU,Nombre,Ubicación,Cantidad,Unidad,Actualizado\r\n"


def test_a_link_that_cannot_say_what_it_accepts_names_the_language(browser: Browser) -> None:
    answer = browser.get("/exports/levels?language=es", Accept_Language="en")

    assert text_of(answer) == "\ufeffSKU,Nombre,Ubicación,Cantidad,Unidad,Actualizado\r\n"
    assert answer["Content-Language"] == "es"
    assert "existencias-" in answer["Content-Disposition"]


def test_the_frontend_may_read_the_name_of_the_file(browser: Browser) -> None:
    assert "content-disposition" in browser.get("/exports/levels")["Access-Control-Expose-Headers"]


def test_the_semicolon_brings_the_decimal_comma(browser: Browser) -> None:
    make_product(sku="A", name="Screw 3.5", unit_cost="12.3400")

    (_, row) = table(browser, "products?separator=semicolon", ";")

    assert (row[1], row[6]) == ("Screw 3.5", "12,3400")


def test_levels_and_movements_are_exported(browser: Browser) -> None:
    product, location, user = make_product(sku="A", name="Drill"), make_location(code="HERE"), make_user()
    place = place_of(product, location)
    movements.stock_receive(actor(user), new_name(), place=place, quantity=7, reason="order 12")
    movements.stock_issue(actor(user), new_name(), place=place, quantity=2)

    (level,) = table(browser, "levels")[1:]
    lines = table(browser, "movements")[1:]

    assert level[:5] == ["A", "Drill", "HERE", "5", "piece"]
    assert [line[2:11] for line in lines] == [
        ["issue", "A", "Drill", "HERE", "-2", "5", "", str(user.pk), "test-request"],
        ["receipt", "A", "Drill", "HERE", "7", "7", "order 12", str(user.pk), "test-request"],
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=drill", ["A"]), ("q=dril%20bit", ["A"]), ("active=false", ["B"]), ("", ["A", "B"]), ("q=none", [])],
)
def test_filters_are_those_of_the_list(browser: Browser, query: str, found: list[str]) -> None:
    make_product(sku="A", name="Drill bits")
    make_product(sku="B", name="Hammer", active=False)

    assert [row[0] for row in table(browser, f"products?{query}")[1:]] == found


def test_similar_names_that_take_too_long_are_left_out(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    make_product()
    monkeypatch.setattr(catalogue, "_IS_SIMILAR", "pg_sleep(4)::text = 'never'")

    start = time.monotonic()
    rows = table(browser, "products?q=nothing%20like%20it")

    assert len(rows) == 1
    assert 0.4 < time.monotonic() - start < 2


def test_similar_names_are_looked_for_once(browser: Browser) -> None:
    Product.objects.bulk_create(Product(sku=f"P-{number:05}", name="Cordless drill") for number in range(1200))

    with CaptureQueriesContext(connection) as queries:
        rows = table(browser, "products?q=cordles%20dril")

    assert [row[0] for row in rows[1:]] == [f"P-{number:05}" for number in range(1200)]
    assert len([query for query in queries.captured_queries if "<%" in query["sql"]]) == 1


def test_levels_and_movements_are_narrowed_too(browser: Browser) -> None:
    here, there, product = make_location(), make_location(), make_product()
    for location in (here, there):
        movements.stock_receive(actor(), new_name(), place=place_of(product, location), quantity=3)

    assert len(table(browser, f"levels?location_id={here.pk}")) == 2
    assert len(table(browser, f"movements?location_id={here.pk}&kind=receipt")) == 2
    assert len(table(browser, "movements?kind=issue")) == 1


@pytest.mark.parametrize("query", ["separator=tab", "language=fr", "active=perhaps", "q=%00", "category_id=0"])
def test_a_query_that_cannot_be_used_is_refused(browser: Browser, query: str) -> None:
    answer = browser.get(f"/exports/products?{query}")

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")


def test_many_products_come_in_batches_each_once_and_in_order(browser: Browser) -> None:
    Product.objects.bulk_create(Product(sku=f"P-{number:05}", name="Many") for number in range(2500))

    with CaptureQueriesContext(connection) as queries:
        skus = [row[0] for row in table(browser, "products")[1:]]
    of_list = [query for query in queries if "LIMIT 1000" in query["sql"]]

    assert skus == [f"P-{number:05}" for number in range(2500)]
    assert len(of_list) == 4  # three with rows, and one that finds the end


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "'=1", "''+1"])  # noqa: RUF001
def test_what_a_spreadsheet_would_run_is_disarmed(browser: Browser, name: str) -> None:
    make_product(sku="A", name=name)

    (_, row) = table(browser, "products")

    assert row[1] == f"'{name}"


def test_a_reason_is_disarmed_and_a_number_below_zero_stays_one(browser: Browser) -> None:
    place = place_of(make_product(), make_location())
    movements.stock_receive(actor(), new_name(), place=place, quantity=5, reason='=HYPERLINK("http://evil")')
    movements.stock_issue(actor(), new_name(), place=place, quantity=2)

    issue, receipt = table(browser, "movements")[1:]

    assert receipt[8] == '\'=HYPERLINK("http://evil")'
    assert issue[6] == "-2"


@given(st.text(alphabet="'=+-@\ta b"))
def test_a_disarmed_cell_runs_nothing_and_is_read_as_it_was(cell: str) -> None:
    assert rearm(disarm(cell)) == cell
    assert not disarm(cell).startswith(("=", "+", "-", "@", "\t"))


def test_a_database_that_is_down_is_told_before_the_file_begins(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> Any:
        raise OperationalError("the connection is lost")
        yield

    monkeypatch.setattr(exports, "product_batches", fail)

    assert browser.get("/exports/products").status_code == 503
