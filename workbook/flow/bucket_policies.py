"""Whether the policy of a bucket lets CloudFront read its objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from workbook.flow.model import Finding
from workbook.flow.named import items, refers_to, resource_of
from workbook.flow.step import fails, holds
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.functions import sources
from workbook.template.model import Resource, Value, walk

Statement: TypeAlias = Mapping[str, Value]

_STATEMENTS = "PolicyDocument.Statement"
_READING = frozenset({"s3:getobject", "s3:get*", "s3:*", "*"})
_SERVICE = "cloudfront.amazonaws.com"


def admits_distribution(graph: Graph, bucket: Resource, distribution: Resource) -> Finding:
    """Whether the bucket lets CloudFront read on behalf of this distribution."""
    return _admits(graph, bucket, lambda s: _is_principal(s, _SERVICE) and _is_for(s, distribution))


def admits_identity(graph: Graph, bucket: Resource, identity: Resource | None) -> Finding:
    """Whether the bucket lets an origin access identity read; one from outside may be any that the policy names."""
    return _admits(graph, bucket, lambda s: identity is None or refers_to(s.get("Principal"), identity))


def admits_everybody(graph: Graph, bucket: Resource) -> Finding:
    """Whether the bucket lets anybody read."""
    return _admits(graph, bucket, lambda s: _is_principal(s, "*"))


def _admits(graph: Graph, bucket: Resource, matches: Callable[[Statement], bool]) -> Finding:
    policies = tuple(_policies(graph, bucket))
    for policy in policies:
        for path, statement in _statements(policy):
            if _allows_reading(statement) and matches(statement):
                return holds(_ADMITTED, policy.evidence(path))
    name = bucket.id.logical_id
    if not policies:
        return fails(_NO_POLICY.format(bucket=name), bucket.evidence())
    return fails(_NOT_ADMITTED.format(bucket=name), *(p.evidence(_STATEMENTS) for p in policies))


def _policies(graph: Graph, bucket: Resource) -> Iterator[Resource]:
    for node in graph.predecessors(node_id(bucket), EdgeKind.CONFIGURES):
        policy = resource_of(graph, node.id)
        if policy is not None and policy.type == "AWS::S3::BucketPolicy":
            yield policy


def _statements(policy: Resource) -> Iterator[tuple[str, Statement]]:
    for path in items(policy, _STATEMENTS) or (_STATEMENTS,):
        statement = policy.get(path)
        if isinstance(statement, Mapping):
            yield path, statement


def _allows_reading(statement: Statement) -> bool:
    action = statement.get("Action")
    actions = action if isinstance(action, tuple) else (action,)
    return statement.get("Effect") == "Allow" and any(str(a).lower() in _READING for a in actions)


def _is_principal(statement: Statement, wanted: str) -> bool:
    return any(leaf == wanted for _, leaf in walk(statement.get("Principal")))


def _is_for(statement: Statement, distribution: Resource) -> bool:
    """Whether the condition on the calling distribution, where there is one, names this one or cannot be told."""
    callers = [value for _, test in _tests(statement) for key, value in test.items() if key.lower() == "aws:sourcearn"]
    return all(not sources(caller) or refers_to(caller, distribution) for caller in callers)


def _tests(statement: Statement) -> Iterator[tuple[str, Statement]]:
    condition = statement.get("Condition")
    if isinstance(condition, Mapping):
        yield from ((operator, test) for operator, test in condition.items() if isinstance(test, Mapping))


_ADMITTED = Text(
    en="the bucket policy lets this caller read objects",
    es="la política del bucket permite a este cliente leer objetos",
)
_NO_POLICY = Text(
    en="the bucket {bucket} has no policy, so it refuses CloudFront",
    es="el bucket {bucket} no tiene política, así que rechaza a CloudFront",
)
_NOT_ADMITTED = Text(
    en="no statement in the policy of the bucket {bucket} lets CloudFront read its objects for this distribution",
    es="ninguna declaración de la política del bucket {bucket} permite a CloudFront leer sus objetos para esta "
    "distribución",
)
