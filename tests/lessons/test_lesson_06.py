"""The answers are those of the committed workflows; each typical wrong answer is told its misconception."""

from __future__ import annotations

import pytest

from workbook.lang import Text
from workbook.lessons import answers, lesson_06
from workbook.lessons.check import check
from workbook.pipeline.trust import RUNS
from workbook.pipeline.workflows import load, ways

LOOSE = {"production", "watch", "main", "branch", "member"}
PREVIEW = lesson_06.PREVIEW.read_text(encoding="utf-8")
PIN = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
TITLE = "${{ github.event.pull_request.title }}"
REPAIRED = f"""
name: Preview
on: pull_request
permissions: {{}}
concurrency: preview
jobs:
  preview:
    name: Preview
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: read
    steps:
      - name: Check out
        uses: {PIN}
        with:
          persist-credentials: false
      - name: Say what comes
        env:
          TITLE: {TITLE}
        run: echo "Preview of $TITLE"
      - name: Build the pages
        run: make frontend
"""
CHECKOUT = REPAIRED.partition("    steps:\n")[2].partition("      - name: Say")[0]
WAYS = [*ways(load())]
COMPLETE = {
    ("push", "release/release"),
    ("workflow_dispatch", "release/release"),
    ("schedule", "drift/drift"),
    ("workflow_dispatch", "drift/drift"),
}


def told(exercise: str, answer: object) -> Text:
    verdict = check(exercise, answer)
    assert not verdict.right
    return verdict.message


def test_the_star_lets_in_everybody_of_the_repository_who_has_a_token() -> None:
    assert check("06.1", LOOSE)
    assert check("06.1", sorted(LOOSE))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        ({"production", "fork"}, lesson_06._FORK_ASKS),
        (LOOSE | {"elsewhere"}, lesson_06._ELSEWHERE),
        (LOOSE | {"impostor"}, lesson_06._IMPOSTOR),
        ("production", lesson_06._STILL_EXACT),
        (LOOSE - {"member"}, lesson_06._MEMBER),
        (LOOSE - {"branch"}, lesson_06._BRANCH),
        (LOOSE - {"watch"}, lesson_06._NOT_ALL),
        ({"Deployer"}, lesson_06._NOT_IN_THE_TABLE),
        (7, answers._NAMES),
    ],
)
def test_wrong_predictions_about_the_star(answer: object, thought: Text) -> None:
    assert told("06.1", answer) == thought


def test_no_stranger_is_let_in_by_the_star() -> None:
    assert not any(lesson_06.loosened().takes(RUNS[name]) for name in ("fork", "elsewhere"))


@pytest.mark.parametrize("event", ["pull_request", "[pull_request]", "{pull_request: {branches: [main]}}"])
def test_a_repaired_workflow_is_right_however_it_is_written(event: str) -> None:
    assert check("06.2", REPAIRED.replace("on: pull_request", f"on: {event}"))


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (PREVIEW, lesson_06._AS_IT_WAS),
        (REPAIRED.replace("on: pull_request", "on: pull_request_target"), lesson_06._WRONG_EVENT),
        (REPAIRED.replace("contents: read", "id-token: write"), lesson_06._TOKEN_UNGUARDED),
        (REPAIRED.replace("permissions: {}", "permissions: read-all"), lesson_06._TOO_MUCH),
        (REPAIRED.replace("    permissions:\n      contents: read\n", ""), lesson_06._TOO_MUCH),
        (REPAIRED.replace(PIN, "actions/checkout@v7.0.1"), lesson_06._TAG_IS_NO_PIN),
        (REPAIRED.replace("$TITLE", TITLE), lesson_06._QUOTES_HELP),
        (REPAIRED.replace("persist-credentials", "fetch-depth"), lesson_06._CHECKOUT),
        (REPAIRED.replace("make frontend", "true"), lesson_06._WORK_LOST),
        (REPAIRED.replace(CHECKOUT, ""), lesson_06._WORK_LOST),
        (REPAIRED.replace("Preview of", "Nothing of"), lesson_06._WORK_LOST),
        (REPAIRED.replace(TITLE, "nothing"), lesson_06._WORK_LOST),
        (REPAIRED.replace("on: pull_request", "on: push"), lesson_06._WORK_LOST),
        (REPAIRED.replace("timeout-minutes: 10", "timeout-minutes: 1000"), lesson_06._STILL_FAULTY),
        (lesson_06.PREVIEW, lesson_06._TEXT),
    ],
)
def test_workflows_that_are_not_repaired(answer: object, thought: Text) -> None:
    assert told("06.2", answer) == thought


@pytest.mark.parametrize("answer", ["", "on: [", REPAIRED.replace("    steps:", "   steps:")])
def test_what_is_no_workflow_is_told_so(answer: str) -> None:
    assert told("06.2", answer).en.startswith("preview.yml is no")


def test_two_releases_of_the_rename_can_be_left_out_without_an_error() -> None:
    assert check("06.3", {"v2", "v3"})


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        ((), lesson_06._NONE_QUIET),
        ({"v1", "v2"}, lesson_06._NOT_BETWEEN),
        ({"v2", "v3", "v4"}, lesson_06._LOUD),
        ("v4", lesson_06._LOUD),
        ("v3", lesson_06._ANOTHER_QUIET),
    ],
)
def test_wrong_guesses_about_releases_left_out(answer: object, thought: Text) -> None:
    assert told("06.3", answer) == thought


def test_every_way_to_a_token_is_the_proof_and_no_pull_request_is_among_them() -> None:
    assert check("06.4", COMPLETE)
    assert check("06.4", [list(pair) for pair in COMPLETE])
    assert not any(event.startswith("pull_request") for event, _ in COMPLETE)


@pytest.mark.parametrize(
    ("answer", "thought"),
    [
        (set(), lesson_06._EMPTY),
        ({(way.event, way.end.key) for way in WAYS}, lesson_06._NOT_FILTERED),
        ({("push", "deploy/production")}, lesson_06._CALLERS),
        ({("push", "drift/drift")}, lesson_06._NO_SUCH_WAY),
        ({("push", "release/release")}, lesson_06._INCOMPLETE),
        (COMPLETE | {("push", "image/build")}, lesson_06._NOT_THE_WAYS.format(right="id-token")),
        ({"push"}, lesson_06._PAIRS),
        ("push", lesson_06._PAIRS),
        ([("push", 1)], lesson_06._PAIRS),
        (None, lesson_06._PAIRS),
    ],
)
def test_wrong_proofs_about_tokens(answer: object, thought: Text) -> None:
    assert told("06.4", answer) == thought
