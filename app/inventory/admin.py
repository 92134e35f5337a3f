"""The admin's pages: users and the catalogue. Stock is shown there and moved by the API alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from inventory.models import Category, Change, Location, Product, StockLevel, StockMovement, Supplier, User

admin.site.site_header = admin.site.site_title = "Inventory"
admin.site.unregister(Group)  # roles take its place


@admin.register(User)
class PeopleAdmin(UserAdmin):  # type: ignore[type-arg]
    """Users with their role."""

    list_display = ("email", "name", "role", "is_active")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")
    ordering = ("email",)
    filter_horizontal = ()
    fieldsets = ((None, {"fields": ("email", "password", "name", "role", "is_active")}),)
    add_fieldsets = ((None, {"fields": ("email", "name", "role", "usable_password", "password1", "password2")}),)


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Products."""

    list_display = ("sku", "name", "category", "supplier", "active")
    list_filter = ("active", "category")
    list_select_related = ("category", "supplier")
    search_fields = ("sku", "barcode", "name")
    show_full_result_count = False


admin.site.register([Category, Location, Supplier])


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shown, never written: what services or triggers keep."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the signature is Django's
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ANN401, ARG002 - as above
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ANN401, ARG002 - as above
        """Nobody removes."""
        return False


@admin.register(StockLevel)
class StockLevelAdmin(ReadOnlyAdmin):
    """Levels."""

    list_display = ("product", "location", "quantity", "updated_at")
    list_select_related = ("product", "location")


@admin.register(StockMovement)
class StockMovementAdmin(ReadOnlyAdmin):
    """The ledger."""

    list_display = ("created_at", "kind", "product", "location", "change", "balance", "user")
    list_filter = ("kind",)
    list_select_related = ("product", "location", "user")


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """Who changed what in the catalogue."""

    list_display = ("created_at", "user", "model", "object_id", "values")
    list_select_related = ("user",)
