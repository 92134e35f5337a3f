"""Sentences that end up in a template's metadata, where both languages are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in English and in Spanish."""

    en: str
    es: str

    def as_metadata(self) -> dict[str, str]:
        """The form that it takes in template metadata."""
        return {"en": self.en, "es": self.es}
