from __future__ import annotations

import pytest

from browser import Browser, signed_in
from example_stock import actor, make_location, make_product, make_user, new_name, place_of, quantity_at
from imported import faults, outcomes, written
from inventory.models import StockMovement
from inventory.selectors.stock import ledger_differences
from inventory.services import movements


@pytest.fixture
def browser(database: object) -> Browser:
    return signed_in(make_user("manager"))


def test_opening_stock_is_counted(browser: Browser) -> None:
    product, here, there = make_product(sku="A"), make_location(code="HERE"), make_location(code="THERE")
    movements.stock_receive(actor(), new_name(), place=place_of(product, here), quantity=7)
    file = "sku,ubicación,cantidad\nA,HERE,5\nA,THERE,3\n"

    rehearsed = browser.upload("/imports/counts?dry_run=true", file)
    answer = browser.upload("/imports/counts", file)
    again = browser.upload("/imports/counts", file)

    assert outcomes(rehearsed) == outcomes(answer) == (1, 1, 0)
    assert outcomes(again) == (0, 0, 2)
    lines = StockMovement.objects.filter(act_id=answer.json()["import_id"]).order_by("id")
    assert [(line.kind, line.change, line.balance) for line in lines] == [("count", -2, 5), ("count", 3, 3)]
    assert [quantity_at(place_of(product, place)) for place in (here, there)] == [5, 3]
    assert ledger_differences() == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("A,HERE,-1", [(2, "quantity", "-1", "greater_than_equal")]),
        ("A,HERE,", [(2, "quantity", "", "missing")]),
        ("A,HERE,1\nA,HERE,2", [(3, "sku", "A", "doubled")]),
        ("A,NOWHERE,1", [(2, "location", "NOWHERE", "unknown_name")]),
        ("X,HERE,1", [(2, "sku", "X", "unknown_name")]),
        ("OLD,HERE,1", [(2, "sku", "OLD", "inactive")]),
    ],
)
def test_a_faulty_count_writes_nothing(browser: Browser, row: str, expected: list[tuple[int, str, str, str]]) -> None:
    make_product(sku="A"), make_product(sku="OLD", active=False), make_location(code="HERE")
    before = written()

    answer = browser.upload("/imports/counts", f"sku,location,quantity\n{row}\n")

    assert faults(answer) == expected
    assert written() == before


def test_exported_levels_that_are_imported_move_nothing(browser: Browser) -> None:
    for quantity in (3, 4):
        place = place_of(make_product(name="-5"), make_location())
        movements.stock_receive(actor(), new_name(), place=place, quantity=quantity)
    file = browser.get("/exports/levels?separator=semicolon", accept_language="es").getvalue()

    assert outcomes(browser.upload("/imports/counts", file)) == (0, 0, 2)
    assert StockMovement.objects.filter(kind="count").count() == 0
