from __future__ import annotations

from datetime import timedelta
from io import StringIO
from itertools import count
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.utils import timezone

from browser import Browser, signed_in
from embedded.postgres import EmbeddedPostgres
from example_stock import actor, at_once, make_location, make_place, make_product, make_user, new_name, quantity_at
from inventory.models import IdempotencyKey, Session, SignInFailure, User
from inventory.services import acts, clean_up, movements
from inventory.services.accounts import WINDOW
from inventory.services.acts import Actor, Named


def clean(**options: Any) -> str:
    said = StringIO()
    call_command("clean_up", stdout=said, **options)
    return said.getvalue()


def make_keys(user: User, *ages: timedelta) -> list[IdempotencyKey]:
    now = timezone.now()
    keys = [
        IdempotencyKey(user=user, key=uuid4().hex, fingerprint="0" * 64, act_id=uuid4(), created_at=now - age)
        for age in ages
    ]
    return IdempotencyKey.objects.bulk_create(keys)


def make_failures(*ages: timedelta) -> list[SignInFailure]:
    now = timezone.now()
    failures = [SignInFailure(account="a" * 64, address="b" * 64, created_at=now - age) for age in ages]
    return SignInFailure.objects.bulk_create(failures)


def ids(rows: type[models.Model]) -> list[Any]:
    return sorted(rows._default_manager.values_list("pk", flat=True))


def test_keys_go_after_thirty_days_or_as_many_as_asked_for(database: EmbeddedPostgres) -> None:
    month, minute, day = timedelta(days=30), timedelta(minutes=1), timedelta(days=2)
    _, young, fresh = make_keys(make_user(), month + minute, month - minute, day - minute)

    assert "keys of movements older than 30 days: 1 removed\n" in clean()
    assert ids(IdempotencyKey) == [young.pk, fresh.pk]
    assert "keys of movements older than 2 days: 1 removed\n" in clean(keys_after=2)
    assert ids(IdempotencyKey) == [fresh.pk]


def test_failed_sign_ins_go_when_they_count_no_more(database: EmbeddedPostgres) -> None:
    second = timedelta(seconds=5)
    _, young = make_failures(WINDOW + second, WINDOW - second)

    assert "failed sign-ins that count no more: 1 removed\n" in clean()
    assert ids(SignInFailure) == [young.pk]


def test_a_session_goes_when_it_has_expired_and_no_other(database: EmbeddedPostgres) -> None:
    gone, there = Browser(make_user()), Browser(make_user())
    name = gone.client.cookies["__Host-session"].value
    Session.objects.filter(pk=name).update(expire_date=timezone.now() - timedelta(seconds=1))

    assert "expired sessions: 1 removed\n" in clean()
    assert not Session.objects.filter(pk=name).exists()
    assert there.get("/products").status_code == 200


def test_a_movement_that_is_sent_again_later_is_answered_as_before(database: EmbeddedPostgres) -> None:
    product, location, browser = make_product(), make_location(), signed_in(make_user())
    form = {"product_id": product.pk, "location_id": location.pk, "quantity": 5}
    first = browser.move("receipts", form, key="a-key-of-mine")
    IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(days=29))

    clean()
    again = browser.move("receipts", form, key="a-key-of-mine")

    assert first.status_code == 201
    assert (again.status_code, again.json()) == (first.status_code, first.json())


def test_what_a_run_that_is_cut_off_has_removed_stays_removed(
    committed: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clean_up, "BATCH", 2)
    make_failures(*[WINDOW * 2] * 5)
    batches = count(1)

    def cut_off_at_the_third(execute: Any, *statement: Any) -> Any:
        if next(batches) == 3:
            raise KeyboardInterrupt
        return execute(*statement)

    with pytest.raises(KeyboardInterrupt), connection.execute_wrapper(cut_off_at_the_third):
        clean_up.remove_old_failures()

    assert len(ids(SignInFailure)) == 1
    assert clean_up.remove_old_failures() == 1


def test_what_somebody_else_holds_is_left_to_them(committed: EmbeddedPostgres) -> None:
    held, _ = make_failures(WINDOW * 2, WINDOW * 2)
    with psycopg.connect(committed.url) as other:
        other.execute("SELECT 1 FROM inventory_signinfailure WHERE id = %s FOR UPDATE", (held.pk,))
        assert clean_up.remove_old_failures() == 1
        assert ids(SignInFailure) == [held.pk]
        other.rollback()

    assert clean_up.remove_old_failures() == 1


def test_two_at_once_remove_each_row_once(committed: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean_up, "BATCH", 10)
    make_keys(make_user(), *[timedelta(days=31)] * 500)

    removed = at_once([clean_up.remove_old_keys] * 2)

    assert sum(removed) == 500
    assert ids(IdempotencyKey) == []


def test_a_name_that_is_removed_while_it_is_asked_for_is_taken_anew(
    database: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, who, named = make_place(), actor(), new_name()
    movements.stock_receive(who, named, place=place, quantity=5)

    def removed_in_between(who: Actor, named: Named) -> None:
        IdempotencyKey.objects.filter(user_id=who.user_id, key=named.key).delete()

    with monkeypatch.context() as patch:
        patch.setattr(acts, "earlier_act", removed_in_between)
        movements.stock_receive(who, named, place=place, quantity=5)
    movements.stock_receive(who, named, place=place, quantity=5)

    assert quantity_at(place) == 10


def test_what_was_removed_is_said_in_spanish_too(database: EmbeddedPostgres) -> None:
    assert clean(lang="es").splitlines() == [
        "claves de movimientos de más de 30 días: 0 eliminadas",
        "inicios de sesión fallidos que ya no cuentan: 0 eliminados",
        "sesiones caducadas: 0 eliminadas",
    ]


@pytest.mark.parametrize("days", ["1", "-2", "3651", "soon", "9" * 30])
def test_an_age_that_makes_no_sense_is_refused(days: str) -> None:
    with pytest.raises(CommandError, match="is not a whole number of days from 2 to 3650; give one, such as 30"):
        call_command("clean_up", f"--keys-after={days}")
