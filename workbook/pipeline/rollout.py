"""What running programs meet while a release changes the tables under them, and when one is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbook.lang import Text


@dataclass(frozen=True, slots=True)
class Schema:
    """A table by its columns; those that are required may not be left empty."""

    name: str
    columns: frozenset[str]
    required: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Program:
    """A version of the program by the columns that it reads and writes."""

    name: str
    reads: frozenset[str]
    writes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Release:
    """A program, and the schema that its migration leaves."""

    program: Program
    schema: Schema


@dataclass(frozen=True, slots=True)
class Moment:
    """The programs that run at the same time, on one schema."""

    schema: Schema
    programs: tuple[Program, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """A program that does not get on with the schema, which fails aloud, or with another program, which is quiet."""

    program: str
    other: str
    quiet: bool
    message: Text


def schema(name: str, columns: Iterable[str], required: Iterable[str] = ()) -> Schema:
    """A schema from the names of its columns."""
    return Schema(name, frozenset(columns), frozenset(required))


def program(name: str, reads: Iterable[str], writes: Iterable[str]) -> Program:
    """A program from the names of the columns that it uses."""
    return Program(name, frozenset(reads), frozenset(writes))


def shipping(releases: Sequence[Release], *, migrate_first: bool = True) -> Iterator[Moment]:
    """What is there while each release replaces the one before it: tasks are replaced one after the other."""
    for old, new in pairwise(releases):
        both = (old.program, new.program)
        if migrate_first:
            yield Moment(new.schema, (old.program,))
            yield Moment(new.schema, both)
        else:
            yield Moment(old.schema, both)
            yield Moment(old.schema, (new.program,))
        yield Moment(new.schema, (new.program,))


def returning(last: Release, earlier: Release) -> Iterator[Moment]:
    """What is there while an earlier release comes back: its program, and not its schema."""
    yield Moment(last.schema, (last.program, earlier.program))
    yield Moment(last.schema, (earlier.program,))


def clashes(moments: Iterable[Moment]) -> tuple[Clash, ...]:
    """What goes wrong, each thing once."""
    return tuple(dict.fromkeys(clash for moment in moments for clash in _clashes(moment)))


def _clashes(moment: Moment) -> Iterator[Clash]:
    for each in moment.programs:
        yield from _with_schema(each, moment.schema)
    for reader in moment.programs:
        for writer in moment.programs:
            unseen = (reader.reads - writer.writes) & moment.schema.columns
            if unseen and reader != writer:
                text = _UNSEEN.format(program=reader.name, columns=_named(unseen), other=writer.name)
                yield Clash(reader.name, writer.name, quiet=True, message=text)


def _with_schema(each: Program, there: Schema) -> Iterator[Clash]:
    lacking, empty = (each.reads | each.writes) - there.columns, there.required - each.writes
    for columns, text in ((lacking, _LACKS), (empty, _REFUSES)):
        if columns:
            said = text.format(program=each.name, columns=_named(columns), schema=there.name)
            yield Clash(each.name, there.name, quiet=False, message=said)


def _named(columns: Iterable[str]) -> str:
    return ", ".join(sorted(columns))


_LACKS = Text(
    en="{program} uses {columns}, which the schema “{schema}” lacks",
    es="{program} usa {columns}, que falta en el esquema «{schema}»",
)
_REFUSES = Text(
    en="{program} leaves {columns} empty, which the schema “{schema}” refuses",
    es="{program} deja vacío {columns}, y el esquema «{schema}» lo rechaza",
)
_UNSEEN = Text(
    en="{program} reads {columns}, and {other} writes rows without it",
    es="{program} lee {columns}, y {other} escribe filas sin ello",
)
