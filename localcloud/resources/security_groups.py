"""Of EC2: rules of security groups that stand on their own."""

from __future__ import annotations

from ministack.services import ec2
from ministack.services.cloudformation import provisioners

from localcloud.resources.handler import Handler, Made, Properties, handler, in_place, new_id


def _rules(direction: str) -> Handler:
    def add(rule: str, properties: Properties) -> Made:
        (permission,) = provisioners._ec2_sg_permissions([properties])
        group = ec2._security_groups[properties["GroupId"]]
        group[direction].append({**permission, "SecurityGroupRuleId": rule})
        return rule, {"Id": rule}

    def create(_: str, properties: Properties, __: str) -> Made:
        return add(new_id("sgr"), properties)

    def delete(rule: str, properties: Properties) -> None:
        group = ec2._security_groups.get(properties["GroupId"])
        if group:
            group[direction] = [each for each in group[direction] if each.get("SecurityGroupRuleId") != rule]

    def describe(rule: str, old: Properties, new: Properties) -> Made:
        delete(rule, old)
        return add(rule, new)

    return handler(create, delete, in_place({"Description"}, create, describe))


TYPES: dict[str, Handler] = {
    "AWS::EC2::SecurityGroupIngress": _rules("IpPermissions"),
    "AWS::EC2::SecurityGroupEgress": _rules("IpPermissionsEgress"),
}
