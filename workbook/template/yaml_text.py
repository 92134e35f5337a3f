"""YAML text to plain values as CloudFormation reads them, with the short forms of intrinsic functions written out.

The values are built from the stream of parsing events with an explicit stack, so that depth, anchors, repeated keys
and the size after expansion are checked while reading, and no input can exhaust the stack of the interpreter.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from workbook.errors import SourceError
from workbook.lang import Text
from workbook.template import problems
from workbook.template.known import SHORT_FORMS, nearest
from workbook.template.model import scalar_text
from workbook.template.raw import MAX_DEPTH, MAX_VALUES, Raw

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

CORE = "tag:yaml.org,2002:"
PLAIN_TAGS = frozenset(CORE + name for name in ("str", "seq", "map", "null", "bool", "int", "float"))
"""The tags that CloudFormation supports; it lists timestamp, binary, set, omap and pairs as unsupported."""

MERGE_KEY = "<<"


@dataclass(frozen=True, slots=True)
class _Built:
    """A finished value with its size and height after the expansion of aliases."""

    value: Raw
    size: int = 1
    height: int = 0
    is_merge: bool = False


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    value: list[Raw] | dict[str, Raw]
    tag: str | None
    anchor: str | None
    size: int = 1
    height: int = 0
    key: str | None = None
    merging: bool = False
    merged: list[Raw] = field(default_factory=list)


def read_yaml(text: str, where: str) -> Raw:
    """The value that a YAML text stands for.

    Raises:
        SourceError: the text is not YAML, or holds what CloudFormation would not take or what would not fit in memory.
    """
    try:
        return _Builder(where).build(yaml.parse(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = error.problem or error.context
        raise SourceError(problems.BROKEN_YAML.format(where=where, line=line, column=column, reason=reason)) from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        reason = f"{error.reason}: #x{error.character:04x}"
        raise SourceError(problems.BROKEN_YAML.format(where=where, line=line, column=column, reason=reason)) from error


class _Builder:
    """The state of reading one text."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.line = 0
        self.open: list[_Open] = []
        self.anchors: dict[str, _Built | None] = {}
        self.documents: list[Raw] = []
        self.faults: list[Text] = []

    def build(self, events: Iterator[yaml.Event]) -> Raw:
        for event in events:
            self.line = event.start_mark.line + 1 if event.start_mark else self.line
            self._take(event)
        if self.faults:
            raise SourceError(*self.faults)
        return self.documents[0] if self.documents else None

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event), event.anchor)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._add(self._aliased(event.anchor), None)
        elif isinstance(event, yaml.DocumentStartEvent) and self.documents:
            raise self._error(problems.SEVERAL_DOCUMENTS)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise self._error(problems.TOO_DEEP, limit=MAX_DEPTH)
        if event.anchor:
            self.anchors[event.anchor] = None
        self._check_tag(event.tag)
        self.open.append(_Open({} if isinstance(event, yaml.MappingStartEvent) else [], event.tag, event.anchor))

    def _end(self) -> None:
        done = self.open.pop()
        if isinstance(done.value, dict):
            self._merge(done.value, done.merged)
        value = self._long_form(done.tag, done.value)
        self._add(_Built(value, done.size, done.height + 1), done.anchor)

    def _add(self, built: _Built, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = built
        if not self.open:
            self.documents.append(built.value)
            return
        parent = self.open[-1]
        parent.size += built.size
        parent.height = max(parent.height, built.height)
        if parent.size > MAX_VALUES:
            raise self._error(problems.TOO_MANY_VALUES, limit=MAX_VALUES)
        if len(self.open) + built.height > MAX_DEPTH:
            raise self._error(problems.TOO_DEEP, limit=MAX_DEPTH)
        self._place(parent, built)

    def _place(self, parent: _Open, built: _Built) -> None:
        if isinstance(parent.value, list):
            parent.value.append(built.value)
        elif parent.merging:
            parent.merged.append(built.value)
            parent.merging = False
        elif parent.key is not None:
            parent.value[parent.key] = built.value
            parent.key = None
        elif built.is_merge:
            parent.merging = True
        else:
            parent.key = self._key(parent.value, built.value)

    def _key(self, members: dict[str, Raw], value: Raw) -> str:
        if isinstance(value, (list, dict)):
            raise self._error(problems.KEY_NOT_TEXT)
        key = scalar_text(value)
        if key in members:
            self.faults.extend(self._error(problems.DUPLICATE_KEY, key=key).problems)
        return key

    def _merge(self, members: dict[str, Raw], merged: list[Raw]) -> None:
        for value in merged:
            for source in value if isinstance(value, list) else [value]:
                if not isinstance(source, dict):
                    raise self._error(problems.BAD_MERGE)
                for key, inner in source.items():
                    members.setdefault(key, inner)

    def _scalar(self, event: yaml.ScalarEvent) -> _Built:
        self._check_tag(event.tag)
        expects_key = bool(self.open) and isinstance(self.open[-1].value, dict) and self.open[-1].key is None
        if event.tag in (None, "!") and expects_key and not self.open[-1].merging:
            return _Built(event.value, is_merge=event.implicit[0] and event.value == MERGE_KEY)
        if event.tag in (None, CORE + "str"):
            return _Built(_plain(event.value) if event.implicit[0] else event.value)
        if event.tag in PLAIN_TAGS:
            return _Built(self._tagged(event.tag, event.value))
        return _Built(self._long_form(event.tag, event.value))

    def _tagged(self, tag: str, value: str) -> Raw:
        try:
            return _construct(tag, value)
        except (ValueError, KeyError) as error:
            reason = f"!!{tag.removeprefix(CORE)} {value}"
            raise self._error(problems.BROKEN_YAML, column=1, reason=reason) from error

    def _aliased(self, name: str | None) -> _Built:
        if name is None or name not in self.anchors:
            raise self._error(problems.UNKNOWN_ALIAS, alias=name)
        built = self.anchors[name]
        if built is None:
            raise self._error(problems.RECURSIVE_ALIAS, alias=name)
        return built

    def _check_tag(self, tag: str | None) -> None:
        if tag in (None, "!") or tag in PLAIN_TAGS or (tag.startswith("!") and tag[1:] in SHORT_FORMS):
            return
        shown = f"!!{tag.removeprefix(CORE)}" if tag.startswith(CORE) else tag
        known = nearest(tag, [f"!{name}" for name in SHORT_FORMS])
        self.faults.extend(self._error(problems.UNKNOWN_TAG, tag=shown, nearest=known).problems)

    def _long_form(self, tag: str | None, argument: Raw) -> Raw:
        if tag in (None, "!") or tag in PLAIN_TAGS:
            return argument
        if tag == "!GetAtt" and isinstance(argument, str) and "." in argument:
            return {"Fn::GetAtt": list(argument.split(".", 1))}
        return {SHORT_FORMS.get(tag[1:], tag): argument}

    def _error(self, sentence: Text, **values: object) -> SourceError:
        return SourceError(sentence.format(where=self.where, line=self.line, **values))


def _plain(text: str) -> Raw:
    """An unquoted scalar by the rules of YAML 1.1, which CloudFormation follows: `yes` is true and `010` is 8.

    Dates stay text, as in `Version: 2012-10-17`; so do the infinite numbers, which JSON does not know.
    """
    candidates = Resolver.yaml_implicit_resolvers.get(text[:1], ())
    tag = next((tag for tag, pattern in candidates if pattern.match(text)), None)
    try:
        return text if tag is None else _construct(tag, text)
    except ValueError:
        return text  # `0x_` has the form of a number without being one, and so have thousands of digits


_CONSTRUCTOR = SafeConstructor()


def _construct(tag: str, text: str) -> Raw:
    node = yaml.ScalarNode(tag, text)
    if tag == CORE + "null":
        return None
    if tag == CORE + "bool":
        return bool(_CONSTRUCTOR.construct_yaml_bool(node))
    if tag == CORE + "int":
        return int(_CONSTRUCTOR.construct_yaml_int(node))
    if tag == CORE + "float":
        number = float(_CONSTRUCTOR.construct_yaml_float(node))
        return number if math.isfinite(number) else text
    return text
