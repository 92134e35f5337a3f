"""The behaviours of a distribution: which requests each answers, and from where."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.flow.named import items, named
from workbook.flow.places import host_of
from workbook.graph.caching import keeps_answers
from workbook.graph.model import Graph
from workbook.template.model import Evidence, Resource, Value

_CONFIG = "DistributionConfig"
BUCKET = "AWS::S3::Bucket"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One behaviour of a distribution; `pattern` is `*` for the default one."""

    distribution: Resource
    path: str
    pattern: str

    def get(self, path: str, default: Value = None) -> Value:
        """The value at a path below the behaviour."""
        return self.distribution.get(f"{self.path}.{path}", default)

    def evidence(self, path: str = "") -> Evidence:
        """Evidence at a path below the behaviour."""
        return self.distribution.evidence(f"{self.path}.{path}" if path else self.path)


def behaviours(distribution: Resource) -> tuple[Behaviour, ...]:
    """The default behaviour, then the others in the order in which CloudFront tries them."""
    default = Behaviour(distribution, f"{_CONFIG}.DefaultCacheBehavior", "*")
    others = items(distribution, f"{_CONFIG}.CacheBehaviors")
    return (default, *(Behaviour(distribution, p, str(distribution.get(f"{p}.PathPattern", "*"))) for p in others))


def parts(graph: Graph, behaviour: Behaviour) -> tuple[Behaviour, ...]:
    """The other behaviours that answer from the bucket of the default one: parts of the same page, told with it."""
    default, *others = behaviours(behaviour.distribution)
    if behaviour.path != default.path or origin_type(graph, default) != BUCKET:
        return ()
    return tuple(one for one in others if one.get("TargetOriginId") == default.get("TargetOriginId"))


def keeps(graph: Graph, behaviour: Behaviour) -> bool:
    """Whether the cache may keep answers of a behaviour, as it does unless the template says otherwise."""
    return keeps_answers(graph, behaviour.distribution, behaviour.path) is not False


def origin_path(behaviour: Behaviour) -> str | None:
    """Where the origin stands that a behaviour names; the first member where it names a group of origins."""
    wanted = behaviour.get("TargetOriginId")
    distribution = behaviour.distribution
    for group in items(distribution, f"{_CONFIG}.OriginGroups.Items"):
        if distribution.get(f"{group}.Id") == wanted:
            wanted = distribution.get(f"{group}.Members.Items.0.OriginId", wanted)
    origins = items(distribution, f"{_CONFIG}.Origins")
    return next((path for path in origins if distribution.get(f"{path}.Id") == wanted), None)


def origin_type(graph: Graph, behaviour: Behaviour) -> str | None:
    """The type of the resource that a behaviour gets its answers from; None where it is none of the template."""
    path = origin_path(behaviour)
    origin = named(graph, behaviour.distribution.get(f"{path}.DomainName")) if path else None
    return None if origin is None else origin.type


def aliases(distribution: Resource) -> tuple[tuple[str, Evidence], ...]:
    """The names of its own that a distribution answers to, each with its place."""
    paths = items(distribution, f"{_CONFIG}.Aliases")
    return tuple((name, distribution.evidence(p)) for p in paths if (name := host_of(distribution.get(p))))
