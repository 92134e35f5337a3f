"""Looks at the programs of the machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from workbook.doctor.machine import Found, Machine, version_in
from workbook.lang import Text, same

Look = Callable[[Machine], Found]

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 22
ABSENT = Text(en="not found", es="no se encuentra")


def look_for_python(machine: Machine) -> Found:
    """The Python that runs this."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Found(sys.version_info >= OLDEST_PYTHON, _AT.format(version=version, place=machine.prefix))


def look_for_environment(machine: Machine) -> Found:
    """An environment of its own: `.venv` of the checkout, or one of conda."""
    own = machine.prefix != Path(sys.base_prefix) or (machine.prefix / "conda-meta").is_dir()
    return Found(own, same(str(machine.prefix)) if own else _SHARED.format(prefix=machine.prefix))


def program(name: str, *arguments: str) -> Look:
    """A look for one program, by what it says of its version."""
    return partial(_look_for_program, name=name, arguments=arguments or ("--version",))


def _look_for_program(machine: Machine, *, name: str, arguments: tuple[str, ...]) -> Found:
    words = machine.says(name, *arguments)
    return Found(words is not None, ABSENT if words is None else same(words))


def look_for_node(machine: Machine) -> Found:
    """A Node that the CDK libraries support."""
    words = machine.says("node", "--version")
    if words is None:
        return Found(there=False, words=ABSENT)
    there = version_in(words)[:1] >= (OLDEST_NODE,)
    place = machine.program("node")
    return Found(there, (_AT if there else _OLD_NODE).format(version=words, place=place, oldest=OLDEST_NODE))


def look_for_cdk(machine: Machine) -> Found:
    """The CDK command line, in the version that `infra/package.json` pins."""
    infra = machine.checkout / "infra"
    wanted = _json(infra / "package.json").get("devDependencies", {}).get("aws-cdk")
    installed = _json(infra / "node_modules" / "aws-cdk" / "package.json").get("version")
    if installed is None:
        return Found(there=False, words=ABSENT)
    if installed != wanted:
        return Found(there=False, words=_OTHER_CDK.format(installed=installed, wanted=wanted))
    return Found(there=True, words=_AT.format(version=installed, place="infra/node_modules"))


def look_for_credentials(machine: Machine) -> Found:
    """Any AWS credentials; only whether there are some, never what they are."""
    named = "AWS_ACCESS_KEY_ID" in machine.environment or "AWS_PROFILE" in machine.environment
    home = Path(machine.environment.get("HOME", "/nonexistent"))
    there = named or any((home / ".aws" / name).is_file() for name in ("credentials", "config"))
    return Found(there, _CREDENTIALS if there else ABSENT)


def _json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return content


_AT = Text(en="{version} at {place}", es="{version} en {place}")
_SHARED = Text(
    en="{prefix} is shared by the whole machine, expected .venv or an environment of conda",
    es="{prefix} es de toda la máquina; se esperaba .venv o un entorno de conda",
)
_OLD_NODE = Text(
    en="{version} at {place}, expected {oldest} or later",
    es="{version} en {place}; se esperaba {oldest} o posterior",
)
_OTHER_CDK = Text(
    en="{installed}, expected {wanted} as infra/package.json pins it",
    es="{installed}; se esperaba {wanted}, como fija infra/package.json",
)
_CREDENTIALS = Text(en="present, not read", es="presentes, sin leerlas")
