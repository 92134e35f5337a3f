"""The committed prices: the newest snapshot of the price list, what is kept by hand, and what is free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from workbook.cost.prices.book import PriceBook
from workbook.cost.prices.free import Allowance, FreeTier
from workbook.cost.prices.model import Price
from workbook.cost.prices.snapshot import read_prices
from workbook.errors import PriceError
from workbook.lang import Text

DATA = Path(__file__).parent / "data"
SNAPSHOTS = DATA / "price-list"
HAND_KEPT = DATA / "hand-kept.csv"
FREE_TIER = DATA / "free-tier.yaml"
INCLUDED = "included"


@dataclass(frozen=True, slots=True)
class Credits:
    """What AWS gives to new accounts: at the start, for first steps, and for how many months, in USD."""

    usd: Decimal
    further_usd: Decimal
    months: int
    source: str
    dated: date


@cache
def default_book() -> PriceBook:
    """The newest snapshot together with what is kept by hand."""
    return read_book(snapshots()[-1], HAND_KEPT)


def snapshots(folder: Path = SNAPSHOTS) -> tuple[Path, ...]:
    """The snapshots of the price list, which are named by their newest date, the newest last."""
    return tuple(sorted(folder.glob("*.csv"), key=lambda path: path.stem))


def find_snapshot(name: str, folder: Path = SNAPSHOTS) -> Path:
    """The snapshot of a date, or the file of that name.

    Raises:
        PriceError: there is neither; the dates that there are are named.
    """
    found = {path.stem: path for path in snapshots(folder)}
    path = found.get(name) or Path(name)
    if not path.is_file():
        raise PriceError(_NO_SNAPSHOT.format(name=name, dates=", ".join(sorted(found))))
    return path


def last_two_snapshots(folder: Path = SNAPSHOTS) -> tuple[Path, Path]:
    """The newest snapshot and the one before it, the older first.

    Raises:
        PriceError: there are not two yet.
    """
    found = snapshots(folder)
    if len(found) < 2:
        raise PriceError(_ONE_SNAPSHOT.format(name=", ".join(path.stem for path in found)))
    return found[-2], found[-1]


def read_book(*files: Path) -> PriceBook:
    """The prices of some files as one book.

    Raises:
        PriceError: a file is not in the form of a snapshot, or two of them have the same price.
    """
    prices: dict[tuple[str, str], Price] = {}
    owner: dict[tuple[str, str], Path] = {}
    problems = []
    for file in files:
        for price in read_prices(file):
            pair = price.key, price.place
            if pair in prices:
                names = {"key": price.key, "place": price.place, "file": file.name, "other": owner[pair].name}
                problems.append(_IN_BOTH.format(**names))
            prices[pair], owner[pair] = price, file
    if problems:
        raise PriceError(*problems)
    return PriceBook(prices)


@cache
def allowances(free_tier: FreeTier) -> tuple[Allowance, ...]:
    """What is free each month under one of AWS's programmes, with what the prices themselves include."""
    return tuple(each for each in _allowances() if each.programme is None or each.programme in free_tier.programmes)


@cache
def free_credits() -> Credits:
    """The credits of an account opened since 2025-07-15."""
    found = _free_tier()["credits"]
    usd, further = Decimal(found["usd"]), Decimal(found["further_usd"])
    return Credits(usd, further, int(found["months"]), found["source"], found["dated"])


@cache
def _allowances() -> tuple[Allowance, ...]:
    return tuple(
        Allowance(
            keys=tuple(each["keys"]),
            amount=float(each["amount"]),
            unit=each["unit"],
            programme=None if each["programme"] == INCLUDED else FreeTier(each["programme"]),
            source=each["source"],
            dated=each["dated"],
            recalled=each.get("recalled", False),
        )
        for each in _free_tier()["allowances"]
    )


@cache
def _free_tier() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FREE_TIER.read_text(encoding="utf-8"))
    return found


_NO_SNAPSHOT = Text(
    en="there is no snapshot of prices “{name}”; expected one of the dates {dates}, or the name of a file",
    es="no hay una instantánea de precios «{name}»; se esperaba una de las fechas {dates} o el nombre de un archivo",
)
_ONE_SNAPSHOT = Text(
    en="the only snapshot of prices is {name}; expected two to compare: name OLD and NEW, or make another with"
    " workbook prices refresh",
    es="la única instantánea de precios es {name}; se esperaban dos para comparar: indique OLD y NEW, o haga otra con"
    " workbook prices refresh",
)
_IN_BOTH = Text(
    en="the price {key} in {place} is in {file} and in {other}; expected it in one of them",
    es="el precio {key} en {place} está en {file} y en {other}; se esperaba en uno solo",
)
