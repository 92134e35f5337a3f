"""The parts that a layout is made of: tracks, splines, text, columns."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.render.fonts import shorten, text_width, wrap
from workbook.render.geometry import Point
from workbook.render.scene import BoxKind
from workbook.render.spline import spline
from workbook.render.theme import DETAIL, NAME
from workbook.render.tracks import Extent, Frame1D, solve
from workbook.render.views.layers import columns, rows
from workbook.render.views.sites import zone_name

WORDS = st.lists(st.text("abcdefgh-", min_size=1, max_size=30), max_size=8)


def test_tracks_are_as_wide_as_what_stands_in_them():
    axis = solve([], [Extent(0, 0, 50), Extent(0, 0, 80), Extent(3, 3, 20)], {}, 10, 5)
    assert [(t.start, t.end) for t in axis.tracks.values()] == [(5, 85), (95, 115)]


def test_a_wide_thing_widens_the_tracks_below_it_evenly():
    axis = solve([], [Extent(0, 0, 10), Extent(1, 1, 30), Extent(0, 1, 100)], {}, 10, 0)
    assert [t.end - t.start for t in axis.tracks.values()] == [35, 55]


def test_frames_at_the_same_edge_lie_inside_each_other():
    inner = Frame1D("inner", 0, 0, lead=3, trail=4, least=0)
    outer = Frame1D("outer", 0, 1, lead=7, trail=8, least=0, inner=(inner,))
    axis = solve([outer], [Extent(0, 0, 50), Extent(1, 1, 50)], {}, 10, 0)
    assert axis.boxes["outer"] == (0, 132)
    assert axis.boxes["inner"] == (7, 64)


def test_a_gap_widens_the_room_behind_its_track_only():
    extents = [Extent(i, i, 10) for i in range(3)]
    narrow, wide = solve([], extents, {}, 5, 0), solve([], extents, {1: 40}, 5, 0)
    assert [wide.tracks[i].start - narrow.tracks[i].start for i in range(3)] == [0, 0, 40]


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=2, max_size=6, unique=True))
def test_a_spline_has_three_points_for_each_piece_and_one_more(corners):
    upright = [Point(*corners[0])]
    for x, y in corners[1:]:
        upright += [Point(x, upright[-1].y), Point(x, y)]
    path = [p for p, following in itertools.pairwise([*upright, None]) if p != following]
    if len(path) < 2:
        return
    pos = spline(path, head=8).split()
    assert pos[0] == f"e,{path[-1].x:.2f},{path[-1].y:.2f}"
    assert (len(pos) - 1) % 3 == 1


def test_an_arrow_ends_where_its_head_begins():
    assert spline([Point(0, 0), Point(100, 0)], head=10).split()[-1] == "90.00,0.00"


@given(WORDS, st.integers(30, 200), st.integers(1, 3))
def test_broken_text_never_leaves_its_room(words, width, lines):
    broken = wrap(" ".join(words), DETAIL, width, lines)
    assert len(broken) <= lines
    assert all(text_width(line, DETAIL) <= width or len(line) <= 2 for line in broken)


def test_text_that_fits_stays_whole_and_other_text_ends_in_an_ellipsis():
    assert shorten("short", NAME, 200) == "short"
    assert shorten("much too long for this", NAME, 60).endswith("…")
    assert wrap("app.example.com and api.example.com", DETAIL, 120, 2) == ("app.example.com", "and api.example.com")


def test_columns_follow_the_arrows_and_forget_those_that_close_a_circle():
    arrows = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "c")]
    assert columns(["a", "b", "c"], arrows, 9) == {"a": 0, "b": 1, "c": 2}


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14))
def test_no_two_nodes_share_a_cell(arrows):
    column = columns(list(range(7)), arrows, 5)
    row = rows(column, arrows)
    assert len({(column[n], row[n]) for n in range(7)}) == 7
    assert all(0 <= place <= 5 for place in column.values())


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("eu-west-1a", "eu-west-1a"),
        ("${Fn::Select(1, Fn::GetAZs(AWS::Region))}", "2"),
        ("${App/Parameter}", ""),
        ("", ""),
    ],
)
def test_a_zone_is_called_by_its_name_or_its_number(zone, name):
    assert zone_name(zone) == name


def test_kinds_of_boxes_are_stable_names():
    assert [kind.value for kind in BoxKind][:3] == ["cloud", "region", "vpc"]
