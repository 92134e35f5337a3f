"""The commands about the price book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from workbook.cli.answer import OK, answer
from workbook.cli.arguments import Options
from workbook.errors import UsageError
from workbook.lang import Text


def _show(options: Options) -> int:
    from workbook.cost.prices.choose import choose
    from workbook.cost.prices.load import default_book
    from workbook.cost.prices.report import prices_json
    from workbook.render.prices import price_page

    prices = choose(default_book(), region=options.region, service=options.service, keys=options.operands)
    today = date.today()  # noqa: DTZ011 - the user's own day
    sources = bool(options.operands)
    answer(
        options,
        lambda: prices_json(prices, today, options.lang),
        lambda: price_page(prices, today, options.lang, sources=sources),
    )
    return OK


def _age(options: Options) -> int:
    from workbook.cost.prices.load import default_book
    from workbook.cost.prices.report import age_json
    from workbook.render.prices import age_page

    prices = tuple(price for _, price in sorted(default_book().prices.items()))
    today = date.today()  # noqa: DTZ011 - as above
    answer(options, lambda: age_json(prices, today), lambda: age_page(prices, today, options.lang))
    return OK


def _diff(options: Options) -> int:
    from workbook.cost.prices.diff import compare
    from workbook.cost.prices.load import find_snapshot, last_two_snapshots
    from workbook.cost.prices.report import diff_json
    from workbook.cost.prices.snapshot import read_prices
    from workbook.render.prices import diff_page

    if len(options.operands) == 1:
        raise UsageError(_ONE_SNAPSHOT.format(name=options.operands[0]))
    named = [find_snapshot(name) for name in options.operands]
    old, new = named or last_two_snapshots()
    difference = compare(read_prices(old), read_prices(new))
    answer(
        options,
        lambda: diff_json(difference, old.stem, new.stem),
        lambda: diff_page(difference, old.stem, new.stem, options.lang),
    )
    return OK


def _refresh(options: Options) -> int:
    from workbook.cost.prices.refresh.download import silent
    from workbook.cost.prices.refresh.run import Request, refresh
    from workbook.render.console import busy
    from workbook.render.prices_refresh import downloading, refresh_page

    folder = getattr(options, "from")
    if options.api and folder:
        raise UsageError(_TWO_SOURCES)
    with busy(_READING[options.lang]) if options.api else downloading() as progress:
        request = Request(
            regions=tuple(options.region),
            service=options.service,
            by_api=options.api,
            folder=Path(folder) if folder else None,
            accept=options.accept,
            progress=progress or silent,
        )
        refreshed = refresh(request, date.today())  # noqa: DTZ011 - as above
    answer(options, refreshed.to_json, lambda: refresh_page(refreshed, options.lang))
    return OK


_ONE_SNAPSHOT = Text(
    en="prices diff was given one snapshot, {name}; expected an older and a newer one, or none",
    es="prices diff recibió una sola instantánea, {name}; se esperaban una antigua y una nueva, o ninguna",
)
_TWO_SOURCES = Text(
    en="--api and --from were both given; expected one, leave the other out",
    es="se dieron --api y --from; se esperaba una, quite la otra",
)
_READING = Text(en="reading price lists", es="leyendo listas de precios")

RUNS: Mapping[str, Callable[[Options], int]] = {
    "prices show": _show,
    "prices age": _age,
    "prices diff": _diff,
    "prices refresh": _refresh,
}
