"""Find prices of the book by region, service and key; a word that finds nothing is an error with the nearest one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from workbook.cost.prices.book import GLOBAL, PriceBook
from workbook.cost.prices.integrity import EDGES
from workbook.cost.prices.model import Price
from workbook.errors import PriceError
from workbook.lang import Text


def choose(
    book: PriceBook, *, region: str | None = None, service: str | None = None, keys: Sequence[str] = ()
) -> tuple[Price, ...]:
    """The prices that hold in a region, of a service, and whose key is or begins with one of the keys.

    What is the same everywhere, and the prices of CloudFront's edges, hold in every region. A service is named as in
    the price list (AmazonECS) or by the first word of its keys (fargate).

    Raises:
        PriceError: the book has no price for one of the words.
    """
    prices = [price for _, price in sorted(book.prices.items())]
    if region is not None:
        _check(region, book.regions, _NO_REGION)
        prices = [price for price in prices if price.place in {region, GLOBAL, *EDGES}]
    if service is not None:
        names = {name.lower() for price in book.prices.values() for name in _names(price)}
        _check(service.lower(), names, _NO_SERVICE)
        prices = [price for price in prices if service.lower() in {name.lower() for name in _names(price)}]
    known = sorted({key for key, _ in book.prices})
    for key in keys:
        if not any(_is_or_begins_with(each, key) for each in known):
            nearest = get_close_matches(key, known, n=3, cutoff=0.0)
            raise PriceError(_NO_KEY.format(key=key, nearest=", ".join(nearest)))
    return tuple(price for price in prices if not keys or any(_is_or_begins_with(price.key, key) for key in keys))


def _names(price: Price) -> tuple[str, str]:
    return price.service, price.key.partition(".")[0]


def _is_or_begins_with(key: str, words: str) -> bool:
    """Whether the key is these words, or has further ones after them."""
    return f"{key}.".startswith(f"{words.rstrip('.')}.")


def _check(word: str, known: Iterable[str], message: Text) -> None:
    choices = sorted(known)
    if word not in choices:
        raise PriceError(message.format(word=word, known=", ".join(choices)))


_NO_REGION = Text(
    en="the price book has no prices for the region “{word}”; it has those of {known}",
    es="el libro de precios no tiene precios de la región «{word}»; tiene los de {known}",
)
_NO_SERVICE = Text(
    en="the price book has no prices of the service “{word}”; it has those of {known}",
    es="el libro de precios no tiene precios del servicio «{word}»; tiene los de {known}",
)
_NO_KEY = Text(
    en="the price book has no price “{key}”; the nearest are {nearest}",
    es="el libro de precios no tiene el precio «{key}»; los más parecidos son {nearest}",
)
