"""Files that come out: formats, sizes, equal bytes, nothing outside, nothing half-written."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from render.pictures import profile_layout, profile_scene
from workbook.errors import OutputError, ToolError
from workbook.lang import Lang
from workbook.render import engine
from workbook.render.catalogue import GENERIC
from workbook.render.dot import to_dot
from workbook.render.draw import SCALE, draw, to_png, to_svg
from workbook.render.engine import draw_as_given
from workbook.render.scene import Area, Item, Link, LinkKind, Scene
from workbook.render.views import View

SVG = "{http://www.w3.org/2000/svg}"
HASH = """
import hashlib, sys
from workbook.graph.build import build_graph
from workbook.lang import Lang
from workbook.render.draw import to_svg
from workbook.render.views import View, scene
from workbook.template.source import load_profile
svg = to_svg(scene(build_graph(load_profile("standard")), View.OVERVIEW, Lang.ES))
print(hashlib.sha256(svg.encode()).hexdigest())
"""


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - the picture was drawn here a moment ago


@pytest.fixture(scope="module")
def overview_svg() -> str:
    return to_svg(profile_scene("standard", View.OVERVIEW, Lang.EN))


@pytest.fixture
def small() -> Scene:
    items = (
        Item("a", GENERIC, 'One "quoted" \\N name', Area.cell(0, 0), ("<b> & ${x:y}",)),
        Item("b:n(1)", GENERIC, "Other", Area.cell(1, 0)),
    )
    return Scene("A & B", "two", items=items, links=(Link("a", "b:n(1)", LinkKind.DATA, "HTTPS 443", (1,)),))


def test_the_svg_refers_to_nothing_outside(overview_svg):
    root = parsed(overview_svg)
    references = [value for node in root.iter() for name, value in node.attrib.items() if name.endswith("href")]
    assert references
    assert all(value.startswith(("#", "data:image/png;base64,")) for value in references)
    urls = re.findall(r"url\(([^)]{0,40})", overview_svg)
    assert urls
    assert all(url.startswith("data:font/ttf;base64,") for url in urls)
    assert "site-packages" not in overview_svg


def test_the_svg_holds_every_icon_once(overview_svg):
    root = parsed(overview_svg)
    images, uses = list(root.iter(f"{SVG}image")), list(root.iter(f"{SVG}use"))
    assert len(uses) > len(images)
    assert len({image.attrib["{http://www.w3.org/1999/xlink}href"] for image in images}) == len(images)


def test_every_text_uses_an_embedded_font(overview_svg):
    root = parsed(overview_svg)
    embedded = set(re.findall(r'font-family:"([^"]+)"', overview_svg))
    assert {text.attrib["font-family"] for text in root.iter(f"{SVG}text")} == embedded


def test_the_svg_is_as_large_as_the_layout(overview_svg):
    layout = profile_layout("standard", View.OVERVIEW, Lang.EN)
    root = parsed(overview_svg)
    assert (float(root.attrib["width"]), float(root.attrib["height"])) == (layout.width, layout.height)


def test_texts_stand_where_the_layout_puts_them(overview_svg):
    layout = profile_layout("standard", View.OVERVIEW, Lang.EN)
    drawn = {text.text: float(text.attrib["x"]) for text in parsed(overview_svg).iter(f"{SVG}text")}
    for line in layout.texts:
        assert drawn[line.text] == pytest.approx(line.rect.center.x, abs=0.02)


def test_the_engine_keeps_every_arrow_as_it_is_given():
    layout = profile_layout("standard", View.OVERVIEW, Lang.EN)
    svg = parsed(draw_as_given(to_dot(layout)))
    groups = [g for g in svg.iter(f"{SVG}g") if "edge" in g.attrib.get("class", "").split()]
    assert len(groups) == len(layout.links) + len(layout.samples)
    assert all(g.find(f"{SVG}path").attrib["d"].count("C") == 1 for g in groups)


def test_hovering_over_an_icon_tells_the_resource(overview_svg):
    titles = [title.text for title in parsed(overview_svg).iter(f"{SVG}title")]
    assert titles[0] == "Inventory on AWS"
    assert any("InventoryData/DatabaseInstance" in title for title in titles)


def test_two_processes_with_other_hash_seeds_give_the_same_bytes():
    def digest(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", HASH], env=environment, capture_output=True, text=True, check=True)
        return run.stdout.strip()

    assert digest("1") == digest("2")


def test_names_with_special_characters_are_printed_as_they_are(small):
    texts = [text.text for text in parsed(to_svg(small)).iter(f"{SVG}text")]
    assert 'One "quoted" \\N name' in texts
    assert "<b> & ${x:y}" in texts


def test_a_png_has_twice_the_pixels_of_the_layout(small):
    svg = to_svg(small)
    root = parsed(svg)
    with Image.open(io.BytesIO(to_png(svg))) as image:
        assert image.size == (SCALE * float(root.attrib["width"]), SCALE * float(root.attrib["height"]))


@pytest.mark.parametrize(("suffix", "format_"), [(".jpg", "JPEG"), (".jpeg", "JPEG"), (".PNG", "PNG")])
def test_the_suffix_chooses_the_format(small, tmp_path, suffix, format_):
    path = tmp_path / f"picture{suffix}"
    draw(small, path)
    with Image.open(path) as image:
        assert image.format == format_
    assert list(tmp_path.iterdir()) == [path]


def test_a_jpeg_is_at_least_1600_pixels_wide_and_below_two_megabytes(tmp_path):
    path = tmp_path / "diagram.jpg"
    draw(profile_scene("standard", View.OVERVIEW, Lang.EN), path)
    with Image.open(path) as image:
        assert image.width >= 1600
    assert path.stat().st_size < 2_000_000


def test_an_unknown_suffix_is_refused_and_nothing_is_written(small, tmp_path):
    with pytest.raises(OutputError, match="expected one of"):
        draw(small, tmp_path / "picture.bmp")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_an_output_error(small, tmp_path):
    with pytest.raises(OutputError, match="does not exist"):
        draw(small, tmp_path / "missing" / "picture.svg")


def test_a_missing_engine_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(engine, "_folders", lambda: iter([tmp_path]))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError, match="graphviz-pure is missing"):
        engine.engine()


def test_an_engine_that_fails_is_a_tool_error():
    with pytest.raises(ToolError, match="ended with code"):
        draw_as_given("this is no graph")
