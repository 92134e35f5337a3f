from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions as uncached
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from repo.test_locks import PROJECT, lock
from repo.tracked import ROOT, tracked_files

packages_distributions = cache(uncached)

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
# Rooms, and folders of tests, which import from each other.
ROOMS = {"workbook", "inventory_infra", "config", "inventory", "embedded", "benchmarks", "localcloud"}
OWN = {*ROOMS, *(folder.stem for folder in (ROOT / "tests").iterdir())}

RUNTIME = PROJECT["project"]["dependencies"]
WORKSHOP = PROJECT["project"]["optional-dependencies"]["workshop"]
AWS = PROJECT["project"]["optional-dependencies"]["aws"]
GROUPS = PROJECT["dependency-groups"]
# What each room may import besides the standard library; the longest prefix that fits a file decides.
MAY_IMPORT = {
    "workbook/": RUNTIME,
    "workbook/book/": RUNTIME + WORKSHOP,
    "workbook/grade/": RUNTIME + WORKSHOP,
    "workbook/notebooks/": RUNTIME + WORKSHOP,
    "workbook/cost/prices/refresh/": RUNTIME + AWS,
    "workbook/deploy/": RUNTIME + AWS,
    "book/": GROUPS["book"],
    "infra/": GROUPS["infra"],
    "app/": GROUPS["app"],
    "localcloud/": GROUPS["localcloud"],
    "scripts/": [],
    "tests/": RUNTIME + WORKSHOP + AWS + GROUPS["infra"] + GROUPS["dev"],
    "tests/app/": GROUPS["app"] + GROUPS["dev"],
    "benchmarks/": RUNTIME + AWS + GROUPS["infra"],
    "benchmarks/api/": GROUPS["app"],
}


def sources() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".py"]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Top-level names that a file imports from outside of its room and the standard library."""
    beside = {sibling.stem for sibling in path.parent.iterdir()}
    for node in ast.walk(tree(path)):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and not node.level:
            modules = [node.module or ""]
        tops = {module.partition(".")[0] for module in modules}
        yield from sorted(tops - OWN - beside - sys.stdlib_module_names)


def distributions(requirements: list[str]) -> set[str]:
    return {canonicalize_name(lock.name_of(requirement)) for requirement in requirements}


def unlisted(path: Path) -> list[str]:
    """What a file imports of packages that pyproject.toml does not list for its room."""
    room = max((prefix for prefix in MAY_IMPORT if name(path).startswith(prefix)), key=len)
    listed = distributions(MAY_IMPORT[room])
    of_module = packages_distributions()
    # What is installed elsewhere goes by its own name.
    return [each for each in imported(path) if not listed & set(map(canonicalize_name, of_module.get(each, [each])))]


def test_every_import_is_of_a_package_that_pyproject_lists_for_the_room() -> None:
    wrong = {name(path): unlisted(path) for path in sources()}

    assert {path: modules for path, modules in wrong.items() if modules} == {}


def test_no_file_is_longer_than_it_can_be_read() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}

    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


@pytest.mark.parametrize("room", ["workbook", "infra", "app", "localcloud", "scripts", "tests"])
def test_no_function_is_longer_than_it_can_be_grasped(room: str) -> None:
    lengths = {
        f"{name(path)}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in sources()
        if name(path).startswith(f"{room}/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {function: length for function, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [name(path) for path in sources() if BANNED_NAMES & set(name(path).removesuffix(".py").split("/"))] == []
