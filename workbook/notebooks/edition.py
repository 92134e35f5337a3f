"""The HTML edition of the executed lessons: pages that need no network, and an index."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Sequence
from pathlib import Path
from string import Template

from nbconvert import HTMLExporter
from nbformat import NotebookNode

from workbook.lang import Lang, Text

SVG = "image/svg+xml"
PICTURE_KINDS = {SVG: "width: 100%", "image/png": "max-width: 100%"}
"""How wide a picture of each kind stands: an SVG takes the page, a PNG has a size of its own."""
PICTURES = {Lang.EN: "diagram.jpg", Lang.ES: "diagrama.jpg"}

# What the exporter would fetch from elsewhere: formulas and widgets, which no lesson has.
_NOTHING_FROM_ELSEWHERE = {
    "mathjax_url": "",
    "require_js_url": "",
    "jquery_url": "",
    "mermaid_js_url": "",
    "mermaid_layout_elk_js_url": "",
    "jupyter_widgets_base_url": "",
    "widget_renderer_url": "",
}


def page(notebook: NotebookNode, name: str, lang: Lang = Lang.EN) -> str:
    """One executed lesson as a page of its own; its links to other lessons lead to their pages."""
    depth = 1 if lang is Lang.EN else 2  # folders below that of the lessons
    cells = [_with_described_pictures(_with_links_from_build(cell, depth)) for cell in notebook.cells]
    here = NotebookNode(notebook | {"cells": cells})
    exporter = HTMLExporter(language_code=str(lang), **_NOTHING_FROM_ELSEWHERE)
    body: str = exporter.from_notebook_node(here, resources={"metadata": {"name": name}})[0]
    return body


def _with_links_from_build(cell: NotebookNode, depth: int) -> NotebookNode:
    """Pages stand deeper than the lessons, and beside each other."""
    if cell.cell_type != "markdown":
        return cell
    source = re.sub(r"(\]\([\w-]+)\.ipynb", r"\1.html", cell.source)
    return NotebookNode(cell | {"source": source.replace("](../", f"]({'../' * depth}../")})


def _with_described_pictures(cell: NotebookNode) -> NotebookNode:
    """Pictures whose alternative text is what they say of themselves; the exporter gives them none."""
    if cell.cell_type != "code":
        return cell
    return NotebookNode(cell | {"outputs": [_described(output) for output in cell.outputs]})


def _described(output: NotebookNode) -> NotebookNode:
    data = output.get("data", {})
    kind = next((kind for kind in PICTURE_KINDS if kind in data), None)
    if kind is None:
        return output
    # A notebook keeps an SVG as text, and a PNG in base64 already.
    image = base64.b64encode(data[kind].encode()).decode() if kind == SVG else "".join(data[kind].split())
    alt = html.escape(". ".join(data.get("text/plain", "").splitlines()))
    picture = f'<img alt="{alt}" style="{PICTURE_KINDS[kind]}" src="data:{kind};base64,{image}">'
    return NotebookNode(output | {"data": NotebookNode({"text/html": picture})})


def title(notebook: NotebookNode) -> str:
    """The heading of the lesson, without its mark."""
    return next(
        (cell.source.splitlines()[0].lstrip("# ") for cell in notebook.cells if cell.source.startswith("# ")), ""
    )


def index(lessons: Sequence[tuple[str, str]], pictures: Path, lang: Lang) -> str:
    """The page that lists the lessons by file name and title, below the diagram of the language."""
    items = "\n".join(f'<li><a href="{name}.html">{html.escape(heading)}</a></li>' for name, heading in lessons)
    return _PAGE.substitute(
        lang=lang, title=_TITLE[lang], picture=_picture(pictures / PICTURES[lang], lang), items=items, next=_NEXT[lang]
    )


def _picture(path: Path, lang: Lang) -> str:
    if not path.is_file():
        return ""
    data = base64.b64encode(path.read_bytes()).decode()
    return f'<img alt="{_ALT[lang]}" src="data:image/jpeg;base64,{data}">'


_TITLE = Text(en="The architecture workbook", es="El cuaderno de arquitectura")
_ALT = Text(en="The architecture, drawn from its template", es="La arquitectura, dibujada desde su plantilla")
_NEXT = Text(
    en="These pages show the lessons as they ran. To work through them yourself, run <code>make lab</code>.",
    es="Estas páginas muestran las lecciones tal como se ejecutaron. Para recorrerlas usted, ejecute "
    "<code>make lab</code>.",
)
_PAGE = Template("""<!doctype html>
<html lang="$lang">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>$title</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1f2933 }
img { width: 100%; border: 1px solid #d5dbe1 }
a { color: #0b5cad }
ul { list-style: none; padding: 0 }
</style>
</head>
<body>
<h1>$title</h1>
$picture
<ul>
$items
</ul>
<p>$next</p>
</body>
</html>
""")
