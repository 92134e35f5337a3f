"""The addresses: the API under its version, the admin's pages; health is answered before any of them."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from inventory.admin import own_password_change
from inventory.api.interface import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("admin/password_change/", admin.site.admin_view(own_password_change)),
    path("admin/", admin.site.urls),
    # The frontend lives elsewhere; whoever types this name alone looks for the pages that there are.
    path("", RedirectView.as_view(pattern_name="admin:index", http_method_names=["get", "head"])),
]

handler500 = "config.failures.server_error"
