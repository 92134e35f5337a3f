from __future__ import annotations

import base64
from html.parser import HTMLParser

from nbformat.v4 import new_code_cell, new_notebook, new_output

from workbook.lang import Lang
from workbook.notebooks.edition import page
from workbook.render.plots import plan_lines


class Pictures(HTMLParser):
    """The attributes of every picture of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append(dict(attrs))


def test_the_alternative_text_of_a_picture_is_what_the_picture_says_of_itself() -> None:
    data = {"image/svg+xml": "<svg/>", "text/plain": 'The "overview"\n3 < 4 boxes'}
    cell = new_code_cell("draw()", outputs=[new_output("execute_result", data)])

    (picture,) = Pictures(page(new_notebook(cells=[cell]), "01_draw")).found

    assert picture["alt"] == 'The "overview". 3 < 4 boxes'
    assert picture["src"] == "data:image/svg+xml;base64," + base64.b64encode(b"<svg/>").decode()


def test_a_plot_is_described_too() -> None:
    plot = plan_lines([0, 100], [0, 9.0], [7.2, 7.2], Lang.EN)
    data = {"image/png": base64.b64encode(plot.png).decode() + "\n", "text/plain": repr(plot)}
    outputs = [new_output("display_data", data), new_output("execute_result", data)]
    cell = new_code_cell("plot()", outputs=outputs)

    found = Pictures(page(new_notebook(cells=[cell]), "04_price")).found

    assert [picture["alt"] for picture in found] == [plot.words] * 2
    for picture in found:
        kind, image = (picture["src"] or "").split(",")
        assert kind == "data:image/png;base64"
        assert base64.b64decode(image) == plot.png


def test_other_outputs_stay_as_they_are() -> None:
    outputs = [new_output("stream", text="said"), new_output("execute_result", {"text/plain": "shown"})]

    text = page(new_notebook(cells=[new_code_cell("tell()", outputs=outputs)]), "00_tell")

    assert "said" in text
    assert "shown" in text
    assert not Pictures(text).found
