from __future__ import annotations

from pathlib import Path

import pytest

from workbook.graph.build import FIELDS
from workbook.graph.model import EdgeKind
from workbook.graph.reference import KINDS, edges_page, resources_page
from workbook.graph.types import CATEGORIES, IGNORED, NAME_PROPERTIES, OUTSIDE_TYPES

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGES = {"resources.md": resources_page, "edges.md": edges_page}


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_page_says_what_the_code_does(name: str, request: pytest.FixtureRequest) -> None:
    written = PAGES[name]()
    if request.config.getoption("--update-golden"):
        (DOCS / name).write_text(written, encoding="utf-8")
    assert (DOCS / name).read_text(encoding="utf-8") == written, "use --update-golden to write it"


def test_every_kind_of_edge_is_explained() -> None:
    assert set(KINDS) == set(EdgeKind)


def test_a_type_is_modelled_or_ignored_and_never_both() -> None:
    assert not CATEGORIES.keys() & IGNORED.keys()


def test_every_type_with_rules_is_modelled() -> None:
    ruled = {kind for field in FIELDS for table in (field.RULES, field.CONNECTORS) for kind in table}
    assert ruled <= CATEGORIES.keys()


def test_every_type_that_a_literal_can_name_has_a_name_property() -> None:
    assert {kind for kinds in OUTSIDE_TYPES.values() for kind in kinds} == NAME_PROPERTIES.keys()


def test_every_function_that_makes_edges_says_what_holds() -> None:
    for field in FIELDS:
        for connectors in field.CONNECTORS.values():
            assert all(connector.__doc__ for connector in connectors)
