"""What comes out of a file of cases, as JSON; amounts are texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from workbook.cost.cases.model import Outcome, Verdict
from workbook.lang import Lang
from workbook.template.jsonable import Json

SCHEMA = 1


def to_json(outcomes: Sequence[Outcome], lang: Lang) -> dict[str, Json]:
    """Every case with what was expected and computed, and how many there are of each verdict."""
    counts = Counter(outcome.verdict for outcome in outcomes)
    return {
        "schema": SCHEMA,
        "currency": "USD",
        "counts": {verdict.value: counts[verdict] for verdict in Verdict},
        "cases": [_case(outcome, lang) for outcome in outcomes],
    }


def _case(outcome: Outcome, lang: Lang) -> dict[str, Json]:
    case = outcome.case
    return {
        "id": case.id,
        "resource_type": case.resource_type,
        "region": case.place,
        "verdict": outcome.verdict.value,
        "expected": _plain(case.expected),
        "computed": _plain(outcome.computed),
        "difference": _plain(outcome.difference),
        "tolerance": _plain(case.tolerance),
        "published": _plain(case.published),
        "explained": case.explained,
        "reason": None if outcome.reason is None else outcome.reason[lang],
    }


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
