from __future__ import annotations

from decimal import Decimal
from itertools import chain

import numpy as np
import pytest

from cost.meters.laws import assert_told
from workbook.cost.component import Kind
from workbook.cost.meters.backups import backups, copied, transferred
from workbook.cost.meters.database_classes import LADDER, Shape, larger, shape
from workbook.cost.meters.database_storage import Volume, aurora, grown, volume
from workbook.cost.meters.databases import (
    Commitment,
    Instance,
    cpu_credits,
    extended_support,
    proxy,
    reserved,
    running,
    serverless,
)
from workbook.cost.number import HOURS_PER_MONTH
from workbook.errors import PriceError


def database(instance_class, gib, *, multi_az=False, iops=None, hours=HOURS_PER_MONTH):
    return chain(
        running(Instance(instance_class, multi_az), hours),
        volume(Volume(gib, multi_az=multi_az, iops=iops)),
    )


def test_a_single_small_database_costs_what_is_published(monthly):
    # Infracost's golden file of 2026-05-03: 23.36 + 2.30
    assert monthly(database("db.t4g.small", 20)) == Decimal("25.66")


def test_multi_az_has_its_own_price_and_extra_iops_are_counted_above_those_included(monthly):
    # Infracost's golden file of 2026-05-03: 730 × 0.065 + 400 × 0.23 + (14,000 - 12,000) × 0.04
    assert monthly(database("db.t4g.small", 400, multi_az=True, iops=14_000)) == Decimal("219.45")


def test_the_smallest_database_in_sao_paulo_costs_what_is_published(monthly):
    # Price list read on 2026-09-03: 24.82 + 4.38
    assert monthly(database("db.t4g.micro", 20), "sa-east-1") == Decimal("29.20")


def test_a_database_stopped_sixteen_hours_a_day_still_pays_its_storage(monthly):
    # 730 / 3 × 0.032 + 2.30
    assert round(monthly(database("db.t4g.small", 20, hours=HOURS_PER_MONTH / 3)), 2) == Decimal("10.09")


def test_a_reservation_without_upfront_is_its_hourly_part(monthly):
    # RDS reserved price list of 2025-04-04: 730 × 0.1297
    found = reserved(Instance("db.m7g.large"), Commitment.ONE_YEAR_NO_UPFRONT)
    assert monthly(found) == Decimal("94.681")


def test_the_upfront_part_of_a_reservation_is_spread_over_its_term():
    hourly, upfront = reserved(Instance("db.t4g.micro"), Commitment.THREE_YEARS_PARTIAL_UPFRONT)
    assert hourly.price == "rds.instance.postgres.db.t4g.micro.single.reserved-3yr-partial-upfront.hour"
    assert upfront.price == "rds.instance.postgres.db.t4g.micro.single.reserved-3yr-partial-upfront.upfront"
    assert upfront.quantity == pytest.approx(1 / 36)


@pytest.mark.parametrize(("commitment", "months"), [("1yr-partial-upfront", 12), ("3yr-partial-upfront", 36)])
def test_each_reserved_database_pays_all_hours_and_its_upfront_part(commitment, months):
    hourly, upfront = reserved(Instance("db.t4g.micro"), Commitment(commitment), count=3)
    assert hourly.quantity == 3 * 730
    assert upfront.quantity == pytest.approx(3 / months)


def test_the_formula_of_a_database_that_is_stopped_at_times_tells_what_it_still_pays():
    (always,), (stopped,) = running(Instance("db.t4g.small")), running(Instance("db.t4g.small"), 200, stopped=True)
    assert always.explained().en == "730 h a month as db.t4g.small"
    assert stopped.explained().en.startswith("200 h a month running as db.t4g.small; while stopped it pays")


def test_a_standby_is_named():
    (single,), (double,) = running(Instance("db.t4g.small")), running(Instance("db.t4g.small", multi_az=True))
    assert ("Multi-AZ" in single.name.en, "Multi-AZ" in double.name.en) == (False, True)


def test_extended_support_charges_the_standby_as_well(monthly):
    # 2 vCPUs, twice, 730 h at 0.10
    assert monthly(extended_support(2, HOURS_PER_MONTH, multi_az=True, third_year=False)) == Decimal("292.00")


def test_extended_support_doubles_in_the_third_year(monthly):
    assert monthly(extended_support(2, HOURS_PER_MONTH, multi_az=False, third_year=True)) == Decimal("292.00")


def test_a_proxy_pays_for_two_vcpus_at_least():
    (small,) = proxy(1)
    (large,) = proxy(8)
    assert (small.quantity, large.quantity) == (2 * 730, 8 * 730)


def test_a_proxy_costs_one_and_a_half_cents_for_each_vcpu_hour(monthly):
    # Amazon RDS Proxy pricing page: 2 × 730 × 0.015
    assert monthly(proxy(2)) == Decimal("21.90")


def test_credits_are_paid_by_the_vcpu_hour(monthly):
    # 100 vCPU hours at 0.075
    assert monthly(cpu_credits("t4g", 100)) == Decimal("7.50")


def test_serverless_capacity_is_fixed_up_to_its_least_and_follows_the_load_above():
    least, above = serverless(np.array([100.0, 365.0, 1000.0]), 0.5)
    assert (least.kind, above.kind) == (Kind.FIXED, Kind.USAGE)
    np.testing.assert_allclose(least.quantity, [100.0, 365.0, 365.0])
    np.testing.assert_allclose(above.quantity, [0.0, 0.0, 635.0])


@pytest.mark.parametrize(("acu_hours", "published"), [(100, "12.00"), (1000, "120.00")])
def test_capacity_of_serverless_costs_twelve_cents_an_hour_whoever_asks_for_it(monthly, acu_hours, published):
    # Amazon Aurora pricing page: 0.12 an ACU hour; no hours below the least are made up
    assert monthly(serverless(acu_hours, 0.5)) == Decimal(published)


def test_backups_are_free_up_to_the_provisioned_storage(monthly):
    # 0.095 for each GB above 20
    assert monthly(backups(10.0, 20.0)) == monthly(backups(20.0, 20.0)) == Decimal(0)
    assert monthly(backups(30.0, 20.0)) == Decimal("0.95")


def test_backups_of_a_deleted_database_are_paid_in_full(monthly):
    assert monthly(backups(100.0)) == Decimal("9.50")


def test_copies_of_backups_are_paid_from_the_first_gb_in_the_region_that_keeps_them(monthly):
    # 10 GB at 0.095 in Ireland; 10 GB at 0.02 on their way there
    kept, sent = list(copied(10.0, "eu-west-1")), list(transferred(10.0))
    assert [each.place for each in (*kept, *sent)] == ["eu-west-1", None]
    assert (monthly(kept), monthly(sent)) == (Decimal("0.95"), Decimal("0.20"))


@pytest.mark.parametrize("asked", [{"iops": 4000}, {"throughput": 200}])
def test_a_small_gp3_volume_that_asks_for_more_is_refused_in_one_sentence(asked):
    with pytest.raises(PriceError, match=r"asks for (4000 IOPS|200 MiB/s) on 20 GiB of gp3.*400 GiB or more"):
        list(volume(Volume(20, **asked)))


@pytest.mark.parametrize(
    ("storage", "extra"),
    [
        (Volume(20, iops=3000, throughput=125), 0),
        (Volume(400, iops=12_000, throughput=500), 0),
        (Volume(200, iops=13_000, engine="oracle"), 1000),
        (Volume(20, iops=4000, engine="sqlserver"), 1000),
        (Volume(100, kind="io1", iops=1000), 1000),
        (Volume(500, iops=4000, engine="sqlserver"), 1000),
        (Volume(100, kind="io1", iops=4000), 4000),
        (Volume(100, kind="gp2"), 0),
        (Volume(100, kind="gp2", iops=4000), 0),
    ],
)
def test_only_what_exceeds_the_included_performance_is_charged(storage, extra):
    charged = [each for each in volume(storage) if each.price.startswith("rds.iops")]
    assert sum(each.quantity for each in charged) == extra


@pytest.mark.parametrize(
    ("storage", "published"),
    [
        # RDS pricing page: 0.115 a GB, 0.02 an IOPS above 3,000 or 12,000, 0.08 a MiB/s above 125 or 500
        (Volume(20), "2.30"),
        (Volume(20, iops=3001, throughput=126, engine="sqlserver"), "2.40"),
        (Volume(400, iops=12_001, throughput=501), "46.10"),
        # io1: 0.125 a GB, 0.10 an IOPS from the first
        (Volume(100, kind="io1", iops=1000), "112.50"),
    ],
)
def test_a_volume_costs_what_is_published(monthly, storage, published):
    assert monthly(volume(storage)) == Decimal(published)


def test_a_volume_charges_nothing_that_nobody_asks_for():
    assert [each.price for each in volume(Volume(100, kind="io1"))] == ["rds.storage.io1.single"]
    assert [each.price for each in volume(Volume(400, iops=12_000, throughput=500))] == ["rds.storage.gp3.single"]


def test_what_a_volume_asks_for_is_told_with_the_property_that_asks():
    found = list(volume(Volume(400, iops=14_000, throughput=600)))
    assert [each.path for each in found] == ["AllocatedStorage", "Iops", "StorageThroughput"]
    assert_told(found, "400", "14,000", "600")


def test_storage_that_grows_is_told_from_what_is_allocated():
    allocated = next(volume(Volume(20)))
    (added,) = grown(Volume(20), np.array([0.0, 10.0]))
    assert (allocated.kind, added.kind) == (Kind.FIXED, Kind.USAGE)
    assert allocated.price == added.price


def test_aurora_shows_its_rate_where_the_requests_are_not_given():
    data, io = aurora(10.0, None)
    assert (data.quantity, io.quantity) == (10.0, None)
    assert ("10 GB" in data.explained().en, "not given" in io.explained().en) == (True, True)
    data, io = aurora(None, 1e6)
    assert (data.quantity, io.quantity) == (None, 1e6)
    assert ("not given" in data.explained().en, "1,000,000" in io.explained().en) == (True, True)


def test_the_storage_of_aurora_is_paid_by_the_gb_and_the_million_requests(monthly):
    # Amazon Aurora pricing page: 0.10 a GB, 0.20 a million
    assert monthly(aurora(100.0, 3e6)) == Decimal("10.60")


def test_each_step_of_the_ladder_carries_no_less_than_the_one_before():
    shapes = [shape(step) for step in LADDER]
    strengths = [(each.sustained_vcpus, each.memory_gib) for each in shapes]
    assert strengths == sorted(strengths)


def test_a_load_climbs_from_its_own_class():
    assert larger("db.t4g.large")[0] == "db.m7g.large"
    assert larger("db.t3.micro")[0] == "db.t4g.small"
    assert larger("db.unheard.of") == ()


@pytest.mark.parametrize(
    ("instance_class", "vcpus", "gib", "share"),
    [
        # Amazon RDS user guide, hardware specifications; EC2 user guide, burstable performance instances
        ("db.t4g.micro", 2, 1, 0.10),
        ("db.t4g.small", 2, 2, 0.20),
        ("db.t4g.medium", 2, 4, 0.20),
        ("db.t4g.large", 2, 8, 0.30),
        ("db.t4g.xlarge", 4, 16, 0.40),
        ("db.t4g.2xlarge", 8, 32, 0.40),
    ],
)
def test_a_burstable_class_carries_a_share_of_its_vcpus_and_pays_for_the_rest(instance_class, vcpus, gib, share):
    found = shape(instance_class)
    assert found == Shape(vcpus, gib, share, credit="t4g")
    assert found.sustained_vcpus == pytest.approx(vcpus * share)


@pytest.mark.parametrize(
    ("instance_class", "vcpus", "gib"),
    [
        ("db.c6gd.large", 2, 4),
        ("db.m6g.large", 2, 8),
        ("db.r6g.large", 2, 16),
        ("db.m6g.xlarge", 4, 16),
        ("db.m6g.2xlarge", 8, 32),
        ("db.m6g.4xlarge", 16, 64),
        ("db.m6g.8xlarge", 32, 128),
        ("db.m6g.12xlarge", 48, 192),
        ("db.r6g.16xlarge", 64, 512),
        ("db.m6i.24xlarge", 96, 384),
        ("db.r6i.32xlarge", 128, 1024),
        ("db.m7i.48xlarge", 192, 768),
    ],
)
def test_another_class_carries_all_of_its_vcpus(instance_class, vcpus, gib):
    # Amazon RDS user guide, hardware specifications
    found = shape(instance_class)
    assert found == Shape(vcpus, gib, 1.0, credit=None)
    assert found.sustained_vcpus == vcpus


@pytest.mark.parametrize(
    "unknown",
    [
        "db.serverless",
        "cache.t4g.micro",
        "db.x2iedn.metal",
        "db.x2iedn.large",
        "db.mz.large",
        "db.t4g.16xlarge",
        "db.m7g.metal",
        "",
    ],
)
def test_a_class_that_is_not_known_has_no_shape(unknown):
    assert shape(unknown) is None
