"""Whether the policy of a bucket lets CloudFront read its objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from workbook.flow.model import Finding, Verdict
from workbook.flow.named import items, refers_to, resource_of
from workbook.flow.step import fails, holds, untold
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.functions import sources
from workbook.template.model import Resource, Value, describe, walk

Statement: TypeAlias = Mapping[str, Value]

_STATEMENTS = "PolicyDocument.Statement"
_READING = frozenset({"s3:getobject", "s3:get*", "s3:*", "*"})
_LISTING = frozenset({"s3:listbucket", "s3:list*", "s3:*", "*"})
_SERVICE = "cloudfront.amazonaws.com"


def admits_distribution(graph: Graph, bucket: Resource, distribution: Resource) -> Finding:
    """Whether the bucket lets CloudFront read on behalf of this distribution."""
    by_name = _admits(graph, bucket, lambda s: _is_cloudfront(s) and _names(s, distribution))
    if by_name.verdict is Verdict.HOLDS:
        return by_name
    by_arn = _admits(graph, bucket, lambda s: _is_cloudfront(s) and not any(sources(c) for c in _callers(s)))
    return by_name if by_arn.verdict is Verdict.FAILS else untold(_ARN_UNTOLD, *by_arn.evidence)


def of_missing_files(graph: Graph, bucket: Resource, distribution: Resource) -> Finding:
    """How S3 answers for a file that is not there: it says so only to those that may list the bucket."""
    policies = tuple(_policies(graph, bucket))
    for policy in policies:
        for path, one in _statements(policy):
            lists = one.get("Effect") == "Allow" and _is_about(one, _LISTING)
            if lists and _is_cloudfront(one) and _names(one, distribution):
                return holds(_TELLS, policy.evidence(path))
    return holds(_HIDES, *(policy.evidence(_STATEMENTS) for policy in policies))


def admits_identity(graph: Graph, bucket: Resource, identity: Resource | None) -> Finding:
    """Whether the bucket lets an origin access identity read; one from outside may be any that the policy names."""
    return _admits(graph, bucket, lambda s: identity is None or refers_to(s.get("Principal"), identity))


def admits_everybody(graph: Graph, bucket: Resource) -> Finding:
    """Whether the bucket lets anybody read."""
    return _admits(graph, bucket, lambda s: _is_principal(s, "*"))


def _admits(graph: Graph, bucket: Resource, matches: Callable[[Statement], bool]) -> Finding:
    policies = tuple(_policies(graph, bucket))
    statements = [(policy.evidence(path), one) for policy in policies for path, one in _statements(policy)]
    name = bucket.id.logical_id
    denials = [place for place, one in statements if _denies_reading(one)]
    if denials:
        return fails(_DENIED.format(bucket=name), *denials)
    for place, statement in statements:
        if _allows_reading(statement) and matches(statement):
            return holds(_ADMITTED, place)
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
    return statement.get("Effect") == "Allow" and _is_about(statement, _READING)


def _denies_reading(statement: Statement) -> bool:
    """Whether a statement denies everybody, or CloudFront, the objects in the bucket, whatever the circumstances."""
    objects = any(describe(resource).endswith("*") for resource in _list(statement.get("Resource")))
    unconditional = statement.get("Effect") == "Deny" and not statement.get("Condition")
    return unconditional and objects and _is_about(statement, _READING) and _is_cloudfront(statement)


def _is_about(statement: Statement, actions: frozenset[str]) -> bool:
    return any(str(action).lower() in actions for action in _list(statement.get("Action")))


def _list(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def _is_cloudfront(statement: Statement) -> bool:
    """Whether a statement speaks of CloudFront, by its name or among everybody."""
    return _is_principal(statement, _SERVICE) or _is_principal(statement, "*")


def _is_principal(statement: Statement, wanted: str) -> bool:
    return any(leaf == wanted for _, leaf in walk(statement.get("Principal")))


def _names(statement: Statement, distribution: Resource) -> bool:
    """Whether the condition on the calling distribution, where there is one, names this one or any of an account."""
    return all(refers_to(one, distribution) or describe(one).endswith("*") for one in _callers(statement))


def _callers(statement: Statement) -> tuple[Value, ...]:
    """The distributions that the condition of a statement names, each by its ARN or by a list of ARNs."""
    return tuple(v for _, test in _tests(statement) for key, v in test.items() if key.lower() == "aws:sourcearn")


def _tests(statement: Statement) -> Iterator[tuple[str, Statement]]:
    condition = statement.get("Condition")
    if isinstance(condition, Mapping):
        yield from ((operator, test) for operator, test in condition.items() if isinstance(test, Mapping))


_ADMITTED = Text(
    en="the bucket policy lets this caller read objects",
    es="la política del bucket permite a este cliente leer objetos",
)
_TELLS = Text(
    en="CloudFront may list the bucket as well, so that S3 answers 404 for a file that is missing",
    es="CloudFront también puede listar el bucket, así que S3 responde 404 por un archivo que falta",
)
_HIDES = Text(
    en="CloudFront may not list the bucket, so that S3 answers 403, not 404, for a file that is missing",
    es="CloudFront no puede listar el bucket, así que S3 responde 403, y no 404, por un archivo que falta",
)
_ARN_UNTOLD = Text(
    en="the bucket policy lets a distribution read that it names by its ARN; only the deployment tells whether it is "
    "this one",
    es="la política del bucket permite leer a una distribución que nombra por su ARN; solo el despliegue dice si es "
    "esta",
)
_DENIED = Text(
    en="the policy of the bucket {bucket} denies reading its objects, which outweighs every permission",
    es="la política del bucket {bucket} niega leer sus objetos, lo que pesa más que cualquier permiso",
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
