from __future__ import annotations

import pytest

from workbook.book.links import Map, rewritten
from workbook.book.page import Place
from workbook.lang import Lang

PLACES = [
    *(Place(Lang.EN, name) for name in ("docs/a", "docs/README", "docs/howto/b", "notebooks/00_x", "rules/net-01")),
    *(Place(Lang.ES, name) for name in ("docs/a", "rules/net-01")),
]
KNOWN = Map(frozenset(PLACES), frozenset({"img/a.svg"}))


def english(text: str, path: str = "docs/howto/b.md") -> str:
    return rewritten(text, path, Place(Lang.EN, path.rpartition(".")[0]), KNOWN)


@pytest.mark.parametrize(
    ("written", "typeset"),
    [
        ("[a](../a.md)", "[a](/docs/a.md)"),
        ("[a](../a.md#part)", "[a](/docs/a.md#part)"),
        ("[the `x` of it](../../notebooks/00_x.ipynb)", "[the `x` of it](/notebooks/00_x.md)"),
        ("[documents](../../docs)", "[documents](/docs/README.md)"),
        ("[here](#part)", "[here](#part)"),
        ("[else](https://x.example/a.md)", "[else](https://x.example/a.md)"),
    ],
)
def test_a_link_leads_to_the_page_of_the_book(written: str, typeset: str) -> None:
    assert english(written) == typeset


def test_a_link_to_what_is_no_page_becomes_its_path() -> None:
    assert english("[the code](../../infra/app.py)") == "the code (`infra/app.py`)"
    assert english("[`app.py`](../../infra/app.py)") == "`app.py`"


def test_a_link_to_another_language_leaves_this_part_of_the_site() -> None:
    spanish = rewritten("[b](howto/b.md)", "docs/a.es.md", Place(Lang.ES, "docs/a"), KNOWN)

    assert english("[en español](../a.es.md)") == '<a href="../../es/docs/a.html" hreflang="es">en español</a>'
    assert spanish == '<a href="../../docs/howto/b.html" hreflang="en">b</a>'


def test_a_lesson_that_is_not_translated_is_read_in_english() -> None:
    here = Place(Lang.ES, "docs/a")

    assert 'hreflang="en"' in rewritten("[x](../notebooks/00_x.ipynb)", "docs/a.es.md", here, KNOWN)
    translated = Map(KNOWN.pages | {Place(Lang.ES, "notebooks/00_x")})
    assert rewritten("[x](../notebooks/00_x.ipynb)", "docs/a.es.md", here, translated) == "[x](/notebooks/00_x.md)"


def test_the_text_of_a_translation_is_read_in_its_lesson() -> None:
    here = Place(Lang.ES, "docs/a")
    translated = Map(KNOWN.pages | {Place(Lang.ES, "notebooks/00_x")})

    assert 'hreflang="en"' in rewritten("[x](../notebooks/es/00_x.md)", "docs/a.es.md", here, KNOWN)
    assert rewritten("[x](../notebooks/es/00_x.md)", "docs/a.es.md", here, translated) == "[x](/notebooks/00_x.md)"


def test_a_link_to_the_page_of_all_rules_leads_to_the_page_of_its_rule() -> None:
    here = Place(Lang.ES, "docs/a")

    assert english("[NET-01](../reference/rules.md#net-01)") == "[NET-01](/rules/net-01.md)"
    assert english("[NET-01](#net-01)", "docs/reference/rules.md") == "[NET-01](/rules/net-01.md)"
    assert rewritten("[r](reference/rules.es.md#net-01)", "docs/a.es.md", here, KNOWN) == "[r](/rules/net-01.md)"


def test_a_picture_that_leads_to_itself_is_a_picture() -> None:
    assert english("[![what](../../img/a.svg)](../../img/a.svg)") == "![what](../../img/a.svg)"


def test_comments_go_and_code_stays() -> None:
    page = "<!-- note -->\n`[x](y.py)` ``[`x`](y.py)``\n```text\n[x](y.py) <!-- kept -->\n```\n"

    assert english(page) == "\n" + page.partition("\n")[2]
