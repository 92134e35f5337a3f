from __future__ import annotations

from decimal import Decimal
from itertools import chain

import pytest

from cost.meters.laws import assert_as_one_by_one, assert_told
from workbook.cost.meters import logs, notifications, watching
from workbook.cost.meters.watching import ANOMALY_METRICS, AlarmKind, alarm
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import default_book

FREE = FreeTier.ALWAYS_FREE


def alarms(count, kind=AlarmKind.STANDARD):
    return chain.from_iterable(alarm(kind) for _ in range(count))


def test_alarms_cost_ten_cents_each(monthly):
    # CloudWatch pricing page, example: 4 × 0.10
    assert monthly(alarms(4)) == Decimal("0.40")


@pytest.mark.parametrize(("count", "published"), [(10, "0"), (11, "0.10"), (12, "0.20")])
def test_ten_alarms_of_standard_resolution_are_free_over_the_whole_account(monthly, count, published):
    assert round(monthly(alarms(count), free_tier=FREE), 9) == Decimal(published)


def test_alarms_of_high_resolution_are_never_free(monthly):
    # CloudWatch pricing page: 0.30 each
    assert monthly(alarms(2, AlarmKind.HIGH_RESOLUTION), free_tier=FREE) == Decimal("0.60")


def test_composite_alarms_are_never_free(monthly):
    # CloudWatch pricing page: 0.50 each
    assert monthly(alarms(2, AlarmKind.COMPOSITE), free_tier=FREE) == Decimal("1.00")


def test_an_alarm_is_paid_for_each_metric_of_its_expression(monthly):
    # Infracost's golden file of 2026-05-03: an expression over two metrics
    assert monthly(alarm(AlarmKind.STANDARD, 2)) == Decimal("0.20")


def test_an_alarm_on_an_anomaly_watches_its_band_too(monthly):
    # CloudWatch pricing page: three metrics at 0.10
    assert monthly(alarm(AlarmKind.STANDARD, ANOMALY_METRICS)) == Decimal("0.30")


def test_metrics_of_ones_own_get_cheaper_by_the_thousand(monthly):
    # CloudWatch pricing page: 10,000 × 0.30 + 240,000 × 0.10 + 750,000 × 0.05 + 1 × 0.02
    assert monthly(watching.custom_metrics(1_000_001)) == Decimal("64500.02")


def test_detailed_metrics_cost_as_much_as_those_of_ones_own(monthly):
    # CloudWatch pricing page, EC2 detailed monitoring: 7 × 0.30
    assert monthly(watching.detailed_metrics(7)) == Decimal("2.10")


def test_ten_metrics_of_ones_own_are_free(monthly):
    assert monthly(watching.custom_metrics(11), free_tier=FREE) == Decimal("0.30")


def test_enhanced_container_insights_cost_seven_cents_a_metric(monthly):
    # Published count of a cluster with one service: 157 × 0.07
    assert monthly(watching.container_insights(157)) == Decimal("10.99")


@pytest.mark.parametrize(("count", "published"), [(3, "0"), (4, "3.00")])
def test_three_small_dashboards_are_free(monthly, count, published):
    found = chain.from_iterable(watching.dashboard() for _ in range(count))
    assert monthly(found, free_tier=FREE) == Decimal(published)


def test_a_large_dashboard_is_never_free(monthly):
    assert monthly(watching.dashboard(large=True), free_tier=FREE) == Decimal("3.00")


def test_the_first_five_gb_of_logs_are_free_however_they_are_used(monthly):
    # 8 GB written, of which 5 are free: 3 × 0.50; what is kept and searched is paid in full
    written, kept, searched = logs.written(8), logs.kept(100), logs.searched(200)
    assert monthly([*written, *kept, *searched], free_tier=FREE) == Decimal("1.50") + Decimal("3.00") + Decimal("1.00")


@pytest.mark.parametrize(
    ("way", "published"),
    [
        (logs.STANDARD, "50000"),  # 100,000 × 0.50: no tiers
        (logs.INFREQUENT, "25000"),  # 100,000 × 0.25
        (logs.VENDED, "14728"),  # 10,240 × 0.50 + 20,480 × 0.25 + 20,480 × 0.10 + 48,800 × 0.05
    ],
)
def test_each_way_to_write_has_its_price(monthly, way, published):
    # CloudWatch pricing page; vended logs by tiers of terabytes
    assert monthly(logs.written(100_000, way)) == Decimal(published)


def test_logs_cost_more_in_sao_paulo(monthly):
    # Price list of sa-east-1: 10 × 0.90
    assert monthly(logs.written(10), "sa-east-1") == Decimal("9.00")


def test_messages_by_mail_are_paid_besides_their_publication(monthly):
    # Amazon SNS pricing page: 0.50 for a million published, of which a million is free; 2.00 for 100,000 mails
    found = [*notifications.topic(3_000_000), *notifications.emails(101_000)]
    assert monthly(found) == Decimal("1.50") + Decimal("2.02")
    assert monthly(found, free_tier=FREE) == Decimal("1.00") + Decimal("2.00")


def test_what_nobody_knows_shows_its_rate():
    for found in (*logs.written(None), *alarm(AlarmKind.STANDARD, None)):
        assert found.quantity is None
        assert "?" in found.explained().en


METERS = {
    "written": logs.written,
    "infrequent": lambda amount: logs.written(amount, logs.INFREQUENT),
    "vended": lambda amount: logs.written(amount, logs.VENDED),
    "kept": logs.kept,
    "searched": logs.searched,
    "alarm": lambda amount: alarm(AlarmKind.STANDARD, amount),
    "high resolution": lambda amount: alarm(AlarmKind.HIGH_RESOLUTION, amount),
    "custom": watching.custom_metrics,
    "detailed": watching.detailed_metrics,
    "insights": watching.container_insights,
    "published": notifications.topic,
    "mails": notifications.emails,
}


@pytest.mark.parametrize("name", METERS)
def test_many_scenarios_at_once_are_as_one_by_one(name):
    assert_as_one_by_one(METERS[name])


@pytest.mark.parametrize("name", METERS)
def test_everything_has_a_price_and_a_formula_in_both_languages(name):
    assert_told(METERS[name](1234.0), "1,234")


def test_a_formula_tells_why_something_has_its_price():
    found = [*alarm(AlarmKind.COMPOSITE), *watching.dashboard(), *watching.dashboard(large=True)]
    assert [each.explained().en for each in found] == [
        "one composite alarm",
        "up to 50 metrics",
        "more than 50 metrics",
    ]


@pytest.mark.parametrize("kind", AlarmKind)
def test_every_kind_of_alarm_has_a_price(kind):
    (found,) = alarm(kind)
    assert default_book().find(found.price, "us-east-1") is not None
