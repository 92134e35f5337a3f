"""What a refresh of the prices came to, and how far it is while files come in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from workbook.cost.prices.refresh.download import Progress, silent
from workbook.cost.prices.refresh.run import Refreshed
from workbook.lang import Lang, Text
from workbook.render.prices import diff_page
from workbook.render.table import Page, Table

SHOWN = 12
"""Digits of a checksum that are shown; the answer in JSON has all of them."""


def refresh_page(refreshed: Refreshed, lang: Lang) -> Page:
    """What changed, what it was read from, and where the new snapshot lies."""
    parts: list[Table | str] = []
    if refreshed.difference:
        new = refreshed.new.stem if refreshed.new else refreshed.old.stem
        parts.extend(diff_page(refreshed.difference, refreshed.old.stem, new, lang).parts)
    parts.append(_sources(refreshed, lang))
    if refreshed.absent:
        names = ", ".join(f"{key} ({place})" for key, place in refreshed.absent)
        parts.append(_ABSENT.format(names=names)[lang])
    parts.append(_came_to(refreshed)[lang])
    return Page(tuple(parts))


@contextmanager
def downloading() -> Iterator[Progress]:
    """A bar for the file that is coming in, on a terminal's standard error; nothing when that is piped."""
    if not sys.stderr.isatty():
        yield silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(file=sys.stderr, highlight=False), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(file: str, count: int, size: int | None) -> None:
            if file not in tasks:
                for task in tasks.values():
                    bars.update(task, visible=False)
                tasks[file] = bars.add_task(file, total=size)
            bars.update(tasks[file], completed=count)

        yield tell


def _sources(refreshed: Refreshed, lang: Lang) -> Table:
    columns = (_OFFER, _REGION, _VERSION, _PUBLISHED, Text(en="SHA-256", es="SHA-256"))
    return Table.of(
        [column[lang] for column in columns],
        (
            (source.offer, source.region, source.version, source.published[:10], source.sha256[:SHOWN])
            for source in refreshed.sources
        ),
        title=_SOURCES[lang],
    )


def _came_to(refreshed: Refreshed) -> Text:
    told = {
        "read": refreshed.read,
        "carried": refreshed.carried,
        "day": refreshed.day.isoformat(),
        "old": refreshed.old.name,
        "new": refreshed.new.name if refreshed.new else "",
    }
    if refreshed.new is None:
        return _SAME.format(**told)
    return (_WRITTEN if refreshed.difference else _CONFIRMED).format(**told)


_OFFER = Text(en="offer", es="oferta")
_REGION = Text(en="region", es="región")
_VERSION = Text(en="version", es="versión")
_PUBLISHED = Text(en="published", es="publicada")
_SOURCES = Text(en="Read from the AWS price list", es="Leído de la lista de precios de AWS")
_ABSENT = Text(
    en="Not sold there, and not in the book either: {names}.",
    es="No se venden ahí y tampoco están en el libro: {names}.",
)
_SAME = Text(
    en="{read} prices were read for {day}; {old} has all of them, so nothing is written.",
    es="Se leyeron {read} precios del {day}; {old} los tiene todos, así que no se escribe nada.",
)
_CONFIRMED = Text(
    en="{read} prices were read and none differs; {new} has them with the date {day}, and {carried} others as they"
    " were. {old} stays beside it.",
    es="Se leyeron {read} precios y ninguno difiere; {new} los tiene con la fecha {day}, y otros {carried} como"
    " estaban. {old} permanece a su lado.",
)
_WRITTEN = Text(
    en="{read} prices were read; {new} has them with the date {day}, and {carried} others as they were. {old} stays"
    " beside it.",
    es="Se leyeron {read} precios; {new} los tiene con la fecha {day}, y otros {carried} como estaban. {old} permanece"
    " a su lado.",
)
