"""What models and their fields are called on pages, in both languages.

Set when Django is ready instead of where each field stands: there they would be part of the migrations, and another
word would take a migration that changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps
from django.utils.text import capfirst

from inventory.text import Text, in_language_of_page


@dataclass(frozen=True, slots=True)
class Names:
    """One entry of a model, several of them, and the fields that are not called the same everywhere."""

    one: Text
    many: Text
    fields: Mapping[str, Text]


_NAME = Text(en="name", es="nombre")
_CODE = Text(en="code", es="código")
_E_MAIL = Text(en="e-mail address", es="correo electrónico")
_ACTIVE = Text(en="active", es="activo")
_PRODUCT = Text(en="product", es="producto")
_CATEGORY = Text(en="category", es="categoría")
_SUPPLIER = Text(en="supplier", es="proveedor")
_LOCATION = Text(en="location", es="ubicación")
_QUANTITY = Text(en="quantity", es="cantidad")
_CHANGE = Text(en="change", es="cambio")
_KIND = Text(en="kind", es="tipo")
_ACT = Text(en="act", es="acto")
_USER = Text(en="user", es="usuario")
_REQUEST = Text(en="request", es="petición")
_TIME = Text(en="time", es="momento")
_CREATED = Text(en="created at", es="creado")
_UPDATED = Text(en="updated at", es="actualizado")

NAMES: Mapping[str, Names] = {
    "product": Names(
        _PRODUCT,
        Text(en="products", es="productos"),
        {
            "sku": Text(en="SKU", es="SKU"),
            "barcode": Text(en="barcode", es="código de barras"),
            "name": _NAME,
            "category": _CATEGORY,
            "supplier": _SUPPLIER,
            "unit": Text(en="unit", es="unidad"),
            "unit_cost": Text(en="unit cost", es="coste unitario"),
            "reorder_point": Text(en="reorder point", es="punto de pedido"),
            "active": _ACTIVE,
            "created_at": _CREATED,
            "updated_at": _UPDATED,
        },
    ),
    "category": Names(_CATEGORY, Text(en="categories", es="categorías"), {"name": _NAME}),
    "supplier": Names(
        _SUPPLIER,
        Text(en="suppliers", es="proveedores"),
        {"name": _NAME, "email": _E_MAIL, "phone": Text(en="telephone", es="teléfono"), "active": _ACTIVE},
    ),
    "location": Names(
        _LOCATION, Text(en="locations", es="ubicaciones"), {"code": _CODE, "name": _NAME, "active": _ACTIVE}
    ),
    "stocklevel": Names(
        Text(en="stock level", es="nivel de existencias"),
        Text(en="stock levels", es="niveles de existencias"),
        {"product": _PRODUCT, "location": _LOCATION, "quantity": _QUANTITY, "updated_at": _UPDATED},
    ),
    "stockmovement": Names(
        Text(en="stock movement", es="movimiento de existencias"),
        Text(en="stock movements", es="movimientos de existencias"),
        {
            "act_id": _ACT,
            "kind": _KIND,
            "product": _PRODUCT,
            "location": _LOCATION,
            "change": _CHANGE,
            "balance": Text(en="balance", es="saldo"),
            "reason": Text(en="reason", es="motivo"),
            "user": _USER,
            "request_id": _REQUEST,
            "created_at": _TIME,
        },
    ),
    "user": Names(
        _USER,
        Text(en="users", es="usuarios"),
        {
            "email": _E_MAIL,
            "name": _NAME,
            "role": Text(en="role", es="rol"),
            "is_active": _ACTIVE,
            "session_mark": Text(en="mark of the sessions", es="marca de las sesiones"),
            "created_at": _CREATED,
        },
    ),
    "change": Names(
        _CHANGE,
        Text(en="changes", es="cambios"),
        {
            "user": _USER,
            "request_id": _REQUEST,
            "model": Text(en="kind of entry", es="tipo de entrada"),
            "object_id": Text(en="number of the entry", es="número de la entrada"),
            "values": Text(en="new values", es="valores nuevos"),
            "created_at": _TIME,
        },
    ),
    "import": Names(
        Text(en="import", es="importación"),
        Text(en="imports", es="importaciones"),
        {
            "act_id": _ACT,
            "kind": _KIND,
            "user": _USER,
            "request_id": _REQUEST,
            "created": Text(en="created", es="creados"),
            "changed": Text(en="changed", es="cambiados"),
            "unchanged": Text(en="unchanged", es="sin cambios"),
            "created_at": _TIME,
        },
    ),
    "idempotencykey": Names(
        Text(en="idempotency key", es="clave de idempotencia"),
        Text(en="idempotency keys", es="claves de idempotencia"),
        {
            "user": _USER,
            "key": Text(en="key", es="clave"),
            "fingerprint": Text(en="fingerprint", es="huella"),
            "act_id": _ACT,
            "created_at": _TIME,
        },
    ),
    "session": Names(Text(en="session", es="sesión"), Text(en="sessions", es="sesiones"), {"user": _USER}),
    "signinfailure": Names(
        Text(en="failed sign-in", es="inicio de sesión fallido"),
        Text(en="failed sign-ins", es="inicios de sesión fallidos"),
        {
            "account": Text(en="account", es="cuenta"),
            "address": Text(en="address", es="dirección"),
            "created_at": _TIME,
        },
    ),
}


def name_of(model: str) -> str:
    """What an entry of a model is called in the language of the page, as a line begins with it."""
    return capfirst(str(in_language_of_page(NAMES[model].one))) if model in NAMES else model


def name_models() -> None:
    """Give every model and field its names; those that Django brings keep the ones that it translates itself."""
    for model, names in NAMES.items():
        options = apps.get_model("inventory", model)._meta  # noqa: SLF001 - documented
        options.verbose_name = in_language_of_page(names.one)
        options.verbose_name_plural = in_language_of_page(names.many)
        for field, name in names.fields.items():
            options.get_field(field).verbose_name = in_language_of_page(name)
