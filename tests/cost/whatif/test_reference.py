"""The page about availability has the promises that the products are made of."""

from __future__ import annotations

import re

import pytest

from repo.tracked import ROOT
from workbook.cost.whatif.availability import NOT_COUNTED, of_api
from workbook.cost.whatif.promises import Promise, PromiseBasis, promises
from workbook.cost.whatif.rivals.rivals import RIVALS
from workbook.cost.whatif.weigh import Source
from workbook.workload.day import HOURS_PER_MONTH

PAGE = ROOT / "docs" / "reference" / "availability.md"
TABLE = re.compile(r"(?P<head><!-- promises -->\n)(?P<rows>\n(?:\|.*\n)*)")


def row(name: str, promise: Promise) -> str:
    percent = "none" if promise.uptime is None else f"{float(promise.uptime * 100):g} %"
    return f"| `{name}` | {percent} | `{promise.basis}` | {promise.source} | {promise.dated} |\n"


def test_the_page_lists_every_promise(request: pytest.FixtureRequest) -> None:
    head = "| part | promised | basis | agreement | dated |\n|---|---|---|---|---|\n"
    rows = "".join(row(name, promise) for name, promise in promises().items())
    text = PAGE.read_text(encoding="utf-8")
    written = TABLE.sub(lambda found: f"{found['head']}\n{head}{rows}", text)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(written, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written, "use --update-golden to write it"
    assert rows in written


def test_every_basis_is_explained() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert [basis for basis in PromiseBasis if f"| `{basis}` |" not in text.partition("| `basis` |")[2]] == []


def test_the_page_says_what_no_promise_says() -> None:
    below = PAGE.read_text(encoding="utf-8").partition("## What no promise says")[2]
    items = re.findall(r"^- (.*)[;.]$", below, re.MULTILINE)

    assert [item.lower() for item in items] == [text.en.removesuffix(".").lower() for text in NOT_COUNTED]


def test_the_page_has_every_rival() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("## Rivals")[2]

    assert [rival.id for rival in RIVALS if f"| `{rival.id}` |" not in table] == []


def test_the_product_is_that_of_the_profile_of_the_brief() -> None:
    promised = of_api(Source(profile="standard").edited(()))
    product, _, _ = promised.explained().en.partition(":")
    fails = f"{promised.minutes_down:.1f} of the {HOURS_PER_MONTH * 60:,} minutes of a month of {HOURS_PER_MONTH} hours"

    assert f"\n> {product}, which lets {fails} fail\n" in PAGE.read_text(encoding="utf-8")
