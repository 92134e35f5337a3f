from __future__ import annotations

from pathlib import Path

import pytest

from workbook.audit.brief import DEMANDS
from workbook.audit.model import Group
from workbook.audit.reference import rules_page
from workbook.audit.rules import RULES
from workbook.lang import Lang, Text

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGES = {Lang.EN: "rules.md", Lang.ES: "rules.es.md"}
PREFIXES = {
    Group.NETWORK: "NET",
    Group.FRONTEND: "FRONT",
    Group.BACKEND: "BACK",
    Group.DATABASE: "DB",
    Group.SECURITY: "SEC",
    Group.SCALING: "SCALE",
    Group.DELIVERY: "CICD",
    Group.MONITORING: "MON",
    Group.DNS: "DNS",
}


@pytest.mark.parametrize("lang", Lang)
def test_the_reference_page_says_what_the_rules_say(lang: Lang, request: pytest.FixtureRequest) -> None:
    path, written = DOCS / PAGES[lang], rules_page(lang)
    if request.config.getoption("--update-golden"):
        path.write_text(written, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written, "use --update-golden to write it"


def test_every_demand_of_the_brief_has_a_rule() -> None:
    served = {rule.requirement for rule in RULES}
    assert [name for name, sentence in DEMANDS.items() if sentence not in served] == []


def test_a_rule_serves_a_demand_of_the_brief_or_says_which_practice() -> None:
    for rule in RULES:
        practice = rule.requirement.en.startswith("Good practice: ")
        assert practice == rule.requirement.es.startswith("Buena práctica: "), rule.id
        assert practice or rule.requirement in DEMANDS.values(), rule.id


def test_ids_are_numbered_within_their_group_without_gaps() -> None:
    for group, prefix in PREFIXES.items():
        numbers = [rule.id for rule in RULES if rule.group is group]
        assert numbers == [f"{prefix}-{number:02}" for number in range(1, len(numbers) + 1)]


def test_sentences_are_written_in_both_languages() -> None:
    for rule in RULES:
        for text in (rule.title, rule.why, rule.fix, rule.requirement):
            assert text.en, rule.id
            assert text.es, rule.id
            assert text.en != text.es, rule.id
        assert ends(rule.title, ".") == (False, False), rule.id
        assert ends(rule.why, ".") == ends(rule.fix, ".") == ends(rule.requirement, ".") == (True, True), rule.id


def test_no_two_rules_say_the_same() -> None:
    for words in ([rule.title.en for rule in RULES], [rule.why.en for rule in RULES]):
        assert len(words) == len(set(words))


def ends(text: Text, mark: str) -> tuple[bool, bool]:
    return text.en.endswith(mark), text.es.endswith(mark)
