"""Read a file of cases."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from workbook.cost.cases.model import CENT, LARGEST, Case, CaseError, shown
from workbook.cost.number import HOURS_PER_MONTH
from workbook.cost.prices.book import GLOBAL
from workbook.cost.prices.free import FreeTier
from workbook.lang import Text, quantity

LARGEST_FILE = 20_000_000
LONGEST_MONTH = 744
"""Hours of a month of 31 days."""

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
    times = Counter(case.id for case in cases)
    problems += [_TWICE.format(id=name) for name in times if times[name] > 1]
    if problems:
        raise CaseError(*problems)
    return tuple(cases)


def _json(path: Path) -> object:
    words = _words(path)
    try:
        return json.loads(words, object_pairs_hook=_once, parse_constant=_refuse)
    except RecursionError as error:
        raise CaseError(_NOT_JSON.format(path=path, why=_TOO_DEEP)) from error
    except ValueError as error:
        raise CaseError(_NOT_JSON.format(path=path, why=error)) from error


def _words(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise CaseError(_TOO_LARGE.format(path=path, most=quantity(LARGEST_FILE)))
        return content.decode("utf-8-sig")
    except OSError as error:
        raise CaseError(_UNREADABLE.format(path=path, why=error.strerror or type(error).__name__)) from error
    except UnicodeDecodeError as error:
        raise CaseError(_NOT_UTF8.format(path=path, place=quantity(error.start))) from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        ((key, _),) = Counter(key for key, _ in pairs).most_common(1)
        raise CaseError(_KEY_TWICE.format(key=shown(key)))
    return members


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _cases(said: object, path: Path) -> list[object]:
    cases = said.get("cases") if isinstance(said, Mapping) else said
    if not isinstance(cases, list) or not cases:
        raise CaseError(_NO_CASES.format(path=path))
    return cases


def _case(said: object, number: int) -> Case:
    if not isinstance(said, Mapping):
        raise CaseError(_NO_MAPPING.format(case=number, key="case", value=shown(said)))
    name = _name(said.get("id"), number)
    published = said.get("published_usd")
    tolerance = said.get("tolerance_usd")
    return Case(
        id=name,
        resource_type=_word(said, "resource_type", name),
        place=_place(_word(said, "region", name)),
        hours=_hours(said.get("hours_per_month"), name),
        free_tier=_free_tier(_word(said, "free_tier", name), name),
        properties=_mapping(said, "properties", name),
        usage=_mapping(said, "usage", name),
        expected=_expected(said, name),
        published=None if published is None else _amount(published, name, "published_usd"),
        tolerance=CENT if tolerance is None else _amount(tolerance, name, "tolerance_usd"),
        explained=_word(said, "verdict", name),
    )


def _name(given: object, number: int) -> str:
    """The id of a case; its place in the list where it has none."""
    if given is None or given == "":
        return str(number)
    if isinstance(given, bool) or not isinstance(given, (str, int)):
        raise CaseError(_NO_WORD.format(case=number, key="id", value=shown(given)))
    return str(given)


def _word(said: Mapping[str, object], key: str, case: str) -> str:
    word = said.get(key)
    if word is None:
        return ""
    if not isinstance(word, str):
        raise CaseError(_NO_WORD.format(case=case, key=key, value=shown(word)))
    return word


def _place(region: str) -> str:
    return GLOBAL if region in {"", EVERYWHERE, GLOBAL} else region


def _free_tier(tier: str, case: str) -> FreeTier:
    if not tier:
        return FreeTier.NONE
    if tier not in FREE_TIERS:
        raise CaseError(_NO_TIER.format(case=case, tier=shown(tier), tiers=", ".join(FREE_TIERS)))
    return FREE_TIERS[tier]


def _hours(given: object, case: str) -> float:
    if given is None:
        return HOURS_PER_MONTH
    hours = _amount(given, case, "hours_per_month")
    if not 1 <= hours <= LONGEST_MONTH:
        raise CaseError(_NO_HOURS.format(case=case, value=shown(given), most=LONGEST_MONTH))
    return float(hours)


def _expected(said: Mapping[str, object], case: str) -> Decimal:
    """The figure with all its digits before the one that is rounded."""
    key = "expected_monthly_usd" if said.get("expected_exact_usd") is None else "expected_exact_usd"
    return _amount(said.get(key), case, key)


def _mapping(said: Mapping[str, object], key: str, case: str) -> Mapping[str, object]:
    value = said.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise CaseError(_NO_MAPPING.format(case=case, key=key, value=shown(value)))
    return value


def _amount(value: object, case: str, key: str) -> Decimal:
    known = isinstance(value, (int, float, str)) and not isinstance(value, bool)
    try:
        amount = Decimal(str(value)) if known else Decimal("NaN")
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 <= amount <= LARGEST:
        raise CaseError(_NO_AMOUNT.format(case=case, key=key, value=shown(value), most=quantity(LARGEST)))
    return amount


_UNREADABLE = Text(
    en="the cases {path} cannot be read: {why}; expected a file that this user may read",
    es="no se pueden leer los casos {path}: {why}; se esperaba un archivo que este usuario pueda leer",
)
_NOT_UTF8 = Text(
    en="the cases {path} are no text in UTF-8 from byte {place} on; expected a JSON file",
    es="los casos {path} no son texto en UTF-8 desde el byte {place}; se esperaba un archivo JSON",
)
_TOO_DEEP = Text(en="nested too deeply", es="con demasiados niveles")
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
_NO_WORD = Text(
    en="the case {case} has {value} as {key}; expected a text",
    es="el caso {case} tiene {value} como {key}; se esperaba un texto",
)
_NO_HOURS = Text(
    en="the case {case} has {value} as hours_per_month; expected from 1 to {most}",
    es="el caso {case} tiene {value} como hours_per_month; se esperaba de 1 a {most}",
)
_NO_AMOUNT = Text(
    en="the case {case} has {value} as {key}; expected a number from 0 to {most}",
    es="el caso {case} tiene {value} como {key}; se esperaba un número de 0 a {most}",
)
_KEY_TWICE = Text(
    en="the key {key} stands twice in one object of the cases; expected it once",
    es="la clave {key} aparece dos veces en un objeto de los casos; se esperaba una",
)
_TWICE = Text(
    en="two cases have the id {id}; expected one",
    es="dos casos tienen el id {id}; se esperaba uno",
)
