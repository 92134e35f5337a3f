"""The sign-in of a user of the demo data; Django must be set up."""

from __future__ import annotations

from django.test import Client

from benchmarks.api.place import HOST
from benchmarks.api.requests import SignIn
from inventory.models import User

_EMAIL = "manager@inventory.example"


def user() -> User:
    """Who sends the requests."""
    return User.objects.get(email=_EMAIL)


def sign_in() -> SignIn:
    """What that user's browser holds."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(user())
    token = client.get("/api/v1/session", secure=True).json()["csrf_token"]
    return SignIn("; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()), token)
