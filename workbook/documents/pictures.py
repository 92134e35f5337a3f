"""The pictures of the documents: each view of the profile of the brief, in both languages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path

from workbook import render
from workbook.documents.sources import PROFILE_OF_THE_BRIEF, graph
from workbook.graph.model import NodeId
from workbook.lang import Lang, Text
from workbook.output import replace_file
from workbook.render.draw import draw
from workbook.render.scene import Item, Scene
from workbook.render.table import Table
from workbook.render.views import View, scene
from workbook.template.source import CHECKOUT

FOLDER = CHECKOUT / "img"
DRAWN_FROM = FOLDER / "views.json"
"""What each picture was drawn from and what it became, as hashes: a stale or edited one is found without drawing."""


DRAWING = (
    "dot",
    "draw",
    "engine",
    "field",
    "figure",
    "fonts",
    "geometry",
    "grid",
    "icons",
    "labels",
    "layout",
    "page",
    "placed",
    "ports",
    "route",
    "scene",
    "search",
    "spline",
    "spots",
    "svg",
    "theme",
    "tracks",
)
"""The modules that a picture passes from its scene to its file."""


@cache
def picture(view: View, lang: Lang) -> Scene:
    """What a view shows of the profile of the brief."""
    return scene(graph(PROFILE_OF_THE_BRIEF), view, lang)


def file_of(view: View, lang: Lang) -> Path:
    """Where a picture lies."""
    return FOLDER / (f"{view}.svg" if lang is Lang.EN else f"{view}.{lang}.svg")


def drawn_from() -> Mapping[str, str]:
    """For each picture, the hash of what it shows and of the code and fonts that draw it."""
    tools = _tools()
    return {
        file_of(view, lang).name: sha256(f"{tools}{_written(picture(view, lang))}".encode()).hexdigest()
        for view, lang in product(View, Lang)
    }


def stale_pictures() -> list[Path]:
    """The pictures that are missing, were drawn from something else, or were edited since."""
    known = json.loads(DRAWN_FROM.read_text(encoding="utf-8")) if DRAWN_FROM.exists() else {}
    return [FOLDER / name for name, now in _noted().items() if known.get(name) != now or not (FOLDER / name).exists()]


def _noted() -> Mapping[str, Mapping[str, str]]:
    """What is noted of each picture as it lies there."""
    return {name: {"from": source, "is": _hash_of(FOLDER / name)} for name, source in drawn_from().items()}


def _hash_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def write_pictures(stale: Iterable[Path]) -> None:
    """Draw those that are stale, and note what all were drawn from.

    Raises:
        OutputError: a picture cannot be written.
        ToolError: the drawing engine is missing or fails.
    """
    wanted = set(stale)
    for view, lang in product(View, Lang):
        if file_of(view, lang) in wanted:
            draw(picture(view, lang), file_of(view, lang))
    replace_file(DRAWN_FROM, f"{json.dumps(_noted(), indent=2)}\n".encode())


def embedded(lang: Lang, view: str) -> str:
    """A picture with the words that stand for it where it cannot be seen."""
    shown = picture(View(view), lang)
    path = f"../img/{file_of(View(view), lang).name}"
    return f"[![{shown.title}. {shown.subtitle}]({path})]({path})"


def summary(lang: Lang, view: str) -> str:
    """What a picture counts: icons, arrows and resources, and how each kind of arrow is read."""
    shown = picture(View(view), lang)
    counts = _COUNTS.format(
        icons=sum(1 for _ in shown.all_items()),
        arrows=len(shown.links),
        resources=len([node for node in shown.shown if graph(PROFILE_OF_THE_BRIEF).nodes[node].resource is not None]),
        total=graph(PROFILE_OF_THE_BRIEF).coverage.total,
    )
    arrows = Table.of(
        (_ARROW[lang], _COUNT[lang]),
        ((entry.text, sum(link.kind is entry.kind for link in shown.links)) for entry in shown.legend),
        numbers=(1,),
    )
    return "\n\n".join([counts[lang], *([arrows.markdown()] if shown.legend else [])])


def components(lang: Lang, view: str) -> str:
    """Every frame and icon of a picture, with its details and the resources that it stands for."""
    shown = picture(View(view), lang)
    rows = [(box.label, 1, _FRAME[lang], _kinds(box.covers)) for box in shown.all_boxes() if box.covers]
    found: dict[tuple[str, ...], list[Item]] = {}
    for item in shown.all_items():
        found.setdefault((item.name, ", ".join(item.details)), []).append(item)
    for (name, details), items in sorted(found.items()):
        covers = {node for item in items for node in (*item.covers, *(n for b in item.badges for n in b.covers))}
        rows.append((name, len(items), details or "–", _kinds(covers) or _OUTSIDE[lang]))
    heads = (_COMPONENT, _ICONS, _DETAILS, _RESOURCES)
    return Table.of([head[lang] for head in heads], rows, numbers=(1,)).markdown()


def _kinds(covers: Iterable[NodeId]) -> str:
    """How many resources of which types some nodes are."""
    nodes = (graph(PROFILE_OF_THE_BRIEF).nodes[node] for node in set(covers))
    counts = Counter(node.type for node in nodes if node.resource is not None)
    return ", ".join(f"{count} × `{kind}`" for kind, count in sorted(counts.items()))


def _written(shown: Scene) -> str:
    """A scene in words, the same in every process: a set has no order."""
    return f"{replace(shown, shown=frozenset())!r}{sorted(shown.shown)}"


def _tools() -> str:
    """The hash of everything that turns a scene into a file."""
    room = Path(render.__file__).parent
    files = [*(room / f"{name}.py" for name in DRAWING), *sorted((room / "fonts").iterdir())]
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


_COUNTS = Text(
    en="{icons} icons and {arrows} arrows; {resources} of the {total} resources have a part in it.",
    es="{icons} iconos y {arrows} flechas; intervienen {resources} de los {total} recursos.",
)
_ARROW = Text(en="kind of arrow", es="clase de flecha")
_COUNT = Text(en="how many", es="cuántas")
_COMPONENT = Text(en="component", es="componente")
_ICONS = Text(en="how often", es="cuántas veces")
_DETAILS = Text(en="what stands below it", es="qué dice debajo")
_RESOURCES = Text(en="resources behind it", es="recursos que representa")
_FRAME = Text(en="frame", es="marco")
_OUTSIDE = Text(en="none: it lies outside the templates", es="ninguno: está fuera de las plantillas")

BLOCKS = {"picture": embedded, "picture-summary": summary, "components": components}
