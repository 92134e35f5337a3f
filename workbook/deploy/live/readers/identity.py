"""IAM: roles with all that they may do, and identity providers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbook.deploy.live.forms import SET, TAGS, Form, by_name, policies, policy
from workbook.deploy.live.reading import Reader, Reading, Sibling, Subject, part, plain
from workbook.deploy.live.shapes import renamed, same
from workbook.deploy.refusals import ClientError, code_of
from workbook.template.model import Value

_GONE = "NoSuchEntity"
_HOLDERS = {"Roles": ("role", "RoleName"), "Users": ("user", "UserName"), "Groups": ("group", "GroupName")}


def _role(subject: Subject) -> Reading | None:
    name = subject.physical_id
    found = subject.ask("iam", "get_role", RoleName=name)["Role"]

    def managed() -> list[str]:
        listed = subject.ask("iam", "list_attached_role_policies", RoleName=name)["AttachedPolicies"]
        return [each["PolicyArn"] for each in listed]

    told = same(found, "AssumeRolePolicyDocument", "Description", "MaxSessionDuration", "Path", "RoleName")
    boundary = renamed(found, {"PermissionsBoundary": "PermissionsBoundary.PermissionsBoundaryArn"})
    return Reading(
        {
            **told,
            **boundary,
            "ManagedPolicyArns": part(managed),
            "Policies": part(lambda: _inline(subject)),
            "Tags": plain(found.get("Tags")),
        },
        same(found, "Arn", "RoleId"),
    )


def _inline(subject: Subject) -> list[Mapping[str, Any]]:
    """The policies that stand in a role itself."""
    role = subject.physical_id
    names = subject.ask("iam", "list_role_policies", RoleName=role)["PolicyNames"]
    found = [subject.ask("iam", "get_role_policy", RoleName=role, PolicyName=name) for name in names]
    return [{name: each[name] for name in ("PolicyName", "PolicyDocument")} for each in found]


def _granted(role: Sibling, siblings: Iterable[Sibling]) -> Mapping[str, Value]:
    """Policies of a role that it names itself, and those that are put into it from beside."""
    inline, managed = [*_listed(role, "Policies")], [*_listed(role, "ManagedPolicyArns")]
    for each in siblings:
        names = (
            *_listed(each, "Roles"),
            each.expected.get("RoleName") if each.type == "AWS::IAM::RolePolicy" else None,
        )
        if role.physical_id not in names:
            continue
        if each.type in {"AWS::IAM::Policy", "AWS::IAM::RolePolicy"}:
            inline.append({name: each.expected.get(name) for name in ("PolicyName", "PolicyDocument")})
        elif each.type == "AWS::IAM::ManagedPolicy":
            managed.append(each.physical_id)
    return {"Policies": tuple(inline), "ManagedPolicyArns": tuple(managed)}


def _listed(sibling: Sibling, name: str) -> tuple[Value, ...]:
    value = sibling.expected.get(name)
    return value if isinstance(value, tuple) else ()


def _policy(subject: Subject) -> Reading | None:
    """A policy by those who hold it; where theirs are not the same, all of them."""
    name = subject.called("PolicyName")
    found = {kind: [*_documents(subject, kind, name)] for kind in _HOLDERS}
    documents = [document for held in found.values() for _, document in held]
    if not documents:
        return None
    alike = all(policy(document) == policy(documents[0]) for document in documents)
    return Reading(
        {
            "PolicyDocument": documents[0] if alike else tuple(documents),
            "PolicyName": name,
            **{kind: tuple(holder for holder, _ in held) for kind, held in found.items()},
        },
        {"Id": subject.physical_id},
    )


def _documents(subject: Subject, kind: str, name: str) -> Iterator[tuple[str, Value]]:
    word, key = _HOLDERS[kind]
    holders = subject.expected.get(kind)
    for holder in holders if isinstance(holders, tuple) else ():
        try:
            answer = subject.ask("iam", f"get_{word}_policy", **{key: holder, "PolicyName": name})
        except ClientError as error:
            if code_of(error) != _GONE:
                raise
        else:
            yield str(holder), plain(answer["PolicyDocument"])


def _provider(subject: Subject) -> Reading | None:
    found = subject.ask("iam", "get_open_id_connect_provider", OpenIDConnectProviderArn=subject.physical_id)
    names = {"ClientIdList": "ClientIDList", "Tags": "Tags", "ThumbprintList": "ThumbprintList", "Url": "Url"}
    return Reading(renamed(found, names), {"Arn": subject.physical_id})


def _address(value: Value) -> Value:
    """An address without its scheme, which IAM leaves out."""
    return value.removeprefix("https://").rstrip("/") if isinstance(value, str) else value


TYPES: Mapping[str, Reader] = {
    "AWS::IAM::Role": Reader(
        _role,
        [_GONE],
        {
            "Tags": TAGS,
            "ManagedPolicyArns": SET,
            "Policies": Form(by_name("PolicyName"), exact=True),
            **policies("AssumeRolePolicyDocument", "Policies.*.PolicyDocument"),
        },
        beside=_granted,
    ),
    "AWS::IAM::Policy": Reader(_policy, [_GONE], {**dict.fromkeys(_HOLDERS, SET), **policies("PolicyDocument")}),
    "AWS::IAM::OIDCProvider": Reader(
        _provider, [_GONE], {"Tags": TAGS, "ClientIdList": SET, "ThumbprintList": SET, "Url": Form(_address)}
    ),
}
