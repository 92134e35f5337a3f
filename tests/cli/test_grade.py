"""`workbook grade`: its words, its answer in JSON, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from cli.schemas import faults
from workbook.grade.report import grades_json
from workbook.grade.run import ClassGrades, Grade, Mark, Outcome, Status
from workbook.lang import Lang, same

MARKS = tuple(Mark(f"00.{n}", outcome, same("why")) for n, outcome in enumerate(Outcome, start=1))


def grades(*marks: Mark) -> ClassGrades:
    return ClassGrades((Grade("a.ipynb", Status.GRADED, "00_start_here", None, marks),), ())


@pytest.mark.parametrize("lang", Lang)
def test_grades_have_the_form(lang: Lang) -> None:
    unread = [Grade("b.ipynb", status, problem=same("torn")) for status in Status]
    told = ClassGrades((*grades(*MARKS).grades, *unread), ("essay.docx",))

    assert faults("grade", grades_json(told, lang)) == []
    assert grades_json(told, lang)["counts"] == {"graded": 2, "stopped": 1, "unreadable": 1, "no lesson": 1}


@pytest.mark.parametrize(("marks", "code"), [(MARKS[:1], 0), (MARKS, 1)])
def test_the_exit_code_says_whether_everybody_passed(
    run: Run, monkeypatch: pytest.MonkeyPatch, marks: tuple[Mark, ...], code: int
) -> None:
    monkeypatch.setattr("workbook.grade.run.grade_class", lambda *_: grades(*marks))

    said = run("grade", "homework", "--json", "--jobs", "4", "--limit", "60")

    assert said.returncode == code
    assert json.loads(said.stdout)["notebooks"][0]["of"] == len(marks)


def test_one_file_is_graded_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "torn.ipynb").write_text("{")

    said = run("grade", tmp_path / "torn.ipynb", "-o", tmp_path / "grades.txt")

    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == "1/1 torn.ipynb: unreadable\n"
    assert "torn.ipynb" in (tmp_path / "grades.txt").read_text()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("grade",), "grade lacks FOLDER: where the notebooks lie"),
        (("grade", "a", "b"), "grade does not expect the word b"),
        (("grade", "absent"), "there is no folder absent; expected the one in which"),
        (("grade", "absent", "--jobs", "0"), "--jobs cannot be used, got 0, expected a whole number from 1 to 16"),
        (("grade", "absent", "--limit", "9" * 5000), "--limit cannot be used"),
        (("grade", "absent", "--lang", "es"), "no existe la carpeta absent; se esperaba aquella"),
    ],
)
def test_what_cannot_be_graded_is_refused_in_one_sentence(run: Run, words: tuple[str, ...], expected: str) -> None:
    said = run(*words)

    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.startswith(f"workbook: {expected}")
