"""Characters that a terminal, a page or a picture would obey instead of show, written out."""

from __future__ import annotations

import re

_OBEYED = re.compile(
    "["
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # controls: they move the cursor, colour, ring; XML has no place for them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they turn the direction of what follows
    "\u2028\u2029"  # line ends to some readers only
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    "]"
)


def visible(text: str) -> str:
    r"""The text on one line, with an escape for each character that would act.

    >>> print(visible("a\x1b[31m\n"))
    a\x1b[31m\n
    """
    return visible_lines(text).replace("\n", "\\n")


def visible_lines(text: str) -> str:
    """The same for text of several lines, whose ends stay."""
    return _OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def visible_json(text: str) -> str:
    r"""The same for a text in JSON, where the escapes stand for the very characters.

    >>> visible_json('"\x9b"')
    '"\\u009b"'
    """
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
