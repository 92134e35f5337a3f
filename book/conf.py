"""How Sphinx builds the book; `make book` writes the sources that it reads, one folder for each language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

LANGUAGES = {"en": "English", "es": "Español"}

project = "Architecture workbook"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "index"
# Of what is quoted, some is no valid JSON, with an ellipsis in it.
suppress_warnings = ["misc.highlighting_failure"]

myst_heading_anchors = 4
# The sources are Markdown as every other reader takes it.
myst_disable_syntax = ["myst_role", "myst_line_comment", "myst_block_break", "myst_target"]

html_theme = "pydata_sphinx_theme"
html_static_path = ["static"]
templates_path = ["templates"]
html_css_files = ["book.css"]
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
# A browser refuses to read one file of a folder for another.
html_show_search_summary = False
html_permalinks_icon = "#"
html_theme_options = {
    "collapse_navigation": True,
    "show_toc_level": 2,
    "navbar_end": ["language-switch", "theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": [],
    "footer_end": [],
    "back_to_top_button": False,
}
html_context = {"default_mode": "auto"}
html_sidebars = {"index": [], "what-if": []}


def setup(app: Sphinx) -> None:
    """Let each page lead to itself in other languages, and the search speak Spanish."""
    app.connect("html-page-context", add_languages)
    if app.config.language == "es":
        app.add_js_file("search-es.js", priority=900)


def add_languages(app: Sphinx, name: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Give the template the name and the address of each language that has this page too."""
    translated = json.loads((Path(app.srcdir) / "translated.json").read_text(encoding="utf-8"))
    root = "../" * (name.count("/") + (app.config.language != "en"))
    context["translations"] = [
        (code, LANGUAGES[code], f"{root}{'' if code == 'en' else f'{code}/'}{name}.html")
        for code, names in translated.items()
        if name in names
    ]
