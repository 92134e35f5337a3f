from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from example_stock import actor, make_location, make_product, new_name, place_of
from inventory.models import StockLevel
from inventory.problems import SHORT_OF_STOCK, Problem
from inventory.selectors.stock import ledger_differences
from inventory.services import movements
from inventory.services.acts import Named
from inventory.services.ledger import Place, Route

PLACES = st.tuples(st.integers(0, 1), st.integers(0, 1))
AMOUNTS = st.integers(1, 6)


class Warehouse(RuleBasedStateMachine):
    """Two products at two locations, moved at will; a plain dictionary says what there should be."""

    names = Bundle("names")

    @initialize()
    def build(self) -> None:
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.who = actor()
        self.products = [make_product() for _ in range(2)]
        self.locations = [make_location() for _ in range(2)]
        self.expected = {(product, location): 0 for product in range(2) for location in range(2)}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def place(self, where: tuple[int, int]) -> Place:
        return place_of(self.products[where[0]], self.locations[where[1]])

    def attempt(self, change: dict[tuple[int, int], int], move: Any) -> None:
        """Move, and expect it to be refused exactly where something would become negative."""
        after = {where: self.expected[where] + added for where, added in change.items()}
        refused = None
        try:
            with transaction.atomic():
                move()
        except Problem as problem:
            refused = problem.kind
        assert refused is (SHORT_OF_STOCK if min(after.values()) < 0 else None)
        if refused is None:
            self.expected |= after

    @rule(target=names, where=PLACES, amount=AMOUNTS)
    def receive(self, where: tuple[int, int], amount: int) -> tuple[Named, tuple[int, int], int]:
        name = new_name()
        move = lambda: movements.stock_receive(self.who, name, place=self.place(where), quantity=amount)  # noqa: E731
        self.attempt({where: amount}, move)
        return name, where, amount

    @rule(sent=names)
    def receive_again(self, sent: tuple[Named, tuple[int, int], int]) -> None:
        name, where, amount = sent
        movements.stock_receive(self.who, name, place=self.place(where), quantity=amount)

    @rule(where=PLACES, amount=AMOUNTS)
    def issue(self, where: tuple[int, int], amount: int) -> None:
        self.attempt(
            {where: -amount},
            lambda: movements.stock_issue(self.who, new_name(), place=self.place(where), quantity=amount),
        )

    @rule(where=PLACES, change=st.integers(-6, 6).filter(bool))
    def adjust(self, where: tuple[int, int], change: int) -> None:
        self.attempt(
            {where: change},
            lambda: movements.stock_adjust(self.who, new_name(), place=self.place(where), change=change, reason="law"),
        )

    @rule(where=PLACES, counted=st.integers(0, 9))
    def count(self, where: tuple[int, int], counted: int) -> None:
        movements.stock_count(self.who, new_name(), place=self.place(where), counted=counted)
        self.expected[where] = counted

    @rule(product=st.integers(0, 1), source=st.integers(0, 1), amount=AMOUNTS)
    def transfer(self, product: int, source: int, amount: int) -> None:
        route = Route(self.products[product].pk, self.locations[source].pk, self.locations[1 - source].pk)
        self.attempt(
            {(product, source): -amount, (product, 1 - source): amount},
            lambda: movements.stock_transfer(self.who, new_name(), route=route, quantity=amount),
        )

    @invariant()
    def levels_are_the_sum_of_their_movements(self) -> None:
        assert ledger_differences() == []

    @invariant()
    def levels_are_what_was_moved(self) -> None:
        levels = StockLevel.objects.values_list("product_id", "location_id", "quantity")
        found = {(product, location): quantity for product, location, quantity in levels}
        for where, quantity in self.expected.items():
            place = self.place(where)
            assert found.get((place.product_id, place.location_id), 0) == quantity


@pytest.mark.usefixtures("database")
def test_ledger_and_levels_agree_after_any_run() -> None:
    run_state_machine_as_test(Warehouse, settings=settings(max_examples=25, stateful_step_count=25, deadline=None))
