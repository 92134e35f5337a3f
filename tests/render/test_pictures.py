"""Every view of every profile, in both languages: a picture that a reader can trust his eyes with."""

from __future__ import annotations

import pytest

from render.laws import assert_sound, smallest_text
from render.pictures import profile_graph, profile_layout, profile_scene
from workbook.lang import Lang
from workbook.render.layout import NARROWEST, WIDEST
from workbook.render.scene import LinkKind
from workbook.render.views import View
from workbook.template.source import PROFILES

PICTURES = [(profile, view, lang) for profile in PROFILES for view in View for lang in Lang]


@pytest.mark.parametrize(("profile", "view", "lang"), PICTURES)
def test_words_icons_arrows_and_frames_keep_clear_of_each_other(profile, view, lang):
    assert_sound(profile_layout(profile, view, lang))


@pytest.mark.parametrize(("profile", "view", "lang"), PICTURES)
def test_no_arrow_loses_its_words_or_its_way(profile, view, lang):
    layout = profile_layout(profile, view, lang)
    assert layout.unlabelled == ()
    assert len(layout.links) == len(profile_scene(profile, view, lang).links)


@pytest.mark.parametrize(("profile", "view", "lang"), PICTURES)
def test_the_page_is_between_4_to_3_and_16_to_9(profile, view, lang):
    layout = profile_layout(profile, view, lang)
    assert NARROWEST - 0.005 <= layout.width / layout.height <= WIDEST + 0.005


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("lang", Lang)
def test_the_overview_is_readable_at_1600_pixels(profile, lang):
    assert smallest_text(profile_layout(profile, View.OVERVIEW, lang)) >= 11


@pytest.mark.parametrize(("profile", "view", "lang"), PICTURES)
def test_every_arrow_is_proved_by_edges_of_the_graph(profile, view, lang):
    edges = set(profile_graph(profile).edges)
    for link in profile_scene(profile, view, lang).links:
        assert link.edges, f"{link.source} -> {link.target} is drawn without proof"
        assert set(link.edges) <= edges


@pytest.mark.parametrize(("profile", "view", "lang"), PICTURES)
def test_every_item_stands_for_nodes_of_the_graph(profile, view, lang):
    nodes = profile_graph(profile).nodes
    for item in profile_scene(profile, view, lang).all_items():
        assert item.covers
        assert set(item.covers) <= nodes.keys()


@pytest.mark.parametrize(("profile", "view", "lang"), PICTURES)
def test_what_is_drawn_and_what_is_left_out_add_up_to_all_resources(profile, view, lang):
    graph, scene = profile_graph(profile), profile_scene(profile, view, lang)
    drawn = [node for node in scene.shown if graph.nodes[node].resource is not None]
    assert len(drawn) + sum(omission.count for omission in scene.omissions) == graph.coverage.total
    assert drawn
    assert all(omission.count > 0 and omission.reason for omission in scene.omissions)


@pytest.mark.parametrize(("profile", "view", "lang"), PICTURES)
def test_what_an_item_stands_for_counts_as_shown(profile, view, lang):
    scene = profile_scene(profile, view, lang)
    for item in scene.all_items():
        assert set(item.covers) <= scene.shown
        assert all(set(badge.covers) <= scene.shown for badge in item.badges)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("view", View)
def test_both_languages_show_the_same(profile, view):
    english, spanish = (profile_scene(profile, view, lang) for lang in Lang)
    assert [item.id for item in english.all_items()] == [item.id for item in spanish.all_items()]
    assert [(x.source, x.target, x.kind, x.edges) for x in english.links] == [
        (x.source, x.target, x.kind, x.edges) for x in spanish.links
    ]
    assert english.title != spanish.title


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("lang", Lang)
def test_the_legend_of_the_overview_explains_every_kind_of_arrow(profile, lang):
    scene = profile_scene(profile, View.OVERVIEW, lang)
    assert {entry.kind for entry in scene.legend} == {link.kind for link in scene.links}
    assert all(link.kind is LinkKind.CONTROL or link.edges for link in scene.links)
