"""The rules, one module a group: a table of sentences and predicates."""

from __future__ import annotations

from workbook.audit.model import Group, Rule
from workbook.audit.rules import (
    alarms,
    backend,
    database,
    delivery,
    dns,
    frontend,
    monitoring,
    network,
    scaling,
    security,
)

_MODULES = (network, frontend, backend, database, security, scaling, delivery, monitoring, alarms, dns)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (rule for module in _MODULES for rule in module.RULES),
        key=lambda rule: (list(Group).index(rule.group), rule.id),
    )
)
"""Every rule, in the order of the report."""
