"""Of EC2: rules of security groups that stand on their own."""

from __future__ import annotations

from ministack.services import ec2
from ministack.services.cloudformation import provisioners

from localcloud.resources.handler import Handler, Made, Properties, handler, in_place, new_id


def _rules(direction: str) -> Handler:
    def add(properties: Properties) -> None:
        group = ec2._security_groups[properties["GroupId"]]
        group[direction].extend(provisioners._ec2_sg_permissions([properties]))

    def create(_: str, properties: Properties, __: str) -> Made:
        add(properties)
        return new_id("sgr"), {}

    def delete(_: str, properties: Properties) -> None:
        group = ec2._security_groups.get(properties["GroupId"])
        if group:
            gone = provisioners._ec2_sg_permissions([properties])
            group[direction] = [each for each in group[direction] if each not in gone]

    def describe(rule: str, old: Properties, new: Properties) -> Made:
        delete(rule, old)
        add(new)
        return rule, {}

    return handler(create, delete, in_place({"Description"}, create, describe))


TYPES: dict[str, Handler] = {
    "AWS::EC2::SecurityGroupIngress": _rules("IpPermissions"),
    "AWS::EC2::SecurityGroupEgress": _rules("IpPermissionsEgress"),
}
