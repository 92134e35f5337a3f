"""One step of a walk before it has a number: what has to hold for it, and what the response does on the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbook.flow.model import Break, Finding, Header, Hop, Place, Return, Timeout, Verdict
from workbook.lang import Text, same
from workbook.template.model import Evidence, undeclared


@dataclass(frozen=True, slots=True)
class Answer:
    """What the response does and carries on the way back over the same two places."""

    does: Text
    timeouts: tuple[Timeout, ...] = ()
    headers: tuple[Header, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A hop or the fault in its place: it is a hop where no finding fails and a target is there."""

    source: Place
    target: Place | None
    does: Text
    protocol: str
    port: int | None
    findings: tuple[Finding, ...]
    via: tuple[Place, ...] = ()
    timeouts: tuple[Timeout, ...] = ()
    headers: tuple[Header, ...] = ()
    answer: Answer | None = None

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that forbid the hop."""
        return tuple(f for f in self.findings if f.verdict is Verdict.FAILS)

    def hop(self, n: int) -> Hop | None:
        """The hop with its number; None where the step is broken."""
        if self.target is None or self.faults:
            return None
        return Hop(
            n=n,
            source=self.source,
            target=self.target,
            via=self.via,
            does=self.does,
            protocol=self.protocol,
            port=self.port,
            timeouts=self.timeouts,
            headers=self.headers,
            findings=self.findings,
        )

    def broken(self, n: int) -> Break:
        """The break that this step is, with its number."""
        return Break(n, self.source, self.target, self.faults)

    def back(self) -> Return | None:
        """The way back over this step; None where nothing travels back on its own, as in a look-up."""
        if self.answer is None or self.target is None:
            return None
        return Return(
            source=self.target,
            target=self.source,
            does=self.answer.does,
            protocol=self.protocol,
            timeouts=self.answer.timeouts,
            headers=self.answer.headers,
            findings=self.answer.findings,
        )


def nowhere(source: Place, target: Place | None, reason: Finding) -> Step:
    """The step that leads nowhere, for the one reason given."""
    return Step(source, target, reason.text, "", None, (reason,))


def holds(text: Text, *evidence: Evidence) -> Finding:
    """A condition that the template fulfils, or a setting that it makes."""
    return Finding(Verdict.HOLDS, text, evidence)


def untold(text: Text, *evidence: Evidence) -> Finding:
    """A condition that stands outside the template; one that rests on a name without a declaration fails."""
    lost = next((place for place in evidence if undeclared(place.value)), None)
    if lost is not None:
        words = {"names": same(", ".join(undeclared(lost.value))), "path": lost.path.removeprefix("Resources.")}
        return fails(_UNDECLARED.format(**words), *evidence)
    return Finding(Verdict.UNTOLD, text, evidence)


def fails(text: Text, *evidence: Evidence) -> Finding:
    """A condition that the template breaks."""
    return Finding(Verdict.FAILS, text, evidence)


def present(findings: Iterable[Finding | None]) -> tuple[Finding, ...]:
    """The findings that there are."""
    return tuple(f for f in findings if f is not None)


_UNDECLARED = Text(
    en="{path} refers to {names}, which the template does not declare",
    es="{path} se refiere a {names}, que la plantilla no declara",
)
