"""What the documents are computed from: the committed snapshots, each read, priced and weighed once."""

from __future__ import annotations

from functools import cache

from workbook.audit.model import AuditReport
from workbook.audit.run import audit
from workbook.cost.estimate import Estimate, estimate
from workbook.cost.whatif.best import edits_of
from workbook.cost.whatif.changes.all import ALTERNATIVES
from workbook.cost.whatif.rivals.contest import Contest, contest
from workbook.cost.whatif.sweep import Sweep, sweep
from workbook.cost.whatif.weigh import Source, Weighed, weigh
from workbook.flow.follow import follow_requests
from workbook.flow.model import FlowReport
from workbook.graph.model import Graph

FIRST_STAGE, LATER = 100, 1_000
"""The daily users of the brief: those of the first stage, and those that they may become."""
PROFILE_OF_THE_BRIEF, SMALLEST, LARGEST = "standard", "starter", "growth"


@cache
def graph(profile: str) -> Graph:
    """The graph of a committed snapshot.

    Raises:
        ProfileError: there is no such profile.
    """
    return Source(profile=profile).edited(())


@cache
def priced(profile: str, users: int) -> Estimate:
    """What a profile costs a month for a number of daily users."""
    return estimate(graph(profile), users)


@cache
def weighed(profile: str, choices: tuple[str, ...] = ()) -> tuple[Weighed, ...]:
    """Some other choices for a profile in the first stage; every one where none is named."""
    wanted = [each for each in ALTERNATIVES if not choices or each.id in choices]
    return weigh(Source(profile=profile), FIRST_STAGE, alternatives=wanted)


@cache
def changed(profile: str, choices: tuple[str, ...]) -> tuple[Graph, Estimate]:
    """A profile with some choices made together, with its estimate for the first stage."""
    known = {each.id: each for each in ALTERNATIVES}
    edits = [edit for name in choices for edit in edits_of(graph(profile), known[name])]
    made = Source(profile=profile).edited(edits) if edits else graph(profile)
    return made, estimate(made, FIRST_STAGE, interval=False)


@cache
def rivals() -> Contest:
    """The design of the brief beside other designs, in the first stage and later."""
    return contest(graph(PROFILE_OF_THE_BRIEF), (FIRST_STAGE, LATER))


@cache
def swept(profile: str) -> Sweep:
    """What a profile costs and has to grow into, from one user on."""
    return sweep(graph(profile))


@cache
def followed(profile: str) -> FlowReport:
    """The requests of a profile, hop by hop, and what follows when a part fails."""
    return follow_requests(graph(profile))


@cache
def judged(profile: str) -> AuditReport:
    """The audit of a profile."""
    return audit(graph(profile))
