"""What-ifs as JSON, in the documented forms; amounts are texts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from workbook.cost.report import amount, plain
from workbook.cost.whatif.rivals.rivals import Priced
from workbook.cost.whatif.sweep import Sweep
from workbook.cost.whatif.weigh import Weighed
from workbook.lang import Lang
from workbook.template.jsonable import Json

SCHEMA = 1


def choices_json(weighed: Sequence[Weighed], lang: Lang) -> dict[str, Json]:
    """Every alternative with what it saves and gives up, or why there is no room for it."""
    before = weighed[0].before
    return {
        "schema": SCHEMA,
        "currency": "USD",
        "profile": before.source,
        "users": before.users,
        "monthly_total": amount(before.total),
        "choices": [_choice(each, lang) for each in weighed],
    }


def sweeps_json(sweeps: Sequence[Sweep], lang: Lang) -> dict[str, Json]:
    """The cost of each source at every number of users that was computed, with its steps."""
    return {"schema": SCHEMA, "currency": "USD", "sweeps": [_sweep(sweep, lang) for sweep in sweeps]}


def rivals_json(designs: Sequence[Sequence[Priced]], lang: Lang) -> dict[str, Json]:
    """Every rival for each number of users, with what its estimate counts and what it does not."""
    return {
        "schema": SCHEMA,
        "currency": "USD",
        "rivals": [_rival(priced, lang) for priced in zip(*designs, strict=True)],
    }


def _rival(priced: Sequence[Priced], lang: Lang) -> dict[str, Json]:
    rival = priced[0].rival
    return {
        "id": rival.id,
        "title": rival.title[lang],
        "counted": rival.counted[lang],
        "not_counted": rival.not_counted[lang],
        "wins": rival.wins[lang],
        "minutes_down": round(float(priced[0].availability.minutes_down), 1),
        "scenarios": [{"users": each.estimate.users, "monthly_total": amount(each.estimate.total)} for each in priced],
    }


def _choice(each: Weighed, lang: Lang) -> dict[str, Json]:
    warning = each.alternative.warning
    return {
        "id": each.alternative.id,
        "topic": each.alternative.topic.value,
        "title": each.alternative.title[lang],
        "monthly_total": amount(each.after.total) if each.after else None,
        "saving": amount(each.saving),
        "warning": None if warning is None else warning[lang],
        "gives_up": [given[lang] for given in each.gives_up],
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
            {"users": each.users, "service": each.service, "share": round(each.share, 4)} for each in sweep.dominant
        ],
    }


def _cents(number: float) -> str | None:
    return plain(Decimal(f"{number:.2f}")) if number else "0"
