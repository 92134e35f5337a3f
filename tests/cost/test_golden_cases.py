"""Published figures come out again, and no file of cases, however wrong, breaks the program."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from workbook.cost.cases.model import Case, CaseError, Verdict
from workbook.cost.cases.read import read_cases
from workbook.cost.cases.run import compute, verify
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import default_book

PUBLISHED = Path(__file__).parents[1] / "fixtures" / "cases" / "published.json"
CASES = read_cases(PUBLISHED)
CENT = Decimal("0.01")

EXPLAINED = {
    # Infracost counts the tiers of endpoints at 1,000,000 and 5,000,000 GB; the price list has powers of two.
    "ic-vpce-7PB-tiers": Decimal("680.064"),
    # Infracost counts the ten rules inside a managed group, which AWS bills as one rule.
    "ic-wafv2": Decimal(-10),
}
"""What a case explains of the difference between the figure that a source prints and the one that AWS charges."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_comes_out_within_a_cent(case):
    (outcome,) = verify([case], default_book())
    if case.resource_type == "(whole stack)":
        assert outcome.verdict is Verdict.LEFT_OUT
    else:
        assert outcome.verdict is Verdict.AGREES, outcome.reason
        assert abs(outcome.computed - case.expected) <= CENT


@pytest.mark.parametrize("case", [case for case in CASES if case.published is not None], ids=lambda case: case.id)
def test_a_printed_figure_differs_by_what_the_case_explains_alone(case):
    is_stack = case.resource_type == "(whole stack)"
    computed = case.expected if is_stack else compute(case, default_book())
    left = computed - case.published - EXPLAINED.get(case.id, 0)
    assert abs(left) <= CENT
    assert bool(case.explained.startswith("differs")) == (case.id in EXPLAINED)


def test_every_case_has_its_public_source_and_day():
    said = json.loads(PUBLISHED.read_text(encoding="utf-8"))["cases"]
    assert len(said) == 57
    assert all(case["source"] and case["source_date"] for case in said)


NUMBERS = st.integers(0, 10**6) | st.floats(0, 1e6, allow_nan=False)
WHOLE = frozenset({"rules_evaluated"})
PLACES = ("us-east-1", "sa-east-1", "us-west-2", "eu-west-1")
EDGES = ("edge:US", "edge:EU", "edge:SA")


def vocabulary(resource_type, places, usage, **properties):
    """Any case of a type: a choice of each property, and any numbers as usage."""
    keys = {key: st.sampled_from(values) for key, values in properties.items()}
    return st.builds(
        lambda place, said, used: Case("any", resource_type, place, 730.0, FreeTier.NONE, said, used, Decimal(0)),
        st.sampled_from(places),
        st.fixed_dictionaries({}, optional=keys),
        st.fixed_dictionaries({}, optional={key: st.integers(0, 10**6) if key in WHOLE else NUMBERS for key in usage}),
    )


CPUS, MEMORIES = (256, 512, 1024, 2048), (512, 1024, 2048, 4096, 8192)
DISTRIBUTION = [
    "europe_gb", "http", "https", "https_requests", "invalidation_paths", "south_america_gb", "to_origin_gb", "us_gb",
]  # fmt: skip
BALANCER = [
    "active_connection_minutes", "active_connections_per_min", "kb_per_s", "lcu_average", "new_connections_per_s",
    "processed_gb_month", "requests_per_s", "rule_evaluations_per_s", "rules_evaluated",
]  # fmt: skip

VOCABULARY = {
    "cross-az": vocabulary("(account) cross-AZ", PLACES, ["one_way_gb"]),
    "internet": vocabulary("(account) data transfer out", PLACES, ["internet_gb"]),
    "inter-region": vocabulary("(account) inter-region", PLACES, ["gb"]),
    "stack": vocabulary("(stack)", PLACES, ["processed_gb_month"], ALB=(0, 1, 2), NAT=(0, 1, 3), ips=(0, 3)),
    "vault": vocabulary("AWS::Backup::BackupVault", PLACES[:2], ["rds_snapshot_gb"]),
    "distribution": vocabulary(
        "AWS::CloudFront::Distribution", EDGES, DISTRIBUTION, PriceClass=("All",), plan=("pay-as-you-go",)
    ),
    "alarm": vocabulary(
        "AWS::CloudWatch::Alarm",
        PLACES,
        [],
        Metrics=("ANOMALY_DETECTION_BAND", "expression over 2 metrics"),
        Period=(10, 60, 300),
        count=(0, 1, 12),
    ),
    "dashboard": vocabulary("AWS::CloudWatch::Dashboard", ("global",), [], metrics=(0, 50, 51)),
    "address": vocabulary("AWS::EC2::EIP", PLACES, [], attached=(True, False)),
    "gateway": vocabulary("AWS::EC2::NatGateway", PLACES, ["processed_gb_month"], azs=(1, 2, 3)),
    "endpoint": vocabulary(
        "AWS::EC2::VPCEndpoint",
        PLACES,
        ["processed_gb_month"],
        VpcEndpointType=("Gateway", "Interface"),
        azs=(1, 2),
        endpoint_azs=(1, 6),
        endpoints=(1, 4),
        service=("s3",),
        subnets=(1, 2),
    ),
    "images": vocabulary("AWS::ECR::Repository", PLACES, ["storage_gb"]),
    "service": vocabulary(
        "AWS::ECS::Service",
        PLACES,
        ["hours"],
        Cpu=CPUS,
        DesiredCount=(0, 1, 5),
        EphemeralStorage=(20, 30, 200),
        LaunchType=("FARGATE",),
        Memory=MEMORIES,
        arch=("ARM64", "X86_64"),
        total_GB=(3,),
        total_vCPU=(1.5,),
    ),
    "task": vocabulary(
        "AWS::ECS::TaskDefinition",
        PLACES,
        ["days", "seconds_each", "tasks_per_day"],
        Cpu=CPUS,
        EphemeralStorage=(20, 30),
        Memory=MEMORIES,
        arch=("ARM64", "X86_64"),
    ),
    "balancer": vocabulary(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        PLACES,
        BALANCER,
        Type=("application", "network"),
        azs=(1, 2, 3),
        rules=(0, 10, 60),
        scheme=("internet-facing",),
    ),
    "key": vocabulary("AWS::KMS::Key", PLACES, ["requests_month"], KeySpec=("SYMMETRIC_DEFAULT",)),
    "log-group": vocabulary("AWS::Logs::LogGroup", PLACES, ["ingest_gb", "scanned_gb", "stored_gb"]),
    "database": vocabulary(
        "AWS::RDS::DBInstance",
        PLACES,
        ["backup_gb_over_free", "surplus_vcpu_hours"],
        AllocatedStorage=(400, 1000),
        DBInstanceClass=("db.t4g.micro", "db.t4g.small", "db.t4g.*"),
        Engine=("postgres", "postgres 12"),
        Iops=(3000, 14000),
        MultiAZ=(True, False),
        StorageType=("gp3",),
        running_hours_per_day=(0, 8, 24),
        vCPU=(2,),
    ),
    "proxy": vocabulary("AWS::RDS::DBProxy", PLACES, [], db_vcpu=(0, 1, 8)),
    "health-check": vocabulary("AWS::Route53::HealthCheck", ("global",), [], endpoint=("non-aws",)),
    "zone": vocabulary("AWS::Route53::HostedZone", ("global",), ["alias_queries", "queries_month"], zones=(1, 7)),
    "record": vocabulary(
        "AWS::Route53::RecordSet", ("global",), ["queries_month"], routing=("geo", "latency", "simple", "alias")
    ),
    "bucket": vocabulary(
        "AWS::S3::Bucket", PLACES, ["storage_gb", "tier1_requests", "tier2_requests"], **{"class": ("STANDARD",)}
    ),
    "secret": vocabulary("AWS::SecretsManager::Secret", PLACES, ["api_calls_month"]),
    "firewall": vocabulary(
        "AWS::WAFv2::WebACL",
        PLACES[:2],
        ["requests"],
        managed_groups=(0, 3),
        own_rules=(0, 2),
        rule_groups=(0, 1),
        rules=(0, 3),
        rules_inside_managed_groups=(10,),
        rules_inside_own_groups=(5,),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", VOCABULARY)
@given(data=st.data())
@trials(max_examples=25)
def test_whatever_a_case_says_in_known_words_costs_nothing_or_more(name, data):
    assert compute(data.draw(VOCABULARY[name]), default_book()) >= 0


@pytest.mark.parametrize("name", VOCABULARY)
@given(data=st.data(), factor=st.floats(1e6, 1e300))
@trials(max_examples=25)
def test_numbers_of_any_size_have_an_outcome(name, data, factor):
    case = data.draw(VOCABULARY[name])
    (outcome,) = verify([replace(case, usage=dict.fromkeys(case.usage, factor))], default_book())
    assert outcome.reason is not None or outcome.computed >= 0


@pytest.mark.parametrize("name", VOCABULARY)
@given(data=st.data(), more=st.integers(1, 10**6))
@trials(max_examples=25)
def test_more_of_any_usage_never_costs_less(name, data, more):
    case = data.draw(VOCABULARY[name])
    before = compute(case, default_book())
    for key in case.usage:
        usage = {**case.usage, key: case.usage[key] + more}
        after = compute(replace(case, usage=usage), default_book())
        # Quantities have twelve significant digits, so a sum may move in the last of them.
        assert after >= before * (1 - Decimal("1e-10"))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (b"", "not JSON"),
        (b"cases: 1", "not JSON"),
        (b'{"cases": [}', "not JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 20_000, "not JSON"),
        (b"{}", "has no cases"),
        (b'{"cases": []}', "has no cases"),
        (b'{"cases": {"id": 1}}', "has no cases"),
        (b"null", "has no cases"),
        (b"[1]", "the case 1 has 1 as case"),
        (b'[{"id": "a", "expected_exact_usd": NaN}]', "NaN"),
        (b'[{"id": "a", "expected_exact_usd": 1e999}]', "the case a"),
        (b'[{"id": "a", "expected_exact_usd": -1}]', "the case a has -1"),
        (b'[{"id": "a"}]', "the case a has None as expected_monthly_usd"),
        (b'[{"id": "a", "expected_exact_usd": true}]', "the case a has True"),
        (b'[{"id": "a", "expected_exact_usd": 1, "properties": [1]}]', "properties"),
        (b'[{"id": "a", "expected_exact_usd": 1, "usage": "much"}]', "usage"),
        (b'[{"id": "a", "expected_exact_usd": 1, "free_tier": "some"}]', "'some'"),
        (b'[{"id": "a", "expected_exact_usd": 1, "free_tier": ["none"]}]', "free.tier"),
        (b'[{"id": "a", "expected_exact_usd": 1, "region": ["us-east-1"]}]', "region"),
        (b'[{"id": "a", "expected_exact_usd": 1, "hours_per_month": "all"}]', "hours_per_month"),
        (b'[{"id": "a", "expected_exact_usd": 1}, {"id": "a", "expected_exact_usd": 2}]', "two cases"),
    ],
)
def test_a_bad_file_is_refused_in_both_languages_and_named(tmp_path, words, named):
    path = tmp_path / "cases.json"
    path.write_bytes(words)
    with pytest.raises(CaseError, match=named) as raised:
        read_cases(path)
    assert all(problem.en and problem.es and problem.en != problem.es for problem in raised.value.problems)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CaseError, match="cannot be read"):
        read_cases(tmp_path / "none.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = [
    "id", "resource_type", "region", "hours_per_month", "free_tier", "properties", "usage", "expected_monthly_usd",
    "expected_exact_usd", "published_usd", "tolerance_usd", "verdict",
]  # fmt: skip


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), JSON), min_size=1, max_size=3))
def test_a_file_of_anything_is_read_or_refused_with_a_sentence(tmp_path_factory, cases):
    path = tmp_path_factory.mktemp("cases") / "cases.json"
    path.write_text(json.dumps(cases).replace("Infinity", "1e999"), encoding="utf-8")
    try:
        found = verify(read_cases(path), default_book())
    except CaseError as error:
        found = error.problems
    assert found


@given(
    st.sampled_from(sorted({case.resource_type for case in CASES})),
    st.dictionaries(st.sampled_from(["Type", "azs", "Cpu", "processed_gb_month", "count", "x"]), JSON),
    st.text(max_size=8),
)
def test_a_case_of_anything_has_an_outcome(resource_type, said, place):
    (outcome,) = verify([Case("any", resource_type, place, 730.0, FreeTier.NONE, said, {}, Decimal(0))], default_book())
    assert (outcome.computed is None) == (outcome.reason is not None)
