"""CloudWatch Logs: groups, who may write into them, and deliveries of other services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.deploy.live.forms import TAGS, policies
from workbook.deploy.live.reading import Reader, Reading, Subject, plain
from workbook.deploy.live.shapes import asked, first, renamed

_GONE = ["ResourceNotFoundException"]


def _group(subject: Subject) -> Reading | None:
    name = subject.physical_id
    listed = subject.ask("logs", "describe_log_groups", logGroupNamePrefix=name)["logGroups"]
    found = first([each for each in listed if each["logGroupName"] == name])
    if found is None:
        return None
    names = {
        "DeletionProtectionEnabled": "deletionProtectionEnabled",
        "KmsKeyId": "kmsKeyId",
        "LogGroupClass": "logGroupClass",
        "LogGroupName": "logGroupName",
        "RetentionInDays": "retentionInDays",
    }

    def tags() -> Any:  # noqa: ANN401 - as boto3
        arn = found["arn"].removesuffix(":*")
        return subject.ask("logs", "list_tags_for_resource", resourceArn=arn)["tags"]

    return Reading({**renamed(found, names), **asked(subject, {"Tags": tags})}, {"Arn": found["arn"]})


def _resource_policy(subject: Subject) -> Reading | None:
    listed = subject.ask("logs", "describe_resource_policies")["resourcePolicies"]
    found = first([each for each in listed if each["policyName"] == subject.physical_id])
    return (
        None
        if found is None
        else Reading(renamed(found, {"PolicyDocument": "policyDocument", "PolicyName": "policyName"}))
    )


def _delivery(subject: Subject) -> Reading | None:
    found = subject.ask("logs", "get_delivery", id=subject.physical_id)["delivery"]
    names = {
        "DeliveryDestinationArn": "deliveryDestinationArn",
        "DeliverySourceName": "deliverySourceName",
        "FieldDelimiter": "fieldDelimiter",
        "RecordFields": "recordFields",
        "S3EnableHiveCompatiblePath": "s3DeliveryConfiguration.enableHiveCompatiblePath",
        "S3SuffixPath": "s3DeliveryConfiguration.suffixPath",
    }
    own = {"Arn": "arn", "DeliveryDestinationType": "deliveryDestinationType", "DeliveryId": "id"}
    return Reading({**renamed(found, names), "Tags": _tags(found)}, renamed(found, own))


def _destination(subject: Subject) -> Reading | None:
    found = subject.ask("logs", "get_delivery_destination", name=subject.physical_id)["deliveryDestination"]
    names = {
        "DeliveryDestinationType": "deliveryDestinationType",
        "DestinationResourceArn": "deliveryDestinationConfiguration.destinationResourceArn",
        "Name": "name",
        "OutputFormat": "outputFormat",
    }
    return Reading({**renamed(found, names), "Tags": _tags(found)}, renamed(found, {"Arn": "arn"}))


def _source(subject: Subject) -> Reading | None:
    found = subject.ask("logs", "get_delivery_source", name=subject.physical_id)["deliverySource"]
    resources = found.get("resourceArns", [])
    return Reading(
        {
            **renamed(found, {"LogType": "logType", "Name": "name"}),
            "ResourceArn": resources[0] if len(resources) == 1 else plain(resources),
            "Tags": _tags(found),
        },
        renamed(found, {"Arn": "arn", "ResourceArns": "resourceArns", "Service": "service"}),
    )


def _tags(found: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as boto3
    return plain(found.get("tags"))


_TAGGED = {"Tags": TAGS}

TYPES: Mapping[str, Reader] = {
    "AWS::Logs::LogGroup": Reader(_group, _GONE, _TAGGED),
    "AWS::Logs::ResourcePolicy": Reader(_resource_policy, _GONE, policies("PolicyDocument")),
    "AWS::Logs::Delivery": Reader(_delivery, _GONE, _TAGGED),
    "AWS::Logs::DeliveryDestination": Reader(_destination, _GONE, _TAGGED),
    "AWS::Logs::DeliverySource": Reader(_source, _GONE, _TAGGED),
}
