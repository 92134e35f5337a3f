"""Read the committed prices: the newest snapshot of the price list, what is kept by hand, and what is free."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from workbook.cost.prices.book import PriceBook
from workbook.cost.prices.free import Allowance, FreeTier
from workbook.cost.prices.model import LIST_DAYS, Price, Tier
from workbook.errors import PriceError
from workbook.lang import Text

DATA = Path(__file__).parent / "data"
SNAPSHOTS = DATA / "price-list"
HAND_KEPT = DATA / "hand-kept.csv"
FREE_TIER = DATA / "free-tier.yaml"

COLUMNS = (
    "key", "place", "service", "usage_type", "sku", "unit", "from", "to", "usd", "source", "dated", "status",
    "second_source", "dispute_en", "dispute_es", "description",
)  # fmt: skip
"""The columns of a snapshot; what is kept by hand has `stale_after_days` besides."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Credits:
    """What AWS gives to new accounts: at the start, for first steps, and for how many months, in USD."""

    usd: Decimal
    further_usd: Decimal
    months: int


@cache
def default_book() -> PriceBook:
    """The newest snapshot together with what is kept by hand."""
    return read_book(snapshots()[-1], HAND_KEPT)


def snapshots() -> tuple[Path, ...]:
    """The snapshots of the price list, the newest last."""
    return tuple(sorted(SNAPSHOTS.glob("*.csv")))


def read_book(*files: Path) -> PriceBook:
    """The prices of some files as one book.

    Raises:
        PriceError: a file is not in the form of a snapshot; every problem is named with its line.
    """
    return PriceBook({(price.key, price.place): price for file in files for price in read_prices(file)})


def read_prices(file: Path) -> tuple[Price, ...]:
    """The prices of one file, sorted by key and place.

    Raises:
        PriceError: as `read_book`.
    """
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise PriceError(_NO_COLUMN.format(file=file.name, columns=", ".join(missing)))
            rows = list(enumerate(reader, start=2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PriceError(_UNREADABLE.format(file=file, why=error)) from error
    return tuple(_prices(rows, file))


def _prices(rows: Iterable[tuple[int, Row]], file: Path) -> Iterator[Price]:
    """One price for each key and place, with its tiers in order."""
    groups: dict[tuple[str, str], list[tuple[int, Row]]] = {}
    for line, row in rows:
        groups.setdefault((row["key"], row["place"]), []).append((line, row))
    problems: list[Text] = []
    for _, group in sorted(groups.items()):
        try:
            yield _price(group)
        except (ValueError, InvalidOperation) as error:
            problems.append(_BAD_ROW.format(file=file.name, line=group[0][0], key=group[0][1]["key"], why=error))
    if problems:
        raise PriceError(*problems)


def _price(group: list[tuple[int, Row]]) -> Price:
    row = group[0][1]
    return Price(
        key=row["key"],
        place=row["place"],
        service=row["service"],
        usage_type=row["usage_type"],
        sku=row["sku"],
        unit=row["unit"],
        description=row["description"],
        tiers=_tiers(sorted((_tier(each) for _, each in group), key=lambda tier: tier.start)),
        source=row["source"],
        dated=date.fromisoformat(row["dated"]),
        second_source=row["second_source"],
        dispute=Text(en=row["dispute_en"], es=row["dispute_es"]) if row["dispute_en"] else None,
        assumed=row["status"] == "assumed",
        stale_after_days=int(row.get("stale_after_days") or LIST_DAYS),
    )


def _tier(row: Row) -> Tier:
    end = Decimal(row["to"]) if row["to"] else None
    tier = Tier(Decimal(row["from"]), end, Decimal(row["usd"]))
    if not tier.usd.is_finite() or tier.usd < 0 or not tier.start.is_finite():
        raise ValueError(f"{row['usd']} from {row['from']}")
    return tier


def _tiers(tiers: list[Tier]) -> tuple[Tier, ...]:
    """The tiers, if each begins where the one before it ends and the last never does."""
    ends = [Decimal(0), *(tier.end for tier in tiers)]
    if [tier.start for tier in tiers] != ends[:-1] or ends[-1] is not None:
        raise ValueError(", ".join(f"{tier.start} - {tier.end}" for tier in tiers))
    return tuple(tiers)


@cache
def allowances(free_tier: FreeTier) -> tuple[Allowance, ...]:
    """What is free each month under one of AWS's programmes."""
    return tuple(each for each in _allowances() if each.programme in free_tier.programmes)


@cache
def free_credits() -> Credits:
    """The credits of an account opened since 2025-07-15."""
    found = _free_tier()["credits"]
    return Credits(Decimal(found["usd"]), Decimal(found["further_usd"]), int(found["months"]))


@cache
def _allowances() -> tuple[Allowance, ...]:
    return tuple(
        Allowance(
            keys=tuple(each["keys"]),
            amount=float(each["amount"]),
            unit=each["unit"],
            programme=FreeTier(each["programme"]),
            source=each["source"],
            dated=each["dated"],
        )
        for each in _free_tier()["allowances"]
    )


def _free_tier() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FREE_TIER.read_text(encoding="utf-8"))
    return found


_UNREADABLE = Text(
    en="the prices in {file} cannot be read: {why}; expected a CSV file in UTF-8",
    es="no se pueden leer los precios de {file}: {why}; se esperaba un archivo CSV en UTF-8",
)
_NO_COLUMN = Text(
    en="{file} lacks the columns {columns}; expected those of a snapshot of prices",
    es="a {file} le faltan las columnas {columns}; se esperaban las de una instantánea de precios",
)
_BAD_ROW = Text(
    en="{file}, line {line}: the price {key} cannot be used ({why}); expected decimals from 0, a date, and tiers"
    " without gaps from 0 on",
    es="{file}, línea {line}: el precio {key} no sirve ({why}); se esperaban decimales desde 0, una fecha y tramos"
    " sin huecos desde 0",
)
