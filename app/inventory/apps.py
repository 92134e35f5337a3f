"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register

from inventory.expansion import check_migrations


class InventoryConfig(AppConfig):
    """Stock, its movements, and those who move it."""

    name = "inventory"
    verbose_name = "Inventory"

    def ready(self) -> None:
        """Let `manage.py check` look at the migrations."""
        register(check_migrations, "inventory")
