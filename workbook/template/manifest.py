"""The manifest of a CDK cloud assembly: its stacks, their environments and the order between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from workbook.errors import SourceError
from workbook.lang import Text
from workbook.template import problems
from workbook.template.cycles import arrows
from workbook.template.files import Templates, inside, read_limited
from workbook.template.parse import parse_template
from workbook.template.raw import Raw, RawStack, mapping

MANIFEST = "manifest.json"

STACK = "aws:cloudformation:stack"
ASSEMBLY = "cdk:cloud-assembly"

ENVIRONMENT = re.compile(r"aws://([^/]+)/(.+)\Z")
OPEN = frozenset({"unknown-account", "unknown-region"})
"""What a manifest says of an account or Region that is chosen only when the stack is deployed."""

NO_FILE = Text(en="it names no file inside the assembly", es="no nombra ningún archivo dentro del ensamblado")


@dataclass(frozen=True, slots=True)
class StackFile:
    """A stack that a manifest names, with the file that holds its template."""

    stack: RawStack
    file: Path


Key: TypeAlias = "tuple[Path, str]"
"""An artifact: the folder of its manifest and its id there."""


@dataclass(frozen=True, slots=True)
class _Artifact:
    """A stack of a manifest, with the nested assemblies around it and everything that those and it depend on."""

    key: Key
    content: dict[str, Raw]
    around: tuple[Key, ...]
    depends: tuple[Key, ...]

    @property
    def properties(self) -> dict[str, Raw]:
        """What the manifest says about how the stack is deployed."""
        return mapping(self.content.get("properties"))

    @property
    def stack_name(self) -> str:
        """The name under which the stack is deployed."""
        return _text(self.properties.get("stackName")) or self.key[1]

    @property
    def environment(self) -> tuple[str | None, str | None]:
        """Account and Region, None where they are chosen at deployment."""
        match = ENVIRONMENT.match(_text(self.content.get("environment")) or "")
        account, region = match.groups() if match else (None, None)
        return None if account in OPEN else account, None if region in OPEN else region


def is_manifest(path: Path) -> bool:
    """Whether a file is the manifest of a cloud assembly, and not one of a web application by the same name.

    Raises:
        SourceError: the file cannot be read.
    """
    return path.is_file() and isinstance(parse_template(read_limited(path), str(path)).get("artifacts"), dict)


def read_manifest(folder: Path, templates: Templates) -> list[StackFile]:
    """The stacks of a cloud assembly and of those nested in it; what is wrong is kept among the templates' problems."""
    artifacts = [*_stacks(folder.resolve(), folder.resolve(), (), (), templates)]
    names = _distinct_names(artifacts)
    members: dict[Key, list[str]] = {}
    for artifact in artifacts:
        for key in (artifact.key, *artifact.around):
            members.setdefault(key, []).append(names[artifact.key])
    found = []
    for artifact in artifacts:
        requires = {name for key in artifact.depends for name in members.get(key, ())}
        stack = _stack_file(artifact, names[artifact.key], tuple(sorted(requires)), templates)
        if stack is not None:
            found.append(stack)
    return found


def _stacks(
    root: Path, folder: Path, around: tuple[Key, ...], depends: tuple[Key, ...], templates: Templates
) -> Iterator[_Artifact]:
    for name, content in _artifacts(folder, templates):
        key = (folder, name)
        needed = (*depends, *((folder, need) for need in _texts(content.get("dependencies"))))
        if content.get("type") == STACK:
            yield _Artifact(key, content, around, needed)
        elif content.get("type") == ASSEMBLY:
            inner = inside(root, folder, mapping(content.get("properties")).get("directoryName"))
            if inner is None or not inner.is_dir():
                templates.problems.append(_fault(folder, name))
            elif inner in {inside for inside, _ in around} | {folder}:
                circle = arrows(str(one.name) for one in (inner, folder, inner))
                templates.problems.append(problems.ASSEMBLY_CYCLE.format(manifest=folder / MANIFEST, cycle=circle))
            else:
                yield from _stacks(root, inner, (*around, key), needed, templates)


def _artifacts(folder: Path, templates: Templates) -> list[tuple[str, dict[str, Raw]]]:
    try:
        manifest = parse_template(read_limited(folder / MANIFEST), str(folder / MANIFEST))
    except SourceError as error:
        templates.problems.extend(error.problems)
        return []
    return [(name, mapping(content)) for name, content in sorted(mapping(manifest.get("artifacts")).items())]


def _stack_file(artifact: _Artifact, name: str, requires: tuple[str, ...], templates: Templates) -> StackFile | None:
    folder, artifact_id = artifact.key
    file = inside(folder, folder, artifact.properties.get("templateFile"))
    if file is None:
        templates.problems.append(_fault(folder, artifact_id))
        return None
    if not file.is_file():
        missing = problems.MISSING_TEMPLATE.format(manifest=folder / MANIFEST, file=file.name)
        templates.problems.append(missing)
        return None
    template = templates.at(file)
    if template is None:
        return None
    account, region = artifact.environment
    parameters = mapping(artifact.properties.get("parameters"))
    stack = RawStack(name, template, str(file), region, account, parameters, requires, artifact.stack_name)
    return StackFile(stack, file)


def _distinct_names(artifacts: list[_Artifact]) -> dict[Key, str]:
    """The name of each stack, with its Region and then its account where others have the same name elsewhere."""
    names = {artifact.key: artifact.stack_name for artifact in artifacts}
    for part in (1, 0):
        count = Counter(names.values())
        for artifact in artifacts:
            place = artifact.environment[part]
            if count[names[artifact.key]] > 1 and place is not None:
                names[artifact.key] += f"@{place}"
    return names


def _fault(folder: Path, artifact: str) -> Text:
    return problems.BAD_MANIFEST.format(manifest=folder / MANIFEST, artifact=artifact, fault=NO_FILE)


def _text(value: Raw) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: Raw) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
