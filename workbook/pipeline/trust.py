"""Who becomes which role: what GitHub's token says of a run, against what the trust policies compare."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from workbook.graph.identity import GITHUB_HOST
from workbook.lang import Text, same
from workbook.pipeline.workflows import FOLDER
from workbook.template.logical_ids import without_hash
from workbook.template.source import SNAPSHOTS, check_profile

REPOSITORY = "example/inventory"
"""The repository of the snapshots."""

AUDIENCE, SUBJECT = f"{GITHUB_HOST}:aud", f"{GITHUB_HOST}:sub"
MAIN = "refs/heads/main"
_STACKS = ("InventoryDelivery", "InventoryEdge")
_WATCHERS = FOLDER.parent / "aws" / "watchers.yaml"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a job, as far as its token tells of it."""

    event: str = "push"
    ref: str = MAIN
    environment: str = ""
    repository: str = REPOSITORY
    from_fork: bool = False

    @property
    def claims(self) -> Mapping[str, str]:
        """What the token says of the run, and for whom it was made."""
        return {AUDIENCE: "sts.amazonaws.com", SUBJECT: self.subject}

    @property
    def subject(self) -> str:
        """Who the run is: its environment comes before its event, and that before its branch."""
        if self.environment:
            return f"repo:{self.repository}:environment:{self.environment}"
        if self.event == "pull_request":
            return f"repo:{self.repository}:pull_request"
        return f"repo:{self.repository}:ref:{self.ref}"

    @property
    def refusal(self) -> Text | None:
        """Why GitHub gives it no token, whatever its file asks for.

        Environments admit main alone, as the guide tells to set them; another repository has settings of its own.
        """
        if self.from_fork:
            return _FORK
        if self.environment and self.ref != MAIN and self.repository == REPOSITORY:
            return _NOT_MAIN
        return None


RUNS: Mapping[str, Run] = {
    "production": Run(environment="production"),
    "watch": Run("schedule", environment="production-watch"),
    "main": Run(),
    "branch": Run(ref="refs/heads/try"),
    "impostor": Run(ref="refs/heads/try", environment="production"),
    "member": Run("pull_request", "refs/pull/7/merge"),
    "fork": Run("pull_request", "refs/pull/8/merge", from_fork=True),
    "elsewhere": Run(environment="production", repository="mallory/inventory"),
}
"""Runs of jobs that all ask for a token: ours, those of members who may push branches, and those of strangers."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role that trusts GitHub's tokens, with the values that each operator compares a claim with."""

    name: str
    conditions: Mapping[str, Mapping[str, tuple[str, ...]]]

    def takes(self, run: Run) -> bool:
        """Whether a run becomes this role: it has a token, and every condition holds of it."""
        if run.refusal:
            return False
        tests = [(operator, *test) for operator, tested in self.conditions.items() for test in tested.items()]
        return all(_holds(operator, run.claims.get(claim, ""), values) for operator, claim, values in tests)


def _holds(operator: str, claim: str, values: Iterable[str]) -> bool:
    patterns = (re.escape(value) for value in values)
    if operator == "StringLike":
        patterns = (each.replace(r"\*", ".*").replace(r"\?", ".") for each in patterns)
    elif operator != "StringEquals":
        raise ValueError(operator)
    return any(re.fullmatch(each, claim, re.DOTALL) for each in patterns)


def becomes(run: Run, roles: Mapping[str, Role]) -> tuple[str, ...]:
    """The roles that a run becomes."""
    return tuple(name for name, role in roles.items() if role.takes(run))


def answer(run: Run, roles: Mapping[str, Role]) -> Text:
    """The roles that a run becomes, or why it becomes none."""
    found = becomes(run, roles)
    return same(", ".join(found)) if found else run.refusal or _NOBODY


def roles(profile: str = "standard", environment: str = "production") -> Mapping[str, Role]:
    """The roles of the pipeline by name, of the stacks and of the template beside them.

    Raises:
        ProfileError: there is no such profile.
    """
    check_profile(profile)
    files = [SNAPSHOTS / profile / f"{stack}.template.json" for stack in _STACKS]
    templates = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    beside = yaml.safe_load(_WATCHERS.read_text(encoding="utf-8"))
    given = {"Subject": f"repo:{REPOSITORY}", "Environment": environment}
    return {role.name: role for template in (*templates, beside) for role in _trusting(template, given)}


def _trusting(template: Mapping[str, Any], given: Mapping[str, str]) -> Iterator[Role]:
    for key, told in template["Resources"].items():
        if told["Type"] == "AWS::IAM::Role":
            for statement in told["Properties"]["AssumeRolePolicyDocument"]["Statement"]:
                tested = statement.get("Condition", {})
                if any(claim.startswith(GITHUB_HOST) for claims in tested.values() for claim in claims):
                    yield Role(without_hash(key), _conditions(tested, given))


def _conditions(
    tested: Mapping[str, Mapping[str, Any]], given: Mapping[str, str]
) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {
        operator: {
            claim: tuple(_filled(each, given) for each in (value if isinstance(value, list) else [value]))
            for claim, value in claims.items()
        }
        for operator, claims in tested.items()
    }


def _filled(value: Any, given: Mapping[str, str]) -> str:  # noqa: ANN401 - a template holds anything
    text = str(value["Fn::Sub"] if isinstance(value, Mapping) else value)
    for name, one in given.items():
        text = text.replace(f"${{{name}}}", one)
    return text


_FORK = Text(
    en="GitHub gives no token to a pull request from a fork, whatever its files ask for",
    es="GitHub no da ningún token a una solicitud de cambios de una bifurcación, pidan lo que pidan sus archivos",
)
_NOBODY = Text(en="no role trusts this subject", es="ningún rol confía en este sujeto")
_NOT_MAIN = Text(
    en="the environment admits the branch main alone",
    es="el entorno admite únicamente la rama main",
)
