from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from repo.tracked import ROOT
from workflows.workflows import EXPRESSION, FOLDER, NAMES, Job, Step, jobs, runs, uses, workflow

JOBS, RUNS = tuple(jobs()), tuple(runs())
ACTION = re.compile(r"^\s*(?:- )?uses: (?P<action>[^$\s]\S*)(?P<comment>.*)$", re.MULTILINE)
PINNED = re.compile(r"[\w.-]+(/[\w.-]+)+@[0-9a-f]{40}")
VERSION = re.compile(r" # v\d+\.\d+\.\d+")
RIGHTS = {"contents": {"read", "write"}, "id-token": {"write"}, "actions": {"write"}, "pull-requests": {"write"}}
# What may write, and whatever gets a role of AWS.
MAY_WRITE = {"prices/propose", "dependencies/propose", "propose/propose"}
MAY_DEPLOY = {"deploy/staging", "deploy/production", "rollback/release", "release/release", "drift/drift"}


def called(job: Job) -> str:
    return f"{job.workflow.removesuffix('.yml')}/{job.name}"


def test_workflows_are_found() -> None:
    assert {"ci.yml", "image.yml", "deploy.yml", "release.yml", "rollback.yml", "prices.yml", "drift.yml"} <= {*NAMES}
    assert len(RUNS) > 20


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_pinned_by_commit_with_its_version_beside(name: str) -> None:
    for found in ACTION.finditer((FOLDER / name).read_text(encoding="utf-8")):
        assert PINNED.fullmatch(found["action"])
        assert VERSION.fullmatch(found["comment"])


def test_one_action_has_one_version_everywhere() -> None:
    pins = {str(step["uses"]) for _, step in uses()}

    assert len({pin.partition("@")[0] for pin in pins}) == len(pins)


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_has_no_rights_but_those_of_its_jobs_and_does_not_overlap(name: str) -> None:
    told = workflow(name)

    assert told["permissions"] == {}
    assert "concurrency" in told or all("concurrency" in job.told for job in JOBS if job.workflow == name)
    assert told["on"].keys() <= {"pull_request", "push", "schedule", "workflow_call", "workflow_dispatch"}


@pytest.mark.parametrize("job", JOBS, ids=called)
def test_a_job_has_a_name_an_end_and_the_rights_that_it_needs(job: Job) -> None:
    rights = job.told["permissions"]
    writing = {name for name, right in rights.items() if right == "write" and name != "id-token"}

    assert job.told["name"]
    assert "uses" in job.told or int(job.told["timeout-minutes"]) <= 180
    assert all(right in RIGHTS[name] for name, right in rights.items())
    assert bool(writing) is (called(job) in MAY_WRITE)
    assert ("id-token" in rights) is (called(job) in MAY_DEPLOY)


@pytest.mark.parametrize("job", [job for job in JOBS if "steps" in job.told], ids=called)
def test_every_step_has_a_name(job: Job) -> None:
    assert all(step.get("name") for step in job.steps)


@pytest.mark.parametrize("step", RUNS, ids=lambda step: step.key)
def test_no_text_of_others_stands_in_a_script(step: Step) -> None:
    assert not EXPRESSION.search(step.script)
    assert workflow(step.job.workflow)["defaults"]["run"]["shell"] == "bash"  # which ends at the first failure


def test_no_checkout_leaves_a_token_behind() -> None:
    checkouts = [step for _, step in uses() if step["uses"].startswith("actions/checkout@")]

    assert checkouts
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


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
    names = [step["name"] for step in release.steps]
    conditions = {step["name"]: step.get("if", "") for step in release.steps}
    returning = names[names.index("Become who deploys again") :]

    assert names[names.index("Deploy") + 1 : names.index(returning[0])] == ["Verify"]
    assert returning[-1] == "Return to the release before"
    assert set(conditions[returning[0]].split(" && ")) == {
        "failure()",
        "inputs.digest != ''",
        "steps.deploy.outcome != 'skipped'",
        "steps.before.outputs.commit != ''",
    }
    assert {conditions[name] for name in returning[1:]} == {"failure() && steps.again.outcome == 'success'"}


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
