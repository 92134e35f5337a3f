"""Read a file of cases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from workbook.cost.cases.model import CENT, Case, CaseError
from workbook.cost.number import HOURS_PER_MONTH
from workbook.cost.prices.book import GLOBAL
from workbook.cost.prices.free import FreeTier
from workbook.lang import Text

LARGEST_FILE = 20_000_000
EVERYWHERE = "all"
FREE_TIERS = {"none": FreeTier.NONE, "always_free": FreeTier.ALWAYS_FREE, "legacy_12mo": FreeTier.LEGACY_12_MONTHS}


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a JSON file, in their order.

    Raises:
        CaseError: the file cannot be used; every problem is named with the case that has it.
    """
    found = _cases(_json(path), path)
    problems: list[Text] = []
    cases: list[Case] = []
    for number, said in enumerate(found, start=1):
        try:
            cases.append(_case(said, number))
        except CaseError as error:
            problems.extend(error.problems)
    ids = [case.id for case in cases]
    problems += [_TWICE.format(id=name) for name in dict.fromkeys(ids) if ids.count(name) > 1]
    if problems:
        raise CaseError(*problems)
    return tuple(cases)


def _json(path: Path) -> object:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CaseError(_TOO_LARGE.format(path=path, most=LARGEST_FILE))
        words = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "UTF-8"
        raise CaseError(_UNREADABLE.format(path=path, why=why)) from error
    try:
        return json.loads(words, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise CaseError(_NOT_JSON.format(path=path, why=error)) from error


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _cases(said: object, path: Path) -> list[object]:
    cases = said.get("cases") if isinstance(said, Mapping) else said
    if not isinstance(cases, list) or not cases:
        raise CaseError(_NO_CASES.format(path=path))
    return cases


def _case(said: object, number: int) -> Case:
    if not isinstance(said, Mapping):
        raise CaseError(_NO_MAPPING.format(case=number, key="case", value=repr(said)[:60]))
    name = str(said.get("id") or number)
    published = said.get("published_usd")
    tier = said.get("free_tier") or "none"
    if not isinstance(tier, str) or tier not in FREE_TIERS:
        raise CaseError(_NO_TIER.format(case=name, tier=repr(tier), tiers=", ".join(FREE_TIERS)))
    exact = said.get("expected_exact_usd")
    tolerance = said.get("tolerance_usd")
    return Case(
        id=name,
        resource_type=str(said.get("resource_type") or ""),
        place=_place(said.get("region"), name),
        hours=float(_amount(said.get("hours_per_month") or HOURS_PER_MONTH, name, "hours_per_month")),
        free_tier=FREE_TIERS[tier],
        properties=_mapping(said, "properties", name),
        usage=_mapping(said, "usage", name),
        expected=_amount(said.get("expected_monthly_usd") if exact is None else exact, name, "expected_monthly_usd"),
        published=None if published is None else _amount(published, name, "published_usd"),
        tolerance=CENT if tolerance is None else _amount(tolerance, name, "tolerance_usd"),
        explained=str(said.get("verdict") or ""),
    )


def _place(region: object, case: str) -> str:
    if region is None:
        return GLOBAL
    if not isinstance(region, str):
        raise CaseError(_NO_REGION.format(case=case, region=repr(region)[:60]))
    return GLOBAL if region in {EVERYWHERE, GLOBAL} else region


def _mapping(said: Mapping[str, object], key: str, case: str) -> Mapping[str, object]:
    value = said.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise CaseError(_NO_MAPPING.format(case=case, key=key, value=repr(value)[:60]))
    return value


def _amount(value: object, case: str, key: str) -> Decimal:
    known = isinstance(value, (int, float, str)) and not isinstance(value, bool)
    try:
        amount = Decimal(str(value)) if known else Decimal("NaN")
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise CaseError(_NO_AMOUNT.format(case=case, key=key, value=repr(value)[:60]))
    return amount


_UNREADABLE = Text(
    en="the cases {path} cannot be read: {why}; expected a JSON file in UTF-8",
    es="no se pueden leer los casos {path}: {why}; se esperaba un archivo JSON en UTF-8",
)
_TOO_LARGE = Text(
    en="the cases {path} are larger than {most} bytes; expected a file of cases",
    es="los casos {path} ocupan más de {most} bytes; se esperaba un archivo de casos",
)
_NOT_JSON = Text(
    en='the cases {path} are not JSON ({why}); expected {{"cases": […]}} with finite numbers',
    es='los casos {path} no son JSON ({why}); se esperaba {{"cases": […]}} con números finitos',
)
_NO_CASES = Text(
    en='the file {path} has no cases; expected {{"cases": […]}} with at least one',
    es='el archivo {path} no tiene casos; se esperaba {{"cases": […]}} con uno al menos',
)
_NO_MAPPING = Text(
    en="the case {case} has {value} as {key}; expected keys with values",
    es="el caso {case} tiene {value} como {key}; se esperaban claves con valores",
)
_NO_TIER = Text(
    en="the case {case} has the free tier {tier}; expected one of {tiers}",
    es="el caso {case} tiene la capa gratuita {tier}; se esperaba una de {tiers}",
)
_NO_REGION = Text(
    en="the case {case} has the region {region}; expected a name such as us-east-1, edge:EU or global",
    es="el caso {case} tiene la región {region}; se esperaba un nombre como us-east-1, edge:EU o global",
)
_NO_AMOUNT = Text(
    en="the case {case} has {value} as {key}; expected a number from 0",
    es="el caso {case} tiene {value} como {key}; se esperaba un número desde 0",
)
_TWICE = Text(
    en="two cases have the id {id}; expected one",
    es="dos casos tienen el id {id}; se esperaba uno",
)
