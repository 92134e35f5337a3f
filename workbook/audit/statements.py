"""Policy documents as statements: who is allowed or denied what, on which resources, under which conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from workbook.audit.predicates import configuring
from workbook.graph.identity import RESOURCE_POLICIES
from workbook.graph.index import entries, expand
from workbook.graph.model import Graph
from workbook.template.model import Evidence, Resource, Value, describe


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a policy, every list written out, with the place where it stands."""

    allows: bool
    actions: tuple[str, ...]
    resources: tuple[Value, ...]
    principals: Mapping[str, tuple[Value, ...]] = field(hash=False)
    conditions: Mapping[str, Mapping[str, tuple[Value, ...]]] = field(hash=False)
    evidence: Evidence
    inverted: bool = False

    def condition(self, key: str) -> tuple[Value, ...]:
        """The values that any condition compares a key with; keys are compared without regard to case."""
        return tuple(
            value
            for tests in self.conditions.values()
            for name, values in tests.items()
            if name.lower() == key
            for value in values
        )


def identity_policies(graph: Graph, holder: Resource) -> Iterator[Statement]:
    """The statements that a role, user or group holds: written inside it, attached to it, or named by it."""
    for path, _ in entries(holder.properties, "Policies.*"):
        yield from statements(holder, f"{path}.PolicyDocument")
    for policy in configuring(graph, holder, "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"):
        yield from statements(policy, "PolicyDocument")


def resource_policy(graph: Graph, target: Resource) -> Iterator[Statement]:
    """The statements of the policy of a bucket, topic, key or other resource, written inside it or separate."""
    inside, named = RESOURCE_POLICIES.get(target.type, ("", None))
    if inside and named is None:
        yield from statements(target, inside)
    for policy in configuring(graph, target, *(kind for kind, (_, name) in RESOURCE_POLICIES.items() if name)):
        yield from statements(policy, RESOURCE_POLICIES[policy.type][0])


def statements(holder: Resource, document: str) -> Iterator[Statement]:
    """The statements of a policy document inside a resource."""
    for path, body in entries(holder.properties, f"{document}.Statement.*"):
        yield Statement(
            allows=body.get("Effect", "Allow") == "Allow",
            actions=tuple(describe(action) for action in (*_list(body, "Action"), *_list(body, "NotAction"))),
            resources=(*_list(body, "Resource"), *_list(body, "NotResource")),
            principals=_principals(body.get("Principal")),
            conditions=_conditions(body.get("Condition")),
            evidence=holder.evidence(path),
            inverted="NotAction" in body or "NotResource" in body,
        )


def covers(statement: Statement, action: str) -> bool:
    """Whether the actions of a statement include one, wildcards considered."""
    return any(fnmatchcase(action.lower(), pattern.lower()) for pattern in statement.actions)


def allows_anybody(statement: Statement) -> bool:
    """Whether a statement lets in everybody, without a condition that narrows it."""
    everybody = any(describe(value) == "*" for values in statement.principals.values() for value in values)
    return statement.allows and everybody and not statement.conditions


def refuses(statement: Statement, action: str, service: str) -> bool:
    """Whether a statement denies a service an action on what is in the resource, whatever the circumstances."""
    named = {describe(value) for values in statement.principals.values() for value in values}
    inside = any(describe(resource).endswith("*") for resource in statement.resources)
    narrowed = statement.conditions or statement.inverted
    return (
        not statement.allows and not narrowed and inside and covers(statement, action) and bool(named & {"*", service})
    )


def _list(body: Mapping[str, Value], name: str) -> tuple[Value, ...]:
    return tuple(value for _, value in expand(body, f"{name}.*"))


def _principals(value: Value) -> Mapping[str, tuple[Value, ...]]:
    if isinstance(value, Mapping):
        return {kind: _list(value, kind) for kind in value}
    return {} if value is None else {"AWS": (value,)}


def _conditions(value: Value) -> Mapping[str, Mapping[str, tuple[Value, ...]]]:
    if not isinstance(value, Mapping):
        return {}
    return {
        operator: {key: _list(tests, key) if "." not in key else _items(tests[key]) for key in tests}
        for operator, tests in value.items()
        if isinstance(tests, Mapping)
    }


def _items(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)
