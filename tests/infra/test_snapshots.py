from __future__ import annotations

import json

import pytest

from workbook.template.snapshot import snapshot_differences, snapshot_files
from workbook.template.source import PROFILES, SNAPSHOTS
from workbook.template.synthesis import synthesize


@pytest.mark.parametrize("profile", [profile for profile in PROFILES if profile != "standard"])
def test_snapshot_is_what_the_sources_give(profile: str) -> None:
    assert snapshot_differences(profile) == (), "run `make synth` and commit infra/snapshots"


def test_standard_snapshot_is_what_the_sources_give_and_satisfies_cloudformation() -> None:
    assembly = synthesize("standard", validate=True)
    committed = {path.name: path.read_bytes() for path in (SNAPSHOTS / "standard").iterdir()}
    assert snapshot_files(assembly) == committed, "run `make synth` and commit infra/snapshots"
    reports = json.loads((assembly / "validation-report.json").read_text(encoding="utf-8"))["pluginReports"]
    assert reports
    assert [violation for report in reports for violation in report["violations"]] == []
    acknowledged = {finding["ruleName"] for report in reports for finding in report["suppressedViolations"]}
    assert acknowledged == {"W3010"}  # fixed availability zones, which is what makes synthesis offline


def test_snapshots_hold_no_trace_of_where_they_were_made() -> None:
    for path in SNAPSHOTS.rglob("*.json"):
        text = path.read_text(encoding="utf-8")
        for trace in (
            str(SNAPSHOTS.parents[1]),
            "BootstrapVersion",
            "cdk-hnb659fds-assets",
            "aws:asset",
            "CDKMetadata",
        ):
            assert trace not in text, f"{trace} in {path}"
