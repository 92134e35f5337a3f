"""What a deployment would change: resources that are added, changed, replaced or removed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from workbook.deploy import words
from workbook.deploy.assembly import is_same, template_of
from workbook.deploy.cdk import Cdk
from workbook.deploy.release import Progress
from workbook.deploy.stacks import STACKS, Stacks
from workbook.errors import DeployError
from workbook.lang import Text

HOLDERS = frozenset(
    {
        "AWS::CloudFront::Distribution",
        "AWS::DynamoDB::Table",
        "AWS::ECR::Repository",
        "AWS::EFS::FileSystem",
        "AWS::KMS::Key",
        "AWS::RDS::DBCluster",
        "AWS::RDS::DBInstance",
        "AWS::Route53::HostedZone",
        "AWS::S3::Bucket",
        "AWS::SecretsManager::Secret",
    }
)
"""Types that hold data, or a name that the world knows: another one in their place is not the same."""

_IN_PLACE = {
    "AWS::RDS::DBInstance": frozenset(
        {
            "AllowMajorVersionUpgrade",
            "AutoMinorVersionUpgrade",
            "BackupRetentionPeriod",
            "CACertificateIdentifier",
            "DBParameterGroupName",
            "MonitoringInterval",
            "MonitoringRoleArn",
            "MultiAZ",
            "PreferredMaintenanceWindow",
            "StorageType",
        }
    )
}
"""Of which the schema says that they may replace, where the documentation of AWS says "some interruptions"."""

TAGS = frozenset({"Tags", "HostedZoneTags", "ResourceTags"})

_LIKE_RESOURCE = re.compile(r"^\s*\[.\] \S+::\S+")
_RESOURCE = re.compile(
    r"^\[(?P<sign>[-+~])\] (?P<type>\S+::\S+) (?:\S+ )?(?P<id>[A-Za-z0-9]+)"
    r"(?: (?P<effect>replace|may be replaced|destroy|orphan))?$"
)
_PROPERTY = re.compile(r"^ [├└]─ \[[-+~]\] (?P<name>\S+)(?: \((?P<effect>[a-z ]+)\))?")


class Action(Enum):
    """What becomes of a resource."""

    ADD = "add"
    CHANGE = "change"
    MAY_REPLACE = "may-replace"
    REPLACE = "replace"
    REMOVE = "remove"
    LEAVE = "leave"
    """It stays, and belongs to no stack any more."""

    REFUSE = "refuse"
    """AWS would refuse it, halfway through the deployment."""


_ACTIONS = {"replace": Action.REPLACE, "may be replaced": Action.MAY_REPLACE, "orphan": Action.LEAVE}
_SIGNS = {"+": Action.ADD, "~": Action.CHANGE, "-": Action.REMOVE}


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one resource, and by which of its properties."""

    stack: str
    logical_id: str
    type: str
    action: Action
    properties: tuple[str, ...] = ()

    @property
    def is_of_tags(self) -> bool:
        """Whether nothing but tags changes."""
        return self.action is Action.CHANGE and TAGS.issuperset(self.properties)

    @property
    def loses(self) -> bool:
        """Whether data or a name would be gone that nothing brings back."""
        return self.type in HOLDERS and self.action in {Action.REPLACE, Action.MAY_REPLACE, Action.REMOVE, Action.LEAVE}


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a deployment would change, stack by stack in the order of their deployment."""

    changes: tuple[Change, ...]

    def count(self, action: Action) -> int:
        """Resources of which this becomes."""
        return sum(change.action is action for change in self.changes)

    def check(self, *, allow_replacement: bool = False) -> None:
        """Whether AWS takes it, and everything stays that holds data or a name, unless that is allowed to go.

        Raises:
            DeployError: one sentence for each resource that would be lost or is refused.
        """
        bad = [each for each in self.changes if each.action is Action.REFUSE or (each.loses and not allow_replacement)]
        if bad:
            raise DeployError(*map(_sentence, bad))


def plan(cdk: Cdk, progress: Progress) -> Plan:
    """What deploying the assembly would change; a stack that is deployed as it stands there costs no question.

    What CloudFormation works on is waited for, since what comes of it decides.

    Raises:
        DeployError: the CDK CLI failed.
    """
    stacks = Stacks(cdk.target)
    stacks.settle(progress.wait)
    there = {name for name, stack in stacks.all().items() if not stack.is_empty}
    wanted = {name: template_of(cdk.assembly, name) for name in STACKS}
    deployed = {name: stacks.template(name) for name in STACKS if name in there}
    changed = [name for name, template in deployed.items() if not is_same(template, wanted[name])]
    if changed:
        progress.step(words.COMPARING)
    said = cdk.diff(changed) if changed else []
    found = {name: tuple(changes_in(_part(said, name), name)) for name in changed}
    for name in changed:
        found[name] += tuple(_untold(name, deployed[name], wanted[name], found[name]))
        found[name] = tuple(_or_refused(change, deployed[name], wanted[name]) for change in found[name])
    for name in STACKS:
        if name not in there:
            found[name] = tuple(_added(wanted[name], name))
    return Plan(tuple(change for name in STACKS for change in found.get(name, ())))


def _untold(
    stack: str, deployed: Mapping[str, Any], wanted: Mapping[str, Any], changes: Sequence[Change]
) -> Iterator[Change]:
    """What holds data or a name and is lost or may be, and of which the CLI has not said so in words that are known."""
    told = {(change.logical_id, change.type) for change in changes}
    for logical_id, resource in deployed["Resources"].items():
        other = wanted["Resources"].get(logical_id, {})
        differs = not is_same(_what_counts(resource), _what_counts(other))
        if resource["Type"] in HOLDERS and differs and (logical_id, resource["Type"]) not in told:
            yield Change(stack, logical_id, resource["Type"], Action.MAY_REPLACE, ("?",))


def _or_refused(change: Change, deployed: Mapping[str, Any], wanted: Mapping[str, Any]) -> Change:
    """A change, or its refusal where the disk of a database would become smaller, which RDS never does."""
    if change.type != "AWS::RDS::DBInstance" or change.action is not Action.CHANGE:
        return change
    before, after = (
        str(each["Resources"][change.logical_id]["Properties"].get("AllocatedStorage")) for each in (deployed, wanted)
    )
    is_smaller = before.isdecimal() and after.isdecimal() and int(after) < int(before)
    return replace(change, action=Action.REFUSE) if is_smaller else change


def _what_counts(resource: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: resource.get(key) for key in ("Type", "Properties")}


def to_json(planned: Plan) -> Mapping[str, object]:
    """The plan in the form of docs/reference/json.md."""
    return {
        "schema": 1,
        "changes": [
            {
                "stack": change.stack,
                "logical_id": change.logical_id,
                "type": change.type,
                "action": change.action.value,
                "because_of": [*change.properties],
                "loses": change.loses,
            }
            for change in planned.changes
        ],
        "counts": {action.value: planned.count(action) for action in Action},
    }


def changes_in(lines: Sequence[str], stack: str) -> Iterator[Change]:
    """The changes of one stack in what `cdk diff` says.

    Raises:
        DeployError: it says something of a resource that is not understood.

    >>> said = ["[~] AWS::RDS::DBInstance Db/Instance Db1 replace", " └─ [~] DBName (requires replacement)"]
    >>> [(change.action.value, change.properties) for change in changes_in(said, "Data")]
    [('replace', ('DBName',))]
    """
    current: re.Match[str] | None = None
    properties: list[re.Match[str]] = []
    for line in lines:
        resource, changed = _RESOURCE.match(line), _PROPERTY.match(line)
        if resource:
            if current:
                yield _change(stack, current, properties)
            current, properties = resource, []
        elif _LIKE_RESOURCE.match(line):
            raise DeployError(words.NOT_UNDERSTOOD.format(line=line.strip(), stack=stack))
        elif changed:
            properties.append(changed)
    if current:
        yield _change(stack, current, properties)


def _change(stack: str, resource: re.Match[str], properties: Sequence[re.Match[str]]) -> Change:
    action = _ACTIONS.get(resource["effect"] or "", _SIGNS[resource["sign"]])
    perhaps = {each["name"] for each in properties if each["effect"] == "may cause replacement"}
    if action is Action.MAY_REPLACE and perhaps and perhaps <= _IN_PLACE.get(resource["type"], frozenset()):
        action = Action.CHANGE
    return Change(stack, resource["id"], resource["type"], action, tuple(each["name"] for each in properties))


def _part(said: Sequence[str], stack: str) -> list[str]:
    """The lines about the resources of one stack."""
    part, is_own = [], False
    for line in said:
        if line.startswith("Stack "):
            is_own = line.split()[1] == stack
        elif is_own:
            part.append(line)
    return part


def _added(template: Mapping[str, Any], stack: str) -> Iterator[Change]:
    for logical_id, resource in sorted(template["Resources"].items()):
        yield Change(stack, logical_id, resource["Type"], Action.ADD)


def _sentence(change: Change) -> Text:
    told = {"type": change.type, "id": change.logical_id, "stack": change.stack}
    if change.action is Action.REFUSE:
        return words.WOULD_SHRINK.format(**told)
    if change.action in {Action.REMOVE, Action.LEAVE}:
        return words.WOULD_REMOVE.format(**told)
    return words.WOULD_REPLACE.format(**told, properties=", ".join(change.properties))
