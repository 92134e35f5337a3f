from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

import pytest

from infra.templates import STACKS
from inventory_infra.profiles import GROWTH, PROFILES, STANDARD, STARTER, Profile
from inventory_infra.savings import Saving
from inventory_infra.words import Words

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


@pytest.mark.parametrize("saving", STARTER.savings, ids=lambda saving: saving.fields[0])
def test_numbers_in_the_words_of_a_saving_are_those_of_the_profiles(saving: Saving) -> None:
    here, there = ({str(attrgetter(field)(profile)) for field in saving.fields} for profile in (STARTER, STANDARD))
    a_task_answers = 2 * STARTER.tasks.requests_per_minute  # it grows at half of that
    carried = {str(STARTER.tasks.maximum * a_task_answers // 60)} if "tasks.maximum" in saving.fields else set()

    assert numbers(saving.saving) | numbers(saving.gives_up) <= here | there | carried
    assert numbers(saving.undo) <= there


def numbers(words: Words) -> set[str]:
    """The numbers that stand alone, not those in the name of a class of instances, the same in both languages."""
    english, spanish = (set(re.findall(r"(?<![\w.])\d+(?![\w])", text)) for text in (words.en, words.es))
    assert english == spanish
    return english


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
