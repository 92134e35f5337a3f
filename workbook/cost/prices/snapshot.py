"""Read a file of prices row by row; whatever is wrong in it is said with its line, all at once."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbook.cost.prices.integrity import Cells, Fault, Row, amount, day, faults, tier_faults
from workbook.cost.prices.model import LIST_DAYS, Basis, Price, Tier
from workbook.errors import PriceError
from workbook.lang import Text

COLUMNS = (
    "key", "place", "service", "usage_type", "sku", "unit", "from", "to", "usd", "source", "dated", "basis",
    "second_source", "dispute_en", "dispute_es", "description",
)  # fmt: skip
"""The columns of a snapshot: one row for each tier. What is kept by hand has `stale_after_days` besides."""


def read_prices(file: Path) -> tuple[Price, ...]:
    """The prices of one file, sorted by key and place.

    Raises:
        PriceError: the file is not in the form of a snapshot; every problem is named with its line.
    """
    found: list[Fault] = []
    groups: dict[tuple[str, str], list[Row | None]] = {}
    for line, cells in _lines(file, found):
        groups.setdefault((cells["key"], cells["place"]), []).append(_row(line, cells, found))
    read = [[row for row in rows if row is not None] for _, rows in sorted(groups.items()) if None not in rows]
    ordered = [sorted(rows, key=lambda row: row.tier.start) for rows in read]
    for rows in ordered:
        if len(rows) > 1 or rows[0].tier.start or rows[0].tier.end is not None:
            found.extend(tier_faults(rows))
    if found:
        faulty = sorted(found, key=lambda fault: fault[0])
        raise PriceError(*(_AT.format(file=file.name, line=line, problem=problem) for line, problem in faulty))
    return tuple(map(_price, ordered))


def _lines(file: Path, found: list[Fault]) -> Iterator[tuple[int, Cells]]:
    """The rows of the file with their lines; a row of another length than the heading is a fault."""
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            reader = csv.reader(opened, strict=True)
            heading = next(reader, [])
            missing = [column for column in COLUMNS if column not in heading]
            if missing:
                raise PriceError(_NO_COLUMN.format(file=file.name, columns=", ".join(missing)))
            for values in reader:
                if len(values) == len(heading):
                    yield reader.line_num, dict(zip(heading, values, strict=True))
                elif values:
                    found.append((reader.line_num, _LENGTH.format(count=len(values), expected=len(heading))))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PriceError(_UNREADABLE.format(file=file, why=error)) from error


def _row(line: int, cells: Cells, found: list[Fault]) -> Row | None:
    """The row with its numbers read, or None where a cell of it cannot be used."""
    problems = [(line, fault) for fault in faults(cells)]
    found.extend(problems)
    start, usd, dated = amount(cells["from"]), amount(cells["usd"]), day(cells["dated"])
    if problems or start is None or usd is None or dated is None:
        return None
    return Row(
        line, cells, Tier(start, amount(cells["to"]), usd), dated, int(cells.get("stale_after_days") or LIST_DAYS)
    )


def _price(rows: Sequence[Row]) -> Price:
    """The price of all its tiers: as old as the oldest of them, and on no better a basis than the worst."""
    cells = rows[0].cells
    return Price(
        key=cells["key"],
        place=cells["place"],
        service=cells["service"],
        usage_type=cells["usage_type"],
        sku=cells["sku"],
        unit=cells["unit"],
        description=cells["description"],
        tiers=tuple([row.tier for row in rows]),
        source="; ".join(dict.fromkeys([row.cells["source"] for row in rows])),
        dated=min([row.dated for row in rows]),
        second_source=cells["second_source"],
        dispute=Text(en=cells["dispute_en"], es=cells["dispute_es"]) if cells["dispute_en"] else None,
        basis=_BASES[max([row.cells["basis"] for row in rows], key=_ORDER.__getitem__)],
        stale_after_days=min([row.stale_after_days for row in rows]),
    )


_BASES = {basis.value: basis for basis in Basis}
_ORDER = {word: place for place, word in enumerate(_BASES)}

_UNREADABLE = Text(
    en="the prices in {file} cannot be read: {why}; expected a CSV file in UTF-8",
    es="no se pueden leer los precios de {file}: {why}; se esperaba un archivo CSV en UTF-8",
)
_NO_COLUMN = Text(
    en="{file} lacks the columns {columns}; expected the columns of a snapshot of prices, in any order",
    es="a {file} le faltan las columnas {columns}; se esperaban las de una instantánea de precios, en cualquier orden",
)
_AT = Text(en="{file}, line {line}: {problem}", es="{file}, línea {line}: {problem}")
_LENGTH = Text(
    en="the row has {count} cells; expected {expected}, as many as the heading",
    es="la fila tiene {count} celdas; se esperaban {expected}, tantas como el encabezado",
)
