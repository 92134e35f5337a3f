"""Edge rules by the name of a property, whichever resource type holds it, and what any other reference means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbook.graph.index import Index
from workbook.graph.model import Edge, EdgeKind, NodeId, node_id
from workbook.template.functions import sources
from workbook.template.model import Compound, Evidence, Reference, Resource, Unknown, Value

ROLE, KEY, ALIAS = "AWS::IAM::Role", "AWS::KMS::Key", "AWS::KMS::Alias"


NAMING = (str, Reference, Compound, Unknown)
"""Forms of values that can name a resource or something outside."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a property of this name means wherever it stands; references to other types than these are not meant."""

    kind: EdgeKind
    types: tuple[str, ...]
    inward: bool = False
    outside: str = ""


_PLACED = Named(EdgeKind.PLACED_IN, ("AWS::EC2::Subnet",), outside="subnet")
_PROTECTED = Named(EdgeKind.PROTECTED_BY, ("AWS::EC2::SecurityGroup", "AWS::EC2::VPC"), outside="security-group")
_ASSUMES = Named(EdgeKind.ASSUMES, (ROLE,), outside="role")
_ENCRYPTS = Named(EdgeKind.ENCRYPTS, (KEY, ALIAS), inward=True, outside="key")
_PRESENTS = Named(EdgeKind.PRESENTS, ("AWS::CertificateManager::Certificate",), outside="certificate")

PROPERTIES: Mapping[str, Named] = {
    **dict.fromkeys(("SubnetId", "SubnetIds", "Subnets", "VPCZoneIdentifier"), _PLACED),
    **dict.fromkeys(
        ("SecurityGroupIds", "SecurityGroups", "VpcSecurityGroupIds", "VPCSecurityGroups", "GroupSet"), _PROTECTED
    ),
    **dict.fromkeys(
        (
            "Role",
            "RoleArn",
            "RoleARN",
            "IamRoleArn",
            "ServiceRole",
            "ServiceRoleArn",
            "ExecutionRoleArn",
            "MonitoringRoleArn",
            "DeliverLogsPermissionArn",
            "CloudWatchLogsRoleArn",
            "CloudWatchRoleArn",
            "LogPublishingRoleArn",
            "NodeRole",
            "PodExecutionRoleArn",
            "Credentials",
        ),
        _ASSUMES,
    ),
    **dict.fromkeys(
        (
            "KmsKeyId",
            "KmsKeyArn",
            "KMSKeyId",
            "KmsKey",
            "KMSMasterKeyID",
            "KMSMasterKeyId",
            "KmsMasterKeyId",
            "PerformanceInsightsKMSKeyId",
            "EncryptionKeyArn",
            "EncryptionKey",
            "KmsKeyIdentifier",
            "KMSKeyArn",
        ),
        _ENCRYPTS,
    ),
    **dict.fromkeys(("CertificateArn", "AcmCertificateArn"), _PRESENTS),
}
"""Property names that mean the same in every resource type."""


def by_property_name(holder: Resource, path: str, value: Value, index: Index) -> Iterator[Edge]:
    """The edges of a value by the name of its property; `refers to` for every reference that no rule explains."""
    name = next((step for step in reversed(path.split(".")) if not step.isdigit()), path)
    rule = PROPERTIES.get(name)
    if not isinstance(value, str) and sources(value):
        yield from _referring(holder, path, value, rule, index)
    elif rule:
        for end in index.ends(value, holder, rule.outside):
            yield _edge(rule, holder, path, end)


def in_metadata(holder: Resource, path: str, value: Value, index: Index) -> Iterator[Edge]:
    """The references of a resource's metadata, where `cfn-init` keeps the settings of a server."""
    where = f"Resources.{holder.id.logical_id}.Metadata.{path}"
    for found, note in _named(value, holder, index):
        evidence = Evidence(holder.id.stack, holder.id.logical_id, where, value)
        yield Edge(EdgeKind.REFERS_TO, node_id(holder), node_id(found), evidence, note=note)


def leaves(value: Value, path: str = "") -> Iterator[tuple[str, Value]]:
    """Every leaf of a resolved value that can name something, with its dotted path; a compound text is one leaf."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, tuple):
        for position, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{position}" if path else str(position))
    elif isinstance(value, NAMING):
        yield path, value


def _referring(holder: Resource, path: str, value: Value, rule: Named | None, index: Index) -> Iterator[Edge]:
    for reference in sources(value):
        for found, note in _named(reference, holder, index):
            if rule and found.type in rule.types:
                yield from (_edge(rule, holder, path, end) for end in index.ends(reference, holder))
            else:
                yield Edge(EdgeKind.REFERS_TO, node_id(holder), node_id(found), holder.evidence(path), note=note)


def _named(value: Value, holder: Resource, index: Index) -> Iterator[tuple[Resource, str]]:
    for reference in sources(value):
        found = index.resource(reference.target)
        if found is not None and found.id != holder.id:
            yield found, reference.attribute or ""


def _edge(rule: Named, holder: Resource, path: str, end: NodeId) -> Edge:
    here = node_id(holder)
    source, target = (end, here) if rule.inward else (here, end)
    return Edge(rule.kind, source, target, holder.evidence(path))
