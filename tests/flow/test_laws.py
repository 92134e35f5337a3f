"""What holds whatever a template lacks."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flow.conftest import Profile
from workbook.flow.model import FlowReport
from workbook.flow.report import to_json
from workbook.lang import Lang
from workbook.template.edit import remove

STANDARD = Profile("standard")
RESOURCES = sorted(STANDARD.assembly.resources(), key=lambda r: r.id)
# Fewer than the smallest stack has: one without any resource is refused.
MISSING = st.sets(st.sampled_from(RESOURCES), max_size=3)
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def numbers(report: FlowReport) -> list[int]:
    """The numbers of all hops in order, broken ones in their place."""
    return [n for p in report.paths for n in (*(h.n for h in p.hops), *([p.broken.n] if p.broken else []))]


@FEW
@given(MISSING)
def test_numbers_run_on_without_a_gap_whatever_is_missing(missing):
    report = STANDARD.report(*(remove(resource.evidence()) for resource in missing))

    assert numbers(report) == list(range(1, len(numbers(report)) + 1))


@FEW
@given(MISSING)
def test_a_path_comes_back_over_its_hops_or_tells_why_it_ends(missing):
    for path in STANDARD.report(*(remove(resource.evidence()) for resource in missing)).paths:
        assert path.complete == bool(path.back)
        if path.broken is not None:
            assert path.broken.reasons
            assert path.broken.evidence


@FEW
@given(MISSING, st.sampled_from(Lang))
def test_every_report_is_plain_json(missing, lang):
    report = STANDARD.report(*(remove(resource.evidence()) for resource in missing))

    assert json.loads(json.dumps(to_json(report, lang), allow_nan=False)) == to_json(report, lang)
