"""No file of cases, however wrong, breaks the program: it is refused in one sentence, or read case by case."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.cost.cases.all import CASES
from workbook.cost.cases.model import Case, CaseError, Verdict
from workbook.cost.cases.read import LARGEST_FILE, read_cases
from workbook.cost.cases.run import verify
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import default_book

SMALL_TASK = {
    "id": "a",
    "resource_type": "AWS::ECS::Service",
    "region": "us-east-1",
    "properties": {"Cpu": 256, "Memory": 512},
    "expected_monthly_usd": 9.01,  # 730 h × (0.25 × 0.04048 + 0.5 × 0.004445)
}


def read(folder, cases):
    path = folder / "cases.json"
    path.write_text(cases if isinstance(cases, str) else json.dumps(cases), encoding="utf-8")
    return read_cases(path)


def outcome(folder, **said):
    (found,) = verify(read(folder, [SMALL_TASK | said]), default_book())
    return found


def refusal(folder, words):
    path = folder / "cases.json"
    path.write_bytes(words)
    with pytest.raises(CaseError) as raised:
        read_cases(path)
    (problem,) = raised.value.problems
    assert problem.en != problem.es
    return problem.en


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (b"", "not JSON"),
        (b"cases: 1", "not JSON"),
        (b'{"cases": [}', "not JSON"),
        (b"\xff\xfe", "UTF-8 from byte 0"),
        (b"[" * 20_000, "nested too deeply"),
        (b'{"cases": ' + b'{"a":' * 20_000, "nested too deeply"),
        (b"{}", "has no cases"),
        (b'{"cases": []}', "has no cases"),
        (b'{"cases": {"id": 1}}', "has no cases"),
        (b"null", "has no cases"),
        (b'[{"id": "a", "id": "b"}]', "the key 'id' stands twice"),
        (b'[{"id": "a", "expected_exact_usd": NaN}]', "NaN"),
        (b'[{"id": "a", "expected_exact_usd": Infinity}]', "Infinity"),
        (b'[{"id": "a", "expected_exact_usd": 1e999}]', "the case a has inf as expected_exact_usd"),
        (b'[{"expected_exact_usd": ' + b"9" * 5000 + b"}]", "not JSON"),
    ],
)
def test_a_file_that_is_none_of_cases_is_refused(tmp_path, words, named):
    assert named in refusal(tmp_path, words)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (1, "the case 1 has 1 as case"),
        ({"id": ["a"]}, "the case 1 has ['a'] as id"),
        ({"id": True}, "the case 1 has True as id"),
        ({"resource_type": 7}, "the case a has 7 as resource_type"),
        ({"region": ["us-east-1"]}, "as region; expected a text"),
        ({"free_tier": ["none"]}, "as free_tier; expected a text"),
        ({"free_tier": "some"}, "'some'; expected one of none, always_free"),
        ({"hours_per_month": "all"}, "'all' as hours_per_month"),
        ({"hours_per_month": 0}, "expected from 1 to 744"),
        ({"hours_per_month": 8760}, "expected from 1 to 744"),
        ({"properties": [1]}, "[1] as properties"),
        ({"usage": "much"}, "'much' as usage"),
        ({"expected_monthly_usd": None}, "None as expected_monthly_usd"),
        ({"expected_monthly_usd": True}, "True as expected_monthly_usd"),
        ({"expected_monthly_usd": -1}, "-1 as expected_monthly_usd"),
        ({"expected_monthly_usd": 1e16}, "1e+16 as expected_monthly_usd"),
        ({"expected_exact_usd": "9 USD"}, "'9 USD' as expected_exact_usd"),
        ({"published_usd": -1}, "-1 as published_usd"),
        ({"tolerance_usd": "nan"}, "'nan' as tolerance_usd"),
        ({"verdict": {}}, "{} as verdict"),
    ],
)
def test_a_case_that_cannot_be_read_is_refused_by_its_key(tmp_path, said, named):
    case = SMALL_TASK | said if isinstance(said, dict) else said
    assert named in refusal(tmp_path, json.dumps([case]).encode())


def test_every_case_that_cannot_be_read_is_told_at_once(tmp_path):
    wrong = [SMALL_TASK | {"id": "b", "usage": 1}, SMALL_TASK, SMALL_TASK, SMALL_TASK | {"id": "c", "region": 1}]
    with pytest.raises(CaseError) as raised:
        read(tmp_path, wrong)
    told = [problem.en for problem in raised.value.problems]
    assert [words.partition(";")[0] for words in told] == [
        "the case b has 1 as usage",
        "the case c has 1 as region",
        "two cases have the id a",
    ]


def test_a_file_that_cannot_be_opened_is_refused(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(CaseError, match="cannot be read"):
            read_cases(path)


def test_a_file_that_never_ends_is_read_to_the_limit_alone():
    with pytest.raises(CaseError, match=f"larger than {LARGEST_FILE:,} bytes"):
        read_cases(Path("/dev/zero"))


def test_a_list_alone_and_a_byte_order_mark_are_read(tmp_path):
    assert read(tmp_path, "\ufeff" + json.dumps([SMALL_TASK])) == read(tmp_path, {"cases": [SMALL_TASK]})


def test_what_is_not_said_has_its_documented_default(tmp_path):
    bare = {"resource_type": "AWS::Route53::HostedZone", "expected_monthly_usd": "0.5", "usage": None, "region": None}
    (case,) = read(tmp_path, [bare])
    assert (case.id, case.place, case.hours, case.free_tier) == ("1", "global", 730, FreeTier.NONE)
    assert verify([case], default_book())[0].verdict is Verdict.AGREES


@pytest.mark.parametrize("region", ["all", "global", None])
def test_what_costs_the_same_everywhere_needs_no_region(tmp_path, region):
    said = {"resource_type": "AWS::CloudFront::Distribution", "properties": {}, "region": region}
    found = outcome(tmp_path, **said, usage={"us_gb": 106}, expected_monthly_usd=9.01)  # 106 × 0.085
    assert found.verdict is Verdict.AGREES


def test_a_figure_with_all_its_digits_goes_before_a_rounded_one(tmp_path):
    found = outcome(tmp_path, expected_exact_usd="9.010025", expected_monthly_usd=99)
    assert (found.verdict, found.difference) == (Verdict.AGREES, 0)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ({"expected_monthly_usd": 9.02}, Verdict.AGREES),
        ({"expected_monthly_usd": 9.03}, Verdict.DIFFERS),
        ({"expected_monthly_usd": 9.03, "tolerance_usd": 0.02}, Verdict.AGREES),
        ({"tolerance_usd": 0}, Verdict.DIFFERS),
    ],
)
def test_a_case_agrees_up_to_its_tolerance(tmp_path, said, verdict):
    assert outcome(tmp_path, **said).verdict is verdict


def test_null_in_the_usage_leaves_what_the_properties_say(tmp_path):
    assert outcome(tmp_path, usage={"Cpu": None, "hours": None}).verdict is Verdict.AGREES


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"resource_type": "AWS::ECS::Services"}, "type 'AWS::ECS::Services'; the nearest is AWS::ECS::Service"),
        ({"resource_type": None}, "no meter reads the type ''"),
        ({"properties": {"cpu": 256}}, "the key 'cpu' of this type; the nearest that is read is Cpu"),
        ({"usage": {"hour": 1, "memory": 2}}, "nearest that is read is Memory"),
        ({"usage": {"hour": 1, "memory": 2}}, "nearest that is read is hours"),
        ({"usage": {"hours": -1}}, "hours is -1; expected a number from 0"),
        ({"usage": {"hours": True}}, "hours is True"),
        ({"usage": {"hours": 10**400}}, "hours is 1000"),
        ({"usage": {"hours": "1e400"}}, "hours is '1e400'"),
        ({"usage": {"hours": [1]}}, "hours is [1]"),
        ({"usage": {"hours": 1e15}, "properties": {"Cpu": 1e12}}, "come to more than 1,000,000,000,000,000 USD"),
        ({"properties": {"arch": {"a": 1}}}, "arch is {'a': 1}; expected a text"),
        ({"region": "us-west-1"}, "no price fargate.memory.x86 in 'us-west-1'; it has one in eu-west-1, sa-east-1"),
    ],
)
def test_a_case_that_cannot_be_computed_says_why_and_stops_no_other(tmp_path, said, reason):
    bad, good = verify(read(tmp_path, [SMALL_TASK | {"id": "b"} | said, SMALL_TASK]), default_book())
    assert (bad.verdict, bad.computed) == (Verdict.UNREADABLE, None)
    assert reason in bad.reason.en
    assert good.verdict is Verdict.AGREES


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50)
@given(st.lists(st.dictionaries(st.sampled_from([*SMALL_TASK, "usage", "free_tier"]), JSON), min_size=1, max_size=3))
def test_a_file_of_anything_is_read_or_refused_with_a_sentence(tmp_path_factory, cases):
    words = json.dumps(cases).replace("Infinity", "1e999")
    try:
        found = verify(read(tmp_path_factory.mktemp("cases"), words), default_book())
    except CaseError as error:
        found = error.problems
    assert found


@given(
    st.sampled_from(sorted(CASES)),
    st.dictionaries(st.sampled_from(["Type", "azs", "Cpu", "processed_gb_month", "count", "Engine", "x"]), JSON),
    st.text(max_size=8),
)
def test_a_case_of_anything_has_an_outcome(resource_type, said, place):
    case = Case("any", resource_type, place, 730.0, FreeTier.NONE, said, {}, Decimal(0))
    (found,) = verify([case], default_book())
    assert (found.computed is None) == (found.reason is not None)
