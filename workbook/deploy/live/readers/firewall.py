"""Security groups: each with all its rules, wherever a template declares them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbook.deploy.live.forms import NETWORK, TAGS, Form, network
from workbook.deploy.live.reading import Reader, Reading, Sibling, Subject
from workbook.deploy.live.shapes import first, same
from workbook.template.model import Value
from workbook.template.scalars import number

INGRESS, EGRESS = "SecurityGroupIngress", "SecurityGroupEgress"
_ABSENT = ["InvalidGroup.NotFound", "InvalidGroupId.Malformed", "InvalidSecurityGroupRuleId.NotFound"]
_ALL_OUT: Value = {"CidrIp": "0.0.0.0/0", "IpProtocol": "-1"}
"""What may leave a group of which no rule says what may."""

_PROTOCOLS = {"1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6", "all": "-1"}
_PORTS = ("FromPort", "ToPort")
_OWN = ("GroupId", "SourceSecurityGroupOwnerId")


def _group(subject: Subject) -> Reading | None:
    found = _found(subject, subject.physical_id)
    if found is None:
        return None
    told = same(found, "GroupName", "Tags", "VpcId")
    rules = {
        INGRESS: tuple(_rules(found["IpPermissions"], "Source")),
        EGRESS: tuple(_rules(found["IpPermissionsEgress"], "Destination")),
    }
    return Reading(
        {**told, **rules, "GroupDescription": found["Description"]},
        {"GroupId": found["GroupId"], "Id": found["GroupId"], "VpcId": found.get("VpcId")},
    )


def _found(subject: Subject, group: str) -> Mapping[str, Any] | None:
    return first(subject.ask("ec2", "describe_security_groups", GroupIds=[group])["SecurityGroups"])


def _rules(permissions: Iterable[Mapping[str, Any]], side: str) -> Iterator[Mapping[str, Value]]:
    """One rule for each peer, as CloudFormation has them."""
    peers = {
        "IpRanges": ("CidrIp", "CidrIp"),
        "Ipv6Ranges": ("CidrIpv6", "CidrIpv6"),
        "UserIdGroupPairs": ("GroupId", f"{side}SecurityGroupId"),
        "PrefixListIds": ("PrefixListId", f"{side}PrefixListId"),
    }
    for permission in permissions:
        way = same(permission, "IpProtocol", *_PORTS)
        for kind, (told, name) in peers.items():
            for peer in permission.get(kind, []):
                yield {**way, name: peer[told], "Description": peer.get("Description")}


def _rule(side: str) -> Any:  # noqa: ANN401 - a reader
    """Reads a rule that stands on its own: by its id, or else by what it lets through."""

    def read(subject: Subject) -> Reading | None:
        if subject.physical_id.startswith("sgr-"):
            return _by_id(subject, side)
        group = _found(subject, subject.called("GroupId"))
        permissions = (group or {}).get("IpPermissions" if side == "Source" else "IpPermissionsEgress", [])
        wanted = _way(subject.expected)
        found = first([each for each in _rules(permissions, side) if _way(each) == wanted])
        return (
            None
            if found is None
            else Reading({**found, "GroupId": subject.called("GroupId")}, {"Id": subject.physical_id})
        )

    return read


def _by_id(subject: Subject, side: str) -> Reading | None:
    answer = subject.ask("ec2", "describe_security_group_rules", SecurityGroupRuleIds=[subject.physical_id])
    found = first(answer["SecurityGroupRules"])
    if found is None:
        return None
    told = same(found, "GroupId", "IpProtocol", *_PORTS, "Description", "CidrIpv6")
    return Reading(
        {
            **told,
            "CidrIp": found.get("CidrIpv4"),
            f"{side}SecurityGroupId": found.get("ReferencedGroupInfo", {}).get("GroupId"),
            f"{side}PrefixListId": found.get("PrefixListId"),
        },
        {"Id": subject.physical_id},
    )


def _way(rule: Mapping[str, Value]) -> Value:
    """What tells a rule from the others of its group."""
    normal = canonical_rule(rule)
    return {key: value for key, value in normal.items() if key != "Description"} if isinstance(normal, Mapping) else {}


def canonical_rule(rule: Value) -> Value:
    """A rule with protocols by name, numbers for ports, none where all protocols pass, and ranges in short."""
    if not isinstance(rule, Mapping):
        return rule
    protocol = str(rule.get("IpProtocol")).lower()
    protocol = _PROTOCOLS.get(protocol, protocol)
    found: dict[str, Value] = {"IpProtocol": protocol}
    for key, value in rule.items():
        if value in (None, "") or key in (*_OWN, "IpProtocol") or (key in _PORTS and protocol == "-1"):
            continue
        if key in _PORTS:
            found[key] = number(value)
        else:
            found[key] = network(value) if key.startswith("Cidr") else value
    return found


def _canonical(rules: Value) -> Value:
    return tuple(map(canonical_rule, rules)) if isinstance(rules, tuple) else rules


def _all_rules(group: Sibling, siblings: Iterable[Sibling]) -> Mapping[str, Value]:
    """The rules of a group that stand in it, and those beside it."""
    own: dict[str, list[Value]] = {INGRESS: [], EGRESS: []}
    for name, rules in own.items():
        given = group.expected.get(name)
        rules.extend(given if isinstance(given, tuple) else ())
    for each in siblings:
        kind = each.type.removeprefix("AWS::EC2::")
        if kind in own and each.expected.get("GroupId") == group.physical_id:
            own[kind].append({key: value for key, value in each.expected.items() if key not in _OWN})
    return {INGRESS: tuple(own[INGRESS]), EGRESS: tuple(own[EGRESS] or [_ALL_OUT])}


_RANGES = {"CidrIp": NETWORK, "CidrIpv6": NETWORK}
_RULES = Form(_canonical, unordered=True, exact=True)

TYPES: Mapping[str, Reader] = {
    "AWS::EC2::SecurityGroup": Reader(
        _group, _ABSENT, {"Tags": TAGS, INGRESS: _RULES, EGRESS: _RULES}, beside=_all_rules
    ),
    "AWS::EC2::SecurityGroupIngress": Reader(_rule("Source"), _ABSENT, _RANGES),
    "AWS::EC2::SecurityGroupEgress": Reader(_rule("Destination"), _ABSENT, _RANGES),
}
