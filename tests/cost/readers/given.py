"""What a test of a reader gives instead of the default workload."""

from __future__ import annotations

from dataclasses import replace

from workbook.workload.load import Usage, default_usage


def assumed(**values: float) -> Usage:
    """The default workload with some assumptions that have one value at every level."""
    common = dict(default_usage().common)
    for key, value in values.items():
        common[key] = replace(common[key], low=value, likely=value, high=value)
    return Usage(common)
