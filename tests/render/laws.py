"""What must hold for every picture, checked on the places of its parts."""

from __future__ import annotations

from itertools import combinations, pairwise

from workbook.render.geometry import Point, Rect
from workbook.render.placed import Layout, PlacedItem, PlacedLink

WIDTH = 1600
HAIR = 0.01


def words(layout: Layout) -> list[tuple[str, Rect]]:
    """Every line of text with its room."""
    lines = [line for item in layout.items for line in item.lines]
    lines += [badge.line for item in layout.items for badge in item.badges]
    lines += [box.label for box in layout.boxes if box.label]
    lines += [link.label for link in layout.links if link.label]
    return [(line.text, line.rect) for line in (*lines, *layout.texts)]


def icons(layout: Layout) -> list[tuple[str, Rect]]:
    """Every icon, badge and step number with its room."""
    found = [(item.item.id, item.icon) for item in layout.items]
    found += [(badge.badge.text, badge.icon) for item in layout.items for badge in item.badges]
    found += [(f"corner of {box.box.id}", box.corner) for box in layout.boxes if box.corner]
    marks = [*layout.marks, *(mark for link in layout.links for mark in link.marks)]
    return found + [(f"step {mark.step}", mark.rect) for mark in marks]


def assert_nothing_overlaps(layout: Layout) -> None:
    for (name, rect), (other_name, other) in combinations(words(layout) + icons(layout), 2):
        assert not rect.grown(-HAIR).overlaps(other), f"{name!r} lies over {other_name!r}"


def assert_arrows_cross_no_icon_and_no_words(layout: Layout) -> None:
    solid = words(layout) + [(item.item.id, item.icon) for item in layout.items]
    for link in layout.links:
        for piece in link.segments:
            for name, rect in solid:
                assert not piece.overlaps(rect.grown(-HAIR)), f"{link.link.source} -> {link.link.target} over {name!r}"


def assert_arrows_join_their_ends(layout: Layout) -> None:
    items = {item.item.id: item for item in layout.items}
    for link in layout.links:
        assert _on_border(link.points[0], items[link.link.source], below_words=True), link
        assert _on_border(link.points[-1], items[link.link.target], below_words=False), link
        assert_is_upright_and_level(link)


def assert_is_upright_and_level(link: PlacedLink) -> None:
    for start, end in pairwise(link.points):
        assert (start.x == end.x) != (start.y == end.y), link


def assert_frames_cut_through_nothing(layout: Layout) -> None:
    parts = words(layout) + [(item.item.id, item.icon) for item in layout.items]
    for box in layout.boxes:
        for side in box.rect.sides:
            for name, rect in parts:
                assert not side.overlaps(rect.grown(-HAIR)), f"the frame of {box.box.id} cuts {name!r}"


def assert_boxes_nest(layout: Layout) -> None:
    for box, other in combinations(layout.boxes, 2):
        apart = not box.rect.grown(-HAIR).overlaps(other.rect)
        assert apart or box.rect.holds(other.rect) or other.rect.holds(box.rect), (box.box.id, other.box.id)


def assert_items_lie_in_their_box(layout: Layout) -> None:
    rects = {item.item.id: item.bounds for item in layout.items}
    for box in layout.boxes:
        for item in box.box.items:
            assert box.rect.holds(rects[item.id]), f"{item.id} outside {box.box.id}"


def assert_all_on_the_page(layout: Layout) -> None:
    page = Rect(0, 0, layout.width, layout.height)
    ways = [("arrow", piece) for link in layout.links for piece in link.segments]
    boxes = [(box.box.id, box.rect) for box in layout.boxes]
    for name, rect in (*words(layout), *icons(layout), *ways, *boxes):
        assert page.holds(rect), f"{name!r} off the page"


def assert_sound(layout: Layout) -> None:
    """Every law that holds for any picture."""
    assert_nothing_overlaps(layout)
    assert_arrows_cross_no_icon_and_no_words(layout)
    assert_arrows_join_their_ends(layout)
    assert_frames_cut_through_nothing(layout)
    assert_boxes_nest(layout)
    assert_items_lie_in_their_box(layout)
    assert_all_on_the_page(layout)


def smallest_text(layout: Layout) -> float:
    """The smallest font size in pixels of a picture that is 1600 pixels wide."""
    lines = [line for item in layout.items for line in (*item.lines, *(badge.line for badge in item.badges))]
    lines += [box.label for box in layout.boxes if box.label] + list(layout.texts)
    lines += [link.label for link in layout.links if link.label]
    return min(line.font.size for line in lines) * WIDTH / layout.width


def _on_border(point: Point, item: PlacedItem, *, below_words: bool) -> bool:
    near = Rect(point.x, point.y, point.x, point.y).grown(0.5)
    touches = any(side.grown(0.01).overlaps(near) for side in item.icon.sides)
    below = abs(point.y - item.bounds.bottom) < 3 and abs(point.x - item.icon.center.x) < 0.01
    return touches or (below_words and below)
