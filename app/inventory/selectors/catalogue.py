"""Reads of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import psycopg
from django.db import OperationalError, connection, transaction

from inventory.models import Location, Product
from inventory.models.catalogue import folded
from inventory.selectors.pages import NOTHING, Key, Listing, given
from inventory.selectors.search import MATCHES, matching, searched

PRODUCTS = Listing(
    columns="product.id, product.sku, product.barcode, product.name, product.category_id, product.supplier_id, "
    "product.unit, product.unit_cost::text AS unit_cost, product.reorder_point, product.active, "
    "product.created_at, product.updated_at",
    tables="inventory_product AS product",
    order=(Key("sku", "product.sku", str),),
)

_ID = Key("id", "product.id", int)
_BY_NAME = replace(
    PRODUCTS,
    order=(Key("name", folded("product.name"), str, folded("%(after_name)s::text")), _ID),
    mark="name",
)
PRODUCTS_BY: Mapping[str, Listing] = {
    "sku": PRODUCTS,
    "-sku": replace(PRODUCTS, backwards=True, mark="-sku"),
    "name": _BY_NAME,
    "-name": replace(_BY_NAME, backwards=True, mark="-name"),
    "newest": replace(
        PRODUCTS, order=(Key("created_at", "product.created_at", datetime), _ID), backwards=True, mark="newest"
    ),
}
"""The orders of the list of products; each has an index of its own."""

# For a spreadsheet, where a name says more than a number.
PRODUCT_SHEET = Listing(
    columns="product.sku, product.name, product.barcode, category.name AS category, supplier.name AS supplier, "
    "product.unit, product.unit_cost::text AS unit_cost, product.reorder_point, product.active",
    tables="inventory_product AS product LEFT JOIN inventory_category AS category "
    "ON category.id = product.category_id LEFT JOIN inventory_supplier AS supplier "
    "ON supplier.id = product.supplier_id",
    order=PRODUCTS.order,
)

_IS_FOUND = "product.{} = ANY(%(found)s)"

# A name with a slip of the finger. The array is found by the index first; the planner, who cannot tell how many
# names are similar, would else compare all of them in the order of SKUs.
_IS_SIMILAR = "product.id = ANY(ARRAY(SELECT other.id FROM inventory_product AS other WHERE %(query)s <%% other.name))"
_SIMILAR_SKUS = "SELECT product.sku FROM inventory_product AS product WHERE {conditions}"
_PATIENCE = "500ms"

Found = TypeVar("Found")

_FILTERS = {
    "category_id": "product.category_id = %(category_id)s",
    "supplier_id": "product.supplier_id = %(supplier_id)s",
    "active": "product.active = %(active)s",
}

SUPPLIERS = Listing(
    columns="supplier.id, supplier.name, supplier.email, supplier.phone, supplier.active",
    tables="inventory_supplier AS supplier",
    order=(Key("id", "supplier.id", int),),
)
CATEGORIES = Listing(
    columns="category.id, category.name",
    tables="inventory_category AS category",
    order=(Key("id", "category.id", int),),
)
LOCATIONS = Listing(
    columns="location.id, location.code, location.name, location.active",
    tables="inventory_location AS location",
    order=(Key("code", "location.code", str),),
)


def product_page(
    *, query: str | None, filters: Mapping[str, object | None], after: str | None, limit: int, sort: str = "sku"
) -> bytes:
    """Products in one of the orders as JSON, those that a search and filters leave.

    Where a search matches nothing, names that are similar take the place.

    Raises:
        Problem: the cursor is none of ours, or of another order.
    """
    listing = PRODUCTS_BY[sort]
    where, values = _narrowed(query, filters)
    if not values:
        return listing.page([], {}, after=after, limit=limit)
    found = matching(listing, where, values, key=listing.key_in(after), wanted=limit + 1)
    if found:
        return listing.page([_is_found(listing)], {"found": found}, after=None, limit=limit)
    if not query or not _may_be_misspelt(query):
        return NOTHING
    return _in_time(lambda: listing.page([*where, _IS_SIMILAR], values, after=after, limit=limit)) or NOTHING


def _is_found(listing: Listing) -> str:
    """The condition of the products that a search has found, by the last key of each."""
    return _IS_FOUND.format(listing.order[-1].name)


def _may_be_misspelt(query: str) -> bool:
    """Whether a name can be similar that does not hold the query: to a word of two letters, or to signs, none can."""
    return any(map(str.isalnum, query)) and not (len(query) <= 2 and query.isalnum())


def _similar_skus(where: list[str], values: Mapping[str, object]) -> list[str]:
    def find() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(_SIMILAR_SKUS.format(conditions=" AND ".join([*where, _IS_SIMILAR])), dict[str, Any](values))
            return [sku for (sku,) in cursor.fetchall()]

    return _in_time(find) or []


def _in_time(find: Callable[[], Found]) -> Found | None:
    """What is found; None where so many names are half alike that looking through them takes too long."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [_PATIENCE])
            return find()
    except OperationalError as error:
        if isinstance(error.__cause__, psycopg.errors.QueryCanceled):
            return None
        raise


def product_batches(*, query: str | None, filters: Mapping[str, object | None]) -> Iterator[list[dict[str, Any]]]:
    """The same products, all of them, for a spreadsheet."""
    where, values = _narrowed(query, filters)
    if not query:
        yield from PRODUCT_SHEET.batches(where, values)
        return
    matching = PRODUCT_SHEET.batches([*where, MATCHES], values)
    first = next(matching, None)
    if first is not None:
        yield first
        yield from matching
    elif _may_be_misspelt(query):
        yield from PRODUCT_SHEET.batches([_is_found(PRODUCT_SHEET)], {"found": _similar_skus(where, values)})


def _narrowed(query: str | None, filters: Mapping[str, object | None]) -> tuple[list[str], dict[str, object]]:
    """The conditions of the filters, and the values of these and of the search."""
    where, values = given(filters, _FILTERS)
    return where, {**values, **(searched(query) if query else {})}


def product_is_there(pk: int) -> bool:
    """Whether there is such a product, active or not."""
    return Product.objects.filter(pk=pk).exists()


def location_is_there(pk: int) -> bool:
    """Whether there is such a location, active or not."""
    return Location.objects.filter(pk=pk).exists()
