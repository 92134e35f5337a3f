"""What-ifs as JSON, in the documented forms; amounts are texts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from workbook.cost.estimate import Estimate
from workbook.cost.prices.model import Price, service_of
from workbook.cost.report import amount, doubts_json, plain, price_book_json
from workbook.cost.whatif.availability import NOT_COUNTED, Availability
from workbook.cost.whatif.best import Best
from workbook.cost.whatif.rivals.contest import Contest, Entry
from workbook.cost.whatif.rivals.rivals import ALIKE
from workbook.cost.whatif.sweep import Sweep
from workbook.cost.whatif.weigh import Weighed
from workbook.lang import Lang
from workbook.template.jsonable import Json

SCHEMA = 1


def choices_json(weighed: Sequence[Weighed], lang: Lang) -> dict[str, Json]:
    """Every alternative with what it saves and gives up, or why there is no room for it."""
    estimates = [weighed[0].before, *(each.after for each in weighed if each.after is not None)]
    return {
        **_as_it_is(weighed[0].before),
        "price_book": price_book_json(estimates),
        "choices": [_choice(each, lang) for each in weighed],
    }


def best_json(best: Best, lang: Lang) -> dict[str, Json]:
    """The cheapest sound combination: its choices in order, each with what it saves after those before it."""
    before, found = best.before.estimate, best.found.estimate
    return {
        **_as_it_is(before),
        "price_book": price_book_json([before, found]),
        "best_total": amount(found.total),
        "saving": amount(before.total - found.total),
        "choices": [
            {
                "id": each.id,
                "title": each.title[lang],
                "saving": amount(saved),
                "monthly_total": amount(total),
                "remark": None if each.remark is None else each.remark[lang],
            }
            for each, saved, total in best.saved()
        ],
        "gives_up": [given[lang] for given in best.gives_up],
    }


def sweeps_json(sweeps: Sequence[Sweep], lang: Lang) -> dict[str, Json]:
    """The cost of each source at every number of users that was computed, with its steps."""
    prices = frozenset[Price]().union(*(sweep.prices for sweep in sweeps))
    return {
        "schema": SCHEMA,
        "currency": "USD",
        "price_book": doubts_json(prices, sweeps[0].today),
        "sweeps": [_sweep(sweep, lang) for sweep in sweeps],
    }


def rivals_json(contest: Contest, lang: Lang) -> dict[str, Json]:
    """A design and its rivals for each number of users, with what AWS promises of each and what no promise says."""
    return {
        "schema": SCHEMA,
        "currency": "USD",
        "sizes": contest.size.value,
        "price_book": price_book_json(contest.all_estimates),
        "own": {
            "profile": contest.estimates[0].source,
            "api": availability_json(contest.api, lang),
            "pages": availability_json(contest.pages, lang),
            "scenarios": _scenarios(contest.estimates),
        },
        "rivals": [_rival(entry, lang) for entry in contest.entries],
        "not_counted": ALIKE[lang],
        "not_promised": [each[lang] for each in NOT_COUNTED],
    }


def availability_json(availability: Availability, lang: Lang) -> dict[str, Json]:
    """The product of the promises with each of its parts; uptimes are texts from 0 to 1."""
    return {
        "uptime": plain(availability.uptime),
        "minutes_down": round(float(availability.minutes_down), 1),
        "formula": availability.explained()[lang],
        "parts": [
            {
                "name": part.name[lang],
                "stack": part.owner.stack,
                "logical_id": part.owner.logical_id,
                "path": part.owner.path,
                "share": plain(part.share),
                "uptime": None if part.promise.uptime is None else plain(part.promise.uptime),
                "basis": part.promise.basis.value,
                "source": part.promise.source,
                "dated": part.promise.dated.isoformat(),
            }
            for part in availability.parts
        ],
    }


def _as_it_is(before: Estimate) -> dict[str, Json]:
    """What every answer about choices begins with: the source before any of them."""
    return {
        "schema": SCHEMA,
        "currency": "USD",
        "profile": before.source,
        "users": before.users,
        "monthly_total": amount(before.total),
    }


def _rival(entry: Entry, lang: Lang) -> dict[str, Json]:
    return {
        "id": entry.rival.id,
        "title": entry.rival.title[lang],
        "counted": entry.rival.counted[lang],
        "not_counted": entry.rival.not_counted[lang],
        "wins": entry.rival.wins[lang],
        "gives_up": [given[lang] for given in entry.gives_up],
        "api": availability_json(entry.api, lang),
        "scenarios": _scenarios(entry.estimates),
    }


def _scenarios(estimates: Sequence[Estimate]) -> list[Json]:
    return [{"users": each.users, "monthly_total": amount(each.total)} for each in estimates]


def _choice(each: Weighed, lang: Lang) -> dict[str, Json]:
    remark = each.alternative.remark
    return {
        "id": each.alternative.id,
        "topic": each.alternative.topic.value,
        "title": each.alternative.title[lang],
        "monthly_total": amount(each.after.total) if each.after else None,
        "saving": amount(each.saving),
        "remark": None if remark is None else remark[lang],
        "gives_up": [given[lang] for given in each.gives_up],
        "mends": [given[lang] for given in each.mends],
        "refused": None if each.refused is None else each.refused[lang],
    }


def _sweep(sweep: Sweep, lang: Lang) -> dict[str, Json]:
    totals = zip(sweep.users.tolist(), sweep.total.tolist(), sweep.fixed.tolist(), strict=True)
    return {
        "profile": sweep.source,
        "points": [
            {"users": users, "monthly_total": _cents(total), "fixed": _cents(fixed)} for users, total, fixed in totals
        ],
        "steps": [{"users": step.users, "kind": step.kind.value, "text": step.text[lang]} for step in sweep.steps],
        "dominant": [
            {"users": each.users, "service": service_of(each.service), "share": round(each.share, 4)}
            for each in sweep.dominant
        ],
    }


def _cents(number: float) -> str | None:
    return plain(Decimal(f"{number:.2f}")) if number else "0"
