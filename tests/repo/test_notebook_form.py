from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from repo.notebook_form import Lesson, violations
from workbook.notebooks.normal_form import KERNELSPEC

LESSONS = Path(__file__).resolve().parents[2] / "notebooks"
FIRST_LESSONS = [
    "00_start_here",
    "01_draw_the_architecture",
    "02_follow_a_request",
    "03_prove_the_requirements",
]


def test_the_first_lessons_are_there_and_none_is_missing_between() -> None:
    names = [path.stem for path in sorted(LESSONS.glob("*.ipynb"))]

    assert names[: len(FIRST_LESSONS)] == FIRST_LESSONS
    assert [name[:2] for name in names] == [f"{number:02}" for number in range(len(names))]


@pytest.mark.parametrize("path", sorted(LESSONS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_lesson_keeps_the_form(path: Path) -> None:
    assert violations(Lesson(path.name, nbformat.read(path, as_version=4))) == []


def code(source: str, shows: str = "", *tags: str) -> NotebookNode:
    outputs = [new_output("stream", name="stdout", text=shows)] if shows else []
    return new_code_cell(source, outputs=outputs, metadata={"tags": list(tags)} if tags else {})


def good_lesson() -> NotebookNode:
    """A lesson that keeps every rule: imports, three sections of three cells, three exercises."""
    cells = [new_markdown_cell("# 7. Count the stars\nYou will count."), code("from workbook.lang import Text")]
    for section in ("Look", "Count", "Compare"):
        cells.append(new_markdown_cell(f"## {section}"))
        for _ in range(3):
            cells += [new_markdown_cell("The sky shows 1,234 stars on Route 53."), code("print(stars)", "1234 stars")]
    cells.append(new_markdown_cell("## Check yourself"))
    for number in (1, 2, 3):
        cells.append(new_markdown_cell(f"**Exercise 7.{number}** How many?"))
        cells.append(code(f'check("07.{number}", 1234)', f"✔ 07.{number}: right", "solution"))
    cells += [new_markdown_cell("## Fine print\nNone."), new_markdown_cell("## Next\n[8. Rest](08_rest.ipynb)")]
    notebook: NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": dict(KERNELSPEC)})
    for count, cell in enumerate(code_cells(notebook), start=1):
        cell.execution_count = count
    return notebook


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def found_in(notebook: NotebookNode, name: str = "07_count_the_stars.ipynb") -> list[str]:
    return violations(Lesson(name, notebook))


def test_a_good_lesson_has_no_violation() -> None:
    assert found_in(good_lesson()) == []


def test_a_bad_file_name_is_found() -> None:
    assert found_in(good_lesson(), "07-Count.ipynb") == ["the file name is not NN_snake_case.ipynb"]


def test_a_title_without_a_verb_is_found() -> None:
    notebook = good_lesson()
    notebook.cells[0].source = "# 7. Counting stars\nYou will count."

    assert found_in(notebook) == ["the title starts with 'Counting', which is not a verb in the imperative"]


def test_a_title_with_another_number_is_found() -> None:
    assert found_in(good_lesson(), "08_count.ipynb")[0] == "the title counts 7, the file name 8"


def test_a_missing_title_is_found() -> None:
    notebook = good_lesson()
    notebook.cells[0].source = "Stars\nYou will count."

    assert found_in(notebook) == ["the first cell is not a title of the form '# N. Verb ...'"]


def set_source(place: int, source: str) -> Callable[[NotebookNode], None]:
    """Replace the text of one code cell of the lesson."""

    def change(notebook: NotebookNode) -> None:
        code_cells(notebook)[place].source = source

    return change


def add_prose(prose: str) -> Callable[[NotebookNode], None]:
    def change(notebook: NotebookNode) -> None:
        notebook.cells[3].source = prose

    return change


def clear_count(notebook: NotebookNode) -> None:
    code_cells(notebook)[3].execution_count = None


def fail_by_accident(notebook: NotebookNode) -> None:
    code_cells(notebook)[2].outputs = [new_output("error", ename="KeyError", evalue="'1234'", traceback=[])]


def promise_a_failure(notebook: NotebookNode) -> None:
    code_cells(notebook)[2].metadata["tags"] = ["raises-exception"]


def show_a_path(notebook: NotebookNode) -> None:
    code_cells(notebook)[2].outputs[0].text = "1234 in /home/ana"


def take_another_kernel(notebook: NotebookNode) -> None:
    notebook.metadata.kernelspec["name"] = "conda-env"


def forget_a_solution(notebook: NotebookNode) -> None:
    code_cells(notebook)[-1].metadata = {}


def answer_wrongly(notebook: NotebookNode) -> None:
    code_cells(notebook)[-1].outputs[0].text = "✘ 07.3: no"


def rename_a_section(notebook: NotebookNode) -> None:
    notebook.cells[-2].source = "## Small print\nNone."


def lengthen_the_opening(notebook: NotebookNode) -> None:
    notebook.cells[0].source = "# 7. Count the stars" + "\nAnother line." * 9


def drop_an_exercise(notebook: NotebookNode) -> None:
    del notebook.cells[-4:-2]


PLANTED: list[tuple[Callable[[NotebookNode], None], str]] = [
    (set_source(2, "import pandas"), "it imports pandas, expected"),
    (set_source(2, "from boto3.session import Session"), "it imports boto3.session, expected"),
    (set_source(2, "!ls"), "code cell 3 is not plain Python: '!ls'"),
    (set_source(2, "%pip install x"), "code cell 3 is not plain Python: '%pip"),
    (set_source(2, "class Star: ..."), "it defines a class"),
    (set_source(2, "def one(): ...\ndef two(): ..."), "it defines 2 functions"),
    (set_source(2, "star\n" * 13), "code cell 3 has 13 lines"),
    (set_source(2, ""), "code cell 3 has 0 lines"),
    (set_source(2, "star = '" + "*" * 80 + "'"), "code cell 3 has a line of more than 79 characters"),
    (set_source(-1, "answer = 1234"), "exercise 07.3 has no call check('07.3', ...)"),
    (add_prose("There are 99 stars."), "its prose claims 99"),
    (add_prose("There are 99.5 % of them."), "its prose claims 99.5"),
    (add_prose("### Stars\nOf 10–98 stars."), "its prose claims 98"),
    (clear_count, "the execution counts are [1, 2, 3, None"),
    (fail_by_accident, "code cell 3 failed without the tag"),
    (promise_a_failure, "code cell 3 has the tag raises-exception and does not fail"),
    (show_a_path, "it names a path of one machine, /home/ana"),
    (take_another_kernel, "its kernelspec is not the common one"),
    (forget_a_solution, "exercise 07.3 has no cell tagged solution"),
    (answer_wrongly, "exercise 07.3 is nowhere answered rightly"),
    (rename_a_section, "the last sections are"),
    (lengthen_the_opening, "the opening has 9 lines"),
    (drop_an_exercise, "it has 2 exercises"),
]


@pytest.mark.parametrize(("plant", "expected"), PLANTED, ids=[expected for _, expected in PLANTED])
def test_a_planted_violation_is_found(plant: Callable[[NotebookNode], None], expected: str) -> None:
    notebook = good_lesson()
    plant(notebook)

    assert any(message.startswith(expected) for message in found_in(notebook))


def test_a_long_run_of_code_without_prose_is_found() -> None:
    notebook = good_lesson()
    notebook.cells = [cell for cell in notebook.cells if "stars on" not in cell.source]

    assert found_in(notebook) == [
        "7 of 13 code cells are led by prose, expected 80 %",
        "three code cells follow each other without prose",
    ]


def test_many_long_cells_are_found() -> None:
    notebook = good_lesson()
    for cell in code_cells(notebook)[:8]:
        cell.source = "stars\n" * 5

    assert "its code cells have 5 lines in the median, expected at most 4" in found_in(notebook)


@pytest.mark.parametrize(
    "prose",
    [
        "It listens on `8000`.",
        "1. Open it.\n2. Close it.",
        "See [02 Follow](02_follow_a_request.ipynb) and lesson 3.",
        "#### Level 4\nThe S3, EC2, IPv4, HTTP/2 and us-east-1 are names.",
        "It counted 1234 of them.",
    ],
)
def test_digits_that_claim_nothing_new_are_left_alone(prose: str) -> None:
    notebook = good_lesson()
    add_prose(prose)(notebook)

    assert found_in(notebook) == []
