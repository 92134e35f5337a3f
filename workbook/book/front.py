"""The pages that open the book and its parts: what there is, and in which order to read it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from workbook.book.page import Place, contents
from workbook.lang import Lang, Text
from workbook.notebooks.edition import PICTURES

_LESSONS, _DOCUMENTS = "notebooks/README", "docs/README"
_DIAGRAMS, _PATH = "docs/architecture-diagram", "docs/learners-path"


def front(lang: Lang, *, has_lessons: bool) -> str:
    """The page that opens the book."""
    parts = [(name, title, says) for name, title, says in _PARTS if has_lessons or name != _LESSONS]
    lines = [f"- [{title[lang]}](/{name}.md): {says[lang]}" for name, title, says in parts]
    picture = f"[![{_DIAGRAM[lang]}](img/{PICTURES[lang]})](/{_DIAGRAMS}.md)"
    others = "" if has_lessons else _ELSEWHERE.format(way=Place(lang, "index").way_to(Place(Lang.EN, _LESSONS)))[lang]
    names = "\n".join(f"{title[lang]} </{name}>" for name, title, _ in parts)
    tree = f"```{{toctree}}\n:hidden:\n\n{names}\n```"
    return "\n\n".join(
        part for part in (f"# {TITLE[lang]}", _OPENING[lang], "\n".join(lines), others, picture, tree) if part
    )


def lessons(lang: Lang, titles: Mapping[str, str], text: str) -> str:
    """The page that opens the lessons: what is written, or else a list, with the lessons in the navigation."""
    names = tuple(name for name in sorted(titles) if name.startswith("notebooks/") and name != _LESSONS)
    if text:
        return f"{text.rstrip()}\n\n{contents({'': names})}\n"
    return f"# {_TITLE_OF_LESSONS[lang]}\n\n{_READ[lang]}\n\n{contents({'': names}, hidden=False)}\n"


def documents(lang: Lang, titles: Mapping[str, str], text: str) -> str:
    """The page that opens the documents: what is written, or else a list, with the documents in the navigation."""
    found: dict[str, tuple[str, ...]] = {}
    for caption, folder in _FOLDERS.items():
        names = (name for name in titles if posixpath.dirname(name) == folder and name != _DOCUMENTS)
        found[caption[lang]] = tuple(sorted(names, key=lambda name: (_rank(name, text), name)))
    listed = {caption: names for caption, names in found.items() if names}
    if text:
        return f"{text.rstrip()}\n\n{contents(listed)}\n"
    way = Place(lang, _DOCUMENTS).way_to(Place(Lang.EN, _DOCUMENTS))
    opening = _IN_ENGLISH.format(way=way)[lang]
    return f"# {_TITLE_OF_DOCUMENTS[lang]}\n\n{opening}\n\n{contents(listed, hidden=False)}\n"


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
            es="los cuatro entregables, la infraestructura y la referencia",
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
_TITLE_OF_LESSONS = Text(en="Lessons", es="Lecciones")
_TITLE_OF_DOCUMENTS = Text(en="Documentation", es="Documentación")
_READ = Text(
    en=f"Read them in this order; the [learner's path](/{_PATH}.md) says how long each takes, and what may be skipped.",
    es=f"Léalas en este orden; el [camino de aprendizaje](/{_PATH}.md) dice cuánto lleva cada una y qué se puede "
    "omitir.",
)
_ELSEWHERE = Text(
    en='The lessons stand in <a href="{way}" hreflang="en">English</a>.',
    es='Las lecciones están en <a href="{way}" hreflang="en">inglés</a>; `make notebooks LANG=es` y luego `make book` '
    "las añaden en español.",
)
_IN_ENGLISH = Text(
    en='All pages stand in <a href="{way}" hreflang="en">English</a>.',
    es='Estas páginas están en español; las demás, en <a href="{way}" hreflang="en">inglés</a>.',
)
