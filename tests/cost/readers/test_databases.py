from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from cost.readers.given import assumed
from cost.readers.said import gaps
from workbook.cost.component import Component
from workbook.cost.demand.context import Purchases
from workbook.cost.meters.databases import Commitment
from workbook.cost.pricing import Charge, price_lines
from workbook.cost.readers.databases import instance
from workbook.errors import PriceError

SMALL = """
It:
  Type: AWS::RDS::DBInstance
  Properties:
    Engine: postgres
    EngineVersion: "17"
    DBInstanceClass: db.t4g.small
    AllocatedStorage: "20"
    MaxAllocatedStorage: 100
    BackupRetentionPeriod: 7
"""


def quantities(found):
    return {each.price: each.quantity for each in found if isinstance(each, Component)}


def test_a_database_is_its_hours_its_credits_its_storage_and_its_backups(read):
    found = read(SMALL)
    assert [each.price for each in found] == [
        "rds.instance.postgres.db.t4g.small.single",
        "rds.credits.t4g",
        "rds.storage.gp3.single",
        "rds.storage.gp3.single",
        "rds.backup",
    ]
    assert found[0].quantity == 730
    assert not gaps(found)


@pytest.mark.parametrize(
    ("said", "zones"), [("MultiAZ: true", "multi"), ('MultiAZ: "true"', "multi"), ("MultiAZ: false", "single")]
)
def test_the_standby_decides_the_price_of_instance_and_storage(read, said, zones):
    found = quantities(read(SMALL + f"    {said}\n"))
    assert {f"rds.instance.postgres.db.t4g.small.{zones}", f"rds.storage.gp3.{zones}"} <= found.keys()


@pytest.mark.parametrize("engine", ["mysql", "mariadb", "oracle-ee"])
def test_an_engine_without_a_price_is_a_gap_and_its_storage_is_priced(read, engine):
    found = read(SMALL.replace("Engine: postgres", f"Engine: {engine}").replace('EngineVersion: "17"', ""))
    assert quantities(found)["rds.storage.gp3.single"] is not None
    assert any(path == "DBInstanceClass" and engine.partition("-")[0] in text for path, text in gaps(found))


def test_storage_follows_the_data_in_steps_of_ten_up_to_its_limit(read):
    # 1 GB + 0.003 GB × 12 months × users: 4.6, 37 and 361 GB
    found = read(SMALL, np.array([100.0, 1000.0, 10_000.0]))
    (added,) = (each for each in found if isinstance(each, Component) and each.path == "MaxAllocatedStorage")
    assert added.quantity.tolist() == [0.0, 30.0, 80.0]


@pytest.mark.parametrize(
    ("data", "added", "doubts"),
    [
        (17.9, 0, 0),
        (18.1, 10, 0),  # less than a tenth of 20 GiB would be free
        (26.9, 10, 0),
        (27.1, 20, 0),
        (100, 80, 0),
        (100.1, 80, 1),
    ],
)
def test_storage_grows_by_ten_gib_when_less_than_a_tenth_is_free(read, data, added, doubts):
    # RDS user guide, storage autoscaling
    found = read(SMALL, usage=assumed(data_gb_initial=data, data_gb_per_user_month=0))
    grown = [each.quantity for each in found if isinstance(each, Component) and each.path == "MaxAllocatedStorage"]
    assert grown == [added]
    assert [path for path, _ in gaps(found)].count("MaxAllocatedStorage") == doubts


def test_storage_without_a_larger_limit_does_not_grow(read):
    for limit in ("", "    MaxAllocatedStorage: 20\n"):
        found = read(SMALL.replace("    MaxAllocatedStorage: 100\n", limit), usage=assumed(data_gb_initial=19))
        assert [each.quantity for each in found if getattr(each, "price", "").startswith("rds.storage")] == [20]


def test_throughput_that_a_small_volume_cannot_have_is_a_gap(read):
    found = read(SMALL + "    StorageThroughput: 200\n")
    assert [path for path, _ in gaps(found)] == ["StorageThroughput"]
    assert not any(price.startswith("rds.throughput") for price in quantities(found))


@pytest.mark.parametrize(("said", "hours"), [("PubliclyAccessible: true", 730), ("PubliclyAccessible: false", None)])
def test_a_database_that_the_internet_reaches_pays_for_its_address(read, said, hours):
    assert quantities(read(SMALL + f"    {said}\n")).get("ipv4.in-use") == hours


def test_a_class_that_only_the_deployment_knows_is_a_gap(read):
    found = read(SMALL.replace("db.t4g.small", "!ImportValue size"))
    assert ("DBInstanceClass", "only the deployment tells the class of the database") in gaps(found)
    assert "rds.storage.gp3.single" in quantities(found)


def test_an_old_version_of_an_engine_without_a_price_for_its_support_is_a_gap(read):
    old = SMALL.replace("Engine: postgres", "Engine: mysql").replace('"17"', '"5.7.44"')
    assert "EngineVersion" in [path for path, _ in gaps(read(old))]


def test_data_that_do_not_fit_are_told(read):
    (text,) = (said for path, said in gaps(read(SMALL, 10_000.0)) if path == "MaxAllocatedStorage")
    assert "361 GB" in text
    assert "100 GiB" in text


def test_a_growing_estimate_lets_storage_and_class_follow_the_load(read):
    found = read(SMALL, np.array([100.0, 10_000.0]), growing=True)
    hours = {key: amount.tolist() for key, amount in quantities(found).items() if key.startswith("rds.instance")}
    assert hours == {
        "rds.instance.postgres.db.t4g.small.single": [730.0, 0.0],
        "rds.instance.postgres.db.t4g.large.single": [0.0, 730.0],
    }
    assert not gaps(found)


def test_each_scenario_runs_in_exactly_one_class(read):
    found = read(SMALL, np.geomspace(1, 1e6, 200), growing=True)
    hours = [each.quantity for each in found if isinstance(each, Component) and "instance" in each.price]
    np.testing.assert_allclose(np.sum(hours, axis=0), 730.0)


def test_a_load_beyond_the_largest_class_in_the_book_is_told(read):
    found = read(SMALL, 1e6, growing=True)
    assert any(path == "DBInstanceClass" for path, _ in gaps(found))


def test_without_growth_a_class_that_cannot_answer_is_told_with_its_hours(read):
    # 1,000,000 users ask for several vCPUs in working hours
    texts = [text for path, text in gaps(read(SMALL, 1e6)) if path == "DBInstanceClass"]
    assert len(texts) == 1
    assert "2 vCPU of db.t4g.small" in texts[0]


def test_many_scenarios_at_once_say_the_same_as_one_by_one(read):
    users = [1.0, 300.0, 20_000.0, 400_000.0]
    together = read(SMALL, np.array(users))
    for place, each in enumerate(users):
        alone = [found for found in read(SMALL, each) if isinstance(found, Component)]
        many = [found for found in together if isinstance(found, Component)]
        assert [found.price for found in alone] == [found.price for found in many]
        for one, all_of_them in zip(alone, many, strict=True):
            wide = np.broadcast_to(np.asarray(all_of_them.quantity), (len(users),))
            np.testing.assert_allclose(one.quantity, wide[place])


def test_a_burstable_class_pays_for_what_a_day_takes_above_its_baseline(read):
    # 300,000 users: 1.5 ms × 27 million calls a working day are 11,250 vCPU seconds above the idle 0.04 vCPU
    found = read(SMALL.replace("small", "micro"), 300_000.0)
    surplus = quantities(found)["rds.credits.t4g"]
    a_day = 300_000 * 2 * 15 * 3 * 1.5 / 3_600_000 + 24 * 0.04 - 24 * 0.2
    assert surplus == pytest.approx(21 * a_day, rel=0.001)


SCHEDULED = (
    SMALL
    + """
Start:
  Type: AWS::Scheduler::Schedule
  Properties:
    ScheduleExpression: cron(0 8 ? * MON-FRI *)
    FlexibleTimeWindow: {Mode: "OFF"}
    Target:
      Arn: arn:aws:scheduler:::aws-sdk:rds:startDBInstance
      RoleArn: arn:aws:iam::111111111111:role/x
      Input: !Sub '{"DbInstanceIdentifier": "${It}"}'
Stop:
  Type: AWS::Scheduler::Schedule
  Properties:
    ScheduleExpression: cron(0 18 ? * MON-FRI *)
    FlexibleTimeWindow: {Mode: "OFF"}
    Target:
      Arn: !Sub arn:${AWS::Partition}:scheduler:::aws-sdk:rds:stopDBInstance
      RoleArn: arn:aws:iam::111111111111:role/x
      Input: !Sub '{"DbInstanceIdentifier": "${It}"}'
"""
)


def test_schedules_that_stop_a_database_save_its_hours_only(read):
    always, scheduled = quantities(read(SMALL)), quantities(read(SCHEDULED))
    running = "rds.instance.postgres.db.t4g.small.single"
    assert scheduled.pop(running) == pytest.approx(21 * 10)
    always.pop(running)
    assert scheduled == always


def test_a_disabled_schedule_and_one_for_another_database_change_nothing(read):
    disabled = SCHEDULED.replace("    ScheduleExpression", "    State: DISABLED\n    ScheduleExpression")
    other = SCHEDULED.replace('"${It}"', '"another"').replace("!Sub '{", "'{")
    for template in (disabled, other):
        assert quantities(read(template))["rds.instance.postgres.db.t4g.small.single"] == 730


def test_a_schedule_that_nobody_can_read_is_told(read):
    ((_, text),) = gaps(read(SCHEDULED.replace("cron(0 8 ? * MON-FRI *)", "cron(0 99 ? * MON-FRI *)")))
    assert "cron(0 99 ? * MON-FRI *)" in text


def test_the_formula_of_a_stopped_database_tells_what_it_still_pays(read):
    assert "starts it again after seven days" in read(SCHEDULED)[0].explained().en
    assert "seven days" not in read(SMALL)[0].explained().en


def test_an_old_version_pays_for_extended_support_unless_the_template_opts_out(read):
    old = SMALL.replace('"17"', '"12.19"')
    assert quantities(read(old))["rds.extended-support.year-1-2"] == 2 * 730
    assert quantities(read(old + "    MultiAZ: true\n"))["rds.extended-support.year-1-2"] == 4 * 730
    assert "rds.extended-support.year-3" in quantities(read(old, today=date(2027, 3, 1)))
    opted = old + "    EngineLifecycleSupport: open-source-rds-extended-support-disabled\n"
    assert not any("extended" in key for key in quantities(read(opted)))


def test_a_small_volume_that_asks_for_more_is_a_gap_and_the_rest_is_priced(read):
    found = read(SMALL + "    StorageType: gp3\n    Iops: 4000\n")
    ((path, text),) = gaps(found)
    assert path == "Iops"
    assert "4000 IOPS" in text
    assert "rds.storage.gp3.single" in quantities(found)


def test_iops_without_a_storage_type_are_io1(read):
    found = quantities(read(SMALL + "    Iops: 1000\n"))
    assert found["rds.iops.io1.single"] == 1000


def test_a_size_that_comes_from_a_snapshot_is_a_gap(read):
    found = read(
        SMALL.replace('AllocatedStorage: "20"', "DBSnapshotIdentifier: it").replace("MaxAllocatedStorage: 100", "")
    )
    assert "AllocatedStorage" in [path for path, _ in gaps(found)]


def test_long_insights_are_a_gap_and_seven_days_are_free(read):
    on = SMALL + "    EnablePerformanceInsights: true\n    PerformanceInsightsRetentionPeriod: {}\n"
    assert gaps(read(on.format(7))) == []
    assert [path for path, _ in gaps(read(on.format(731)))] == ["PerformanceInsightsRetentionPeriod"]


def test_a_master_password_that_rds_manages_is_a_secret(read):
    assert quantities(read(SMALL + "    ManageMasterUserPassword: true\n"))["secrets.secret"] == 1


def test_enhanced_monitoring_writes_logs_at_its_interval(read):
    each_minute = quantities(read(SMALL + "    MonitoringInterval: 60\n"))["logs.ingest"]
    each_second = quantities(read(SMALL + "    MonitoringInterval: 1\n"))["logs.ingest"]
    # 43,800 samples of 6,000 bytes
    assert each_minute == pytest.approx(43_800 * 6000 / 1024**3)
    assert each_second == pytest.approx(60 * each_minute)


def test_exported_logs_are_charged_here_only_where_the_template_has_no_group_for_them(read):
    exported = SMALL + "    DBInstanceIdentifier: it\n    EnableCloudwatchLogsExports: [postgresql]\n"
    group = "Group:\n  Type: AWS::Logs::LogGroup\n  Properties:\n    LogGroupName: /aws/rds/instance/it/postgresql\n"
    assert "logs.ingest" in quantities(read(exported))
    assert "logs.ingest" not in quantities(read(exported + group))


def test_a_reservation_replaces_the_hours_and_is_paid_while_stopped(read):
    found = quantities(read(SCHEDULED, purchases=Purchases(reserved_database=Commitment.ONE_YEAR_NO_UPFRONT)))
    key = "rds.instance.postgres.db.t4g.small.single"
    assert found[f"{key}.reserved-1yr-no-upfront.hour"] == 730
    assert key not in found


def test_a_class_that_is_not_sold_reserved_is_counted_on_demand_and_told(read):
    found = read(
        SMALL.replace("small", "xlarge"), purchases=Purchases(reserved_database=Commitment.THREE_YEARS_NO_UPFRONT)
    )
    assert quantities(found)["rds.instance.postgres.db.t4g.xlarge.single"] == 730
    assert "on demand" in gaps(found)[0][1]


def test_a_replica_has_what_its_source_has_and_keeps_no_backups(read):
    replica = (
        SMALL.replace("It:", "First:")
        + """
It:
  Type: AWS::RDS::DBInstance
  Properties:
    SourceDBInstanceIdentifier: !Ref First
    DBInstanceClass: db.t4g.micro
"""
    )
    found = quantities(read(replica))
    assert "rds.instance.postgres.db.t4g.micro.single" in found
    assert found["rds.storage.gp3.single"] == 0  # nothing added by autoscaling
    assert "rds.backup" not in found


def test_a_region_without_the_price_is_an_error_that_names_those_which_have_it(context_of):
    context = context_of(SMALL.replace("t4g.small", "m7g.large"), chosen_region="sa-east-1")
    (resource,) = context.graph.resources("AWS::RDS::DBInstance")
    charges = [
        Charge(resource.evidence(), each, "sa-east-1")
        for each in instance(resource, context)
        if isinstance(each, Component)
    ]
    with pytest.raises(
        PriceError, match=r"no price rds\.instance\.postgres\.db\.m7g\.large\.single in sa-east-1.*us-east-1"
    ):
        price_lines(charges, context.book, ())


def test_growth_skips_classes_that_the_region_does_not_sell(read):
    found = read(SMALL, 15_000.0, growing=True, chosen_region="sa-east-1")
    instances = [key for key in quantities(found) if key.startswith("rds.instance")]
    assert instances == ["rds.instance.postgres.db.m6g.large.single"]  # M7g is not sold there
