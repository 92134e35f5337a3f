"""The views that a graph can be drawn in."""

from __future__ import annotations

from enum import StrEnum


class View(StrEnum):
    """What a picture is about."""

    OVERVIEW = "overview"
    NETWORK = "network"
    SECURITY = "security"
    DELIVERY = "delivery"
    OBSERVABILITY = "observability"
    COST = "cost"
