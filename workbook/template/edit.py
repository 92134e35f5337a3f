"""Copies of a source with some places changed: the "what if" of an exercise or a test. No file is touched."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from workbook.errors import WorkbookError
from workbook.lang import Text
from workbook.template.files import Templates
from workbook.template.link import link
from workbook.template.model import Assembly, Evidence
from workbook.template.raw import Raw, RawStack
from workbook.template.source import load_assembly, read_source, source_of


class EditError(WorkbookError):
    """An edit names a place that the source does not have."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One place of a template with its new value, written as a template writes it, or without any."""

    place: Evidence
    value: Raw = field(default=None, hash=False)
    removes: bool = False


def put(place: Evidence, value: Raw) -> Edit:
    """The edit that gives a place a value, such as `8000`, `["a", "b"]` or `{"Ref": "Vpc"}`."""
    return Edit(place, value)


def remove(place: Evidence) -> Edit:
    """The edit that takes away what stands at a place: a property, an entry of a list, a whole resource."""
    return Edit(place, removes=True)


def load_edited(*edits: Edit, source: str | Path | None = None, profile: str | None = None) -> Assembly:
    """A source as `load_assembly` reads it, with the edits made; every place counts as it was before any of them.

    Raises:
        ProfileError: there is no such profile.
        SourceError: the source cannot be used, or no longer can be with the edits made.
        EditError: the source has no such stack or place; it holds every problem found.
    """
    return load_in_rounds(edits, source=source, profile=profile)


def load_in_rounds(*rounds: Sequence[Edit], source: str | Path | None = None, profile: str | None = None) -> Assembly:
    """As `load_edited`, one round of edits after the other: each finds the places as the rounds before it left them.

    Raises:
        ProfileError: there is no such profile.
        SourceError: the source cannot be used, or no longer can be with the edits made.
        EditError: a round names a stack or place that is not there when it begins; it holds every problem found.
    """
    if not any(rounds):
        return load_assembly(source, profile=profile)
    templates = Templates()
    name, roots = read_source(source_of(source, profile), templates)
    templates.refuse_problems()
    stacks = {stack.name: stack for root in roots for stack in _tree(root)}
    for edits in rounds:
        edit_stacks(edits, stacks)
    edited = Templates()
    for stack in stacks.values():
        stack.template = edited.checked(stack.template, stack.where)
        stack.children = {child: nested for child, nested in stack.children.items() if child in stack.resources()}
    return Assembly(name, edited.digest(), link(roots), profile if source is not None else name)


def write_edited(folder: Path, *edits: Edit, profile: str) -> None:
    """Write the templates of a profile into a folder, as `load_edited` would read them.

    Raises:
        ProfileError: there is no such profile.
        SourceError: its snapshot is missing or cannot be read.
        EditError: the profile has no such stack or place; it holds every problem found.
    """
    source = source_of(None, profile)
    templates = Templates()
    _, stacks = read_source(source, templates)
    templates.refuse_problems()
    edit_stacks(edits, {stack.name: stack for stack in stacks})
    shutil.copytree(source, folder, dirs_exist_ok=True)
    for stack in stacks:
        text = json.dumps(stack.template, indent=1) + "\n"
        (folder / f"{stack.name}.template.json").write_text(text, encoding="utf-8")


def edit_stacks(edits: Iterable[Edit], stacks: dict[str, RawStack]) -> None:
    """Make edits in stacks that are read and not yet resolved, by name; each that changes gets a template of its own.

    Raises:
        EditError: there is no such stack or place; it holds every problem found.
    """
    for name in {edit.place.stack for edit in edits} & stacks.keys():
        # A message about the copy must not send its reader to the file, which is as it was.
        stacks[name].template, stacks[name].where = deepcopy(stacks[name].template), name
    problems: list[Text] = []
    for edit in sorted(edits, key=_order):
        try:
            _edit(edit, stacks)
        except EditError as error:
            problems.extend(error.problems)
    if problems:
        raise EditError(*problems)


def _order(edit: Edit) -> tuple[bool, list[tuple[int, str]]]:
    """Removals last and from the end of each list, so that none moves the place of another edit."""
    steps = edit.place.path.split(".") if edit.removes else []
    return edit.removes, [(-int(step) if step.isdigit() else 0, step) for step in steps]


def _edit(edit: Edit, stacks: dict[str, RawStack]) -> None:
    place = edit.place
    stack = stacks.get(place.stack)
    if stack is None:
        raise EditError(_NO_STACK.format(stack=place.stack, known=", ".join(sorted(stacks))))
    holder, key = _place(stack.template, place.path, place.stack)
    if edit.removes:
        if not _holds(holder, key):
            raise _no_place(place.path, place.stack)
        del holder[key]  # type: ignore[arg-type]  # a text for mappings, a number for lists
    elif isinstance(holder, list) and key == len(holder):
        holder.append(deepcopy(edit.value))
    else:
        holder[key] = deepcopy(edit.value)  # type: ignore[index]  # as above


def _place(template: dict[str, Raw], path: str, stack: str) -> tuple[dict[str, Raw] | list[Raw], str | int]:
    """The mapping or list that holds the last step of a path, and that step; mappings on the way are made."""
    value: Raw = template
    steps = path.split(".")
    while True:
        if not isinstance(value, (dict, list)):
            raise _no_place(path, stack)
        key, steps = _next(value, steps, path, stack)
        if not steps:
            return value, key
        if isinstance(value, dict):
            value = value.setdefault(str(key), {})
        elif _holds(value, key):
            value = value[int(key)]
        else:
            raise _no_place(path, stack)


def _next(value: dict[str, Raw] | list[Raw], steps: list[str], path: str, stack: str) -> tuple[str | int, list[str]]:
    """The key of the next step and the steps after it; keys may hold dots themselves."""
    if isinstance(value, list):
        if not steps[0].isdigit() or int(steps[0]) > len(value):
            raise _no_place(path, stack)
        return int(steps[0]), steps[1:]
    for length in range(1, len(steps) + 1):
        key = ".".join(steps[:length])
        if key in value:
            return key, steps[length:]
    if len(value) == 1 and all(key == "Ref" or key.startswith("Fn::") for key in value):
        raise EditError(_COMPUTED.format(path=path, stack=stack, function=next(iter(value))))
    return steps[0], steps[1:]


def _holds(holder: dict[str, Raw] | list[Raw], key: str | int) -> bool:
    return key in holder if isinstance(holder, dict) else int(key) < len(holder)


def _tree(stack: RawStack) -> Iterator[RawStack]:
    yield stack
    for child in stack.children.values():
        yield from _tree(child)


def _no_place(path: str, stack: str) -> EditError:
    return EditError(_NO_PLACE.format(path=path, stack=stack))


_NO_STACK = Text(
    en="the source has no stack {stack!r}; expected one of {known}",
    es="la fuente no tiene ninguna pila {stack!r}; se esperaba una de {known}",
)
_NO_PLACE = Text(
    en="the stack {stack} has nothing at {path}; take the place from the evidence of an edge or of a resource",
    es="la pila {stack} no tiene nada en {path}; tome el lugar de la prueba de una arista o de un recurso",
)
_COMPUTED = Text(
    en="the stack {stack} computes what stands at {path} by {function}; edit the place of the function instead",
    es="la pila {stack} calcula con {function} lo que hay en {path}; edite en su lugar el sitio de la función",
)
