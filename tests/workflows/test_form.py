from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from repo.tracked import ROOT
from workbook.pipeline.rules import faults
from workflows.workflows import FOLDER, NAMES, WORKFLOWS, Job, Step, jobs, runs, uses, workflow

JOBS, RUNS = tuple(jobs()), tuple(runs())
# What may write, and whatever gets a role of AWS.
MAY_WRITE = {"prices/propose", "dependencies/propose", "propose/propose"}
MAY_DEPLOY = {"deploy/staging", "deploy/production", "rollback/release", "release/release", "drift/drift"}


def called(job: Job) -> str:
    return job.key


def test_workflows_are_found() -> None:
    assert {"ci.yml", "image.yml", "deploy.yml", "release.yml", "rollback.yml", "prices.yml", "drift.yml"} <= {*NAMES}
    assert len(RUNS) > 20


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_keeps_every_rule(name: str) -> None:
    assert [str(fault) for fault in faults(WORKFLOWS[name])] == []


def test_one_action_has_one_version_everywhere() -> None:
    pins = {str(step["uses"]) for _, step in uses()}

    assert len({pin.partition("@")[0] for pin in pins}) == len(pins)


@pytest.mark.parametrize("job", JOBS, ids=called)
def test_a_job_has_a_name_and_the_rights_that_it_needs(job: Job) -> None:
    writing = {name for name, right in job.rights.items() if right == "write" and name != "id-token"}

    assert job.told["name"]
    assert bool(writing) is (called(job) in MAY_WRITE)
    assert job.may_ask_for_token is (called(job) in MAY_DEPLOY)


@pytest.mark.parametrize("job", [job for job in JOBS if "steps" in job.told], ids=called)
def test_every_step_has_a_name(job: Job) -> None:
    assert all(step.name for step in job.steps)


@pytest.mark.parametrize("step", RUNS, ids=lambda step: step.key)
def test_a_script_ends_at_its_first_failure(step: Step) -> None:
    assert workflow(step.job.workflow)["defaults"]["run"]["shell"] == "bash"


def test_two_releases_never_overlap_and_none_that_runs_is_cut_off() -> None:
    (release,) = (job.told for job in JOBS if called(job) == "release/release")

    assert release["concurrency"] == {
        "group": "release-${{ inputs.environment }}",
        "cancel-in-progress": "false",
        "queue": "max",
    }
    assert [
        called(job) for job in JOBS if job.told.get("environment") and "inputs" in str(job.told["environment"])
    ] == ["release/release"]


def test_only_a_new_release_that_was_begun_and_failed_is_taken_back() -> None:
    (release,) = (job for job in JOBS if called(job) == "release/release")
    names = [step.name for step in release.steps]
    conditions = {step.name: step.told.get("if", "") for step in release.steps}
    *returning, staying = names[names.index("Become who deploys again") :]

    assert names[names.index("Deploy") + 1 : names.index(returning[0])] == ["Verify"]
    assert returning[-1] == "Return to the release before"
    assert set(conditions[returning[0]].split(" && ")) == {
        "failure()",
        "inputs.digest != ''",
        "steps.deploy.outcome != 'skipped'",
        "steps.before.outputs.commit != ''",
    }
    assert {conditions[name] for name in returning[1:]} == {"failure() && steps.again.outcome == 'success'"}
    assert conditions[staying] == conditions[returning[0]].replace("commit != ''", "commit == ''")


def test_production_takes_the_digest_that_staging_was_tried_with() -> None:
    staging, production = (workflow("deploy.yml")["jobs"][name] for name in ("staging", "production"))

    assert staging["with"]["digest"] == production["with"]["digest"] == "${{ needs.image.outputs.digest }}"
    assert {"image", "staging"} == {*production["needs"]}
    assert "needs.image.result == 'success'" in production["if"]


def test_no_job_with_rights_takes_what_others_may_have_put_into_a_cache() -> None:
    caching = {job.workflow for job, step in uses() if step["uses"].startswith("actions/cache@")}

    assert caching == {"ci.yml"}
    assert all(step["with"].get("cache") is None for _, step in uses() if "setup-" in step["uses"])


def test_actionlint_and_zizmor_have_no_finding() -> None:
    lint = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nlint:")[2].partition("\n\n")[0]
    commands = [
        line.strip().replace("$(BIN)", ".venv/bin") for line in lint.splitlines() if "int" in line or "zizmor" in line
    ]
    chosen = [line for line in commands if line.startswith((".venv/bin/actionlint", ".venv/bin/zizmor"))]

    assert len(chosen) == 2
    for command in chosen:
        ended = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("tool", "good", "bad"),
    [
        ("actionlint", "needs: test\n", "needs: tset\n"),
        ("actionlint", 'make "$TASK"', "make $TASK"),
        ("zizmor", "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7"),
        ("zizmor", 'run: make "$TASK"', "run: make ${{ github.event.pull_request.title }}"),
    ],
)
def test_what_they_look_for_would_be_found(tmp_path: Path, tool: str, good: str, bad: str) -> None:
    shutil.copytree(FOLDER.parent, tmp_path / ".github")
    file = tmp_path / ".github" / "workflows" / "ci.yml"
    text = file.read_text(encoding="utf-8")
    assert good in text
    file.write_text(text.replace(good, bad), encoding="utf-8")
    programs = ROOT / ".venv" / "bin"
    options = {
        "actionlint": ["-shellcheck", str(programs / "shellcheck"), "-pyflakes", "", str(file)],
        "zizmor": ["--offline", "--no-progress", str(file)],
    }

    assert subprocess.run([programs / tool, *options[tool]], capture_output=True, check=False).returncode != 0
