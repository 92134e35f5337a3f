"""Give every arrow its words and step numbers, in a place where they cover nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from workbook.render.geometry import Rect
from workbook.render.grid import Grid, rects
from workbook.render.placed import PlacedLink
from workbook.render.scene import Link
from workbook.render.spots import Spot, spots

_FROM_FRAME = 3.0


@dataclass(slots=True)
class _Taken:
    """Room that is taken: by items and labels of boxes, by frames, by arrows, and by words placed so far."""

    solid: list[Rect]
    arrows: tuple[tuple[Rect, PlacedLink], ...]
    page: Rect
    words: list[Rect] = field(default_factory=list)

    def has_room(self, spot: Spot, owner: PlacedLink) -> bool:
        label = spot.label.rect if spot.label else None
        if label and (not self._free(label) or any(label.grown(1.5).overlaps(piece) for piece, _ in self.arrows)):
            return False
        return all(self._free(mark.rect) and not self._crossed(mark.rect, owner) for mark in spot.marks)

    def is_ambiguous(self, spot: Spot, owner: PlacedLink) -> bool:
        """Whether an arrow with other words runs over the same line there."""
        part = spot.part.grown(0.5)
        return any(piece.overlaps(part) for piece, other in self.arrows if _words(other) != _words(owner))

    def _free(self, rect: Rect) -> bool:
        room = rect.grown(1.5)
        return self.page.holds(rect) and not any(room.overlaps(other) for other in (*self.solid, *self.words))

    def _crossed(self, rect: Rect, owner: PlacedLink) -> bool:
        room = rect.grown(1.5)
        return any(room.overlaps(piece) for piece, other in self.arrows if _words(other) != _words(owner))


def place_labels(grid: Grid, links: Sequence[PlacedLink]) -> tuple[tuple[PlacedLink, ...], tuple[Link, ...]]:
    """The links with words and marks, and the links for whose words there is no room."""
    taken = _taken(grid, links)
    done: dict[int, PlacedLink] = {}
    crowded: list[Link] = []
    for index in sorted(range(len(links)), key=lambda i: (-len(links[i].link.steps), _reach(links[i]), i)):
        placed = done[index] = links[index]
        if _words(placed) == ("", ()) or _said_already(placed, done.values()):
            continue
        if spot := _best(placed, taken):
            taken.words += [mark.rect for mark in spot.marks] + ([spot.label.rect] if spot.label else [])
            done[index] = replace(placed, label=spot.label, marks=spot.marks)
        else:
            crowded.append(placed.link)
    return tuple(done[index] for index in sorted(done)), tuple(crowded)


def _taken(grid: Grid, links: Sequence[PlacedLink]) -> _Taken:
    solid = [*rects(grid.items), *(words for box in grid.boxes for words in box.label_rects)]
    solid += [side.grown(_FROM_FRAME) for box in grid.boxes for side in box.rect.sides]
    arrows = tuple((piece, link) for link in links for piece in link.segments)
    return _Taken(solid, arrows, grid.bounds.grown(20.0))


def _reach(placed: PlacedLink) -> float:
    return sum(piece.width + piece.height for piece in placed.segments)


def _words(placed: PlacedLink) -> tuple[str, tuple[int, ...]]:
    return placed.link.label, placed.link.steps


def _said_already(placed: PlacedLink, done: Iterable[PlacedLink]) -> bool:
    """Whether an arrow that starts or ends in the same place already says the same."""
    return any(
        (other.label or other.marks)
        and other.link.kind is placed.link.kind
        and _words(other) == _words(placed)
        and (other.points[0] == placed.points[0] or other.points[-1] == placed.points[-1])
        for other in done
    )


def _best(placed: PlacedLink, taken: _Taken) -> Spot | None:
    """The first spot with room at which no other arrow could be meant, or else the first one with room."""
    second_best = None
    for spot in spots(placed):
        if taken.has_room(spot, placed):
            if not taken.is_ambiguous(spot, placed):
                return spot
            second_best = second_best or spot
    return second_best
