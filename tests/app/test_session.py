from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from browser import HOST, Browser
from example_stock import make_user
from inventory import services
from inventory.models import Session, SignInFailure, User
from inventory.services.accounts import PER_ACCOUNT, PER_ORIGIN

pytestmark = pytest.mark.usefixtures("database")

PASSWORD = "correct horse battery"  # noqa: S105 - of a user who lives as long as a test


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 with little memory: its strength is Django's affair, and a test waits for each hash."""
    from config.passwords import FrugalArgon2PasswordHasher

    monkeypatch.setattr(FrugalArgon2PasswordHasher, "memory_cost", 64)
    monkeypatch.setattr(FrugalArgon2PasswordHasher, "time_cost", 1)


@pytest.fixture
def user(database: object) -> User:
    user = make_user("clerk")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def statements(database: object) -> Iterator[list[str]]:
    """The statements that are sent to the database."""
    sent: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield sent


def sign_in(browser: Browser, email: str, password: str = PASSWORD, **headers: str) -> int:
    browser.fetch_token()
    return browser.post("/session", {"email": email, "password": password}, **headers).status_code


def test_a_session_opens_and_closes(user: User) -> None:
    browser = Browser()
    assert browser.get("/session").json()["user"] is None

    assert sign_in(browser, user.email.upper()) == 200
    shown = browser.get("/session").json()["user"]
    browser.fetch_token()
    closed = browser.send("DELETE", "/session")

    assert shown == {"id": user.pk, "email": user.email, "name": user.name, "role": "clerk"}
    assert closed.status_code == 204
    assert browser.get("/session").json()["user"] is None
    assert not Session.objects.exists()


def test_the_cookie_is_kept_from_scripts_from_plain_http_and_from_other_sites(user: User) -> None:
    browser = Browser()
    sign_in(browser, user.email)
    cookie = browser.client.cookies["__Host-session"]

    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
    assert (cookie["domain"], cookie["path"]) == ("", "/")


def test_a_password_is_kept_as_argon2(user: User) -> None:
    assert user.password.startswith("argon2$argon2id$")


def test_the_token_of_before_is_worth_nothing_after_signing_in(user: User) -> None:
    browser = Browser()
    sign_in(browser, user.email)

    with_the_old = browser.send("DELETE", "/session").status_code
    browser.fetch_token()
    with_the_new = browser.send("DELETE", "/session").status_code

    assert (with_the_old, with_the_new) == (403, 204)


@pytest.mark.parametrize("wrong", ["password", "email", "inactive"])
def test_a_sign_in_that_fails_tells_nobody_why(user: User, wrong: str) -> None:
    email, password = user.email, PASSWORD
    if wrong == "inactive":
        User.objects.filter(pk=user.pk).update(is_active=False)
    elif wrong == "email":
        email = "nobody@example.com"
    else:
        password = "wrong"  # noqa: S105 - on purpose
    browser = Browser()
    browser.fetch_token()

    answer = browser.post("/session", {"email": email, "password": password})

    assert (answer.status_code, answer.json()["type"]) == (401, "urn:problem:wrong-credentials")
    assert "__Host-session" not in browser.client.cookies


def test_signing_in_needs_the_token(user: User) -> None:
    answer = Browser().post("/session", {"email": user.email, "password": PASSWORD})

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:problem:csrf")


def test_guessing_is_stopped_for_the_one_who_guesses_and_for_no_one_else(user: User) -> None:
    guesser, owner = Browser(), Browser()

    answers = [sign_in(guesser, user.email, "wrong", X_Forwarded_For="203.0.113.9") for _ in range(PER_ACCOUNT + 5)]
    even_right = sign_in(guesser, user.email, X_Forwarded_For="198.51.100.1, 203.0.113.9")  # the first is made up

    assert answers == [401] * PER_ACCOUNT + [429] * 5
    assert even_right == 429
    assert sign_in(owner, user.email, X_Forwarded_For="203.0.113.10") == 200


@pytest.mark.parametrize(
    ("address", "same", "other"),
    [
        ("2001:db8:1:2::1", "2001:0DB8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:3::1"),
        ("::ffff:203.0.113.9", "203.0.113.9", "::ffff:203.0.113.10"),
        ("fe80::1%eth0", "fe80::2", "fe80:0:0:1::1"),
        ("unknown", "unknown", "unknown."),
    ],
    ids=["IPv6", "IPv4-mapped", "link", "no address"],
)
def test_whoever_changes_the_address_within_reach_guesses_no_more(
    user: User, address: str, same: str, other: str
) -> None:
    guesser = Browser()
    for _ in range(PER_ACCOUNT):
        sign_in(guesser, user.email, "wrong", X_Forwarded_For=address)

    assert sign_in(guesser, user.email, X_Forwarded_For=same) == 429
    assert sign_in(guesser, user.email, X_Forwarded_For=other) == 200


def test_a_sign_in_that_succeeds_is_no_failure_and_forgives_none(user: User) -> None:
    browser = Browser()
    answers = [sign_in(browser, user.email, password) for password in [*["wrong"] * (PER_ACCOUNT - 1), PASSWORD]]
    again = [sign_in(browser, user.email), sign_in(browser, user.email, "wrong"), sign_in(browser, user.email)]

    assert answers == [401] * (PER_ACCOUNT - 1) + [200]
    assert again == [200, 401, 429]


def test_guessing_many_accounts_is_stopped_too(user: User) -> None:
    browser = Browser()
    browser.fetch_token()

    answers = [
        browser.post("/session", {"email": f"a{number}@example.com", "password": "wrong"}).status_code
        for number in range(PER_ORIGIN + 1)
    ]

    assert answers == [401] * PER_ORIGIN + [429]


@pytest.mark.parametrize(
    ("language", "of_one", "of_all"),
    [
        ("en", "Other accounts are not affected", "can sign in to no account"),
        ("es", "Las demás cuentas no se ven", "en ninguna cuenta"),
    ],
)
def test_whoever_is_stopped_reads_whether_it_is_one_account_or_all(
    user: User, language: str, of_one: str, of_all: str
) -> None:
    def guess(email: str) -> str:
        given = {"email": email, "password": "wrong"}
        return str(browser.post("/session", given, Accept_Language=language).json()["detail"])

    browser = Browser()
    browser.fetch_token()
    one = [guess(user.email) for _ in range(PER_ACCOUNT + 1)]
    others = [guess(f"a{number}@example.com") for number in range(PER_ORIGIN - PER_ACCOUNT + 1)]

    assert [of_one in told for told in one] == [False] * PER_ACCOUNT + [True]
    assert [of_all in told for told in others] == [False] * (PER_ORIGIN - PER_ACCOUNT) + [True]


def test_failures_are_forgotten_after_a_while_and_name_nobody(user: User) -> None:
    browser = Browser()
    for _ in range(PER_ACCOUNT):
        sign_in(browser, user.email, "wrong")
    kept = SignInFailure.objects.first()
    SignInFailure.objects.update(created_at=timezone.now() - timedelta(minutes=16))

    assert kept is not None
    assert user.email not in f"{kept.account} {kept.address}"
    assert "127.0.0.1" not in f"{kept.account} {kept.address}"
    assert sign_in(browser, user.email) == 200


def test_a_session_ends_by_itself(user: User) -> None:
    browser = Browser(user)
    assert browser.get("/products").status_code == 200

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert browser.get("/products").status_code == 401


def test_a_session_that_was_made_up_is_none(user: User) -> None:
    browser = Browser(user)
    browser.client.cookies["__Host-session"] = "x" * 32

    assert browser.get("/products").status_code == 401


@pytest.mark.parametrize(
    "value",
    ['"\\000aaaaaaaaaa"', f'"\\000{"a" * 31}"', "a" * 33, "a" * 5000, "A" * 32, f'"{"a" * 32}\\012"', '""', "a" * 8],
    ids=["NUL", "NUL in 32", "33", "5000", "upper case", "line end", "empty", "8"],
)
def test_a_cookie_that_is_no_key_of_a_session_never_reaches_the_database(value: str, statements: list[str]) -> None:
    answer = Client(SERVER_NAME=HOST).get(
        "/api/v1/products", secure=True, headers={"Cookie": f"__Host-session={value}"}
    )

    assert answer.status_code == 401
    assert statements == []


def test_signing_out_everywhere_ends_all_sessions_of_one_user(user: User) -> None:
    here, there, other = Browser(), Browser(), Browser(make_user("viewer"))
    for browser in (here, there):
        sign_in(browser, user.email)
    here.fetch_token()

    assert here.send("DELETE", "/session/everywhere").status_code == 204

    assert [browser.get("/products").status_code for browser in (here, there, other)] == [401, 401, 200]


def test_a_new_password_ends_all_sessions(user: User) -> None:
    browser = Browser()
    sign_in(browser, user.email)
    user.set_password("another horse battery")
    user.save()

    assert browser.get("/products").status_code == 401


def test_a_new_key_ends_all_sessions(user: User) -> None:
    browser = Browser()
    sign_in(browser, user.email)
    with override_settings(SECRET_KEY="another key of this installation, 50 characters or more"):  # noqa: S106 - made up
        assert browser.get("/products").status_code == 401

    assert browser.get("/products").status_code == 200  # where a task of before answers


def test_no_service_takes_a_request() -> None:
    folder = Path(services.__file__).parent

    assert [file.name for file in folder.glob("*.py") if "HttpRequest" in file.read_text()] == []


def test_a_password_must_be_long_and_uncommon(user: User) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    for poor in ("short", "password1234", "123456789012", user.email):
        with pytest.raises(ValidationError):
            validate_password(poor, user)
    validate_password(PASSWORD, user)


@pytest.fixture
def sign_in_page() -> Client:
    return Client(SERVER_NAME=HOST, headers={"X-Forwarded-Proto": "https"})


def test_an_administrator_signs_in_on_the_page(user: User, sign_in_page: Client) -> None:
    User.objects.filter(pk=user.pk).update(role="admin")

    answer = sign_in_page.post("/admin/login/?next=/admin/", {"username": user.email, "password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert sign_in_page.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("language", "wrong", "too_many"),
    [
        ("en", "No active user has this", "Too many sign-ins with this account"),
        ("es", "Ningún usuario", "sesión con esta cuenta"),
    ],
)
def test_guessing_on_the_page_of_administrators_counts_as_well(
    user: User, sign_in_page: Client, language: str, wrong: str, too_many: str
) -> None:
    def guess(password: str) -> str:
        given = {"username": user.email, "password": password}
        return sign_in_page.post("/admin/login/", given, headers={"Accept-Language": language}).content.decode()

    assert [wrong in guess("wrong") for _ in range(PER_ACCOUNT)] == [True] * PER_ACCOUNT
    assert too_many in guess(PASSWORD)
    assert sign_in(Browser(), user.email) == 429


def test_guesses_count_for_an_account_however_it_is_written(user: User) -> None:
    browser = Browser()
    written = [user.email.upper() if number % 2 else f" {user.email}" for number in range(PER_ACCOUNT)]

    answers = [sign_in(browser, email, "wrong") for email in written]

    assert answers == [401] * PER_ACCOUNT
    assert sign_in(browser, user.email) == 429


def test_an_administrator_needs_a_strong_password(database: object) -> None:
    with pytest.raises(ValidationError):
        User.objects.create_superuser("root@example.com", "123", name="Root")

    assert not User.objects.filter(email="root@example.com").exists()
