"""The parts of the infrastructure, each with the resources of the template that belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbook.cost.estimate import total
from workbook.documents.sources import FIRST_STAGE, PROFILE_OF_THE_BRIEF, graph, judged, priced
from workbook.graph.index import expand
from workbook.lang import Lang, Text, money, quantity, same
from workbook.render.catalogue import KINDS
from workbook.render.compliance import OUTCOME_MARKS
from workbook.render.table import Table
from workbook.template.model import Resource, Value, describe
from workbook.template.source import PROFILES


@dataclass(frozen=True, slots=True)
class Place:
    """Where resources of a part lie: a stack, and how their logical ids begin."""

    stack: str
    begins: tuple[str, ...] = ("",)

    def holds(self, resource: Resource) -> bool:
        """Whether a resource lies here."""
        return resource.id.stack == self.stack and resource.id.logical_id.startswith(self.begins)


PARTS: Mapping[str, tuple[Place, ...]] = {
    "security-groups": (Place("InventoryNetwork", ("SecurityGroups",)),),
    "names": (
        Place("InventoryNetwork", ("Zone",)),
        Place("InventoryService", ("LoadBalancerARecord", "LoadBalancerAaaaRecord", "LoadBalancerCertificate")),
        Place("InventoryEdge", ("ARecord", "AaaaRecord", "Certificate")),
    ),
    "vpc": (Place("InventoryNetwork"),),
    "rds": (Place("InventoryData"),),
    "alb": (Place("InventoryService", ("LoadBalancer",)),),
    "ecs": (Place("InventoryService"),),
    "edge": (Place("InventoryEdge"),),
    "delivery": (Place("InventoryDelivery"),),
    "monitoring": (Place("InventoryObservability"),),
}
"""The parts; a resource belongs to the first that has a place for it."""


_WITHOUT_ICON: Mapping[str, Text] = {
    "AWS::EC2::VPCCidrBlock": Text(en="Range of addresses", es="Rango de direcciones"),
    "AWS::Logs::Delivery": Text(en="Delivery of a log", es="Entrega de un registro"),
    "AWS::Logs::DeliveryDestination": Text(en="Destination of a log", es="Destino de un registro"),
    "AWS::Logs::DeliverySource": Text(en="Source of a log", es="Origen de un registro"),
    "AWS::Logs::ResourcePolicy": Text(en="Policy of the logs", es="Política de los registros"),
    "AWS::S3::BucketPolicy": Text(en="Bucket policy", es="Política del bucket"),
    "AWS::SNS::TopicPolicy": Text(en="Topic policy", es="Política del tema"),
}
"""What is in no picture, by its type."""

PROPERTIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "vpc": (
        ("AWS::EC2::VPC", "CidrBlock"),
        ("AWS::EC2::Subnet", "AvailabilityZone"),
        ("AWS::EC2::VPCEndpoint", "VpcEndpointType"),
        ("AWS::EC2::FlowLog", "TrafficType"),
        ("AWS::Logs::LogGroup", "RetentionInDays"),
    ),
    "security-groups": (
        ("AWS::EC2::SecurityGroup", "SecurityGroupIngress.*.FromPort"),
        ("AWS::EC2::SecurityGroupIngress", "FromPort"),
        ("AWS::EC2::SecurityGroup", "SecurityGroupEgress.*.FromPort"),
    ),
    "names": (
        ("AWS::Route53::HostedZone", "Name"),
        ("AWS::Route53::RecordSet", "Name"),
        ("AWS::Route53::RecordSet", "Type"),
        ("AWS::CertificateManager::Certificate", "DomainName"),
        ("AWS::CertificateManager::Certificate", "ValidationMethod"),
    ),
    "rds": (
        ("AWS::RDS::DBInstance", "EngineVersion"),
        ("AWS::RDS::DBInstance", "DBInstanceClass"),
        ("AWS::RDS::DBInstance", "MultiAZ"),
        ("AWS::RDS::DBInstance", "AllocatedStorage"),
        ("AWS::RDS::DBInstance", "MaxAllocatedStorage"),
        ("AWS::RDS::DBInstance", "BackupRetentionPeriod"),
        ("AWS::RDS::DBInstance", "StorageEncrypted"),
        ("AWS::RDS::DBInstance", "PubliclyAccessible"),
        ("AWS::RDS::DBInstance", "DeletionProtection"),
        ("AWS::RDS::DBInstance", "MonitoringInterval"),
    ),
    "alb": (
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", "Scheme"),
        ("AWS::ElasticLoadBalancingV2::Listener", "Port"),
        ("AWS::ElasticLoadBalancingV2::Listener", "SslPolicy"),
        ("AWS::ElasticLoadBalancingV2::TargetGroup", "HealthCheckPath"),
        ("AWS::ElasticLoadBalancingV2::TargetGroup", "HealthCheckIntervalSeconds"),
    ),
    "ecs": (
        ("AWS::ECS::TaskDefinition", "Cpu"),
        ("AWS::ECS::TaskDefinition", "Memory"),
        ("AWS::ECS::TaskDefinition", "RuntimePlatform.CpuArchitecture"),
        ("AWS::ECS::Service", "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp"),
        ("AWS::ECS::Service", "DeploymentConfiguration.MinimumHealthyPercent"),
        ("AWS::ECS::Service", "DeploymentConfiguration.DeploymentCircuitBreaker.Rollback"),
        ("AWS::ECS::Service", "HealthCheckGracePeriodSeconds"),
        ("AWS::Logs::LogGroup", "RetentionInDays"),
    ),
    "edge": (
        ("AWS::CloudFront::Distribution", "DistributionConfig.PriceClass"),
        ("AWS::CloudFront::Distribution", "DistributionConfig.HttpVersion"),
        ("AWS::CloudFront::Distribution", "DistributionConfig.ViewerCertificate.MinimumProtocolVersion"),
        ("AWS::CloudFront::Distribution", "DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy"),
        ("AWS::S3::Bucket", "PublicAccessBlockConfiguration.BlockPublicPolicy"),
        ("AWS::Logs::LogGroup", "RetentionInDays"),
    ),
    "delivery": (
        ("AWS::ECR::Repository", "ImageTagMutability"),
        ("AWS::ECR::Repository", "ImageScanningConfiguration.ScanOnPush"),
    ),
    "monitoring": (
        ("AWS::Budgets::Budget", "Budget.BudgetLimit.Amount"),
        ("AWS::KMS::Key", "EnableKeyRotation"),
    ),
}
"""The properties of each part that a reader asks for first."""


def members(part: str, profile: str = PROFILE_OF_THE_BRIEF) -> tuple[Resource, ...]:
    """The resources of a profile that belong to a part."""
    return tuple(each for each in graph(profile).assembly.resources() if part_of(each) == part)


def part_of(resource: Resource) -> str | None:
    """The part that a resource belongs to; None where no part has a place for it."""
    found = (part for part, places in PARTS.items() if any(place.holds(resource) for place in places))
    return next(found, None)


def resources(lang: Lang, part: str) -> str:
    """The types of a part, how many there are of each, and what they cost a month in the first stage."""
    counts = Counter(each.type for each in members(part))
    rows = [
        (_named(kind)[lang], f"`{kind}`", count, _monthly(part, kind, lang)) for kind, count in sorted(counts.items())
    ]
    heads = (_NAME, _TYPE, _COUNT, _USD)
    return Table.of([head[lang] for head in heads], rows, numbers=(2, 3)).markdown()


def cost(lang: Lang, part: str) -> str:
    """What a part costs a month in the first stage."""
    return money(_sum(part, {each.type for each in members(part)}))[lang]


def rules(lang: Lang, part: str) -> str:
    """The rules of the audit that found their proof in a part, each with its answer."""
    own = {(each.id.stack, each.id.logical_id) for each in members(part)}
    page = "reference/rules.md" if lang is Lang.EN else "reference/rules.es.md"
    found = [
        f"[{each.rule.id}]({page}#{each.rule.id.lower()}) {OUTCOME_MARKS[each.verdict.outcome]}"
        for each in judged(PROFILE_OF_THE_BRIEF).results
        if own & {(place.stack, place.logical_id) for place in each.verdict.evidence}
    ]
    return _RULES.format(rules=" · ".join(found))[lang]


def _named(kind: str) -> Text:
    """What a type is called, which one that is new has to be told; until then its own last word stands for it."""
    if kind in KINDS:
        return KINDS[kind].name
    return _WITHOUT_ICON.get(kind, same(kind.rpartition("::")[2]))


def _monthly(part: str, kind: str, lang: Lang) -> str:
    amount = _sum(part, {kind})
    return money(amount)[lang] if amount else "–"


def _sum(part: str, kinds: set[str]) -> Decimal:
    own = {(each.id.stack, each.id.logical_id) for each in members(part) if each.type in kinds}
    lines = priced(PROFILE_OF_THE_BRIEF, FIRST_STAGE).lines
    return total(line for line in lines if (line.charge.owner.stack, line.charge.owner.logical_id) in own)


def properties(lang: Lang, part: str) -> str:
    """The properties that shape a part, side by side for every profile."""
    rows = [
        (
            f"`{kind.removeprefix('AWS::')}` `{path}`",
            *(_values(profile, part, kind, path, lang) for profile in PROFILES),
        )
        for kind, path in PROPERTIES[part]
    ]
    return Table.of([_PROPERTY[lang], *PROFILES], rows).markdown()


def scaling(lang: Lang) -> str:
    """The bounds of the service and the values at which its policies hold it, for every profile."""
    (bounds,) = graph(PROFILE_OF_THE_BRIEF).resources(_TARGET)
    rows = [
        (_BOUNDS[name][lang], *(_of_target(profile, bounds.id.logical_id, name) for profile in PROFILES))
        for name in _BOUNDS
    ]
    rows += [
        (f"`{_metric(policy)}`", *(_held(profile, policy.id.logical_id, lang) for profile in PROFILES))
        for policy in graph(PROFILE_OF_THE_BRIEF).resources(_POLICY)
    ]
    return Table.of([_HOLDS[lang], *PROFILES], rows, numbers=range(1, len(PROFILES) + 1)).markdown()


def _values(profile: str, part: str, kind: str, path: str, lang: Lang) -> str:
    """What the resources of a type in a part say at a path, each value once."""
    of_kind = (each for each in members(part, profile) if each.type == kind)
    found = dict.fromkeys(_shown(value, lang) for each in of_kind for _, value in expand(each.properties, path))
    return ", ".join(found) or "–"


def _shown(value: Value, lang: Lang) -> str:
    if isinstance(value, bool):
        return _YES[lang] if value else _NO[lang]
    if isinstance(value, tuple):
        return ", ".join(_shown(each, lang) for each in value)
    return "–" if value is None else f"`{describe(value)}`"


def _of_target(profile: str, name: str, bound: str) -> str:
    (target,) = (each for each in graph(profile).resources(_TARGET) if each.id.logical_id == name)
    return str(target.get(bound))


def _held(profile: str, name: str, lang: Lang) -> str:
    (policy,) = (each for each in graph(profile).resources(_POLICY) if each.id.logical_id == name)
    return quantity(float(str(policy.get(f"{_TRACKING}.TargetValue"))))[lang]


def _metric(policy: Resource) -> str:
    name = str(policy.get(f"{_TRACKING}.PredefinedMetricSpecification.PredefinedMetricType"))
    return name.removesuffix("HighResolution")


_TARGET, _POLICY = "AWS::ApplicationAutoScaling::ScalableTarget", "AWS::ApplicationAutoScaling::ScalingPolicy"
_TRACKING = "TargetTrackingScalingPolicyConfiguration"
_BOUNDS = {
    "MinCapacity": Text(en="fewest tasks", es="mínimo de tareas"),
    "MaxCapacity": Text(en="most tasks", es="máximo de tareas"),
}
_HOLDS = Text(
    en="bound, or metric and the value that it is held at", es="límite, o métrica y el valor en que se mantiene"
)
_PROPERTY = Text(en="property", es="propiedad")
_YES, _NO = Text(en="yes", es="sí"), Text(en="no", es="no")
_NAME = Text(en="what", es="qué")
_TYPE = Text(en="type", es="tipo")
_COUNT = Text(en="how many", es="cuántos")
_USD = Text(en="USD a month", es="USD al mes")
_RULES = Text(en="Rules proved here: {rules}.", es="Reglas probadas aquí: {rules}.")

BLOCKS = {
    "part": resources,
    "part-cost": cost,
    "part-properties": properties,
    "part-rules": rules,
    "scaling": scaling,
}
