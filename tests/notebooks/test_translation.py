"""The Spanish edition: how a translation is read, what it lacks, and that none lacks anything."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from repo.notebook_form import NOT_CLAIMS, NUMBER
from workbook.lang import Lang
from workbook.notebooks.__main__ import main
from workbook.notebooks.lessons import lessons_in
from workbook.notebooks.translation import (
    Piece,
    brought_up,
    faults,
    mark,
    read_pieces,
    translated,
    translation_of,
    written,
)

FOLDER = Path(__file__).parents[2] / "notebooks"
LESSONS = sorted(FOLDER.glob("*.ipynb"))
CODE = re.compile(r"`[^`]*`")
LINK = re.compile(r"\]\(([^)]+)\)")


def lesson() -> NotebookNode:
    cells = [
        new_markdown_cell("# 7. Count the stars\n[next](08_rest.ipynb) [page](../docs/a.md) [far](https://a.example)"),
        new_code_cell("table(rows, 'stars', Lang.EN)\nprint(total.en)"),
        new_markdown_cell("There are many."),
    ]
    for cell, name in zip(cells, ("one", "two", "three"), strict=True):
        cell.id = name
    return new_notebook(cells=cells)


def piece(cell: str, text: str) -> dict[str, Piece]:
    source = next(each.source for each in lesson().cells if each.id == cell)
    return {cell: Piece(cell, mark(source), text)}


WHOLE = {
    **piece("one", "# 7. Cuente las estrellas\n[sigue](../08_rest.ipynb) [p](../../docs/a.md) [l](https://a.example)"),
    **piece("two", "- `'stars'` → `'estrellas'`\n- `total.en` → `total.es`"),
    **piece("three", "Hay muchas."),
}


def test_prose_is_taken_by_cell_id_and_code_is_shared_but_for_its_words() -> None:
    spanish = translated(lesson(), WHOLE)

    assert spanish.cells[0].source.endswith("[sigue](08_rest.ipynb) [p](../docs/a.md) [l](https://a.example)")
    assert spanish.cells[1].source == (
        'import os\n\nos.environ["WORKBOOK_LANG"] = "es"\n\ntable(rows, \'estrellas\', Lang.ES)\nprint(total.es)'
    )
    assert list(faults(lesson(), WHOLE)) == []


def test_a_cell_without_a_translation_stays_english() -> None:
    assert translated(lesson(), {}).cells[2].source == "There are many."


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ({name: WHOLE[name] for name in ("one", "two")}, "three: missing"),
        ({**WHOLE, "four": Piece("four", "0" * 8, "Cuatro")}, "four: the lesson has no such cell"),
        ({**WHOLE, "three": replace(WHOLE["three"], mark=None)}, "three: not translated"),
        (
            {**WHOLE, "three": replace(WHOLE["three"], mark="0" * 8)},
            f"three: stale, it translates 00000000 and the cell is {mark('There are many.')}",
        ),
        ({**WHOLE, **piece("two", "- `'moons'` → `'lunas'`")}, "two: the code has no 'moons'"),
        ({**WHOLE, **piece("two", "'stars' is 'estrellas'")}, "two: cannot be read: 'stars' is 'estrellas'"),
        (
            {**WHOLE, **piece("two", "- `rows, ` → ``")},
            "two: cannot be read: - `rows, ` → ``",
        ),
        (
            {**WHOLE, **piece("two", "- `total.en` → `rows.es`")},
            "two: more than words differ: table(rows, 'stars', Lang.ES)\nprint(rows.es)",
        ),
        (
            {**WHOLE, **piece("two", "- `total.en` → `total.other`")},
            "two: more than words differ: table(rows, 'stars', Lang.ES)\nprint(total.other)",
        ),
        (
            {**WHOLE, **piece("two", "- `rows` → `rows, 2`")},
            "two: more than words differ: table(rows, 2, 'stars', Lang.ES)\nprint(total.en)",
        ),
    ],
)
def test_what_a_translation_lacks_is_named(pieces: dict[str, Piece], expected: str) -> None:
    assert list(faults(lesson(), pieces)) == [expected]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    pieces = {**WHOLE, "three": replace(WHOLE["three"], mark=None)}
    (tmp_path / "a.md").write_text(written(pieces.values()))

    assert read_pieces(tmp_path / "a.md") == pieces
    assert read_pieces(tmp_path / "absent.md") == {}


def test_what_is_missing_comes_in_english_and_is_marked_once_it_is_translated() -> None:
    first = {each.cell: each for each in brought_up(lesson(), {})}
    assert [(each.cell, each.mark) for each in first.values()] == [("one", None), ("three", None)]
    assert "](../08_rest.ipynb)" in first["one"].text
    assert "](../../docs/a.md)" in first["one"].text

    second = {**first, "three": replace(first["three"], text="Hay muchas."), "gone": Piece("gone", None, "Fue.")}

    assert [(each.cell, each.mark) for each in brought_up(lesson(), second)] == [
        ("one", None),
        ("three", mark("There are many.")),
    ]


def test_translations_are_brought_up_by_one_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notebooks").mkdir()
    nbformat.write(lesson(), tmp_path / "notebooks" / "07_count.ipynb")

    assert main(["translate", "--lang", "es"]) == 0

    text = (tmp_path / "notebooks" / "es" / "07_count.md").read_text()
    assert text.endswith("<!-- three -->\nThere are many.\n")
    assert capsys.readouterr().err.startswith(
        "a notebooks/es/07_count.md le faltan o se le han quedado viejas 2 celdas"
    )
    assert lessons_in(Path("notebooks"), Lang.ES)[0].untranslated == 2


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_translation_is_missing_or_stale(path: Path) -> None:
    assert list(faults(nbformat.read(path, as_version=4), read_pieces(translation_of(path)))) == []


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_translation_stands_in_the_order_of_its_lesson(path: Path) -> None:
    pieces = read_pieces(translation_of(path))

    assert list(brought_up(nbformat.read(path, as_version=4), pieces)) == list(pieces.values())


def test_there_is_no_translation_without_a_lesson() -> None:
    assert {path.stem for path in (FOLDER / "es").glob("*.md")} <= {path.stem for path in LESSONS}


def told(prose: str) -> dict[str, Counter[str]]:
    """What must be alike in both languages: the numbers that are claimed, where links lead, and how prose is cut."""
    prose = prose.replace("Ejercicio", "Exercise").replace("lección", "lesson").replace("Lección", "Lesson")
    claims = (number.replace(",", "").replace(".", "") for number in NUMBER.findall(NOT_CLAIMS.sub(" ", prose)))
    links = (re.sub(r"\.es\.md", ".md", link) for link in LINK.findall(prose))
    lines = (re.match(r"#+ |- |\d+\. |", line)[0] for line in prose.splitlines())  # type: ignore[index]
    return {"numbers": Counter(claims), "links": Counter(links), "lines": Counter(line for line in lines if line)}


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_translation_claims_no_other_number_and_leads_nowhere_else(path: Path) -> None:
    english = nbformat.read(path, as_version=4)
    spanish = translated(english, read_pieces(translation_of(path)))
    pairs = [pair for pair in zip(english.cells, spanish.cells, strict=True) if pair[0].cell_type == "markdown"]

    assert [both.id for both, other in pairs if told(both.source) != told(other.source)] == []
