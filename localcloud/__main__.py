"""Run the local cloud until a signal comes: `python -m localcloud --state DIR --python PATH --application DIR`."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from localcloud.place import CannotRunError, Machine, Place, refuse_taken
from localcloud.server import serve
from localcloud.storage import told


def main(argv: Sequence[str] | None = None) -> int:
    """Serve; 0, or 1 with a sentence on the error stream."""
    parser = argparse.ArgumentParser(prog="localcloud", description="Serve an AWS on this machine.")
    parser.add_argument("--state", type=Path, required=True, help="folder of everything that it writes")
    parser.add_argument("--python", type=Path, required=True, help="that has the packages of the application")
    parser.add_argument("--application", type=Path, required=True, help="folder of the application's code")
    options = parser.parse_args(argv)
    place = Place(options.state.absolute(), version("ministack"))
    try:
        ports = place.prepare()
        with place.locked():
            refuse_taken(ports)
            asyncio.run(serve(place, ports, Machine(options.python.absolute(), options.application.absolute())))
    except CannotRunError as error:
        place.reserve.give_up()
        print(f"localcloud: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        sentence = told(error)
        place.reserve.give_up()
        print(f"localcloud: {sentence}; let it be written there, and start again", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
