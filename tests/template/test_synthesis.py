from __future__ import annotations

import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

import pytest

from workbook.errors import ProfileError, ToolError
from workbook.lang import Text
from workbook.template import synthesis
from workbook.template.synthesis import environment, node_program, synthesize

# What stands for Node here: it tells its version, and "runs the CDK" by leaving a mark where the output goes.
NODE = """#!/bin/sh
if [ "$1" = --version ]; then echo {version}; exit; fi
echo run >> {log}
{behaviour}
while [ "$1" != --output ]; do shift; done
mkdir "$2" && echo "$CDK_VALIDATION" > "$2/manifest.json"
"""


class Checkout:
    """An infrastructure whose tools are stand-ins; `runs` counts how often the CDK was started."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = root / "runs.log"
        for name in ("app.py", "cdk.json", "package-lock.json", "inventory_infra/stack.py"):
            self.write(f"infra/{name}", name)
        self.write("infra/node_modules/aws-cdk/bin/cdk", "")
        self.node()

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def node(self, version: str = "v24.19.0", behaviour: str = "") -> None:
        script = NODE.format(version=version, log=self.log, behaviour=behaviour)
        self.write("bin/node", script).chmod(0o755)

    @property
    def runs(self) -> int:
        return len(self.log.read_text(encoding="utf-8").splitlines()) if self.log.exists() else 0

    @property
    def cached(self) -> list[str]:
        return sorted(path.name for path in (self.root / "cache").iterdir())


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    monkeypatch.setattr(synthesis, "INFRA", tmp_path / "infra")
    monkeypatch.setattr(synthesis, "ASSEMBLIES", tmp_path / "cache")
    monkeypatch.setattr(synthesis, "_search_path", lambda: f"{tmp_path / 'bin'}:/usr/bin:/bin")
    return Checkout(tmp_path)


def problem(work: Callable[[], object]) -> Text:
    with pytest.raises(ToolError) as caught:
        work()
    (text,) = caught.value.problems
    return text


def test_the_second_call_runs_nothing(checkout: Checkout) -> None:
    first = synthesize("standard")
    checkout.node(behaviour="exit 9")
    assert synthesize("standard") == first
    assert (first / "manifest.json").is_file()
    assert checkout.runs == 1


@pytest.mark.parametrize("name", ["app.py", "cdk.json", "package-lock.json", "inventory_infra/stack.py"])
def test_a_changed_source_is_synthesized_anew(checkout: Checkout, name: str) -> None:
    before = synthesize("standard")
    checkout.write(f"infra/{name}", "changed")
    assert synthesize("standard") != before
    assert checkout.runs == 2


def test_a_renamed_source_is_synthesized_anew(checkout: Checkout) -> None:
    before = synthesize("standard")
    package = checkout.root / "infra" / "inventory_infra"
    (package / "stack.py").rename(package / "stacks.py")
    assert synthesize("standard") != before


def test_a_new_version_of_the_libraries_is_synthesized_anew(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = synthesize("standard")
    monkeypatch.setattr(metadata, "version", lambda name: f"{name} of tomorrow")
    assert synthesize("standard") != before


def test_compiled_python_changes_nothing(checkout: Checkout) -> None:
    before = synthesize("standard")
    checkout.write("infra/inventory_infra/__pycache__/stack.cpython-311.pyc", "compiled")
    assert synthesize("standard") == before


def test_profiles_and_validation_are_kept_apart(checkout: Checkout) -> None:
    plain, validated, starter = (
        synthesize("standard"),
        synthesize("standard", validate=True),
        synthesize("starter"),
    )
    assert len({plain, validated, starter}) == checkout.runs == 3
    assert [path.joinpath("manifest.json").read_text(encoding="utf-8") for path in (plain, validated)] == [
        "false\n",
        "true\n",
    ]


def test_calls_at_the_same_time_agree(checkout: Checkout) -> None:
    checkout.node(behaviour="sleep 0.2")
    with ThreadPoolExecutor(4) as pool:
        found = {future.result() for future in [pool.submit(synthesize, "standard") for _ in range(4)]}
    assert len(found) == 1
    assert checkout.cached == [found.pop().name]


def test_progress_is_told_only_when_there_is_work(checkout: Checkout) -> None:
    told: list[Text] = []
    synthesize("standard", progress=told.append)
    synthesize("standard", progress=told.append)
    (once,) = told
    assert "standard" in once.en
    assert "sintetizando" in once.es


def test_a_failure_says_what_the_cdk_said_and_leaves_nothing_behind(checkout: Checkout) -> None:
    checkout.node(
        behaviour="echo 'the setting domain cannot be used' >&2; echo 'Subprocess exited with error 1' >&2; exit 1"
    )
    text = problem(lambda: synthesize("standard"))
    assert "exit code 1" in text.en
    assert "the setting domain cannot be used;" in text.en
    assert "Subprocess" not in text.en
    assert checkout.cached == []


def test_a_synthesis_that_hangs_is_stopped(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(command: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(command, 1)

    checkout.node()
    monkeypatch.setattr(synthesis, "node_program", lambda: "node")
    monkeypatch.setattr(subprocess, "run", hang)
    assert "not ended" in problem(lambda: synthesize("standard")).en
    assert checkout.cached == []


def test_a_missing_node_names_the_task_that_installs_it(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthesis, "_search_path", lambda: str(checkout.root / "empty"))
    text = problem(lambda: synthesize("standard"))
    assert "Node is missing" in text.en
    assert "`make setup`" in text.en
    assert "`make setup`" in text.es


@pytest.mark.parametrize("version", ["v20.11.1", "v9.0.0", "unknown"])
def test_an_old_node_is_refused(checkout: Checkout, version: str) -> None:
    checkout.node(version=version)
    text = problem(node_program)
    assert f"got {version}" in text.en
    assert "`make setup`" in text.en


def test_a_missing_cdk_names_the_task_that_installs_it(checkout: Checkout) -> None:
    (checkout.root / "infra/node_modules/aws-cdk/bin/cdk").unlink()
    text = problem(lambda: synthesize("standard"))
    assert "CDK command line is missing" in text.en
    assert "`make setup`" in text.en


def test_a_missing_library_names_the_task_that_installs_it(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", absent)
    text = problem(lambda: synthesize("standard"))
    assert "aws-cdk-lib" in text.en
    assert "`make setup`" in text.en
    assert checkout.runs == 0


def test_an_unknown_profile_is_refused_before_any_tool_is_looked_for(checkout: Checkout) -> None:
    (checkout.root / "bin/node").unlink()
    with pytest.raises(ProfileError, match="there is no profile huge"):
        synthesize("huge")


def test_synthesis_sees_neither_credentials_nor_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_ENDPOINT_URL", "HTTPS_PROXY", "CDK_CONTEXT_JSON"):
        monkeypatch.setenv(name, "secret")
    seen = environment(validate=False)
    assert "secret" not in seen.values()
    assert seen["AWS_EC2_METADATA_DISABLED"] == seen["CDK_DISABLE_CLI_TELEMETRY"] == "true"
    assert seen["AWS_SHARED_CREDENTIALS_FILE"] == seen["AWS_CONFIG_FILE"] == "/dev/null"
