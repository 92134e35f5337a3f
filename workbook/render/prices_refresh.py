"""What a refresh of the prices came to."""

from __future__ import annotations

from workbook.cost.prices.refresh.run import Refreshed
from workbook.lang import Lang, Text
from workbook.render.prices import diff_page
from workbook.render.table import Page


def refresh_page(refreshed: Refreshed, lang: Lang) -> Page:
    """What changed, and where the new snapshot lies."""
    counts = {"read": refreshed.read, "carried": refreshed.carried}
    if refreshed.new is None:
        return Page((_SAME.format(old=refreshed.old.name, **counts)[lang],))
    page = diff_page(refreshed.difference, refreshed.old.stem, refreshed.new.stem, lang)
    return Page((*page.parts, _WRITTEN.format(new=refreshed.new.name, old=refreshed.old.name, **counts)[lang]))


_SAME = Text(
    en="{read} prices were read and are as in {old}, so nothing is written; {carried} others are carried over.",
    es="Se leyeron {read} precios y son como en {old}, así que no se escribe nada; se conservan otros {carried}.",
)
_WRITTEN = Text(
    en="{new} holds {read} prices that were read and {carried} that are carried over; {old} stays beside it.",
    es="{new} contiene {read} precios leídos y {carried} conservados; {old} permanece a su lado.",
)
