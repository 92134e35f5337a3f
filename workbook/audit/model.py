"""What a rule is, what it answers about a graph, and what a report of all answers holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workbook.graph.model import Coverage, Graph
from workbook.lang import Text, same
from workbook.template.model import Evidence, undeclared


class Group(StrEnum):
    """The part of the architecture that a rule speaks of, in the order of the report."""

    NETWORK = "network"
    FRONTEND = "frontend"
    BACKEND = "backend"
    DATABASE = "database"
    SECURITY = "security"
    SCALING = "scaling"
    DELIVERY = "delivery"
    MONITORING = "monitoring"
    DNS = "dns"


GROUP_NAMES: Mapping[Group, Text] = {
    Group.NETWORK: Text(en="Network", es="Red"),
    Group.FRONTEND: Text(en="Frontend", es="Frontend"),
    Group.BACKEND: Text(en="Backend", es="Backend"),
    Group.DATABASE: Text(en="Database", es="Base de datos"),
    Group.SECURITY: Text(en="Security", es="Seguridad"),
    Group.SCALING: Text(en="Scaling", es="Escalado"),
    Group.DELIVERY: Text(en="Delivery", es="Entrega"),
    Group.MONITORING: Text(en="Monitoring", es="Supervisión"),
    Group.DNS: Text(en="Names", es="Nombres"),
}


class Outcome(StrEnum):
    """The three answers; a value that the template does not tell never makes a rule compliant."""

    COMPLIANT = "compliant"
    NON_COMPLIANT = "non-compliant"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation about one place of a template; `holds` is None where the template does not tell."""

    holds: bool | None
    evidence: tuple[Evidence, ...] = ()
    reason: Text | None = None


Check = Callable[[Graph], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of one rule: its outcome, the places that prove it, and what is special about them."""

    outcome: Outcome
    evidence: tuple[Evidence, ...] = ()
    reason: Text | None = None

    @property
    def open(self) -> bool:
        """Whether the template has what the rule speaks of, but does not tell what decides; the deployment will."""
        return self.outcome is Outcome.NOT_APPLICABLE and bool(self.evidence)

    @property
    def empty(self) -> bool:
        """Whether the template has nothing that the rule speaks of."""
        return self.outcome is Outcome.NOT_APPLICABLE and not self.evidence


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement that a template can be held against."""

    id: str
    group: Group
    title: Text
    requirement: Text
    why: Text
    fix: Text
    findings: Check = field(repr=False)

    def check(self, graph: Graph) -> Verdict:
        """The answer for one graph: a fault decides, then an unknown, then what holds."""
        return _judge(tuple(map(_settled, self.findings(graph))))


@dataclass(frozen=True, slots=True)
class Saving:
    """A saving that the template admits to: what it spares, the guarantee it gives up and how to undo it."""

    rules: tuple[str, ...]
    saving: Text
    gives_up: Text
    undo: Text


@dataclass(frozen=True, slots=True)
class RuleResult:
    """The verdict on one rule, with the saving that explains a fault where the template admits to one."""

    rule: Rule
    verdict: Verdict
    saving: Saving | None = None


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Every rule's result, sorted by group and id, and how much of the source the engine understands."""

    source: str
    results: tuple[RuleResult, ...]
    coverage: Coverage

    @property
    def compliant(self) -> bool:
        """Whether no rule is broken."""
        return self.counts[Outcome.NON_COMPLIANT] == 0

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many rules have each outcome, all three named."""
        outcomes = [result.verdict.outcome for result in self.results]
        return {outcome: outcomes.count(outcome) for outcome in Outcome}

    def result(self, rule_id: str) -> RuleResult:
        """The result of one rule.

        Raises:
            KeyError: no rule has this id.
        """
        for result in self.results:
            if result.rule.id == rule_id:
                return result
        raise KeyError(rule_id)


def _settled(finding: Finding) -> Finding:
    """The finding, a fault where it rests on a name that nothing declares: no deployment will tell that value."""
    names = tuple(dict.fromkeys(name for place in finding.evidence for name in undeclared(place.value)))
    if finding.holds is False or not names:
        return finding
    reason = _UNDECLARED.format(names=same(", ".join(names)))
    return Finding(False, finding.evidence, reason)


_UNDECLARED = Text(
    en="the template refers to {names}, which it does not declare; CloudFormation refuses this",
    es="la plantilla se refiere a {names}, que no declara; CloudFormation lo rechaza",
)


def _judge(findings: tuple[Finding, ...]) -> Verdict:
    """Fold findings: one fault breaks the rule, one unknown leaves it open, nothing found means it does not apply.

    A finding without a place only says that something is absent; it counts where no finding has a place.
    """
    placed = tuple(finding for finding in findings if finding.evidence) or findings
    for holds, outcome in _BY_WEIGHT:
        decisive = [finding for finding in placed if finding.holds is holds]
        if decisive:
            return Verdict(outcome, _evidence(decisive), _reasons(decisive))
    return Verdict(Outcome.NOT_APPLICABLE, reason=_NOTHING)


_BY_WEIGHT = ((False, Outcome.NON_COMPLIANT), (None, Outcome.NOT_APPLICABLE), (True, Outcome.COMPLIANT))
_NOTHING = Text(
    en="the template has nothing that the rule speaks of",
    es="la plantilla no tiene nada de lo que trata la regla",
)


def _evidence(findings: Iterable[Finding]) -> tuple[Evidence, ...]:
    """The evidence of all findings in the order of the template's paths, each place once."""
    places = {(e.stack, e.logical_id, e.path): e for finding in findings for e in finding.evidence}
    return tuple(places[place] for place in sorted(places))


def _reasons(findings: Iterable[Finding]) -> Text | None:
    """The different reasons of the findings as one text, or None where none gives any."""
    reasons = list(dict.fromkeys(finding.reason for finding in findings if finding.reason is not None))
    if not reasons:
        return None
    return Text(en="; ".join(r.en for r in reasons), es="; ".join(r.es for r in reasons))
