from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from workbook.lang import Lang
from workbook.notebooks.contents import CONTENTS, contents, goal
from workbook.notebooks.lessons import lessons_in

LESSONS = Path(__file__).resolve().parents[2] / "notebooks"


def save(folder: Path, name: str, opening: str) -> None:
    nbformat.write(new_notebook(cells=[new_markdown_cell(opening)]), folder / name)


def test_lessons_are_listed_in_order_with_their_goals(tmp_path: Path) -> None:
    save(tmp_path, "01_draw.ipynb", "# 1. Draw\n\n- **You will** draw boxes.\n- **You need** a pen.")
    save(tmp_path, "00_read.ipynb", "# 0. Read\n\n- **You will** read `a.b`, then stop.")

    rows = [line for line in contents(tmp_path).splitlines() if line.startswith("| [")]

    assert rows == ["| [0. Read](00_read.ipynb) | read `a.b`, then stop |", "| [1. Draw](01_draw.ipynb) | draw boxes |"]


def test_a_translated_lesson_is_listed_by_its_text_and_another_by_its_notebook(tmp_path: Path) -> None:
    save(tmp_path, "00_read.ipynb", "# 0. Read\n\n- **You will** read.")
    save(tmp_path, "01_draw.ipynb", "# 1. Draw\n\n- **You will** draw.")
    name = nbformat.read(tmp_path / "00_read.ipynb", as_version=4).cells[0].id
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "00_read.md").write_text(f"<!-- {name}: 00000000 -->\n# 0. Lea\n\n- **Usted va a** leer.\n")

    rows = [line for line in contents(tmp_path, Lang.ES).splitlines() if line.startswith("| [")]

    assert rows == ["| [0. Lea](es/00_read.md) | leer |", "| [1. Draw](01_draw.ipynb) | draw |"]


@pytest.mark.parametrize("lang", Lang)
def test_the_page_beside_the_lessons_is_up_to_date(lang: Lang) -> None:
    assert (LESSONS / CONTENTS[lang]).read_text(encoding="utf-8") == contents(LESSONS, lang), "run make notebooks"


@pytest.mark.parametrize("lang", Lang)
def test_every_lesson_says_what_you_will_do(lang: Lang) -> None:
    assert [each.path.name for each in lessons_in(LESSONS, lang) if not goal(each.notebook)] == []
