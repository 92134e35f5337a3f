"""Reads of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

import psycopg
from django.db import OperationalError, connection, transaction

from inventory.models import Location, Product
from inventory.selectors.pages import NOTHING, Key, Listing

PRODUCTS = Listing(
    columns="product.id, product.sku, product.barcode, product.name, product.category_id, product.supplier_id, "
    "product.unit, product.unit_cost::text AS unit_cost, product.reorder_point, product.active, "
    "product.created_at, product.updated_at",
    tables="inventory_product AS product",
    order=(Key("sku", "product.sku", str),),
)

# Part of a SKU or name in any case, or a whole barcode.
_MATCHES = "(product.sku ILIKE %(pattern)s OR product.name ILIKE %(pattern)s OR product.barcode = %(query)s)"

# A name with a slip of the finger. The array is found by the index first; the planner, who cannot tell how many
# names are similar, would else compare all of them in the order of SKUs.
_IS_SIMILAR = "product.id = ANY(ARRAY(SELECT other.id FROM inventory_product AS other WHERE %(query)s <%% other.name))"
_PATIENCE = "500ms"
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
    given = {name: value for name, value in filters.items() if value is not None}
    where, values = [_FILTERS[name] for name in given], dict(given)
    if not query:
        return PRODUCTS.page(where, values, after=after, limit=limit)
    values |= {"query": query, "pattern": f"%{_literally(query)}%"}
    found = PRODUCTS.page([*where, _MATCHES], values, after=after, limit=limit)
    return found if found != NOTHING else _similar_page(where, values, after=after, limit=limit)


def _similar_page(where: list[str], values: Mapping[str, object], *, after: str | None, limit: int) -> bytes:
    """Products with similar names; none where so many are half alike that looking through them takes too long."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [_PATIENCE])
            return PRODUCTS.page([*where, _IS_SIMILAR], values, after=after, limit=limit)
    except OperationalError as error:
        if isinstance(error.__cause__, psycopg.errors.QueryCanceled):
            return NOTHING
        raise


def product_is_there(pk: int) -> bool:
    """Whether there is such a product, active or not."""
    return Product.objects.filter(pk=pk).exists()


def location_is_there(pk: int) -> bool:
    """Whether there is such a location, active or not."""
    return Location.objects.filter(pk=pk).exists()


def _literally(query: str) -> str:
    """The query without the meaning that LIKE gives to some characters."""
    return query.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
