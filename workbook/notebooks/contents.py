"""The page that lists the lessons, beside them: titles and goals are those that the lessons give themselves."""

from __future__ import annotations

import re
from pathlib import Path

from nbformat import NotebookNode, read

from workbook.notebooks.edition import title

CONTENTS = "README.md"

_GOAL = re.compile(r"^\W*\*\*You will\*\* (.+?)\.?$", re.MULTILINE)


def contents(lessons: Path) -> str:
    """The page in Markdown: each lesson of the folder with a link and with what its opening says you will do."""
    notebooks = [(path.name, read(path, as_version=4)) for path in sorted(lessons.glob("*.ipynb"))]
    rows = "\n".join(f"| [{title(notebook)}]({name}) | {goal(notebook)} |" for name, notebook in notebooks)
    return _PAGE.format(rows=rows)


def goal(notebook: NotebookNode) -> str:
    """What the opening of a lesson says after "You will"; empty where it does not say it."""
    found = _GOAL.search(notebook.cells[0].source if notebook.cells else "")
    return found[1] if found else ""


_PAGE = """# Lessons

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
"""
