"""Numbers, truths and words, however a template writes them."""

from __future__ import annotations

import math

from workbook.template.model import Value


def number(value: Value) -> float | None:
    """A number that a template writes as a number or as a text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        found = float(value)
    except ValueError:
        return None
    if not math.isfinite(found):
        return None
    return int(found) if found.is_integer() else found


def flag(value: Value) -> bool | None:
    """A truth that a template writes as a boolean or as a text; None for anything else."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.lower()) if isinstance(value, str) else None


def word(value: Value, otherwise: str) -> str:
    """A word of a template; the other one where it has none, or leaves it to the deployment."""
    return value if isinstance(value, str) else otherwise
