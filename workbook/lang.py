"""The two languages of everything that a user reads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Lang(StrEnum):
    """A language of the workbook, by its ISO 639-1 code."""

    EN = "en"
    ES = "es"


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in both languages, so that neither can be forgotten.

    >>> greeting = Text(en="hello {name}", es="hola {name}").format(name="Ana")
    >>> greeting[Lang.ES]
    'hola Ana'
    >>> str(greeting)
    'hello Ana'
    """

    en: str
    es: str

    def __str__(self) -> str:
        return self.en

    def __getitem__(self, lang: Lang) -> str:
        return self.es if lang is Lang.ES else self.en

    def format(self, **values: object) -> Text:
        """The text with its `{fields}` filled in; a value that is a `Text` is taken in the same language."""
        return Text(en=self.en.format(**_in(Lang.EN, values)), es=self.es.format(**_in(Lang.ES, values)))


def same(words: str) -> Text:
    """A text that reads alike in both languages: a name, a number, a protocol."""
    return Text(en=words, es=words)


def _in(lang: Lang, values: dict[str, object]) -> dict[str, object]:
    return {name: value[lang] if isinstance(value, Text) else value for name, value in values.items()}
