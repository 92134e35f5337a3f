from __future__ import annotations

from base64 import b64encode

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from workbook.book.lesson import lesson_page
from workbook.lang import Lang


def page(*cells, lang: Lang = Lang.EN):
    return lesson_page(new_notebook(cells=list(cells)), "notebooks/00_x", lang)


def code(output, tags: list[str] | None = None):
    return new_code_cell("1 + 1", outputs=[output], metadata={"tags": tags or []})


def test_prose_and_code_stand_as_they_are_written() -> None:
    text = page(new_markdown_cell("# Title"), code(new_output("stream", name="stdout", text="a ``` b\n"))).text

    assert text == ('# Title\n\n```python\n1 + 1\n```\n\n<div class="output">\n\n````text\na ``` b\n````\n\n</div>\n')


def test_the_richest_form_of_an_output_is_shown() -> None:
    data = {"text/markdown": "# head\n\n| a |\n|---|\n| b |", "text/plain": "a b"}

    text = page(code(new_output("display_data", data))).text

    assert "\n**head**\n\n| a |\n" in text
    assert "a b" not in text


def test_pictures_become_files_beside_the_page_and_say_what_they_show() -> None:
    drawn = {"image/svg+xml": "<svg/>", "text/plain": "what [it]\nshows"}
    painted = {"image/png": b64encode(b"png").decode() + "\n", "text/plain": "a plot"}

    found = page(code(new_output("display_data", drawn)), code(new_output("display_data", painted)))

    assert found.files == {"notebooks/00_x/0-0.svg": b"<svg/>", "notebooks/00_x/1-0.png": b"png"}
    assert "![what (it). shows](00_x/0-0.svg)" in found.text
    assert "![a plot](00_x/1-0.png)" in found.text


def test_a_solution_is_folded_with_its_output() -> None:
    text = page(code(new_output("stream", name="stdout", text="2"), ["solution"]), lang=Lang.ES).text

    assert text.startswith("<details>\n<summary>Una solución</summary>\n\n```python\n")
    assert text.endswith("```\n\n</div>\n\n</details>\n")
