"""Load balancers, with their listeners, rules and target groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbook.deploy.live.forms import ATTRIBUTES, SET, TAGS
from workbook.deploy.live.reading import Reader, Reading, Sibling, Subject, part
from workbook.deploy.live.shapes import after, asked, first, renamed, same
from workbook.template.model import Value

_PREFIX = "AWS::ElasticLoadBalancingV2::"
LISTENERS, RULES = "Listeners", "Rules"
"""What a load balancer and a listener hold, which no property of them says."""


def _tags(subject: Subject) -> Any:  # noqa: ANN401 - as boto3
    return subject.ask("elbv2", "describe_tags", ResourceArns=[subject.physical_id])["TagDescriptions"][0]["Tags"]


def _load_balancer(subject: Subject) -> Reading | None:
    arn = subject.physical_id
    found = first(subject.ask("elbv2", "describe_load_balancers", LoadBalancerArns=[arn])["LoadBalancers"])
    if found is None:
        return None

    def attributes() -> Any:  # noqa: ANN401 - as boto3
        return subject.ask("elbv2", "describe_load_balancer_attributes", LoadBalancerArn=arn)["Attributes"]

    def listeners() -> list[str]:
        listed = subject.ask("elbv2", "describe_listeners", LoadBalancerArn=arn)["Listeners"]
        return [each["ListenerArn"] for each in listed]

    told = renamed(found, {**_SAME, "Name": "LoadBalancerName"})
    more = asked(subject, {"LoadBalancerAttributes": attributes, "Tags": lambda: _tags(subject)})
    subnets = tuple(each["SubnetId"] for each in found.get("AvailabilityZones", []))
    return Reading(
        {**told, **more, "Subnets": subnets, LISTENERS: part(listeners)},
        {
            **renamed(found, {"CanonicalHostedZoneID": "CanonicalHostedZoneId", "DNSName": "DNSName"}),
            **same(found, "LoadBalancerArn", "LoadBalancerName", "SecurityGroups"),
            "LoadBalancerFullName": after(arn, "loadbalancer/"),
        },
    )


_SAME = {name: name for name in ("IpAddressType", "Scheme", "SecurityGroups", "Type")}


def _target_group(subject: Subject) -> Reading | None:
    arn = subject.physical_id
    found = first(subject.ask("elbv2", "describe_target_groups", TargetGroupArns=[arn])["TargetGroups"])
    if found is None:
        return None

    def attributes() -> Any:  # noqa: ANN401 - as boto3
        return subject.ask("elbv2", "describe_target_group_attributes", TargetGroupArn=arn)["Attributes"]

    told = same(
        found,
        "HealthCheckEnabled", "HealthCheckIntervalSeconds", "HealthCheckPath", "HealthCheckPort",
        "HealthCheckProtocol", "HealthCheckTimeoutSeconds", "HealthyThresholdCount", "IpAddressType", "Matcher", "Port",
        "Protocol", "ProtocolVersion", "TargetType", "UnhealthyThresholdCount", "VpcId",
    )  # fmt: skip
    more = asked(subject, {"TargetGroupAttributes": attributes, "Tags": lambda: _tags(subject)})
    return Reading(
        {**told, **more, "Name": found.get("TargetGroupName")},
        {
            **same(found, "TargetGroupArn", "TargetGroupName", "LoadBalancerArns"),
            "TargetGroupFullName": "targetgroup/" + after(arn, "targetgroup/"),
        },
    )


def _listener(subject: Subject) -> Reading | None:
    arn = subject.physical_id
    found = first(subject.ask("elbv2", "describe_listeners", ListenerArns=[arn])["Listeners"])
    if found is None:
        return None

    def attributes() -> Any:  # noqa: ANN401 - as boto3
        return subject.ask("elbv2", "describe_listener_attributes", ListenerArn=arn)["Attributes"]

    def rules() -> list[str]:
        listed = subject.ask("elbv2", "describe_rules", ListenerArn=arn)["Rules"]
        return [each["RuleArn"] for each in listed if not each["IsDefault"]]

    told = same(
        found,
        "AlpnPolicy", "Certificates", "DefaultActions", "LoadBalancerArn", "MutualAuthentication", "Port", "Protocol",
        "SslPolicy",
    )  # fmt: skip
    more = asked(subject, {"ListenerAttributes": attributes, "Tags": lambda: _tags(subject)})
    return Reading({**told, **more, RULES: part(rules)}, {"ListenerArn": arn})


def _listener_rule(subject: Subject) -> Reading | None:
    found = first(subject.ask("elbv2", "describe_rules", RuleArns=[subject.physical_id])["Rules"])
    if found is None:
        return None
    listener = subject.physical_id.rpartition("/")[0].replace(":listener-rule/", ":listener/")
    more = asked(subject, {"Tags": lambda: _tags(subject)})
    return Reading(
        {**same(found, "Actions", "Conditions", "Priority"), **more, "ListenerArn": listener},
        {"RuleArn": subject.physical_id, "IsDefault": found["IsDefault"]},
    )


def _held(kind: str, owner: str, name: str) -> Any:  # noqa: ANN401 - what a reader takes
    """What others say that a resource holds, by their ARNs."""

    def beside(own: Sibling, siblings: Iterable[Sibling]) -> Mapping[str, Value]:
        mine = (each for each in siblings if each.type == _PREFIX + kind)
        return {name: tuple(each.physical_id for each in mine if each.expected.get(owner) == own.physical_id)}

    return beside


TYPES: Mapping[str, Reader] = {
    f"{_PREFIX}LoadBalancer": Reader(
        _load_balancer,
        ["LoadBalancerNotFound"],
        {
            "Tags": TAGS,
            "LoadBalancerAttributes": ATTRIBUTES,
            **dict.fromkeys(("SecurityGroups", "Subnets", LISTENERS), SET),
        },
        beside=_held("Listener", "LoadBalancerArn", LISTENERS),
    ),
    f"{_PREFIX}TargetGroup": Reader(
        _target_group, ["TargetGroupNotFound"], {"Tags": TAGS, "TargetGroupAttributes": ATTRIBUTES}
    ),
    f"{_PREFIX}Listener": Reader(
        _listener,
        ["ListenerNotFound"],
        {"Tags": TAGS, "ListenerAttributes": ATTRIBUTES, "Certificates": SET, RULES: SET},
        beside=_held("ListenerRule", "ListenerArn", RULES),
    ),
    f"{_PREFIX}ListenerRule": Reader(_listener_rule, ["RuleNotFound"], {"Tags": TAGS, "Conditions": SET}),
}
