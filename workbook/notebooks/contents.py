"""The page that lists the lessons, beside them: titles and goals are those that the lessons give themselves."""

from __future__ import annotations

import re
from pathlib import Path

from nbformat import NotebookNode

from workbook.lang import Lang, Text
from workbook.notebooks.edition import title
from workbook.notebooks.lessons import Lesson, lessons_in
from workbook.notebooks.translation import translation_of

CONTENTS = {Lang.EN: "README.md", Lang.ES: "README.es.md"}

_GOAL = re.compile(r"^\W*\*\*(?:You will|Usted va a)\*\* (.+?)\.?$", re.MULTILINE)


def contents(folder: Path, lang: Lang = Lang.EN) -> str:
    """The page in Markdown: each lesson of the folder with a link and with what its opening says you will do.

    Raises:
        SourceError: the folder holds no lesson.
    """
    lessons = lessons_in(folder, lang)
    rows = "\n".join(f"| [{title(each.notebook)}]({_place(each)}) | {goal(each.notebook)} |" for each in lessons)
    return _PAGE.format(rows=rows)[lang]


def _place(lesson: Lesson) -> str:
    """The notebook, or where there is a translation the text of it, which needs no building to be read."""
    text = translation_of(lesson.path)
    is_translated = lesson.lang is not Lang.EN and text.is_file()
    return text.relative_to(lesson.path.parent).as_posix() if is_translated else lesson.path.name


def goal(notebook: NotebookNode) -> str:
    """What the opening of a lesson says after "You will"; empty where it does not say it."""
    found = _GOAL.search(notebook.cells[0].source if notebook.cells else "")
    return found[1] if found else ""


_PAGE = Text(
    en="""# Lessons

[En español](README.es.md)

<!-- Written from the lessons by `make notebooks`; change the opening of a lesson instead. -->

Work through them in this order; `make lab` opens them in JupyterLab.
The [learner's path](../docs/learners-path.md) ([en español](../docs/learners-path.es.md)) says how long each takes and
which you may skip; the [instructor's guide](../docs/instructors-guide.md)
([en español](../docs/instructors-guide.es.md)) how to teach and grade them.
They read templates that are committed here, so they need no AWS account and nothing that costs money.

| lesson | you will |
|---|---|
{rows}

Every lesson ends with exercises, and `check("00.1", answer)` judges an answer:
a wrong one is told which thought leads astray, in Spanish with `lang=Lang.ES`.
The cells tagged `solution` hold a worked answer; try your own first.

What you save changes the committed lessons, and `make test` then reports the cells that answer otherwise.
`git restore notebooks` brings the lessons back; to keep your answers, commit them to a branch of your own first.
""",
    es="""# Lecciones

[In English](README.md)

<!-- Escrito a partir de las lecciones por `make notebooks`; cambie en su lugar el comienzo de una lección. -->

Hágalas en este orden; `make notebooks LANG=es` las construye en español en `build/notebooks/es`, y `make lab` las
abre en JupyterLab. Los enlaces de la tabla llevan a su texto.
El [camino de aprendizaje](../docs/learners-path.es.md) ([in English](../docs/learners-path.md)) dice cuánto dura cada
una y qué se puede omitir; la [guía docente](../docs/instructors-guide.es.md)
([in English](../docs/instructors-guide.md)), cómo impartirlas y calificarlas.
Leen plantillas que están en el repositorio, así que no necesitan cuenta de AWS ni nada que cueste dinero.

| lección | usted va a |
|---|---|
{rows}

Cada lección termina con ejercicios, y `check("00.1", respuesta)` juzga una respuesta:
a una equivocada se le dice qué idea lleva por mal camino, y con `lang=Lang.EN`, en inglés.
Las celdas con la etiqueta `solution` contienen una solución resuelta; pruebe antes la suya.

Lo que usted guarda en `notebooks` cambia las lecciones del repositorio, y `make test` señala entonces las celdas que
responden otra cosa. `git restore notebooks` las deja como estaban; para conservar sus respuestas, guárdelas antes con
un commit en una rama propia.
""",
)
