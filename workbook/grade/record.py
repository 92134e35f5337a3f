"""What is kept of a run, written line by line as it happens, so that it is there when the run breaks off."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from workbook.grade.encoding import Encoded

LONGEST = 300  # characters of what an exception says


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was checked: in which cell, for which exercise; without data where it cannot be handed over."""

    cell: int
    exercise: str
    answer: Encoded | None


@dataclass(slots=True)
class Record:
    """What a run left: answers, what each cell raised, the cell that ran last, and whether it came to its end."""

    answers: list[Kept] = field(default_factory=list)
    raised: dict[int, str] = field(default_factory=dict)
    at: int = 0
    ended: bool = False


def note(file: IO[str], **said: object) -> None:
    """Write one line, at once."""
    file.write(json.dumps(said) + "\n")
    file.flush()


def read_record(path: Path) -> Record:
    """The record of a run; lines that are torn, or are none of ours, are passed over."""
    record = Record()
    for line in _lines(path):
        cell = line.get("cell")
        if line.get("ended") is True:
            record.ended = True
        elif not isinstance(cell, int):
            continue
        elif isinstance(line.get("exercise"), str):
            record.answers.append(Kept(cell, line["exercise"], line.get("answer")))
        elif isinstance(line.get("raised"), str):
            record.raised[cell] = line["raised"]
        else:
            record.at = cell
    return record


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                said = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(said, dict):
                yield said
