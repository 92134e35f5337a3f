"""Whether a parsed text has the form of a template: its sections, its resources and the functions in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from workbook.lang import Text
from workbook.template import problems
from workbook.template.known import FUNCTIONS, KINDS, LOOP, nearest
from workbook.template.raw import Raw, mapping

SECTIONS = ("Resources", "Parameters", "Mappings", "Conditions", "Outputs", "Rules")
COMPUTED_SECTIONS = ("Conditions", "Resources", "Outputs", "Rules")
"""The sections in which functions may stand."""

Path: TypeAlias = "tuple[Path, str | int] | None"


def form_problems(template: dict[str, Raw], where: str) -> list[Text]:
    """Everything that keeps a mapping from being a template, one sentence each; empty where nothing does."""
    if "Resources" not in template:
        return [problems.NO_RESOURCES.format(where=where)]
    if template["Resources"] in ({}, None):
        return [problems.EMPTY_RESOURCES.format(where=where)]
    return [*_section_problems(template, where), *_resource_problems(template, where), *_call_problems(template, where)]


def _section_problems(template: dict[str, Raw], where: str) -> Iterator[Text]:
    for section in SECTIONS:
        entries = template.get(section)
        if entries is not None and not isinstance(entries, dict):
            yield _not_a_mapping(entries, section, where)
        if section == "Conditions":
            continue
        for name, entry in mapping(entries).items():
            if not name.startswith("Fn::") and not isinstance(entry, dict):
                yield _not_a_mapping(entry, f"{section}.{name}", where)


def _resource_problems(template: dict[str, Raw], where: str) -> Iterator[Text]:
    for name, resource in mapping(template["Resources"]).items():
        if name.startswith("Fn::") or not isinstance(resource, dict):
            continue
        path = f"Resources.{name}"
        if not isinstance(resource.get("Type"), str):
            yield problems.NO_TYPE.format(where=where, path=path)
        properties = resource.get("Properties")
        if properties is not None and not isinstance(properties, dict):
            yield _not_a_mapping(properties, f"{path}.Properties", where)
        if not _is_names(resource.get("DependsOn", [])):
            form = Text(
                en="the name of a resource or a list of them", es="el nombre de un recurso o una lista de ellos"
            )
            yield problems.BAD_ARGUMENT.format(where=where, function="DependsOn", path=f"{path}.DependsOn", form=form)


def _is_names(value: Raw) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(name, str) for name in value))


def _not_a_mapping(value: Raw, path: str, where: str) -> Text:
    return problems.SECTION_NOT_MAPPING.format(where=where, kind=KINDS[type(value)], path=path)


def _call_problems(template: dict[str, Raw], where: str) -> Iterator[Text]:
    todo: list[tuple[Raw, Path]] = [(template.get(section), (None, section)) for section in reversed(COMPUTED_SECTIONS)]
    while todo:
        value, path = todo.pop()
        if isinstance(value, dict):
            for key in value:
                if key == "Ref" or key.startswith("Fn::"):
                    yield from _key_problems(key, value, path, where)
            todo.extend((inner, (path, key)) for key, inner in value.items() if isinstance(inner, (dict, list)))
        elif isinstance(value, list):
            todo.extend((inner, (path, i)) for i, inner in enumerate(value) if isinstance(inner, (dict, list)))


def _key_problems(key: str, members: dict[str, Raw], path: Path, where: str) -> Iterator[Text]:
    alone = len(members) == 1
    if key.startswith(LOOP) or (key == "Ref" and not alone):
        return
    if key not in FUNCTIONS:
        known = nearest(key, FUNCTIONS)
        yield problems.UNKNOWN_FUNCTION.format(where=where, function=key, path=_dotted(path), nearest=known)
    elif not alone and key != "Fn::Transform":
        yield problems.NOT_ALONE.format(where=where, function=key, path=_dotted(path))
    elif not FUNCTIONS[key][0](members[key]):
        form = FUNCTIONS[key][1]
        yield problems.BAD_ARGUMENT.format(where=where, function=key, path=_dotted(path), form=form)


def _dotted(path: Path) -> str:
    steps: list[str] = []
    while path is not None:
        path, step = path
        steps.append(str(step))
    return ".".join(reversed(steps))
