"""Read the assumptions: the defaults, and what a user puts in their place."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from workbook.errors import WorkloadError
from workbook.lang import Text
from workbook.workload.model import Assumption, Level, Workload
from workbook.workload.units import alike, convert

DEFAULTS = Path(__file__).parent / "assumptions.yaml"
LARGEST_FILE = 1_000_000
SECTIONS = ("defaults", "resources")

Values = Mapping[str, Assumption]


@dataclass(frozen=True, slots=True)
class Usage:
    """The assumptions of one estimate: those that hold for all, and what is said of single resources."""

    common: Values
    resources: Mapping[str, Values] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The resources that something is said of: logical ids, with or without their stack before a slash."""
        return tuple(self.resources)

    def name_of(self, stack: str, logical_id: str) -> str | None:
        """The name under which something is said of a resource; None where nothing is."""
        return next((name for name in (f"{stack}/{logical_id}", logical_id) if name in self.resources), None)

    def workload(self, level: Level, name: str | None = None) -> Workload:
        """The values at a level, for everything or for the resource of that name."""
        chosen = {**self.common, **self.resources.get(name, {})} if name else self.common
        return Workload(**{key: each.at(level) for key, each in chosen.items()})


@cache
def default_usage() -> Usage:
    """The assumptions that hold where a user says nothing else."""
    return Usage(assumptions())


@cache
def assumptions() -> Values:
    """Every assumption by its key, in the order of the file."""
    found = yaml.safe_load(DEFAULTS.read_text(encoding="utf-8"))
    return {key: _assumption(key, each) for key, each in found.items()}


def default_workload(level: Level = Level.LIKELY) -> Workload:
    """The default values at a level."""
    return default_usage().workload(level)


def read_usage(path: Path) -> Usage:
    """The defaults with what a user's file puts in their place.

    Raises:
        WorkloadError: the file cannot be read or says something that cannot be; every problem is named.
    """
    said = _read(path)
    problems = [_unknown(key, SECTIONS, path, _NO_SECTION) for key in said if key not in SECTIONS]
    common = _section(said.get("defaults"), "defaults", path, problems)
    resources = {
        str(name): _section(values, f"resources.{name}", path, problems)
        for name, values in _mapping(said.get("resources"), "resources", path, problems).items()
    }
    if problems:
        raise WorkloadError(*problems)
    return Usage({**assumptions(), **common}, resources)


def _assumption(key: str, said: Mapping[str, Any]) -> Assumption:
    low, likely, high = (float(said[level.value]) for level in Level)
    return Assumption(key, said["unit"], low, likely, high, said["source"], Text(en=said["en"], es=said["es"]))


def _section(said: object, where: str, path: Path, problems: list[Text]) -> Values:
    """The assumptions that one part of a file puts in place of the defaults."""
    found = {}
    for key, value in _mapping(said, where, path, problems).items():
        default = assumptions().get(str(key))
        if default is None:
            problems.append(_unknown(str(key), list(assumptions()), path, _NO_KEY))
            continue
        try:
            found[default.key] = _replaced(default, value, path.name)
        except WorkloadError as error:
            problems.extend(error.problems)
    return found


def _replaced(default: Assumption, value: object, source: str) -> Assumption:
    """The assumption with a user's value, or with three of them."""
    if isinstance(value, Mapping):
        given = {str(level): each for level, each in value.items()}
        if set(given) != {level.value for level in Level}:
            raise WorkloadError(_NOT_THREE.format(key=default.key, given=", ".join(sorted(given)) or "{}"))
    else:
        given = dict.fromkeys((level.value for level in Level), value)
    low, likely, high = (_number(default, given[level.value]) for level in Level)
    if not min(low, high) <= likely <= max(low, high):
        raise WorkloadError(_NOT_ORDERED.format(key=default.key, low=low, likely=likely, high=high))
    return Assumption(default.key, default.unit, low, likely, high, source, default.meaning)


def _number(default: Assumption, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise WorkloadError(_NO_NUMBER.format(key=default.key, value=repr(value), unit=default.unit))
    try:
        number = convert(value, default.unit) if isinstance(value, str) else float(value)
    except (ValueError, OverflowError):
        units = ", ".join(alike(default.unit))
        raise WorkloadError(_NO_UNIT.format(key=default.key, value=value, unit=default.unit, units=units)) from None
    if not math.isfinite(number) or number < 0 or number > _most(default):
        raise WorkloadError(_OUT_OF_RANGE.format(key=default.key, value=value, most=f"{_most(default):g}"))
    if number == 0 and default.key in _NEVER_ZERO:
        raise WorkloadError(_ZERO.format(key=default.key))
    return number


def _most(default: Assumption) -> float:
    return {"share": 1.0}.get(default.unit, _LIMITS.get(default.key, 1e15))


def _read(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise WorkloadError(_TOO_LARGE.format(path=path, most=LARGEST_FILE))
        words = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "UTF-8"
        raise WorkloadError(_UNREADABLE.format(path=path, why=why)) from error
    try:
        said = yaml.load(words, _Loader)  # noqa: S506 - the loader is the safe one, made stricter
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise WorkloadError(
            _NOT_YAML.format(path=path, line=line, why=getattr(error, "problem", None) or "?")
        ) from error
    if said is None:
        return {}
    if not isinstance(said, Mapping):
        raise WorkloadError(_NOT_MAPPING.format(where=path, value=type(said).__name__))
    return {str(key): value for key, value in said.items()}


def _mapping(said: object, where: str, path: Path, problems: list[Text]) -> Mapping[Any, Any]:
    if said is None:
        return {}
    if isinstance(said, Mapping):
        return said
    problems.append(_NOT_MAPPING.format(where=f"{path}: {where}", value=type(said).__name__))
    return {}


def _unknown(key: str, known: Sequence[str], path: Path, sentence: Text) -> Text:
    (near,) = get_close_matches(key, known, n=1, cutoff=0.0)
    return sentence.format(path=path, key=key, near=near)


class _Loader(yaml.SafeLoader):
    """Plain YAML without anchors, and no key twice."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "no anchors", self.get_event().start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"{twice} twice", node.start_mark)
        return super().construct_mapping(node, deep)


_NEVER_ZERO = frozenset({"requests_per_connection", "requests_per_second_per_vcpu", "peak_factor", "burst_factor"})
_LIMITS = {"working_days_per_month": 30, "peak_factor": 2.5, "months_of_data": 1200}
"""The peak factor is bounded by the curve: beyond, the quietest working hour would have fewer requests than none."""

_UNREADABLE = Text(
    en="the usage file {path} cannot be read: {why}; expected a YAML file in UTF-8",
    es="no se puede leer el archivo de uso {path}: {why}; se esperaba un archivo YAML en UTF-8",
)
_TOO_LARGE = Text(
    en="the usage file {path} is larger than {most} bytes; expected a short YAML file",
    es="el archivo de uso {path} ocupa más de {most} bytes; se esperaba un archivo YAML corto",
)
_NOT_YAML = Text(
    en="the usage file {path} is not YAML: {why} at line {line}; expected `defaults:` and `resources:` with keys below",
    es="el archivo de uso {path} no es YAML: {why} en la línea {line}; se esperaban `defaults:` y `resources:` con"
    " claves debajo",
)
_NOT_MAPPING = Text(
    en="{where} is a {value}; expected keys with values",
    es="{where} es de tipo {value}; se esperaban claves con valores",
)
_NO_SECTION = Text(
    en="the usage file {path} has the part {key}; the nearest that exists is {near}",
    es="el archivo de uso {path} tiene la parte {key}; la más parecida que existe es {near}",
)
_NO_KEY = Text(
    en="the usage file {path} sets {key}, which is no assumption; the nearest is {near}",
    es="el archivo de uso {path} fija {key}, que no es ningún supuesto; el más parecido es {near}",
)
_NOT_THREE = Text(
    en="{key} has the values {given}; expected one number, or low, likely and high",
    es="{key} tiene los valores {given}; se esperaba un número, o low, likely y high",
)
_NOT_ORDERED = Text(
    en="{key} has low {low:g}, likely {likely:g} and high {high:g}; expected likely between the others",
    es="{key} tiene low {low:g}, likely {likely:g} y high {high:g}; se esperaba likely entre los otros",
)
_NO_NUMBER = Text(
    en="{key} is {value}; expected a number in {unit}",
    es="{key} es {value}; se esperaba un número en {unit}",
)
_NO_UNIT = Text(
    en="{key} is {value!r}; expected a number in {unit}, or one with a unit of {units}",
    es="{key} es {value!r}; se esperaba un número en {unit}, o uno con una unidad de {units}",
)
_OUT_OF_RANGE = Text(
    en="{key} is {value}; expected a number from 0 to {most}",
    es="{key} es {value}; se esperaba un número de 0 a {most}",
)
_ZERO = Text(
    en="{key} is 0; expected a number above 0",
    es="{key} es 0; se esperaba un número mayor que 0",
)
