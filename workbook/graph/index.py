"""Look-ups over one assembly that every edge rule shares: by id, by type, by physical name, by who refers to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from workbook.graph.model import NodeId, external, node_id
from workbook.graph.types import NAME_PROPERTIES, OUTSIDE_TYPES
from workbook.template.functions import sources
from workbook.template.model import (
    Assembly,
    Compound,
    Reference,
    Resource,
    ResourceId,
    Unknown,
    Value,
    describe,
    scalar_text,
)

Place: TypeAlias = tuple[str, Value]


class Index:
    """The resources that the deployment creates; those whose condition is false are absent from every answer."""

    def __init__(self, assembly: Assembly) -> None:
        self._resources = {r.id: r for r in assembly.resources() if r.included}
        self._by_type: dict[str, list[Resource]] = {}
        for resource in sorted(self._resources.values(), key=lambda r: r.id):
            self._by_type.setdefault(resource.type, []).append(resource)
        self._holders: dict[tuple[str, str], Mapping[ResourceId, list[Resource]]] = {}
        self._names: dict[str, Mapping[tuple[str | None, str], Resource]] = {}
        self._metrics: Mapping[tuple[str, str], list[Resource]] | None = None

    def resource(self, wanted: ResourceId) -> Resource | None:
        """The resource with that id, or None where the deployment creates none."""
        return self._resources.get(wanted)

    def of_type(self, kind: str) -> tuple[Resource, ...]:
        """The resources of one type, sorted by id."""
        return tuple(self._by_type.get(kind, ()))

    def holders(self, target: Resource, kind: str, path: str) -> tuple[Resource, ...]:
        """The resources of a type that name the target at a path, for instance the services of a task definition."""
        key = (kind, path)
        if key not in self._holders:
            self._holders[key] = self._grouped_by_target(kind, path)
        return tuple(self._holders[key].get(target.id, ()))

    def targets(self, value: Value, holder: Resource, outside: str = "") -> tuple[Resource, ...]:
        """The resources that a value names, by reference or by physical name, in the order in which they stand."""
        found = [self._resources[ref.target] for ref in sources(value) if ref.target in self._resources]
        if not found and outside and isinstance(value, (str, Compound, Unknown)):
            named = self._named(outside, describe(value), holder)
            return (named,) if named else ()
        return tuple(dict.fromkeys(found))

    def ends(self, value: Value, holder: Resource, outside: str = "") -> tuple[NodeId, ...]:
        """The nodes that a value names.

        A value that names no resource of the assembly gives an external node of the kind `outside`, where one is given.
        """
        if isinstance(value, tuple):
            return tuple(dict.fromkeys(end for item in value for end in self.ends(item, holder, outside)))
        if _is_default_group(value):
            return (external("security-group", describe(value)),)
        found = self.targets(value, holder, outside)
        if found:
            return tuple(node_id(resource) for resource in found)
        return outside_ends(value, outside)

    def custom_resources(self) -> tuple[Resource, ...]:
        """The custom resources: those whose work a function of the template does."""
        kinds = (k for k in self._by_type if k.startswith("Custom::") or k == "AWS::CloudFormation::CustomResource")
        return tuple(resource for kind in kinds for resource in self._by_type[kind])

    def metric_filters(self, namespace: str, name: str) -> tuple[Resource, ...]:
        """The metric filters that publish a metric of that namespace and name."""
        if self._metrics is None:
            self._metrics = self._published_metrics()
        return tuple(self._metrics.get((namespace, name), ()))

    def _published_metrics(self) -> Mapping[tuple[str, str], list[Resource]]:
        published: dict[tuple[str, str], list[Resource]] = {}
        for found in self.of_type("AWS::Logs::MetricFilter"):
            for _, metric in entries(found.properties, "MetricTransformations.*"):
                key = (describe(metric.get("MetricNamespace")), describe(metric.get("MetricName")))
                published.setdefault(key, []).append(found)
        return published

    def _named(self, outside: str, text: str, holder: Resource) -> Resource | None:
        for kind in OUTSIDE_TYPES.get(outside, ()):
            if kind not in self._names:
                self._names[kind] = self._named_resources(kind)
            names = self._names[kind]
            for candidate in _names_in(text):
                found = names.get((holder.id.stack, candidate)) or names.get((None, candidate))
                if found:
                    return found
        return None

    def _named_resources(self, kind: str) -> Mapping[tuple[str | None, str], Resource]:
        names: dict[tuple[str | None, str], Resource] = {}
        for resource in self.of_type(kind):
            value = resource.get(NAME_PROPERTIES[kind])
            if isinstance(value, (str, Compound, Unknown)):
                name = describe(value).rstrip(".")
                names.setdefault((resource.id.stack, name), resource)
                if isinstance(value, str):
                    names.setdefault((None, name), resource)
        return names

    def _grouped_by_target(self, kind: str, path: str) -> Mapping[ResourceId, list[Resource]]:
        groups: dict[ResourceId, list[Resource]] = {}
        for holder in self.of_type(kind):
            named = [ref.target for _, value in expand(holder.properties, path) for ref in sources(value)]
            for target in dict.fromkeys(named):
                groups.setdefault(target, []).append(holder)
        return groups


def outside_ends(value: Value, outside: str) -> tuple[NodeId, ...]:
    """The external node that a literal or unknown value stands for; none for references to what is not created."""
    if not outside or not isinstance(value, (str, Compound, Unknown)) or sources(value):
        return ()
    text = describe(value).strip()
    return (external(outside, text),) if text else ()


def expand(value: Value, pattern: str) -> Iterator[Place]:
    """The places that a dotted path leads to; `*` stands for every item of a list.

    CloudFormation takes a single value for a list of one, so `*` accepts it too.
    """
    places: list[Place] = [("", value)]
    for step in pattern.split("."):
        places = [inner for place in places for inner in _inside(place, step)]
    yield from places


def entries(value: Value, pattern: str) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """The places that hold a mapping, as list entries such as listeners and rules do."""
    for path, inner in expand(value, pattern):
        if isinstance(inner, Mapping):
            yield path, inner


def whole(value: Value) -> int | None:
    """A port or count written as a number or as text; None where the template does not tell it."""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    text = scalar_text(value)
    return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) < 10 else None


def _inside(place: Place, step: str) -> Iterator[Place]:
    path, value = place
    if step == "*":
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                yield _below(path, str(index)), item
        elif value is not None:
            yield place
    elif isinstance(value, Mapping):
        if step in value:
            yield _below(path, step), value[step]
    elif isinstance(value, tuple) and step.isdigit() and int(step) < len(value):
        yield _below(path, step), value[int(step)]


def _below(path: str, step: str) -> str:
    return f"{path}.{step}" if path else step


def _names_in(text: str) -> tuple[str, ...]:
    text = text.rstrip(".")
    if text.startswith("arn:"):
        return text, text.rsplit("/", 1)[-1], text.rsplit(":", 1)[-1]
    return (text,)


def _is_default_group(value: Value) -> bool:
    return isinstance(value, Reference) and value.attribute == "DefaultSecurityGroup"
