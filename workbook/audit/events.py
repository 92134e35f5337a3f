"""Rules on events: which services of AWS a template listens to."""

from __future__ import annotations

from workbook.graph.index import expand
from workbook.template.model import Resource, describe


def listens(rule: Resource, source: str) -> bool:
    """Whether a rule passes on the events of a service of AWS."""
    named = [describe(value) for _, value in expand(rule.properties, "EventPattern.source.*")]
    return source in named and rule.get("State", "ENABLED") != "DISABLED" and bool(rule.get("Targets"))
