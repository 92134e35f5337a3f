"""The columns of spreadsheets, and by which headings each is known in both languages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from inventory.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """The name of a value, what stands above it, and other headings that mean the same."""

    name: str
    heading: Text
    others: tuple[str, ...] = ()

    def is_called(self, heading: str) -> bool:
        """Whether a heading means this column; capitals, accents, spaces and underscores make no difference."""
        known = (self.name, self.heading.en, self.heading.es, *self.others)
        return _plain(heading) in {_plain(each) for each in known}


def _plain(heading: str) -> str:
    letters = (sign for sign in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(sign))
    return re.sub(r"[\s_]+", " ", "".join(letters)).strip().casefold()


SKU = Column("sku", Text(en="SKU", es="SKU"), ("código", "referencia"))
NAME = Column("name", Text(en="Name", es="Nombre"))
BARCODE = Column("barcode", Text(en="Barcode", es="Código de barras"))
CATEGORY = Column("category", Text(en="Category", es="Categoría"))
SUPPLIER = Column("supplier", Text(en="Supplier", es="Proveedor"))
UNIT = Column("unit", Text(en="Unit", es="Unidad"))
UNIT_COST = Column("unit_cost", Text(en="Unit cost", es="Coste unitario"), ("costo unitario",))
REORDER_POINT = Column("reorder_point", Text(en="Reorder point", es="Punto de pedido"))
ACTIVE = Column("active", Text(en="Active", es="Activo"))
LOCATION = Column("location", Text(en="Location", es="Ubicación"))
QUANTITY = Column("quantity", Text(en="Quantity", es="Cantidad"))
UPDATED_AT = Column("updated_at", Text(en="Updated at", es="Actualizado"))

PRODUCT = (SKU, NAME, BARCODE, CATEGORY, SUPPLIER, UNIT, UNIT_COST, REORDER_POINT, ACTIVE)
LEVEL = (SKU, NAME, LOCATION, QUANTITY, UNIT, UPDATED_AT)
MOVEMENT = (
    Column("id", Text(en="Number", es="Número")),
    Column("created_at", Text(en="Time", es="Momento")),
    Column("kind", Text(en="Kind", es="Tipo")),
    SKU,
    NAME,
    LOCATION,
    Column("change", Text(en="Change", es="Cambio")),
    Column("balance", Text(en="Balance", es="Saldo")),
    Column("reason", Text(en="Reason", es="Motivo")),
    Column("user_id", Text(en="User", es="Usuario")),
    Column("request_id", Text(en="Request", es="Petición")),
    Column("act_id", Text(en="Act", es="Acto")),
)
