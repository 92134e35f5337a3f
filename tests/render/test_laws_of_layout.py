"""The laws of every picture, on pictures that nobody drew: random items, boxes and arrows on a grid."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.laws import assert_nothing_overlaps, assert_sound
from workbook.render.catalogue import GENERIC
from workbook.render.layout import NARROWEST, WIDEST, lay_out
from workbook.render.scene import Area, Badge, Box, BoxKind, Item, Link, LinkKind, Scene

LONG = "AVeryLongIdentifierWithoutAnySpaceInIt"
NAMES = st.sampled_from(["A", "Load balancer", "A name of several words", LONG, "ñandú"])
STEPS = st.sampled_from([(), (1,), (2, 3)])
KINDS = st.sampled_from(list(LinkKind))
DETAILS = st.lists(st.sampled_from(["10.0.0.0/16", "0.5 vCPU, 1 GB · ARM64", "kept 30 days"]), max_size=3)
LABELS = st.sampled_from(["", "HTTPS 443", "PostgreSQL 5432", "synchronous replication"])
COLUMNS, ROWS = 3, 3


@st.composite
def items(draw: st.DrawFn, column: int, row: int) -> tuple[Item, ...]:
    count = draw(st.integers(0, 3))
    badge = Badge(GENERIC, "certificate")
    return tuple(
        Item(
            id=f"{column}/{row}/{number}",
            icon=GENERIC,
            name=draw(NAMES),
            area=Area.cell(column, row),
            details=tuple(draw(DETAILS)),
            badges=(badge,) * draw(st.integers(0, 2)),
            small=draw(st.booleans()),
        )
        for number in range(count)
    )


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Cells with or without a box, rows of cells inside a zone, arrows between any two items."""
    loose, rows = [], []
    for row in range(draw(st.integers(1, ROWS))):
        cells, direct = [], []
        for column in range(draw(st.integers(1, COLUMNS))):
            inside = draw(items(column, row))
            if draw(st.booleans()):
                label = draw(st.sampled_from(["", "Private subnet 10.0.0.0/24"]))
                cells.append(Box(f"cell {column}/{row}", BoxKind.PRIVATE, label, Area.cell(column, row), inside))
            else:
                direct += inside
        if cells:
            area = Area(min(c.area.left for c in cells), row, max(c.area.right for c in cells), row)
            within = [item for item in direct if area.left <= item.area.left <= area.right]
            loose += [item for item in direct if item not in within]
            rows.append(Box(f"row {row}", BoxKind.ZONE, "Availability Zone a", area, tuple(within), tuple(cells)))
        else:
            loose += direct
    scene = Scene("A title", "and more", boxes=tuple(rows), items=tuple(loose))
    ids = [item.id for item in scene.all_items()]
    ends = st.tuples(st.sampled_from(ids), st.sampled_from(ids)) if ids else st.nothing()
    pairs = draw(st.lists(ends, max_size=6, unique=True)) if ids else []
    links = tuple(
        Link(source, target, draw(KINDS), draw(LABELS), draw(STEPS)) for source, target in pairs if source != target
    )
    return replace(scene, links=links)


def test_an_empty_scene_is_a_page_with_its_title():
    layout = lay_out(Scene("Nothing", "at all"))
    assert [line.text for line in layout.texts] == ["Nothing", "at all"]
    assert_sound(layout)


@settings(max_examples=40)
@given(scenes())
def test_any_scene_gives_a_sound_picture(scene):
    layout = lay_out(scene)
    assert_sound(layout)
    assert NARROWEST - 0.01 <= layout.width / layout.height <= WIDEST + 0.01
    assert {item.item.id for item in layout.items} == {item.id for item in scene.all_items()}


@settings(max_examples=5)
@given(scenes())
def test_a_layout_is_the_same_every_time(scene):
    assert lay_out(scene) == lay_out(scene)


def test_the_laws_notice_an_icon_on_another():
    area = Area.cell(0, 0)
    layout = lay_out(Scene("Two", "icons", items=(Item("a", GENERIC, "A", area), Item("b", GENERIC, "B", area))))
    first, second = layout.items
    with pytest.raises(AssertionError, match="lies over"):
        assert_nothing_overlaps(replace(layout, items=(first, second.moved(0, -70))))
