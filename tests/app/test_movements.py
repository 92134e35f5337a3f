from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from example_stock import actor, make_location, make_place, make_product, make_user, new_name, place_of, quantity_at
from inventory.models import Change, IdempotencyKey, StockMovement
from inventory.problems import INACTIVE, KEY_REUSED, NOT_THERE, SHORT_OF_STOCK, Problem
from inventory.selectors.stock import ledger_differences
from inventory.services import movements
from inventory.services.acts import Named
from inventory.services.ledger import Place, Route

pytestmark = pytest.mark.usefixtures("database")


def receive(place: Place, quantity: int) -> None:
    movements.stock_receive(actor(), new_name(), place=place, quantity=quantity)


def test_a_receipt_makes_the_level_and_its_line() -> None:
    place, user = make_place(), make_user()

    (line,) = movements.stock_receive(actor(user), new_name(), place=place, quantity=7, reason="order 12")

    assert (line.kind, line.change, line.balance, line.reason, line.user_id) == ("receipt", 7, 7, "order 12", user.pk)
    assert quantity_at(place) == 7
    assert StockMovement.objects.get(pk=line.id).request_id == "test-request"


def test_movements_add_up() -> None:
    place = make_place()
    receive(place, 10)
    movements.stock_issue(actor(), new_name(), place=place, quantity=4)
    movements.stock_adjust(actor(), new_name(), place=place, change=-1, reason="broken")
    movements.stock_adjust(actor(), new_name(), place=place, change=3, reason="found")
    (line,) = movements.stock_count(actor(), new_name(), place=place, counted=6)

    assert (line.change, line.balance) == (-2, 6)
    assert quantity_at(place) == 6
    assert ledger_differences() == []


def test_an_issue_of_all_is_allowed_and_of_more_is_not() -> None:
    place = make_place()
    receive(place, 5)

    with pytest.raises(Problem) as refused, transaction.atomic():
        movements.stock_issue(actor(), new_name(), place=place, quantity=6)
    movements.stock_issue(actor(), new_name(), place=place, quantity=5)

    assert refused.value.kind is SHORT_OF_STOCK
    assert (refused.value.values["got"], refused.value.values["expected"]) == (5, 6)
    assert quantity_at(place) == 0


def test_a_transfer_writes_both_lines_under_one_act() -> None:
    product, here, there = make_product(), make_location(), make_location()
    receive(place_of(product, there), 9)

    lines = movements.stock_transfer(actor(), new_name(), route=Route(product.pk, there.pk, here.pk), quantity=4)

    assert sorted((line.location_id, line.change, line.balance) for line in lines) == [
        (here.pk, 4, 4),
        (there.pk, -4, 5),
    ]
    assert len({line.act_id for line in lines}) == 1


def test_a_transfer_to_where_the_stock_is_makes_no_stock() -> None:
    place = make_place()
    receive(place, 5)

    with pytest.raises(ValueError, match=f"from location {place.location_id} to itself"):
        movements.stock_transfer(
            actor(), new_name(), route=Route(place.product_id, place.location_id, place.location_id), quantity=3
        )

    assert quantity_at(place) == 5


def test_a_transfer_of_too_much_leaves_nothing_behind() -> None:
    product, here, there = make_product(), make_location(), make_location()
    receive(place_of(product, there), 3)

    with pytest.raises(Problem) as refused, transaction.atomic():
        movements.stock_transfer(actor(), new_name(), route=Route(product.pk, there.pk, here.pk), quantity=4)

    assert refused.value.kind is SHORT_OF_STOCK
    assert StockMovement.objects.filter(product=product, kind="transfer").count() == 0
    assert ledger_differences() == []


def test_what_is_inactive_receives_nothing_and_may_be_emptied() -> None:
    product, location = make_product(), make_location()
    place = place_of(product, location)
    receive(place, 5)
    product.active = False
    product.save()

    with pytest.raises(Problem) as refused, transaction.atomic():
        receive(place, 1)
    movements.stock_issue(actor(), new_name(), place=place, quantity=5)

    assert refused.value.kind is INACTIVE
    assert quantity_at(place) == 0


@pytest.mark.parametrize("missing", ["product", "location"])
def test_what_is_not_there_is_not_found(missing: str) -> None:
    place = make_place()
    elsewhere = Place(10**9, place.location_id) if missing == "product" else Place(place.product_id, 10**9)
    moves = [
        lambda: receive(elsewhere, 1),
        lambda: movements.stock_issue(actor(), new_name(), place=elsewhere, quantity=1),
        lambda: movements.stock_count(actor(), new_name(), place=elsewhere, counted=1),
    ]

    for move in moves:
        with pytest.raises(Problem) as refused, transaction.atomic():
            move()
        assert refused.value.kind is NOT_THERE


def test_a_count_that_finds_nothing_changed_is_written_too() -> None:
    place = make_place()
    receive(place, 5)

    (line,) = movements.stock_count(actor(), new_name(), place=place, counted=5)

    assert (line.kind, line.change, line.balance) == ("count", 0, 5)


def test_a_first_count_opens_the_level() -> None:
    place = make_place()

    (line,) = movements.stock_count(actor(), new_name(), place=place, counted=8)

    assert (line.change, line.balance) == (8, 8)


def test_the_same_key_moves_once_and_answers_the_same() -> None:
    place, who, name = make_place(), actor(), new_name()

    first = movements.stock_receive(who, name, place=place, quantity=5)
    again = movements.stock_receive(who, name, place=place, quantity=5)

    assert first == again
    assert quantity_at(place) == 5


def test_the_same_key_for_something_else_is_refused() -> None:
    place, who, name = make_place(), actor(), new_name()
    movements.stock_receive(who, name, place=place, quantity=5)

    with pytest.raises(Problem) as refused:
        movements.stock_receive(who, Named(name.key, "1" * 64), place=place, quantity=6)

    assert refused.value.kind is KEY_REUSED
    assert quantity_at(place) == 5


def test_keys_of_different_users_are_different() -> None:
    place, name = make_place(), new_name()

    movements.stock_receive(actor(), name, place=place, quantity=5)
    movements.stock_receive(actor(), name, place=place, quantity=5)

    assert quantity_at(place) == 10


def test_a_refused_movement_leaves_its_key_unused() -> None:
    place, who, name = make_place(), actor(), new_name()
    receive(place, 1)
    with pytest.raises(Problem), transaction.atomic():
        movements.stock_issue(who, name, place=place, quantity=2)

    receive(place, 1)
    movements.stock_issue(who, name, place=place, quantity=2)

    assert quantity_at(place) == 0
    assert IdempotencyKey.objects.filter(key=name.key).count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE inventory_stockmovement SET change = change + 1",
        "DELETE FROM inventory_stockmovement",
        "TRUNCATE inventory_stockmovement",
        "DELETE FROM inventory_change",
    ],
)
def test_the_database_refuses_to_rewrite_the_ledger(statement: str) -> None:
    place, user = make_place(), make_user()
    receive(place, 5)
    Change.objects.create(user=user, request_id="test-request", model="product", object_id=1, values={})
    connection.check_constraints()  # nothing that is left to the end of the transaction shall stand in the way

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


WRITE_A_LINE = """
INSERT INTO inventory_stockmovement
    (act_id, kind, product_id, location_id, change, balance, reason, user_id, request_id)
SELECT gen_random_uuid(), '{kind}', product_id, location_id, {change}, {balance}, '', user_id, 'test-request'
FROM inventory_stockmovement
"""


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE inventory_stocklevel SET quantity = -1", "level_quantity_not_negative"),
        (WRITE_A_LINE.format(kind="issue", change=1, balance=1), "movement_change_fits_kind"),
        (WRITE_A_LINE.format(kind="receipt", change=0, balance=1), "movement_change_fits_kind"),
        (WRITE_A_LINE.format(kind="receipt", change=1, balance=-1), "movement_balance_not_negative"),
        (WRITE_A_LINE.format(kind="adjustment", change=1, balance=1), "movement_adjustment_has_reason"),
    ],
)
def test_the_database_holds_the_rules_by_itself(statement: str, constraint: str) -> None:
    receive(make_place(), 5)

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_writing_past_the_services_is_found_out() -> None:
    place = make_place()
    receive(place, 5)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE inventory_stocklevel SET quantity = 6")

    (found,) = ledger_differences()

    assert (found["product_id"], found["quantity"], found["moved"]) == (place.product_id, 6, 5)


def test_two_users_may_choose_the_same_key() -> None:
    place = make_place()
    named = Named(key="the-same-key", fingerprint="0" * 64)

    first = movements.stock_receive(actor(), named, place=place, quantity=1)
    second = movements.stock_receive(actor(), Named("the-same-key", "1" * 64), place=place, quantity=2)

    assert first[0].act_id != second[0].act_id
    assert quantity_at(place) == 3
