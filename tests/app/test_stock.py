from __future__ import annotations

from typing import Any

import pytest

from browser import Browser, signed_in
from example_stock import actor, make_location, make_product, make_user, new_name, place_of
from inventory.api.shapes import ActShape, LevelShape, LowShape, MovementShape, Page, ValuationShape
from inventory.models import StockLevel, StockMovement
from inventory.services import movements
from inventory.services.ledger import Place

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def browser(database: object) -> Browser:
    return signed_in(make_user("manager"))


def receive(place: Place, quantity: int) -> None:
    movements.stock_receive(actor(), new_name(), place=place, quantity=quantity)


def at(place: Place) -> dict[str, int]:
    return {"product_id": place.product_id, "location_id": place.location_id}


@pytest.mark.parametrize(
    ("kind", "values", "change"),
    [
        ("receipts", {"quantity": 3}, 3),
        ("issues", {"quantity": 3, "reason": "order 7"}, -3),
        ("counts", {"counted": 4}, -6),
        ("adjustments", {"change": -2, "reason": "broken"}, -2),
    ],
)
def test_a_movement_is_answered_with_its_line(browser: Browser, kind: str, values: dict[str, Any], change: int) -> None:
    place = place_of(make_product(), make_location())
    receive(place, 10)

    answer = browser.move(kind, {**at(place), **values})

    act = ActShape.model_validate_json(answer.content)
    (line,) = act.lines
    assert answer.status_code == 201
    assert (line.change, line.balance, line.act_id) == (change, 10 + change, act.act_id)
    assert line.reason == values.get("reason", "")


def test_a_transfer_is_answered_with_both_lines(browser: Browser) -> None:
    product, here, there = make_product(), make_location(), make_location()
    receive(place_of(product, here), 10)

    answer = browser.move("transfers", {"product_id": product.pk, "from_id": here.pk, "to_id": there.pk, "quantity": 4})

    assert sorted(line["change"] for line in answer.json()["lines"]) == [-4, 4]


def test_a_movement_sent_again_is_answered_the_same(browser: Browser) -> None:
    place = place_of(make_product(), make_location())
    body = {**at(place), "quantity": 3}

    first = browser.move("receipts", body, "key-number-1")
    again = browser.move("receipts", dict(reversed(body.items())), "key-number-1")
    other = browser.move("receipts", {**body, "quantity": 4}, "key-number-1")
    elsewhere = browser.move("issues", body, "key-number-1")

    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert [each.status_code for each in (other, elsewhere)] == [422, 422]
    assert other.json()["type"] == "urn:problem:idempotency-key-reused"
    assert StockMovement.objects.count() == 1


@pytest.mark.parametrize("key", [None, "short", "x" * 101, "with a space", "ñandúñandú"])
def test_a_movement_needs_a_key(browser: Browser, key: str | None) -> None:
    place = place_of(make_product(), make_location())
    headers = {} if key is None else {"idempotency_key": key}

    answer = browser.post("/movements/receipts", {**at(place), "quantity": 3}, **headers)

    assert answer.status_code == 422
    assert [(error["in"], error["field"]) for error in answer.json()["errors"]] == [("header", "Idempotency-Key")]
    assert not StockMovement.objects.exists()


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        ("receipts", {"quantity": 0}, "greater_than_equal"),
        ("receipts", {"quantity": -5}, "greater_than_equal"),
        ("receipts", {"quantity": 10**9 + 1}, "less_than_equal"),
        ("receipts", {"quantity": 1.5}, "int_type"),
        ("receipts", {"quantity": True}, "int_type"),
        ("receipts", {"quantity": "7"}, "int_type"),
        ("issues", {}, "missing"),
        ("counts", {"counted": -1}, "greater_than_equal"),
        ("adjustments", {"change": 0, "reason": "none"}, "zero_change"),
        ("adjustments", {"change": 1}, "missing"),
        ("adjustments", {"change": 1, "reason": " "}, "string_pattern_mismatch"),
        ("receipts", {"quantity": 1, "reason": "a\0"}, "string_pattern_mismatch"),
        ("receipts", {"quantity": 1, "user_id": 1}, "extra_forbidden"),
    ],
)
def test_a_movement_that_makes_no_sense_is_refused(
    browser: Browser, kind: str, values: dict[str, Any], code: str
) -> None:
    place = place_of(make_product(), make_location())

    answer = browser.move(kind, {**at(place), **values})

    assert answer.status_code == 422
    assert [error["code"] for error in answer.json()["errors"]] == [code]
    assert not StockMovement.objects.exists()


def test_a_transfer_to_the_same_location_is_refused(browser: Browser) -> None:
    body = {"product_id": 1, "from_id": 2, "to_id": 2, "quantity": 1}

    assert [error["code"] for error in browser.move("transfers", body).json()["errors"]] == ["same_location"]


def test_too_little_stock_says_how_much_there_is(browser: Browser) -> None:
    place = place_of(make_product(), make_location())
    receive(place, 2)

    answer = browser.move("issues", {**at(place), "quantity": 3})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:problem:insufficient-stock")
    assert (
        f"Product {place.product_id} at location {place.location_id}: in stock 2, asked for 3"
        in answer.json()["detail"]
    )


def test_a_movement_needs_few_queries(browser: Browser) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    place = place_of(make_product(), make_location())
    receive(place, 10)
    with CaptureQueriesContext(connection) as queries:
        browser.move("issues", {**at(place), "quantity": 1})
    told = [query["sql"].split()[0] for query in queries if "SAVEPOINT" not in query["sql"]]

    assert told == ["SELECT", "INSERT", "WITH"]  # the sign-in; then the key, and level with line


def test_levels_are_listed_by_product_and_location(browser: Browser) -> None:
    product, other = make_product(), make_product()
    here, there = make_location(), make_location()
    for place, quantity in [(place_of(other, here), 1), (place_of(product, there), 2), (place_of(product, here), 3)]:
        receive(place, quantity)

    first = Page[LevelShape].model_validate_json(browser.get("/stock/levels?limit=2").content)
    rest = Page[LevelShape].model_validate_json(browser.get(f"/stock/levels?limit=2&after={first.next}").content)
    of_place = browser.get(f"/stock/levels?product_id={product.pk}&location_id={there.pk}").json()["items"]

    assert [(level.product_id, level.quantity) for level in first.items + rest.items] == [
        (product.pk, 3),
        (product.pk, 2),
        (other.pk, 1),
    ]
    assert [level["quantity"] for level in of_place] == [2]


def test_what_runs_low_is_listed(browser: Browser) -> None:
    here, there = make_location(), make_location()
    plenty, low = make_product(sku="PLENTY", reorder_point=5), make_product(sku="LOW", reorder_point=5)
    make_product(sku="NEVER", reorder_point=1)
    make_product(sku="OLD", reorder_point=1, active=False)
    make_product(sku="UNWATCHED")
    for product, location, quantity in [(plenty, here, 3), (plenty, there, 3), (low, here, 5)]:
        receive(place_of(product, location), quantity)

    page = Page[LowShape].model_validate_json(browser.get("/stock/low").content)

    assert [(item.sku, item.quantity) for item in page.items] == [("LOW", 5), ("NEVER", 0)]


def test_stock_is_valued_without_losing_a_digit(browser: Browser) -> None:
    here, there = make_location(code="A"), make_location(code="B")
    gold, dust = make_product(unit_cost="19999999.9999"), make_product(unit_cost="0.0001")
    for product, location, quantity in [(gold, here, 10**9), (dust, here, 1), (dust, there, 7)]:
        receive(place_of(product, location), quantity)

    value = ValuationShape.model_validate_json(browser.get("/stock/valuation").content)

    assert [(item.location, item.products, item.amount) for item in value.items] == [
        ("A", 2, "19999999999900000.0001"),
        ("B", 1, "0.0007"),
    ]
    assert value.total == "19999999999900000.0008"


def test_nothing_is_worth_nothing(browser: Browser) -> None:
    assert browser.get("/stock/valuation").content == b'{"items":[],"total":"0"}'  # as compact as every other answer


def test_the_history_begins_with_the_newest_line(browser: Browser) -> None:
    place = place_of(make_product(), make_location())
    for quantity in range(1, 6):
        receive(place, quantity)
    browser.move("issues", {**at(place), "quantity": 2})

    first = Page[MovementShape].model_validate_json(browser.get("/stock/movements?limit=4").content)
    rest = Page[MovementShape].model_validate_json(browser.get(f"/stock/movements?limit=4&after={first.next}").content)
    issues = browser.get(f"/stock/movements?kind=issue&product_id={place.product_id}").json()["items"]

    assert [line.change for line in first.items + rest.items] == [-2, 5, 4, 3, 2, 1]
    assert [line["change"] for line in issues] == [-2]
    assert len(issues[0]["request_id"]) == 32


def test_a_key_of_one_kind_of_movement_is_none_of_another(browser: Browser) -> None:
    place = place_of(make_product(), make_location())
    receive(place, 5)
    body = {**at(place), "quantity": 2}

    received = browser.move("receipts", body, "one-and-the-same").status_code
    issued = browser.move("issues", body, "one-and-the-same")

    assert received == 201
    assert (issued.status_code, issued.json()["type"]) == (422, "urn:problem:idempotency-key-reused")


def test_stock_that_no_number_holds_is_refused(browser: Browser) -> None:
    place = place_of(make_product(), make_location())
    receive(place, 5)
    StockLevel.objects.update(quantity=2**63 - 2)

    answer = browser.move("receipts", {**at(place), "quantity": 2})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:problem:too-much-stock")
