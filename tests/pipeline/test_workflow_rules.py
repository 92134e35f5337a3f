"""Each rule finds its fault, alone."""

from __future__ import annotations

import pytest

from workbook.pipeline.rules import faults
from workbook.pipeline.workflows import load, read

CI = load()["ci.yml"].text
PIN = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"


@pytest.mark.parametrize(
    ("good", "bad", "rule", "place"),
    [
        ("  pull_request:\n", "  pull_request_target:\n", "event", "ci.yml"),
        ("\npermissions: {}\n", "\npermissions: read-all\n", "rights", "ci.yml"),
        ("\npermissions: {}\n", "\n", "rights", "ci.yml"),
        ("    permissions: {}\n", "    permissions: write-all\n", "rights", "ci/passed"),
        ("    permissions: {}\n", "", "rights", "ci/passed"),
        ("    permissions: {}\n", "    permissions: {packages: write}\n", "rights", "ci/passed"),
        ("    permissions: {}\n", "    permissions: {id-token: write}\n", "token", "ci/passed"),
        (PIN, "actions/checkout@v7", "pin", "ci.yml"),
        (PIN, PIN.partition(" ")[0], "pin", "ci.yml"),
        ('make "$TASK"', "make ${{ github.head_ref }}", "script", "ci/test/Carry out"),
        ("          persist-credentials: false\n", "          depth: 1\n", "checkout", "ci/test/Check out"),
        (
            "          persist-credentials: false\n",
            "          persist-credentials: false\n          ref: ${{ github.event.pull_request.head.sha }}\n",
            "checkout",
            "ci/test/Check out",
        ),
        ("\nconcurrency:\n", "\nelsewhere:\n", "overlap", "ci.yml"),
        ("    timeout-minutes: 5\n", "    timeout-minutes: 500\n", "end", "ci/passed"),
        ("    timeout-minutes: 5\n", "", "end", "ci/passed"),
    ],
)
def test_a_fault_is_found_where_it_is_and_nothing_else(good: str, bad: str, rule: str, place: str) -> None:
    assert good in CI
    found = faults(read(CI.replace(good, bad, 1), "ci.yml"))

    expected = [(rule, place)]
    if "write-all" in bad:
        expected.append(("token", place))
    assert [(fault.rule, fault.place) for fault in found] == expected


def test_what_a_fault_says_names_what_was_found() -> None:
    (fault,) = faults(read(CI.replace(PIN, "actions/checkout@v7"), "ci.yml"))

    assert "actions/checkout@v7" in fault.message.en
    assert "actions/checkout@v7" in fault.message.es
    assert str(fault).startswith("pin: ci.yml: actions/checkout@v7")
