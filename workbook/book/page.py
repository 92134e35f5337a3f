"""A page of the book before it is typeset, and where it stands."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook.lang import Lang


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its name, which is its path without an ending, with the files that it shows by their paths."""

    name: str
    text: str
    files: Mapping[str, bytes] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Place:
    """A page in one of the languages of the book."""

    lang: Lang
    name: str

    def way_to(self, other: Place) -> str:
        """The address of another page as a link on this one needs it."""
        return posixpath.relpath(_address(other), posixpath.dirname(_address(self)) or ".")


def contents(pages: Mapping[str, tuple[str, ...]], *, hidden: bool = True) -> str:
    """What puts pages into the navigation: their names below the page that lists them, under captions."""
    blocks = []
    for caption, names in pages.items():
        options = [":hidden:"] if hidden else [":maxdepth: 1"]
        options += [f":caption: {caption}"] if caption else []
        blocks.append("\n".join(["```{toctree}", *options, "", *(f"/{name}" for name in names), "```"]))
    return "\n\n".join(blocks)


def _address(place: Place) -> str:
    """English stands at the root, every other language in a folder of its own."""
    return f"{place.name}.html" if place.lang is Lang.EN else f"{place.lang}/{place.name}.html"
