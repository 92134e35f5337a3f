"""Sign-ins of one moment, which all ask for the budget before any of them has failed."""

from __future__ import annotations

from functools import partial

import pytest

from embedded.postgres import EmbeddedPostgres
from example_stock import at_once, make_user
from inventory.models import SignInFailure, User
from inventory.problems import Problem
from inventory.services.accounts import PER_ACCOUNT, PER_ORIGIN, verified

PASSWORD = "correct horse battery"  # noqa: S105 - of a user who lives as long as a test


@pytest.fixture
def user(committed: EmbeddedPostgres) -> User:
    user = make_user("clerk")
    user.set_password(PASSWORD)
    user.save()
    return user


def outcomes(attempts: list[partial[User]]) -> list[str]:
    """What became of each of them, with the name of the problem of those that were refused."""
    return [each.kind.name if isinstance(each, Problem) else type(each).__name__ for each in at_once(attempts)]


def test_guesses_at_once_have_one_budget_together(user: User) -> None:
    guess = partial(verified, email=user.email, password="wrong", address="203.0.113.9")  # noqa: S106 - on purpose
    owner = partial(verified, email=user.email, password=PASSWORD, address="203.0.113.10")

    *guesses, own = outcomes([*[guess] * (PER_ACCOUNT + 10), owner])

    assert sorted(guesses) == ["too-many-attempts"] * 10 + ["wrong-credentials"] * PER_ACCOUNT
    assert own == "User"
    assert SignInFailure.objects.count() == PER_ACCOUNT


def test_guesses_at_once_for_many_accounts_have_one_budget_together(committed: EmbeddedPostgres) -> None:
    attempts = [
        partial(verified, email=f"a{number}@example.com", password="wrong", address=f"2001:db8::{number:x}")  # noqa: S106
        for number in range(24)
    ]
    for number in range(PER_ORIGIN - 5):
        with pytest.raises(Problem):
            verified(email=f"b{number}@example.com", password="wrong", address="2001:db8::b")  # noqa: S106

    assert sorted(outcomes(attempts)) == ["too-many-attempts"] * 19 + ["wrong-credentials"] * 5


def test_the_owner_s_sign_ins_at_once_all_succeed_and_leave_nothing(user: User) -> None:
    attempt = partial(verified, email=user.email, password=PASSWORD, address="203.0.113.9")

    assert outcomes([attempt] * PER_ACCOUNT) == ["User"] * PER_ACCOUNT
    assert not SignInFailure.objects.exists()
