"""The prices by service, each with what it costs where, who says so and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from workbook.book.page import Page, contents
from workbook.cost.prices.load import default_book
from workbook.cost.prices.model import Price
from workbook.cost.units import written_out
from workbook.lang import Lang, Text, counted, quantity, same
from workbook.render.cost_words import SERVICES
from workbook.render.prices import basis_words, tier_lines
from workbook.render.table import Table

INDEX = "prices/index"
_OTHERS: Mapping[str, Text] = {
    "AWSCertificateManager": Text(en="certificates (ACM)", es="certificados (ACM)"),
    "AWSComputeSavingsPlan": same("Savings Plans"),
}
"""Those that have prices, and are no part of a bill by themselves."""


def price_pages(lang: Lang) -> Iterator[Page]:
    """The page of each service with a section for each of its prices, and the page that lists the services."""
    yield Page(INDEX, _index(lang))
    for service, keys in services().items():
        yield Page(service_page(service), _service(service, keys, lang))


def service_page(service: str) -> str:
    """Where the page of a service stands."""
    return f"prices/{service.lower().replace(':', '-')}"


@cache
def services() -> Mapping[str, Mapping[str, Sequence[Price]]]:
    """The prices of each part of a bill by their keys, each in all its places; sorted."""
    found: dict[str, dict[str, list[Price]]] = {}
    for _, price in sorted(default_book().prices.items()):
        found.setdefault(price.part, {}).setdefault(price.key, []).append(price)
    return dict(sorted(found.items()))


def _index(lang: Lang) -> str:
    rows = []
    listed = sorted(services().items(), key=lambda each: _named(each[0], lang).casefold())
    for service, keys in listed:
        dates = [price.dated for prices in keys.values() for price in prices]
        days = (min(dates).isoformat(), max(dates).isoformat())
        rows.append((f"[{_named(service, lang)}](/{service_page(service)}.md)", str(len(keys)), *days))
    heads = tuple(head[lang] for head in (_SERVICE, _COUNT, _OLDEST, _NEWEST))
    lines = [_row(heads), "|---|--:|---|---|", *map(_row, rows)]
    names = tuple(service_page(service) for service, _ in listed)
    count = quantity(sum(map(len, services().values())))
    opening = _OPENING.format(count=count, regions=", ".join(default_book().regions))[lang]
    return "\n\n".join([f"# {_TITLE[lang]}", opening, "\n".join(lines), contents({"": names})]) + "\n"


def _service(service: str, keys: Mapping[str, Sequence[Price]], lang: Lang) -> str:
    said = counted(len(keys), *_OF_SERVICE)[lang]
    parts = [_price(key, prices, lang) for key, prices in keys.items()]
    return "\n\n".join([f"# {_named(service, lang)}", said, *parts]) + "\n"


def _price(key: str, prices: Sequence[Price], lang: Lang) -> str:
    """One price in all its places; places with the same amount and source share a row."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for price in prices:
        said = ("\n".join(tier_lines(price, lang)), f"`{price.dated.isoformat()}`", "\n".join(_sources(price, lang)))
        alike.setdefault(said, []).append(price.place)
    rows = [("\n".join(f"`{place}`" for place in places), *said) for said, places in alike.items()]
    heads = [head[lang] for head in (_PLACE, _USD, _DATED, _SOURCE)]
    disputes = dict.fromkeys(_DISPUTE.format(said=price.dispute)[lang] for price in prices if price.dispute)
    what = _PER.format(what=same(_plain(prices[0].description)), unit=written_out(prices[0].unit))[lang]
    return "\n\n".join([f"## {key}", what, Table.of(heads, rows).markdown(), *disputes])


def _sources(price: Price, lang: Lang) -> Iterator[str]:
    """Who says so, the second source on a line of its own."""
    yield basis_words(price, lang)
    if price.second_source:
        yield _SECOND.format(source=price.second_source)[lang]


def _named(service: str, lang: Lang) -> str:
    named = SERVICES.get(service) or _OTHERS.get(service)
    return named[lang] if named else service


def _plain(words: str) -> str:
    """What the price list says, as words and no Markdown."""
    return words.replace("$", "\\$").replace("*", "\\*").replace("_", "\\_").replace("|", "\\|").replace("<", "&lt;")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


_TITLE = Text(en="Prices", es="Precios")
_OPENING = Text(
    en="What each of {count} things costs, by service, with its source and its date. Every estimate of the workbook "
    "uses these prices and no others. They are list prices in USD, without tax, of {regions}; some are the same "
    "everywhere, and those of CloudFront hold for an edge.",
    es="Cuánto cuesta cada una de {count} cosas, por servicio, con su fuente y su fecha. Cada cálculo del cuaderno "
    "usa estos precios y ningún otro. Son precios de lista en USD, sin impuestos, de {regions}; algunos son iguales en "
    "todas partes, y los de CloudFront valen para una zona de sus ubicaciones de borde.",
)
_OF_SERVICE = (
    Text(en="{count} price, by its key.", es="{count} precio, por su clave."),
    Text(en="{count} prices, by their keys.", es="{count} precios, por sus claves."),
)
_SERVICE = Text(en="Service", es="Servicio")
_COUNT = Text(en="Prices", es="Precios")
_OLDEST = Text(en="Oldest", es="Más antiguo")
_NEWEST = Text(en="Newest", es="Más reciente")
_USD = Text(en="USD", es="USD")
_PLACE = Text(en="Place", es="Lugar")
_DATED = Text(en="Read on", es="Leído el")
_PER = Text(en="{what}; for each: {unit}.", es="{what}; por cada: {unit}.")
_SOURCE = Text(en="Source", es="Fuente")
_SECOND = Text(en="also in: {source}", es="también en: {source}")
_DISPUTE = Text(en="Sources disagree: {said}", es="Las fuentes no coinciden: {said}")
