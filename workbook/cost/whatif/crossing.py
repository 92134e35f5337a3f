"""Where one design becomes cheaper than another as the users grow: both curves are swept over the same numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbook.cost.whatif.sweep import Sweep


@dataclass(frozen=True, slots=True)
class Crossing:
    """Who of two is cheaper along the curve: the second at its left end, or not, and turned round at each of `turns`.

    A turn is the first number of users that was computed at which it is the other way round.
    """

    users: tuple[int, int]
    second_is_cheaper: bool
    turns: tuple[int, ...]


def crossing(first: Sweep, second: Sweep) -> Crossing:
    """Where two curves over the same numbers of users change places; of equal costs the second is not the cheaper."""
    cheaper = second.total < first.total
    places = np.flatnonzero(np.diff(cheaper.astype(np.int64))) + 1
    ends = int(first.users[0]), int(first.users[-1])
    return Crossing(ends, bool(cheaper[0]), tuple(int(first.users[place]) for place in places))


def between(swept: Sweep, turn: int) -> NDArray[np.int64]:
    """Every number of users from the last computed one before a turn up to the turn, to find it to the user."""
    return np.arange(swept.users[swept.users < turn].max(), turn + 1, dtype=np.int64)
