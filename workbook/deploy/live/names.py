"""What the names in a template stand for once its stack is deployed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from workbook.deploy.live import words
from workbook.deploy.live.apis import Apis
from workbook.deploy.live.deployed import DeployedStack, Deployment
from workbook.deploy.live.reading import part
from workbook.lang import Text
from workbook.template.conditions import decide
from workbook.template.functions import unknown
from workbook.template.intrinsics import argument_value
from workbook.template.model import Unknown, Value, at, describe
from workbook.template.parameters import parameter_value
from workbook.template.pseudo import pseudo_parameters
from workbook.template.raw import Raw, mapping
from workbook.template.scalars import flag

_DYNAMIC = "{{resolve:"
_STORED = re.compile(r"AWS::SSM::Parameter::Value<(.*)>\Z")

Attribute = Callable[[str, str], Value]
"""The value of an attribute of a resource of the same stack, by logical id and name."""


class DeployedNames:
    """The names of one deployed stack."""

    def __init__(self, stack: DeployedStack, deployment: Deployment, apis: Apis, attribute: Attribute) -> None:
        self.stack = stack
        self.deployment = deployment
        self.apis = apis
        self.attribute = attribute
        self._conditions: Mapping[str, bool] | None = None
        self._pseudo: Mapping[str, Value] = {
            **pseudo_parameters(stack.raw),
            "AWS::StackId": stack.id or unknown("AWS::StackId", reason=_not_deployed(stack)),
            "AWS::NotificationARNs": stack.notified,
        }

    def properties(self, logical_id: str) -> Mapping[str, Value]:
        """The properties of a resource, as they should be now."""
        given = self.stack.raw.resources()[logical_id].get("Properties")
        resolved = settled(self.resolve(given))
        return resolved if isinstance(resolved, Mapping) else {}

    def includes(self, logical_id: str) -> bool:
        """Whether the condition of a resource holds."""
        condition = self.stack.raw.resources()[logical_id].get("Condition")
        return not isinstance(condition, str) or self.condition(condition)

    def resolve(self, value: Raw) -> Value:
        """The value of a raw piece of the template; None where it is to be left out."""
        return argument_value(value, self)

    def ref(self, name: str) -> Value:
        """The value of a parameter, pseudo parameter or resource."""
        if name in self._pseudo:
            return self._pseudo[name]
        declared = self.stack.raw.section("Parameters").get(name)
        if declared is not None:
            return self._parameter(name, mapping(declared))
        created = self.stack.created.get(name)
        if created is None:
            return unknown("Ref", name, reason=words.NOT_THERE.format(name=name))
        return created.physical_id

    def condition(self, name: str) -> bool:
        """Whether a condition holds."""
        if self._conditions is None:
            self._conditions, _ = decide(self.stack.raw.section("Conditions"), self.resolve)
        return self._conditions.get(name, True)

    def find_in_map(self, name: Value, first: Value, second: Value) -> Value | None:
        """The value of a mapping under two keys; None where it has none."""
        value: Raw = self.stack.raw.section("Mappings")
        for key in (name, first, second):
            value = mapping(value).get(describe(key))
        return None if value is None else self.resolve(value)

    def import_value(self, name: Value) -> Value:
        """The value of an export of the same region."""
        region = self.stack.place.region
        found = self.deployment.exports.get(region, {}).get(describe(name))
        if found is None:
            return unknown("Fn::ImportValue", name, reason=words.NO_EXPORT.format(region=region))
        return found

    def stack_output(self, stack: Value, output: Value, region: Value) -> Value:
        """The value of an output of another stack of the deployment."""
        where = self.stack.place.region if region is None else region
        for each in self.deployment.stacks:
            if (each.name, each.place.region) == (stack, where) and describe(output) in each.outputs:
                return each.outputs[describe(output)]
        return unknown("Fn::GetStackOutput", stack, output, where, reason=words.NO_OUTPUT)

    def address_range(self, value: Value) -> Value:
        """The value, which is known by now."""
        return value

    def zones(self, region: Value) -> Value:
        """The zones of a region in which it has a default subnet, or else all of them."""
        where = describe(region)
        default = [{"Name": "default-for-az", "Values": ["true"]}]
        subnets = part(lambda: self.apis.ask("ec2", "describe_subnets", where, Filters=default)["Subnets"])
        zones = part(lambda: self.apis.ask("ec2", "describe_availability_zones", where)["AvailabilityZones"])
        for found, name in ((subnets, "AvailabilityZone"), (zones, "ZoneName")):
            if isinstance(found, Unknown):
                return found
            named = sorted({describe(at(each, name)) for each in found}) if isinstance(found, tuple) else ()
            if named:
                return tuple(named)
        return unknown("Fn::GetAZs", region)

    def _parameter(self, name: str, declared: dict[str, Raw]) -> Value:
        if flag(_scalar(declared.get("NoEcho"))):
            return unknown("Ref", name, reason=words.HIDDEN.format(name=name))
        # What a parameter of Systems Manager held then is told as its value, so that its type is that of the value.
        kind = _STORED.sub(r"\1", str(declared.get("Type", "String")))
        return parameter_value(self.stack.name, name, {**declared, "Type": kind}, self.stack.parameters.get(name))


def settled(value: Value) -> Value:
    """A value without the references that CloudFormation looks up itself, which become unknown."""
    if isinstance(value, Mapping):
        return {key: settled(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(map(settled, value))
    if isinstance(value, str) and _DYNAMIC in value:
        start = value.index(_DYNAMIC) + 2
        reference = value[start : value.find("}}", start)]
        return unknown("resolve", reference, reason=words.DYNAMIC.format(reference=reference))
    return value


def _scalar(value: Raw) -> Value:
    return value if isinstance(value, str | bool) else None


def _not_deployed(stack: DeployedStack) -> Text:
    return words.NOT_DEPLOYED.format(stack=stack.name, region=stack.place.region)
