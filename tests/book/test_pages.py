from __future__ import annotations

import re

import pytest

from repo.tracked import ROOT, tracked_files
from workbook.audit.model import Group
from workbook.audit.rules import RULES
from workbook.book import prices, rules
from workbook.book.front import documents, front
from workbook.book.page import Place
from workbook.book.site import DOCUMENTS, FRONT, LESSONS, files, known
from workbook.book.stage import translated
from workbook.cost.prices.load import default_book
from workbook.documents.sources import judged
from workbook.lang import Lang


def test_each_rule_has_a_page_with_its_reasons_and_what_proves_it() -> None:
    pages = {page.name: page.text for page in rules.rule_pages(Lang.EN)}
    place = judged("standard").result("DB-02").verdict.evidence[0]

    assert set(pages) == {rules.INDEX, *map(rules.group_page, Group), *map(rules.name_of, RULES)}
    for rule in RULES:
        text = pages[rules.name_of(rule)]
        assert [sentence for sentence in (rule.requirement.en, rule.why.en, rule.fix.en) if sentence not in text] == []
        assert f"(/{rules.name_of(rule)}.md)" in pages[rules.group_page(rule.group)]
    assert f"{place.logical_id}" in pages["rules/db-02"]
    assert "| starter | ✘\N{NO-BREAK SPACE}non-compliant |" in pages["rules/db-02"]


def test_every_price_stands_on_the_page_of_its_service_with_source_and_date() -> None:
    pages = {page.name: page.text for page in prices.price_pages(Lang.ES)}

    for price in default_book().prices.values():
        text = pages[prices.service_page(price.part)]
        assert f"\n## {price.key}\n" in text
        assert price.dated.isoformat() in text
    assert [name for name in pages if name != prices.INDEX and f"(/{name}.md)" not in pages[prices.INDEX]] == []


def test_every_document_and_lesson_is_a_page() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in files(ROOT).values()}
    written = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")}

    assert written - found == {"docs/reference/rules.md", "docs/reference/rules.es.md"}
    assert {f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")} <= found


@pytest.mark.parametrize("lang", Lang)
def test_every_language_has_what_opens_its_parts(lang: Lang) -> None:
    pages = known(ROOT).pages

    assert {Place(lang, name) for name in (FRONT, LESSONS, DOCUMENTS, rules.INDEX, prices.INDEX)} <= pages


def test_the_spanish_part_lists_every_page_that_is_translated() -> None:
    twins = {
        path.relative_to(ROOT).as_posix().removesuffix(".es.md")
        for path in tracked_files()
        if path.name.endswith(".es.md")
    }
    names = [place.name for place in files(ROOT) if place.lang is Lang.ES]
    listed = f"{front(Lang.ES, has_lessons=False)}\n{documents(Lang.ES, names, '# Documentación')}"

    # Of all rules in one page the book makes a page for each.
    assert twins - {*re.findall(r"^(?:.+<)?/([^>\s]+)>?$", listed, re.MULTILINE)} == {"docs/reference/rules"}


def test_what_both_languages_have_is_known_in_both() -> None:
    assert translated(known(ROOT), Lang.EN)["es"] == translated(known(ROOT), Lang.ES)["en"]
    assert "docs/request-flow" in translated(known(ROOT), Lang.EN)["es"]
    assert "docs/howto/add-a-price" not in translated(known(ROOT), Lang.EN)["es"]
