"""The rules cover the book: each price of the list has one, and says of it what the book says."""

from __future__ import annotations

import pytest

from workbook.cost.prices.load import snapshots
from workbook.cost.prices.refresh.rules import _read, accepted_units, carried, rules
from workbook.cost.prices.snapshot import read_prices
from workbook.errors import PriceError
from workbook.lang import Lang

KNOWN = {(price.key, price.place): price for price in read_prices(snapshots()[-1])}
REGIONS = tuple(sorted({place for _, place in KNOWN if "-" in place}))
RULES = {(rule.key, rule.place): rule for rule in rules(REGIONS)}


def test_every_price_of_the_list_has_a_rule_or_a_reason_to_have_none() -> None:
    assert {key for key, _ in KNOWN} <= {key for key, _ in RULES} | carried().keys()
    assert not {key for key, _ in RULES} & carried().keys()


def test_no_reason_is_given_for_a_key_that_the_book_does_not_have() -> None:
    assert carried().keys() <= {key for key, _ in KNOWN}


def test_a_key_has_one_rule_in_a_place() -> None:
    assert len(RULES) == len(rules(REGIONS))


def test_a_rule_says_what_the_book_says() -> None:
    pairs = [(RULES[pair], price) for pair, price in KNOWN.items() if pair in RULES]

    assert len(pairs) > 750
    assert not [rule for rule, price in pairs if (rule.offer, rule.unit) != (price.service, price.unit)]
    assert not [(rule, price.usage_type) for rule, price in pairs if price.usage_type not in rule.usage_types]
    assert not [(rule, price.first) for rule, price in pairs if not rule.least <= price.first <= rule.most]


def test_each_unit_is_one_that_the_price_list_may_write() -> None:
    assert not {rule.unit for rule in RULES.values() if not accepted_units(rule.unit)}


def test_usage_types_begin_with_the_prefix_of_the_region_as_the_book_has_them() -> None:
    assert RULES["nat.hour", "us-east-1"].usage_types == ("NatGateway-Hours",)
    assert RULES["nat.hour", "eu-west-1"].usage_types == ("EU-NatGateway-Hours",)
    assert RULES["ipv4.idle", "us-east-1"].usage_types == ("USE1-PublicIPv4:IdleAddress",)
    assert RULES["kms.key", "sa-east-1"].usage_types == ("sa-east-1-KMS-Keys",)


def test_prices_without_a_region_are_asked_for_once_however_many_regions() -> None:
    elsewhere = [rule for rule in rules(REGIONS) if rule.place == "global" or rule.place.startswith("edge:")]

    assert {rule.region for rule in elsewhere} == {"aws-other"}
    assert elsewhere == [rule for rule in rules(REGIONS[:1]) if rule.region == "aws-other"]


def test_every_region_with_a_prefix_has_rules_of_its_own() -> None:
    for region, said in _read("regions").items():
        found = [rule for rule in rules((region,)) if rule.place == region]

        assert len(found) == len([rule for rule in RULES.values() if rule.place == "us-east-1"])
        assert any(name.startswith(f"{said['prefix']}-") for rule in found for name in rule.usage_types)


@pytest.mark.parametrize("lang", Lang)
def test_a_region_without_a_prefix_is_refused_with_those_that_have_one(lang: Lang) -> None:
    with pytest.raises(PriceError) as caught:
        rules(("us-east-1", "moon-1", "mars-1"))

    first, second = caught.value.in_language(lang)
    assert "moon-1" in first
    assert "mars-1" in second
    assert "sa-east-1" in first
