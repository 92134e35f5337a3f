"""Every command of the AWS CLI in the documents names an operation that AWS has, with options that it takes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache

import botocore.session
import pytest
from botocore import xform_name

from repo.tracked import texts

GENERAL = {"profile", "region", "query", "output"}
OWN = {
    ("cloudformation", "deploy"): {
        "stack-name", "template-file", "parameter-overrides", "capabilities", "no-fail-on-empty-changeset",
    },
    ("configure", "sso"): set(),
    ("logs", "tail"): {"follow", "since", "filter-pattern", "format"},
    ("s3", "cp"): {"recursive"},
    ("s3", "ls"): {"recursive"},
    ("s3", "rb"): {"force"},
    ("s3", "rm"): {"recursive"},
    ("s3", "sync"): {"delete"},
    ("sso", "login"): set(),
    ("cloudfront", "create-invalidation"): {"distribution-id", "paths"},
}  # fmt: skip
"""What the CLI adds to the operations of AWS."""

_FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`(aws [^`]+)`")
_LINE = re.compile(r"(?:^|[$(| ])(aws (?:[a-z][a-z0-9-]+) [^\n]*)", re.MULTILINE)


def commands() -> list[tuple[str, str]]:
    return [(page, command) for page, text in texts() if page.endswith(".md") for command in _in(text)]


def _in(text: str) -> Iterator[str]:
    for block in _FENCE.findall(text):
        yield from (found.strip() for found in _LINE.findall(block.replace("\\\n", " ")))
    yield from _SPAN.findall(_FENCE.sub("", text))


def wrong(command: str) -> str | None:
    """What AWS would not understand of a command, or None."""
    words = shlex.split(command.split(" | ", maxsplit=1)[0].replace('")"', ""), posix=False)[1:]
    service, operation, *rest = words
    flags = {word.partition("=")[0].removeprefix("--") for word in rest if word.startswith("--")} - GENERAL
    if (service, operation) in OWN:
        return _unknown(flags - OWN[service, operation])
    if service not in _session().get_available_services():
        return f"there is no service {service}"
    model = _session().get_service_model(service)
    if operation == "wait":
        return _waits(service, rest[0])
    names = {xform_name(each, "-"): each for each in model.operation_names}
    if operation not in names:
        return f"{service} has no operation {operation}"
    members = model.operation_model(names[operation]).input_shape.members
    known = {xform_name(name, "-") for name in members}
    booleans = {f"no-{xform_name(name, '-')}" for name, shape in members.items() if shape.type_name == "boolean"}
    return _unknown(flags - known - booleans)


def _waits(service: str, name: str) -> str | None:
    known = {xform_name(each, "-") for each in _session().get_waiter_model(service).waiter_names}
    return None if name in known else f"{service} has no waiter {name}"


def _unknown(flags: set[str]) -> str | None:
    return f"there is no option {', '.join(sorted(flags))}" if flags else None


@cache
def _session() -> botocore.session.Session:
    return botocore.session.Session()


def test_commands_are_found_where_they_stand() -> None:
    pages = {page for page, _ in commands()}
    twins = ("docs/runbooks", "docs/howto/deploy-to-aws", "docs/howto/set-up-the-pipeline")
    assert {f"{twin}{ending}" for twin in twins for ending in (".md", ".es.md")} <= pages


def test_aws_understands_every_command() -> None:
    found = [(page, command, fault) for page, command in commands() if (fault := wrong(command))]

    assert found == []


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("aws ecs update-service --cluster C --service S --force-new-deployment", None),
        ("aws rds modify-db-instance --no-multi-az --db-instance-identifier D", None),
        ("aws ecs update-services --cluster C", "ecs has no operation update-services"),
        ("aws ecs update-service --clusters C", "there is no option clusters"),
        ("aws esc update-service", "there is no service esc"),
        ("aws cloudformation wait stack-is-fine --stack-name S", "cloudformation has no waiter stack-is-fine"),
    ],
)
def test_a_wrong_command_is_found(command: str, fault: str | None) -> None:
    assert wrong(command) == fault
