"""Run the application on one's own machine: `python -m embedded`, in the folder that holds this package."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from embedded.application import APP, SIGNALS, Application, end_leftover, free_port
from embedded.place import Place
from embedded.words import NOT_A_NUMBER, STOPPED, STOPPING, CannotRunError
from inventory.text import Text

MOST_ROWS = 1_000_000


class Stopped(BaseException):
    """Somebody wants the application to stop."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run until a signal comes; 0, or 1 with a sentence on the error stream."""
    parser = argparse.ArgumentParser(prog="embedded", description="Run the application on this machine.")
    parser.add_argument("--port", default="", help="port of the application; 8000 or a free one where none is given")
    parser.add_argument("--rows", default="", help="products of the demo data, 1000 where none are given")
    parser.add_argument("--lang", choices=("en", "es"), default="en", help="language of messages and demo data")
    parser.add_argument("--folder", type=Path, default=APP.parent / "build" / "app", help="where data are kept")
    options = parser.parse_args(argv)
    say = partial(_say, options.lang)
    for each in SIGNALS:
        signal.signal(each, _stop)
    try:
        port = _number("PORT", options.port, most=65535, example=8123)
        rows = _number("ROWS", options.rows, most=MOST_ROWS, example=100_000)
        _run(Place(options.folder.absolute()), port, rows or 1000, say)
    except CannotRunError as error:
        print(f"app: {error.say(options.lang)}", file=sys.stderr)
        return 1
    except Stopped:
        say(STOPPED)
    return 0


def _run(place: Place, port: int | None, rows: int, say: partial[None]) -> None:
    place.prepare()
    with place.locked() as note:
        end_leftover(place)  # first, since it holds its port
        application = Application(place, free_port(port), say.args[0], say)
        with application.running(rows) as server:
            note.write(application.address)
            try:
                server.wait()
            except Stopped:
                say(STOPPING)
                raise
            raise application.ended(server)


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
    raise Stopped


def _say(language: str, text: Text, **values: object) -> None:
    print(text.say(language, **values), flush=True)


if __name__ == "__main__":
    sys.exit(main())
