"""What app/Dockerfile and app/.dockerignore say, read without an engine."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"


@dataclass(frozen=True)
class Instruction:
    """One instruction: its word in capitals, and the rest with lines joined."""

    word: str
    rest: str


def instructions(text: str) -> list[Instruction]:
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    lines = re.sub(r"\\\n\s*", "", code).splitlines()
    parts = [line.split(maxsplit=1) for line in lines if line.strip()]
    return [Instruction(word.upper(), rest) for word, rest in parts]


def stages(text: str) -> list[list[Instruction]]:
    """Each stage from its FROM on; what stands before the first is in none."""
    found: list[list[Instruction]] = []
    for each in instructions(text):
        if each.word == "FROM":
            found.append([])
        if found:
            found[-1].append(each)
    return found


def of(stage: list[Instruction], word: str) -> list[str]:
    return [each.rest for each in stage if each.word == word]


def environment(stage: list[Instruction]) -> dict[str, str]:
    """The variables of a stage that is built without arguments."""
    arguments = dict(rest.split("=", 1) for rest in of(stage, "ARG"))
    pairs = (pair.split("=", 1) for rest in of(stage, "ENV") for pair in rest.split())
    return {name: re.sub(r"\$\{(\w+)\}", lambda match: arguments[match[1]], value) for name, value in pairs}


def command(stage: list[Instruction]) -> list[str]:
    """The CMD, which must be in the form that needs no shell."""
    (only,) = of(stage, "CMD")
    words: list[str] = json.loads(only)
    return words


def is_kept(path: str, rules: list[str]) -> bool:
    """Whether a file of the context reaches the build: the last rule that matches it, or a folder of it, decides."""
    parts = path.split("/")
    ways = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    kept = True
    for rule in rules:
        pattern = re.escape(rule.removeprefix("!").strip("/")).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
        if any(re.fullmatch(pattern, way) for way in ways):
            kept = rule.startswith("!")
    return kept


def ignore_rules() -> list[str]:
    lines = (APP / ".dockerignore").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def context() -> list[str]:
    """The files of app/ that reach the build."""
    files = (path.relative_to(APP).as_posix() for path in APP.rglob("*") if path.is_file())
    rules = ignore_rules()
    return sorted(file for file in files if is_kept(file, rules))
