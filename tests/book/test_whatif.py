from __future__ import annotations

import json
import re

import pytest

from workbook.book.whatif import figures, whatif_page
from workbook.cost.estimate import estimate
from workbook.documents.sources import graph
from workbook.lang import Lang
from workbook.template.source import PROFILES


@pytest.mark.parametrize(
    ("profile", "users"), [("standard", 100), ("starter", 350), ("standard", 1000), ("growth", 1000)]
)
def test_the_page_says_what_the_engine_says(profile: str, users: int) -> None:
    said = figures(Lang.EN)
    place = said["users"].index(users)
    found = estimate(graph(profile), users, interval=False)

    assert said["profiles"][profile]["total"][place] == pytest.approx(float(found.total) * 100, abs=1)
    by_service: dict[str, float] = {}
    for line in found.lines:
        by_service[line.price.part] = by_service.get(line.price.part, 0.0) + float(line.monthly or 0)
    services = {name: costs[place] for name, costs in said["profiles"][profile]["services"].items()}
    assert services == {name: pytest.approx(usd * 100, abs=1) for name, usd in by_service.items()}


def test_every_service_and_word_that_the_script_needs_is_there() -> None:
    said = figures(Lang.ES)

    assert list(said["profiles"]) == list(PROFILES)
    assert set(said["services"]) == {name for each in said["profiles"].values() for name in each["services"]}
    assert all(len(each["total"]) == len(said["users"]) for each in said["profiles"].values())
    assert said["services"]["AmazonRDS"] == "base de datos (RDS)"


@pytest.mark.parametrize("lang", Lang)
def test_the_page_brings_its_figures_along_and_a_table_beside_them(lang: Lang) -> None:
    text = whatif_page(lang).text
    data = re.search(r'<script type="application/json" id="whatif-data">(.*?)</script>', text)

    assert data is not None
    assert json.loads(data[1]) == figures(lang)
    assert [line for line in text.splitlines() if line.startswith(("| 100 |", "| 1,000 |", "| 1.000 |"))][1:]
    assert "fetch(" not in text
