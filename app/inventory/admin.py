"""The admin's pages: users and the catalogue. Stock is shown there and moved by the API alone.

What is written here leaves the same lines as what the API writes: who changed what, when, and in which request.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from inventory.address import client_address
from inventory.language import language_of
from inventory.models import Category, Change, Location, Product, StockLevel, StockMovement, Supplier, User
from inventory.models.words import NAMES, name_of
from inventory.problems import Problem
from inventory.senders import actor_of, user_of
from inventory.services.accounts import stay_out, verified
from inventory.services.changes import PASSWORD_CHANGED, PASSWORD_REMOVED, remember, remember_deletion
from inventory.text import in_language_of_page


class SignInForm(AdminAuthenticationForm):
    """Signs in as the API does, so that nobody can guess here what is refused there."""

    request: HttpRequest

    def clean(self) -> dict[str, Any]:
        """Look the user up; what is wrong is told in the language of the page."""
        email, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if email and password:
            try:
                self.user_cache = verified(email=email, password=password, address=client_address(self.request))
            except Problem as problem:
                told = problem.kind.detail.say(language_of(self.request), **problem.values)
                raise ValidationError(told, code=problem.kind.name) from problem
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data


admin.site.login_form = SignInForm
admin.site.site_header = admin.site.site_title = apps.get_app_config("inventory").verbose_name
admin.site.site_url = None  # there is no other site yet: the address without a path leads here
admin.site.unregister(Group)  # roles take its place


class RememberingAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Writes a line beside every change, both or neither; the history of an entry is made of these lines."""

    fixed: ClassVar[tuple[str, ...]] = ()
    """Fields by which others know an entry; once it is there they stay, as in the API."""

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:  # noqa: ANN401 - as Django has it
        """What may be read only."""
        written: Any = super().get_readonly_fields(request, obj)
        return written if obj is None else [*written, *self.fixed]

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401 - as Django has it
        """The field of a form; of a number it says the least one, so that the browser offers no other."""
        least = _least(db_field)
        given = kwargs if least is None else {**kwargs, "min_value": least}
        return super().formfield_for_dbfield(db_field, request, **given)

    def save_model(self, request: HttpRequest, obj: models.Model, form: ModelForm[Any], change: bool) -> None:  # noqa: FBT001 - the signature is Django's
        """Write an entry; where nothing was changed, there is nothing to write."""
        values = _given(obj, form.changed_data if change else form.cleaned_data)
        if change and not values:
            return
        if isinstance(obj, Product):
            obj.updated_at = timezone.now()
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            remember(actor_of(request), obj, values)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Remove an entry."""
        with transaction.atomic():
            remember_deletion(actor_of(request), obj)
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Remove those that were marked in a list."""
        with transaction.atomic():
            for entry in queryset:
                remember_deletion(actor_of(request), entry)
            super().delete_queryset(request, queryset)

    def history_view(
        self,
        request: HttpRequest,  # noqa: ARG002 - the signature is Django's
        object_id: str,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 - as above
    ) -> HttpResponse:
        """The lines of the entry, whether they were written here, by the API or by an import."""
        asked = urlencode({"model": self.opts.model_name, "object_id": unquote(object_id)})
        return HttpResponseRedirect(f"{reverse('admin:inventory_change_changelist')}?{asked}")


def _least(field: models.Field[Any, Any]) -> Any:  # noqa: ANN401 - a number of whatever kind the field has
    """The least number that the model takes, where there is one."""
    return max((each.limit_value for each in field.validators if isinstance(each, MinValueValidator)), default=None)


def _given(entry: models.Model, names: Any) -> dict[str, Any]:  # noqa: ANN401 - Django has a list here and a dict there
    """The values of the fields of those names, as the API names them; of a password, that there is one."""
    fields = {field.name: field.attname for field in entry._meta.concrete_fields}  # noqa: SLF001 - documented
    values = {fields[name]: getattr(entry, fields[name]) for name in names if name in fields and name != "password"}
    has_password = "password1" in names and isinstance(entry, User) and entry.has_usable_password()
    return {**values, **PASSWORD_CHANGED} if has_password else values


@contextmanager
def _password_remembered(request: HttpRequest, user: User) -> Iterator[None]:
    """Write a line if the password of the user is another one afterwards."""
    of_user = User.objects.filter(pk=user.pk)
    with transaction.atomic():
        before = of_user.select_for_update().get().password
        yield
        after = of_user.get()
        if after.password != before:
            remember(actor_of(request), after, PASSWORD_CHANGED if after.has_usable_password() else PASSWORD_REMOVED)


def own_password_change(request: HttpRequest) -> HttpResponse:
    """The page on which administrators change their own password."""
    with _password_remembered(request, user_of(request)):
        return admin.site.password_change(request)


@admin.register(User)
class PeopleAdmin(RememberingAdmin, UserAdmin):  # type: ignore[type-arg]
    """Users with their role."""

    list_display = ("email", "name", "role", "is_active")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")
    ordering = ("email",)
    filter_horizontal = ()
    fieldsets = ((None, {"fields": ("email", "password", "name", "role", "is_active")}),)
    add_fieldsets = ((None, {"fields": ("email", "name", "role", "usable_password", "password1", "password2")}),)

    def save_model(self, request: HttpRequest, obj: models.Model, form: ModelForm[Any], change: bool) -> None:  # noqa: FBT001 - as above
        """Write a user; sessions of one who was shut out stay ended when the account is opened again."""
        if isinstance(obj, User) and change:
            stay_out(obj)
        super().save_model(request, obj, form, change)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002 - the signature is Django's
        """The page that gives a user another password."""
        user = self.get_object(request, unquote(id))
        if not isinstance(user, User) or not self.has_change_permission(request, user):
            return super().user_change_password(request, id, form_url)  # refuses
        with _password_remembered(request, user):
            return super().user_change_password(request, id, form_url)


@admin.register(Product)
class ProductAdmin(RememberingAdmin):
    """Products."""

    fixed = ("sku", "unit")
    list_display = ("sku", "name", "category", "supplier", "active")
    list_filter = ("active", "category")
    list_select_related = ("category", "supplier")
    search_fields = ("sku", "barcode", "name")
    show_full_result_count = False


@admin.register(Location)
class LocationAdmin(RememberingAdmin):
    """Locations."""

    fixed = ("code",)


admin.site.register([Category, Supplier], RememberingAdmin)


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
    """Who changed what, among users and in the catalogue."""

    list_display = fields = ("created_at", "user", "request_id", "kind_of_entry", "object_id", "values")
    readonly_fields = ("kind_of_entry",)
    list_select_related = ("user",)

    @admin.display(description=in_language_of_page(NAMES["change"].fields["model"]), ordering="model")
    def kind_of_entry(self, change: Change) -> str:
        """What its model is called on this page."""
        return name_of(change.model)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list; where it is the history of one entry, it names the entry."""
        model, number = request.GET.get("model"), request.GET.get("object_id")
        title = {"title": gettext("Change history: %s") % _entry(model, number)} if model and number else {}
        return super().changelist_view(request, {**title, **(extra_context or {})})


def _entry(model: str, number: str) -> str:
    """An entry by its name, or by its number where it was deleted."""
    try:
        found = apps.get_model("inventory", model)._default_manager.filter(pk=number).first()  # noqa: SLF001 - as above
    except (LookupError, ValueError):
        found = None
    return str(found or f"{name_of(model)} {number}")
