"""CloudFront policies that a distribution names: those of the template, and those that AWS manages."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.flow.named import named
from workbook.graph.managed_policies import MANAGED
from workbook.graph.model import Graph
from workbook.template.model import Evidence, Resource, Value, describe


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy by the name that a reader can look up; `resource` is None for one that AWS manages."""

    name: str
    resource: Resource | None
    evidence: Evidence


def policy(graph: Graph, holder: Resource, path: str) -> Policy | None:
    """The policy that a behaviour of a distribution names at a path; None where it names none."""
    value = holder.get(path)
    if value is None:
        return None
    resource = named(graph, value)
    name = resource.id.logical_id if resource is not None else managed_name(value)
    return Policy(name, resource, holder.evidence(path))


def managed_name(value: Value) -> str:
    """The name of a policy that AWS manages; the id itself where the id is not known."""
    text = describe(value)
    return MANAGED.get(text, text)
