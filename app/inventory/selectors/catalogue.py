"""Reads of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from inventory.models import Location, Product
from inventory.selectors.pages import Key, Listing

PRODUCTS = Listing(
    columns="product.id, product.sku, product.barcode, product.name, product.category_id, product.supplier_id, "
    "product.unit, product.unit_cost::text AS unit_cost, product.reorder_point, product.active, "
    "product.created_at, product.updated_at",
    tables="inventory_product AS product",
    order=(Key("sku", "product.sku", str),),
)

# Part of a SKU or name in any case, a name with a slip of the finger, or a whole barcode.
_SEARCH = (
    "(product.sku ILIKE %(pattern)s OR product.name ILIKE %(pattern)s OR %(query)s <%% product.name "
    "OR product.barcode = %(query)s)"
)
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

    Raises:
        Problem: the cursor is none of ours.
    """
    given = {name: value for name, value in filters.items() if value is not None}
    where, values = [_FILTERS[name] for name in given], dict(given)
    if query:
        where.append(_SEARCH)
        values |= {"query": query, "pattern": f"%{_literally(query)}%"}
    return PRODUCTS.page(where, values, after=after, limit=limit)


def product_is_there(pk: int) -> bool:
    """Whether there is such a product, active or not."""
    return Product.objects.filter(pk=pk).exists()


def location_is_there(pk: int) -> bool:
    """Whether there is such a location, active or not."""
    return Location.objects.filter(pk=pk).exists()


def _literally(query: str) -> str:
    """The query without the meaning that LIKE gives to some characters."""
    return query.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
