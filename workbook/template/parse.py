"""Text to a plain mapping: JSON or YAML, told apart by content and not by the name of the file."""

from __future__ import annotations

import codecs
import re

from workbook.errors import SourceError
from workbook.pace import remembering
from workbook.template import problems
from workbook.template.json_text import read_json
from workbook.template.known import KINDS
from workbook.template.raw import MAX_BYTES, Raw

JSON_START = re.compile(r'\s*(?:\{\s*(?:["}]|$)|\[)')
"""JSON objects begin with a quoted key; `{Resources: …}` without quotes is YAML in flow style."""


@remembering
def parse_template(content: bytes, where: str) -> dict[str, Raw]:
    """The mapping that a JSON or YAML text stands for, with short forms such as `!Ref` written out.

    Equal texts are one object, of which whoever changes it changes a copy.

    >>> parse_template(b"Resources: {Web: {Type: !Sub 'a'}}", "web.yaml")
    {'Resources': {'Web': {'Type': {'Fn::Sub': 'a'}}}}

    Raises:
        SourceError: the text is no such mapping, or larger or deeper than the limits allow.
    """
    if len(content) > MAX_BYTES:
        raise SourceError(problems.TOO_LARGE.format(where=where, limit=MAX_BYTES // 1024**2))
    text = _decode(content, where)
    if not text.strip():
        raise SourceError(problems.EMPTY.format(where=where))
    root = read_json(text, where) if JSON_START.match(text) else _read_yaml(text, where)
    if not isinstance(root, dict):
        raise SourceError(problems.NOT_A_MAPPING.format(where=where, kind=KINDS[type(root)]))
    return root


def _read_yaml(text: str, where: str) -> Raw:
    from workbook.template.yaml_text import read_yaml  # noqa: PLC0415 - JSON starts twice as fast without it

    return read_yaml(text, where)


def _decode(content: bytes, where: str) -> str:
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "UTF-16" if utf16 else "UTF-8"
    try:
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(problems.BINARY.format(where=where, offset=error.start, encoding=encoding)) from error
    if "\0" in text:
        offset = content.index(0)
        raise SourceError(problems.BINARY.format(where=where, offset=offset, encoding=encoding))
    return text
