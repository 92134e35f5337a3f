"""How wide the policies of a template are: actions and resources with wildcards, roles open to anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from workbook.audit import tiers
from workbook.audit.model import Finding
from workbook.audit.predicates import fault, holding, missing, resolve, yes
from workbook.audit.statements import Statement, allows_anybody, identity_policies, resource_policy, statements
from workbook.graph.index import expand
from workbook.graph.model import GITHUB, EdgeKind, Graph
from workbook.lang import Text
from workbook.template.model import Resource, Unknown, Value, describe

IDENTITIES = ("AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group")

WITHOUT_RESOURCES = (
    "*:describe*",
    "*:list*",
    "ecr:getauthorizationtoken",
    "sts:getcalleridentity",
    "cloudwatch:putmetricdata",
    "cloudwatch:getmetricdata",
    "xray:put*",
    "xray:get*",
    "ssmmessages:create*channel",
    "ssmmessages:open*channel",
    "ec2messages:*",
    "ecs:registertaskdefinition",
    "ecs:deregistertaskdefinition",
    "ecs:discoverpollendpoint",
    "ec2:*networkinterface*",
    "logs:*logdelivery*",
    "cloudformation:validatetemplate",
    "secretsmanager:getrandompassword",
    "kms:generaterandom",
)
"""Actions that read names only, or that IAM offers without a resource to name (Service Authorization Reference)."""

ADMIN_POLICIES = re.compile(r":policy/(AdministratorAccess|PowerUserAccess|IAMFullAccess|.*FullAccess)$")
EVERYTHING_OF_A_KIND = re.compile(r"^(?:\*|[\w-]*[:/]\*)$")


def is_narrow(graph: Graph, identity: Resource) -> Iterator[Finding]:
    """No statement of a role allows all actions of a service, or writes to all resources of a kind."""
    for path, value in expand(identity.properties, "ManagedPolicyArns.*"):
        name = describe(value)
        broad = ADMIN_POLICIES.search(name)
        evidence = identity.evidence(path)
        yield fault(_ADMIN.format(policy=name.rpartition("/")[2]), evidence) if broad else holding(evidence)
    held = [one for one in identity_policies(graph, identity) if one.allows]
    for one in held:
        yield _judged(one)
    if not held:
        yield holding(identity.evidence())


def deployers(graph: Graph) -> Iterator[Resource]:
    """The roles that workflows of GitHub assume."""
    found = graph.successors(GITHUB, EdgeKind.ASSUMES)
    return (node.resource for node in found if node.resource is not None and node.resource.included)


def workers(graph: Graph) -> Iterator[Resource]:
    """Every IAM identity besides the roles of the pipeline."""
    pipeline = {role.id for role in deployers(graph)}
    return (one for one in graph.resources(*IDENTITIES) if one.id not in pipeline)


def has_roles_of_its_own(graph: Graph, task: Resource) -> Iterator[Finding]:
    """The application does not work with the role by which its task is started."""
    evidence = (task.evidence("TaskRoleArn"), task.evidence("ExecutionRoleArn"))
    role, starter = task.get("TaskRoleArn"), task.get("ExecutionRoleArn")
    if isinstance(role, Unknown) or isinstance(starter, Unknown):
        yield Finding(None, evidence, _ROLES_OUTSIDE) if role != starter else fault(_SAME_ROLE, *evidence)
    elif role is not None and (role == starter or resolve(graph, role) == resolve(graph, starter) is not None):
        yield fault(_SAME_ROLE, *evidence)
    else:
        yield holding(*evidence)


def trusts_somebody(_: Graph, role: Resource) -> Iterator[Finding]:
    """The trust policy of a role names who may assume it."""
    for one in statements(role, "AssumeRolePolicyDocument"):
        yield fault(_ANYBODY, one.evidence) if allows_anybody(one) else holding(one.evidence)


def blocks_public_access(_: Graph, bucket: Resource) -> Iterator[Finding]:
    """All four switches of a bucket's public access block are on."""
    names = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
    path = "PublicAccessBlockConfiguration"
    block = bucket.get(path)
    if isinstance(block, Unknown):
        yield Finding(None, (bucket.evidence(path),), block.reason)
        return
    off = [name for name in names if not yes(bucket.get(f"{path}.{name}"))]
    evidence = bucket.evidence(path)
    yield fault(_NOT_BLOCKED.format(names=", ".join(off)), evidence) if off else holding(evidence)


def refuses_http(graph: Graph, bucket: Resource) -> Iterator[Finding]:
    """The policy of a bucket denies every request that comes without TLS."""
    denying = [
        one.evidence
        for one in resource_policy(graph, bucket)
        if not one.allows and any(describe(v).lower() == "false" for v in one.condition("aws:securetransport"))
    ]
    yield holding(*denying) if denying else fault(_TAKES_HTTP.format(bucket=bucket.id.logical_id), bucket.evidence())


def has_no_key(graph: Graph) -> Iterator[Finding]:
    """No access key is created for a person or a pipeline to keep."""
    keys, roles = graph.resources("AWS::IAM::AccessKey"), tuple(deployers(graph))
    yield from (fault(_LONG_LIVED, key.evidence()) for key in keys)
    if roles and not keys:
        yield holding(*(role.evidence() for role in roles))
    elif not keys:
        yield missing(tiers.REPOSITORIES)


def _judged(statement: Statement) -> Finding:
    if statement.inverted:
        return fault(_INVERTED, statement.evidence)
    everything = [action for action in statement.actions if action == "*" or action.endswith(":*")]
    if everything:
        return fault(_ALL_ACTIONS.format(actions=", ".join(everything)), statement.evidence)
    wide = [value for value in statement.resources if _is_wide(value)]
    writing = [action for action in statement.actions if not _needs_no_resource(action)]
    if wide and writing and not statement.conditions:
        words = {"actions": ", ".join(writing), "resource": describe(wide[0])}
        return fault(_ALL_RESOURCES.format(**words), statement.evidence)
    return holding(statement.evidence)


def _is_wide(value: Value) -> bool:
    """Whether a resource of a statement stands for all resources of a kind."""
    text = describe(value)
    if not text.startswith("arn:"):
        return text == "*"
    return bool(EVERYTHING_OF_A_KIND.match(text.split(":", 5)[-1]))


def _needs_no_resource(action: str) -> bool:
    return any(fnmatchcase(action.lower(), pattern) for pattern in WITHOUT_RESOURCES)


_ADMIN = Text(en="{policy} allows far more than one task needs", es="{policy} permite mucho más de lo necesario")
_ROLES_OUTSIDE = Text(
    en="the roles are given from outside the template", es="los roles vienen de fuera de la plantilla"
)
_SAME_ROLE = Text(
    en="the application may do whatever starting its task needs: read every injected secret again, pull images",
    es="la aplicación puede hacer todo lo que exige arrancar su tarea: releer los secretos inyectados, descargar "
    "imágenes",
)
_ANYBODY = Text(en="everybody may assume the role", es="cualquiera puede asumir el rol")
_NOT_BLOCKED = Text(
    en="not on: {names}; buckets made before April 2023 are open without them",
    es="sin activar: {names}; los buckets anteriores a abril de 2023 quedan abiertos sin ellos",
)
_TAKES_HTTP = Text(
    en="no policy denies {bucket} requests without TLS", es="ninguna política deniega a {bucket} las peticiones sin TLS"
)
_LONG_LIVED = Text(
    en="an access key works until somebody removes it, wherever it leaks to",
    es="una clave de acceso vale hasta que alguien la borra, se filtre donde se filtre",
)
_INVERTED = Text(
    en="the statement allows everything except what it names", es="la declaración permite todo menos lo que nombra"
)
_ALL_ACTIONS = Text(en="the statement allows {actions}", es="la declaración permite {actions}")
_ALL_RESOURCES = Text(
    en="the statement allows {actions} on {resource}", es="la declaración permite {actions} sobre {resource}"
)
