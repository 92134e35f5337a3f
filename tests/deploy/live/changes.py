"""For each type, one change that AWS makes where the resource stands, and what lets go of everything at the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPLACED = "every change is a replacement"
LACKING = "takes a resource that the templates lack"
"""Why a type has no change in place."""


@dataclass(frozen=True)
class Change:
    """Another value at a path below `Properties`; the property that shows it may stand above."""

    where: str
    new: Any
    """The value, or what makes it of the one that stands there."""

    path: str = ""
    is_set: bool = False
    """Whether it is changed only where the template sets it."""

    @property
    def shows(self) -> str:
        return self.path or self.where


@dataclass(frozen=True)
class Changed:
    """A resource whose template was changed, and the property that shows it."""

    stack: str
    logical_id: str
    type: str
    path: str


def _owner(tags: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{**tag, "Value": "another-team"} if tag["Key"] == "owner" else tag for tag in tags]


def _replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


TAG = Change("Tags", _owner)
STATEMENT = "PolicyDocument.Statement"
ELB, EC2 = "AWS::ElasticLoadBalancingV2::", "AWS::EC2::"

CHANGES: Mapping[str, Change | str] = {
    "AWS::ApplicationAutoScaling::ScalableTarget": Change("MaxCapacity", 7),
    "AWS::ApplicationAutoScaling::ScalingPolicy": Change("TargetTrackingScalingPolicyConfiguration.TargetValue", 55),
    "AWS::Budgets::Budget": Change("Budget.BudgetLimit.Amount", 251),
    "AWS::CertificateManager::Certificate": TAG,
    "AWS::CloudFront::Distribution": Change("DistributionConfig.Comment", "Changed"),
    "AWS::CloudFront::Function": Change("FunctionConfig.Comment", "Changed"),
    "AWS::CloudFront::OriginAccessControl": Change("OriginAccessControlConfig.Description", "Changed"),
    "AWS::CloudFront::ResponseHeadersPolicy": Change("ResponseHeadersPolicyConfig.Comment", "Changed"),
    "AWS::CloudWatch::Alarm": Change("EvaluationPeriods", 6),
    "AWS::CloudWatch::Dashboard": Change("DashboardBody.Fn::Join.1.0", _replaced("-PT3H", "-PT6H"), "DashboardBody"),
    f"{EC2}EIP": TAG,
    f"{EC2}FlowLog": TAG,
    f"{EC2}InternetGateway": TAG,
    f"{EC2}NatGateway": TAG,
    f"{EC2}Route": Change("NatGatewayId", {"Ref": "VpcPublicSubnet2NATGateway9182C01D"}, is_set=True),
    f"{EC2}RouteTable": TAG,
    f"{EC2}SecurityGroup": Change("SecurityGroupIngress.0.Description", "Changed", "SecurityGroupIngress"),
    f"{EC2}SecurityGroupIngress": Change("Description", "Changed"),
    f"{EC2}Subnet": Change("MapPublicIpOnLaunch", lambda old: not old),
    f"{EC2}SubnetRouteTableAssociation": REPLACED,
    f"{EC2}VPC": Change("EnableDnsHostnames", False),
    f"{EC2}VPCCidrBlock": REPLACED,
    f"{EC2}VPCEndpoint": Change(f"{STATEMENT}.0.Sid", "Changed", "PolicyDocument"),
    f"{EC2}VPCGatewayAttachment": LACKING,
    "AWS::ECR::Repository": Change("ImageScanningConfiguration.ScanOnPush", False),
    "AWS::ECS::Cluster": Change("ClusterSettings.0.Value", "enabled", "ClusterSettings.containerInsights"),
    "AWS::ECS::Service": Change("HealthCheckGracePeriodSeconds", 61),
    "AWS::ECS::TaskDefinition": TAG,
    f"{ELB}Listener": Change("SslPolicy", "ELBSecurityPolicy-TLS13-1-2-2021-06", is_set=True),
    f"{ELB}LoadBalancer": Change(
        "LoadBalancerAttributes.1.Value", "61", "LoadBalancerAttributes.idle_timeout.timeout_seconds"
    ),
    f"{ELB}TargetGroup": Change("HealthCheckIntervalSeconds", 11),
    "AWS::Events::Rule": Change("Description", "Changed"),
    "AWS::IAM::OIDCProvider": Change("ClientIdList", lambda old: [*old, "another.example.com"]),
    "AWS::IAM::Policy": Change(f"{STATEMENT}.0.Sid", "Changed", "PolicyDocument"),
    "AWS::IAM::Role": Change("MaxSessionDuration", 7200),
    "AWS::KMS::Key": Change("Description", "Changed"),
    "AWS::Logs::Delivery": TAG,
    "AWS::Logs::DeliveryDestination": TAG,
    "AWS::Logs::DeliverySource": TAG,
    "AWS::Logs::LogGroup": Change("RetentionInDays", 120),
    "AWS::Logs::ResourcePolicy": Change(
        "PolicyDocument.Fn::Join.1.0", _replaced('{"Action"', '{"Sid":"Changed","Action"'), "PolicyDocument"
    ),
    "AWS::RDS::DBInstance": Change("BackupRetentionPeriod", 15),
    "AWS::RDS::DBParameterGroup": Change("Parameters.log_min_duration_statement", "2000", "Parameters"),
    "AWS::RDS::DBSubnetGroup": Change("DBSubnetGroupDescription", "Changed"),
    "AWS::RDS::EventSubscription": Change("EventCategories", lambda old: old[1:]),
    "AWS::Route53::HostedZone": Change("HostedZoneTags", _owner),
    "AWS::Route53::RecordSet": Change("AliasTarget.EvaluateTargetHealth", True),
    "AWS::S3::Bucket": Change(
        "LifecycleConfiguration.Rules.0.NoncurrentVersionExpiration.NoncurrentDays", 31, "LifecycleConfiguration"
    ),
    "AWS::S3::BucketPolicy": Change(f"{STATEMENT}.0.Sid", "Changed", "PolicyDocument"),
    "AWS::SNS::Subscription": Change("FilterPolicy", {"kind": ["alarm"]}),
    "AWS::SNS::Topic": Change("DisplayName", "Changed"),
    "AWS::SNS::TopicPolicy": Change(f"{STATEMENT}.0.Sid", "Changed", "PolicyDocument"),
    "AWS::SecretsManager::Secret": Change("Description", "Changed"),
    "AWS::SecretsManager::SecretTargetAttachment": LACKING,
}


def change(assembly: Path) -> tuple[Changed, ...]:
    """Change one resource of each type in the templates of an assembly."""
    templates = {
        path: json.loads(path.read_text(encoding="utf-8")) for path in sorted(assembly.glob("*.template.json"))
    }
    found = tuple(_changed(templates))
    for path, template in templates.items():
        path.write_text(json.dumps(template), encoding="utf-8")
    return found


def let_go(assembly: Path) -> None:
    """Let the stacks of an assembly be deleted with all that they hold, which those of a real deployment do not."""
    for path in assembly.glob("*.template.json"):
        template = json.loads(path.read_text(encoding="utf-8"))
        for resource in template["Resources"].values():
            properties = resource.setdefault("Properties", {})
            resource.update({key: "Delete" for key in ("DeletionPolicy", "UpdateReplacePolicy") if key in resource})
            if resource["Type"] == "AWS::RDS::DBInstance":
                properties["DeletionProtection"] = False
            if resource["Type"] == "AWS::ECR::Repository":
                properties["EmptyOnDelete"] = True
            for attribute in properties.get("LoadBalancerAttributes", []):
                if attribute["Key"] == "deletion_protection.enabled":
                    attribute["Value"] = "false"
        path.write_text(json.dumps(template), encoding="utf-8")


def _changed(templates: Mapping[Path, dict[str, Any]]) -> Iterator[Changed]:
    wanted = {kind: each for kind, each in CHANGES.items() if isinstance(each, Change)}
    for path, template in templates.items():
        for name, resource in sorted(template["Resources"].items()):
            kind = resource["Type"]
            if kind in wanted and _apply(wanted[kind], resource["Properties"]):
                yield Changed(path.name.removesuffix(".template.json"), name, kind, wanted.pop(kind).shows)
    assert not wanted, f"no resource of these types takes the change: {sorted(wanted)}"


def _apply(change: Change, properties: Any) -> bool:
    """Whether the value stands there by now; a resource that has nothing like it is passed over."""
    *above, last = [int(step) if step.isdigit() else step for step in change.where.split(".")]
    place = _at(properties, above)
    old = _at(place, [last])
    if place is None or (old is None and (change.is_set or callable(change.new))):
        return False
    place[last] = change.new(old) if callable(change.new) else change.new
    return True


def _at(value: Any, steps: list[int | str]) -> Any:
    """The part of a value at a path; None where it has none."""
    for step in steps:
        if value is None or (isinstance(step, str) and step not in value) or (step == 0 and not value):
            return None
        value = value[step]
    return value
