from __future__ import annotations

import io

from rich.console import Console

from workbook.render.table import Table

STACKED = Table(
    ("rule", "says", "proved by"),
    (("", "a heading", ""), ("1", "one", "a very long proof"), ("2", "two", ""), ("", "another", "")),
    stacked=True,
)


def on_a_terminal(table: Table, width: int) -> list[str]:
    page = io.StringIO()
    Console(file=page, width=width, force_terminal=True, color_system=None).print(table)
    return [line.strip() for line in page.getvalue().splitlines()]


def test_a_stacked_table_writes_its_last_column_below_the_one_before_it() -> None:
    assert repr(STACKED).splitlines() == [
        "",
        "        says",
        " rule   proved by",
        " ────────────────────────",
        "        a heading",
        " 1      one",
        "        a very long proof",
        " 2      two",
        "",
        "        another",
    ]


def test_a_stacked_table_keeps_its_columns_in_markdown() -> None:
    _, _, heading, row, *_ = STACKED.markdown().splitlines()

    assert heading == "|  | **a heading** |  |"
    assert row == "| 1 | one | a very long proof |"


def test_no_word_is_cut_off_on_a_narrow_terminal() -> None:
    word = "Resources.Database.Properties.PubliclyAccessible"
    lines = on_a_terminal(Table.of(("place",), [(word,)]), width=20)

    assert word in "".join(lines)


def test_words_in_brackets_are_no_markup() -> None:
    table = Table.of(("[bold]", "b"), [("[red]x[/red]", "y")], title="[dim]t")

    assert all(word in repr(table) for word in ("[bold]", "[red]x[/red]", "[dim]t"))
