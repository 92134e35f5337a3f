"""What the database holds."""

from __future__ import annotations

from inventory.models.catalogue import Category, Location, Product, Supplier
from inventory.models.records import Change, IdempotencyKey, Import
from inventory.models.sessions import Session
from inventory.models.stock import StockLevel, StockMovement
from inventory.models.users import Role, SignInFailure, User

__all__ = [
    "Category",
    "Change",
    "IdempotencyKey",
    "Import",
    "Location",
    "Product",
    "Role",
    "Session",
    "SignInFailure",
    "StockLevel",
    "StockMovement",
    "Supplier",
    "User",
]
