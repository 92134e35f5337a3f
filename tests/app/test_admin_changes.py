from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from browser import HOST, signed_in
from example_stock import actor, make_location, make_product, make_user, new_name, place_of
from inventory import admin
from inventory.models import Category, Change, Location, Product, Supplier, User
from inventory.services import movements

pytestmark = pytest.mark.usefixtures("database")

REQUEST = "request-of-the-admin"
PASSWORD = "correct horse battery"  # noqa: S105 - of a user who lives as long as a test


@pytest.fixture
def boss(database: object) -> User:
    return make_user("admin")


@pytest.fixture
def office(boss: User) -> Client:
    client = Client(SERVER_NAME=HOST, headers={"X-Forwarded-Proto": "https", "X-Request-Id": REQUEST})
    client.force_login(boss)
    return client


def write(office: Client, page: str, form: dict[str, Any], *args: object) -> None:
    answer = office.post(reverse(f"admin:{page}", args=args), form)
    assert answer.status_code == 302, answer.content.decode()


def lines() -> list[tuple[str, int, Any]]:
    """What was remembered, in order; all of it by the administrator of the one request."""
    found = Change.objects.order_by("id")
    assert {(change.user.role, change.request_id) for change in found} <= {("admin", REQUEST)}
    return [(change.model, change.object_id, change.values) for change in found]


PRODUCT = {"sku": "A-1", "name": "First", "unit": "piece", "unit_cost": "1.5", "reorder_point": "3", "active": "on"}


@pytest.mark.parametrize(
    ("model", "form", "values"),
    [
        (Category, {"name": "Tools"}, {"name": "Tools"}),
        (Location, {"code": "MAIN", "name": "Main"}, {"code": "MAIN", "name": "Main", "active": False}),
        (
            Supplier,
            {"name": "Faro", "email": "a@example.com", "active": "on"},
            {"name": "Faro", "email": "a@example.com", "phone": "", "active": True},
        ),
        (
            Product,
            PRODUCT,
            {
                "sku": "A-1",
                "barcode": None,
                "name": "First",
                "category_id": None,
                "supplier_id": None,
                "unit": "piece",
                "unit_cost": "1.5",
                "reorder_point": 3,
                "active": True,
            },
        ),
    ],
)
def test_what_is_added_is_remembered(
    office: Client, model: type[Any], form: dict[str, str], values: dict[str, Any]
) -> None:
    name = model._meta.model_name
    write(office, f"inventory_{name}_add", form)

    assert lines() == [(name, model.objects.get().pk, values)]


def test_of_a_change_the_new_values_alone_are_remembered(office: Client) -> None:
    product, category = make_product(sku="A-1", name="First"), Category.objects.create(name="Tools")
    before = Product.objects.get(pk=product.pk).updated_at

    write(office, "inventory_product_change", PRODUCT | {"name": "Better", "category": category.pk}, product.pk)

    assert lines() == [
        (
            "product",
            product.pk,
            {"name": "Better", "category_id": category.pk, "unit_cost": "1.5", "reorder_point": 3},
        )
    ]
    assert Product.objects.get(pk=product.pk).updated_at > before


def test_a_form_that_changes_nothing_writes_nothing(office: Client) -> None:
    category = Category.objects.create(name="Tools")

    write(office, "inventory_category_change", {"name": "Tools"}, category.pk)

    assert lines() == []


def test_what_is_deleted_is_remembered_one_by_one_and_all_at_once(office: Client) -> None:
    first, second, third = (Category.objects.create(name=name) for name in ("One", "Three", "Two"))
    marked = {"action": "delete_selected", "_selected_action": [second.pk, third.pk], "post": "yes"}

    write(office, "inventory_category_delete", {"post": "yes"}, first.pk)
    write(office, "inventory_category_changelist", marked)

    assert lines() == [
        ("category", first.pk, {"deleted": "One"}),
        ("category", second.pk, {"deleted": "Three"}),
        ("category", third.pk, {"deleted": "Two"}),
    ]
    assert not Category.objects.exists()


def test_what_is_kept_because_of_others_leaves_no_line(office: Client) -> None:
    product = make_product()
    movements.stock_receive(actor(), new_name(), place=place_of(product, make_location()), quantity=5)

    office.post(reverse("admin:inventory_product_delete", args=[product.pk]), {"post": "yes"})

    assert Product.objects.filter(pk=product.pk).exists()
    assert lines() == []


def test_a_change_whose_line_cannot_be_written_is_not_made(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    category = Category.objects.create(name="Tools")

    def fail(*_: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(admin, "remember", fail)
    office.raise_request_exception = False
    answer = office.post(reverse("admin:inventory_category_change", args=[category.pk]), {"name": "Other"})

    assert answer.status_code == 500
    assert Category.objects.get().name == "Tools"


def test_a_new_user_is_remembered_without_the_password(office: Client) -> None:
    form = {"email": "ana@example.com", "name": "Ana", "role": "clerk", "usable_password": "true"}
    write(office, "inventory_user_add", form | {"password1": PASSWORD, "password2": PASSWORD})

    user = User.objects.get(email="ana@example.com")
    values = {"email": "ana@example.com", "name": "Ana", "role": "clerk", "password": "changed"}
    assert lines() == [("user", user.pk, values)]


def test_a_new_user_without_a_password_is_remembered_as_such(office: Client) -> None:
    write(
        office,
        "inventory_user_add",
        {"email": "ana@example.com", "name": "Ana", "role": "viewer", "usable_password": "false"},
    )

    ((_, _, values),) = lines()
    assert values == {"email": "ana@example.com", "name": "Ana", "role": "viewer"}


def test_another_role_and_the_end_of_an_account_are_remembered(office: Client) -> None:
    user = make_user("clerk")
    form = {"email": user.email, "name": user.name, "role": "manager"}

    write(office, "inventory_user_change", form | {"is_active": "on"}, user.pk)
    write(office, "inventory_user_change", form, user.pk)
    write(office, "inventory_user_delete", {"post": "yes"}, user.pk)

    assert lines() == [
        ("user", user.pk, {"role": "manager"}),
        ("user", user.pk, {"is_active": False}),
        ("user", user.pk, {"deleted": "clerk"}),
    ]


@pytest.mark.parametrize(
    ("form", "values"),
    [
        ({"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}, [{"password": "changed"}]),
        ({"usable_password": "false", "unset-password": "1"}, [{"password": "removed"}]),
        ({"usable_password": "true", "password1": PASSWORD, "password2": "another"}, []),
    ],
)
def test_the_password_of_another_is_remembered_to_be_new_and_nothing_of_it(
    office: Client, form: dict[str, str], values: list[Any]
) -> None:
    user = make_user("clerk")
    user.set_password("before that it was this")
    user.save()

    office.post(reverse("admin:auth_user_password_change", args=[user.pk]), form)

    assert lines() == [("user", user.pk, value) for value in values]


def test_the_password_of_nobody_is_not_found(office: Client) -> None:
    assert office.post(reverse("admin:auth_user_password_change", args=[10**9]), {}).status_code == 404


@pytest.mark.parametrize(("typed", "values"), [(PASSWORD, [{"password": "changed"}]), ("wrong", [])])
def test_a_new_password_of_ones_own_is_remembered_too(
    office: Client, boss: User, typed: str, values: list[Any]
) -> None:
    boss.set_password(PASSWORD)
    boss.save()
    office.force_login(boss)
    new = "another horse battery"

    form = {"old_password": typed, "new_password1": new, "new_password2": new}
    office.post(reverse("admin:password_change"), form)

    assert lines() == [("user", boss.pk, value) for value in values]
    assert User.objects.get(pk=boss.pk).check_password(new if values else PASSWORD)


def test_the_history_of_an_entry_shows_what_the_api_wrote_and_what_was_written_here(office: Client) -> None:
    browser = signed_in(make_user("manager"))
    pk = browser.post("/products", {"sku": "A-1", "name": "Made by the API"}).json()["id"]
    other = make_product()
    write(office, "inventory_product_change", PRODUCT | {"name": "Changed in the office"}, pk)
    write(office, "inventory_product_change", PRODUCT | {"sku": "A-2", "name": "Of another"}, other.pk)

    office.get("/admin/")  # which shows the messages that name both
    page = office.get(reverse("admin:inventory_product_history", args=[pk]), follow=True).content.decode()

    assert "Made by the API" in page
    assert "Changed in the office" in page
    assert REQUEST in page
    assert "Of another" not in page
