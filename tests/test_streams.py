from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import TextIO

import pytest

from workbook.errors import OutputError
from workbook.streams import READABLE, complain, open_streams, say


def stream(encoding: str = "utf-8") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def written(target: io.TextIOWrapper) -> str:
    target.flush()
    buffer = target.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(target.encoding)


class Failing(io.StringIO):
    """A stream whose disk is full, or whose reader has gone."""

    def __init__(self, number: int, below: TextIO) -> None:
        super().__init__()
        self.number, self.below = number, below

    def write(self, _words: str) -> int:
        raise OSError(self.number, os.strerror(self.number))

    def fileno(self) -> int:
        return self.below.fileno()


@pytest.fixture
def below(tmp_path) -> TextIO:
    """The open file that stands for a standard stream of the process."""
    with (tmp_path / "below").open("w") as file:
        yield file


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "región → «sí» ✔ 日"),
        ("latin-1", "región > «sí» + \\u65e5"),
        ("ascii", 'region > "si" + \\u65e5'),
    ],
)
def test_what_an_encoding_lacks_is_written_in_plain_characters(monkeypatch, encoding: str, expected: str) -> None:
    out = stream(encoding)
    monkeypatch.setattr(sys, "stdout", out)
    open_streams()

    say("región → «sí» ✔ 日")

    assert written(out) == expected


def test_half_of_a_character_pair_does_not_stop_an_answer(monkeypatch) -> None:
    out = stream()
    monkeypatch.setattr(sys, "stdout", out)
    open_streams()

    say("a name \udcff")

    assert written(out) == "a name \\udcff"


def test_the_handler_is_for_writing_only() -> None:
    open_streams()
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", READABLE)


def test_errors_are_one_sentence_a_line(monkeypatch) -> None:
    err = stream("ascii")
    monkeypatch.setattr(sys, "stderr", err)
    open_streams()

    complain(["uno está", "dos"])

    assert written(err) == "uno esta\ndos\n"


def test_a_full_disk_is_said(monkeypatch, below: TextIO) -> None:
    monkeypatch.setattr(sys, "stdout", Failing(errno.ENOSPC, below))

    with pytest.raises(OutputError, match="cannot write to standard output: No space left"):
        say("words")


def test_a_reader_that_has_gone_is_told_apart(monkeypatch, below: TextIO) -> None:
    monkeypatch.setattr(sys, "stdout", Failing(errno.EPIPE, below))

    with pytest.raises(BrokenPipeError):
        say("words")


def test_a_closed_standard_output_is_said(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)

    with pytest.raises(OutputError, match="name a file after -o"):
        say("words")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EPIPE])
def test_complaints_that_cannot_be_written_end_nothing(monkeypatch, below: TextIO, number: int) -> None:
    monkeypatch.setattr(sys, "stderr", Failing(number, below))

    complain(["nobody hears this"])

    assert os.fstat(below.fileno()).st_rdev == Path(os.devnull).stat().st_rdev


def test_complaints_go_nowhere_where_standard_error_is_closed(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    open_streams()

    complain(["nobody hears this"])

    assert sys.stderr.isatty() is False
