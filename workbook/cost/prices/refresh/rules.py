"""One rule for each price: which product of the price list it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from workbook.cost.prices.book import GLOBAL
from workbook.errors import PriceError
from workbook.lang import Text

RULES = Path(__file__).parent / "rules.yaml"
REGIONS = Path(__file__).parent / "regions.yaml"
BARE = "us-east-1"
"""The region whose usage types mostly have no prefix."""
EVERYWHERE = "aws-other"
"""The region under which the price list keeps what has none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a product must be to have the price of a key in a place: its offer, its attributes and its unit."""

    key: str
    place: str
    offer: str
    region: str
    attributes: Mapping[str, str]
    unit: str


def rules(regions: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules for some regions, those for places without a region once.

    Raises:
        PriceError: a region is none whose prefix is known.
    """
    known = _regions()
    strange = [region for region in regions if region not in known]
    if strange:
        raise PriceError(*(_NO_PREFIX.format(region=region, known=", ".join(known)) for region in strange))
    found = [rule for said in _said() for rule in _expanded(said, regions)]
    return tuple(sorted(found, key=lambda rule: (rule.key, rule.place)))


def _expanded(said: Mapping[str, Any], regions: tuple[str, ...]) -> Iterator[Rule]:
    place = said.get("place", "")
    for word in said.get("x", [""]):
        if place:
            yield _rule(said, word, place.replace("{x}", word), EVERYWHERE)
        else:
            for region in regions:
                yield _rule(said, word, region, region)


def _rule(said: Mapping[str, Any], word: str, place: str, region: str) -> Rule:
    named = _regions().get(place, {"prefix": "", "location": ""})
    prefix = f"{named['prefix']}-"
    words = {
        "x": word,
        "P": prefix,
        "p": "" if place == BARE else prefix,
        "region": place,
        "location": named["location"],
    }
    wanted = {"usagetype": said["usage"], "productFamily": said.get("family", ""), **said.get("where", {})}
    attributes = {name: value.format(**words) for name, value in wanted.items() if value}
    where = GLOBAL if place == GLOBAL else place
    return Rule(said["key"].replace("{x}", word), where, said["offer"], region, attributes, said["unit"])


@cache
def _said() -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return found


@cache
def _regions() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(REGIONS.read_text(encoding="utf-8"))
    return found


_NO_PREFIX = Text(
    en="no rule reads prices of the region {region!r}; expected one of {known}",
    es="ninguna regla lee precios de la región {region!r}; se esperaba una de {known}",
)
