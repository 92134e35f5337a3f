"""Imports while others change, move and remove the same things."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connections
from django.http import HttpResponse

from browser import Browser, signed_in
from embedded.postgres import EmbeddedPostgres
from example_stock import (
    actor,
    at_once,
    make_location,
    make_place,
    make_product,
    make_user,
    new_name,
    place_of,
    quantity_at,
)
from imported import outcomes, wait_until_somebody_waits, written
from inventory.models import Category, Product
from inventory.models.lines import Line
from inventory.selectors.stock import ledger_differences
from inventory.services import imports, movements
from inventory.services.catalogue import entry_change
from inventory.services.ledger import Entry, Place, Route


@pytest.fixture
def manager(committed: EmbeddedPostgres) -> Browser:
    return signed_in(make_user("manager"))


def begun(browser: Browser, file: str) -> Iterator[dict[str, Any]]:
    """The events of an import of products, which goes on as they are read."""
    answer = browser.upload("/imports/products", file, accept="application/x-ndjson")
    return (json.loads(line) for line in answer.streaming_content)


def test_a_product_that_is_changed_during_an_import_waits_for_it(committed: EmbeddedPostgres, manager: Browser) -> None:
    product, who = make_product(sku="A"), actor()
    events = begun(manager, "sku,name\nA,By file\n")
    next(events)

    def change() -> int:
        try:
            return entry_change(who, Product, product.pk, {"reorder_point": 4})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        changing = other.submit(change)
        wait_until_somebody_waits(committed)
        *_, last = events

    assert (last["event"], changing.result()) == ("done", product.pk)
    product.refresh_from_db()
    assert (product.name, product.reorder_point) == ("By file", 4)


def test_products_are_moved_while_an_import_changes_all_of_them(manager: Browser) -> None:
    place, other = make_place(), make_product(barcode="22222222")
    Product.objects.filter(pk=place.product_id).update(sku="A", barcode="11111111")
    events = begun(manager, f"sku,name,barcode\nA,By file,22222222\n{other.sku},By file,11111111\n")
    assert [next(events)["done"], next(events)["done"]] == [0, 2]

    (lines,) = at_once([lambda: movements.stock_receive(actor(), new_name(), place=place, quantity=3)])

    assert next(events)["event"] == "done"
    assert [line.balance for line in lines] == [3]
    assert Product.objects.get(sku="A").barcode == "22222222"


def test_a_category_that_is_removed_during_an_import_is_told(manager: Browser) -> None:
    tools = Category.objects.create(name="Tools")
    before = written()
    events = begun(manager, "sku,name,category\nA,Drill,Tools\n")
    next(events)

    at_once([tools.delete])
    *_, last = events

    assert (last["event"], last["problem"]["type"]) == ("failed", "urn:problem:unknown-reference")
    assert "The category of this entry" in last["problem"]["detail"]
    assert written() == before


@pytest.mark.parametrize("opened", [True, False])
def test_counts_and_a_transfer_of_the_same_stock_wait_for_each_other(
    committed: EmbeddedPostgres,
    manager: Browser,
    monkeypatch: pytest.MonkeyPatch,
    opened: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    monkeypatch.setattr(imports, "BATCH", 1)
    product, here, there = make_product(), make_location(), make_location()
    who, half_way, add = actor(), Event(), Entry.add
    for location in (here, there) if opened else (here,):
        movements.stock_receive(who, new_name(), place=place_of(product, location), quantity=10)

    def pause(entry: Entry, place: Place, quantity: int) -> Line | None:
        half_way.set()
        wait_until_somebody_waits(committed)
        return add(entry, place, quantity)

    def transfer() -> list[Line]:
        route = Route(product.pk, here.pk, there.pk)
        return movements.stock_transfer(who, new_name(), route=route, quantity=2)

    def count() -> HttpResponse:
        assert half_way.wait(10)
        rows = "".join(f"{product.sku},{location.code},5\n" for location in (there, here))
        return manager.upload("/imports/counts", f"sku,location,quantity\n{rows}")

    monkeypatch.setattr(Entry, "add", pause)
    lines, answer = at_once([transfer, count])

    assert [line.change for line in lines] == [-2, 2]
    assert outcomes(answer) == (0, 2, 0)
    assert [quantity_at(place_of(product, location)) for location in (here, there)] == [5, 5]
    assert ledger_differences() == []
