"""Run a command of manage.py on the database of `make app`: `python -m embedded.manage -- clean_up --lang es`."""

from __future__ import annotations

import argparse
import os
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from embedded.application import APP, USUAL_PORT, own_environment, short
from embedded.place import Place
from embedded.postgres import serves
from embedded.processes import noted_process
from embedded.words import NOT_RUNNING, CannotRunError


def main(argv: Sequence[str] | None = None) -> None:
    """Be manage.py, which ends as its command does; code 1 where no database runs."""
    parser = argparse.ArgumentParser(prog="embedded.manage", description="Run a command on the database of make app.")
    parser.add_argument("--lang", choices=("en", "es"), default="en", help="language of messages")
    parser.add_argument("--folder", type=Path, default=APP.parent / "build" / "app", help="where data are kept")
    parser.add_argument("command", nargs="*", help="the command with its options, after --")
    options = parser.parse_args(argv)
    try:
        environment = _environment(Place(options.folder.absolute()))
    except CannotRunError as error:
        sys.exit(f"manage: {error.say(options.lang)}")
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["manage.py", *options.command]
    runpy.run_path(str(APP / "manage.py"), run_name="__main__")


def _environment(place: Place) -> dict[str, str]:
    """What the application at that place reads; nothing is served, so any port will do.

    Raises:
        CannotRunError: no database runs there.
    """
    if not serves(place.database, noted_process(place.database / "data" / "postmaster.pid")):
        raise CannotRunError(NOT_RUNNING, folder=short(place.folder))
    # What createsuperuser is told where it cannot ask.
    told = {name: value for name, value in os.environ.items() if name.startswith("DJANGO_SUPERUSER_")}
    return {**own_environment(place, USUAL_PORT), **told}


if __name__ == "__main__":
    main()
