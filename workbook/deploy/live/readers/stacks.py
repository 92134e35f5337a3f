"""Stacks that are nested in others; what is in them is read as what is in any stack."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.deploy.live import words
from workbook.deploy.live.forms import TAGS, Form
from workbook.deploy.live.reading import Reader, Reading, Subject, plain
from workbook.deploy.live.shapes import first, same
from workbook.template.functions import unknown
from workbook.template.model import Value, describe

_HIDDEN = "****"


def _stack(subject: Subject) -> Reading | None:
    answer = subject.ask("cloudformation", "describe_stacks", StackName=subject.physical_id)
    found = first([each for each in answer["Stacks"] if each["StackStatus"] != "DELETE_COMPLETE"])
    if found is None:
        return None
    parameters = {each["ParameterKey"]: _told(each) for each in found.get("Parameters", [])}
    outputs = {f"Outputs.{each['OutputKey']}": each["OutputValue"] for each in found.get("Outputs", [])}
    told = same(found, "NotificationARNs", "TimeoutInMinutes")
    return Reading({**told, "Parameters": parameters, "Tags": plain(found.get("Tags"))}, outputs)


def _told(parameter: Mapping[str, str]) -> Value:
    value = parameter.get("ParameterValue")
    name = parameter["ParameterKey"]
    return unknown("Ref", name, reason=words.HIDDEN.format(name=name)) if value == _HIDDEN else value


def _texts(parameters: Value) -> Value:
    """Parameters as the text that CloudFormation makes of lists."""
    if not isinstance(parameters, Mapping):
        return parameters
    return {
        name: ",".join(map(describe, value)) if isinstance(value, tuple) else value
        for name, value in parameters.items()
    }


TYPES: Mapping[str, Reader] = {
    "AWS::CloudFormation::Stack": Reader(
        _stack,
        ["ValidationError"],
        {"Tags": TAGS, "Parameters": Form(_texts)},
        {"TemplateURL": words.NEVER_TOLD},
    ),
}
