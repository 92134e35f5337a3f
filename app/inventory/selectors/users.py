"""Reads of users."""

from __future__ import annotations

from inventory.models.catalogue import FOLDED
from inventory.selectors.pages import Key, Listing

USERS = Listing(
    columns="person.id, person.email, person.name, person.role, person.is_active AS active, person.last_login",
    tables="inventory_user AS person",
    order=(
        Key("name", FOLDED.format("person.name"), str, FOLDED.format("%(after_name)s::text")),
        Key("id", "person.id", int),
    ),
)
