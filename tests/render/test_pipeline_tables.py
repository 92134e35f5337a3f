"""The tables say what the engine found, in both languages."""

from __future__ import annotations

import pytest

from workbook.lang import Lang
from workbook.lessons.lesson_06 import rename
from workbook.pipeline.concurrency import Group, fates
from workbook.pipeline.rollout import clashes, shipping
from workbook.pipeline.rules import faults
from workbook.pipeline.trust import RUNS, roles
from workbook.pipeline.workflows import load, read, ways
from workbook.render import pipeline
from workbook.render.table import Table

FILES = load()


def tables(lang: Lang) -> list[Table]:
    policy = {"alone": fates(Group(), {"a": 0, "b": 1, "c": 2}, 5)}
    return [
        pipeline.event_table(FILES, lang),
        pipeline.way_table(ways(FILES), lang),
        pipeline.call_table(FILES, "release.yml", lang),
        pipeline.pin_table(FILES.values(), lang),
        pipeline.fault_table(faults(read("on: push\njobs: {a: {steps: []}}", "x.yml")), lang),
        pipeline.role_table(roles(), lang),
        pipeline.run_table(RUNS, roles(), lang),
        pipeline.clash_table(clashes(shipping([rename()[0], rename()[2]])), lang),
        pipeline.return_table(rename(), lang),
        pipeline.fate_table(policy, lang),
    ]


@pytest.mark.parametrize("place", range(10))
def test_every_table_has_rows_and_headings_of_its_language(place: int) -> None:
    english, spanish = (tables(lang)[place] for lang in Lang)

    assert english.rows
    assert len(english.rows) == len(spanish.rows)
    assert english.columns != spanish.columns
    assert all(len(row) == len(english.columns) for row in english.rows)


def test_a_way_tells_where_its_end_runs_and_what_it_may_do() -> None:
    rows = pipeline.way_table((way for way in ways(FILES) if way.event == "push"), Lang.EN).rows

    assert ("deploy/test → ci/passed", "", "", "") in rows
    assert rows[-1] == (
        "deploy/production → release/release",
        "image, staging",
        "contents: read, id-token: write",
        "production",
    )


def test_an_action_is_counted_once_with_all_its_steps() -> None:
    rows = {row[0]: row[2] for row in pipeline.pin_table(FILES.values(), Lang.EN).rows}

    assert sum(map(int, rows.values())) == sum(bool(step.action) for each in FILES.values() for step in each.steps)


def test_going_back_says_the_worst_that_it_meets() -> None:
    rows = pipeline.return_table(rename(), Lang.EN).rows

    assert [row[-1] for row in rows] == ["", "", "", "nothing"]
    assert rows[-1][1] == "v1 uses name, which the schema “after” lacks"


def test_who_never_began_has_no_beginning() -> None:
    rows = tables(Lang.EN)[-1].rows

    assert rows[1] == ("alone", "b", "–", "2", "thrown out, never began")
