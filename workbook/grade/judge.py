"""`python -m workbook.grade.judge`: judge answers that are data, one on each line, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from typing import IO, Any, Self

from workbook.grade.encoding import Encoded, Foreign, decode
from workbook.lang import Text
from workbook.lessons.check import check

PATIENCE = 120.0  # seconds for one answer
_PROGRAM = (sys.executable, "-m", "workbook.grade.judge")


class Judge:
    """A process that judges one answer after the other, and a new one where an answer has broken it."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._process: subprocess.Popen[str] | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def judge(self, exercise: str, answer: Encoded | None) -> tuple[bool, Text]:
        """Whether an answer is right, and what the check says to it; one that breaks the process is not."""
        with self._turn:
            said = self._ask(json.dumps([exercise, answer]))
            if said is None:
                self._end()
                return False, _NOT_JUDGED.format(seconds=f"{self.patience:g}")
        right, en, es = json.loads(said)
        return right, Text(en=en, es=es)

    def _ask(self, line: str) -> str | None:
        if self._process is None:
            self._process = subprocess.Popen(
                _PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
            )
        process = self._process
        clock = threading.Timer(self.patience, process.kill)
        clock.start()
        try:
            print(line, file=process.stdin, flush=True)
            said = process.stdout.readline() if process.stdout else ""
        except OSError:
            return None
        finally:
            clock.cancel()
        return said if said.endswith("\n") else None

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def judge(waiting: IO[str], said: IO[str]) -> None:
    """Judge each line, and say so at once."""
    for line in waiting:
        exercise, encoded = json.loads(line)
        verdict = check(exercise, _answer(encoded))
        words = [verdict.right, verdict.message.en, verdict.message.es]
        said.write(json.dumps(words) + "\n")
        said.flush()


def _answer(encoded: Any) -> object:  # noqa: ANN401 - it comes from a notebook
    return Foreign("?") if encoded is None else decode(encoded)


_NOT_JUDGED = Text(
    en="this cannot be judged within {seconds} seconds; hand in what the exercise asks for, and nothing larger",
    es="esto no se puede juzgar en {seconds} segundos; entregue lo que pide el ejercicio y nada más grande",
)

if __name__ == "__main__":
    judge(sys.stdin, sys.stdout)
