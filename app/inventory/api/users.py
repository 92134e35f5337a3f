"""Users, for administrators."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from inventory.api.access import ADMIN
from inventory.api.answers import json_answer
from inventory.api.forms import PageQuery, Pk, UserChanges, UserForm
from inventory.api.shapes import AccountShape, Page
from inventory.selectors.users import USERS
from inventory.senders import actor_of, user_of
from inventory.services import users

router = Router(tags=["users"], auth=ADMIN)


@router.get("", response=Page[AccountShape])
def user_list(request: HttpRequest, asked: Query[PageQuery]) -> HttpResponse:
    """Users by name."""
    return json_answer(USERS.page([], {}, after=asked.after, limit=asked.limit))


@router.post("", response={201: AccountShape})
def user_create(request: HttpRequest, form: UserForm) -> HttpResponse:
    """Add a user, who can sign in at once."""
    return json_answer(USERS.item(users.user_create(actor_of(request), **form.model_dump())), status=201)


@router.get("/{id}", response=AccountShape)
def user_get(request: HttpRequest, pk: Pk) -> HttpResponse:
    """One user."""
    return json_answer(USERS.item(pk))


@router.patch("/{id}", response=AccountShape)
def user_change(request: HttpRequest, pk: Pk, changes: UserChanges) -> HttpResponse:
    """Change the given fields of a user, and no other; a new password and shutting out end the user's sessions."""
    user = users.user_change(actor_of(request), pk, changes.model_dump(exclude_unset=True))
    if pk == user_of(request).pk:
        update_session_auth_hash(request, user)  # the session that gives itself a new password goes on
    return json_answer(USERS.item(pk))
