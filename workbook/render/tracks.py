"""Find room for columns and rows: one axis at a time, from what stands in the tracks and how boxes nest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Frame1D:
    """What a box is on one axis: its tracks, the pads at both ends, the boxes inside, and the least size it needs."""

    id: str
    first: int
    last: int
    lead: float
    trail: float
    least: float
    inner: tuple[Frame1D, ...] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """What something needs on one axis: its tracks and its size."""

    first: int
    last: int
    size: float


@dataclass(frozen=True, slots=True)
class Track:
    """A column or a row: `start` to `end` is for items, the rest up to the outer edges for the frames of boxes."""

    outer_start: float
    start: float
    end: float
    outer_end: float


@dataclass(frozen=True, slots=True)
class Axis:
    """The tracks of one axis, and where each box starts and ends on it."""

    tracks: Mapping[int, Track]
    boxes: Mapping[str, tuple[float, float]]


def solve(
    frames: Iterable[Frame1D], extents: Iterable[Extent], gaps: Mapping[int, float], default_gap: float, origin: float
) -> Axis:
    """Place all tracks from the origin on; `gaps` widens the room after a track, or the last track itself."""
    roots, needs = tuple(frames), tuple(extents)
    every = tuple(_walk(roots))
    ends = [(need.first, need.last) for need in needs] + [(frame.first, frame.last) for frame in every]
    indices = sorted({index for pair in ends for index in pair})
    lead = {i: max((_lead(f) for f in every if f.first == i), default=0.0) for i in indices}
    trail = {i: max((_trail(f) for f in every if f.last == i), default=0.0) for i in indices}
    space = {i: gaps.get(i, 0.0) + default_gap for i in indices}
    sizes = _sizes(indices, needs, every, lead, trail, space)
    for last in indices[-1:]:
        sizes[last] += gaps.get(last, 0.0)
    tracks = _stack(indices, sizes, lead, trail, space, origin)
    places: dict[str, tuple[float, float]] = {}
    for root in roots:
        _place(root, None, tracks, places)
    return Axis(tracks, places)


def _walk(frames: Iterable[Frame1D]) -> Iterable[Frame1D]:
    for frame in frames:
        yield frame
        yield from _walk(frame.inner)


def _lead(frame: Frame1D) -> float:
    return frame.lead + max((_lead(f) for f in frame.inner if f.first == frame.first), default=0.0)


def _trail(frame: Frame1D) -> float:
    return frame.trail + max((_trail(f) for f in frame.inner if f.last == frame.last), default=0.0)


def _sizes(
    indices: list[int],
    needs: tuple[Extent, ...],
    frames: tuple[Frame1D, ...],
    lead: Mapping[int, float],
    trail: Mapping[int, float],
    space: Mapping[int, float],
) -> dict[int, float]:
    sizes = dict.fromkeys(indices, 0.0)
    for need in needs:
        if need.first == need.last:
            sizes[need.first] = max(sizes[need.first], need.size)
    wide = [n for n in needs if n.first < n.last]
    wide += [Extent(f.first, f.last, f.least - _lead(f) - _trail(f)) for f in frames]
    for need in sorted(wide, key=lambda n: n.last - n.first):
        inside = [i for i in indices if need.first <= i <= need.last]
        frames_between = sum(trail[a] + space[a] + lead[b] for a, b in pairwise(inside))
        missing = need.size - frames_between - sum(sizes[i] for i in inside)
        if missing > 0:
            for i in inside:
                sizes[i] += missing / len(inside)
    return sizes


def _stack(
    indices: list[int],
    sizes: Mapping[int, float],
    lead: Mapping[int, float],
    trail: Mapping[int, float],
    space: Mapping[int, float],
    origin: float,
) -> dict[int, Track]:
    tracks, at = {}, origin
    for i in indices:
        start = at + lead[i]
        end = start + sizes[i]
        tracks[i] = Track(at, start, end, end + trail[i])
        at = end + trail[i] + space[i]
    return tracks


def _place(
    frame: Frame1D, parent: Frame1D | None, tracks: Mapping[int, Track], places: dict[str, tuple[float, float]]
) -> None:
    start, end = tracks[frame.first].outer_start, tracks[frame.last].outer_end
    if parent is not None and parent.first == frame.first:
        start = places[parent.id][0] + parent.lead
    if parent is not None and parent.last == frame.last:
        end = places[parent.id][1] - parent.trail
    places[frame.id] = (start, end)
    for inner in frame.inner:
        _place(inner, frame, tracks, places)
