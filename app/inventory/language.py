"""The two languages of everything that a user reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language_from_request


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


def language_of(request: HttpRequest) -> str:
    """The code of the language that the client prefers among ours."""
    return get_language_from_request(request)
