from __future__ import annotations

import re
from functools import cache

import numpy as np
import pytest

from workbook.cost.estimate import Settings, estimate
from workbook.cost.whatif.sweep import StepKind, Sweep, default_users, sweep
from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.lang import Lang
from workbook.template.source import load_profile

PROFILES = ("standard", "starter", "growth")
KEY = re.compile(r"\b[a-z][a-z0-9]*(?:\.[a-z][a-z0-9-]*)+\b")
LOGS = {"logs.ingest", "logs.vended", "logs.storage", "logs.insights"}
GROWN = Settings(growing=True)


@cache
def graph_of_profile(profile: str) -> Graph:
    return build_graph(load_profile(profile))


@cache
def swept(profile: str) -> Sweep:
    return sweep(graph_of_profile(profile))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("users", [1, 100, 1_000, 10_000, 100_000])
def test_a_sweep_costs_at_each_size_what_an_estimate_of_that_size_costs(profile: str, users: int) -> None:
    alone = estimate(graph_of_profile(profile), users, GROWN).total

    assert swept(profile).at(users) == pytest.approx(float(alone), abs=1e-6)


@pytest.mark.parametrize("profile", PROFILES)
def test_services_add_up_to_the_total_and_fixed_is_a_part_of_it(profile: str) -> None:
    found = swept(profile)

    np.testing.assert_allclose(sum(found.services.values()), found.total)
    assert (found.fixed <= found.total + 1e-9).all()
    assert min(costs.min() for costs in found.services.values()) >= 0


@pytest.mark.parametrize("profile", PROFILES)
def test_more_users_never_cost_less(profile: str) -> None:
    assert (np.diff(swept(profile).total) >= -1e-9).all()


@pytest.mark.parametrize("profile", PROFILES)
def test_the_first_size_says_which_part_is_the_largest(profile: str) -> None:
    found = swept(profile)
    first = found.dominant[0]

    assert first.users == found.users[0]
    assert first.service == max(found.services, key=lambda name: found.services[name][0])
    assert first.share == pytest.approx(found.services[first.service][0] / found.total[0])


def test_a_step_of_the_class_names_the_database_and_raises_its_cost() -> None:
    found = swept("standard")
    steps = [step for step in found.steps if step.kind is StepKind.CLASS]

    assert [step.text.en.rpartition(" ")[2] for step in steps] == ["db.t4g.medium", "db.t4g.large", "db.m7g.xlarge"]
    for step in steps:
        place = int(np.flatnonzero(found.users == step.users)[0])
        before, after = found.services["AmazonRDS"][place - 1 : place + 1]
        assert after > before * 1.1


def test_a_free_amount_is_used_up_between_two_neighbouring_sizes() -> None:
    found = swept("standard")
    logs = next(step for step in found.steps if step.text.en.endswith(": more than the free 5 GB"))
    before = int(found.users[np.flatnonzero(found.users == logs.users)[0] - 1])

    def used(users: int) -> float:
        lines = estimate(graph_of_profile("standard"), users, GROWN).lines
        return sum(float(line.quantity or 0) for line in lines if line.charge.component.price in LOGS)

    assert used(before) <= 5 < used(logs.users)
    assert "logs written" in logs.text.en
    assert "logs kept" in logs.text.en


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("profile", PROFILES)
def test_steps_speak_of_things_and_not_of_keys_of_prices(profile: str, lang: Lang) -> None:
    words = [step.text[lang] for step in swept(profile).steps if step.kind in {StepKind.FREE, StepKind.TIER}]

    assert words
    assert [line for line in words if KEY.search(line)] == []


def test_a_curve_can_be_cut() -> None:
    whole, part = swept("standard"), swept("standard").until(1_000)

    assert part.users[-1] == 1_000
    assert part.total[-1] == pytest.approx(whole.at(1_000))
    assert all(step.users <= 1_000 for step in (*part.steps, *part.dominant))


@pytest.mark.parametrize("most", [1, 10, 100_000])
def test_sizes_grow_and_hold_the_powers_of_ten(most: int) -> None:
    users = default_users(most)

    assert (np.diff(users) > 0).all() if len(users) > 1 else users.tolist() == [1]
    assert set(10 ** np.arange(int(np.log10(most)) + 1)) <= set(users.tolist())
