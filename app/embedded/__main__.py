"""Run the application on one's own machine: `python -m embedded`, in the folder that holds this package."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from embedded.application import APP, SIGNALS, Application, Frontend, end_leftover, free_port, short
from embedded.place import Place
from embedded.processes import wait_for_the_end_of_input
from embedded.words import NO_SITE, NOT_A_NUMBER, STOPPED, STOPPING, CannotRunError
from inventory.text import Text

MOST_ROWS = 1_000_000

_WANTED = threading.Event()
_LOOK = 0.5  # seconds


class Stopped(BaseException):
    """Somebody wants the application to stop."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run until a signal comes; 0, or 1 with a sentence on the error stream."""
    parser = argparse.ArgumentParser(prog="embedded", description="Run the application on this machine.")
    parser.add_argument("--port", default="", help="port of the application; 8000 or a free one where none is given")
    parser.add_argument("--rows", default="", help="products of the demo data, 1000 where none are given")
    parser.add_argument("--lang", choices=("en", "es"), default="en", help="language of messages and demo data")
    parser.add_argument("--folder", type=Path, default=APP.parent / "build" / "app", help="where data are kept")
    parser.add_argument("--site", type=Path, help="folder of the frontend, to be served at the same address")
    parser.add_argument("--frontend", help="origin of a frontend at another address, which may ask the API too")
    parser.add_argument("--led", action="store_true", help="stop when the input ends, as when whoever leads this dies")
    options = parser.parse_args(argv)
    say = partial(_say, options.lang)
    for each in SIGNALS:
        signal.signal(each, _stop)
    if options.led:
        threading.Thread(target=_stop_with_input, daemon=True).start()
    try:
        port = _number("PORT", options.port, most=65535, example=8123)
        rows = _number("ROWS", options.rows, most=MOST_ROWS, example=100_000)
        frontend = Frontend(_site(options.site), options.frontend)
        _run(Place(options.folder.absolute()), port, rows or 1000, frontend, say)
    except CannotRunError as error:
        print(f"app: {error.say(options.lang)}", file=sys.stderr)
        return 1
    except Stopped:
        say(STOPPED)
    return 0


def _run(place: Place, port: int | None, rows: int, frontend: Frontend, say: partial[None]) -> None:
    place.prepare()
    with place.locked() as note:
        end_leftover(place)  # first, since it holds its port
        application = Application(place, free_port(port), say.args[0], say, frontend)
        with application.running(rows) as server:
            note.write(application.address)
            try:
                _wait(server)
            except Stopped:
                say(STOPPING)
                raise
            raise application.ended(server)


def _wait(server: subprocess.Popen[bytes]) -> None:
    """Until it ends or somebody wants it to, also where Python has swallowed that, as while it destroys an object."""
    while server.poll() is None:
        if _WANTED.wait(_LOOK):
            raise Stopped


def _site(given: Path | None) -> Path | None:
    """The folder of the frontend, or None.

    Raises:
        CannotRunError: nothing was published into it.
    """
    if given and not (given / "index.html").is_file():
        raise CannotRunError(NO_SITE, folder=short(given.absolute()))
    return given and given.absolute()


def _number(name: str, given: str, *, most: int, example: int) -> int | None:
    """A number that was given, or None.

    Raises:
        CannotRunError: it is none, or too large.
    """
    if given.isdecimal() and 1 <= int(given[:9]) <= most:
        return int(given)
    if given:
        raise CannotRunError(NOT_A_NUMBER, name=name, got=given, most=most, example=example)
    return None


def _stop(*_: object) -> None:
    """The first signal stops everything; while that goes on, others change nothing."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    _WANTED.set()
    raise Stopped


def _stop_with_input() -> None:
    wait_for_the_end_of_input()
    os.kill(os.getpid(), signal.SIGTERM)


def _say(language: str, text: Text, **values: object) -> None:
    print(text.say(language, **values), flush=True)


if __name__ == "__main__":
    sys.exit(main())
