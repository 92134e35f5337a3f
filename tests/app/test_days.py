"""Activity, history and totals: what charts are made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from browser import Browser, signed_in
from example_stock import actor, make_location, make_product, make_user, new_name, place_of
from inventory.api import calendar
from inventory.api.shapes import ActivityShape, HistoryShape, TotalsShape
from inventory.models import Location, Product, StockMovement
from inventory.services.movements import stock_receive

pytestmark = pytest.mark.usefixtures("database")

NOW = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)  # the day after summer time began in Madrid
MADRID = ZoneInfo("Europe/Madrid")
NONE = {"receipt": 0, "issue": 0, "transfer": 0, "adjustment": 0, "count": 0}


@pytest.fixture
def browser(database: object, monkeypatch: pytest.MonkeyPatch) -> Browser:
    browser = signed_in(make_user("viewer"))
    monkeypatch.setattr(calendar, "now", lambda: NOW)
    return browser


@pytest.fixture
def product(database: object) -> Product:
    return make_product()


@pytest.fixture
def location(database: object) -> Location:
    return make_location()


def written(kind: str, change: int, product: Product, location: Location, at: datetime, act: Any = None) -> None:
    """A line of the ledger of that time, past the services, which know no time but now."""
    StockMovement.objects.create(
        act_id=act or uuid4(),
        kind=kind,
        product=product,
        location=location,
        change=change,
        balance=0,
        reason="so",
        user_id=make_user().pk,
        created_at=at,
    )


def days_of(browser: Browser, path: str) -> list[dict[str, Any]]:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.content
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_every_day_is_there_with_zeros_and_the_last_is_today(browser: Browser) -> None:
    page = ActivityShape.model_validate_json(browser.get("/stock/activity").content)

    assert [item.day.isoformat() for item in page.items][::13] == ["2026-03-17", "2026-03-30"]
    assert len(page.items) == 14
    assert page.items[0].model_dump(exclude={"day"}) == NONE


def test_acts_are_counted_not_lines(browser: Browser, product: Product, location: Location) -> None:
    other, transfer, imported = make_location(), uuid4(), uuid4()
    for place, change in ((location, -5), (other, 5)):
        written("transfer", change, product, place, NOW, transfer)
        written("count", 0, product, place, NOW, imported)
    written("receipt", 5, product, location, NOW)
    written("receipt", 5, product, location, NOW - timedelta(days=1))
    written("issue", -5, product, location, NOW)
    written("adjustment", -1, product, location, NOW - timedelta(days=2))

    assert days_of(browser, "/stock/activity?days=2") == [
        {"day": "2026-03-29", **NONE, "receipt": 1},
        {"day": "2026-03-30", "receipt": 1, "issue": 1, "transfer": 1, "adjustment": 0, "count": 1},
    ]


def test_days_begin_where_those_who_ask_are(browser: Browser, product: Product, location: Location) -> None:
    """On 29 March Madrid has 23 hours, which begin at 23:00 UTC and end at 22:00."""
    for hour, minute in ((22, 59), (23, 0)):
        written("receipt", 1, product, location, datetime(2026, 3, 28, hour, minute, tzinfo=UTC))
    for hour, minute in ((21, 59), (22, 0)):
        written("receipt", 1, product, location, datetime(2026, 3, 29, hour, minute, tzinfo=UTC))

    def receipts(zone: str) -> dict[str, int]:
        items = days_of(browser, f"/stock/activity?days=3&time_zone={zone}")
        return {item["day"][-2:]: item["receipt"] for item in items}

    assert receipts("Europe/Madrid") == {"28": 1, "29": 2, "30": 1}
    assert receipts("UTC") == {"28": 2, "29": 2, "30": 0}
    assert receipts("Pacific/Auckland") == {"28": 0, "29": 2, "30": 2}


def test_stock_is_told_as_it_was_at_the_end_of_each_day(browser: Browser, product: Product, location: Location) -> None:
    elsewhere = make_location()
    for there, quantity in ((location, 7), (elsewhere, 20)):
        stock_receive(actor(), new_name(), place=place_of(product, there), quantity=quantity)  # in the future of NOW
    written("issue", -2, product, location, NOW - timedelta(days=1))
    written("receipt", 9, product, elsewhere, NOW - timedelta(days=2))
    written("receipt", 100, make_product(), location, NOW - timedelta(days=1))

    path = f"/stock/history?product_id={product.pk}&days=4"
    everywhere, here = days_of(browser, path), days_of(browser, f"{path}&location_id={location.pk}")

    assert [item["day"] for item in everywhere] == ["2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30"]
    # What was received after the days of the question counts into today, which is now.
    assert [item["quantity"] for item in everywhere] == [-7, 2, 0, 27]
    assert [item["quantity"] for item in here] == [2, 2, 0, 7]


def test_history_has_the_described_form_and_90_days(browser: Browser, product: Product) -> None:
    page = HistoryShape.model_validate_json(browser.get(f"/stock/history?product_id={product.pk}").content)

    assert [item.quantity for item in page.items] == [0] * 90


@pytest.mark.parametrize(("language", "said"), [("en", "Product 999 does not exist"), ("es", "El producto 999 no")])
def test_the_history_of_nothing_is_not_found(browser: Browser, language: str, said: str) -> None:
    answer = browser.get("/stock/history?product_id=999", accept_language=language)

    assert (answer.status_code, answer.json()["type"]) == (404, "urn:problem:not-found")
    assert said in answer.json()["detail"]


def test_the_history_at_no_location_is_not_found(browser: Browser, product: Product) -> None:
    assert browser.get(f"/stock/history?product_id={product.pk}&location_id=999").status_code == 404


def test_totals_are_those_of_all_locations(browser: Browser, product: Product, location: Location) -> None:
    empty = make_product()
    for there in (location, make_location()):
        stock_receive(actor(), new_name(), place=place_of(product, there), quantity=10**9)

    asked = "&".join(f"product_id={number}" for number in (empty.pk, product.pk, product.pk, 999_999))
    page = TotalsShape.model_validate_json(browser.get(f"/stock/totals?{asked}").content)

    assert [(item.product_id, item.quantity) for item in page.items] == [(product.pk, 2 * 10**9), (empty.pk, 0)]


@pytest.mark.parametrize(
    ("path", "field", "code"),
    [
        ("activity?days=0", "days", "greater_than_equal"),
        ("activity?days=93", "days", "less_than_equal"),
        ("activity?time_zone=Europe/Nowhere", "time_zone", "time_zone"),
        ("activity?time_zone=../../etc/passwd", "time_zone", "time_zone"),
        ("activity?time_zone=Europe", "time_zone", "time_zone"),
        ("activity?time_zone=", "time_zone", "time_zone"),
        ("activity?time_zone=%00", "time_zone", "string_pattern_mismatch"),
        ("history", "product_id", "missing"),
        ("history?product_id=1&days=367", "days", "less_than_equal"),
        ("totals", "product_id", "missing"),
        ("totals?product_id=x", "product_id.0", "int_parsing"),
        ("totals?product_id=1&product_id=0", "product_id.1", "greater_than_equal"),
        (f"totals?{'&'.join(['product_id=1'] * 201)}", "product_id", "too_long"),
        ("movements?since=2026-11-29", "since", "date_time"),
        ("movements?since=2026-11-29T08:00:00", "since", "date_time"),
        ("movements?since=2026-11-29T08:00:00+01:00", "since", "date_time"),  # + in an address is a space
        ("movements?since=2026-02-30T08:00:00Z", "since", "date_time"),
        ("movements?since=1764403200", "since", "date_time"),
        ("movements?since=0001-01-01T00:00:00%2B23:59", "since", "date_time"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(browser: Browser, path: str, field: str, code: str) -> None:
    answer = browser.get(f"/stock/{path}", accept_language="es")

    assert answer.status_code == 422
    errors = answer.json()["errors"]
    assert [(error["in"], error["field"], error["code"]) for error in errors] == [("query", field, code)]
    assert "documentación" not in errors[0]["message"]


def test_a_line_of_the_ledger_says_names(browser: Browser) -> None:
    product, location = make_product(sku="W-1", name="Widget"), make_location(code="SHELF")
    user = make_user(role="clerk")
    stock_receive(actor(user), new_name(), place=place_of(product, location), quantity=1)

    (line,) = days_of(browser, "/stock/movements")

    assert (line["sku"], line["product"], line["location"], line["user"]) == ("W-1", "Widget", "SHELF", "clerk")
    assert (line["product_id"], line["location_id"], line["user_id"]) == (product.pk, location.pk, user.pk)


@pytest.mark.parametrize(
    "zone", ["2026-03-30T10:00:00%2B02:00", "2026-03-31T07:59:00%2B23:59", "2026-03-30T08:00:00.0Z"]
)
@pytest.mark.parametrize("narrowed", ["", "&kind=receipt", "&product_id={product}", "&location_id={location}"])
def test_the_ledger_is_listed_from_a_moment_on(
    browser: Browser, product: Product, location: Location, narrowed: str, zone: str
) -> None:
    for hours in range(6):
        written("receipt", 10 - hours, product, location, NOW - timedelta(hours=hours))
    chosen = narrowed.format(product=product.pk, location=location.pk)
    first = browser.get(f"/stock/movements?since={zone}&limit=2{chosen}").json()
    rest = browser.get(f"/stock/movements?since={zone}&limit=2{chosen}&after={first['next']}").json()

    assert [line["change"] for line in first["items"] + rest["items"]] == [10, 9, 8]
    assert rest["next"] is None


def test_a_cursor_of_the_whole_ledger_is_none_of_a_part(browser: Browser, product: Product, location: Location) -> None:
    for _ in range(2):
        written("receipt", 1, product, location, NOW)
    whole = browser.get("/stock/movements?limit=1").json()["next"]
    part = browser.get("/stock/movements?limit=1&since=2026-01-01T00:00:00Z").json()["next"]

    mixed = [f"after={whole}&since=2026-01-01T00:00:00Z", f"after={part}"]
    assert [browser.get(f"/stock/movements?{query}").status_code for query in mixed] == [422, 422]


def test_an_export_begins_at_the_same_moment(browser: Browser, product: Product, location: Location) -> None:
    for hours in (0, 1, 2):
        written("receipt", 10 - hours, product, location, NOW - timedelta(hours=hours))

    answer = browser.get("/exports/movements?since=2026-03-30T09:00:00z")

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert [line.split(",")[6] for line in lines[1:]] == ["10", "9"]


@pytest.mark.parametrize("statement", ["activity", "since"])
def test_a_part_of_the_ledger_is_found_by_its_time(statement: str) -> None:
    from inventory.selectors.days import _ACTIVITY
    from inventory.selectors.pages import _statement
    from inventory.selectors.stock import _OF_LINE, MOVEMENTS, _from

    moment = timezone.now()
    values = {"names": ["a"], "starts": [moment], "first": moment, "since": moment, "limit": 26}
    listing = _from(values, MOVEMENTS)
    sql = _ACTIVITY if statement == "activity" else _statement(listing, (_OF_LINE["since"],), goes_on=False)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {sql}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "movement_by_time" in plan
