from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from example_stock import make_product, make_user
from inventory.demo import progress
from inventory.demo.accounts import NAMES, PASSWORD, email_of
from inventory.demo.ledger import Ledger
from inventory.demo.period import Period
from inventory.demo.rows import Catalogue, Row, barcode
from inventory.models import Product, Role, StockLevel, StockMovement, User
from inventory.selectors.stock import ledger_differences

NOON = datetime(2026, 6, 24, 12, tzinfo=UTC)  # a Wednesday


def rows_of(size: int, seed: int = 1, language: str = "en", end: datetime = NOON) -> Iterator[Row]:
    catalogue = Catalogue(size, seed, language, end)
    ledger = Ledger(catalogue, [2, 3])
    fixed = chain(catalogue.suppliers(), catalogue.categories(), catalogue.locations(), catalogue.products())
    return chain(fixed, ledger.lines(), ledger.levels())


def digest(rows: Iterator[Row]) -> str:
    return hashlib.sha256("\n".join(map(repr, rows)).encode()).hexdigest()


def demo(*arguments: str) -> str:
    said = io.StringIO()
    call_command("demo", *arguments, stdout=said)
    return said.getvalue()


def indexes_and_references() -> list[tuple[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'inventory_%%' UNION ALL "
            "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid::regclass::text LIKE 'inventory_%%' ORDER BY 1"
        )
        return cursor.fetchall()


def test_the_same_seed_gives_the_same_rows_at_the_same_time_for_ever() -> None:
    """Written down, so that neither another version of Python nor a change of the code passes unnoticed."""
    assert digest(rows_of(300)) == digest(rows_of(300))
    assert digest(rows_of(300))[:16] == "ec6bc1ae342dfbcd"
    assert digest(rows_of(300, seed=2)) != digest(rows_of(300))
    assert digest(rows_of(300, end=NOON + timedelta(hours=1))) != digest(rows_of(300))


def test_the_language_changes_names_alone() -> None:
    pairs = list(zip(rows_of(500), rows_of(500, language="es"), strict=True))
    differing = Counter(
        type(value)
        for english, spanish in pairs
        for value, other in zip(english, spanish, strict=True)
        if value != other
    )

    assert set(differing) == {str}
    assert {len(english) for english, spanish in pairs if english != spanish} == {2, 4, 5, 11, 12}
    assert any("Portátil" in str(spanish) for _, spanish in pairs)


def test_a_line_follows_from_those_before_it() -> None:
    ledger = Ledger(Catalogue(2000, 1, "en", NOON), [2, 3])
    held: Counter[tuple[object, object]] = Counter()
    times, time_of_act = [], {}
    for _, act, _, product, location, change, balance, _, _, _, time in ledger.lines():
        held[product, location] += int(change or 0)
        assert held[product, location] == balance >= 0
        times.append(time)
        assert time_of_act.setdefault(act, time) == time

    assert times == sorted(times)
    assert len(time_of_act) < len(times)  # there were transfers, of two lines each
    assert {(row[1], row[2]): row[3] for row in ledger.levels()} == held


def test_a_product_is_there_before_it_is_delivered() -> None:
    catalogue = Catalogue(500, 1, "en", NOON)
    taken_up = [str(row[10]) for row in catalogue.products()]
    delivered = [str(line[10]) for line in Ledger(catalogue, [2, 3]).lines()][:500]

    assert taken_up == sorted(taken_up)
    assert all(before < after for before, after in zip(taken_up, delivered, strict=True))


@pytest.mark.parametrize("clock", [(0, 0), (0, 1), (7, 59), (8, 0), (8, 1), (12, 0), (18, 0), (23, 59)])
def test_time_goes_up_to_now_and_never_beyond(clock: tuple[int, int]) -> None:
    now = NOON.replace(hour=clock[0], minute=clock[1])
    period = Period(now, 1)
    moments = [datetime.fromisoformat(period.moment(part / 10_000)) for part in range(10_000)]

    assert moments == sorted(moments)
    assert moments[-1] <= now
    assert moments[-1].date() == now.date()
    assert timedelta(days=590) < now - moments[0] < timedelta(days=601)


def test_every_day_of_the_last_weeks_has_its_movements() -> None:
    lines = Ledger(Catalogue(1000, 1, "en", NOON), [2, 3]).lines()
    per_day = Counter(datetime.fromisoformat(str(line[10])).date() for line in lines)
    kinds = {day: per_day[(NOON - timedelta(days=day)).date()] for day in range(35)}

    assert all(kinds.values())
    assert sum(kinds[day] for day in range(14)) > 100
    assert kinds[3] < kinds[2]  # a Sunday, a Monday


def test_what_moves_lately_is_more_than_deliveries() -> None:
    lines = list(Ledger(Catalogue(1000, 1, "en", NOON), [2, 3]).lines())
    recent = [line for line in lines if datetime.fromisoformat(str(line[10])) > NOON - timedelta(days=30)]

    assert {line[2] for line in recent} == {"receipt", "issue", "transfer", "adjustment", "count"}


def test_barcodes_carry_their_check_digit() -> None:
    assert barcode(1) == "2000000000015"
    assert len({barcode(number) for number in range(1, 1000)}) == 999


@pytest.mark.usefixtures("database")
def test_levels_are_the_sum_of_the_ledger_and_nothing_is_lost() -> None:
    before = indexes_and_references()

    said = demo("--rows=2000")

    assert "2,000 products and 4,000 movements" in said
    assert (Product.objects.count(), StockMovement.objects.count()) == (2000, 4000)
    assert ledger_differences() == []
    assert StockLevel.objects.filter(quantity__gt=0).count() > 2000
    assert set(StockMovement.objects.values_list("kind", flat=True)) == {
        "receipt",
        "issue",
        "transfer",
        "adjustment",
        "count",
    }
    assert StockMovement.objects.filter(created_at__date=timezone.now().date()).exists()
    assert not StockMovement.objects.filter(created_at__gt=timezone.now()).exists()
    assert indexes_and_references() == before
    for product in Product.objects.all()[:50]:
        product.full_clean()
    assert make_product().pk == 2001


@pytest.mark.usefixtures("database")
def test_real_data_are_left_alone_unless_asked() -> None:
    make_user()
    product = make_product()

    with pytest.raises(CommandError, match=r"the database holds rows \(products: 1\), expected an empty one"):
        demo("--rows=10")
    with pytest.raises(CommandError, match=r"contiene filas \(productos: 1\) y se espera una vacía"):
        demo("--rows=10", "--lang=es")
    assert "1 products and 0 movements" in demo("--rows=10", "--once")
    assert list(Product.objects.all()) == [product]

    with override_settings(AT_HOME=True):
        assert "10 products and 20 movements" in demo("--rows=10", "--replace")
    assert User.objects.count() == len(NAMES)


@pytest.mark.usefixtures("database")
@override_settings(SESSION_COOKIE_SECURE=False)
def test_a_cookie_over_plain_http_is_no_leave_to_remove_data() -> None:
    product = make_product()

    with pytest.raises(CommandError, match="--replace would remove rows"):
        demo("--rows=10", "--replace")
    assert list(Product.objects.all()) == [product]


@pytest.mark.usefixtures("database")
@override_settings(SESSION_COOKIE_SECURE=False)
def test_a_cookie_over_plain_http_is_no_leave_to_make_known_passwords() -> None:
    demo("--rows=10")

    assert not any(user.has_usable_password() for user in User.objects.all())


@pytest.mark.usefixtures("database")
def test_a_user_alone_is_real_data_too() -> None:
    make_user()

    with pytest.raises(CommandError, match=r"holds rows \(users: 1\)"):
        demo("--rows=10")


@pytest.mark.usefixtures("database")
def test_nothing_is_removed_from_a_server_that_others_reach() -> None:
    make_product()

    with pytest.raises(CommandError, match=r"--replace would remove rows \(products: 1\)"):
        demo("--rows=10", "--replace")

    assert Product.objects.count() == 1


@pytest.mark.usefixtures("database")
def test_the_known_password_opens_ones_own_machine_only() -> None:
    said = demo("--rows=10")

    assert PASSWORD not in said
    assert not any(user.has_usable_password() for user in User.objects.all())


@pytest.mark.usefixtures("database")
def test_every_role_has_an_account() -> None:
    with override_settings(AT_HOME=True):
        said = demo("--rows=10")

    assert all(email_of(role) in said for role in Role)
    assert {user.role for user in User.objects.all() if user.check_password(PASSWORD)} == set(Role.values)


@pytest.mark.parametrize("rows", ["0", "-1", "1000001", "many", "1e3", ""])
def test_a_number_of_rows_that_cannot_be_is_refused(rows: str) -> None:
    with pytest.raises(CommandError, match="is not a whole number from 1 to 1000000"):
        demo(f"--rows={rows}")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "shown"), [(Terminal(), "[###############"), (io.StringIO(), "productos ...\n")])
def test_a_long_load_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, shown: str) -> None:
    now = 0.0
    monkeypatch.setattr(progress.time, "monotonic", lambda: now)
    told = progress.Progress(stream, "es", {"inventory_product": 2000})
    told("inventory_product", 500)
    assert stream.getvalue() == ""

    now = 3.0
    told("inventory_product", 1000)
    told("inventory_product", 2000)

    assert shown in stream.getvalue()
    assert ("\x1b" in stream.getvalue()) == stream.isatty()
    assert stream.getvalue().count("productos ...") == (0 if stream.isatty() else 1)
