"""Edges of IAM: who assumes which role, and what policies grant to whom on which resource."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.graph.databases import secret_behind
from workbook.graph.index import Index, entries, expand, outside_ends
from workbook.graph.model import ANYONE, ANYTHING, GITHUB, Edge, EdgeKind, NodeId, external, node_id
from workbook.graph.rules import Connectors, Rules, into, out
from workbook.template.functions import sources
from workbook.template.model import Reference, Resource, Value, describe

CONFIGURES, GRANTS, ASSUMES = EdgeKind.CONFIGURES, EdgeKind.GRANTS, EdgeKind.ASSUMES
GITHUB_HOST = "token.actions.githubusercontent.com"
"""The issuer of GitHub's OIDC tokens."""

ROLE = "AWS::IAM::Role"

RULES: Rules = {
    ROLE: (into("ManagedPolicyArns.*", CONFIGURES, "policy"), into("PermissionsBoundary", CONFIGURES, "policy")),
    "AWS::IAM::User": (into("ManagedPolicyArns.*", CONFIGURES, "policy"), out("Groups.*", EdgeKind.REFERS_TO)),
    "AWS::IAM::Group": (into("ManagedPolicyArns.*", CONFIGURES, "policy"),),
    "AWS::IAM::Policy": (out("Roles.*", CONFIGURES, "role"), out("Users.*", CONFIGURES), out("Groups.*", CONFIGURES)),
    "AWS::IAM::ManagedPolicy": (
        out("Roles.*", CONFIGURES, "role"),
        out("Users.*", CONFIGURES),
        out("Groups.*", CONFIGURES),
    ),
    "AWS::IAM::RolePolicy": (out("RoleName", CONFIGURES, "role"),),
    "AWS::IAM::InstanceProfile": (out("Roles.*", EdgeKind.REFERS_TO, "role"),),
    "AWS::S3::BucketPolicy": (out("Bucket", CONFIGURES, "bucket"),),
    "AWS::SQS::QueuePolicy": (out("Queues.*", CONFIGURES, "queue"),),
    "AWS::SNS::TopicPolicy": (out("Topics.*", CONFIGURES, "topic"),),
    "AWS::Lambda::Permission": (out("FunctionName", CONFIGURES, "function"),),
    "AWS::SecretsManager::ResourcePolicy": (out("SecretId", CONFIGURES, "secret"),),
}

HOLDERS = {"Roles.*": "role", "RoleName": "role", "Users.*": "user", "Groups.*": "group"}
"""Where a policy names who holds it."""

RESOURCE_POLICIES: Mapping[str, tuple[str, str | None]] = {
    "AWS::S3::BucketPolicy": ("PolicyDocument", "Bucket"),
    "AWS::SQS::QueuePolicy": ("PolicyDocument", "Queues"),
    "AWS::SNS::TopicPolicy": ("PolicyDocument", "Topics"),
    "AWS::SecretsManager::ResourcePolicy": ("ResourcePolicy", "SecretId"),
    "AWS::KMS::Key": ("KeyPolicy", None),
    "AWS::ECR::Repository": ("RepositoryPolicyText", None),
    "AWS::EFS::FileSystem": ("FileSystemPolicy", None),
    "AWS::Backup::BackupVault": ("AccessPolicy", None),
    "AWS::OpenSearchService::Domain": ("AccessPolicies", None),
    "AWS::Elasticsearch::Domain": ("AccessPolicies", None),
}
"""Where a policy that belongs to a resource stands, and which property names the resource (None: its holder)."""


def trust(role: Resource, index: Index) -> Iterator[Edge]:
    """Whom the trust policy names assumes the role; the note is the condition on the `sub` of an OIDC token."""
    for path, statement in allowed(role.properties, "AssumeRolePolicyDocument"):
        for principal in principals(statement.get("Principal"), role, index):
            note = subject(statement.get("Condition"))
            yield Edge(ASSUMES, principal, node_id(role), role.evidence(path), note=note)


def inline_grants(role: Resource, index: Index) -> Iterator[Edge]:
    """A policy written inside a role, user or group grants it the actions (the note) on each resource."""
    for path, _ in entries(role.properties, "Policies.*"):
        yield from _grants(role, f"{path}.PolicyDocument", (node_id(role),), index)


def policy_grants(policy: Resource, index: Index) -> Iterator[Edge]:
    """A policy grants every role, user and group that holds it the actions (the note) on each resource."""
    held = [
        e
        for path, outside in HOLDERS.items()
        for _, value in expand(policy.properties, path)
        for e in index.ends(value, policy, outside)
    ]
    used = [
        node_id(r)
        for kind in (ROLE, "AWS::IAM::User", "AWS::IAM::Group")
        for r in index.holders(policy, kind, "ManagedPolicyArns.*")
    ]
    yield from _grants(policy, "PolicyDocument", tuple(dict.fromkeys([*held, *used])), index)


def resource_grants(holder: Resource, index: Index) -> Iterator[Edge]:
    """The policy of a resource grants its principals the actions (the note) on the resource.

    Where a condition on `aws:SourceArn` names a resource of the assembly, that resource is granted them too.
    """
    document, named = RESOURCE_POLICIES[holder.type]
    targets = (node_id(holder),) if named is None else index.ends(holder.get(named), holder)
    for path, statement in allowed(holder.properties, document):
        callers = (*principals(statement.get("Principal"), holder, index), *_source_resources(statement, holder, index))
        for caller in dict.fromkeys(callers):
            for target in targets:
                if caller != target:
                    yield Edge(GRANTS, caller, target, holder.evidence(path), note=actions(statement))


def permission(link: Resource, index: Index) -> Iterator[Edge]:
    """A Lambda permission grants a principal, and the resource that it acts for, to invoke the function."""
    note = describe(link.get("Action"))
    for function in index.ends(link.get("FunctionName"), link, "function"):
        principal = link.get("Principal")
        callers = _service_or_account(principal, link, index)
        for path, ends in (("Principal", callers), ("SourceArn", index.ends(link.get("SourceArn"), link)[-1:])):
            for end in ends:
                yield Edge(GRANTS, end, function, link.evidence(path), note=note)


def allowed(properties: Mapping[str, Value], document: str) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """The `Allow` statements of a policy document with their places."""
    for path, statement in entries(properties, f"{document}.Statement.*"):
        if statement.get("Effect", "Allow") == "Allow":
            yield path, statement


def actions(statement: Mapping[str, Value]) -> str:
    """The actions of a statement as one sorted line."""
    for name, words in (("Action", ""), ("NotAction", "all but ")):
        if name in statement:
            return words + ", ".join(sorted(describe(action) for _, action in expand(statement, f"{name}.*")))
    return ""


def subject(condition: Value) -> str:
    """The allowed `sub` claims of a trust policy's condition, joined by commas; empty where it names none."""
    found: list[str] = []
    for operator in condition.values() if isinstance(condition, Mapping) else ():
        for key, value in operator.items() if isinstance(operator, Mapping) else ():
            if key.endswith(":sub"):
                found.extend(map(describe, value if isinstance(value, tuple) else (value,)))
    return ", ".join(sorted(found))


def principals(value: Value, holder: Resource, index: Index) -> Iterator[NodeId]:
    """The nodes of a `Principal` element."""
    if not isinstance(value, Mapping):
        yield from _service_or_account(value, holder, index)
        return
    for kind, given in value.items():
        for item in given if isinstance(given, tuple) else (given,):
            if kind == "Federated":
                yield from _federated(item, holder, index)
            elif kind == "Service":
                yield from outside_ends(item, "service")
            else:
                yield from _service_or_account(item, holder, index)


def _federated(value: Value, holder: Resource, index: Index) -> tuple[NodeId, ...]:
    providers = index.targets(value, holder)
    words = " ".join([describe(value), *(describe(provider.get("Url")) for provider in providers)])
    if GITHUB_HOST in words:
        return (GITHUB,)
    return tuple(map(node_id, providers)) or outside_ends(value, "identity-provider")


def _service_or_account(value: Value, holder: Resource, index: Index) -> tuple[NodeId, ...]:
    text = describe(value)
    if text == "*":
        return (ANYONE,)
    if text.endswith(".amazonaws.com"):
        return (external("service", text),)
    if isinstance(value, Reference) or sources(value):
        return index.ends(value, holder)
    if text.startswith("arn:") and text.endswith(":root"):
        return (external("account", text.partition(":iam::")[2].removesuffix(":root")),)
    return outside_ends(value, "account" if text.isdigit() else "principal")


def _source_resources(statement: Mapping[str, Value], holder: Resource, index: Index) -> Iterator[NodeId]:
    condition = statement.get("Condition")
    for operator in condition.values() if isinstance(condition, Mapping) else ():
        for key, value in operator.items() if isinstance(operator, Mapping) else ():
            if key.lower() == "aws:sourcearn":
                yield from index.ends(value, holder)


def _grants(holder: Resource, document: str, callers: tuple[NodeId, ...], index: Index) -> Iterator[Edge]:
    for path, statement in allowed(holder.properties, document):
        note = actions(statement)
        for target in dict.fromkeys(_granted(statement, holder, index)):
            for caller in callers:
                if caller != target:
                    yield Edge(GRANTS, caller, target, holder.evidence(path), note=note)


def _granted(statement: Mapping[str, Value], holder: Resource, index: Index) -> Iterator[NodeId]:
    if "NotResource" in statement:
        yield ANYTHING
    for _, value in expand(statement, "Resource.*"):
        if value == "*":
            yield ANYTHING
        else:
            named = index.targets(value, holder)[-1:]
            yield from (end for found in named for end in secret_behind(found, index))
            yield from () if named else outside_ends(value, "arn")


CONNECTORS: Connectors = {
    ROLE: (trust, inline_grants),
    "AWS::IAM::User": (inline_grants,),
    "AWS::IAM::Group": (inline_grants,),
    "AWS::IAM::Policy": (policy_grants,),
    "AWS::IAM::RolePolicy": (policy_grants,),
    "AWS::IAM::ManagedPolicy": (policy_grants,),
    "AWS::Lambda::Permission": (permission,),
    **dict.fromkeys(RESOURCE_POLICIES, (resource_grants,)),
}
