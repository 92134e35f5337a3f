"""What stands below amounts: how old and how sure their prices are, and how much of the source they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from workbook.cost.estimate import Coverage, Estimate
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import free_credits
from workbook.cost.prices.model import Price
from workbook.lang import RESOURCES, Lang, Text, counted, money, quantity

MOST_NAMED = 6
"""Of more prices than this the first are named; the answer in JSON names all."""


def footer(estimates: Sequence[Estimate], lang: Lang) -> str:
    """The prices behind some estimates, what credits pay of each, and the coverage of each source."""
    sentences = [prices_line({price for each in estimates for price in each.prices}, estimates[0].today, lang)]
    sentences += (_credits(each)[lang] for each in estimates if each.free_tier is FreeTier.CREDITS)
    coverages = {each.source: each.coverage for each in estimates}
    for source, coverage in coverages.items():
        line = cost_coverage_line(coverage, lang)
        sentences.append(line if len(coverages) == 1 else f"{source}: {line}")
    return "\n".join(sentences)


def prices_line(prices: AbstractSet[Price], today: date, lang: Lang) -> str:
    """How many prices some amounts rest on, how old they are, and which are in doubt; a sentence a line."""
    return "\n".join(sentence[lang] for sentence in _doubts(prices, today))


def cost_coverage_line(coverage: Coverage, lang: Lang) -> str:
    """How many resources the meters cover."""
    parts = (
        counted(number, *forms)[lang]
        for number, forms in zip((coverage.metered, coverage.free, coverage.unsupported), _COUNTED, strict=True)
    )
    return f"{counted(coverage.total, *RESOURCES)[lang]}: {', '.join(parts)}"


def _doubts(prices: AbstractSet[Price], today: date) -> Iterator[Text]:
    if not prices:
        yield _NO_PRICES
        return
    dates = [price.dated.isoformat() for price in prices]
    dated = _DATED_ONE if len(prices) == 1 else _DATED
    yield dated.format(count=len(prices), oldest=min(dates), newest=max(dates))
    for named, many, doubtful in (
        (_STALE, _MANY_STALE, [price for price in prices if price.stale(today)]),
        (_ASSUMED, _MANY_ASSUMED, [price for price in prices if price.assumed]),
        (_DISPUTED, _MANY_DISPUTED, [price for price in prices if price.dispute]),
    ):
        keys = sorted({price.key for price in doubtful})
        if len(keys) > MOST_NAMED:
            yield many.format(count=len(keys), keys=", ".join(keys[:MOST_NAMED]))
        elif keys:
            yield named.format(keys=", ".join(keys))


def _credits(estimate: Estimate) -> Text:
    """What the credits of a new account pay for."""
    given = free_credits()
    usd = given.usd + given.further_usd
    months = min(float(usd / estimate.total), float(given.months)) if estimate.total else float(given.months)
    return _CREDITS.format(least=money(given.usd), most=money(usd), months=quantity(round(months, 1)))


_NO_PRICES = Text(en="No price was needed.", es="No hizo falta ningún precio.")
_DATED_ONE = Text(
    en="{count} price, dated {oldest}; list price in USD, without tax.",
    es="{count} precio, con fecha del {oldest}; precio de lista en USD, sin impuestos.",
)
_DATED = Text(
    en="{count} prices, dated {oldest} to {newest}; list prices in USD, without tax.",
    es="{count} precios, con fechas del {oldest} al {newest}; precios de lista en USD, sin impuestos.",
)
_STALE = Text(en="Older than their limit: {keys}.", es="Más antiguos que su límite: {keys}.")
_MANY_STALE = Text(
    en="{count} of them are older than the limit of their kind: {keys} and others, which --json names.",
    es="{count} de ellos superan el límite de antigüedad de su clase: {keys} y otros, que --json nombra.",
)
_ASSUMED = Text(
    en="Assumed, not read from a price list: {keys}.",
    es="Supuestos, no leídos de una lista de precios: {keys}.",
)
_MANY_ASSUMED = Text(
    en="{count} of them are assumed, not read from a price list: workbook prices show KEY says how.",
    es="{count} de ellos son supuestos, no leídos de una lista de precios: workbook prices show CLAVE dice cómo.",
)
_DISPUTED = Text(
    en="Sources disagree on: {keys}; workbook prices show KEY says how.",
    es="Las fuentes discrepan en: {keys}; workbook prices show CLAVE dice cómo.",
)
_MANY_DISPUTED = Text(
    en="Sources disagree on {count} of them: workbook prices show KEY says how.",
    es="Las fuentes discrepan en {count} de ellos: workbook prices show CLAVE dice cómo.",
)
_CREDITS = Text(
    en="A new account gets {least} to {most} USD of credits, which pay for up to {months} months of this.",
    es="Una cuenta nueva recibe de {least} a {most} USD en créditos, que pagan hasta {months} meses de esto.",
)
_COUNTED = (
    (Text(en="{count} metered", es="{count} medido"), Text(en="{count} metered", es="{count} medidos")),
    (
        Text(en="{count} without a charge of its own", es="{count} sin coste propio"),
        Text(en="{count} without a charge of their own", es="{count} sin coste propio"),
    ),
    (
        Text(en="{count} unsupported", es="{count} no admitido"),
        Text(en="{count} unsupported", es="{count} no admitidos"),
    ),
)
