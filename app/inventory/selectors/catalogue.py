"""Reads of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import psycopg
from django.db import OperationalError, connection, transaction

from inventory.models import Location, Product
from inventory.selectors.pages import NOTHING, Key, Listing, given, read_cursor
from inventory.selectors.search import MATCHES, matching_skus, searched

PRODUCTS = Listing(
    columns="product.id, product.sku, product.barcode, product.name, product.category_id, product.supplier_id, "
    "product.unit, product.unit_cost::text AS unit_cost, product.reorder_point, product.active, "
    "product.created_at, product.updated_at",
    tables="inventory_product AS product",
    order=(Key("sku", "product.sku", str),),
)

# For a spreadsheet, where a name says more than a number.
PRODUCT_SHEET = Listing(
    columns="product.sku, product.name, product.barcode, category.name AS category, supplier.name AS supplier, "
    "product.unit, product.unit_cost::text AS unit_cost, product.reorder_point, product.active",
    tables="inventory_product AS product LEFT JOIN inventory_category AS category "
    "ON category.id = product.category_id LEFT JOIN inventory_supplier AS supplier "
    "ON supplier.id = product.supplier_id",
    order=PRODUCTS.order,
)

_IS_FOUND = "product.sku = ANY(%(skus)s)"

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


def product_page(*, query: str | None, filters: Mapping[str, object | None], after: str | None, limit: int) -> bytes:
    """Products by SKU as JSON, those that a search and filters leave.

    Where a search matches nothing, names that are similar take the place.

    Raises:
        Problem: the cursor is none of ours.
    """
    where, values = _narrowed(query, filters)
    if not query:
        return PRODUCTS.page(where, values, after=after, limit=limit)
    beyond = "" if after is None else str(read_cursor(after, [str])[0])
    skus = matching_skus(where, values, beyond=beyond, wanted=limit + 1)
    if skus:
        return PRODUCTS.page([_IS_FOUND], {"skus": skus}, after=None, limit=limit)
    return _similar_page(where, values, after=after, limit=limit) if _may_be_misspelt(query) else NOTHING


def _may_be_misspelt(query: str) -> bool:
    """Whether a name can be similar that does not hold the query: to a word of two letters, or to signs, none can."""
    return any(map(str.isalnum, query)) and not (len(query) <= 2 and query.isalnum())


def _similar_page(where: list[str], values: Mapping[str, object], *, after: str | None, limit: int) -> bytes:
    return _in_time(lambda: PRODUCTS.page([*where, _IS_SIMILAR], values, after=after, limit=limit)) or NOTHING


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
        yield from PRODUCT_SHEET.batches([_IS_FOUND], {"skus": _similar_skus(where, values)})


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
