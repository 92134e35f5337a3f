"""What a terminal, a pipe and a signal do to the command, which must run as a process of its own for that."""

from __future__ import annotations

import fcntl
import json
import os
import re
import signal
import struct
import subprocess
import sys
import termios
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import FOREIGN, Run

WORKBOOK = Path(sys.executable).with_name("workbook")
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def environment(**changes: str) -> dict[str, str]:
    taken = {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING"}
    return {name: value for name, value in os.environ.items() if name not in taken} | {"TERM": "xterm"} | changes


def on_terminal(width: int, *words: str | Path, **changes: str) -> str:
    """What the command writes on a terminal of so many columns."""
    reader, terminal = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    process = subprocess.Popen(
        [WORKBOOK, *words], stdin=terminal, stdout=terminal, stderr=terminal, env=environment(**changes)
    )
    os.close(terminal)
    shown = b""
    while piece := _read(reader):
        shown += piece
    os.close(reader)
    process.wait()
    return shown.decode()


def _read(reader: int) -> bytes:
    try:
        return os.read(reader, 65536)
    except OSError:  # Linux says so when the last writer has closed a terminal
        return b""


def letters(page: str) -> Counter[str]:
    """Every character that says something, however lines are broken."""
    return Counter(re.sub(r"[\s─]", "", ESCAPES.sub("", page)))


def piped(command: str, folder: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f'export PATH="{WORKBOOK.parent}:$PATH"; {command}'],
        cwd=folder,
        env=environment(**changes),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("width", [40, 80, 250])
def test_nothing_is_cut_off_at_any_width(run: Run, width: int) -> None:
    expected = run("resources", "--profile", "starter").stdout
    shown = on_terminal(width, "resources", "--profile", "starter")

    assert letters(shown) == letters(expected)
    assert all(len(line) <= width for line in ESCAPES.sub("", shown).splitlines())


def test_a_terminal_sees_colours_and_progress(foreign: Path) -> None:
    shown = on_terminal(80, "diagram", foreign, "-o", foreign.with_suffix(".svg"))

    assert "\x1b[" in shown
    assert "drawing" in shown


def test_no_color_takes_the_colours_away(foreign: Path) -> None:
    assert re.search(r"\x1b\[[0-9;]*3[0-9]", on_terminal(80, "resources", foreign, NO_COLOR="1")) is None


def test_force_color_gives_a_pipe_colours_and_no_progress(foreign: Path) -> None:
    coloured = piped(f"workbook diagram {foreign} && workbook resources {foreign}", foreign.parent, FORCE_COLOR="1")

    assert "\x1b[" in coloured.stdout
    assert coloured.stderr == ""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("words", ["resources", "resources --json", "audit --help", "resources nowhere"])
def test_an_encoding_without_accents_and_lines_is_no_obstacle(foreign: Path, encoding: str, words: str) -> None:
    source = "" if "nowhere" in words or "help" in words else foreign.name
    answer = subprocess.run(
        [WORKBOOK, *words.split(), *([source] if source else []), "--lang", "es"],
        cwd=foreign.parent,
        env=environment(PYTHONIOENCODING=encoding),
        capture_output=True,
        check=False,
    )

    assert b"Traceback" not in answer.stderr
    assert answer.returncode == (2 if "nowhere" in words else 0)
    assert (answer.stdout + answer.stderr).decode(encoding)


def test_json_says_the_same_in_every_encoding(foreign: Path) -> None:
    command = f"workbook flow {foreign} --json --lang es"
    plain = piped(command, foreign.parent, PYTHONIOENCODING="ascii").stdout

    assert plain.isascii()
    assert json.loads(plain) == json.loads(piped(command, foreign.parent, PYTHONIOENCODING="utf-8").stdout)


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    answer = piped("workbook audit --json | head -c 10; echo ${PIPESTATUS[0]}", tmp_path)

    assert answer.stderr == ""
    assert answer.stdout.endswith("0\n")
    assert len(answer.stdout) == 12


def test_errors_that_nobody_reads_keep_their_exit_code(tmp_path: Path) -> None:
    assert piped("workbook frob 2>&1 | true; echo ${PIPESTATUS[0]}", tmp_path).stdout == "2\n"
    assert piped("workbook frob 2>&-; echo $?", tmp_path).stdout == "2\n"


def test_a_closed_standard_output_is_told(foreign: Path) -> None:
    answer = piped(f"workbook resources {foreign} >&-", foreign.parent)

    assert answer.returncode == 2
    assert answer.stderr == "workbook: there is no standard output to write to; name a file after -o\n"


@pytest.fixture
def interruptible() -> Iterator[None]:
    """What is started can be interrupted, even where a shell runs the tests in the background and ignores SIGINT."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interruption_ends_at_once_and_in_silence(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [WORKBOOK, "resources", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    )
    assert process.stdin
    process.stdin.write(FOREIGN.encode() + b"#" * 200_000)  # more than the pipe holds: when this returns, it is reading
    process.stdin.flush()
    process.send_signal(signal.SIGINT)

    out, err = process.communicate()

    assert (process.returncode, out, err) == (130, b"", b"")


def test_python_runs_the_package_as_the_command() -> None:
    said = subprocess.run([sys.executable, "-m", "workbook", "--version"], capture_output=True, text=True, check=True)

    assert said.stdout.startswith("workbook ")
