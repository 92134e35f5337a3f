"""What lessons deploy to and from: the local cloud, changed copies of the checkout, and eyes on what is left."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from workbook.deploy.acceptance.browser import Browser
from workbook.deploy.cdk import program_of
from workbook.deploy.machine.folder import USUAL, VARIABLE
from workbook.deploy.machine.place import LocalPlace
from workbook.lang import Text
from workbook.lessons.deploy_traces import Traces
from workbook.notebooks.command import LessonError, run
from workbook.notebooks.leftovers import MARK
from workbook.template.edit import Edit, write_edited
from workbook.template.source import CHECKOUT

ALONE = "WORKBOOK_ALONE"
"""Set where a notebook runs with a folder that nobody else has, and whoever set it ends the local cloud in there."""

_COPIES = "copies"
_PAUSE = 0.05  # seconds


def place() -> LocalPlace:
    """The local cloud of this checkout, as `workbook deploy` finds it."""
    return LocalPlace(CHECKOUT)


def begin(apart: str = "") -> None:
    """Begin with an empty local cloud: what an earlier run of the lesson has left is ended.

    With a word `apart` it is one of its own, in a folder beside the usual one that ends with it, for this notebook and
    the commands that it runs: what is deployed in the usual one stays, and lessons that run at once do not meet.

    Raises:
        LessonError: something is not installed, or something else is deployed there, which stays as it is.
    """
    here = place()
    if apart and ALONE not in os.environ:
        usual = os.environ.get(VARIABLE, str(here.root / USUAL))
        os.environ[VARIABLE] = f"{usual.removesuffix(f'-{apart}')}-{apart}"
    needed = [here.root / "localcloud" / ".venv", here.root / "frontend" / "node_modules", program_of(here.root)]
    if not all(each.exists() for each in needed):
        raise LessonError(_NOT_INSTALLED)
    folder = here.cloud.folder
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise LessonError(_NOT_OURS.format(folder=folder, variable=VARIABLE))
        here.cloud.remove()
    run("start")
    (folder / MARK).touch()


def write_assembly(name: str, profile: str, *edits: Edit) -> Path:
    """A copy of the templates of a profile with edits made, in a folder of that name; destroying takes it away too.

    Raises:
        ProfileError: there is no such profile.
        EditError: the templates have no such place.
    """
    folder = _empty(name)
    write_edited(folder, *edits, profile=profile)
    return folder


def write_application(name: str, module: str, line: str) -> Path:
    """A copy of the application with a line more in one module, in a folder of that name."""
    folder = _empty(name)
    shutil.copytree(place().root / "app", folder, ignore=shutil.ignore_patterns("__pycache__"))
    changed = folder / module
    changed.write_text(f"{changed.read_text('utf-8')}\n{line}\n", "utf-8")
    return folder


def _empty(name: str) -> Path:
    folder = place().cloud.folder / _COPIES / name
    shutil.rmtree(folder, ignore_errors=True)
    return folder


@contextmanager
def visits(browser: Browser, path: str) -> Iterator[Counter[int | str]]:
    """What comes back to somebody who asks for a path again and again, while the cell does something else."""
    answers: Counter[int | str] = Counter()
    leaves = Event()

    def stay() -> None:
        while not leaves.wait(_PAUSE):
            try:
                answers[browser.ask(path).status] += 1
            except OSError as error:
                answers[type(error).__name__] += 1

    visitor = Thread(target=stay, daemon=True)
    visitor.start()
    try:
        yield answers
    finally:
        leaves.set()
        visitor.join()


def traces() -> Traces:
    """Where what is deployed shows.

    Raises:
        LessonError: nothing is deployed.
    """
    cloud = place().cloud
    if not cloud.is_running():
        raise LessonError(_NOTHING_RUNS)
    return Traces(cloud.folder, tuple(map(cloud.port, ("api", "http", "https"))))


_NOT_INSTALLED = Text(
    en="this lesson deploys to this machine, and what it needs for that is not installed; run once, in a terminal: "
    "make setup FRONTEND=1 LOCALCLOUD=1",
    es="esta lección despliega en esta máquina y falta lo que necesita para ello; ejecute una vez, en una terminal: "
    "make setup FRONTEND=1 LOCALCLOUD=1",
)
_NOT_OURS = Text(
    en="something is deployed already that is not of this lesson, in {folder}; end it with workbook destroy, or name "
    "another folder in the variable {variable} before make lab",
    es="ya hay algo desplegado que no es de esta lección, en {folder}; termínelo con workbook destroy, o indique otra "
    "carpeta en la variable {variable} antes de make lab",
)
_NOTHING_RUNS = Text(
    en="nothing is deployed of which traces could be found; run the lesson from its first cell",
    es="no hay nada desplegado cuyas huellas buscar; ejecute la lección desde la primera celda",
)
