"""Student copies: what they leave out, what they ask instead, and what they keep."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from workbook.lang import Lang
from workbook.notebooks.__main__ import main
from workbook.notebooks.exercises import given_cells_that_need_an_answer, is_untouched, student_copy

LESSONS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def code(source: str, *tags: str) -> NotebookNode:
    outputs = [new_output("stream", name="stdout", text="shown")]
    return new_code_cell(source, execution_count=1, outputs=outputs, metadata={"tags": list(tags)} if tags else {})


def lesson() -> NotebookNode:
    cells = [
        new_markdown_cell("The cells below hold worked solutions: replace them by your own.\n**Exercise 7.1: count.**"),
        code("stars = 3"),
        code("seen = stars + 1", "solution"),
        code("check.check('07.1', seen)", "solution"),
        new_markdown_cell("Then?"),
        code("print(stars)"),
        code("print(seen)"),
        code("stars = seen", "solution"),
        code("print(stars)"),
    ]
    return new_notebook(cells=cells)


def test_a_solution_gives_way_to_the_question() -> None:
    copy = student_copy(lesson(), Lang.EN)

    assert [cell.source.splitlines() for cell in copy.cells[2:4]] == [
        ["# Exercise 7.1: room for your own work."],
        [
            "# Exercise 7.1: replace the dots by your answer; add cells above where you need them.",
            "answer = ...",
            'check.check("07.1", answer)',
        ],
    ]
    assert copy.cells[0].source.startswith("The cells below wait for your answers: replace the dots.\n")
    assert [cell.metadata.get("tags") for cell in copy.cells[1:4]] == [None, ["exercise"], ["exercise"]]


def test_no_note_of_a_solution_stays_in_its_cell() -> None:
    original = lesson()
    original.cells[3].metadata["note"] = "the answer is 4"

    assert student_copy(original, Lang.EN).cells[3].metadata == {"tags": ["exercise"]}


def test_the_question_is_asked_in_spanish_too() -> None:
    assert student_copy(lesson(), Lang.ES).cells[2].source == "# Ejercicio 7.1: espacio para su propio trabajo."


def test_outputs_that_follow_from_a_solution_are_cleared_and_all_others_kept() -> None:
    copy = student_copy(lesson(), Lang.EN)

    assert [bool(cell.outputs) for cell in copy.cells if cell.cell_type == "code"] == [
        True,
        False,
        False,
        True,
        False,
        False,
        False,
    ]


def test_cells_that_could_not_run_without_an_answer_are_found() -> None:
    original = lesson()

    assert given_cells_that_need_an_answer(original) == [original.cells[6].id, original.cells[8].id]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_student_copy_runs_without_an_answer(path: Path) -> None:
    assert given_cells_that_need_an_answer(nbformat.read(path, as_version=4)) == []


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_student_copy_holds_every_cell_and_no_solution(path: Path) -> None:
    original = nbformat.read(path, as_version=4)
    copy = student_copy(original, Lang.EN)
    solutions = [cell.source for cell in original.cells if "solution" in cell.metadata.get("tags", [])]

    nbformat.validate(copy)
    assert [cell.id for cell in copy.cells] == [cell.id for cell in original.cells]
    assert not {cell.source for cell in copy.cells} & set(solutions)
    assert sum("answer = ..." in cell.source for cell in copy.cells) == len(set(exercises(copy)))


def exercises(notebook: NotebookNode) -> list[str]:
    return [cell.source.splitlines()[-1] for cell in notebook.cells if "answer = ..." in cell.source]


def test_work_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notebooks" / "examples").mkdir(parents=True)
    for name in ("07_count.ipynb", "08_rest.ipynb"):
        nbformat.write(lesson(), tmp_path / "notebooks" / name)
    assert main(["exercises"]) == 0
    folder = tmp_path / "build" / "exercises" / "en"
    worked = nbformat.read(folder / "07_count.ipynb", as_version=4)
    assert is_untouched(worked)
    worked.cells[3].source = "check.check('07.1', 4)"
    nbformat.write(worked, folder / "07_count.ipynb")
    (folder / "08_rest.ipynb").write_text("torn")

    assert main(["exercises", "--lang", "es"]) == 0
    assert main(["exercises"]) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[0] == "written to build/exercises/en: 07_count.ipynb, 08_rest.ipynb"
    assert said[2].startswith("sin salidas: 07_count.ipynb, 08_rest.ipynb; make notebooks LANG=es")
    assert said[-1].startswith("kept, since somebody has worked in them: 07_count.ipynb, 08_rest.ipynb")
    assert nbformat.read(folder / "07_count.ipynb", as_version=4).cells[3].source == "check.check('07.1', 4)"
    assert (folder / "examples").resolve() == tmp_path / "notebooks" / "examples"
