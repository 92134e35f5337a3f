"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register

from inventory.expansion import check_migrations
from inventory.text import Text, in_language_of_page


class InventoryConfig(AppConfig):
    """Stock, its movements, and those who move it."""

    name = "inventory"
    verbose_name = in_language_of_page(Text(en="Inventory", es="Inventario"))

    def ready(self) -> None:
        """Give models their names, and let `manage.py check` look at the migrations."""
        from inventory.models.words import name_models  # noqa: PLC0415 - models are there only now

        name_models()
        register(check_migrations, "inventory")
