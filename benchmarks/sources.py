"""Large inputs, made by repeating the stacks of a real snapshot."""

from __future__ import annotations

import json
from pathlib import Path

from workbook.template.source import SNAPSHOTS

# Every name of a stack, and so every name of an export, begins with this word.
PREFIX = "Inventory"


def repeat_snapshot(profile: str, copies: int, target: Path) -> int:
    """Write so many renamed copies of a snapshot's stacks into a folder; gives the number of resources in it."""
    total = 0
    for file in sorted((SNAPSHOTS / profile).glob("*.template.json")):
        text = file.read_text(encoding="utf-8")
        for copy in range(copies):
            name = f"{PREFIX}{copy}"
            (target / file.name.replace(PREFIX, name)).write_text(text.replace(PREFIX, name), encoding="utf-8")
        total += copies * len(json.loads(text)["Resources"])
    return total
