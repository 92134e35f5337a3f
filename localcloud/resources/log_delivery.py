"""Of CloudWatch Logs: deliveries of the logs that services write, with their sources and destinations."""

from __future__ import annotations

import json
from typing import Any

from ministack.services import cloudwatch_logs as logs

from localcloud.resources.handler import Handler, Made, Properties, accepted, handler


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
        "tags": _tags(properties),
    }
    if "RecordFields" in properties:
        wanted["recordFields"] = list(properties["RecordFields"])
    made = _told(logs._create_delivery(wanted), "delivery")
    return made["id"], {"Arn": made["arn"], "DeliveryId": made["id"]}


def _delete_delivery(number: str) -> None:
    _gone(logs._delete_delivery({"id": number}))


def _replace_delivery(number: str, _: Properties, new: Properties, stack: str) -> Made:
    """The old one goes first, since a source has one delivery to a destination."""
    _delete_delivery(number)
    return _create_delivery("", new, stack)


TYPES: dict[str, Handler] = {
    "AWS::Logs::DeliverySource": handler(
        _put_source,
        lambda name, _: _gone(logs._delete_delivery_source({"name": name})),
        lambda name, _, new, stack: _put_source(name, new, stack),
    ),
    "AWS::Logs::DeliveryDestination": handler(
        _put_destination,
        lambda name, _: _gone(logs._delete_delivery_destination({"name": name})),
        lambda name, _, new, stack: _put_destination(name, new, stack),
    ),
    "AWS::Logs::Delivery": handler(_create_delivery, lambda number, _: _delete_delivery(number), _replace_delivery),
}


def _gone(_: object) -> None:
    """Whatever the answer was: what is not there any longer is deleted."""
