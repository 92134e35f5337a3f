"""The page about prices names the keys, columns and bases that there are."""

from __future__ import annotations

import re

import pytest

from repo.tracked import ROOT
from workbook.cost.prices.load import default_book
from workbook.cost.prices.model import Basis
from workbook.cost.prices.snapshot import COLUMNS

PAGE = (ROOT / "docs" / "reference" / "prices.md").read_text(encoding="utf-8")
KEYS = {key for key, _ in default_book().prices}


def cells(heading: str, column: int) -> list[str]:
    """One column of the table below a heading."""
    _, _, below = PAGE.partition(f"\n## {heading}\n")
    table = [line for line in below.partition("\n## ")[0].splitlines() if line.startswith("|")][2:]
    return [line.strip("|").split("|")[column].strip() for line in table]


FAMILIES = {
    name: re.compile(re.sub(r"<[a-z]+>", "[^.]+", re.escape(name).replace("<class>", r"db\.[^.]+\.[^.]+")))
    for cell in cells("Keys", 0)
    for name in re.findall(r"`([^`]+)`", cell)
} | {"ec2.instance.<type>": re.compile(r"ec2\.instance\.[^.]+\.[^.]+")}


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_of_keys_on_the_page_exists(name: str) -> None:
    assert any(FAMILIES[name].fullmatch(key) for key in KEYS)


def test_every_key_belongs_to_a_family_on_the_page() -> None:
    assert not {key for key in KEYS if not any(pattern.fullmatch(key) for pattern in FAMILIES.values())}


def test_every_unit_stands_with_its_keys() -> None:
    units = {price.unit for price in default_book().prices.values()}
    told = {unit for cell in cells("Keys", 1) for unit in cell.split(", ")}

    assert units == told - {"as above"}


def test_every_column_and_every_basis_is_explained() -> None:
    columns = [name for cell in cells("Columns", 0) for name in re.findall(r"`([^`]+)`", cell)]

    assert set(columns) == {*COLUMNS, "stale_after_days"}
    assert cells("Basis", 0) == [f"`{basis}`" for basis in Basis]
