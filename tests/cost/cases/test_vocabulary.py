"""Laws that hold for every case that the words of published figures can say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.cost.cases.all import CASES
from workbook.cost.cases.model import LARGEST, Case
from workbook.cost.cases.run import compute, verify
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import default_book

REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "sa-east-1")
SIZES = {"Cpu": (256, 1024), "Memory": (512, 8192), "EphemeralStorage": (20, 30, 200), "arch": ("ARM64", "X86_64")}
SAVES = {"replaces_task_public_ips"}
"""What costs less the more there is of it."""


def written(number):
    """A number as files write it: whole, broken, as a text."""
    return st.sampled_from([number, float(number), str(number), repr(float(number))])


def said(values):
    """One of some values, in any of its forms; null says no more than a key that is not there."""
    words = [each for each in values if isinstance(each, (bool, str))]
    numbers = [each for each in values if not isinstance(each, (bool, str))]
    return st.one_of(st.none(), *map(st.just, words), *map(written, numbers))


def used(most):
    return st.none() | (st.integers(0, most) | st.floats(0, most)).flatmap(written)


def cases(resource_type, places, properties, usage=(), most=10**10):
    """Any case of a type: some of its properties, some of its usage, from nothing to very much."""
    return st.builds(
        Case,
        id=st.just("any"),
        resource_type=st.just(resource_type),
        place=st.sampled_from(places),
        hours=st.sampled_from([720.0, 730.0]),
        free_tier=st.sampled_from([FreeTier.NONE, FreeTier.ALWAYS_FREE, FreeTier.LEGACY_12_MONTHS]),
        properties=st.fixed_dictionaries({}, optional={key: said(values) for key, values in properties.items()}),
        usage=st.fixed_dictionaries({}, optional={key: used(most) for key in usage}),
        expected=st.just(Decimal(0)),
    )


DATABASE = {
    "AllocatedStorage": (400, 1000),
    "Engine": ("postgres", "postgres 12", "mysql in golden; postgres same price"),
    "Iops": (3000, 14_000),
    "MultiAZ": (True, False, "true"),
    "StorageType": ("gp3",),
    "vCPU": (2,),
}
EDGES = ("global", "edge:US", "edge:EU", "edge:SA")
VOCABULARY = {
    "cross-az": cases("(account) cross-AZ", REGIONS, {}, ["one_way_gb"]),
    "internet": cases("(account) data transfer out", REGIONS, {}, ["internet_gb"]),
    "inter-region": cases("(account) inter-region", REGIONS, {}, ["gb"]),
    "stack": cases("(stack)", REGIONS, {"ALB": (0, 1), "NAT": (0, 3), "ips": (0, 3)}, ["processed_gb_month"]),
    "vault": cases("AWS::Backup::BackupVault", REGIONS, {}, ["rds_snapshot_gb"]),
    "distribution": cases(
        "AWS::CloudFront::Distribution",
        EDGES,
        {"PriceClass": ("All",), "plan": ("pay-as-you-go",)},
        [
            "europe_gb",
            "http",
            "https",
            "https_requests",
            "invalidation_paths",
            "south_america_gb",
            "to_origin_gb",
            "us_gb",
        ],
    ),
    "flat-rate": cases("AWS::CloudFront::Distribution", EDGES, {"plan": ("Free", "pro")}, ["us_gb", "https"]),
    "alarm": cases(
        "AWS::CloudWatch::Alarm",
        REGIONS,
        {
            "Metrics": ("ANOMALY_DETECTION_BAND", "expression over 2 metrics"),
            "Period": (10, 60, 300),
            "count": (0, 1, 12),
        },
    ),
    "dashboard": cases("AWS::CloudWatch::Dashboard", ("global",), {"metrics": (0, 50, 51)}),
    "address": cases("AWS::EC2::EIP", REGIONS, {"attached": (True, False, "false")}),
    "instance": cases("AWS::EC2::Instance", REGIONS, {"root_gb": (8,)}).map(
        lambda case: replace(case, properties={**case.properties, "InstanceType": "t4g.nano"})
    ),
    "gateway": cases("AWS::EC2::NatGateway", REGIONS, {"azs": (2, 3)}, ["processed_gb_month"]),
    "saving-gateway": cases("AWS::EC2::NatGateway", REGIONS, {"azs": (1, 2)}, ["replaces_task_public_ips"], most=1).map(
        lambda case: replace(case, usage={key: value and round(float(value)) for key, value in case.usage.items()})
    ),
    "endpoint": cases(
        "AWS::EC2::VPCEndpoint",
        REGIONS,
        {
            "VpcEndpointType": ("Gateway", "Interface"),
            "azs": (1, 2),
            "endpoint_azs": (1, 6),
            "endpoints": (1, 4),
            "service": ("s3",),
            "subnets": (1, 2),
        },
        ["processed_gb_month"],
    ),
    "images": cases("AWS::ECR::Repository", REGIONS, {}, ["storage_gb"]),
    "service": cases(
        "AWS::ECS::Service",
        REGIONS,
        {**SIZES, "DesiredCount": (0, 1, 5), "LaunchType": ("FARGATE",), "total_GB": (3,), "total_vCPU": (1.5,)},
        ["hours"],
    ),
    "committed-service": cases(
        "AWS::ECS::Service",
        ("us-east-1",),
        {**SIZES, "DesiredCount": (1, 5), "commitment": ("Compute SP 1yr No Upfront",)},
        ["hours"],
    ),
    "task": cases("AWS::ECS::TaskDefinition", REGIONS, SIZES, ["days", "seconds_each", "tasks_per_day"], most=10**6),
    "balancer": cases(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        REGIONS,
        {
            "Type": ("application", "network"),
            "azs": (1, 3),
            "rules": (0, 60),
            "rules_evaluated": (0, 60),
            "scheme": ("internet-facing",),
        },
        [
            "active_connection_minutes",
            "active_connections_per_min",
            "kb_per_s",
            "lcu_average",
            "new_connections_per_s",
            "processed_gb_month",
            "requests_per_s",
            "rule_evaluations_per_s",
        ],
        most=10**6,
    ),
    "key": cases("AWS::KMS::Key", REGIONS, {"KeySpec": ("SYMMETRIC_DEFAULT",)}, ["requests_month"]),
    "log-group": cases("AWS::Logs::LogGroup", REGIONS, {}, ["ingest_gb", "scanned_gb", "stored_gb"]),
    "database": cases(
        "AWS::RDS::DBInstance",
        REGIONS,
        {
            **DATABASE,
            "DBInstanceClass": ("db.t4g.micro", "db.t4g.small", "db.t4g.*"),
            "running_hours_per_day": (0, 8, 24),
        },
        ["backup_gb_over_free", "surplus_vcpu_hours"],
    ),
    "reserved-database": cases(
        "AWS::RDS::DBInstance", ("us-east-1",), {**DATABASE, "StorageType": ("gp2", "gp3")}, ["backup_gb_over_free"]
    ).map(
        lambda case: replace(
            case,
            properties={**case.properties, "DBInstanceClass": "db.m7g.large", "commitment": "1yr No Upfront"},
        )
    ),
    "large-database": cases("AWS::RDS::DBInstance", ("us-east-1",), {**DATABASE, "DBInstanceClass": ("db.t3.large",)}),
    "proxy": cases("AWS::RDS::DBProxy", REGIONS, {"db_vcpu": (0, 1, 8)}),
    "health-check": cases("AWS::Route53::HealthCheck", ("global",), {"endpoint": ("non-aws",)}),
    "zone": cases("AWS::Route53::HostedZone", ("global",), {"zones": (1, 30)}, ["alias_queries", "queries_month"]),
    "record": cases(
        "AWS::Route53::RecordSet", ("global",), {"routing": ("geo", "latency", "simple")}, ["queries_month"]
    ),
    "bucket": cases(
        "AWS::S3::Bucket", REGIONS, {"class": ("STANDARD",)}, ["storage_gb", "tier1_requests", "tier2_requests"]
    ),
    "secret": cases("AWS::SecretsManager::Secret", REGIONS, {}, ["api_calls_month"]),
    "firewall": cases(
        "AWS::WAFv2::WebACL",
        REGIONS,
        {
            "managed_groups": (0, 3),
            "own_rules": (0, 2),
            "rule_groups": (0, 1),
            "rules": (0, 3),
            "rules_inside_managed_groups": (10,),
            "rules_inside_own_groups": (5,),
        },
        ["requests"],
    ),
}


@settings(max_examples=1)
@given(st.tuples(*VOCABULARY.values()))
def test_every_type_of_case_is_held_to_the_laws(drawn):
    assert {case.resource_type for case in drawn} == set(CASES)


@pytest.mark.parametrize("name", VOCABULARY)
@settings(max_examples=25)
@given(data=st.data())
def test_whatever_known_words_say_has_an_amount_from_nothing_up(name, data):
    amount = compute(data.draw(VOCABULARY[name]), default_book())
    assert amount.is_finite()
    assert amount >= 0


@pytest.mark.parametrize("name", VOCABULARY)
@settings(max_examples=25)
@given(data=st.data(), more=st.integers(1, 10**6))
def test_more_of_any_usage_never_costs_less(name, data, more):
    case = data.draw(VOCABULARY[name])
    before = compute(case, default_book())
    for key in {key for key, value in case.usage.items() if value is not None} - SAVES:
        grown = replace(case, usage={**case.usage, key: float(case.usage[key]) + more})
        # Quantities have twelve significant digits, so a sum may move in the last of them.
        assert compute(grown, default_book()) >= before * (1 - Decimal("1e-10"))


@pytest.mark.parametrize("name", VOCABULARY)
@settings(max_examples=10)
@given(data=st.data(), size=st.floats(1e10, 1e300))
def test_numbers_of_any_size_have_an_outcome(name, data, size):
    case = data.draw(VOCABULARY[name])
    (found,) = verify([replace(case, usage=dict.fromkeys(case.usage, size))], default_book())
    assert (found.computed is None) == (found.reason is not None)
    assert found.computed is None or 0 <= found.computed <= LARGEST


@pytest.mark.parametrize("name", VOCABULARY)
@settings(max_examples=10)
@given(data=st.data())
def test_a_free_tier_never_makes_a_case_dearer(name, data):
    case = data.draw(VOCABULARY[name])
    free, paid = (replace(case, free_tier=tier) for tier in (FreeTier.ALWAYS_FREE, FreeTier.NONE))
    assert compute(free, default_book()) <= compute(paid, default_book())
