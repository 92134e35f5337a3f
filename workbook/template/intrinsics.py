"""The value of a raw piece of template: functions are computed as far as the names in them are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from workbook.lang import Text
from workbook.template import functions
from workbook.template.model import Unknown, Value, describe
from workbook.template.raw import Raw, mapping

NO_VALUE = Unknown("AWS::NoValue", Text(en="the property is left out", es="la propiedad se omite"))
"""What stands for a value that is to be left out; it never gets into a resolved mapping or list."""

PLACEHOLDER = re.compile(r"\$\{([^}]*)\}")

MACRO = Text(
    en="the macro runs only during the deployment",
    es="la macro solo se ejecuta durante el despliegue",
)
RULE_ONLY = Text(
    en="the function works in the section Rules only; CloudFormation refuses it here",
    es="la función solo sirve en la sección Rules; CloudFormation la rechaza aquí",
)


class Names(Protocol):
    """What the names in a template stand for."""

    def ref(self, name: str) -> Value:
        """The value of a parameter, pseudo parameter or resource."""

    def attribute(self, name: str, attribute: str) -> Value:
        """The value of an attribute of a resource."""

    def condition(self, name: str) -> bool:
        """Whether a condition counts as true."""

    def find_in_map(self, name: Value, first: Value, second: Value) -> Value | None:
        """The value of a mapping under two keys; None where it has none."""

    def import_value(self, name: Value) -> Value:
        """The value of an export of the same Region and account."""

    def stack_output(self, stack: Value, output: Value, region: Value) -> Value:
        """The value of an output of another stack."""

    def address_range(self, value: Value) -> Value:
        """The address range that a template gives to the resource whose attribute the value is."""

    def zones(self, region: Value) -> Value:
        """The availability zones of a Region."""


def resolve(value: Raw, names: Names) -> Value:
    """The value of a raw piece of template; `NO_VALUE` where it is to be left out."""
    if isinstance(value, dict):
        if len(value) == 1:
            ((key, argument),) = value.items()
            function = FUNCTIONS.get(key)
            if function is not None:
                return function(argument, names)
        resolved = ((key, resolve(inner, names)) for key, inner in value.items())
        return {key: inner for key, inner in resolved if inner is not NO_VALUE}
    if isinstance(value, list):
        return tuple(inner for inner in (resolve(item, names) for item in value) if inner is not NO_VALUE)
    return value


def argument_value(value: Raw, names: Names) -> Value:
    """The value of a raw piece of template where something has to stand; None where it is to be left out."""
    resolved = resolve(value, names)
    return None if resolved is NO_VALUE else resolved


def get_attribute(argument: Raw, names: Names) -> Value:
    """The value of `Fn::GetAtt`, given as `Resource.Attribute` or as a list of both."""
    if isinstance(argument, list):
        resource, *steps = (describe(argument_value(item, names)) for item in argument)
        return names.attribute(resource, ".".join(steps))
    resource, _, attribute = str(argument).partition(".")
    return names.attribute(resource, attribute)


def substitute(argument: Raw, names: Names) -> Value:
    """The text of `Fn::Sub` with its placeholders filled in."""
    text, variables = (argument[0], mapping(argument[1])) if isinstance(argument, list) else (argument, {})
    given = {name: argument_value(value, names) for name, value in variables.items()}
    return functions.concatenate(_filled(str(text), given, names))


def placeholders(text: str) -> Iterator[str]:
    """The names in a text for `Fn::Sub`; `${!Literal}` is none.

    >>> list(placeholders("arn:${AWS::Partition}:s3:::${Photos}/${!key}"))
    ['AWS::Partition', 'Photos']
    """
    for match in PLACEHOLDER.finditer(text):
        if not match[1].startswith("!"):
            yield match[1].strip()


def _filled(text: str, given: Mapping[str, Value], names: Names) -> Iterator[Value]:
    end = 0
    for match in PLACEHOLDER.finditer(text):
        yield text[end : match.start()]
        end = match.end()
        name = match[1].strip()
        if name.startswith("!"):
            yield f"${{{name[1:]}}}"
        elif name in given:
            yield given[name]
        elif "." in name:
            yield get_attribute(name, names)
        else:
            yield names.ref(name)
    yield text[end:]


def _ref(argument: Raw, names: Names) -> Value:
    if argument == "AWS::NoValue":
        return NO_VALUE
    name = argument if isinstance(argument, str) else argument_value(argument, names)
    return names.ref(name) if isinstance(name, str) else functions.unknown("Ref", name)


def _if(argument: Raw, names: Names) -> Value:
    condition, when_true, when_false = _arguments(argument)
    return resolve(when_true if names.condition(str(condition)) else when_false, names)


def _join(argument: Raw, names: Names) -> Value:
    delimiter, items = _arguments(argument)
    return functions.join(describe(argument_value(delimiter, names)), argument_value(items, names))


def _split(argument: Raw, names: Names) -> Value:
    delimiter, text = _arguments(argument)
    return functions.split(describe(argument_value(delimiter, names)), argument_value(text, names))


def _select(argument: Raw, names: Names) -> Value:
    index, items = _arguments(argument)
    return functions.select(argument_value(index, names), argument_value(items, names))


def _cidr(argument: Raw, names: Names) -> Value:
    block, count, *bits = (argument_value(item, names) for item in _arguments(argument))
    return functions.cidr(names.address_range(block), count, bits[0] if bits else None)


def _find_in_map(argument: Raw, names: Names) -> Value:
    name, first, second, *options = (argument_value(item, names) for item in _arguments(argument))
    found = names.find_in_map(name, first, second)
    if found is not None:
        return found
    known = isinstance(first, str) and isinstance(second, str)
    if known and options and isinstance(options[0], Mapping) and "DefaultValue" in options[0]:
        return options[0]["DefaultValue"]
    return functions.unknown(
        "Fn::FindInMap", name, first, second, reason=NO_SUCH_KEY if known else functions.DEPLOYMENT_ONLY
    )


NO_SUCH_KEY = Text(
    en="the mapping has no such key; CloudFormation refuses this",
    es="el mapa no tiene esa clave; CloudFormation lo rechaza",
)


def _zones(argument: Raw, names: Names) -> Value:
    return names.zones(argument_value(argument, names) or names.ref("AWS::Region"))


def _import_value(argument: Raw, names: Names) -> Value:
    return names.import_value(argument_value(argument, names))


def _stack_output(argument: Raw, names: Names) -> Value:
    given = {key: argument_value(value, names) for key, value in mapping(argument).items()}
    return names.stack_output(given.get("StackName"), given.get("OutputName"), given.get("Region"))


def _macro(argument: Raw, names: Names) -> Value:
    return functions.unknown("Fn::Transform", argument_value(argument, names), reason=MACRO)


def _on_value(function: Callable[[Value], Value]) -> Callable[[Raw, Names], Value]:
    return lambda argument, names: function(argument_value(argument, names))


def _rule_only(name: str) -> Callable[[Raw, Names], Value]:
    return lambda argument, names: functions.unknown(name, argument_value(argument, names), reason=RULE_ONLY)


def _truth(name: str) -> Callable[[Raw, Names], Value]:
    return lambda argument, names: functions.unknown(name, argument_value(argument, names), reason=CONDITION_ONLY)


CONDITION_ONLY = Text(
    en="the function works in conditions only; CloudFormation refuses it here",
    es="la función solo sirve en las condiciones; CloudFormation la rechaza aquí",
)


def _arguments(argument: Raw) -> list[Raw]:
    return argument if isinstance(argument, list) else [argument]


FUNCTIONS: Mapping[str, Callable[[Raw, Names], Value]] = {
    "Ref": _ref,
    "Fn::And": _truth("Fn::And"),
    "Fn::Base64": _on_value(functions.encode_base64),
    "Fn::Cidr": _cidr,
    "Fn::Contains": _rule_only("Fn::Contains"),
    "Fn::EachMemberEquals": _rule_only("Fn::EachMemberEquals"),
    "Fn::EachMemberIn": _rule_only("Fn::EachMemberIn"),
    "Fn::Equals": _truth("Fn::Equals"),
    "Fn::FindInMap": _find_in_map,
    "Fn::GetAtt": get_attribute,
    "Fn::GetAZs": _zones,
    "Fn::GetStackOutput": _stack_output,
    "Fn::If": _if,
    "Fn::ImportValue": _import_value,
    "Fn::Join": _join,
    "Fn::Length": _on_value(functions.length),
    "Fn::Not": _truth("Fn::Not"),
    "Fn::Or": _truth("Fn::Or"),
    "Fn::RefAll": _rule_only("Fn::RefAll"),
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::Sub": substitute,
    "Fn::ToJsonString": _on_value(functions.to_json),
    "Fn::Transform": _macro,
    "Fn::ValueOf": _rule_only("Fn::ValueOf"),
    "Fn::ValueOfAll": _rule_only("Fn::ValueOfAll"),
}
