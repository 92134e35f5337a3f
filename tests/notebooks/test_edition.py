from __future__ import annotations

import base64
from html.parser import HTMLParser

from nbformat.v4 import new_code_cell, new_notebook, new_output

from workbook.notebooks.edition import page


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


def test_other_outputs_stay_as_they_are() -> None:
    outputs = [new_output("stream", text="said"), new_output("execute_result", {"text/plain": "shown"})]

    text = page(new_notebook(cells=[new_code_cell("tell()", outputs=outputs)]), "00_tell")

    assert "said" in text
    assert "shown" in text
    assert not Pictures(text).found
