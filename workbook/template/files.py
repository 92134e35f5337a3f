"""The template files of one source: each read once, checked, and brought into a form that its layout cannot change."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import BinaryIO

from workbook.errors import SourceError
from workbook.lang import Text
from workbook.pace import remembering
from workbook.template import problems
from workbook.template.form import form_problems
from workbook.template.known import LOOP
from workbook.template.loops import expand_loops
from workbook.template.parse import parse_template
from workbook.template.pipes import read_pipe
from workbook.template.raw import MAX_BYTES, Raw
from workbook.visible import visible

SUFFIX = re.compile(r"(?:\.template)?\.(?:json|ya?ml|template)\Z", re.IGNORECASE)
"""What a template's file name may end with; the name of the stack is what stands before."""

NOT_TEMPLATES = re.compile(r"\.|(?:manifest|tree|cdk|cdk\.context|package|package-lock)\.json\Z|.*\.assets\.json\Z")
"""Files that stand beside templates, passed over unread: hidden ones, and those that the CDK and npm write."""

TEMPLATE_SIGN = re.compile(rb"Resources|AWSTemplateFormatVersion")


class Templates:
    """The templates of one source, with every problem found in them."""

    def __init__(self) -> None:
        self.problems: list[Text] = []
        self._passed_over: list[Text] = []
        self._read: dict[Path, dict[str, Raw] | None] = {}
        self._hashes: list[str] = []

    def at(self, path: Path) -> dict[str, Raw] | None:
        """The template in a file that must be one; None, with the problem kept, where it is not."""
        key = path.resolve()
        if key not in self._read:
            self._read[key] = self._accept(path)
        return self._read[key]

    def in_folder(self, folder: Path) -> dict[Path, dict[str, Raw]]:
        """The templates directly in a folder, by path; files that are none are passed over.

        A file that cannot be parsed is a problem where it looks like a template, or where nothing else is one.
        """
        found: dict[Path, dict[str, Raw]] = {}
        for path in _entries(folder):
            if SUFFIX.search(path.name) and not NOT_TEMPLATES.match(path.name) and path.is_file():
                template = self._accept(path, strict=".template" in path.name)
                self._read[path.resolve()] = template
                if template is not None:
                    found[path] = template
        if not found and not self.problems:
            self.problems.extend(self._passed_over or [problems.NO_TEMPLATES.format(path=folder)])
        return found

    def from_stream(self, stream: BinaryIO, where: str) -> dict[str, Raw] | None:
        """The template that a stream gives, read to its end or to the limit of size."""
        try:
            return self._normal(stream.read(MAX_BYTES + 1), where)
        except SourceError as error:
            self.problems.extend(error.problems)
        except OSError as error:
            self.problems.append(_unreadable(where, error))
        return None

    def checked(self, template: dict[str, Raw], where: str) -> dict[str, Raw]:
        """A template in a form that its layout cannot change, with its loops written out; it counts for the digest.

        Equal templates are one object, of which whoever changes it changes a copy.

        Raises:
            SourceError: it has not the form of a template; with all that is wrong.
        """
        expanded, digest = _checked(json.dumps(template, sort_keys=True, separators=(",", ":")), where)
        self._hashes.append(digest)
        return expanded

    def refuse_problems(self) -> None:
        """End the reading where anything was wrong.

        Raises:
            SourceError: with all problems found so far.
        """
        if self.problems:
            raise SourceError(*self.problems)

    def digest(self) -> str:
        """SHA-256 over the templates in normal form, whatever they are called and however they are laid out."""
        return hashlib.sha256("\n".join(sorted(self._hashes)).encode()).hexdigest()

    def _accept(self, path: Path, *, strict: bool = True) -> dict[str, Raw] | None:
        content = b""
        try:
            content = read_limited(path)
            template = parse_template(content, str(path))
            if strict or "Resources" in template or "AWSTemplateFormatVersion" in template:
                return self.checked(template, str(path))
        except SourceError as error:
            looks_like_one = strict or TEMPLATE_SIGN.search(content)
            (self.problems if looks_like_one else self._passed_over).extend(error.problems)
        return None

    def _normal(self, content: bytes, where: str) -> dict[str, Raw]:
        return self.checked(parse_template(content, where), where)


@remembering
def _checked(canonical: str, where: str) -> tuple[dict[str, Raw], str]:
    in_order: dict[str, Raw] = json.loads(canonical)
    expanded = expand_loops(in_order, where) if LOOP in canonical else in_order
    faults = form_problems(expanded, where)
    if faults:
        raise SourceError(*faults)
    return expanded, hashlib.sha256(canonical.encode()).hexdigest()


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise SourceError(_unreadable(folder, error)) from error


def _unreadable(path: Path | str, error: OSError) -> Text:
    return problems.UNREADABLE.format(where=path, reason=error.strerror or type(error).__name__)


def read_limited(path: Path) -> bytes:
    """The content of a file, up to one byte more than the limit of size.

    Raises:
        SourceError: the file cannot be read, or is larger than the limit.
    """
    try:
        content = _content(path, MAX_BYTES + 1)
    except OSError as error:
        raise SourceError(_unreadable(path, error)) from error
    if len(content) > MAX_BYTES:
        raise SourceError(problems.TOO_LARGE.format(where=path, limit=MAX_BYTES // 1024**2))
    return content


def _content(path: Path, limit: int) -> bytes:
    if path.is_fifo():
        return read_pipe(path, limit)
    with path.open("rb") as stream:
        return stream.read(limit)


def inside(root: Path, folder: Path, given: Raw) -> Path | None:
    """The path that a file names relative to its folder; None where it is none, or leads out of the root folder."""
    if not isinstance(given, str):
        return None
    try:
        path = (folder / given).resolve()
        exists = path.exists()
    except (OSError, RuntimeError, ValueError):  # a name that is too long, links in a circle, a null character
        return None
    return path if path.is_relative_to(root) and (exists or path.parent.is_dir()) else None


def stack_name(path: Path) -> str:
    """The name of the stack in a file: the file's own, without what marks it as a template."""
    return legible(SUFFIX.sub("", path.name) or path.name)


def legible(name: str) -> str:
    """A file's name with stand-ins for bytes that are no UTF-8, and for characters that a terminal would obey."""
    return visible(os.fsencode(name).decode(errors="replace"))
