from __future__ import annotations

from decimal import Decimal
from itertools import chain

import numpy as np
import pytest

from workbook.cost.component import Kind
from workbook.cost.meters.backups import backups
from workbook.cost.meters.database_classes import LADDER, larger, shape
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


def test_extended_support_charges_the_standby_as_well(monthly):
    # 2 vCPUs, twice, 730 h at 0.10
    assert monthly(extended_support(2, HOURS_PER_MONTH, multi_az=True, third_year=False)) == Decimal("292.00")


def test_extended_support_doubles_in_the_third_year(monthly):
    assert monthly(extended_support(2, HOURS_PER_MONTH, multi_az=False, third_year=True)) == Decimal("292.00")


def test_a_proxy_pays_for_two_vcpus_at_least():
    (small,) = proxy(1)
    (large,) = proxy(8)
    assert (small.quantity, large.quantity) == (2 * 730, 8 * 730)


def test_credits_are_paid_by_the_vcpu_hour(monthly):
    # 100 vCPU hours at 0.075
    assert monthly(cpu_credits("t4g", 100)) == Decimal("7.50")


def test_serverless_capacity_is_fixed_up_to_its_least_and_follows_the_load_above():
    least, above = serverless(np.array([365.0, 1000.0]), 0.5)
    assert (least.kind, above.kind) == (Kind.FIXED, Kind.USAGE)
    np.testing.assert_allclose(least.quantity, [365.0, 365.0])
    np.testing.assert_allclose(above.quantity, [0.0, 635.0])


def test_backups_are_free_up_to_the_provisioned_storage(monthly):
    # 0.095 for each GB above 20
    assert monthly(backups(20.0, 20.0)) == Decimal(0)
    assert monthly(backups(30.0, 20.0)) == Decimal("0.95")


def test_backups_of_a_deleted_database_are_paid_in_full(monthly):
    assert monthly(backups(100.0)) == Decimal("9.50")


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
        (Volume(100, kind="gp2"), 0),
    ],
)
def test_only_what_exceeds_the_included_performance_is_charged(storage, extra):
    charged = [each for each in volume(storage) if each.price.startswith("rds.iops")]
    assert sum(each.quantity for each in charged) == extra


def test_storage_that_grows_is_told_from_what_is_allocated():
    allocated = next(volume(Volume(20)))
    (added,) = grown(Volume(20), np.array([0.0, 10.0]))
    assert (allocated.kind, added.kind) == (Kind.FIXED, Kind.USAGE)
    assert allocated.price == added.price


def test_aurora_shows_its_rate_where_the_requests_are_not_given():
    _, io = aurora(10.0, None)
    assert io.quantity is None


def test_each_step_of_the_ladder_carries_no_less_than_the_one_before():
    shapes = [shape(step) for step in LADDER]
    strengths = [(each.sustained_vcpus, each.memory_gib) for each in shapes]
    assert strengths == sorted(strengths)


def test_a_load_climbs_from_its_own_class():
    assert larger("db.t4g.large")[0] == "db.m7g.large"
    assert larger("db.t3.micro")[0] == "db.t4g.small"
    assert larger("db.unheard.of") == ()


@pytest.mark.parametrize("unknown", ["db.serverless", "cache.t4g.micro", "db.x2iedn.metal", ""])
def test_a_class_that_is_not_known_has_no_shape(unknown):
    assert shape(unknown) is None
