"""The pages that open the book and its parts: what there is, and in which order to read it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping

from workbook.book.page import Place, contents
from workbook.lang import Lang, Text
from workbook.notebooks.edition import PICTURES

_LESSONS, _DOCUMENTS = "notebooks/README", "docs/README"
_DIAGRAMS = "docs/architecture-diagram"


def front(lang: Lang, *, has_lessons: bool) -> str:
    """The page that opens the book; where its language has no lessons, it says where they stand."""
    lines = [f"- [{title[lang]}](/{name}.md): {says[lang]}" for name, title, says in _PARTS]
    picture = f"[![{_DIAGRAM[lang]}](img/{PICTURES[lang]})](/{_DIAGRAMS}.md)"
    others = "" if has_lessons else _ELSEWHERE.format(way=Place(lang, "index").way_to(Place(Lang.EN, _LESSONS)))[lang]
    names = "\n".join(f"{title[lang]} </{name}>" for name, title, _ in _PARTS)
    tree = f"```{{toctree}}\n:hidden:\n\n{names}\n```"
    return "\n\n".join(
        part for part in (f"# {TITLE[lang]}", _OPENING[lang], "\n".join(lines), others, picture, tree) if part
    )


def lessons(names: Collection[str], text: str) -> str:
    """The page that opens the lessons, with those that the language has in the navigation."""
    found = tuple(name for name in sorted(names) if name.startswith("notebooks/") and name != _LESSONS)
    return _with_navigation(text, {"": found})


def documents(lang: Lang, names: Collection[str], text: str) -> str:
    """The page that opens the documents, with those that the language has in the navigation."""
    found: dict[str, tuple[str, ...]] = {}
    for caption, folder in _FOLDERS.items():
        here = (name for name in names if posixpath.dirname(name) == folder and name != _DOCUMENTS)
        found[caption[lang]] = tuple(sorted(here, key=lambda name: (_rank(name, text), name)))
    return _with_navigation(text, found)


def _with_navigation(text: str, found: Mapping[str, tuple[str, ...]]) -> str:
    listed = {caption: names for caption, names in found.items() if names}
    return "\n\n".join([text.rstrip(), *([contents(listed)] if listed else [])]) + "\n"


def _rank(name: str, text: str) -> int:
    """Where the page that opens the documents names this one; what it does not name comes last."""
    place = text.find(f"(/{name}.md")
    return place if place >= 0 else len(text)


TITLE = Text(en="The architecture workbook", es="El cuaderno de arquitectura")
_OPENING = Text(
    en="One synthesized template of AWS, and everything that follows from it: the diagram, the way of a request, the "
    "proof that it keeps to its brief, what it costs, and the lessons that teach to ask such questions. Nothing here "
    "was drawn or typed by hand that could be computed from the template.",
    es="Una plantilla de AWS sintetizada y todo lo que se deduce de ella: el diagrama, el camino de una petición, la "
    "prueba de que cumple el enunciado, lo que cuesta, y las lecciones que enseñan a hacer esas preguntas. Nada de lo "
    "que se puede calcular a partir de la plantilla se ha dibujado ni escrito a mano.",
)
_DIAGRAM = Text(en="The architecture, drawn from its template", es="La arquitectura, dibujada desde su plantilla")
_PARTS = (
    (
        _LESSONS,
        Text(en="Lessons", es="Lecciones"),
        Text(en="the workshop, as it ran", es="el taller, tal como se ejecutó"),
    ),
    (
        _DOCUMENTS,
        Text(en="Documents", es="Documentos"),
        Text(
            en="the four deliverables, how-tos, reference and decisions",
            es="los cuatro entregables, las guías prácticas, la referencia y las decisiones",
        ),
    ),
    (
        "rules/index",
        Text(en="Rules", es="Reglas"),
        Text(
            en="what the audit asks for, why, how to mend it, and what proves it",
            es="qué exige la auditoría, por qué, cómo arreglarlo y qué lo prueba",
        ),
    ),
    (
        "prices/index",
        Text(en="Prices", es="Precios"),
        Text(en="what each thing costs, and who says so", es="cuánto cuesta cada cosa y quién lo dice"),
    ),
    (
        "what-if",
        Text(en="What if", es="¿Y si…?"),
        Text(
            en="the cost for any number of users between the first stage and the later one",
            es="el coste para cualquier número de usuarios entre la primera etapa y la siguiente",
        ),
    ),
)
_FOLDERS = {
    Text(en="Deliverables", es="Entregables"): "docs",
    Text(en="How to", es="Cómo se hace"): "docs/howto",
    Text(en="Reference", es="Referencia"): "docs/reference",
    Text(en="Decisions", es="Decisiones"): "docs/adr",
    Text(en="The project", es="El proyecto"): "",
}
_ELSEWHERE = Text(
    en='The lessons stand in <a href="{way}" hreflang="en">English</a>.',
    es='Las lecciones están en <a href="{way}" hreflang="en">inglés</a>; `make notebooks LANG=es` y luego `make book` '
    "las añaden en español.",
)
