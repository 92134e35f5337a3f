"""One rule for each price: which product of the price list it is, in what unit, and what it may cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from workbook.cost.prices.refresh.offers import ON_DEMAND
from workbook.errors import PriceError
from workbook.lang import Text

HERE = Path(__file__).parent
BARE = "us-east-1"
"""The region in which most usage types have no prefix."""
EVERYWHERE = "aws-other"
"""The region under which the price list keeps what has none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What has the price of a key in a place: the offer and the region of its file, and what its product must be.

    Of the usage types, and of the values of each attribute, any one will do. The first paid unit costs from `least` to
    `most` USD, in whatever region.
    """

    key: str
    place: str
    offer: str
    region: str
    usage_types: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]]
    terms: str
    unit: str
    least: Decimal
    most: Decimal

    @property
    def wanted(self) -> str:
        """In words, what the product must be."""
        said = {"usagetype": self.usage_types, **self.attributes}
        words = [f"{name} {' / '.join(values)}" for name, values in said.items()]
        return ", ".join(words if self.terms == ON_DEMAND else [*words, self.terms])


def rules(regions: Sequence[str]) -> tuple[Rule, ...]:
    """The rules for some regions and, once, for what is the same in all of them; sorted by key and place.

    Raises:
        PriceError: the prefix of a region is not known.
    """
    known = _read("regions")
    strange = [region for region in regions if region not in known]
    if strange:
        raise PriceError(*(_NO_PREFIX.format(region=region, known=", ".join(sorted(known))) for region in strange))
    found = [rule for said in _read("rules")["rules"] for rule in _for_each_word(said, regions)]
    return tuple(sorted(found, key=lambda rule: (rule.key, rule.place)))


def carried() -> Mapping[str, str]:
    """The keys that the price list has no rule for, with the reason."""
    found: Mapping[str, str] = _read("rules")["carried"]
    return found


@cache
def accepted_units(unit: str) -> frozenset[str]:
    """What the price list may call a unit of the book, in lower case; nothing for a unit that is not known."""
    return frozenset(str(name).lower() for name in _read("units").get(unit, ()))


def _for_each_word(said: Mapping[str, Any], regions: Sequence[str]) -> Iterator[Rule]:
    each = said.get("each", {})
    for values in product(*each.values()):
        words = dict(zip(each, values, strict=True))
        if "place" in said:
            yield _rule(said, words, said["place"].format(**words), EVERYWHERE)
        else:
            for region in regions:
                yield _rule(said, {**words, **_prefixes(region)}, region, region)


def _prefixes(region: str) -> dict[str, str]:
    prefix = f"{_read('regions')[region]['prefix']}-"
    return {"P": prefix, "p": "" if region == BARE else prefix, "region": region}


def _rule(said: Mapping[str, Any], words: Mapping[str, str], place: str, region: str) -> Rule:
    family = {"productFamily": said["family"]} if "family" in said else {}
    usage_types = dict.fromkeys(each.format(**words) for each in _several(said["usage"]))
    least, most = (Decimal(str(amount)) for amount in said["between"])
    return Rule(
        key=said["key"].format(**words),
        place=place,
        offer=said["offer"],
        region=region,
        usage_types=tuple(usage_types),
        attributes={name: _several(value) for name, value in {**family, **said.get("where", {})}.items()},
        terms=said.get("terms", ON_DEMAND).format(**words),
        unit=said["unit"],
        least=least,
        most=most,
    )


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@cache
def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


_NO_PREFIX = Text(
    en="no rule reads prices of the region “{region}”; expected one of {known}",
    es="ninguna regla lee precios de la región «{region}»; se esperaba una de {known}",
)
