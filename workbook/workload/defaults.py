"""The assumptions that hold where a user says nothing else, from assumptions.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from workbook.lang import Text
from workbook.workload.model import Assumption, AssumptionGroup, Level

DEFAULTS = Path(__file__).parent / "assumptions.yaml"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ASSUMED = Text(en="assumed", es="estimado")
"""The source of what nobody measured."""


@cache
def assumption_groups() -> tuple[AssumptionGroup, ...]:
    """Every assumption under its heading, in the order of the file."""
    groups = yaml.load(DEFAULTS.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - the loader is a safe one
    return tuple(
        AssumptionGroup(
            Text(**each["title"]), tuple(_assumption(key, said) for key, said in each["assumptions"].items())
        )
        for each in groups.values()
    )


@cache
def assumptions() -> Mapping[str, Assumption]:
    """Every assumption by its key, in the order of the file."""
    return {each.key: each for group in assumption_groups() for each in group.assumptions}


def _assumption(key: str, said: Mapping[str, Any]) -> Assumption:
    values = dict(said)
    source = values.pop("source")
    return Assumption(
        key=key,
        unit=values.pop("unit"),
        source=ASSUMED if source == ASSUMED.en else Text(**source),
        meaning=Text(en=values.pop("en"), es=values.pop("es")),
        **{level.value: float(values.pop(level.value)) for level in Level},
        **_bounds(said["unit"], {name: float(value) for name, value in values.items()}),
    )


def _bounds(unit: str, said: Mapping[str, float]) -> Mapping[str, float]:
    return {"most": 1.0, **said} if unit == "share" else said
