"""RDS: instances, and what they are set up with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.deploy.live import words
from workbook.deploy.live.forms import EXACT, LOWER, SET, TAGS
from workbook.deploy.live.reading import Reader, Reading, Subject, part
from workbook.deploy.live.shapes import asked, first, renamed, same
from workbook.template.model import Value


def _instance(subject: Subject) -> Reading | None:
    answer = subject.ask("rds", "describe_db_instances", DBInstanceIdentifier=subject.physical_id)
    found = first(answer["DBInstances"])
    if found is None:
        return None
    told = same(
        found,
        "AllocatedStorage", "AutoMinorVersionUpgrade", "AvailabilityZone", "BackupRetentionPeriod", "BackupTarget",
        "CACertificateIdentifier", "CopyTagsToSnapshot", "DBInstanceClass", "DBInstanceIdentifier", "DBName",
        "DatabaseInsightsMode", "DedicatedLogVolume", "DeletionProtection", "Engine", "EngineLifecycleSupport", "Iops",
        "KmsKeyId", "LicenseModel", "MasterUsername", "MaxAllocatedStorage", "MonitoringInterval", "MonitoringRoleArn",
        "MultiAZ", "NetworkType", "PerformanceInsightsKMSKeyId", "PerformanceInsightsRetentionPeriod",
        "PreferredBackupWindow", "PreferredMaintenanceWindow", "PromotionTier", "PubliclyAccessible",
        "StorageEncrypted", "StorageThroughput", "StorageType",
    )  # fmt: skip
    others = {
        "DBSubnetGroupName": "DBSubnetGroup.DBSubnetGroupName",
        "EnableCloudwatchLogsExports": "EnabledCloudwatchLogsExports",
        "EnableIAMDatabaseAuthentication": "IAMDatabaseAuthenticationEnabled",
        "EnablePerformanceInsights": "PerformanceInsightsEnabled",
        "Port": "Endpoint.Port",
        "Tags": "TagList",
    }
    attributes = {"DBInstanceArn": "DBInstanceArn", "DbiResourceId": "DbiResourceId"}
    endpoint = {f"Endpoint.{name}": f"Endpoint.{name}" for name in ("Address", "Port", "HostedZoneId")}
    return Reading(
        {**told, **renamed(found, others), **_parts(found, subject.expected.get("EngineVersion"))},
        renamed(found, {**attributes, **endpoint, "MasterUserSecret.SecretArn": "MasterUserSecret.SecretArn"}),
    )


def _parts(found: Mapping[str, Any], version: Value) -> Mapping[str, Value]:
    groups = found.get("DBParameterGroups", [])
    firewalls = [each for each in found.get("VpcSecurityGroups", []) if each.get("Status") != "removing"]
    options = found.get("OptionGroupMemberships", [])
    return {
        "DBParameterGroupName": groups[0]["DBParameterGroupName"] if groups else None,
        "OptionGroupName": options[0]["OptionGroupName"] if options else None,
        "VPCSecurityGroups": tuple(each["VpcSecurityGroupId"] for each in firewalls),
        "EngineVersion": _as_far(found.get("EngineVersion"), version),
    }


def _as_far(found: Value, given: Value) -> Value:
    """A version as far as a template says it: 18 leaves the minor version to RDS."""
    count = len(str(given).split(".")) if given else None
    return ".".join(str(found).split(".")[:count]) if found else None


def _tags(subject: Subject, arn: str) -> Any:  # noqa: ANN401 - as boto3
    return subject.ask("rds", "list_tags_for_resource", ResourceName=arn)["TagList"]


def _subnet_group(subject: Subject) -> Reading | None:
    answer = subject.ask("rds", "describe_db_subnet_groups", DBSubnetGroupName=subject.physical_id)
    found = first(answer["DBSubnetGroups"])
    return (
        None
        if found is None
        else Reading(
            {
                **same(found, "DBSubnetGroupDescription", "DBSubnetGroupName"),
                "SubnetIds": tuple(each["SubnetIdentifier"] for each in found.get("Subnets", [])),
                **asked(subject, {"Tags": lambda: _tags(subject, found["DBSubnetGroupArn"])}),
            }
        )
    )


def _parameter_group(subject: Subject) -> Reading | None:
    name = subject.physical_id
    found = first(subject.ask("rds", "describe_db_parameter_groups", DBParameterGroupName=name)["DBParameterGroups"])
    if found is None:
        return None
    family = renamed(found, {"Family": "DBParameterGroupFamily"})

    def parameters() -> Mapping[str, Any]:
        listed = subject.ask("rds", "describe_db_parameters", DBParameterGroupName=name, Source="user")["Parameters"]
        return {each["ParameterName"]: each.get("ParameterValue") for each in listed}

    tags = asked(subject, {"Tags": lambda: _tags(subject, found["DBParameterGroupArn"])})
    told = same(found, "DBParameterGroupName", "Description")
    return Reading({**told, **family, **tags, "Parameters": part(parameters)})


def _event_subscription(subject: Subject) -> Reading | None:
    answer = subject.ask("rds", "describe_event_subscriptions", SubscriptionName=subject.physical_id)
    found = first(answer["EventSubscriptionsList"])
    if found is None:
        return None
    others = {
        "SourceIds": "SourceIdsList",
        "EventCategories": "EventCategoriesList",
        "SubscriptionName": "CustSubscriptionId",
    }
    tags = asked(subject, {"Tags": lambda: _tags(subject, found["EventSubscriptionArn"])})
    return Reading({**same(found, "Enabled", "SnsTopicArn", "SourceType"), **renamed(found, others), **tags})


_NAMES = ("DBInstanceIdentifier", "DBParameterGroupName", "DBSubnetGroupName", "PreferredMaintenanceWindow")

TYPES: Mapping[str, Reader] = {
    "AWS::RDS::DBInstance": Reader(
        _instance,
        ["DBInstanceNotFound"],
        {
            "Tags": TAGS,
            "VPCSecurityGroups": SET,
            "EnableCloudwatchLogsExports": SET,
            **dict.fromkeys(_NAMES, LOWER),
        },
        {
            "AllowMajorVersionUpgrade": words.ACTS_ONCE,
            "ApplyImmediately": words.ACTS_ONCE,
            "DBSnapshotIdentifier": words.NEVER_TOLD,
            "DeleteAutomatedBackups": words.ACTS_ONCE,
            "MasterUserPassword": words.SECRET,
        },
    ),
    "AWS::RDS::DBSubnetGroup": Reader(
        _subnet_group, ["DBSubnetGroupNotFoundFault"], {"Tags": TAGS, "SubnetIds": SET, "DBSubnetGroupName": LOWER}
    ),
    "AWS::RDS::DBParameterGroup": Reader(
        _parameter_group,
        ["DBParameterGroupNotFound"],
        {"Tags": TAGS, "Parameters": EXACT, "DBParameterGroupName": LOWER},
    ),
    "AWS::RDS::EventSubscription": Reader(
        _event_subscription,
        ["SubscriptionNotFound"],
        {"Tags": TAGS, "SourceIds": SET, "EventCategories": SET, "SubscriptionName": LOWER},
    ),
}
