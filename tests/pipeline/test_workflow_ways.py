"""What workflows say, and how events come to jobs."""

from __future__ import annotations

import pytest

from workbook.pipeline.workflows import WorkflowError, load, read, ways

CALLER = """
on: {push: {branches: [main]}, workflow_dispatch: {inputs: {environment: {options: [a, b]}}}}
jobs:
  first:
    permissions: {id-token: write}
    uses: ./.github/workflows/called.yml
    with: {environment: "${{ inputs.environment }}"}
  second:
    needs: first
    permissions: {contents: read}
    uses: ./.github/workflows/called.yml
    with: {environment: b}
"""
CALLED = """
on: workflow_call
jobs:
  only:
    permissions: {id-token: write}
    environment: ${{ inputs.environment }}
    steps: [{name: Say, run: echo}]
"""


def test_a_way_leads_through_the_workflows_that_are_called() -> None:
    files = {file: read(text, file) for file, text in (("caller.yml", CALLER), ("called.yml", CALLED))}
    found = [(way.event, [job.key for job in way.jobs], way.may_ask_for_token) for way in ways(files)]

    assert found == [
        ("push", ["caller/first", "called/only"], True),
        ("push", ["caller/second", "called/only"], False),
        ("workflow_dispatch", ["caller/first", "called/only"], True),
        ("workflow_dispatch", ["caller/second", "called/only"], False),
    ]
    *_, by_hand, given = ways(files)
    assert by_hand.environments == ("a", "b")
    assert given.environments == ("b",)


def test_the_committed_ways_run_in_the_environments_of_their_callers() -> None:
    guarded = {(way.jobs[0].key, way.environments) for way in ways(load()) if way.environments}

    assert guarded == {
        ("deploy/staging", ("staging",)),
        ("deploy/production", ("production",)),
        ("drift/drift", ("production-watch", "staging-watch")),
        ("rollback/release", ("production", "staging")),
    }


def test_jobs_wait_for_one_or_several() -> None:
    jobs = load()["deploy.yml"].jobs

    assert jobs["image"].needs == ("test",)
    assert jobs["production"].needs == ("image", "staging")
    assert jobs["test"].needs == ()


@pytest.mark.parametrize("rights", ["write-all", "{contents: read, id-token: write}"])
def test_a_token_may_be_asked_for_by_name_or_with_everything(rights: str) -> None:
    text = f"on: push\njobs:\n  one:\n    permissions: {rights}\n    steps: []\n"

    assert read(text, "x.yml").jobs["one"].may_ask_for_token


@pytest.mark.parametrize(
    "text", ["", "on: push", "on: push\njobs: {}", "on: push\njobs: {a: 1}", "on: push\njobs: {a: {steps: [1]}}"]
)
def test_what_is_no_workflow_is_refused(text: str) -> None:
    with pytest.raises(WorkflowError, match=r"x\.yml is no workflow"):
        read(text, "x.yml")


def test_what_is_no_yaml_is_refused() -> None:
    with pytest.raises(WorkflowError, match=r"x\.yml is not YAML"):
        read("on: [push\njobs: {", "x.yml")
