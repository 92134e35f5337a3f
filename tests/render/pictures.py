"""Graphs and layouts that several tests look at, each computed once."""

from __future__ import annotations

from functools import cache

from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.lang import Lang
from workbook.render.layout import lay_out
from workbook.render.placed import Layout
from workbook.render.scene import Scene
from workbook.render.views import View, scene
from workbook.template.source import load_profile


@cache
def profile_graph(profile: str) -> Graph:
    return build_graph(load_profile(profile))


@cache
def profile_scene(profile: str, view: View, lang: Lang) -> Scene:
    return scene(profile_graph(profile), view, lang)


@cache
def profile_layout(profile: str, view: View, lang: Lang) -> Layout:
    return lay_out(profile_scene(profile, view, lang))
