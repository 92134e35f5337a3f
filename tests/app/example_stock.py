"""Users, products and locations to test with, and stock at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier
from typing import Any
from uuid import uuid4

from django.db import connections

from inventory.models import Location, Product, Role, StockLevel, User
from inventory.services.acts import Actor, Named
from inventory.services.ledger import Place

_numbers = count(1)


def make_user(role: str = "clerk", **values: Any) -> User:
    return User.objects.create_user(f"{role}-{next(_numbers)}@example.com", None, name=role, role=Role(role), **values)


def make_product(**values: Any) -> Product:
    number = next(_numbers)
    return Product.objects.create(**{"sku": f"SKU-{number:06}", "name": f"Product {number}", **values})


def make_location(**values: Any) -> Location:
    number = next(_numbers)
    return Location.objects.create(**{"code": f"LOC-{number}", "name": f"Location {number}", **values})


def place_of(product: Product, location: Location) -> Place:
    return Place(product.pk, location.pk)


def make_place() -> Place:
    return place_of(make_product(), make_location())


def actor(user: User | None = None) -> Actor:
    return Actor(user_id=(user or make_user()).pk, request_id="test-request")


def new_name() -> Named:
    return Named(key=uuid4().hex, fingerprint="0" * 64)


def quantity_at(place: Place) -> int:
    return StockLevel.objects.get(product_id=place.product_id, location_id=place.location_id).quantity


def at_once(actions: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run every action in a thread of its own, all started together; what each returned or raised, in order."""
    together = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        together.wait(timeout=10)
        try:
            return action()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(run, actions))
