"""What the page on the flow of a request takes from the flow of the profiles."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.sources import PROFILE_OF_THE_BRIEF, followed
from workbook.flow.model import Failure, FailureKind, Outcome, Path, PathKind, Span
from workbook.lang import Lang, Text
from workbook.render.story import OUTCOMES, back_table, failure_table, hop_table, span_text, step_table
from workbook.render.table import Table
from workbook.template.source import PROFILES


def steps(lang: Lang, kind: str) -> str:
    """The hops of one kind of request at a glance."""
    return "\n\n".join(step_table(path, lang).markdown() for path in _paths(kind))


def hops(lang: Lang, kind: str) -> str:
    """Each hop of one kind of request closely: what has to hold, who waits how long, which headers decide."""
    return "\n\n".join(hop_table(hop, lang).markdown() for path in _paths(kind) for hop in path.hops)


def way_back(lang: Lang, kind: str) -> str:
    """What the response of one kind of request carries on its way back."""
    return "\n\n".join(back_table(path, lang).markdown() for path in _paths(kind))


def waits(lang: Lang, kind: str) -> str:
    """Everything in one kind of request that waits for somebody, the most patient first."""
    found = [(t.seconds, hop.n, t.what[lang]) for path in _paths(kind) for hop in path.hops for t in hop.timeouts]
    known = sorted(((seconds, n, what) for seconds, n, what in found if seconds is not None), reverse=True)
    rows = [(f"{seconds:g} s", n, what) for seconds, n, what in known]
    return Table.of([head[lang] for head in (_TIME, _STEP, _WAITS)], rows, numbers=(0, 1)).markdown()


def failures(lang: Lang, kind: str) -> str:
    """What follows, in order, when one kind of part fails, in the profile of the brief."""
    found = followed(PROFILE_OF_THE_BRIEF).failures
    wanted = FailureKind(kind)
    return "\n\n".join(failure_table(failure, lang).markdown() for failure in found if failure.kind is wanted)


def outcomes(lang: Lang) -> str:
    """How each failure ends in each profile, and how long the slowest thing that follows takes."""
    by_profile = {profile: {f.kind: f for f in followed(profile).failures} for profile in PROFILES}
    kinds = [failure.kind for failure in followed(PROFILE_OF_THE_BRIEF).failures]
    rows = [
        (by_profile[PROFILE_OF_THE_BRIEF][kind].name[lang], *(_ends(by_profile[p][kind], lang) for p in PROFILES))
        for kind in kinds
    ]
    return Table.of([_FAILURE[lang], *PROFILES], rows).markdown()


def _paths(kind: str) -> Iterator[Path]:
    wanted = PathKind(kind)
    return (path for path in followed(PROFILE_OF_THE_BRIEF).paths if path.kind is wanted)


def _ends(failure: Failure, lang: Lang) -> str:
    mark, _, sentence = OUTCOMES[failure.outcome][lang].partition(" ")
    spans = [consequence.takes for consequence in failure.consequences if consequence.takes is not None]
    if not spans or failure.outcome is not Outcome.INTERRUPTED:
        return f"{mark} {sentence}"
    return f"{mark} {sentence} ({span_text(max(spans, key=_longest), lang)})"


def _longest(span: Span) -> float:
    return float("inf") if span.longest is None else span.longest


_TIME = Text(en="time", es="tiempo")
_STEP = Text(en="step", es="paso")
_WAITS = Text(en="who waits for what", es="quién espera qué")
_FAILURE = Text(en="what fails", es="qué falla")

BLOCKS = {
    "flow-steps": steps,
    "flow-hops": hops,
    "flow-back": way_back,
    "flow-waits": waits,
    "failures": failures,
    "failure-outcomes": outcomes,
}
