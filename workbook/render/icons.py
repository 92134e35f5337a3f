"""Find the class of the `diagrams` package behind an icon's name."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from diagrams import Node


@cache
def icon_class(name: str) -> type[Node]:
    """The class that draws the icon: `aws.network.CloudFront` is `diagrams.aws.network.CloudFront`."""
    module, _, class_name = name.rpartition(".")
    found: type[Node] = getattr(import_module(f"diagrams.{module}"), class_name)
    return found
