from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import psycopg
import pytest
from django.db import connection, transaction

from browser import signed_in
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
from inventory.models import Product, StockMovement
from inventory.models.lines import Line
from inventory.problems import SHORT_OF_STOCK, Problem
from inventory.selectors.stock import ledger_differences
from inventory.services import movements
from inventory.services.catalogue import entry_change
from inventory.services.ledger import Entry, Place, Route


@contextmanager
def locked_by_a_stranger(server: EmbeddedPostgres, place: Place) -> Iterator[None]:
    """Somebody else holds the lock of a level, in a session of their own."""
    with psycopg.connect(server.url) as stranger:
        stranger.execute(
            "SELECT 1 FROM inventory_stocklevel WHERE product_id = %s AND location_id = %s FOR UPDATE",
            (place.product_id, place.location_id),
        )
        yield
        stranger.rollback()


def stocked(quantity: int) -> Place:
    place = make_place()
    movements.stock_receive(actor(), new_name(), place=place, quantity=quantity)
    return place


def test_eight_writers_lose_nothing_and_never_go_below_zero(committed: EmbeddedPostgres) -> None:
    start, writers, each = 5000, 8, 1000
    place = stocked(start)
    who = actor()

    def write() -> Counter[str]:
        done: Counter[str] = Counter()
        for _ in range(each):
            try:
                movements.stock_issue(who, new_name(), place=place, quantity=1)
                done["issued"] += 1
            except Problem as problem:
                done[problem.kind.name] += 1
        return done

    done = sum(at_once([write] * writers), Counter())

    assert done == {"issued": start, SHORT_OF_STOCK.name: writers * each - start}
    assert quantity_at(place) == 0
    assert StockMovement.objects.filter(kind="issue").count() == start
    assert ledger_differences() == []


def test_counts_among_issues_find_the_stock_of_their_moment(committed: EmbeddedPostgres) -> None:
    place, who = stocked(1000), actor()

    def issue() -> None:
        for _ in range(60):
            movements.stock_issue(who, new_name(), place=place, quantity=1)

    def count() -> None:
        for _ in range(20):
            movements.stock_count(who, new_name(), place=place, counted=500)

    assert at_once([issue, issue, issue, count]) == [None] * 4

    balance = 0
    for change, after in StockMovement.objects.order_by("id").values_list("change", "balance"):
        balance += change
        assert after == balance
    assert quantity_at(place) == balance


@pytest.mark.parametrize("times", [2, 20])
def test_the_same_post_many_times_at_once_moves_once(committed: EmbeddedPostgres, times: int) -> None:
    place = stocked(100)
    user = make_user("clerk")
    browsers = [signed_in(user) for _ in range(times)]
    body = {"product_id": place.product_id, "location_id": place.location_id, "quantity": 3}

    answers = at_once([partial(browser.move, "issues", body, "one-key-for-all") for browser in browsers])

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert quantity_at(place) == 97
    assert StockMovement.objects.filter(kind="issue").count() == 1


def test_opposite_transfers_do_not_deadlock(committed: EmbeddedPostgres) -> None:
    product, here, there = make_product(), make_location(), make_location()
    who = actor()
    for location in (here, there):
        movements.stock_receive(who, new_name(), place=place_of(product, location), quantity=1000)

    def move(from_id: int, to_id: int) -> None:
        for _ in range(50):
            movements.stock_transfer(who, new_name(), route=Route(product.pk, from_id, to_id), quantity=1)

    ways = [(here.pk, there.pk), (there.pk, here.pk)] * 2
    results = at_once([partial(move, *way) for way in ways])

    assert results == [None] * 4
    assert [quantity_at(place_of(product, location)) for location in (here, there)] == [1000, 1000]
    assert ledger_differences() == []


@pytest.mark.parametrize("values", [{"name": "New"}, {"barcode": "40123456"}], ids=["name", "barcode"])
def test_a_product_is_moved_and_changed_at_once(committed: EmbeddedPostgres, values: dict[str, str]) -> None:
    place, who = stocked(5), actor()

    def change() -> int:
        return entry_change(who, Product, place.product_id, values)

    def receive() -> list[Line]:
        return movements.stock_receive(who, new_name(), place=place, quantity=1)

    with transaction.atomic():
        change()
        (moved,) = at_once([receive])
    with transaction.atomic():
        receive()
        connection.check_constraints()  # as the end of the transaction does
        (changed,) = at_once([change])

    assert (changed, [line.balance for line in moved]) == (place.product_id, [6])


def test_a_lock_that_a_stranger_holds_is_given_up_soon_and_stops_nobody_else(committed: EmbeddedPostgres) -> None:
    held, free = stocked(10), stocked(10)
    browser = signed_in(make_user("clerk"))

    def issue(place: Place) -> tuple[int, float, dict[str, object]]:
        body = {"product_id": place.product_id, "location_id": place.location_id, "quantity": 1}
        start = time.monotonic()
        answer = browser.move("issues", body)
        return answer.status_code, time.monotonic() - start, answer.json()

    with locked_by_a_stranger(committed, held):
        status, seconds, problem = issue(held)
        other_status, other_seconds, _ = issue(free)
    again, _, _ = issue(held)

    assert (status, problem["type"], other_status, again) == (409, "urn:problem:busy", 201, 201)
    assert 1.5 < seconds < 3
    assert other_seconds < 1
    assert quantity_at(held) == 9


def test_a_pool_that_is_exhausted_answers_in_time_and_recovers(committed: EmbeddedPostgres) -> None:
    pool = connection.pool
    assert pool is not None
    user = make_user("viewer")
    browser = signed_in(user)
    connection.close()
    taken = [pool.getconn(timeout=5) for _ in range(pool.max_size)]
    start = time.monotonic()
    try:
        refused = browser.get("/products")
    finally:
        for each in taken:
            pool.putconn(each)
    seconds = time.monotonic() - start

    assert (refused.status_code, refused.json()["type"]) == (503, "urn:problem:unavailable")
    assert refused["Retry-After"] == "5"
    assert seconds < 5
    assert browser.get("/products").status_code == 200


def test_a_transfer_that_fails_between_its_lines_leaves_none(
    committed: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, there, who, name = stocked(5), make_location(), actor(), new_name()
    route = Route(place.product_id, place.location_id, there.pk)
    found: list[int] = []

    def fail(_: Entry, __: Place, ___: int) -> None:
        found.append(quantity_at(place))
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Entry, "add", fail)
        with pytest.raises(ZeroDivisionError):
            movements.stock_transfer(who, name, route=route, quantity=2)

    assert found == [3]
    assert quantity_at(place) == 5
    assert StockMovement.objects.filter(kind="transfer").count() == 0
    assert len(movements.stock_transfer(who, name, route=route, quantity=2)) == 2
    assert ledger_differences() == []
