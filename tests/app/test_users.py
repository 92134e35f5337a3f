from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from browser import HOST, Browser, signed_in
from example_stock import make_user
from inventory.api.shapes import AccountShape, Page
from inventory.models import Change, Role, User

pytestmark = pytest.mark.usefixtures("database")

PASSWORD = "correct horse battery"  # noqa: S105 - made up
NEW = {"email": "Ana@Example.com", "name": " Ana ", "role": "clerk", "password": PASSWORD}


@pytest.fixture
def admin(database: object) -> User:
    return make_user("admin")


@pytest.fixture
def browser(admin: User) -> Browser:
    return signed_in(admin)


def refused(answer: Any) -> list[tuple[str, str, str]]:
    assert answer.status_code == 422, answer.content
    return [(error["in"], error["field"], error["code"]) for error in answer.json()["errors"]]


def is_signed_in(browser: Browser) -> bool:
    return browser.get("/session").json()["user"] is not None


def test_users_are_listed_by_name_whatever_its_capitals_and_accents(browser: Browser) -> None:
    for name in ("Zoe", "ánxela", "Bea", "bea"):
        User.objects.create_user(f"{len(name)}{name[0].encode().hex()}@example.com", None, name=name)

    first = Page[AccountShape].model_validate_json(browser.get("/users?limit=3").content)
    rest = Page[AccountShape].model_validate_json(browser.get(f"/users?limit=3&after={first.next}").content)

    assert [user.name for user in first.items + rest.items] == ["admin", "ánxela", "Bea", "bea", "Zoe"]
    assert rest.next is None


def test_a_user_is_added_and_signs_in(browser: Browser) -> None:
    added = browser.post("/users", NEW)
    pk = added.json()["id"]

    assert added.status_code == 201
    assert added.json() == {
        "id": pk,
        "email": "ana@example.com",
        "name": "Ana",
        "role": "clerk",
        "active": True,
        "last_login": None,
    }
    stranger = Browser()
    stranger.fetch_token()
    assert stranger.post("/session", {"email": "ana@example.com", "password": PASSWORD}).status_code == 200
    seen = AccountShape.model_validate_json(browser.get(f"/users/{pk}").content)
    assert seen.last_login is not None


def test_who_added_and_changed_a_user_is_kept_without_the_password(browser: Browser, admin: User) -> None:
    pk = browser.post("/users", NEW).json()["id"]
    browser.patch(f"/users/{pk}", {"role": "manager", "active": False, "password": PASSWORD[::-1]})

    changed, added = Change.objects.all()
    assert {(each.user_id, each.model, each.object_id) for each in (changed, added)} == {(admin.pk, "user", pk)}
    assert added.values == {"email": "ana@example.com", "name": "Ana", "role": "clerk", "password": "changed"}
    assert changed.values == {"role": "manager", "is_active": False, "password": "changed"}


def test_the_same_address_twice_is_a_conflict(browser: Browser) -> None:
    browser.post("/users", NEW)

    answer = browser.post("/users", NEW | {"email": "ANA@example.com"})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:problem:duplicate")
    assert "same email" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"password": "short"}, [("password", "password_too_short")]),
        ({"password": "12345678901234567"}, [("password", "password_entirely_numeric")]),
        ({"password": "1234567890"}, ["password_too_short", "password_too_common", "password_entirely_numeric"]),
        ({"email": "marisol.quintero@example.com", "password": "marisol.quintero"}, ["password_too_similar"]),
        ({"email": "no address"}, [("email", "string_pattern_mismatch")]),
        ({"email": "a..b@example.com"}, [("email", "string_pattern_mismatch")]),
        ({"name": " "}, [("name", "string_pattern_mismatch")]),
        ({"role": "owner"}, [("role", "enum")]),
        ({"is_staff": True}, [("is_staff", "extra_forbidden")]),
    ],
)
def test_a_value_that_cannot_be_used_is_named_by_its_field(
    browser: Browser, changes: dict[str, Any], faults: list[Any]
) -> None:
    told = refused(browser.post("/users", NEW | changes))

    expected = [("password", each) if isinstance(each, str) else each for each in faults]
    assert told == [("body", *each) for each in expected]
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "said"), [("en", "minimum number of characters: 12"), ("es", "número mínimo de caracteres: 12")]
)
def test_what_is_wrong_with_a_password_is_told_in_the_language_of_the_client(
    browser: Browser, language: str, said: str
) -> None:
    answer = browser.post("/users", NEW | {"password": "short"}, accept_language=language)

    assert said in answer.json()["errors"][0]["message"]


def test_another_role_holds_from_the_next_request_on(browser: Browser) -> None:
    other = make_user("manager")
    theirs = signed_in(other)

    browser.patch(f"/users/{other.pk}", {"role": "viewer"})

    assert theirs.post("/categories", {"name": "Tools"}).status_code == 403


def test_whoever_is_shut_out_stays_out_until_the_next_sign_in(browser: Browser) -> None:
    other = make_user("manager")
    theirs = signed_in(other)

    shut = browser.patch(f"/users/{other.pk}", {"active": False})
    assert (shut.json()["active"], is_signed_in(theirs)) == (False, False)
    browser.patch(f"/users/{other.pk}", {"active": True})

    assert not is_signed_in(theirs)


def test_a_new_password_ends_the_sessions_of_the_user(browser: Browser) -> None:
    other = make_user("manager")
    theirs = signed_in(other)

    assert browser.patch(f"/users/{other.pk}", {"password": PASSWORD}).status_code == 200

    assert not is_signed_in(theirs)
    assert is_signed_in(browser)


def test_a_new_password_of_ones_own_ends_ones_other_sessions(browser: Browser, admin: User) -> None:
    elsewhere = signed_in(admin)

    assert browser.patch(f"/users/{admin.pk}", {"password": PASSWORD}).status_code == 200

    assert is_signed_in(browser)
    assert not is_signed_in(elsewhere)
    admin.refresh_from_db()
    assert admin.check_password(PASSWORD)


@pytest.mark.parametrize("changes", [{"role": "manager"}, {"active": False}, {"name": "Ana", "active": False}])
def test_nobody_takes_the_administrator_from_themselves(browser: Browser, admin: User, changes: dict[str, Any]) -> None:
    make_user("admin")

    answer = browser.patch(f"/users/{admin.pk}", changes)

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:problem:own-account")
    assert browser.patch(f"/users/{admin.pk}", {"role": "admin", "active": True, "name": "Ana"}).status_code == 200


def test_a_change_leaves_the_rest_alone(browser: Browser) -> None:
    other = make_user("manager")
    before = browser.get(f"/users/{other.pk}").json()

    assert browser.patch(f"/users/{other.pk}", {"name": "Ana"}).json() == before | {"name": "Ana"}
    assert refused(browser.patch(f"/users/{other.pk}", {})) == [("body", "", "nothing_to_change")]
    assert refused(browser.patch(f"/users/{other.pk}", {"role": None})) == [("body", "role", "not_null")]
    assert refused(browser.patch(f"/users/{other.pk}", {"email": "a@b.es"})) == [("body", "email", "extra_forbidden")]


def test_who_is_not_there_is_not_found(browser: Browser) -> None:
    answers = [browser.get("/users/999999999")]
    answers += [browser.patch("/users/999999999", changes) for changes in ({"name": "x"}, {"active": False})]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_users_are_the_affair_of_administrators(role: Role) -> None:
    browser = signed_in(make_user(role))

    answers = [browser.get("/users"), browser.get("/users/1"), browser.post("/users", NEW)]
    answers += [browser.patch("/users/1", {"role": "admin"})]

    assert {(answer.status_code, answer.json()["type"]) for answer in answers} == {(403, "urn:problem:role-too-low")}


def test_what_answers_is_told_to_everybody() -> None:
    answer = Client().get("/api/v1/about", headers={"Host": HOST, "X-Forwarded-Proto": "https"})

    assert (answer.status_code, answer.json()) == (200, {"version": "1.0.0", "build": "development"})
