"""From the shapes in which APIs answer to those of CloudFormation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from workbook.deploy.live.reading import Subject, part, plain
from workbook.template.model import Value

_OWN_NAMES = frozenset({"options", "labels", "dockerLabels", "driverOpts"})
"""Mappings of ECS whose keys are names of the user."""


def same(answer: Mapping[str, Any], *names: str) -> dict[str, Value]:
    """What an API tells under the names of CloudFormation; None where it tells nothing."""
    return {name: plain(answer.get(name)) for name in names}


def renamed(answer: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Value]:
    """What an API tells under other names: `names` holds the path of its answer by the name of CloudFormation."""
    return {name: plain(at(answer, path)) for name, path in names.items()}


def at(answer: Any, path: str) -> Any:  # noqa: ANN401 - whatever boto3 answers with
    """The part of an answer at a dotted path; None where it leads nowhere."""
    for step in path.split("."):
        if not isinstance(answer, Mapping):
            return None
        answer = answer.get(step)
    return answer


def asked(subject: Subject, parts: Mapping[str, Callable[[], Any]], *absent: str) -> dict[str, Value]:
    """Properties that take a question of their own, which is asked where the template names them."""
    return {name: part(read, *absent) for name, read in parts.items() if name in subject.expected}


def capitalised(value: Any) -> Any:  # noqa: ANN401 - as above
    """Keys as CloudFormation writes those that an API writes in camel case.

    >>> capitalised({"logConfiguration": {"options": {"max-size": "1"}}})
    {'LogConfiguration': {'Options': {'max-size': '1'}}}
    """
    if isinstance(value, Mapping):
        return {
            key[:1].upper() + key[1:]: inner if key in _OWN_NAMES else capitalised(inner)
            for key, inner in value.items()
        }
    return [capitalised(inner) for inner in value] if isinstance(value, list) else value


def unwrapped(value: Any, keep: Sequence[str] = ()) -> Any:  # noqa: ANN401 - as above
    """Lists as they are, which CloudFront wraps with their length; below the keys to keep, in their wrapping.

    >>> unwrapped({"Aliases": {"Quantity": 1, "Items": ["a.example"]}, "Origins": {"Quantity": 0}})
    {'Aliases': ['a.example'], 'Origins': []}
    """
    if isinstance(value, list):
        return [unwrapped(inner, keep) for inner in value]
    if not isinstance(value, Mapping):
        return value
    if "Quantity" in value and value.keys() <= {"Quantity", "Items"}:
        return [unwrapped(inner, keep) for inner in value.get("Items") or []]
    return {key: inner if key in keep else unwrapped(inner, keep) for key, inner in value.items()}


def after(text: str, mark: str) -> str:
    """What stands behind the first of a mark, as the full name of a load balancer in its ARN."""
    return text.partition(mark)[2]


def first(found: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The first of what was found."""
    return found[0] if found else None
