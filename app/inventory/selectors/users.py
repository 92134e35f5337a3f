"""Reads of users."""

from __future__ import annotations

from inventory.models.catalogue import folded
from inventory.selectors.pages import Key, Listing

USERS = Listing(
    columns="person.id, person.email, person.name, person.role, person.is_active AS active, person.last_login",
    tables="inventory_user AS person",
    order=(
        Key("name", folded("person.name"), str, folded("%(after_name)s::text")),
        Key("id", "person.id", int),
    ),
)
