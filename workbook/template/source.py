"""The sources that a user can name: cloud assembly, folder of templates, template file, standard input, profile."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from workbook.errors import ProfileError, SourceError
from workbook.lang import Text
from workbook.pace import without_collection
from workbook.template import problems
from workbook.template.files import Templates, legible, stack_name
from workbook.template.known import nearest
from workbook.template.link import link
from workbook.template.manifest import MANIFEST, StackFile, is_manifest, read_manifest
from workbook.template.model import Assembly
from workbook.template.nested import Nesting
from workbook.template.raw import RawStack

PROFILES = ("standard", "starter", "growth")
"""The profiles of the infrastructure, each with a committed snapshot; the first is the default source."""

CHECKOUT = Path(__file__).resolve().parents[2]
"""The checkout in which the engine stands."""

SNAPSHOTS = CHECKOUT / "infra" / "snapshots"

STANDARD_INPUT = "-"


def load_profile(profile: str) -> Assembly:
    """The committed snapshot of a profile.

    Raises:
        ProfileError: there is no such profile.
        SourceError: its snapshot is missing or cannot be read.
    """
    return load_assembly(profile=profile)


@without_collection
def load_assembly(source: str | Path | None = None, *, profile: str | None = None) -> Assembly:
    """Every stack of a source with its values resolved; without a source, the snapshot of the profile.

    A source is a cloud assembly, a folder of templates, a template file, or `-` for standard input. With a source,
    the profile only labels the result.

    Raises:
        ProfileError: there is no such profile.
        SourceError: the source cannot be used; it holds every problem found.
    """
    templates = Templates()
    name, roots = read_source(source_of(source, profile), templates)
    if not roots and not templates.problems:
        templates.problems.append(problems.NO_TEMPLATES.format(path=source))
    templates.refuse_problems()
    return Assembly(name, templates.digest(), link(roots), profile if source is not None else name)


def source_of(source: str | Path | None, profile: str | None) -> str | Path:
    """The source that a caller means: the one given, else the snapshot of the profile, the first where none is given.

    Raises:
        ProfileError: there is no such profile.
        SourceError: its snapshot is missing.
    """
    if profile is not None:
        check_profile(profile)
    if source is not None:
        return source
    folder = SNAPSHOTS / (profile or PROFILES[0])
    if not folder.is_dir():
        raise SourceError(problems.MISSING_SNAPSHOT.format(profile=folder.name, path=folder))
    return folder


def read_source(source: str | Path, templates: Templates) -> tuple[str, list[RawStack]]:
    """The name of a source and its stacks before anything in them is resolved; problems are kept in `templates`."""
    if str(source) == STANDARD_INPUT:
        template = templates.from_stream(sys.stdin.buffer if sys.stdin else BytesIO(), "<stdin>")
        return "stdin", [] if template is None else [RawStack("stdin", template, "<stdin>")]
    path = Path(source)
    if not _exists(path):
        raise SourceError(problems.MISSING_PATH.format(path=path))
    if not path.is_dir():
        return stack_name(path), _with_nested(_single(path, templates), path.parent, templates)
    name = legible(path.resolve().name)
    if is_manifest(path / MANIFEST):
        return name, _with_nested(read_manifest(path, templates), path, templates)
    return name, _folder(path, templates)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError) as error:  # a name that is too long, or has a null character
        raise SourceError(problems.UNREADABLE.format(where=path, reason=error)) from error


def _single(path: Path, templates: Templates) -> list[StackFile]:
    template = templates.at(path)
    return [] if template is None else [StackFile(RawStack(stack_name(path), template, str(path)), path)]


def _folder(folder: Path, templates: Templates) -> list[RawStack]:
    """One stack per template of a folder, except for those that are nested stacks of others."""
    found = templates.in_folder(folder)
    nesting = Nesting(folder, templates)
    included = {path for file, template in found.items() for path in nesting.included(template, file).values()}
    files = [StackFile(RawStack(stack_name(path), body, str(path)), path) for path, body in found.items()]
    roots = [file for file in files if file.file.resolve() not in included]
    used = {path for file in roots for path in nesting.nest(file.stack, file.file)}
    # What no root reaches includes itself in a circle; to nest it tells which.
    unreached = [file for file in files if file not in roots and file.file.resolve() not in used]
    for file in unreached[:1]:
        nesting.nest(file.stack, file.file)
    templates.problems.extend(_same_names(roots))
    return [file.stack for file in roots]


def _with_nested(files: list[StackFile], root: Path, templates: Templates) -> list[RawStack]:
    nesting = Nesting(root, templates)
    for file in files:
        nesting.nest(file.stack, file.file)
    templates.problems.extend(_same_names(files))
    return [file.stack for file in files]


def _same_names(files: list[StackFile]) -> Iterator[Text]:
    first: dict[str, StackFile] = {}
    for file in files:
        other = first.setdefault(file.stack.name, file)
        if other is not file:
            yield problems.SAME_STACK.format(first=other.file, second=file.file, stack=file.stack.name)


def check_profile(profile: str) -> None:
    """Refuse a profile that does not exist.

    Raises:
        ProfileError: there is no such profile.
    """
    if profile not in PROFILES:
        known = ", ".join(PROFILES)
        similar = nearest(profile, PROFILES)
        raise ProfileError(problems.UNKNOWN_PROFILE.format(profile=profile, profiles=known, nearest=similar))
