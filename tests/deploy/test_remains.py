from __future__ import annotations

import pytest

from deploy.stubbed import Account
from workbook.deploy.remains import remains, unprotect
from workbook.deploy.stacks import StackResource
from workbook.deploy.target import Target
from workbook.errors import DeployError

TARGET = Target("123456789012", "us-east-1", None)
GIB = 1024**3


def resource(kind: str, name: str) -> StackResource:
    return StackResource("Stack", "Id", f"AWS::{kind}", name, "us-east-1")


HELD = (
    resource("EC2::VPC", "vpc-1"),
    resource("Logs::LogGroup", "/app"),
    resource("RDS::DBInstance", "db"),
    resource("ECR::Repository", "images"),
    resource("S3::Bucket", "files"),
    resource("Route53::HostedZone", "Z1"),
    resource("KMS::Key", "key"),
)


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    return Account(monkeypatch)


def test_everything_that_is_left_is_told_with_what_it_is_charged_by(account: Account) -> None:
    groups = [{"logGroupName": "/app", "storedBytes": GIB}, {"logGroupName": "/app/other", "storedBytes": 9}]
    account.answers("logs.describe_log_groups", {"logGroups": groups})
    snapshot = {"DBSnapshotIdentifier": "last", "AllocatedStorage": 20}
    account.answers("rds.describe_db_snapshots", {"DBSnapshots": [snapshot]}, {"DBInstanceIdentifier": "db"})
    images = [{"imageSizeInBytes": GIB}, {"imageSizeInBytes": GIB // 2}]
    account.answers("ecr.describe_images", {"imageDetails": images})
    account.answers("s3.list_buckets", {"Buckets": [{"Name": "files"}]})
    account.answers("s3.list_object_versions", {"Versions": [{"Key": "a", "Size": GIB // 8}] * 2})
    zone = {"Id": "/hostedzone/Z1", "Name": "acme.com.", "CallerReference": "1"}
    account.answers("route53.get_hosted_zone", {"HostedZone": zone})
    account.answers("kms.describe_key", {"KeyMetadata": {"KeyId": "key", "KeyState": "Enabled"}})

    found = {each.id: (each.amount, each.unit.en, each.price) for each in remains(TARGET, HELD)}

    assert found == {
        "/app": (1, "GB", "logs.storage"),
        "last": (20, "GB", "rds.backup"),
        "images": (1.5, "GB", "ecr.storage"),
        "files": (0.25, "GB", "s3.storage"),
        "Z1": (1, "hosted zone", "route53.zone"),
        "key": (1, "key", "kms.key"),
    }
    account.was_asked_all()


def test_what_is_gone_or_waits_for_its_end_is_not_left(account: Account) -> None:
    account.answers("logs.describe_log_groups", {"logGroups": []})
    account.answers("rds.describe_db_snapshots", {"DBSnapshots": []})
    account.refuses("ecr.describe_images", "RepositoryNotFoundException")
    account.answers("s3.list_buckets", {"Buckets": [{"Name": "another"}]})
    account.refuses("route53.get_hosted_zone", "NoSuchHostedZone")
    account.answers("kms.describe_key", {"KeyMetadata": {"KeyId": "key", "KeyState": "PendingDeletion"}})

    assert remains(TARGET, HELD) == ()
    account.was_asked_all()


def test_a_protected_database_is_deleted_only_where_that_is_allowed(account: Account) -> None:
    protected = {"DBInstances": [{"DBInstanceIdentifier": "db", "DeletionProtection": True}]}
    account.answers("rds.describe_db_instances", protected)
    with pytest.raises(DeployError, match="the database db is protected from deletion, so nothing was deleted"):
        unprotect(TARGET, HELD, allowed=False)

    account.answers("rds.describe_db_instances", protected)
    asked = {"DBInstanceIdentifier": "db", "DeletionProtection": False, "ApplyImmediately": True}
    account.answers("rds.modify_db_instance", {}, asked)
    unprotect(TARGET, HELD, allowed=True)
    account.was_asked_all()
