"""One consequence from the settings that decide it."""

from __future__ import annotations

from workbook.flow.model import Consequence, Documented, Span
from workbook.flow.settings import Setting
from workbook.lang import Text
from workbook.template.model import Evidence


def follows(
    text: Text,
    *settings: Setting | None,
    takes: Span | None = None,
    evidence: tuple[Evidence, ...] = (),
    documented: tuple[Documented, ...] = (),
) -> Consequence:
    """A consequence with the proof of every setting that it is computed from."""
    known = [s for s in settings if s is not None]
    proof = (*(e for s in known for e in s.evidence), *evidence)
    papers = (*(d for s in known for d in s.documented), *documented)
    return Consequence(text, takes, tuple(dict.fromkeys(proof)), tuple(dict.fromkeys(papers)))
