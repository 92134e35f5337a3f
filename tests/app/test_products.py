from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from browser import Browser, signed_in
from example_stock import make_product, make_user
from inventory.api.shapes import Page, ProductShape
from inventory.models import Category, Change, Product, Supplier
from inventory.selectors import catalogue, search

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def browser(database: object) -> Browser:
    return signed_in(make_user("manager"))


def skus(browser: Browser, query: str = "") -> list[str]:
    answer = browser.get(f"/products{query}")
    assert answer.status_code == 200, answer.content
    return [item["sku"] for item in answer.json()["items"]]


def test_a_list_has_the_described_form(browser: Browser) -> None:
    make_product(unit_cost="12.3400", barcode="40123456")

    page = Page[ProductShape].model_validate_json(browser.get("/products").content, strict=False)

    assert page.items[0].unit_cost == "12.3400"
    assert page.next is None


def test_pages_hold_every_product_once_in_order(browser: Browser) -> None:
    made = sorted(make_product(sku=f"P-{number}").sku for number in range(23))
    seen: list[str] = []
    path = "?limit=5"
    while path:
        answer = browser.get(f"/products{path}").json()
        seen += [item["sku"] for item in answer["items"]]
        path = f"?limit=5&after={answer['next']}" if answer["next"] else ""

    assert seen == made


def test_a_product_that_comes_in_between_shifts_no_page(browser: Browser) -> None:
    for number in range(4):
        make_product(sku=f"P-{number}")
    first = browser.get("/products?limit=2").json()
    make_product(sku="A-0")

    assert skus(browser, f"?limit=2&after={first['next']}") == ["P-2", "P-3"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("wid", ["W-100", "W-200"]),
        ("WIDGET", ["W-100", "W-200"]),
        ("widgt blue", ["W-100"]),  # a slip of the finger
        ("w-2", ["W-200"]),
        ("4006381333931", ["W-100"]),
        ("400638", []),  # part of a barcode is none
        ("100%", ["PERCENT"]),
        ("_", ["UNDER_SCORE"]),
        ("nothing like it", []),
        ("' OR 1=1 --", []),
    ],
)
def test_a_search_finds_sku_name_and_barcode(browser: Browser, query: str, found: list[str]) -> None:
    make_product(sku="W-100", name="Widget blue", barcode="4006381333931")
    make_product(sku="W-200", name="Widget red")
    make_product(sku="PERCENT", name="Cotton 100% pure")
    make_product(sku="UNDER_SCORE", name="Screw")

    from urllib.parse import quote

    assert skus(browser, f"?q={quote(query)}") == found


def test_similar_names_are_shown_only_where_nothing_matches(browser: Browser) -> None:
    make_product(sku="A", name="Widget blue")
    make_product(sku="B", name="Widgets blue")

    assert skus(browser, "?q=widgets%20blue") == ["B"]
    assert skus(browser, "?q=widgt%20blue") == ["A", "B"]
    assert skus(browser, "?q=widgt%20blue&active=false") == []


def test_a_search_for_similar_names_that_takes_too_long_finds_none(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_product()
    monkeypatch.setattr(catalogue, "_IS_SIMILAR", "pg_sleep(4)::text = 'never'")

    start = time.monotonic()
    found = skus(browser, "?q=nothing%20like%20it")

    assert found == []
    assert 0.4 < time.monotonic() - start < 2


@pytest.mark.parametrize(
    ("language", "said"), [("en", "narrow the search or ask for less at once"), ("es", "acote la búsqueda")]
)
def test_a_search_that_is_cut_off_is_told_from_a_database_that_is_away(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    make_product()
    monkeypatch.setattr(search, "MATCHES", "pg_sleep(4)::text = 'never'")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '100ms'")

    answer = browser.get("/products?q=drill", accept_language=language)

    assert (answer.status_code, answer.json()["type"], answer["Retry-After"]) == (503, "urn:problem:took-too-long", "5")
    assert said in answer.json()["detail"]


def test_filters_narrow_the_list(browser: Browser) -> None:
    tools, acme = Category.objects.create(name="Tools"), Supplier.objects.create(name="Acme")
    make_product(sku="A", category=tools, supplier=acme)
    make_product(sku="B", category=tools, active=False)
    make_product(sku="C")

    assert skus(browser, f"?category_id={tools.pk}") == ["A", "B"]
    assert skus(browser, f"?category_id={tools.pk}&active=true") == ["A"]
    assert skus(browser, "?active=false") == ["B"]
    assert skus(browser, f"?supplier_id={acme.pk}") == ["A"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=1000000000", "limit"),
        ("limit=many", "limit"),
        ("after=%00", "after"),
        ("q=%00", "q"),
        (f"q={'x' * 101}", "q"),
        ("category_id=99999999999999999999", "category_id"),
    ],
)
def test_a_query_that_cannot_be_used_is_named(browser: Browser, query: str, field: str) -> None:
    answer = browser.get(f"/products?{query}")

    assert answer.status_code == 422
    assert [(error["in"], error["field"]) for error in answer.json()["errors"]] == [("query", field)]


@pytest.mark.parametrize("cursor", ["x", "bm90IGpzb24", "WzFd", "WyJhIiwiYiJd", "eyJhIjoxfQ", "WyJcdTAwMDAiXQ"])
def test_a_cursor_that_is_none_of_ours_is_refused(browser: Browser, cursor: str) -> None:
    answer = browser.get(f"/products?after={cursor}")

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:problem:invalid-cursor")


def test_a_list_needs_one_query_beside_the_sign_in(browser: Browser) -> None:
    for _ in range(30):
        make_product()

    with CaptureQueriesContext(connection) as few:
        skus(browser, "?limit=1")
    with CaptureQueriesContext(connection) as many:
        skus(browser, "?limit=30")

    assert len(few) == len(many) == 2  # the sign-in, the list


def test_a_product_is_created_read_and_changed(browser: Browser) -> None:
    created = browser.post("/products", {"sku": "N-1", "name": "New", "unit": "gram", "unit_cost": "0.0125"})
    pk = created.json()["id"]
    changed = browser.patch(f"/products/{pk}", {"reorder_point": 5})

    assert (created.status_code, changed.status_code) == (201, 200)
    assert created.json()["unit_cost"] == "0.0125"
    assert browser.get(f"/products/{pk}").json() == changed.json()
    assert changed.json() == created.json() | {"reorder_point": 5, "updated_at": changed.json()["updated_at"]}


def test_who_changed_what_in_which_request_is_kept(browser: Browser) -> None:
    product = make_product()

    browser.send("PATCH", f"/products/{product.pk}", {"name": "Better"}, X_Request_Id="request-0042")

    change = Change.objects.get()
    assert (change.model, change.object_id, change.values) == ("product", product.pk, {"name": "Better"})
    assert (change.user.role, change.request_id) == ("manager", "request-0042")


def test_the_same_sku_or_barcode_twice_is_a_conflict(browser: Browser) -> None:
    make_product(sku="ONE", barcode="40123456")

    sku = browser.post("/products", {"sku": "ONE", "name": "Other"})
    barcode = browser.post("/products", {"sku": "TWO", "name": "Other", "barcode": "40123456"})

    assert [answer.status_code for answer in (sku, barcode)] == [409, 409]
    assert "same sku already" in sku.json()["detail"]
    assert "same barcode already" in barcode.json()["detail"]
    assert Product.objects.count() == 1
    assert not Change.objects.exists()


def test_the_field_of_a_duplicate_is_known_whatever_language_the_server_speaks(browser: Browser) -> None:
    with connection.cursor() as cursor:
        cursor.execute("""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE unique_violation USING
            TABLE = 'inventory_product', CONSTRAINT = 'product_barcode', DETAIL = 'Ya existe la llave (barcode)=(1).';
            END $$
        """)
        cursor.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON inventory_product FOR EACH ROW EXECUTE FUNCTION refuse()"
        )

    answer = browser.post("/products", {"sku": "ONE", "name": "Name"})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:problem:duplicate")
    (fault,) = answer.json()["errors"]
    assert (fault["in"], fault["field"], fault["code"]) == ("body", "barcode", "duplicate")
    assert fault["message"] == answer.json()["detail"]
    assert "same barcode already" in fault["message"]


@pytest.mark.parametrize("method", ["create", "change"])
def test_a_category_that_is_not_there_is_named(browser: Browser, method: str) -> None:
    product = make_product()
    if method == "create":
        answer = browser.post("/products", {"sku": "N-1", "name": "New", "category_id": 10**9})
    else:
        answer = browser.patch(f"/products/{product.pk}", {"category_id": 10**9})

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:problem:unknown-reference")
    assert "category" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"name": "x"}, "sku", "missing"),
        ({"sku": "lower", "name": "x"}, "sku", "string_pattern_mismatch"),
        ({"sku": "A" * 41, "name": "x"}, "sku", "string_too_long"),
        ({"sku": "A", "name": "  "}, "name", "string_pattern_mismatch"),
        ({"sku": "A", "name": "a\0b"}, "name", "string_pattern_mismatch"),
        ({"sku": "A", "name": "x", "barcode": "12"}, "barcode", "string_pattern_mismatch"),
        ({"sku": "A", "name": "x", "unit": "stone"}, "unit", "enum"),
        ({"sku": "A", "name": "x", "unit_cost": "-1"}, "unit_cost", "greater_than_equal"),
        ({"sku": "A", "name": "x", "unit_cost": "NaN"}, "unit_cost", "decimal_parsing"),
        ({"sku": "A", "name": "x", "unit_cost": "0.00001"}, "unit_cost", "decimal_max_places"),
        ({"sku": "A", "name": "x", "reorder_point": 1.5}, "reorder_point", "int_type"),
        ({"sku": "A", "name": "x", "reorder_point": 10**10}, "reorder_point", "less_than_equal"),
        ({"sku": "A", "name": "x", "reorder_point": 10**30}, "reorder_point", "less_than_equal"),
        ({"sku": "A", "name": "x", "active": "maybe"}, "active", "bool_type"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(browser: Browser, body: dict[str, Any], field: str, code: str) -> None:
    answer = browser.post("/products", body)

    assert answer.status_code == 422
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [(field, code)]
    assert not Product.objects.exists()


@pytest.mark.parametrize("body", ["{", '{"sku": NaN}', '{"sku": "\\ud800"}', b"\xff", "{} {}"])
def test_a_body_that_is_not_json_is_refused(browser: Browser, body: Any) -> None:
    answer = browser.post("/products", body)

    assert (answer.status_code, answer.json()["type"]) == (400, "urn:problem:malformed")


@pytest.mark.parametrize(
    ("body", "code"), [({}, "nothing_to_change"), ({"name": None}, "not_null"), ([], "model_type")]
)
def test_a_change_of_nothing_is_refused(browser: Browser, body: Any, code: str) -> None:
    answer = browser.patch(f"/products/{make_product().pk}", body)

    assert answer.status_code == 422
    assert [error["code"] for error in answer.json()["errors"]] == [code]


def test_what_may_be_empty_can_be_emptied(browser: Browser) -> None:
    product = make_product(barcode="40123456", category=Category.objects.create(name="Tools"))

    changed = browser.patch(f"/products/{product.pk}", {"barcode": None, "category_id": None})

    assert (changed.json()["barcode"], changed.json()["category_id"]) == (None, None)


@pytest.mark.parametrize("pk", ["0", "-1", "x", "99999999999999999999"])
def test_a_number_that_cannot_be_one_is_refused(browser: Browser, pk: str) -> None:
    assert browser.get(f"/products/{pk}").status_code == 422


def test_what_is_not_there_is_not_found(browser: Browser) -> None:
    answers = [browser.get("/products/999999999"), browser.patch("/products/999999999", {"name": "x"})]

    assert [answer.status_code for answer in answers] == [404, 404]
