from __future__ import annotations

from decimal import Decimal

import pytest

from workbook.cost.cases.model import Case, CaseError
from workbook.cost.cases.run import compute
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import default_book
from workbook.errors import PriceError

RDS = "AWS::RDS::DBInstance"


def case(resource_type, *, place="us-east-1", properties=None, usage=None):
    return Case("it", resource_type, place, 730.0, FreeTier.NONE, properties or {}, usage or {}, Decimal(0))


def priced(resource_type, **said):
    return compute(case(resource_type, **said), default_book())


def test_an_engine_named_with_an_old_version_pays_for_extended_support():
    # 2 vCPUs × 730 h × 0.10, in the first two years after 2025-02-28
    assert priced(RDS, properties={"Engine": "postgres 12", "vCPU": 2}) == Decimal("146.00")


def test_a_version_in_its_third_year_pays_twice_that():
    assert priced(RDS, properties={"Engine": "postgres 11", "vCPU": 2}) == Decimal("292.00")


def test_a_supported_version_pays_nothing_more():
    assert priced(RDS, properties={"Engine": "postgres 17", "vCPU": 2}) == 0


def test_the_vcpus_of_an_old_version_are_those_of_the_class_where_the_case_names_none():
    # 730 h × (0.032 + 2 × 0.10)
    said = {"DBInstanceClass": "db.t4g.small", "Engine": "postgres 12"}
    assert priced(RDS, properties=said) == Decimal("169.36")


def test_another_engine_is_never_priced_as_postgres():
    for engine in ("mysql", "aurora-postgresql"):
        with pytest.raises(PriceError, match=engine):
            priced(RDS, properties={"DBInstanceClass": "db.t4g.small", "Engine": engine})


def test_a_day_has_no_more_than_its_hours():
    with pytest.raises(CaseError, match="running_hours_per_day is 25; expected a number from 0 to 24"):
        priced(RDS, properties={"DBInstanceClass": "db.t4g.small"}, usage={"running_hours_per_day": 25})


def test_a_truth_is_true_or_false():
    said = {"DBInstanceClass": "db.t4g.small"}
    assert priced(RDS, properties=said | {"MultiAZ": "TRUE"}) == Decimal("47.45")
    with pytest.raises(CaseError, match="MultiAZ is 'yes'; expected one of false, true"):
        priced(RDS, properties=said | {"MultiAZ": "yes"})


def test_a_class_that_stands_for_a_family_is_charged_for_its_credits_alone():
    # 100 vCPU hours × 0.075
    said = {"properties": {"DBInstanceClass": "db.t4g.*"}, "usage": {"surplus_vcpu_hours": 100}}
    assert priced(RDS, **said) == Decimal("7.50")


def test_words_that_name_postgres_mean_its_price():
    words = {"DBInstanceClass": "db.t4g.small", "Engine": "mysql in golden; postgres same price"}
    assert priced(RDS, properties=words) == Decimal("23.36")


def test_backups_over_the_free_amount_are_charged():
    # 10 GB × 0.095
    assert priced(RDS, usage={"backup_gb_over_free": 10}) == Decimal("0.95")


@pytest.mark.parametrize("words", ["1yr No Upfront", "1yr no-upfront", "1YR NO UPFRONT"])
def test_a_commitment_is_understood_however_it_is_written(words):
    properties = {"DBInstanceClass": "db.m7g.large", "commitment": words}
    assert priced(RDS, properties=properties) == Decimal("94.681")


@pytest.mark.parametrize(("name", "effective"), [("db.t4g.medium", "0.030987"), ("db.m7g.large", "0.092647")])
def test_a_partial_upfront_is_spread_over_the_term(name, effective):
    # Effective hourly prices of three years with partial upfront, us-east-1, price list of 2025-04-04
    properties = {"DBInstanceClass": name, "commitment": "3yr Partial Upfront"}
    assert round(priced(RDS, properties=properties) / 730, 6) == Decimal(effective)


@pytest.mark.parametrize(
    ("resource_type", "properties"),
    [
        (RDS, {"DBInstanceClass": "db.m7g.large", "commitment": "5yr All Upfront"}),
        ("AWS::S3::Bucket", {"class": "GLACIER"}),
        ("AWS::KMS::Key", {"KeySpec": "RSA_2048"}),
    ],
)
def test_what_the_book_cannot_price_is_refused_by_name(resource_type, properties):
    (value,) = [each for key, each in properties.items() if key != "DBInstanceClass"]
    with pytest.raises(CaseError, match=str(value)):
        priced(resource_type, properties=properties)


@pytest.mark.parametrize(
    ("resource_type", "said", "expected"),
    [
        ("AWS::RDS::DBProxy", {"properties": {"db_vcpu": 1}}, "21.900"),  # 2 × 730 × 0.015
        ("AWS::RDS::DBProxy", {"properties": {"db_vcpu": 4}}, "43.800"),
        ("AWS::SecretsManager::Secret", {"usage": {"api_calls_month": 10_000}}, "0.45"),
        (
            "AWS::KMS::Key",
            {"properties": {"KeySpec": "SYMMETRIC_DEFAULT"}, "usage": {"requests_month": 10_000}},
            "1.03",
        ),
        ("AWS::Backup::BackupVault", {"usage": {"rds_snapshot_gb": 100}}, "9.50"),
        ("AWS::ECR::Repository", {"usage": {"storage_gb": 5}}, "0.50"),
        ("AWS::S3::Bucket", {"properties": {"class": "STANDARD"}, "usage": {"storage_gb": 60_000}}, "1371.200"),
    ],
)
def test_each_type_is_priced_by_its_meter(resource_type, said, expected):
    # S3: 51,200 GB × 0.023 + 8,800 GB × 0.022 = 1,371.20
    assert priced(resource_type, **said) == Decimal(expected)


def test_a_vault_is_priced_in_a_region_that_the_book_has_no_other_price_for():
    assert priced("AWS::Backup::BackupVault", place="us-west-1", usage={"rds_snapshot_gb": 100}) == Decimal("9.50")
    assert "us-west-1" not in default_book().regions
