"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    """Stock, its movements, and those who move it."""

    name = "inventory"
    verbose_name = "Inventory"
