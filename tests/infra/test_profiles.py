from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from infra.templates import STACKS
from inventory_infra.profiles import GROWTH, PROFILES, STANDARD, STARTER, Profile

# Not guarantees: what a profile is called, and what follows from its size.
DESCRIPTIVE = {"name", "version", "title", "daily_users", "monthly_budget_usd", "savings"}


def differences(one: Any, other: Any, prefix: str = "") -> Iterator[str]:
    for field in fields(one):
        if field.name in DESCRIPTIVE:
            continue
        here, there = getattr(one, field.name), getattr(other, field.name)
        if is_dataclass(here) and is_dataclass(there):
            yield from differences(here, there, f"{prefix}{field.name}.")
        elif here != there:
            yield prefix + field.name


def test_every_difference_of_starter_is_declared_as_a_saving() -> None:
    declared = [field for saving in STARTER.savings for field in saving.fields]
    assert sorted(declared) == sorted(set(declared))
    assert set(declared) == set(differences(STARTER, STANDARD))


def test_every_saving_names_the_stack_that_it_concerns() -> None:
    assert {saving.stack for saving in STARTER.savings} <= set(STACKS)


def test_how_to_undo_a_saving_names_each_field_in_both_languages() -> None:
    for saving in STARTER.savings:
        for field in saving.fields:
            if field != "busy_minimum":  # follows from the number of tasks
                short = field.rpartition(".")[2]
                assert short in saving.undo.en, field
                assert short in saving.undo.es, field


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_the_database_has_connections_for_every_thread_during_a_release(profile: Profile) -> None:
    at_once = 2 * profile.tasks.maximum  # old and new tasks side by side
    alarm = profile.database.max_connections * 4 // 5
    assert at_once * profile.tasks.workers * profile.tasks.threads <= alarm


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_profile_keeps_two_tasks_and_a_week_of_backups(profile: Profile) -> None:
    assert profile.tasks.minimum >= 2
    assert profile.busy_minimum >= profile.tasks.minimum
    assert profile.database.backup_days >= 7


def test_the_profiles_are_ordered_by_what_they_carry_and_cost() -> None:
    order = (STARTER, STANDARD, GROWTH)
    for size in (
        [p.tasks.cpu * p.tasks.maximum for p in order],
        [p.database.memory_gib for p in order],
        [p.monthly_budget_usd for p in order],
    ):
        assert size == sorted(set(size))
