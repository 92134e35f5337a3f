"""Which resources of a stack need which others, before anything is resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook.template.intrinsics import placeholders
from workbook.template.raw import Raw, mapping


def needs(resource: dict[str, Raw], holds: Callable[[str], bool]) -> set[str]:
    """The names that a resource refers to in its properties or depends on.

    Branches of `Fn::If` that are not taken do not count, and neither does metadata, which is not deployed.
    """
    depends_on = resource.get("DependsOn", [])
    explicit = depends_on if isinstance(depends_on, list) else [depends_on]
    return {str(name) for name in explicit} | set(references(resource.get("Properties"), holds))


def references(value: Raw, holds: Callable[[str], bool]) -> Iterator[str]:
    """The names of parameters and resources in `Ref`, `Fn::GetAtt` and `Fn::Sub` of a raw value."""
    for function, argument in calls(value, holds):
        yield from _named(function, argument)


def calls(value: Raw, holds: Callable[[str], bool]) -> Iterator[tuple[str, Raw]]:
    """Every mapping with a single key, which is where functions stand, without branches that are not taken."""
    todo = [value]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo.extend(value)
        elif isinstance(value, dict):
            if len(value) != 1:
                todo.extend(value.values())
                continue
            ((key, argument),) = value.items()
            if key == "Fn::If" and isinstance(argument, list):
                todo.append(argument[1] if holds(str(argument[0])) else argument[2])
            else:
                yield key, argument
                todo.append(argument)


def _named(key: str, argument: Raw) -> Iterator[str]:
    first = argument[0] if isinstance(argument, list) and argument else argument
    if not isinstance(first, str):
        return
    if key == "Ref":
        yield first
    elif key == "Fn::GetAtt":
        yield first.partition(".")[0]
    elif key == "Fn::Sub":
        own = mapping(argument[1]) if isinstance(argument, list) else {}
        yield from (name.partition(".")[0] for name in placeholders(first) if name not in own)
