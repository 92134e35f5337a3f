"""Standard output and standard error, made to take every sentence in whatever encoding they have."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Iterable
from typing import TextIO

from workbook.errors import OutputError
from workbook.lang import Text
from workbook.visible import visible

READABLE = "workbook.readable"
"""The handler of encoding errors that writes plain characters for those that an encoding lacks."""

# What stands in for a character that the encoding of a stream lacks, where taking its accent off does not help.
STAND_INS = {
    "─": "-",
    "–": "-",
    "→": ">",
    "←": "<",
    "✔": "+",
    "✘": "x",
    "×": "x",
    "•": "*",
    "·": "*",
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "’": "'",
    "¿": "",
    "¡": "",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
}


def open_streams() -> None:
    """Let both streams write a stand-in for what their encoding lacks, and complaints go nowhere where that is closed.

    A pipe on Windows, `LANG=C` and `PYTHONIOENCODING` give encodings that hold neither accents nor lines.
    """
    codecs.register_error(READABLE, readable)
    if sys.stderr is None:
        sys.stderr = io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=READABLE)


def say(words: str) -> None:
    """Write to standard output at once.

    Raises:
        BrokenPipeError: whoever read it has gone.
        OutputError: it is closed, or the disk behind it is full.
    """
    if sys.stdout is None:
        raise OutputError(_CLOSED)
    try:
        sys.stdout.write(words)
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon(sys.stdout)
        raise
    except OSError as error:
        _abandon(sys.stdout)
        raise OutputError(_REFUSED.format(reason=error.strerror)) from error


def complain(sentences: Iterable[str]) -> None:
    """Write to standard error, one sentence a line; where that fails, there is nowhere left to say so."""
    try:
        sys.stderr.writelines(f"{visible(sentence)}\n" for sentence in sentences)
        sys.stderr.flush()
    except OSError:
        _abandon(sys.stderr)


def readable(error: UnicodeError) -> tuple[str, int]:
    """The handler itself: what to write, and where to go on.

    >>> codecs.register_error("readable", readable)
    >>> "región → «1»".encode("ascii", "readable")
    b'region > "1"'
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(character: str) -> str:
    if character in STAND_INS:
        return STAND_INS[character]
    letters = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return letters or character.encode("ascii", "backslashreplace").decode()


def _abandon(stream: TextIO) -> None:
    """Point a stream that failed at nothing, since Python would complain again when it flushes at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


_CLOSED = Text(
    en="there is no standard output to write to; name a file after -o",
    es="no hay salida estándar en la que escribir; indique un archivo tras -o",
)
_REFUSED = Text(
    en="cannot write to standard output: {reason}; make room or name a file after -o",
    es="no se puede escribir en la salida estándar: {reason}; haga sitio o indique un archivo tras -o",
)
