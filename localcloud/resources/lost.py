"""Properties that the emulator's own types lose, kept where its APIs look for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ministack.services import alb, cloudwatch, ec2, rds, route53, sns
from ministack.services.cloudformation import provisioners

from localcloud.resources.handler import Made, Properties

Keep = Callable[[str, Properties], None]

_SERVER_HEADER = "routing.http.response.server.enabled"


def keep_what_is_lost() -> None:
    """Have each type keep its properties when it is made, and when it is changed."""
    for name, keep in _KEEPERS.items():
        handler = provisioners._RESOURCE_HANDLERS[name]
        handler["create"] = _keeping(handler["create"], keep, 1)
        handler["update"] = _keeping(handler["update"], keep, 2)
    refuse = cloudwatch._validate_alarm_tag_arn
    # The emulator takes every name that has tags for that of an alarm.
    cloudwatch._validate_alarm_tag_arn = lambda arn, *form, **more: (
        None if arn in cloudwatch._resource_tags else refuse(arn, *form, **more)
    )


def _keeping(step: Callable[..., Made], keep: Keep, place: int) -> Callable[..., Made]:
    """A step, after which is kept what stands in a place of its arguments."""

    def stepped(*given: Any) -> Made:
        made = step(*given)
        keep(made[0], given[place])
        return made

    return stepped


def _keep_listener(arn: str, properties: Properties) -> None:
    stated = {each["Key"]: each["Value"] for each in properties.get("ListenerAttributes", [])}
    whole = {_SERVER_HEADER: "true", **stated}
    alb._listener_attrs[arn] = [{"Key": name, "Value": value} for name, value in whole.items()]


def _keep_topic(arn: str, properties: Properties) -> None:
    attributes = sns._topics[arn]["attributes"]
    for name in ("KmsMasterKeyId", "SignatureVersion", "TracingConfig"):
        attributes.pop(name, None)
        if name in properties:
            attributes[name] = properties[name]


def _keep_zone(zone: str, properties: Properties) -> None:
    route53._tags["hostedzone", zone] = provisioners._tag_map(properties.get("HostedZoneTags"))


def _keep_dashboard(name: str, properties: Properties) -> None:
    arn = cloudwatch._dashboards[name]["DashboardArn"]
    cloudwatch._resource_tags[arn] = provisioners._tag_map(properties.get("Tags"))


def _keep_instance(identifier: str, properties: Properties) -> None:
    support = properties.get("EngineLifecycleSupport", "open-source-rds-extended-support")
    logs = list(properties.get("EnableCloudwatchLogsExports", []))
    rds._instances[identifier].update(EngineLifecycleSupport=support, EnabledCloudwatchLogsExports=logs)


def _keep_subnet(subnet: str, properties: Properties) -> None:
    ec2._subnets[subnet]["Ipv6CidrBlock"] = properties.get("Ipv6CidrBlock")


_KEEPERS: Mapping[str, Keep] = {
    "AWS::CloudWatch::Dashboard": _keep_dashboard,
    "AWS::EC2::Subnet": _keep_subnet,
    "AWS::ElasticLoadBalancingV2::Listener": _keep_listener,
    "AWS::RDS::DBInstance": _keep_instance,
    "AWS::Route53::HostedZone": _keep_zone,
    "AWS::SNS::Topic": _keep_topic,
}
