"""What PostgreSQL writes into its log, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

PREFIX = "%t:%r:%u@%d:[%p]:"
"""How a line of RDS begins: its moment, who is at the other end, user, database and process."""

_BEGINS = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC:")


def entries(text: str) -> Iterator[tuple[float, str]]:
    """Each entry of a log with its moment; lines without a prefix continue the entry before them."""
    moment, kept = 0.0, list[str]()
    for line in text.splitlines():
        begins = _BEGINS.match(line)
        if begins and kept:
            yield moment, "\n".join(kept)
        if begins:
            moment, kept = datetime.fromisoformat(begins[1]).replace(tzinfo=UTC).timestamp(), []
        if begins or kept:
            kept.append(line)
    if kept:
        yield moment, "\n".join(kept)
