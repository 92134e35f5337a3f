"""The price book as tables: what things cost, how old and how sure the prices are, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from workbook.cost.prices.age import Summary, stale_prices, summaries, summarize
from workbook.cost.prices.diff import Change, Difference
from workbook.cost.prices.model import Price
from workbook.cost.prices.report import written
from workbook.cost.units import written_out
from workbook.lang import Lang, Text, marked, quantity, same
from workbook.render.table import Page, Table

OVERDUE_SHOWN = 10


def price_page(prices: Sequence[Price], today: date, lang: Lang, *, sources: bool) -> Page:
    """Prices with their tiers and with what is in doubt about them; with `sources`, who says so below."""
    heads = _words(lang, _KEY, _PLACE, _USD, _UNIT, _DATED, _DOUBT)
    rows = [(*_offer(price, lang), price.dated.isoformat(), _doubts(price, today, lang)) for price in prices]
    table = Table.of(heads, rows, title=_PRICES[lang])
    said = [_sources(price, lang) for price in prices] if sources else []
    return Page((table, *said, _together(summarize(prices, today), lang)))


def age_page(prices: Sequence[Price], today: date, lang: Lang) -> Page:
    """How old the prices of each service are, which are the longest overdue, and what is assumed or disputed."""
    heads = _words(lang, _SERVICE, _COUNT, _OLDEST, _NEWEST, _STALE, _ASSUMED, _ONE_SOURCE, _DISPUTED)
    rows = [(service, *_counts(summary)) for service, summary in summaries(prices, today).items()]
    whole = summarize(prices, today)
    rows.append((_TOTAL[lang], *_counts(whole)))
    table = Table.of(heads, rows, title=_AGES.format(today=today.isoformat())[lang], numbers=(1, 4, 5, 6, 7))
    others = (_overdue(prices, today, lang), _assumed(prices, lang), _disputed(prices, lang))
    return Page((table, *(part for part in others if part.rows), _together(whole, lang)))


def diff_page(difference: Difference, old: str, new: str, lang: Lang) -> Page:
    """What differs between two sets of prices, what changed first."""
    offers = _words(lang, _KEY, _PLACE, _USD, _UNIT)
    changed = Table.of(
        _words(lang, _KEY, _PLACE, _FROM, _UNIT, _OLD, _NEW, same("%")),
        (_change(change, lang) for change in difference.changed),
        title=_CHANGED[lang],
        numbers=(2, 4, 5, 6),
    )
    added = Table.of(offers, (_offer(price, lang) for price in difference.added), title=_ADDED[lang])
    removed = Table.of(offers, (_offer(price, lang) for price in difference.removed), title=_REMOVED[lang])
    numbers = {"changed": len(difference.changed), "added": len(added.rows), "removed": len(removed.rows)}
    last = _DIFFERENCE.format(old=old, new=new, **numbers)
    return Page((*(table for table in (changed, added, removed) if table.rows), last[lang]))


def _words(lang: Lang, *texts: Text) -> tuple[str, ...]:
    return tuple(text[lang] for text in texts)


def _offer(price: Price, lang: Lang) -> tuple[str, str, str, str]:
    return price.key, price.place, "\n".join(tier_lines(price, lang)), written_out(price.unit)[lang]


def tier_lines(price: Price, lang: Lang) -> Iterator[str]:
    """What a unit costs, one line for each tier."""
    for tier in price.tiers:
        usd = _digits(tier.usd, lang)
        yield _FROM_ON.format(usd=usd, start=quantity(float(tier.start)))[lang] if tier.start else usd


def _digits(number: Decimal, lang: Lang) -> str:
    return marked(written(number))[lang]


def _doubts(price: Price, today: date, lang: Lang) -> str:
    found = (
        (_STALE, price.stale(today)),
        (_ASSUMED, price.assumed),
        (_ONE_SOURCE, price.one_source),
        (_DISPUTED, price.dispute is not None),
    )
    return ", ".join(text[lang] for text, holds in found if holds)


def _sources(price: Price, lang: Lang) -> str:
    lines = [_HEADING.format(key=price.key, place=price.place, description=price.description)]
    lines.append(same(f"  {basis_words(price, lang)}"))
    if price.second_source:
        lines.append(_SECOND_SOURCE.format(source=price.second_source))
    if price.sku or price.usage_type:
        lines.append(_LISTED.format(usage_type=price.usage_type, sku=price.sku or "–"))
    if price.dispute:
        lines.append(_DISPUTE.format(dispute=price.dispute))
    return "\n".join(line[lang] for line in lines)


def _counts(summary: Summary) -> tuple[object, ...]:
    days = (day.isoformat() if day else "–" for day in (summary.oldest, summary.newest))
    return summary.count, *days, summary.stale, summary.assumed, summary.one_source, summary.disputed


def _overdue(prices: Iterable[Price], today: date, lang: Lang) -> Table:
    stale = stale_prices(prices, today)
    rows = [
        (price.key, price.place, price.dated.isoformat(), price.age(today), price.stale_after_days)
        for price in stale[:OVERDUE_SHOWN]
    ]
    more = len(stale) - len(rows)
    note = _MORE.format(count=quantity(more))[lang] if more else ""
    heads = _words(lang, _KEY, _PLACE, _DATED, _AGE, _LIMIT)
    return Table.of(heads, rows, title=_OVERDUE[lang], note=note, numbers=(3, 4))


def _assumed(prices: Iterable[Price], lang: Lang) -> Table:
    """What was not read from a source that can be relied on; keys with the same basis and places share a row."""
    by_key: dict[tuple[str, str], list[str]] = {}
    for price in prices:
        if price.assumed:
            by_key.setdefault((basis_words(price, lang), price.key), []).append(price.place)
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (basis, key), places in by_key.items():
        alike.setdefault((basis, tuple(places)), []).append(key)
    rows = (("\n".join(keys), "\n".join(places), basis) for (basis, places), keys in alike.items())
    return Table.of(_words(lang, _KEY, _PLACE, _BASIS), sorted(rows), title=_NOT_READ[lang])


def basis_words(price: Price, lang: Lang) -> str:
    """What the price rests on: how it was found, and where."""
    return ": ".join(word for word in (price.basis.text[lang], price.source) if word)


def _disputed(prices: Iterable[Price], lang: Lang) -> Table:
    rows = (
        (price.key, price.place, _digits(price.first, lang), price.dispute[lang]) for price in prices if price.dispute
    )
    return Table.of(_words(lang, _KEY, _PLACE, _USD, _SAID), rows, title=_DISAGREE[lang], numbers=(2,))


def _together(summary: Summary, lang: Lang) -> str:
    """The line that ends the answer: how many prices, from when, and how many of them in doubt."""
    days = {"oldest": summary.oldest or "–", "newest": summary.newest or "–"}
    counts = {"stale": summary.stale, "assumed": summary.assumed, "disputed": summary.disputed}
    return _TOGETHER.format(count=quantity(summary.count), **days, **counts)[lang]


def _change(change: Change, lang: Lang) -> tuple[str, ...]:
    before, after, percent = change.before, change.after, change.percent
    unit = " → ".join(dict.fromkeys(written_out(price.unit)[lang] for price in (before, after)))
    start = quantity(float(change.start))[lang]
    amounts = (_digits(change.old, lang), _digits(change.new, lang))
    return after.key, after.place, start, unit, *amounts, "–" if percent is None else _signed(percent, lang)


def _signed(percent: Decimal, lang: Lang) -> str:
    return f"{'+' if percent > 0 else ''}{_digits(percent, lang)}"


_KEY = Text(en="key", es="clave")
_PLACE = Text(en="place", es="lugar")
_USD = Text(en="USD each", es="USD por unidad")
_UNIT = Text(en="unit", es="unidad")
_DATED = Text(en="dated", es="fecha")
_DOUBT = Text(en="in doubt", es="dudas")
_SERVICE = Text(en="service", es="servicio")
_COUNT = Text(en="prices", es="precios")
_OLDEST = Text(en="oldest", es="más antiguo")
_NEWEST = Text(en="newest", es="más reciente")
_STALE = Text(en="too old", es="demasiado antiguo")
_ASSUMED = Text(en="assumed", es="supuesto")
_ONE_SOURCE = Text(en="one source", es="una fuente")
_DISPUTED = Text(en="disputed", es="con discrepancias")
_TOTAL = Text(en="total", es="total")
_AGE = Text(en="days old", es="días")
_LIMIT = Text(en="limit", es="límite")
_BASIS = Text(en="basis", es="base")
_SAID = Text(en="what the sources say", es="qué dicen las fuentes")
_FROM = Text(en="from", es="desde")
_OLD = Text(en="old USD", es="USD antes")
_NEW = Text(en="new USD", es="USD ahora")
_PRICES = Text(en="Prices in USD, without tax", es="Precios en USD, sin impuestos")
_AGES = Text(en="Age of the prices on {today}", es="Antigüedad de los precios el {today}")
_OVERDUE = Text(en="Older than their limit, the longest overdue first", es="Caducados, primero los más atrasados")
_MORE = Text(en="and {count} more; --json lists all", es="y {count} más; --json los enumera todos")
_NOT_READ = Text(en="Assumed, not read from a reliable source", es="Supuestos, no leídos de una fuente fiable")
_DISAGREE = Text(en="Sources disagree", es="Las fuentes discrepan")
_CHANGED = Text(en="Changed", es="Cambiados")
_ADDED = Text(en="Added", es="Añadidos")
_REMOVED = Text(en="Removed", es="Eliminados")
_FROM_ON = Text(en="{usd} from {start} on", es="{usd} desde {start}")
_HEADING = same("{key}, {place}: {description}")
_SECOND_SOURCE = Text(en="  second source: {source}", es="  segunda fuente: {source}")
_LISTED = Text(en="  usage type {usage_type}, SKU {sku}", es="  tipo de uso {usage_type}, SKU {sku}")
_DISPUTE = Text(en="  disputed: {dispute}", es="  discrepancia: {dispute}")
_TOGETHER = Text(
    en="prices: {count}, dated {oldest} to {newest}; too old: {stale}, assumed: {assumed}, disputed: {disputed}",
    es="precios: {count}, con fechas del {oldest} al {newest}; demasiado antiguos: {stale}, supuestos: {assumed},"
    " con discrepancias: {disputed}",
)
_DIFFERENCE = Text(
    en="{old} → {new}: changed: {changed}, added: {added}, removed: {removed}",
    es="{old} → {new}: cambiados: {changed}, añadidos: {added}, eliminados: {removed}",
)
