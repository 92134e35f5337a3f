"""Who becomes which role."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbook.pipeline.trust import AUDIENCE, REPOSITORY, RUNS, SUBJECT, Role, Run, becomes, roles
from workbook.pipeline.workflows import load, ways

RELEASING = ("Deployer", "Publisher", "Verifier")


def test_roles_of_stacks_and_of_the_template_beside_them_are_read() -> None:
    found = roles()

    assert tuple(found) == (*RELEASING, "Inspector")
    assert found["Deployer"].conditions == {
        "StringEquals": {
            AUDIENCE: ("sts.amazonaws.com",),
            SUBJECT: (f"repo:{REPOSITORY}:environment:production",),
        }
    }
    assert all(role.conditions.keys() == {"StringEquals"} for role in found.values())


@pytest.mark.parametrize("name", RUNS)
def test_releases_and_looks_become_their_roles_and_nobody_else_becomes_any(name: str) -> None:
    expected = {"production": RELEASING, "watch": ("Inspector",)}

    assert becomes(RUNS[name], roles()) == expected.get(name, ())


@pytest.mark.parametrize("way", [way for way in ways(load()) if way.may_ask_for_token], ids=lambda way: way.event)
@pytest.mark.parametrize("account", ["staging", "production"])
def test_every_way_with_a_token_becomes_a_role_of_its_account(way, account: str) -> None:  # type: ignore[no-untyped-def]
    for environment in way.environments:
        # The roles of the stacks are those of production, whose name a setting decides.
        found = set(becomes(Run(way.event, environment=environment), roles(environment=account)))
        assert bool(found & {"Verifier", "Inspector"}) is environment.startswith(account)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"repo:{REPOSITORY}:*", {"production", "watch", "main", "branch", "member"}),
        (f"repo:{REPOSITORY}:environment:*", {"production", "watch"}),
        ("repo:*:environment:production", {"production", "elsewhere"}),
        (f"repo:{REPOSITORY}:environment:productio?", {"production"}),
        ("*", {"production", "watch", "main", "branch", "member", "elsewhere"}),
    ],
)
def test_a_wildcard_lets_in_whatever_fits(value: str, expected: set[str]) -> None:
    loose = Role("Deployer", {"StringLike": {SUBJECT: (value,)}})

    assert {name for name, run in RUNS.items() if loose.takes(run)} == expected


def test_a_star_under_an_exact_operator_is_a_letter() -> None:
    literal = Role("Deployer", {"StringEquals": {SUBJECT: (f"repo:{REPOSITORY}:*",)}})

    assert not any(literal.takes(run) for run in RUNS.values())


def test_every_condition_has_to_hold() -> None:
    deployer = roles()["Deployer"]
    other = replace(deployer, conditions={"StringEquals": {**deployer.conditions["StringEquals"], AUDIENCE: ("b",)}})

    assert not other.takes(RUNS["production"])


def test_an_operator_that_is_not_known_is_never_taken_for_kept() -> None:
    with pytest.raises(ValueError, match="StringEqualsIfExists"):
        Role("Deployer", {"StringEqualsIfExists": {SUBJECT: ("x",)}}).takes(RUNS["main"])


def test_who_gets_no_token_is_told_why() -> None:
    assert {name for name, run in RUNS.items() if run.refusal} == {"fork", "impostor"}
    assert Run("pull_request", from_fork=True, environment="production").refusal == RUNS["fork"].refusal
