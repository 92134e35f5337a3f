"""The report as JSON."""

from __future__ import annotations

from workbook.doctor.model import Check, DoctorReport
from workbook.lang import Lang

SCHEMA = 1


def to_json(report: DoctorReport, lang: Lang) -> dict[str, object]:
    """The report in the documented schema, its sentences in the language asked for."""
    return {
        "schema": SCHEMA,
        "healthy": report.healthy,
        "checks": [_check(check, lang) for check in report.checks],
    }


def _check(check: Check, lang: Lang) -> dict[str, object]:
    return {
        "id": check.id,
        "title": check.title[lang],
        "status": str(check.status),
        "found": check.found[lang],
        "remedies": {str(platform): remedy[lang] for platform, remedy in check.remedies.items()},
    }
