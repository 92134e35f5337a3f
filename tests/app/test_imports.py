from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse

from browser import Browser, signed_in
from embedded.postgres import EmbeddedPostgres
from example_stock import make_product, make_user
from imported import faults, outcomes, written
from inventory.models import Category, Change, Import, Product, Supplier
from inventory.services import imports, staging

GOOD = "SKU,Name,Barcode,Category,Unit,Unit cost,Reorder point,Active\nA-1,Drill,40123456,Tools,box,12.5,3,no\n"


@pytest.fixture
def browser(database: object) -> Browser:
    return signed_in(make_user("manager"))


def events(answer: HttpResponse) -> list[dict[str, Any]]:
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/x-ndjson")
    return [json.loads(line) for line in answer.getvalue().splitlines()]


def test_new_products_are_created_with_what_the_file_says(browser: Browser) -> None:
    tools = Category.objects.create(name="Tools")

    answer = browser.upload("/imports/products", GOOD, X_Request_Id="request-0042")

    assert outcomes(answer) == (1, 0, 0)
    product = Product.objects.get(sku="A-1")
    assert (product.name, product.barcode, product.category, product.unit) == ("Drill", "40123456", tools, "box")
    assert (str(product.unit_cost), product.reorder_point, product.active) == ("12.5000", 3, False)
    change, kept = Change.objects.get(), Import.objects.get()
    assert (change.object_id, change.request_id, change.user.role) == (product.pk, "request-0042", "manager")
    assert change.values["unit_cost"] == "12.5000"
    assert (str(kept.act_id), kept.request_id, kept.created) == (answer.json()["import_id"], "request-0042", 1)


def test_the_sku_finds_a_product_and_outcomes_are_counted(browser: Browser) -> None:
    same, other = make_product(sku="A", name="Drill"), make_product(sku="B", name="Hammer", reorder_point=4)

    answer = browser.upload("/imports/products", "sku,name\nA,Drill\nB,Better hammer\nC,New\n")

    assert outcomes(answer) == (1, 1, 1)
    assert Change.objects.get(object_id=other.pk).values == {"name": "Better hammer"}
    assert not Change.objects.filter(object_id=same.pk).exists()
    other.refresh_from_db()
    assert (other.name, other.reorder_point) == ("Better hammer", 4)


def test_an_empty_cell_empties_what_may_be_empty_and_leaves_the_rest(browser: Browser) -> None:
    tools = Category.objects.create(name="Tools")
    make_product(sku="A", name="Drill", barcode="40123456", category=tools, unit_cost="3", reorder_point=5)

    answer = browser.upload("/imports/products", "sku,name,barcode,unit cost,reorder point\nA,,,,\n")

    product = Product.objects.get()
    assert outcomes(answer) == (0, 1, 0)
    assert (product.name, product.barcode, product.category, product.reorder_point) == ("Drill", None, tools, 5)
    assert Change.objects.get().values == {"barcode": None}


@pytest.mark.parametrize(
    "file",
    [
        "\ufeffsku,name,unit_cost\nA,Ñandú,2.5\n".encode(),
        "sku,name,unit_cost\r\nA,Ñandú,2.5\r\n".encode(),
        "sku;name;unit_cost\nA;Ñandú;2,5\n".encode(),
        "SKU;Nombre;Coste unitario\nA;Ñandú;2.5\n;;\n\n".encode(),
        'Codigo,NOMBRE,"Costo  Unitario"\n"A","Ñandú"," 2.5 "'.encode(),
        "sku,name,unit_cost\rA,Ñandú,2.5\r".encode(),
    ],
    ids=["mark", "line ends", "decimal comma", "Spanish", "quoted", "old line ends"],
)
def test_files_of_all_programs_are_read(browser: Browser, file: bytes) -> None:
    assert outcomes(browser.upload("/imports/products", file)) == (1, 0, 0)
    assert Product.objects.values_list("sku", "name", "unit_cost").get()[1] == "Ñandú"
    assert str(Product.objects.get().unit_cost) == "2.5000"


def test_spanish_values_are_understood(browser: Browser) -> None:
    browser.upload("/imports/products", "sku,nombre,unidad,activo\nA,Caja,Caja,Sí\nB,Otra,gramo,NO\n")

    assert list(Product.objects.values_list("unit", "active")) == [("box", True), ("gram", False)]


def test_a_dry_run_reports_the_same_and_writes_nothing(browser: Browser) -> None:
    Category.objects.create(name="Tools")
    make_product(sku="B")
    file, key = GOOD + "B,New name,,,,,,\n", "one-key-for-both"
    before = written()

    rehearsed = browser.upload("/imports/products?dry_run=true", file, idempotency_key=key)
    assert written() == before
    carried_out = browser.upload("/imports/products", file, idempotency_key=key)

    differing = {"import_id": None, "dry_run": True}
    assert rehearsed.json() == carried_out.json() | differing
    assert outcomes(carried_out) == (1, 1, 0)


def test_an_empty_body_is_an_empty_file(browser: Browser) -> None:
    answer = browser.send("POST", "/imports/products", Content_Type="text/csv", idempotency_key="key-number-1")

    assert faults(answer) == [(1, "", "", "no_headings")]


def test_headings_alone_are_a_file_without_rows(browser: Browser) -> None:
    assert outcomes(browser.upload("/imports/products", "sku,name\n")) == (0, 0, 0)


def test_the_same_key_and_file_are_carried_out_once(browser: Browser) -> None:
    Category.objects.create(name="Tools")
    first = browser.upload("/imports/products", GOOD, idempotency_key="key-number-1")
    again = browser.upload("/imports/products", GOOD, idempotency_key="key-number-1")
    other = browser.upload("/imports/products", "sku,name\nB,C\n", idempotency_key="key-number-1")

    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert (other.status_code, other.json()["type"]) == (422, "urn:problem:idempotency-key-reused")
    assert (Import.objects.count(), Product.objects.count()) == (1, 1)


def test_the_same_key_and_file_again_are_told_by_the_report_alone(browser: Browser) -> None:
    Category.objects.create(name="Tools")
    first = browser.upload("/imports/products", GOOD, idempotency_key="key-number-1")

    told = events(
        browser.upload("/imports/products", GOOD, idempotency_key="key-number-1", accept="application/x-ndjson")
    )

    assert told == [{"event": "done"} | first.json()]


def test_a_file_that_was_refused_leaves_its_key_unused(browser: Browser) -> None:
    refused = browser.upload("/imports/products", GOOD, idempotency_key="key-number-1")
    Category.objects.create(name="Tools")

    assert faults(refused) == [(2, "Category", "Tools", "unknown_name")]
    assert outcomes(browser.upload("/imports/products", GOOD, idempotency_key="key-number-1")) == (1, 0, 0)


def test_progress_can_be_read_as_lines(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "BATCH", 2)
    rows = "".join(f"S-{number},Name\n" for number in range(5))

    told = events(browser.upload("/imports/products", "sku,name\n" + rows, accept="application/x-ndjson"))

    assert [(each["event"], each.get("done")) for each in told[:-1]] == [("progress", done) for done in (0, 2, 4, 5)]
    assert (told[-1]["event"], told[-1]["created"], told[-1]["rows"]) == ("done", 5, 5)


def fail_after_a_batch(monkeypatch: pytest.MonkeyPatch) -> str:
    """The second batch breaks a constraint that no check foresees."""
    monkeypatch.setattr(imports, "BATCH", 2)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE inventory_product ADD CONSTRAINT unforeseen CHECK (sku <> 'S-3')")
    return "sku,name\n" + "".join(f"S-{number},Name\n" for number in range(5))


@pytest.mark.parametrize("accept", ["application/json", "application/x-ndjson"])
def test_a_failure_half_way_leaves_nothing(
    committed: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch, accept: str
) -> None:
    file, browser = fail_after_a_batch(monkeypatch), signed_in(make_user("manager"))
    before = written()
    try:
        answer = browser.upload("/imports/products", file, accept=accept)
        if accept == "application/json":
            assert (answer.status_code, answer.json()["type"]) == (500, "urn:problem:failed")
        else:
            *progress, last = events(answer)
            assert [each["done"] for each in progress] == [0, 2]
            assert (last["event"], last["problem"]["type"]) == ("failed", "urn:problem:failed")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE inventory_product DROP CONSTRAINT unforeseen")

    assert written() == before
    assert outcomes(browser.upload("/imports/products", file)) == (5, 0, 0)


def test_a_client_that_goes_away_half_way_leaves_nothing(
    committed: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "BATCH", 2)
    browser = signed_in(make_user("manager"))
    before = written()
    file = "sku,name\n" + "".join(f"S-{number},Name\n" for number in range(5))

    for lines_read in (0, 1, 3):
        answer = browser.upload("/imports/products", file, accept="application/x-ndjson")
        stream = iter(answer.streaming_content)
        for _ in range(lines_read):
            next(stream)
        answer.close()
        assert written() == before, lines_read
    assert browser.post("/products", {"sku": "S-1", "name": "Free again"}).status_code == 201


def test_a_stranger_s_lock_is_given_up_soon(committed: EmbeddedPostgres) -> None:
    import psycopg

    make_product(sku="A")
    browser = signed_in(make_user("manager"))
    with psycopg.connect(committed.url) as stranger:
        stranger.execute("SELECT 1 FROM inventory_product FOR UPDATE")
        stranger.execute("UPDATE inventory_product SET name = 'Held'")
        answer = browser.upload("/imports/products", "sku,name\nA,New\n")
        stranger.rollback()

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:problem:busy")
    assert "stock" not in answer.json()["detail"]
    assert outcomes(browser.upload("/imports/products", "sku,name\nA,New\n")) == (0, 1, 0)


def test_barcodes_may_be_swapped_and_handed_on(browser: Browser) -> None:
    for sku, barcode in (("A", "11111111"), ("B", "22222222"), ("C", "33333333")):
        make_product(sku=sku, name=sku, barcode=barcode)

    answer = browser.upload("/imports/products", "sku,name,barcode\nA,A,22222222\nB,B,11111111\nC,C,\nD,D,33333333\n")

    assert outcomes(answer) == (1, 3, 0)
    assert list(Product.objects.values_list("barcode", flat=True)) == ["22222222", "11111111", None, "33333333"]


@pytest.mark.parametrize("separator", ["comma", "semicolon"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_an_export_that_is_imported_changes_nothing(browser: Browser, separator: str, language: str) -> None:
    tools, acme = Category.objects.create(name="=Tools"), Supplier.objects.create(name='Acme; Ltd, "the" best')
    names = ["=1+1", "'quoted", "'=x", 'a "b", c; d', "two\nlines", "Ñandú €", "-5", "@x", "007", "1,5"]
    for number, name in enumerate(names):
        make_product(name=name, category=tools, supplier=acme, unit_cost=f"{number}.0001", barcode=f"0{number}123456")
    make_product(active=False, unit="millimetre", reorder_point=9)
    file = browser.get(f"/exports/products?separator={separator}", accept_language=language).getvalue()
    before = written()

    answer = browser.upload("/imports/products?dry_run=true", file)
    again = browser.upload("/imports/products", file)

    assert outcomes(answer) == outcomes(again) == (0, 0, len(names) + 1)
    assert written()[:2] == before[:2]


@pytest.mark.parametrize(
    "rows", ["A,A\nB,B\nC,C\n", "a b,A\na b,B\na b,C\n", "A\nB\nC\n"], ids=["good", "bad", "short"]
)
def test_too_many_rows_are_refused(browser: Browser, monkeypatch: pytest.MonkeyPatch, rows: str) -> None:
    monkeypatch.setattr(staging, "MOST_ROWS", 2)

    answer = browser.upload("/imports/products", f"sku,name\n{rows}")

    assert (answer.status_code, answer.json()["type"]) == (413, "urn:problem:too-many-rows")
    assert not Product.objects.exists()


def test_a_body_of_50_megabytes_is_refused_before_it_is_read(browser: Browser) -> None:
    class Unread:
        def read(self, *_: object) -> bytes:
            raise AssertionError("somebody reads it")

        readline = read

    answer = browser.client.generic(
        "POST",
        "/api/v1/imports/products",
        secure=True,
        headers={"Content-Type": "text/csv", "X-CSRFToken": browser.token, "Idempotency-Key": "key-number-1"},
        CONTENT_LENGTH=str(50 * 1024 * 1024),
        **{"wsgi.input": Unread()},
    )

    assert (answer.status_code, answer.json()["type"]) == (413, "urn:problem:too-large")
    assert "52428800 bytes, and 33554432 are accepted" in answer.json()["detail"]


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain"])
def test_anything_but_csv_is_refused_and_may_not_be_large(browser: Browser, kind: str) -> None:
    small = browser.send("POST", "/imports/products", "sku\n", content_type=kind, idempotency_key="key-number-1")
    large = browser.send("POST", "/imports/products", "x" * (1024 * 1024 + 1), content_type=kind)

    assert (small.status_code, small.json()["type"]) == (415, "urn:problem:not-csv")
    assert large.status_code == 413
