"""The five ways in which stock moves. Each is one transaction, and safe to send again under its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn
from uuid import UUID

from inventory.models import StockLevel
from inventory.models.lines import Line
from inventory.models.stock import MovementKind
from inventory.problems import INACTIVE, LOCATION, NOT_THERE, PRODUCT, SHORT_OF_STOCK, Problem
from inventory.selectors.catalogue import location_is_there, product_is_there
from inventory.selectors.ledger import lines_of_act
from inventory.services.acts import Actor, Named, once
from inventory.services.ledger import Entry, Place, Route


def stock_receive(actor: Actor, named: Named, *, place: Place, quantity: int, reason: str = "") -> list[Line]:
    """Add what has come in.

    Raises:
        Problem: product or location is not there or not active.
    """
    return _once(actor, named, lambda act: [_added(Entry(act, MovementKind.RECEIPT, actor, reason), place, quantity)])


def stock_issue(actor: Actor, named: Named, *, place: Place, quantity: int, reason: str = "") -> list[Line]:
    """Take what goes out.

    Raises:
        Problem: product or location is not there, or does not hold as much.
    """
    return _once(actor, named, lambda act: [_taken(Entry(act, MovementKind.ISSUE, actor, reason), place, quantity)])


def stock_adjust(actor: Actor, named: Named, *, place: Place, change: int, reason: str) -> list[Line]:
    """Correct the stock by a difference, for a reason.

    Raises:
        Problem: as for receiving and issuing.
    """

    def adjust(act: UUID) -> list[Line]:
        entry = Entry(act, MovementKind.ADJUSTMENT, actor, reason)
        return [_added(entry, place, change) if change > 0 else _taken(entry, place, -change)]

    return _once(actor, named, adjust)


def stock_count(actor: Actor, named: Named, *, place: Place, counted: int, reason: str = "") -> list[Line]:
    """Set the stock to what was counted.

    Raises:
        Problem: product or location is not there, or not active and without stock ever.
    """

    def count(act: UUID) -> list[Line]:
        line = Entry(act, MovementKind.COUNT, actor, reason).count(place, counted)
        if line is None:
            _refuse(place)
        return [line]

    return _once(actor, named, count)


def stock_transfer(actor: Actor, named: Named, *, route: Route, quantity: int, reason: str = "") -> list[Line]:
    """Move stock of one product from a location to another: both lines or none.

    Raises:
        Problem: as for issuing at the one and receiving at the other.
    """

    def transfer(act: UUID) -> list[Line]:
        entry = Entry(act, MovementKind.TRANSFER, actor, reason)
        steps: dict[int, Callable[[], Line]] = {
            route.from_id: lambda: _taken(entry, Place(route.product_id, route.from_id), quantity),
            route.to_id: lambda: _added(entry, Place(route.product_id, route.to_id), quantity),
        }
        # Every transfer locks the lower location first, so that two opposite ones wait instead of deadlocking.
        return [steps[location]() for location in sorted(steps)]

    return _once(actor, named, transfer)


def _once(actor: Actor, named: Named, move: Callable[[UUID], list[Line]]) -> list[Line]:
    return once(actor, named, carry_out=move, look_up=lines_of_act)


def _added(entry: Entry, place: Place, quantity: int) -> Line:
    line = entry.add(place, quantity)
    if line is None:
        _refuse(place)
    return line


def _taken(entry: Entry, place: Place, quantity: int) -> Line:
    line = entry.take(place, quantity)
    if line is None:
        _must_exist(place)
        held = StockLevel.objects.filter(product_id=place.product_id, location_id=place.location_id)
        got = held.values_list("quantity", flat=True).first() or 0
        raise Problem(SHORT_OF_STOCK, product=place.product_id, location=place.location_id, got=got, expected=quantity)
    return line


def _refuse(place: Place) -> NoReturn:
    _must_exist(place)
    raise Problem(INACTIVE, product=place.product_id, location=place.location_id)


def _must_exist(place: Place) -> None:
    if not product_is_there(place.product_id):
        raise Problem(NOT_THERE, what=PRODUCT, number=place.product_id)
    if not location_is_there(place.location_id):
        raise Problem(NOT_THERE, what=LOCATION, number=place.location_id)
