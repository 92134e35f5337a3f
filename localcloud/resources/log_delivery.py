"""Of CloudWatch Logs: deliveries of the logs that services write, with their sources and destinations."""

from __future__ import annotations

import json
from typing import Any

from ministack.services import cloudwatch_logs as logs

from localcloud.resources.handler import Handler, Made, Properties, accepted, handler, in_place

_CHANGEABLE = {"RecordFields", "FieldDelimiter", "S3SuffixPath", "S3EnableHiveCompatiblePath", "Tags"}


def _told(answer: Any, key: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(accepted(answer)[2])[key]
    return body


def _tags(properties: Properties) -> dict[str, str]:
    return {each["Key"]: each["Value"] for each in properties.get("Tags", [])}


def _put_source(_: str, properties: Properties, __: str) -> Made:
    wanted = {
        "name": properties["Name"],
        "resourceArn": properties["ResourceArn"],
        "logType": properties["LogType"],
        "tags": _tags(properties),
    }
    made = _told(logs._put_delivery_source(wanted), "deliverySource")
    return made["name"], {"Arn": made["arn"], "Service": made["service"], "ResourceArns": made["resourceArns"]}


def _put_destination(_: str, properties: Properties, __: str) -> Made:
    wanted = {
        "name": properties["Name"],
        "deliveryDestinationConfiguration": {"destinationResourceArn": properties["DestinationResourceArn"]},
        "tags": _tags(properties),
    }
    if "OutputFormat" in properties:
        wanted["outputFormat"] = properties["OutputFormat"]
    made = _told(logs._put_delivery_destination(wanted), "deliveryDestination")
    return made["name"], {"Arn": made["arn"], "DeliveryDestinationType": made["deliveryDestinationType"]}


def _create_delivery(_: str, properties: Properties, __: str) -> Made:
    wanted = {
        "deliverySourceName": properties["DeliverySourceName"],
        "deliveryDestinationArn": properties["DeliveryDestinationArn"],
        **_settings(properties),
    }
    made = _told(logs._create_delivery(wanted), "delivery")
    return made["id"], {"Arn": made["arn"], "DeliveryId": made["id"]}


def _settings(properties: Properties) -> dict[str, Any]:
    """What may be changed of a delivery."""
    names = {"S3SuffixPath": "suffixPath", "S3EnableHiveCompatiblePath": "enableHiveCompatiblePath"}
    return {
        "recordFields": list(properties.get("RecordFields", [])),
        "fieldDelimiter": properties.get("FieldDelimiter", ""),
        "s3DeliveryConfiguration": {ours: properties[name] for name, ours in names.items() if name in properties},
        "tags": _tags(properties),
    }


def _change_delivery(number: str, _: Properties, new: Properties) -> Made:
    delivery = logs._deliveries[number]
    delivery.update(_settings(new))
    return number, {"Arn": delivery["arn"], "DeliveryId": number}


def _delete_delivery(number: str, _: Properties) -> None:
    _gone(logs._delete_delivery({"id": number}))


TYPES: dict[str, Handler] = {
    "AWS::Logs::DeliverySource": handler(
        _put_source, lambda name, _: _gone(logs._delete_delivery_source({"name": name}))
    ),
    "AWS::Logs::DeliveryDestination": handler(
        _put_destination, lambda name, _: _gone(logs._delete_delivery_destination({"name": name}))
    ),
    "AWS::Logs::Delivery": handler(
        _create_delivery, _delete_delivery, in_place(_CHANGEABLE, _create_delivery, _change_delivery)
    ),
}


def _gone(_: object) -> None:
    """Whatever the answer was: what is not there any longer is deleted."""
