from __future__ import annotations

import numpy as np
import pytest

from cost.readers.given import assumed
from workbook.cost.component import Component, Unpriced

DATABASE = """
{name}:
  Type: AWS::RDS::DBInstance
  Properties:
    Engine: postgres
    DBInstanceClass: db.t4g.small
    AllocatedStorage: "{gib}"
    BackupRetentionPeriod: {days}
    Tags: [{{Key: backup, Value: daily}}]
"""


def database(name="Database", gib=20, days=7):
    return DATABASE.format(name=name, gib=gib, days=days)


PLAN = """
It:
  Type: AWS::Backup::BackupPlan
  Properties:
    BackupPlan:
      BackupPlanName: daily
      BackupPlanRule:
        - RuleName: daily
          TargetBackupVault: Default
          ScheduleExpression: cron(0 5 * * ? *)
          Lifecycle: {DeleteAfterDays: 30}
"""
SELECTION = """
Selection:
  Type: AWS::Backup::BackupSelection
  Properties:
    BackupPlanId: !Ref It
    BackupSelection: {{SelectionName: all, IamRoleArn: arn:aws:iam::111111111111:role/x, {chosen}}}
"""
BY_TAG = "ListOfTags: [{ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: daily}]"


def backups(found):
    return [each for each in found if isinstance(each, Component) and each.price == "rds.backup"]


def stored(component):
    return float(component.terms["stored"])


@pytest.mark.parametrize("days", [1, 7, 35])
def test_automated_backups_are_one_whole_copy_and_the_changes_of_each_day(read, days):
    # 4.6 GB of data, of which 3 % change in a day
    (found,) = backups(read(database("It", days=days)))
    assert stored(found) == pytest.approx(4.6 * (1 + 0.03 * days))
    assert found.quantity == 0


def test_a_retention_of_zero_keeps_no_backups(read):
    assert backups(read(database("It", days=0))) == []


def test_without_a_retention_rds_keeps_one_day(read):
    (found,) = backups(read(database("It").replace("BackupRetentionPeriod: 7", "")))
    assert stored(found) == pytest.approx(4.6 * 1.03)


def test_what_exceeds_the_provisioned_storage_is_charged(read):
    # 1,000 users leave 37 GB, which fill the 20 GiB; 20 × (1 + 0.03 × 35) are kept
    (found,) = backups(read(database("It", days=35), 1000.0))
    assert found.quantity == pytest.approx(20 * (1 + 0.03 * 35) - 20)


def test_the_free_amount_of_a_region_is_shared_by_its_databases(read):
    # The second database keeps no backups, and what it has provisioned is free for those of the first.
    both = database("It", days=35) + database("Other", gib=100, days=0)
    assert backups(read(database("It", days=35), 1000.0))[0].quantity > 0
    assert backups(read(both, 1000.0))[0].quantity == 0


@pytest.mark.parametrize(
    "chosen",
    [
        "Resources: [!Sub 'arn:aws:rds:eu-west-1:111111111111:db:${Database}']",
        "Resources: ['arn:aws:rds:*:*:db:*']",
        "Resources: ['*']",
        BY_TAG,
    ],
)
def test_a_plan_backs_up_what_its_selection_names_by_reference_pattern_or_tag(read, chosen):
    found = backups(read(PLAN + SELECTION.format(chosen=chosen) + database()))
    assert [stored(each) for each in found] == [pytest.approx(4.6 * (1 + 0.03 * 30))]


@pytest.mark.parametrize("chosen", ["Resources: ['arn:aws:s3:::*']", BY_TAG.replace("Value: daily", "Value: never")])
def test_a_plan_that_selects_no_database_keeps_nothing(read, chosen):
    assert backups(read(PLAN + SELECTION.format(chosen=chosen) + database())) == []


def test_recovery_points_and_automated_backups_share_the_free_amount(read):
    template = PLAN + SELECTION.format(chosen=BY_TAG) + database(days=35)
    users = 1000.0
    plan, automated = backups(read(template, users)), backups(read(template, users, name="Database"))
    together = sum(stored(each) for each in (*plan, *automated))
    charged = sum(float(each.quantity) for each in (*plan, *automated))
    assert charged == pytest.approx(together - 20)


def test_a_weekly_backup_holds_the_changes_of_a_week(read):
    weekly = PLAN.replace("cron(0 5 * * ? *)", "cron(0 5 ? * SUN *)").replace("30", "70")
    (found,) = backups(read(weekly + SELECTION.format(chosen=BY_TAG) + database()))
    assert stored(found) == pytest.approx(4.6 * (1 + 0.03 * 7 * 10))


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        (("          Lifecycle: {DeleteAfterDays: 30}\n", ""), 1 + 0.03 * 365),  # of twelve months
        (("ScheduleExpression: cron(0 5 * * ? *)", "EnableContinuousBackup: false"), 1 + 0.03 * 30),  # daily
        (("cron(0 5 * * ? *)", "rate(forever)"), 1 + 0.03 * 30),
        (("cron(0 5 * * ? *)", "cron(0 5,17 * * ? *)"), 1 + 0.03 * 30),  # half as much, twice as often
    ],
)
def test_a_rule_that_says_less_keeps_what_aws_backup_keeps_then(read, change, kept):
    assert change[0] in PLAN
    (found,) = backups(read(PLAN.replace(*change) + SELECTION.format(chosen=BY_TAG) + database()))
    assert stored(found) == pytest.approx(4.6 * kept)


def test_no_backup_holds_more_changes_than_there_are_data(read):
    # half of the data change in a day, so that each of ten weekly backups is a whole copy
    weekly = PLAN.replace("cron(0 5 * * ? *)", "cron(0 5 ? * SUN *)").replace("30", "70")
    template = weekly + SELECTION.format(chosen=BY_TAG) + database()
    (found,) = backups(read(template, usage=assumed(backup_change_share_per_day=0.5)))
    assert stored(found) == pytest.approx(4.6 * (1 + 10))


def test_a_copy_of_a_weekly_backup_sends_the_changes_of_its_week(read):
    action = (
        "          CopyActions:\n"
        "            - DestinationBackupVaultArn: arn:aws:backup:eu-west-1:111111111111:backup-vault:copies\n"
    )
    weekly = PLAN.replace("cron(0 5 * * ? *)", "cron(0 5 ? * SUN *)") + action
    found = read(weekly + SELECTION.format(chosen=BY_TAG) + database())
    sent = next(each for each in found if each.price == "transfer.inter-region")
    assert sent.quantity == pytest.approx(4.6 * 0.03 * 7 * (730 / 24) / 7)


def test_a_copy_in_another_region_is_kept_and_transferred(read):
    action = (
        "          CopyActions:\n"
        "            - DestinationBackupVaultArn: arn:aws:backup:eu-west-1:111111111111:backup-vault:copies\n"
        "              Lifecycle: {DeleteAfterDays: 7}\n"
    )
    found = read(PLAN + action + SELECTION.format(chosen=BY_TAG) + database())
    copy = next(each for each in found if each.place == "eu-west-1")
    sent = next(each for each in found if each.price == "transfer.inter-region")
    assert copy.quantity == pytest.approx(4.6 * (1 + 0.03 * 7))
    assert sent.quantity == pytest.approx(4.6 * 0.03 * 365 / 12)


def test_other_things_that_a_plan_backs_up_are_gaps(read):
    files = "Files:\n  Type: AWS::EFS::FileSystem\n  Properties: {}\n"
    found = read(PLAN + SELECTION.format(chosen="Resources: ['*']") + files)
    (gap,) = (each for each in found if isinstance(each, Unpriced))
    assert "AWS::EFS::FileSystem" in gap.reason.en


def test_many_scenarios_are_charged_as_one_by_one(read):
    users = np.array([10.0, 1000.0, 50_000.0])
    (together,) = backups(read(database("It", days=35), users))
    alone = [float(backups(read(database("It", days=35), each))[0].quantity) for each in users]
    np.testing.assert_allclose(together.quantity, alone)
