from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils.translation import deactivate, get_language

from browser import HOST, Browser
from example_stock import actor, make_location, make_product, make_user, new_name, place_of
from inventory.models import Change, Product, StockLevel, StockMovement, User
from inventory.services import movements

pytestmark = pytest.mark.usefixtures("database")


def page_of(user: User | None) -> Client:
    client = Client(SERVER_NAME=HOST, headers={"X-Forwarded-Proto": "https"})
    if user is not None:
        client.force_login(user)
    return client


@pytest.fixture
def office(database: object) -> Client:
    return page_of(make_user("admin"))


def test_the_pages_are_for_administrators_only() -> None:
    for role in ("viewer", "clerk", "manager"):
        assert page_of(make_user(role)).get("/admin/").status_code == 302
    assert page_of(None).get("/admin/")["Location"] == "/admin/login/?next=/admin/"


@pytest.mark.parametrize("model", [model for model in admin.site._registry if model._meta.app_label == "inventory"])
def test_every_list_and_every_form_opens(office: Client, model: type[Product]) -> None:
    place = place_of(make_product(), make_location())
    movements.stock_receive(actor(), new_name(), place=place, quantity=5)
    name = f"admin:inventory_{model._meta.model_name}"

    assert office.get(reverse(f"{name}_changelist")).status_code == 200
    added = office.get(reverse(f"{name}_add")).status_code
    assert added == (403 if model in {StockLevel, StockMovement, Change} else 200)


def test_stock_is_shown_and_not_written(office: Client) -> None:
    place = place_of(make_product(), make_location())
    movements.stock_receive(actor(), new_name(), place=place, quantity=5)
    level = StockLevel.objects.get()
    line = StockMovement.objects.get()

    assert office.get(reverse("admin:inventory_stocklevel_change", args=[level.pk])).status_code == 200
    for thing, name in ((level, "stocklevel"), (line, "stockmovement")):
        for action in ("change", "delete"):
            assert (
                office.post(reverse(f"admin:inventory_{name}_{action}", args=[thing.pk]), {"quantity": 9}).status_code
                == 403
            )


def test_a_user_is_made_with_a_role_and_a_hashed_password(office: Client) -> None:
    form = {
        "email": "ana@example.com",
        "name": "Ana",
        "role": "clerk",
        "usable_password": "true",
        "password1": "correct horse battery",
        "password2": "correct horse battery",
    }

    made = office.post(reverse("admin:inventory_user_add"), form)

    user = User.objects.get(email="ana@example.com")
    assert made.status_code == 302
    assert (user.role, user.password[:7]) == ("clerk", "argon2$")


def test_a_product_is_changed(office: Client) -> None:
    product = make_product()
    form = {
        "sku": product.sku,
        "name": "Better",
        "unit": "piece",
        "unit_cost": "1.5",
        "reorder_point": "3",
        "active": "on",
    }

    changed = office.post(reverse("admin:inventory_product_change", args=[product.pk]), form)

    assert changed.status_code == 302, changed.content
    assert Product.objects.get(pk=product.pk).name == "Better"


def test_the_pages_speak_spanish_and_load_their_own_files_only(office: Client) -> None:
    page = office.get("/admin/", headers={"Accept-Language": "es"})
    style = office.get("/static/admin/css/base.css")
    style.close()

    assert "Cerrar sesión" in page.content.decode()
    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert (style.status_code, style["Content-Type"]) == (200, 'text/css; charset="utf-8"')


def test_the_language_of_a_page_stays_with_it(office: Client) -> None:
    deactivate()
    office.get("/admin/", headers={"Accept-Language": "es"})

    assert get_language() == "en"


def test_the_documentation_is_for_staff_and_comes_from_here(office: Client) -> None:
    page = office.get("/api/v1/docs")

    assert page.status_code == 200
    assert b"https://" not in page.content
    assert office.get("/api/v1/openapi.json").json()["info"]["title"] == "Inventory"
    assert page_of(make_user("manager")).get("/api/v1/docs").status_code == 302


def test_a_form_without_its_token_is_refused(database: object) -> None:
    client = Client(SERVER_NAME=HOST, enforce_csrf_checks=True)

    assert client.post("/admin/login/", {"username": "a", "password": "b"}, secure=True).status_code == 403


def test_what_others_know_an_entry_by_stays(office: Client) -> None:
    product, location = make_product(sku="OLD", unit="piece"), make_location(code="OLD")
    changed = {"sku": "NEW", "unit": "box", "name": "New", "unit_cost": "1", "reorder_point": "0", "active": "on"}

    office.post(reverse("admin:inventory_product_change", args=[product.pk]), changed)
    office.post(reverse("admin:inventory_location_change", args=[location.pk]), {"code": "NEW", "name": "New"})
    product.refresh_from_db()
    location.refresh_from_db()

    assert (product.sku, product.unit, product.name) == ("OLD", "piece", "New")
    assert (location.code, location.name) == ("OLD", "New")


def test_the_sessions_of_one_who_was_shut_out_stay_ended(office: Client) -> None:
    clerk = make_user("clerk")
    browser = Browser(clerk)
    form = {"email": clerk.email, "name": clerk.name, "role": "clerk"}
    address = reverse("admin:inventory_user_change", args=[clerk.pk])

    before = browser.get("/products").status_code
    office.post(address, form)
    shut_out = browser.get("/products").status_code
    office.post(address, {**form, "is_active": "on"})

    assert User.objects.get(pk=clerk.pk).is_active
    assert (before, shut_out, browser.get("/products").status_code) == (200, 401, 401)
