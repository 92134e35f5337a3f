"""The table of resource types: every icon exists, every name is there in both languages."""

from __future__ import annotations

from pathlib import Path

import diagrams
import pytest

from workbook.graph.types import category
from workbook.lang import Lang
from workbook.render.catalogue import KINDS, PEOPLE, VARIANTS, Part, kind_of, spaced
from workbook.render.icons import icon_class
from workbook.render.scene import BoxKind, LinkKind
from workbook.render.theme import FRAMES, STROKES

ICONS = {kind.icon for kind in (*KINDS.values(), *PEOPLE.values())} | set(VARIANTS.values())
CORNERS = {frame.corner for frame in FRAMES.values() if frame.corner}


@pytest.mark.parametrize("name", sorted(ICONS | CORNERS))
def test_every_icon_has_a_picture(name):
    node = icon_class(name)
    pictures = Path(diagrams.__file__).parents[1]

    assert (pictures / node._icon_dir / node._icon).is_file()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_type_has_a_name_in_both_languages(kind):
    assert all(KINDS[kind].name[lang].strip() for lang in Lang)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_type_with_an_icon_is_known_to_the_graph(kind):
    assert category(kind) is not None


def test_a_type_without_rules_is_drawn_with_the_end_of_its_name():
    kind = kind_of("AWS::AppMesh::VirtualNode")
    assert (kind.part, kind.name.en) == (Part.OTHER, "Virtual node")


def test_plumbing_is_not_drawn():
    assert kind_of("AWS::EC2::VPCDHCPOptionsAssociation").part is Part.HIDDEN


@pytest.mark.parametrize(
    ("name", "words"),
    [("VirtualNode", "Virtual node"), ("VpcIAMRole", "VPC IAM role"), ("DNSSEC", "DNSSEC"), ("x", "x"), ("", "")],
)
def test_identifiers_are_told_in_words(name, words):
    assert spaced(name) == words


def test_every_kind_of_box_and_arrow_has_a_look():
    assert set(FRAMES) == set(BoxKind)
    assert set(STROKES) == set(LinkKind)
