"""A sentence in the two languages of everything that a user reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import lazy
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in both languages, so that neither can be forgotten."""

    en: str
    es: str

    def say(self, language: str, **values: object) -> str:
        """The sentence in the language of that code, with its `{fields}` filled in."""
        sentence = self.es if language == "es" else self.en
        filled = {name: value.say(language) if isinstance(value, Text) else value for name, value in values.items()}
        return sentence.format(**filled)


def _said(text: Text, **values: object) -> str:
    return text.say(get_language() or "en", **values)


in_language_of_page = lazy(_said, str)
"""A `Text` that is said anew wherever it is shown, in the language that Django speaks there."""
