from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flow.conftest import Profile
from workbook.flow import documented
from workbook.flow.documented import Default
from workbook.flow.model import Documented, FailureKind, Outcome, PathKind, Verdict
from workbook.flow.report import to_json
from workbook.lang import Lang
from workbook.template.edit import remove
from workbook.template.jsonable import Json

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "flow.md").read_text(encoding="utf-8")


def _keys(value: Json) -> Iterator[str]:
    """Every key of the answer; what stands at a place of a template is the template's own."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key != "value":
                yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def test_every_key_of_the_json_is_explained(standard: Profile) -> None:
    broken = remove(standard.resource("ElasticLoadBalancingV2::Listener", "LoadBalancerHttps").evidence())

    for report in (standard.report(), standard.report(broken)):
        for key in set(_keys(to_json(report, Lang.EN))):
            assert f"`{key}`" in PAGE


def test_every_word_that_a_program_reads_is_explained() -> None:
    words = [*Verdict, *PathKind, *FailureKind, *(outcome.name.lower() for outcome in Outcome)]

    assert [word for word in words if f"`{word}`" not in PAGE] == []


def test_every_figure_from_a_document_is_listed_with_it() -> None:
    for name, found in vars(documented).items():
        if isinstance(found, Default):
            assert f"| {found.number:g} " in PAGE, name
            assert f"| {found.source.document} |" in PAGE, name
            assert found.source.read in PAGE


def test_every_promise_names_a_day_on_which_it_was_read() -> None:
    promises = [found for found in vars(documented).values() if isinstance(found, Documented)]

    assert promises
    assert all(promise.read in PAGE for promise in promises)
