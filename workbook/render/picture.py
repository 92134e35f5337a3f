"""A scene shown in a notebook: as an SVG light enough to be kept with the lesson and compared with the next run."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from functools import cache

from PIL import Image

from workbook.render.draw import to_svg
from workbook.render.scene import Scene

# A lesson keeps many pictures, and each carries its own icons; most of their bytes are shades that nobody misses.
_COLORS = 256
# Without a size of its own a picture takes the width of the page; notebooks cut off what is wider.
_SIZE = re.compile(r'(?<=<svg )([^>]*?)width="[^"]*" height="[^"]*" ')
_ICON = re.compile(r"(?<=data:image/png;base64,)[A-Za-z0-9+/=]+")


@dataclass(frozen=True, slots=True)
class Picture:
    """What a notebook shows of a scene; on a terminal only what the picture says of itself."""

    scene: Scene

    def __repr__(self) -> str:
        return "\n".join(line for line in (self.scene.title, self.scene.subtitle, self.scene.footer) if line)

    def _repr_svg_(self) -> str:
        svg = _ICON.sub(lambda icon: _in_few_colors(icon[0]), to_svg(self.scene))
        return _SIZE.sub(r"\1", svg, count=1)


@cache
def _in_few_colors(icon: str) -> str:
    with Image.open(io.BytesIO(base64.b64decode(icon))) as image:
        buffer = io.BytesIO()
        image.quantize(_COLORS, method=Image.Quantize.FASTOCTREE).save(buffer, "PNG", optimize=True)
    return base64.b64encode(buffer.getvalue()).decode()
