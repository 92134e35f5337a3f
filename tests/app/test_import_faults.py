from __future__ import annotations

import pytest

from browser import Browser, signed_in
from example_stock import make_product, make_user
from imported import faults, written
from inventory.api.uploads import LONGEST
from inventory.services.faults import MOST


@pytest.fixture
def browser(database: object) -> Browser:
    return signed_in(make_user("manager"))


FAULTY = [
    ("\ufeff", [(1, "", "", "no_headings")]),
    ("\n\n", [(1, "", "", "no_headings")]),
    ("name\nA\n", [(1, "", "", "missing_heading")]),
    ("sku,colour\nA,red\n", [(1, "colour", "colour", "unknown_heading")]),
    ("sku,name,Nombre\nA,B,C\n", [(1, "Nombre", "Nombre", "doubled_heading")]),
    ("sku,name\nA\n", [(2, "", "", "cell_count")]),
    ("sku,name\nA,B,C\n", [(2, "", "", "cell_count")]),
    ("sku,name\n,B\n", [(2, "sku", "", "missing")]),
    ("Código,name\na b,B\n", [(2, "Código", "a b", "string_pattern_mismatch")]),
    ("sku,name\nA,\n", [(2, "name", "", "missing")]),
    ("sku\nA\n", [(2, "name", "", "missing")]),
    ("sku,name\nA,B\nC,D\nA,E\n", [(4, "sku", "A", "doubled")]),
    ('sku,name\nA,"two\nlines"\nB,\n', [(4, "name", "", "missing")]),
    ('sku,name\nA,B\nC,"x"y\nD,E\n', [(3, "", "", "quoting")]),
    ('sku,name\nA,B\nC,"never closed\n', [(3, "", "", "quoting")]),
    (f"sku,name\nA,{'x' * LONGEST}\n", [(2, "", "", "line_too_long")]),
    ("sku,name,unit cost\nA,B,1.23456\n", [(2, "unit cost", "1.23456", "decimal_max_places")]),
    ("sku,name,unit cost\nA,B,-1\n", [(2, "unit cost", "-1", "greater_than_equal")]),
    ("sku,name,unit cost\nA,B,1e5\n", [(2, "unit cost", "1e5", "decimal_parsing")]),
    ('sku,name,unit cost\nA,B,"1,5"\n', [(2, "unit cost", "1,5", "decimal_parsing")]),
    ("sku,name,reorder point\nA,B,1.5\n", [(2, "reorder point", "1.5", "int_parsing")]),
    ("sku,name,unit,active\nA,B,ton,maybe\n", [(2, "unit", "ton", "enum"), (2, "active", "maybe", "enum")]),
    ("sku,name,barcode\nA,B,12\n", [(2, "barcode", "12", "string_pattern_mismatch")]),
    ("sku,name,barcode\nA,B,40123456\nC,D,40123456\n", [(3, "barcode", "40123456", "doubled")]),
    ("sku,name,barcode\nA,B,11111111\n", [(2, "barcode", "11111111", "taken")]),
    ("sku,name,category\nA,B,None\n", [(2, "category", "None", "unknown_name")]),
    ("sku,name,supplier\nA,B,None\n", [(2, "supplier", "None", "unknown_name")]),
    ("sku,unit\nHELD,box\n", [(2, "unit", "box", "fixed_unit")]),
    ("sku,name\nA,B\0\n", [(2, "name", "B?", "encoding")]),
    ("sku,name\nA,Ñ\n".encode("latin-1"), [(2, "name", "?", "encoding")]),
    ("sku,name\nA,B\n".encode("utf-16"), [(1, "", "??s?k?u?", "encoding")]),
]


@pytest.mark.parametrize(("file", "expected"), FAULTY)
@pytest.mark.parametrize("dry_run", ["false", "true"])
def test_a_faulty_file_is_told_by_line_column_and_value_and_writes_nothing(
    browser: Browser, file: str | bytes, expected: list[tuple[int, str, str, str]], dry_run: str
) -> None:
    make_product(sku="HELD", barcode="11111111")
    before = written()

    answer = browser.upload(f"/imports/products?dry_run={dry_run}", file, accept="application/x-ndjson")

    assert faults(answer) == expected
    assert answer.json()["total"] == len(expected)
    assert written() == before


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_fault_says_what_was_expected(browser: Browser, language: str) -> None:
    make_product(sku="HELD", barcode="11111111")

    for file, _ in FAULTY:
        for error in browser.upload("/imports/products", file, accept_language=language).json()["errors"]:
            assert error["message"].endswith(".")
            assert not error["message"].startswith(("This value cannot be used", "Este valor no se puede usar")), error


def test_faults_of_reading_and_of_the_database_are_told_together_and_capped(browser: Browser) -> None:
    rows = [f"S-{number},Name,{'x' if number % 2 else ''},{'' if number % 2 else 'None'}" for number in range(400)]

    answer = browser.upload("/imports/products", "sku,name,barcode,category\n" + "\n".join(rows))

    assert [line for line, *_ in faults(answer)] == list(range(2, 2 + MOST))
    assert answer.json()["total"] == 400
    assert "cannot be used: 400." in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "file", "expected"),
    [
        (
            "products",
            "sku,name,barcode,category,unit cost\nA,B,12,None,x\nA,B,,None,1\n",
            [
                (2, "barcode", "12", "string_pattern_mismatch"),
                (2, "category", "None", "unknown_name"),
                (2, "unit cost", "x", "decimal_parsing"),
                (3, "category", "None", "unknown_name"),
                (3, "sku", "A", "doubled"),
            ],
        ),
        (
            "counts",
            "sku,location,quantity\nA,NONE,-1\n",
            [
                (2, "location", "NONE", "unknown_name"),
                (2, "quantity", "-1", "greater_than_equal"),
                (2, "sku", "A", "unknown_name"),
            ],
        ),
        ("products", "sku,category\na b,None\n", [(2, "sku", "a b", "string_pattern_mismatch")]),
        ("products", f"sku,name\nA,{'x' * 201}\n", [(2, "name", "x" * 100, "string_too_long")]),
    ],
    ids=["product", "count", "no SKU", "no name"],
)
def test_all_faults_of_a_row_are_told_at_once_and_none_that_is_none(
    browser: Browser, path: str, file: str, expected: list[tuple[int, str, str, str]]
) -> None:
    before = written()

    answer = browser.upload(f"/imports/{path}", file)

    assert sorted(faults(answer)) == expected
    assert answer.json()["total"] == len(expected)
    assert written() == before
