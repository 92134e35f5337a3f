"""What following a request gives: paths of numbered hops, the way back, and what happens when a part fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from workbook.graph.model import Coverage, NodeId
from workbook.lang import Text
from workbook.template.model import Evidence


class Verdict(StrEnum):
    """What the template says about one condition of a hop."""

    HOLDS = "holds"
    UNTOLD = "untold"  # the template leaves it to a parameter or to another stack that is not here
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition that a hop needs, or one setting that shapes it, with the places that say so."""

    verdict: Verdict
    text: Text
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Documented:
    """A figure that no template holds: the document that promises it, and the day on which it was read."""

    document: str
    read: str


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds from the shortest to the longest: equal where one figure is known; None where nothing bounds them."""

    shortest: float
    longest: float | None

    @classmethod
    def up_to(cls, seconds: float) -> Span:
        """A span that ends at the latest after so many seconds."""
        return cls(0, seconds)


@dataclass(frozen=True, slots=True)
class Timeout:
    """How long one side waits; `seconds` is None where the template leaves the number to a parameter."""

    what: Text
    seconds: float | None
    source: Evidence | Documented


@dataclass(frozen=True, slots=True)
class Header:
    """A header that decides something on this hop; `value` is None where the caller or the program chooses it."""

    name: str
    value: Text | None
    why: Text
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One end of a hop: a node of the graph under a name that a reader knows it by.

    `article` is the Spanish one; it is empty for a proper name, which takes none.
    """

    id: NodeId
    label: Text
    article: str = "el"

    @property
    def the(self) -> Text:
        """The label inside a sentence."""
        return Text(en=f"the {self.label.en}", es=f"{self.article} {self.label.es}") if self.article else self.label


@dataclass(frozen=True, slots=True)
class Hop:
    """One proved step of a request; `via` are the nodes between its two ends, in order."""

    n: int
    source: Place
    target: Place
    via: tuple[Place, ...]
    does: Text
    protocol: str
    port: int | None
    timeouts: tuple[Timeout, ...]
    headers: tuple[Header, ...]
    findings: tuple[Finding, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every place in the template that proves the hop, each once, in the order of the findings."""
        return _each_once(e for finding in self.findings for e in finding.evidence)

    @property
    def untold(self) -> tuple[Finding, ...]:
        """What has to hold for this hop and stands outside the template."""
        return tuple(f for f in self.findings if f.verdict is Verdict.UNTOLD)


@dataclass(frozen=True, slots=True)
class Return:
    """One step of the way back, with what the response carries there."""

    source: Place
    target: Place
    does: Text
    protocol: str
    timeouts: tuple[Timeout, ...]
    headers: tuple[Header, ...]
    findings: tuple[Finding, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every place in the template that shapes this step, each once."""
        of_headers = (e for header in self.headers for e in header.evidence)
        return _each_once((*(e for finding in self.findings for e in finding.evidence), *of_headers))


@dataclass(frozen=True, slots=True)
class Break:
    """The hop that the template does not allow: where it would have led, and each reason why it fails."""

    n: int
    source: Place
    target: Place | None
    reasons: tuple[Finding, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The places in the template that show the fault, each once."""
        return _each_once(e for reason in self.reasons for e in reason.evidence)


class PathKind(StrEnum):
    """What a path fetches."""

    PAGE_LOAD = "page_load"
    API_CALL = "api_call"


@dataclass(frozen=True, slots=True)
class Path:
    """One request from its caller to the last part that works on it, and the response's way back."""

    kind: PathKind
    name: Text
    hops: tuple[Hop, ...]
    back: tuple[Return, ...]
    broken: Break | None

    @property
    def complete(self) -> bool:
        """Whether every hop is there."""
        return self.broken is None


class FailureKind(StrEnum):
    """What goes wrong."""

    TASK = "task"
    ZONE = "zone"
    DATABASE = "database"
    DEPLOYMENT = "deployment"


class Outcome(IntEnum):
    """How a failure ends for the users, from the best to the worst."""

    SERVED_ON = 0  # somebody answers throughout
    INTERRUPTED = 1  # nobody answers for a while, and then the system comes back by itself
    STOPPED = 2  # nobody answers until a human acts


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that follows, how long it takes where seconds can be told, and what decides it."""

    text: Text
    takes: Span | None
    evidence: tuple[Evidence, ...]
    documented: tuple[Documented, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """What happens, in order, when one part fails, and how it ends for the users."""

    kind: FailureKind
    name: Text
    subject: Place
    outcome: Outcome
    consequences: tuple[Consequence, ...]

    @property
    def survives(self) -> bool:
        """Whether the system comes back without a human."""
        return self.outcome is not Outcome.STOPPED


@dataclass(frozen=True, slots=True)
class FlowReport:
    """Every path and every failure of one source; `why_empty` says why there is no path, and is None where there is."""

    source: str
    digest: str
    paths: tuple[Path, ...]
    failures: tuple[Failure, ...]
    coverage: Coverage
    why_empty: Text | None


def _each_once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))
