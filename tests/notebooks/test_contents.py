from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook

from workbook.notebooks.contents import CONTENTS, contents, goal

LESSONS = Path(__file__).resolve().parents[2] / "notebooks"


def save(folder: Path, name: str, opening: str) -> None:
    nbformat.write(new_notebook(cells=[new_markdown_cell(opening)]), folder / name)


def test_lessons_are_listed_in_order_with_their_goals(tmp_path: Path) -> None:
    save(tmp_path, "01_draw.ipynb", "# 1. Draw\n\n- **You will** draw boxes.\n- **You need** a pen.")
    save(tmp_path, "00_read.ipynb", "# 0. Read\n\n- **You will** read `a.b`, then stop.")

    rows = [line for line in contents(tmp_path).splitlines() if line.startswith("| [")]

    assert rows == ["| [0. Read](00_read.ipynb) | read `a.b`, then stop |", "| [1. Draw](01_draw.ipynb) | draw boxes |"]


def test_the_page_beside_the_lessons_is_up_to_date() -> None:
    assert (LESSONS / CONTENTS).read_text(encoding="utf-8") == contents(LESSONS), "run make notebooks"


def test_every_lesson_says_what_you_will_do() -> None:
    assert [path.name for path in LESSONS.glob("*.ipynb") if not goal(nbformat.read(path, as_version=4))] == []
