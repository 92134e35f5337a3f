"""Draw a scene as SVG, PNG or JPEG, by the suffix of the file asked for."""

from __future__ import annotations

import io
from pathlib import Path

import resvg_py
from PIL import Image

from workbook.errors import OutputError
from workbook.lang import Text
from workbook.output import replace_file
from workbook.render.dot import item_name, to_dot
from workbook.render.engine import draw_as_given
from workbook.render.fonts import FONT_FILES
from workbook.render.layout import lay_out
from workbook.render.scene import Scene
from workbook.render.svg import self_contained
from workbook.render.theme import REGULAR
from workbook.visible import visible

SUFFIXES = (".jpg", ".jpeg", ".png", ".svg")
# Pixels of a PNG or JPEG for each pixel of the layout, so that it stays sharp when enlarged.
SCALE = 2
_JPEG_QUALITY = 92


def draw(scene: Scene, path: Path) -> None:
    """Write the picture of the scene to the path, in the format that its suffix names.

    Raises:
        OutputError: the suffix is not one of `SUFFIXES`, or the file cannot be written.
        ToolError: the drawing engine is missing or fails.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise OutputError(_UNKNOWN_SUFFIX.format(path=path, suffix=suffix, known=", ".join(SUFFIXES)))
    svg = to_svg(scene)
    if suffix == ".svg":
        content = svg.encode()
    elif suffix == ".png":
        content = to_png(svg)
    else:
        content = _to_jpeg(to_png(svg))
    replace_file(path, content)


def to_svg(scene: Scene) -> str:
    """The picture as one SVG that refers to nothing outside; the same text for the same scene.

    Raises:
        ToolError: the drawing engine is missing or fails.
    """
    layout = lay_out(scene)
    hints = {item_name(i): visible(", ".join(placed.item.covers)) for i, placed in enumerate(layout.items)}
    return self_contained(draw_as_given(to_dot(layout)), visible(scene.title), hints)


def to_png(svg: str) -> bytes:
    """The picture in pixels, with the fonts that it was measured with."""
    files = [str(file) for file in FONT_FILES.values()]
    return resvg_py.svg_to_bytes(
        svg_string=svg, zoom=SCALE, background="white", skip_system_fonts=True, font_files=files, font_family=REGULAR
    )


def _to_jpeg(png: bytes) -> bytes:
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.convert("RGB").save(buffer, "JPEG", quality=_JPEG_QUALITY, subsampling=0, optimize=True)
    return buffer.getvalue()


_UNKNOWN_SUFFIX = Text(
    en="cannot draw {path}: its suffix is {suffix!r}; expected one of {known}, rename the file after -o",
    es="no se puede dibujar {path}: su extensión es {suffix!r}; se esperaba una de {known}, cambie el nombre tras -o",
)
