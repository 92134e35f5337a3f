"""Nested stacks: the templates that a template includes from files beside it."""

from __future__ import annotations

from pathlib import Path

from workbook.template import problems
from workbook.template.cycles import arrows
from workbook.template.files import Templates
from workbook.template.raw import Raw, RawStack, mapping

NESTED_TYPE = "AWS::CloudFormation::Stack"

MAX_NESTED = 2000
"""Most nested stacks of one source: the quota of stacks that CloudFormation gives an account in a Region."""


def included_files(template: dict[str, Raw], file: Path, root: Path) -> dict[str, Path]:
    """The local template of each nested stack, by logical id; those that lie elsewhere or in a bucket are left out."""
    found = {}
    for name, body in mapping(template.get("Resources")).items():
        given = _location(mapping(body))
        if given is None or "://" in given:
            continue
        path = (file.parent / given).resolve()
        if path.is_relative_to(root.resolve()) and path.is_file():
            found[name] = path
    return found


def nest(stack: RawStack, file: Path, root: Path, templates: Templates) -> set[Path]:
    """Give a stack its nested stacks, and those theirs; the files that were used."""
    used: set[Path] = set()
    count = 0
    todo: list[tuple[RawStack, tuple[Path, ...]]] = [(stack, (file.resolve(),))]
    while todo:
        parent, files = todo.pop()
        for name, path in included_files(parent.template, files[-1], root).items():
            if path in files:
                circle = arrows(one.name for one in (*files[files.index(path) :], path))
                templates.problems.append(problems.NESTED_CYCLE.format(cycle=circle))
                continue
            count += 1
            if count > MAX_NESTED:
                templates.problems.append(problems.TOO_MANY_STACKS.format(where=stack.where, limit=MAX_NESTED))
                return used
            used.add(path)
            child = _child(parent, name, path, templates)
            if child is not None:
                todo.append((child, (*files, path)))
    return used


def _child(parent: RawStack, name: str, path: Path, templates: Templates) -> RawStack | None:
    template = templates.at(path)
    if template is None:
        return None
    child = RawStack(f"{parent.name}-{name}", template, str(path), parent.region, parent.account)
    parent.children[name] = child
    return child


def _location(resource: dict[str, Raw]) -> str | None:
    if resource.get("Type") != NESTED_TYPE:
        return None
    asset = mapping(resource.get("Metadata")).get("aws:asset:path")
    url = mapping(resource.get("Properties")).get("TemplateURL")
    return next((given for given in (asset, url) if isinstance(given, str)), None)
