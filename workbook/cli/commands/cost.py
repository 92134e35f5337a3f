"""The commands about money."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from workbook.cli.answer import (
    BOTH_GIVEN,
    FINDINGS,
    OK,
    SCREEN,
    answer,
    answer_on,
    answer_words,
    graph_of,
    graph_of_profile,
    graph_of_source,
)
from workbook.cli.arguments import Options
from workbook.errors import UsageError
from workbook.lang import Lang, Text

if TYPE_CHECKING:
    from workbook.cost.estimate import Estimate, Settings
    from workbook.cost.whatif.weigh import Source
    from workbook.graph.model import Graph
    from workbook.render.table import Page

FIRST_STAGE, LATER = "100", "1000"


def _cost(options: Options) -> int:
    from workbook.render.cost import estimate_page

    graphs = _graphs(options, ("standard",))
    _answer(options, graphs, _estimates(options, graphs, (FIRST_STAGE,)), estimate_page)
    return OK


def _compare(options: Options) -> int:
    from workbook.render.cost import comparison_page
    from workbook.template.source import PROFILES

    graphs = _graphs(options, PROFILES)
    _answer(options, graphs, _estimates(options, graphs, (FIRST_STAGE, LATER)), comparison_page)
    return OK


def _choices(options: Options) -> int:
    from workbook.cost.whatif.report import choices_json
    from workbook.cost.whatif.weigh import weigh
    from workbook.render.console import busy
    from workbook.render.cost_choices import choice_page
    from workbook.workload.users import parse_users

    users = parse_users(options.users or FIRST_STAGE)
    with busy(_WEIGHING[options.lang]), source_of(options) as source:
        graph = source.edited(())
        weighed = weigh(source, users, settings_of(options))
    answer_on(graph, options, lambda: choices_json(weighed, options.lang), lambda: choice_page(weighed, options.lang))
    return OK


def _best(options: Options) -> int:
    from workbook.cost.whatif.best import best
    from workbook.cost.whatif.report import best_json
    from workbook.render.console import busy
    from workbook.render.cost_choices import best_page
    from workbook.workload.users import parse_users

    users = parse_users(options.users or FIRST_STAGE)
    with busy(_WEIGHING[options.lang]), source_of(options) as source:
        found = best(source, users, settings_of(options))
    graph = found.before.graph
    answer_on(graph, options, lambda: best_json(found, options.lang), lambda: best_page(found, options.lang))
    return OK


def _sweep(options: Options) -> int:
    from workbook.cost.whatif.report import sweeps_json
    from workbook.cost.whatif.sweep import sweep
    from workbook.render.cost_choices import sweep_page

    settings = replace(settings_of(options), growing=True)
    sweeps = [sweep(graph, settings=settings) for graph in _graphs(options, ("standard",))]
    answer(options, lambda: sweeps_json(sweeps, options.lang), lambda: sweep_page(sweeps, options.lang))
    return OK


def _rivals(options: Options) -> int:
    from workbook.cost.whatif.report import rivals_json
    from workbook.cost.whatif.rivals.contest import contest
    from workbook.render.cost_choices import rival_page
    from workbook.workload.users import parse_users

    numbers = [parse_users(word) for word in options.users or (FIRST_STAGE, LATER)]
    held = contest(graph_of(options), numbers, settings_of(options))
    answer(options, lambda: rivals_json(held, options.lang), lambda: rival_page(held, options.lang))
    return OK


def _verify(options: Options) -> int:
    from workbook.cost.cases.model import Verdict
    from workbook.cost.cases.read import read_cases
    from workbook.cost.cases.report import to_json
    from workbook.cost.cases.run import verify
    from workbook.cost.prices.load import default_book
    from workbook.render.cost_cases import case_page

    (path,) = options.operands
    outcomes = verify(read_cases(Path(path)), default_book())
    answer(options, lambda: to_json(outcomes, options.lang), lambda: case_page(outcomes, options.lang))
    good = {Verdict.AGREES, Verdict.LEFT_OUT}
    return OK if all(outcome.verdict in good for outcome in outcomes) else FINDINGS


@contextmanager
def source_of(options: Options) -> Iterator[Source]:
    """Where the options say that the architecture is read from; standard input is kept, as it is read again and again.

    Raises:
        UsageError: a source and a profile were both given.
    """
    from workbook.cost.whatif.weigh import Source
    from workbook.template.files import read_limited
    from workbook.template.raw import MAX_BYTES

    if options.source is None:
        yield Source(profile=options.profile or "standard")
        return
    if options.profile:
        raise UsageError(BOTH_GIVEN.format(source=options.source, profile=options.profile))
    given = Path(options.source)
    if options.source != SCREEN and not given.is_fifo():
        yield Source(path=given)
        return
    with TemporaryDirectory() as folder:
        kept = Path(folder, "stdin.yaml" if options.source == SCREEN else given.name)
        kept.write_bytes(read_limited(given) if given.is_fifo() else sys.stdin.buffer.read(MAX_BYTES + 1))
        yield Source(path=kept)


def settings_of(options: Options) -> Settings:
    """The settings that the options describe, with the day of today.

    Raises:
        WorkloadError: the file of assumptions cannot be used.
    """
    from workbook.cost.estimate import Settings
    from workbook.cost.prices.free import FreeTier
    from workbook.workload.load import default_usage, read_usage

    usage = read_usage(Path(options.usage)) if options.usage else default_usage()
    free_tier = FreeTier(options.free_tier)
    region = getattr(options, "region", None)
    return Settings(usage=usage, region=region, free_tier=free_tier, today=date.today())  # noqa: DTZ011 - the user's own day


def _graphs(options: Options, profiles: Sequence[str]) -> list[Graph]:
    if options.source is not None:
        return [graph_of_source(options.source, options.profile)]
    return [graph_of_profile(profile) for profile in options.profile or profiles]


def _estimates(options: Options, graphs: Sequence[Graph], users: Sequence[str]) -> list[Estimate]:
    from workbook.cost.estimate import estimate
    from workbook.workload.users import parse_users

    numbers = [parse_users(word) for word in options.users or users]
    settings = settings_of(options)
    return [estimate(graph, number, settings) for graph, number in product(graphs, numbers)]


def _answer(
    options: Options,
    graphs: Sequence[Graph],
    estimates: Sequence[Estimate],
    page: Callable[[Sequence[Estimate], Lang], Page],
) -> None:
    from workbook.cost.report import to_csv, to_json
    from workbook.template.jsonable import notes_json

    if options.json and options.csv:
        raise UsageError(_JSON_AND_CSV)
    if options.csv:
        answer_words(options, to_csv(estimates, options.lang))
    else:
        notes = [note for graph in graphs for note in notes_json(graph.assembly, options.lang)]
        answer(
            options,
            lambda: to_json(estimates, options.lang) | {"notes": notes},
            lambda: _with_assumptions(page(estimates, options.lang), graphs, options.lang),
        )


def _with_assumptions(page: Page, graphs: Sequence[Graph], lang: Lang) -> Page:
    """The page with how much was assumed to read each source."""
    from workbook.render.tables import with_assumptions

    for graph in graphs:
        page = with_assumptions(page, graph.assembly, lang)
    return page


_WEIGHING = Text(en="weighing choices", es="sopesando opciones")
_JSON_AND_CSV = Text(
    en="--json and --csv were both given; expected one, leave the other out",
    es="se dieron --json y --csv; se esperaba una, quite la otra",
)

RUNS: Mapping[str, Callable[[Options], int]] = {
    "cost": _cost,
    "cost compare": _compare,
    "cost choices": _choices,
    "cost best": _best,
    "cost sweep": _sweep,
    "cost rivals": _rivals,
    "cost verify": _verify,
}
