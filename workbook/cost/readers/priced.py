"""Tell what the price book cannot price anywhere from what it can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbook.cost.component import Component, Unpriced
from workbook.cost.prices.book import PriceBook
from workbook.lang import Text


def priced(components: Iterable[Component], book: PriceBook) -> Iterator[Component | Unpriced]:
    """The components, each whose price the book holds in no place at all replaced by a gap that names it.

    A price that the book has elsewhere stays: that it lacks in one region is an error that the estimate tells.
    """
    for component in components:
        if book.places(component.price):
            yield component
        else:
            reason = _NO_PRICE.format(name=component.name, key=component.price)
            yield Unpriced(reason, component.path)


_NO_PRICE = Text(
    en="the price book has no price for {name} ({key})",
    es="el libro de precios no tiene precio para: {name} ({key})",
)
