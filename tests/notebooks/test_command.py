"""Commands that a lesson runs: what is shown of them, what they answer, and how they end."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest

from workbook.lang import VARIABLE
from workbook.notebooks import command
from workbook.notebooks.command import LessonError, Steps, run
from workbook.notebooks.slider import STATIC


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a notebook that is run for its outputs shows."""
    found: list[str] = []
    monkeypatch.setenv(STATIC, "1")
    monkeypatch.setattr(command, "display", lambda what, **_: found.append(repr(what)))
    return found


def test_a_command_answers_in_json(shown: list[str]) -> None:
    answer = run("prices", "age")

    assert answer["schema"] >= 1
    assert shown == ["$ workbook prices age"]


def test_a_command_answers_in_the_language_of_the_notebook(shown: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "es")

    with pytest.raises(LessonError, match="no existe la orden frob") as raised:
        run("frob")

    assert shown == ["$ workbook frob --lang es"]
    assert raised.value._render_traceback_()[0].startswith("no existe la orden frob")


def test_what_a_command_refuses_is_raised_in_its_own_words(shown: list[str], tmp_path: Path) -> None:
    with pytest.raises(LessonError, match=f"^{tmp_path} cannot be deployed, it holds no InventoryNetwork"):
        run("diff", "--assembly", tmp_path)

    assert shown == [f"$ workbook diff --assembly {tmp_path.name}"]


def test_a_command_that_breaks_off_is_told_with_its_last_words(
    shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    start, script = command._process, "raise RuntimeError('a fault')"
    monkeypatch.setattr(command, "_process", lambda _, file: start([sys.executable, "-c", script], file))

    with pytest.raises(LessonError, match="ended with code 1, and wrote last: RuntimeError: a fault; run it in a"):
        run("prices", "age")

    assert shown == ["$ workbook prices age"]


def test_while_a_notebook_is_worked_with_its_line_is_updated(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []

    class Shown:
        def update(self, steps: Steps) -> None:
            lines.append(repr(steps))

    monkeypatch.delenv(STATIC, raising=False)
    monkeypatch.setattr(command, "display", lambda *_, **__: Shown())
    monkeypatch.setattr(command, "_lines", lambda _: iter(["One ...", "  Net 1/2 DONE", "", "Two ..."]))

    run("prices", "age")

    assert lines == [
        "$ workbook prices age\n  … One\n  0 s",
        "$ workbook prices age\n  … One\n  0 s Net 1/2 DONE",
        "$ workbook prices age\n  … One\n  0 s Net 1/2 DONE",
        "$ workbook prices age\n  ✔ One\n  … Two\n  0 s",
        "$ workbook prices age\n  ✔ One\n  ✔ Two",
    ]


def test_steps_are_lines_in_a_notebook() -> None:
    steps = Steps("workbook deploy")
    for line in ("Building the pages ...", "  Net 1/2 CREATE_COMPLETE", "Deploying Net ...", "workbook: failed"):
        steps.hear(line)
    steps.outcome = "✘"

    assert steps._repr_markdown_() == "`workbook deploy`  \n✔ Building the pages  \n✘ Deploying Net"


@pytest.fixture
def answer() -> Iterator[IO[str]]:
    with tempfile.TemporaryFile("w+") as file:
        yield file


def test_silence_is_filled_with_empty_lines(answer: IO[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_BEAT", 0.01)
    script = "import sys, time; time.sleep(0.3); sys.stderr.write('Two ...\\n')"

    with command._process([sys.executable, "-c", script], answer) as started:
        heard = list(command._lines(started))

    assert set(heard) == {"", "Two ..."}


def interrupted(script: str, answer: IO[str]) -> subprocess.Popen[str]:
    """A process whose cell was interrupted as soon as it had said something."""
    with suppress(KeyboardInterrupt), command._process([sys.executable, "-c", script], answer) as started:
        assert next(line for line in command._lines(started) if line) == "One ..."
        signal.raise_signal(signal.SIGINT)
    return started


def test_an_interrupted_cell_leaves_no_process(answer: IO[str]) -> None:
    script = "import sys, time; sys.stderr.write('One ...\\n'); sys.stderr.flush(); time.sleep(60)"

    assert interrupted(script, answer).returncode in {1, -signal.SIGINT}


def test_whoever_does_not_heed_an_interrupt_is_killed(answer: IO[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_PATIENCE", 0.2)
    deaf = "signal.signal(signal.SIGINT, signal.SIG_IGN)"
    script = f"import signal, sys, time; {deaf}; sys.stderr.write('One ...\\n'); sys.stderr.flush(); time.sleep(60)"

    assert interrupted(script, answer).returncode == -signal.SIGKILL
