"""What can be wrong with the rows of a price file: cells that say nothing usable, tiers that leave gaps or overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import NamedTuple

from workbook.cost.prices.book import GLOBAL
from workbook.cost.prices.model import Basis, Tier
from workbook.lang import Text

BASES = tuple(basis.value for basis in Basis)
EDGES = ("edge:US", "edge:EU", "edge:SA")
REQUIRED = ("key", "service", "unit", "source")
ONE_PER_PRICE = ("service", "usage_type", "unit")
"""What all tiers of a price have in common."""

_PLACE = re.compile(rf"[a-z]{{2}}(?:-[a-z]+)+-\d|{GLOBAL}|{'|'.join(EDGES)}")
_KEY = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)+")

Cells = Mapping[str, str]
Fault = tuple[int, Text]
"""A line of the file and what is wrong with it."""


class Row(NamedTuple):
    """One tier with the line that it stands on; the dates and decimals of its cells are read."""

    line: int
    cells: Cells
    tier: Tier
    dated: date
    stale_after_days: int


def faults(cells: Cells) -> Iterator[Text]:
    """What cannot be used in the cells of a row."""
    key = cells["key"]
    for column in REQUIRED:
        if not cells[column]:
            yield _EMPTY.format(key=key, column=column)
    if not _is_key(cells["key"]):
        yield _BAD_KEY.format(key=key)
    if not _is_place(cells["place"]):
        places = ", ".join(EDGES)
        yield _BAD_PLACE.format(key=key, place=cells["place"], edges=places, everywhere=GLOBAL)
    for column in ("from", "to", "usd"):
        if amount(cells[column]) is None and (cells[column] or column != "to"):
            yield _BAD_DECIMAL.format(key=key, column=column, value=cells[column])
    yield from _faults_of_the_reading(cells)


def _faults_of_the_reading(cells: Cells) -> Iterator[Text]:
    key = cells["key"]
    if day(cells["dated"]) is None:
        yield _BAD_DATE.format(key=key, value=cells["dated"])
    if cells["basis"] not in BASES:
        yield _BAD_BASIS.format(key=key, value=cells["basis"], known=", ".join(BASES))
    if bool(cells["dispute_en"]) != bool(cells["dispute_es"]):
        yield _HALF_DISPUTE.format(key=key)
    days = cells.get("stale_after_days", "")
    if days and not (days.isdecimal() and int(days) > 0):
        yield _BAD_DAYS.format(key=key, value=days)


@cache
def _is_key(value: str) -> bool:
    return _KEY.fullmatch(value) is not None


@cache
def _is_place(value: str) -> bool:
    return _PLACE.fullmatch(value) is not None


@cache
def amount(value: str) -> Decimal | None:
    """A decimal of 0 or more; None for anything else."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


@cache
def day(value: str) -> date | None:
    """A date; None for anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def tier_faults(rows: Sequence[Row]) -> Iterator[Fault]:
    """What keeps the tiers of one price, in order of their starts, from covering each quantity exactly once."""
    names = {"key": rows[0].cells["key"], "place": rows[0].cells["place"]}
    reached: Decimal | None = Decimal(0)
    for before, row in zip((None, *rows), rows, strict=False):
        start, end = row.tier.start, row.tier.end
        if before is not None and start == before.tier.start:
            yield row.line, _TWICE.format(**names, start=start, other=before.line)
        elif reached is None or start < reached:
            yield row.line, _OVERLAP.format(**names, start=start, end=_WITHOUT_END if reached is None else reached)
        elif start > reached:
            yield row.line, _GAP.format(**names, start=start, end=reached)
        if end is not None and end <= start:
            yield row.line, _BACKWARDS.format(**names, start=start, end=end)
        reached = end
    if reached is not None:
        yield rows[-1].line, _ENDS.format(**names, end=reached)
    yield from _differences(rows)


def _differences(rows: Sequence[Row]) -> Iterator[Fault]:
    first = rows[0]
    names = {"key": first.cells["key"], "place": first.cells["place"], "other": first.line}
    for row in rows[1:]:
        for column in ONE_PER_PRICE:
            if row.cells[column] != first.cells[column]:
                yield row.line, _DIFFERS.format(**names, column=column, value=row.cells[column])


_EMPTY = Text(
    en="the {column} of the price “{key}” is empty; expected a word",
    es="la columna {column} del precio «{key}» está vacía; se esperaba una palabra",
)
_BAD_KEY = Text(
    en="the key “{key}” cannot be used; expected lower-case words joined by dots, the service first, as in alb.hour",
    es="la clave «{key}» no sirve; se esperaban palabras en minúsculas unidas por puntos, primero el servicio, como"
    " alb.hour",
)
_BAD_PLACE = Text(
    en="the place “{place}” of {key} is not known; expected a region such as eu-west-1, {edges} or {everywhere}",
    es="no se conoce el lugar «{place}» de {key}; se esperaba una región como eu-west-1, {edges} o {everywhere}",
)
_BAD_DECIMAL = Text(
    en="the column {column} of {key} is “{value}”; expected a decimal of 0 or more, written with a point",
    es="la columna {column} de {key} es «{value}»; se esperaba un decimal desde 0, escrito con punto",
)
_BAD_DATE = Text(
    en="the date of {key} is “{value}”; expected one such as 2026-10-07",
    es="la fecha de {key} es «{value}»; se esperaba una como 2026-10-07",
)
_BAD_BASIS = Text(
    en="the basis of {key} is “{value}”; expected one of {known}",
    es="la base (basis) de {key} es «{value}»; se esperaba una de {known}",
)
_HALF_DISPUTE = Text(
    en="the dispute about {key} is told in one language; expected it in dispute_en and in dispute_es",
    es="la discrepancia sobre {key} está en un solo idioma; se esperaba en dispute_en y en dispute_es",
)
_BAD_DAYS = Text(
    en="stale_after_days of {key} is “{value}”; expected a whole number of days above 0",
    es="stale_after_days de {key} es «{value}»; se esperaba un número entero de días mayor que 0",
)
_TWICE = Text(
    en="the tier of {key} in {place} from {start} on is on line {other} too; expected it once",
    es="el tramo de {key} en {place} desde {start} está también en la línea {other}; se esperaba una sola vez",
)
_OVERLAP = Text(
    en="the tier of {key} in {place} from {start} on lies within the one before, which goes to {end}; expected it to"
    " begin there",
    es="el tramo de {key} en {place} desde {start} cae dentro del anterior, que llega a {end}; se esperaba que"
    " empezara ahí",
)
_GAP = Text(
    en="the tiers of {key} in {place} have no price from {end} to {start}; expected one for every quantity from 0 on",
    es="los tramos de {key} en {place} no tienen precio de {end} a {start}; se esperaba uno para toda cantidad desde 0",
)
_BACKWARDS = Text(
    en="the tier of {key} in {place} goes from {start} to {end}; expected an end above its start",
    es="el tramo de {key} en {place} va de {start} a {end}; se esperaba un final mayor que su comienzo",
)
_ENDS = Text(
    en="the last tier of {key} in {place} ends at {end}; expected it to have no end",
    es="el último tramo de {key} en {place} termina en {end}; se esperaba que no tuviera final",
)
_DIFFERS = Text(
    en="the {column} of {key} in {place} is “{value}” here and another on line {other}; expected one for all tiers",
    es="la columna {column} de {key} en {place} es «{value}» aquí y otra en la línea {other}; se esperaba una sola para"
    " todos los tramos",
)
_WITHOUT_END = Text(en="any quantity", es="cualquier cantidad")
