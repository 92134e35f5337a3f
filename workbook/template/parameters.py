"""The value that a parameter of a template has when the stack is deployed as its source says."""

from __future__ import annotations

from workbook.lang import Text
from workbook.template.functions import unknown
from workbook.template.model import Unknown, Value, scalar_text
from workbook.template.raw import Raw, mapping

NO_DEFAULT = Text(
    en="the parameter has no default, so its value is known at deployment only",
    es="el parámetro no tiene valor por omisión, así que solo se conoce al desplegar",
)
STORED = Text(
    en="the value lies in the Systems Manager parameter {name}",
    es="el valor está en el parámetro de Systems Manager {name}",
)


def parameter_value(stack: str, name: str, declaration: Raw, given: Value) -> Value:
    """The given value of a parameter, else its default, in the form that its type demands; None counts as not given."""
    declared = mapping(declaration)
    kind = scalar_text(_scalar(declared.get("Type", "String")))
    value = _scalar(declared.get("Default")) if given is None else given
    if value is None:
        return Unknown(f"{stack}/{name}", NO_DEFAULT)
    if kind.startswith("AWS::SSM::Parameter::Value"):
        return unknown("SSM", value, reason=STORED.format(name=value))
    if not isinstance(value, (str, int, float)):
        return value
    return _typed(kind, scalar_text(value))


def _scalar(value: Raw) -> str | int | float | None:
    return value if isinstance(value, (str, int, float)) else None


def _typed(kind: str, text: str) -> Value:
    if kind == "CommaDelimitedList" or kind.startswith("List<"):
        items = tuple(item.strip() for item in text.split(",")) if text else ()
        return tuple(_number(item) for item in items) if kind == "List<Number>" else items
    return _number(text) if kind == "Number" else text


def _number(text: str) -> Value:
    """The number that a text stands for, else the text: CloudFormation would refuse that one."""
    for form in (int, float):
        try:
            return form(text)
        except ValueError:
            continue
    return text
