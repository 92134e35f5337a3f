"""What the admin's pages say: all of it in the language of whoever reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import override

from browser import HOST
from example_stock import make_location, make_product, new_name, place_of
from inventory.api import columns
from inventory.models import Category, Change, Product, StockLevel, StockMovement, Supplier, User
from inventory.models.catalogue import Unit
from inventory.models.stock import MovementKind
from inventory.models.users import Role
from inventory.models.words import NAMES
from inventory.services import movements
from inventory.services.acts import Actor
from inventory.text import Text, in_language_of_page

pytestmark = pytest.mark.usefixtures("database")

SHOWN = {"title", "placeholder", "aria-label", "alt"}
OURS = [model for model in admin.site._registry if model._meta.app_label == "inventory"]


class Reader(HTMLParser):
    """Keeps what a page shows: its text, and the attributes that are read out or stand on buttons."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag in {"script", "style"}
        is_button = tag == "input" and ("type", "submit") in attrs
        self.said += [value for name, value in attrs if value and (name in SHOWN or (is_button and name == "value"))]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the signature is its parent's
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def shown(client: Client, address: str, language: str) -> str:
    answer = client.get(address, follow=True, headers={"Accept-Language": language})
    assert answer.status_code == 200, address
    return "\n".join(Reader(answer.content.decode()).said)


def english() -> Iterator[str]:
    """Every word of ours that Spanish writes otherwise."""
    texts = [text for names in NAMES.values() for text in (names.one, names.many, *names.fields.values())]
    yield from (text.en for text in texts if text.en != text.es)
    with override("en"):
        yield from (str(label) for choices in (Unit, MovementKind, Role) for label in choices.labels)
    yield from ("Inventory", "Select", "Add", "of", "at")


def left_over(text: str) -> list[str]:
    return sorted(word for word in set(english()) if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE))


@pytest.fixture
def boss(database: object) -> User:
    return User.objects.create_user("xxx@example.com", None, name="Xxx", role=Role.ADMIN)


@pytest.fixture
def office(boss: User) -> Client:
    """An administrator among entries whose own words are of no language."""
    client = Client(SERVER_NAME=HOST, headers={"X-Forwarded-Proto": "https"})
    client.force_login(boss)
    category, supplier = Category.objects.create(name="Zzz"), Supplier.objects.create(name="Yyy")
    place = place_of(
        make_product(sku="X-1", name="Www", category=category, supplier=supplier), make_location(code="V", name="Vvv")
    )
    movements.stock_receive(Actor(boss.pk, "-"), new_name(), place=place, quantity=5)
    Change.objects.create(user=boss, request_id="-", model="product", object_id=place.product_id, values={"x": 1})
    return client


def pages_of(model: type[Model]) -> Iterator[str]:
    name = f"admin:inventory_{model._meta.model_name}"
    entry = model._default_manager.get()
    yield reverse(f"{name}_changelist")
    yield reverse(f"{name}_change", args=[entry.pk])
    if model not in {StockLevel, StockMovement, Change}:
        yield from (reverse(f"{name}_add"), reverse(f"{name}_delete", args=[entry.pk]))
        yield reverse(f"{name}_history", args=[entry.pk])


@pytest.mark.parametrize("model", OURS)
def test_no_english_is_left_on_a_spanish_page(office: Client, model: type[Model]) -> None:
    assert len(OURS) == 8
    for address in pages_of(model):
        assert left_over(shown(office, address, "es")) == [], address


def test_no_english_is_left_on_the_pages_around_them(office: Client) -> None:
    for address in ("/admin/", "/admin/inventory/", "/admin/password_change/"):
        assert left_over(shown(office, address, "es")) == [], address
    assert left_over(shown(Client(SERVER_NAME=HOST, headers={"X-Forwarded-Proto": "https"}), "/admin/", "es")) == []


def test_what_is_looked_for_would_be_found(office: Client) -> None:
    found = left_over(shown(office, reverse("admin:inventory_product_changelist"), "en"))

    assert {"Inventory", "Select", "name", "product", "active", "category"} <= set(found)


def test_each_language_has_its_words_one_after_the_other(office: Client) -> None:
    address = reverse("admin:inventory_product_changelist")

    for language, words in (("es", "Seleccione producto"), ("en", "Select product"), ("es", "Seleccione producto")):
        assert words in shown(office, address, language)


def test_what_cannot_be_taken_is_said_in_spanish(office: Client) -> None:
    make_product(sku="A-1", barcode="12345678")
    form = {"sku": "a 1", "barcode": "12", "name": "Www", "unit": "piece", "unit_cost": "-1", "reorder_point": "-1"}
    address = reverse("admin:inventory_product_add")

    refused = office.post(address, form, headers={"Accept-Language": "es"}).content.decode()
    twice = office.post(address, {**form, "barcode": "12345678"}, headers={"Accept-Language": "es"}).content.decode()

    assert "De 8 a 14 dígitos." in refused
    assert "Solo mayúsculas, dígitos y . _ / -" in refused
    assert refused.count("es mayor o igual a 0") == 2
    assert "8 to 14" not in refused
    assert "already exists" not in twice


def test_a_barcode_that_another_has_is_named_in_spanish(office: Client) -> None:
    make_product(sku="A-1", barcode="12345678")
    form = {"sku": "A-2", "barcode": "12345678", "name": "Www", "unit": "piece", "unit_cost": "1", "reorder_point": "1"}

    answer = office.post(reverse("admin:inventory_product_add"), form, headers={"Accept-Language": "es"})

    assert "Ya existe un producto con este código de barras." in answer.content.decode()


def test_every_model_and_field_of_ours_has_its_names() -> None:
    named = {model: set(names.fields) for model, names in NAMES.items()}
    of_django = {"id", "password", "last_login", "session_key", "session_data", "expire_date"}
    there = {
        str(model._meta.model_name): {field.name for field in model._meta.concrete_fields} - of_django
        for model in apps.get_app_config("inventory").get_models()
    }

    assert named == there


@pytest.mark.parametrize("column", columns.PRODUCT)
def test_pages_and_files_call_a_field_the_same(column: columns.Column) -> None:
    for language in ("en", "es"):
        with override(language):
            called = str(Product._meta.get_field(column.name).verbose_name)
        assert capfirst(called) == column.heading.say(language)


def test_a_text_follows_the_language_that_is_spoken_and_is_english_where_none_is() -> None:
    text = in_language_of_page(Text(en="{n} left", es="quedan {n}"), n=3)

    with override("es"):
        assert str(text) == "quedan 3"
    with override(None):
        assert str(text) == "3 left"


def test_numbers_have_the_least_that_the_database_takes(office: Client) -> None:
    page = office.get(reverse("admin:inventory_product_add")).content.decode()

    inputs = {found[1]: found[0] for found in re.finditer(r'<input [^>]*name="(\w+)"[^>]*>', page)}
    assert 'min="0"' in inputs["reorder_point"]
    assert 'min="0"' in inputs["unit_cost"]


@pytest.mark.parametrize(("language", "words"), [("en", "Change history: "), ("es", "Histórico de modificaciones: ")])
def test_a_history_is_titled_with_its_entry(office: Client, language: str, words: str) -> None:
    product = Product.objects.get()

    page = shown(office, reverse("admin:inventory_product_history", args=[product.pk]), language)

    assert f"{words}X-1 Www" in page


@pytest.mark.parametrize(("model", "number", "title"), [("product", "77", "Product 77"), ("nothing", "1", "nothing 1")])
def test_a_history_of_what_is_gone_has_a_title_too(office: Client, model: str, number: str, title: str) -> None:
    address = f"{reverse('admin:inventory_change_changelist')}?model={model}&object_id={number}"

    assert f"Change history: {title}" in shown(office, address, "en")


def test_a_history_of_no_number_is_a_list_without_filter(office: Client) -> None:
    address = f"{reverse('admin:inventory_change_changelist')}?model=product&object_id=x"

    assert office.get(address, follow=True).redirect_chain


def test_the_name_alone_leads_to_the_pages() -> None:
    anybody = Client(SERVER_NAME=HOST, headers={"X-Forwarded-Proto": "https"})

    for ask in (anybody.get, anybody.head):
        assert (ask("/").status_code, ask("/")["Location"]) == (302, "/admin/")
    assert anybody.post("/").status_code == 405
    assert anybody.get("/nowhere").status_code == anybody.get("/api/v1").status_code == 404


def test_no_link_leads_from_the_pages_back_to_them(office: Client) -> None:
    assert 'href="/"' not in office.get("/admin/").content.decode()
