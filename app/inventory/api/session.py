"""Signing in and out. The session travels in a cookie that no script can read."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from ninja import Router

from inventory.address import client_address
from inventory.api.access import VIEWER, refuse_forgery
from inventory.api.answers import answer
from inventory.api.forms import Credentials
from inventory.api.shapes import SessionShape
from inventory.models import User
from inventory.senders import user_of
from inventory.services import accounts

router = Router(tags=["session"])


@router.get("", auth=None, response=SessionShape)
def session_get(request: HttpRequest) -> HttpResponse:
    """Who is signed in, if anybody, and the token that writes need."""
    return _session(request)


@router.post("", auth=None, response=SessionShape)
def session_open(request: HttpRequest, form: Credentials) -> HttpResponse:
    """Sign in; the token of before is worth nothing afterwards."""
    refuse_forgery(request)
    user = accounts.verified(email=form.email, password=form.password, address=client_address(request))
    login(request, user)
    return _session(request)


@router.delete("", auth=VIEWER, response={204: None})
def session_close(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return HttpResponse(status=204)


@router.delete("/everywhere", auth=VIEWER, response={204: None})
def session_close_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the user, on all devices."""
    accounts.end_sessions(user_of(request).pk)
    logout(request)
    return HttpResponse(status=204)


def _session(request: HttpRequest) -> HttpResponse:
    user = request.user
    shown = None
    if isinstance(user, User):
        shown = {"id": user.pk, "email": user.email, "name": user.name, "role": str(user.role)}
    return answer({"user": shown, "csrf_token": get_token(request)})
