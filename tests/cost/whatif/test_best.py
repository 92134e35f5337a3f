"""The starter profile is the best sound combination of choices, and its parts are priced by arithmetic."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbook.cost.estimate import Settings, estimate
from workbook.cost.meters.fargate import TaskSize
from workbook.cost.prices.load import default_book
from workbook.cost.whatif.best import SOUND, best, combine
from workbook.cost.whatif.break_even import break_even
from workbook.cost.whatif.changes.all import ALTERNATIVES
from workbook.cost.whatif.weigh import Source
from workbook.graph.build import build_graph
from workbook.template.source import load_profile

STANDARD = Source(profile="standard")
KNOWN = {alternative.id: alternative for alternative in ALTERNATIVES}


def test_no_sound_combination_is_cheaper_than_the_starter_profile() -> None:
    cheapest = best(STANDARD, 100).found
    starter = estimate(build_graph(load_profile("starter")), 100)

    assert starter.total <= cheapest.total
    # What is left between them is an alarm less, which has nothing to watch without Container Insights.
    assert cheapest.total - starter.total == pytest.approx(Decimal("0.10"), abs=Decimal("0.005"))
    assert {each.id for each in cheapest.alternatives} == {*SOUND} - {"logs-7-days"}


def test_the_steps_lead_from_the_source_to_the_combination() -> None:
    found = best(STANDARD, 100, names=("one-nat", "single-az", "x86"))

    assert [each.id for each, _, _ in found.saved()] == ["one-nat", "single-az"]
    assert found.before.total - sum(saved for _, saved, _ in found.saved()) == found.found.total
    assert found.found.total == combine(STANDARD, [KNOWN["one-nat"], KNOWN["single-az"]], 100, Settings()).total
    assert any("Recovery" in each.en for each in found.gives_up)


def test_a_source_without_a_cheaper_choice_stays_as_it_is() -> None:
    found = best(Source(profile="starter"), 100, names=("one-nat", "single-az", "x86"))

    assert found.saved() == found.gives_up == ()
    assert found.found == found.before


def test_choices_about_different_things_add_up() -> None:
    chosen = [KNOWN[name] for name in ("one-nat", "single-az")]
    alone = [combine(STANDARD, [each], 100, Settings()).total for each in chosen]
    nothing = combine(STANDARD, [], 100, Settings()).total
    together = combine(STANDARD, chosen, 100, Settings()).total

    assert nothing - together == pytest.approx(sum(nothing - each for each in alone), abs=Decimal("0.01"))


@pytest.mark.parametrize(
    ("processor", "plan", "share"),
    [("x86", "1yr-no-upfront", "0.8"), ("x86", "3yr-no-upfront", "0.55")],
)
def test_a_plan_pays_from_its_price_over_that_on_demand(processor: str, plan: str, share: str) -> None:
    # 0.032384 / 0.04048 and 0.003556 / 0.004445 are both 0.8; the three-year rates are 0.55 of those on demand.
    found = break_even(default_book(), "us-east-1", TaskSize(0.5, 1, processor), plan)

    assert found == Decimal(share)


def test_a_region_without_plan_prices_has_no_break_even() -> None:
    assert break_even(default_book(), "sa-east-1", TaskSize(0.5, 1), "1yr-no-upfront") is None
