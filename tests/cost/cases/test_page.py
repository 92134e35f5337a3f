"""The page about published figures names every type, and every key that the readers of cases look for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from workbook.cost import cases
from workbook.cost.cases.all import CASES
from workbook.cost.cases.edge import USAGE_BY_EDGE

PAGE = Path(__file__).parents[3] / "docs" / "howto" / "verify-published-figures.md"
TABLE = PAGE.read_text(encoding="utf-8").partition("<!-- keys of cases -->")[2].partition("\n\n##")[0]
ASKING = {"number", "count", "text", "flag", "has", "one_of"}


def asked() -> set[str]:
    """Every key that stands in a call such as `case.number("azs")`."""
    modules = Path(cases.__file__).parent.glob("*.py")
    calls = (node for path in modules for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    found = {
        node.args[0].value
        for node in calls
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ASKING
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    return {str(key) for key in found} | set(USAGE_BY_EDGE.values())


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_page_has_a_row_for_every_type(name):
    assert f"\n| `{name}` |" in TABLE


@pytest.mark.parametrize("key", sorted(asked()))
def test_the_page_names_every_key_that_is_read(key):
    assert f"`{key}`" in TABLE


def test_the_page_has_no_row_for_what_nobody_reads():
    assert set(re.findall(r"^\| `([^`]+)` \|", TABLE, re.MULTILINE)) == {"resource_type", *CASES}
