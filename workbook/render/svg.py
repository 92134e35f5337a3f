"""Make the engine's SVG stand on its own: icons and fonts inside, no reference to anything outside."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image

from workbook.render.fonts import FONT_FILES
from workbook.render.theme import STROKES

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
# Icons are kept at twice the largest size at which they are drawn.
_ICON_PIXELS = 128

ET.register_namespace("", _SVG)
ET.register_namespace("xlink", _XLINK)


def self_contained(svg: str, title: str, hints: Mapping[str, str]) -> str:
    """The picture with its icons and fonts embedded, each once; `hints` are shown over the nodes of these names."""
    root = ET.fromstring(svg)
    _size_in_pixels(root)
    _hint(root, hints)
    _dash(root)
    symbols = _share_icons(root)
    definitions = ET.Element(f"{{{_SVG}}}defs")
    definitions.append(_fonts())
    definitions.extend(symbols)
    root.insert(0, definitions)
    name = ET.Element(f"{{{_SVG}}}title")
    name.text = title
    root.insert(0, name)
    root.set("role", "img")
    root.set("aria-label", title)
    return ET.tostring(root, encoding="unicode") + "\n"


def _size_in_pixels(root: ET.Element) -> None:
    """Graphviz writes points; a picture of W units is W pixels wide."""
    _, _, width, height = root.get("viewBox", "0 0 0 0").split()
    root.set("width", f"{float(width):g}")
    root.set("height", f"{float(height):g}")


def _hint(root: ET.Element, hints: Mapping[str, str]) -> None:
    """Browsers show titles as a hint: what an icon stands for, instead of the engine's name for everything."""
    for group in root.iter(f"{{{_SVG}}}g"):
        group.attrib.pop("id", None)
        for title in group.findall(f"{{{_SVG}}}title"):
            if (title.text or "") in hints:
                title.text = hints[title.text or ""]
            else:
                group.remove(title)


def _dash(root: ET.Element) -> None:
    for group in root.iter(f"{{{_SVG}}}g"):
        kinds = [kind for kind in STROKES if kind.value in group.get("class", "").split()]
        for path in group.findall(f"{{{_SVG}}}path") if kinds else ():
            if STROKES[kinds[0]].dash:
                path.set("stroke-dasharray", STROKES[kinds[0]].dash)


def _share_icons(root: ET.Element) -> list[ET.Element]:
    symbols: dict[str, ET.Element] = {}
    for image in root.iter(f"{{{_SVG}}}image"):
        path = Path(image.attrib.pop(f"{{{_XLINK}}}href"))
        name = re.sub(r"[^a-z0-9]+", "-", f"{path.parent.name}-{path.stem}")
        symbols.setdefault(name, _symbol(name, path))
        image.tag = f"{{{_SVG}}}use"
        image.attrib.pop("preserveAspectRatio", None)
        image.set(f"{{{_XLINK}}}href", f"#{name}")
        for side in ("width", "height"):
            image.set(side, image.get(side, "").removesuffix("px"))
    return [symbols[name] for name in sorted(symbols)]


def _symbol(name: str, path: Path) -> ET.Element:
    symbol = ET.Element(f"{{{_SVG}}}symbol", {"id": name, "viewBox": "0 0 1 1"})
    place = {"width": "1", "height": "1", f"{{{_XLINK}}}href": f"data:image/png;base64,{_icon_data(path)}"}
    ET.SubElement(symbol, f"{{{_SVG}}}image", place)
    return symbol


@cache
def _icon_data(path: Path) -> str:
    with Image.open(path) as file:
        icon = file.convert("RGBA")
        icon.thumbnail((_ICON_PIXELS, _ICON_PIXELS), Image.Resampling.LANCZOS)
        square = Image.new("RGBA", (_ICON_PIXELS, _ICON_PIXELS))
        square.paste(icon, ((_ICON_PIXELS - icon.width) // 2, (_ICON_PIXELS - icon.height) // 2))
        buffer = io.BytesIO()
        square.save(buffer, "PNG", optimize=True)
    return base64.b64encode(buffer.getvalue()).decode()


def _fonts() -> ET.Element:
    style = ET.Element(f"{{{_SVG}}}style")
    style.text = "".join(_face(family, file) for family, file in sorted(FONT_FILES.items()))
    return style


@cache
def _face(family: str, file: Path) -> str:
    data = base64.b64encode(file.read_bytes()).decode()
    return f'@font-face{{font-family:"{family}";src:url(data:font/ttf;base64,{data}) format("truetype")}}'
