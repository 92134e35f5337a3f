from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbook.graph.build import build_graph
from workbook.lang import Lang
from workbook.render.draw import to_svg
from workbook.render.picture import Picture
from workbook.render.scene import Scene
from workbook.render.views import View, scene
from workbook.template.source import load_assembly

WEBSITE = Path(__file__).parents[1] / "fixtures" / "templates" / "website.yaml"
ICON = re.compile(r"data:image/png;base64,[^\"]*")
SIZE = re.compile(r'width="[\d.]+" height="[\d.]+" (?=viewBox)')


@pytest.fixture(scope="module")
def website() -> Scene:
    return scene(build_graph(load_assembly(WEBSITE)), View.OVERVIEW, Lang.EN)


def test_a_notebook_shows_the_drawing_of_the_scene_in_lighter_icons(website: Scene) -> None:
    shown, drawn = Picture(website)._repr_svg_(), to_svg(website)

    assert ICON.sub("", shown) == SIZE.sub("", ICON.sub("", drawn), count=1)
    assert len(shown) < 0.8 * len(drawn)


def test_the_page_decides_how_wide_the_picture_is(website: Scene) -> None:
    root = re.search(r"<svg [^>]*>", Picture(website)._repr_svg_())

    assert root
    assert "viewBox=" in root[0]
    assert not re.search(r"\b(width|height)=", root[0])


def test_the_same_scene_is_shown_by_the_same_bytes(website: Scene) -> None:
    assert Picture(website)._repr_svg_() == Picture(website)._repr_svg_()


def test_a_terminal_reads_what_the_picture_says_of_itself(website: Scene) -> None:
    assert repr(Picture(website)).splitlines() == [website.title, website.subtitle, website.footer]
    assert repr(Picture(Scene("Nothing", ""))) == "Nothing"
