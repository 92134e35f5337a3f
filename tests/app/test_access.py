"""Who may do what: each role against each endpoint, and nobody against all of them."""

from __future__ import annotations

from typing import Any

import pytest

from browser import Browser, signed_in
from example_stock import actor, make_location, make_product, make_user, new_name, place_of
from inventory.models import Category, Change, Location, Product, Role, StockMovement, Supplier, User
from inventory.services import movements
from test_openapi import described

pytestmark = pytest.mark.usefixtures("database")

EVERYBODY = None
LEAST = {
    ("get", "/session"): EVERYBODY,
    ("post", "/session"): EVERYBODY,
    ("delete", "/session"): Role.VIEWER,
    ("delete", "/session/everywhere"): Role.VIEWER,
    **{("get", f"/{name}"): Role.VIEWER for name in ("products", "categories", "suppliers", "locations")},
    **{("get", f"/{name}/{{id}}"): Role.VIEWER for name in ("products", "categories", "suppliers", "locations")},
    **{("post", f"/{name}"): Role.MANAGER for name in ("products", "categories", "suppliers", "locations")},
    **{("patch", f"/{name}/{{id}}"): Role.MANAGER for name in ("products", "suppliers", "locations")},
    **{("get", f"/stock/{name}"): Role.VIEWER for name in ("levels", "low", "valuation", "movements")},
    **{("get", f"/stock/{name}"): Role.VIEWER for name in ("activity", "history", "totals")},
    **{("get", f"/exports/{name}"): Role.VIEWER for name in ("products", "levels", "movements")},
    **{("post", f"/movements/{name}"): Role.CLERK for name in ("receipts", "issues", "transfers", "counts")},
    ("post", "/movements/adjustments"): Role.MANAGER,
    **{("post", f"/imports/{name}"): Role.MANAGER for name in ("products", "counts")},
    **{(method, "/users"): Role.ADMIN for method in ("get", "post")},
    **{(method, "/users/{id}"): Role.ADMIN for method in ("get", "patch")},
    ("get", "/about"): EVERYBODY,
}
OF_ANYBODY = {key for key, least in LEAST.items() if least is EVERYBODY}


def test_the_table_names_every_endpoint() -> None:
    there = {
        (method, path.removeprefix("/api/v1")) for path, methods in described()["paths"].items() for method in methods
    }

    assert there == set(LEAST)


class World:
    """One of each thing, and for each endpoint a request that would be carried out."""

    def __init__(self) -> None:
        self.product, self.here, self.there = make_product(), make_location(), make_location()
        self.category, self.supplier = Category.objects.create(name="Tools"), Supplier.objects.create(name="Acme")
        self.user = make_user(Role.VIEWER)
        place = place_of(self.product, self.here)
        movements.stock_receive(actor(), new_name(), place=place, quantity=100)
        self.at = {"product_id": place.product_id, "location_id": place.location_id}

    def path(self, path: str) -> str:
        things = {"products": self.product, "categories": self.category, "suppliers": self.supplier, "users": self.user}
        thing = things.get(path.split("/")[1], self.here)
        asked = f"?product_id={self.product.pk}" if path in {"/stock/history", "/stock/totals"} else ""
        return path.replace("{id}", str(thing.pk)) + asked

    def body(self, method: str, path: str) -> dict[str, Any] | None:
        if method == "patch":
            return {"name": "Changed"}
        if path == "/session":
            return {"email": "nobody@example.com", "password": "wrong"} if method == "post" else None
        if path.startswith("/movements"):
            return self.movement(path.rpartition("/")[2])
        user = {"email": "new@example.com", "name": "New", "role": "viewer", "password": "correct horse battery"}
        new = {
            "products": {"sku": "NEW-1", "name": "New"},
            "locations": {"code": "NEW-1", "name": "New"},
            "users": user,
        }
        return new.get(path[1:], {"name": "New"}) if method == "post" else None

    def file(self, path: str) -> str:
        counted = f"sku,location,quantity\n{self.product.sku},{self.here.code},5\n"
        return counted if path.endswith("counts") else "sku,name\nNEW-2,New\n"

    def movement(self, kind: str) -> dict[str, Any]:
        if kind == "transfers":
            ends = {"from_id": self.here.pk, "to_id": self.there.pk}
            return {"product_id": self.product.pk, **ends, "quantity": 1}
        values = {"counts": {"counted": 5}, "adjustments": {"change": -1, "reason": "broken"}}
        return {**self.at, **values.get(kind, {"quantity": 1})}


def written() -> tuple[int, ...]:
    models = (StockMovement, Change, Product, Location, Category, Supplier, User)
    return tuple(model._default_manager.count() for model in models)


def ask(browser: Browser, world: World, method: str, path: str) -> int:
    headers = (
        {"idempotency_key": f"{method}-{path.replace('/', '-')}"} if path.startswith(("/movements", "/imports")) else {}
    )
    if path.startswith("/imports"):
        return browser.upload(path, world.file(path), **headers).status_code
    return browser.send(method.upper(), world.path(path), world.body(method, path), **headers).status_code


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role) -> None:
    world = World()
    for (method, path), least in sorted(LEAST.items(), key=str):
        if least is EVERYBODY:
            continue
        browser = signed_in(make_user(role))
        before = written()
        status = ask(browser, world, method, path)
        if role.reaches(least):
            assert status in {200, 201, 204}, (method, path)
        else:
            assert status == 403, (method, path)
            assert written() == before, (method, path)


def test_nobody_may_do_nothing() -> None:
    world, nobody = World(), Browser()
    nobody.fetch_token()
    before = written()

    answers = {key: ask(nobody, world, *key) for key in LEAST if key not in OF_ANYBODY}

    assert set(answers.values()) == {401}
    assert written() == before


def test_a_write_without_its_token_is_refused_for_every_endpoint() -> None:
    world, browser = World(), Browser(make_user(Role.ADMIN))
    before = written()

    answers = {key: ask(browser, world, *key) for key in LEAST if key[0] != "get"}

    assert set(answers.values()) == {403}
    assert written() == before


def test_a_write_from_another_origin_is_refused() -> None:
    browser = signed_in(make_user(Role.ADMIN))

    refused = browser.post("/categories", {"name": "Tools"}, Origin="https://evil.example.com")

    assert (refused.status_code, refused.json()["type"]) == (403, "urn:problem:csrf")
    assert not Category.objects.exists()


def test_whoever_was_deactivated_is_out_at_once() -> None:
    user = make_user(Role.ADMIN)
    browser = signed_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert browser.get("/products").status_code == 401


@pytest.mark.parametrize("field", ["id", "created_at", "updated_at", "session_mark", "role", "is_active"])
def test_a_field_that_is_not_offered_is_refused(field: str) -> None:
    browser = signed_in(make_user(Role.ADMIN))
    product = make_product()

    created = browser.post("/products", {"sku": "X-1", "name": "X", field: 1})
    changed = browser.patch(f"/products/{product.pk}", {"name": "X", field: 1})

    assert [answer.status_code for answer in (created, changed)] == [422, 422]
    assert [error["code"] for error in created.json()["errors"]] == ["extra_forbidden"]
    assert Product.objects.get(pk=product.pk).name == product.name
