"""Read the YAML of a user's usage file into keys, values and lines, and gather what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from workbook.errors import WorkloadError
from workbook.lang import Text
from workbook.workload import problems

LARGEST_FILE = 250_000
"""Bytes: room for some thousand values."""
MAX_DEPTH = 8
"""Levels of lists and mappings; a usage file has four."""
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of the file with the node of its value and its line."""

    key: str
    value: yaml.Node
    line: int

    @property
    def is_mapping(self) -> bool:
        """Whether keys with values are written below."""
        return isinstance(self.value, yaml.MappingNode)

    @property
    def words(self) -> str | None:
        """What is written as the value, as it stands; None where it is a list or a mapping."""
        return self.value.value if isinstance(self.value, yaml.ScalarNode) else None


@dataclass(slots=True)
class Findings:
    """What is wrong with one file, gathered so that all of it can be said at once."""

    path: Path
    problems: list[tuple[int, Text]] = field(default_factory=list)

    def add(self, line: int, sentence: Text, **values: object) -> None:
        """Note one problem of a line."""
        where = problems.WHERE.format(path=self.path, line=line)
        self.problems.append((line, sentence.format(where=where, **values)))

    def check(self) -> None:
        """Raise what was found, in the order of the lines.

        Raises:
            WorkloadError: something was found.
        """
        if self.problems:
            raise WorkloadError(*(text for _, text in sorted(self.problems, key=lambda problem: problem[0])))


def read_root(path: Path, findings: Findings) -> tuple[Entry, ...]:
    """The keys at the top of a file; none where the file is empty.

    Raises:
        WorkloadError: it cannot be read, or is not YAML.
    """
    try:
        root = _Composer(_text(path)).get_single_node()
    except _RefusedError as error:
        where = problems.WHERE.format(path=path, line=error.line)
        raise WorkloadError(problems.REFUSED.format(where=where, why=error.why)) from error
    except yaml.reader.ReaderError as error:
        why = problems.NO_CHARACTER.format(code=f"{error.character:04x}")
        raise WorkloadError(problems.UNREADABLE.format(path=path, why=why)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = problems.WHERE.format(path=path, line=mark.line + 1 if mark else 1)
        raise WorkloadError(problems.NOT_YAML.format(where=where, why=error.problem or error.context)) from error
    return members(Entry("", root, 1), findings) if root is not None else ()


def members(entry: Entry, findings: Findings) -> tuple[Entry, ...]:
    """The keys below another one; none where nothing is written there."""
    node = entry.value
    if isinstance(node, yaml.MappingNode):
        return tuple(_members(node, findings))
    if entry.words is None or not _is_null(node):
        findings.add(entry.line, problems.NOT_MAPPING, key=entry.key or problems.THE_FILE, value=shown(node))
    return ()


def shown(node: yaml.Node) -> Text:
    """What stands at a place, as a sentence can name it."""
    if isinstance(node, yaml.MappingNode):
        return problems.A_MAPPING if node.value else problems.NOTHING
    if isinstance(node, yaml.SequenceNode):
        return problems.A_LIST
    words = str(node.value)
    if not words:
        return problems.NOTHING
    return problems.QUOTED.format(words=words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…")


def _is_null(node: yaml.Node) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:null")


def _members(node: yaml.MappingNode, findings: Findings) -> Iterator[Entry]:
    first: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            findings.add(line, problems.KEY_NOT_TEXT, value=shown(key))
        elif key.value in first:
            findings.add(line, problems.TWICE, key=key.value, first=first[key.value])
        else:
            first[key.value] = line
            yield Entry(key.value, value, line)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise WorkloadError(problems.UNREADABLE.format(path=path, why=error.strerror or error)) from error
    if len(content) > LARGEST_FILE:
        raise WorkloadError(problems.TOO_LARGE.format(path=path, most=LARGEST_FILE))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = problems.NOT_UTF8.format(place=error.start)
        raise WorkloadError(problems.UNREADABLE.format(path=path, why=why)) from error


class _RefusedError(Exception):
    """The file holds something that YAML allows and usage files do not."""

    def __init__(self, why: Text, line: int) -> None:
        super().__init__(why.en)
        self.why = why
        self.line = line


class _Composer(yaml.SafeLoader):
    """Plain YAML as a tree of nodes, without the aliases by which a small file can grow beyond all measure."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(problems.ALIAS, line)
        if self.depth > MAX_DEPTH:
            raise _RefusedError(problems.TOO_DEEP.format(most=MAX_DEPTH), line)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node
