"""Properties that decide a price while only the deployment tells them: each is told, whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from workbook.cost.component import Doubt
from workbook.lang import Text
from workbook.template.model import Compound, Reference, Resource, Unknown, Value, describe

EACH = "*"
"""Stands in a path for every entry of a list."""

_PROVIDERS = ("CapacityProvider", "Base", "Weight")
_TRACKING = "TargetTrackingScalingPolicyConfiguration"
_DATABASE = (
    "AllocatedStorage",
    "BackupRetentionPeriod",
    "EnablePerformanceInsights",
    "EngineLifecycleSupport",
    "EngineVersion",
    "Iops",
    "ManageMasterUserPassword",
    "MaxAllocatedStorage",
    "MonitoringInterval",
    "MultiAZ",
    "PerformanceInsightsRetentionPeriod",
    "PubliclyAccessible",
    "StorageThroughput",
    "StorageType",
)
_DISK = ("Iops", "Throughput", "VolumeSize", "VolumeType")

DECIDING: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "AWS::ApiGateway::Stage": ("CacheClusterEnabled",),
    "AWS::ApiGatewayV2::Api": ("ProtocolType",),
    "AWS::ApplicationAutoScaling::ScalingPolicy": (f"{_TRACKING}.DisableScaleIn", f"{_TRACKING}.TargetValue"),
    "AWS::AutoScaling::LaunchConfiguration": (
        *(f"BlockDeviceMappings.{EACH}.Ebs.{name}" for name in _DISK),
        "AssociatePublicIpAddress",
        "SpotPrice",
    ),
    "AWS::Backup::BackupPlan": (f"BackupPlan.BackupPlanRule.{EACH}.Lifecycle.DeleteAfterDays",),
    "AWS::CertificateManager::Certificate": ("CertificateExport",),
    "AWS::CloudFront::Distribution": (
        "DistributionConfig.PriceClass",
        "DistributionConfig.ViewerCertificate.SslSupportMethod",
    ),
    "AWS::CloudWatch::Alarm": ("Period", f"Metrics.{EACH}.MetricStat.Period"),
    "AWS::EC2::FlowLog": ("TrafficType",),
    "AWS::EC2::Instance": tuple(f"BlockDeviceMappings.{EACH}.Ebs.{name}" for name in _DISK),
    "AWS::EC2::LaunchTemplate": (
        *(f"LaunchTemplateData.BlockDeviceMappings.{EACH}.Ebs.{name}" for name in _DISK),
        "LaunchTemplateData.InstanceMarketOptions.MarketType",
    ),
    "AWS::EC2::NatGateway": ("ConnectivityType",),
    "AWS::EC2::Volume": ("Iops", "Size", "Throughput", "VolumeType"),
    "AWS::ECS::Cluster": (
        f"ClusterSettings.{EACH}.Value",
        *(f"DefaultCapacityProviderStrategy.{EACH}.{name}" for name in _PROVIDERS),
    ),
    "AWS::ECS::ClusterCapacityProviderAssociations": tuple(
        f"DefaultCapacityProviderStrategy.{EACH}.{name}" for name in _PROVIDERS
    ),
    "AWS::ECS::ExpressGatewayService": (
        "Cpu",
        "Memory",
        "ScalingTarget.AutoScalingTargetValue",
        "ScalingTarget.MaxTaskCount",
        "ScalingTarget.MinTaskCount",
    ),
    "AWS::ECS::Service": (
        *(f"CapacityProviderStrategy.{EACH}.{name}" for name in _PROVIDERS),
        "DeploymentConfiguration.MaximumPercent",
        "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp",
    ),
    "AWS::ECS::TaskDefinition": (
        "EphemeralStorage.SizeInGiB",
        "RuntimePlatform.CpuArchitecture",
        "RuntimePlatform.OperatingSystemFamily",
    ),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": ("Scheme",),
    "AWS::KMS::Key": ("EnableKeyRotation", "RotationPeriodInDays"),
    "AWS::Lambda::Function": ("EphemeralStorage.Size", "MemorySize", f"Architectures.{EACH}"),
    "AWS::Lightsail::Container": ("Scale",),
    "AWS::Logs::LogGroup": ("LogGroupClass", "RetentionInDays"),
    "AWS::Logs::MetricFilter": ("MetricTransformations",),
    "AWS::RDS::DBCluster": ("BackupRetentionPeriod", "EngineMode"),
    "AWS::RDS::DBInstance": _DATABASE,
    "AWS::Route53::HealthCheck": ("HealthCheckConfig.MeasureLatency", "HealthCheckConfig.RequestInterval"),
    "AWS::S3::Bucket": ("LifecycleConfiguration.Rules", "VersioningConfiguration.Status"),
    "AWS::SSM::Parameter": ("Tier",),
    "AWS::SecretsManager::Secret": ("ReplicaRegions",),
    "AWS::WAFv2::WebACL": (f"Rules.{EACH}", "Scope"),
})  # fmt: skip
"""Paths below `Properties`, by resource type, where a reader counts what AWS does without the property."""


def undecided(resource: Resource) -> Iterator[Doubt]:
    """The properties of a resource that decide a price and that only the deployment tells."""
    told: set[str] = set()
    for path in DECIDING.get(resource.type, ()):
        for place, value in _open(resource.properties, path.split("."), ""):
            if place not in told:
                told.add(place)
                yield Doubt(_UNDECIDED.format(name=place, value=describe(value)), place)


def _open(value: Value, steps: list[str], place: str) -> Iterator[tuple[str, Value]]:
    """Where on a path, at its end or before it, the template stops telling the value."""
    if isinstance(value, Unknown | Reference | Compound):
        yield place, value
        return
    if not steps:
        return
    step, *rest = steps
    if step == EACH and isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _open(entry, rest, _below(place, str(number)))
    elif isinstance(value, Mapping) and step in value:
        yield from _open(value[step], rest, _below(place, step))


def _below(place: str, step: str) -> str:
    return f"{place}.{step}" if place else step


_UNDECIDED = Text(
    en="only the deployment tells {name} ({value}); the estimate counts what AWS does where it is left out",
    es="solo el despliegue dice {name} ({value}); el cálculo cuenta lo que AWS hace cuando falta",
)
