"""Properties that decide a price while only the deployment tells them: each is told, whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from workbook.cost.component import Doubt
from workbook.lang import Text
from workbook.template.model import Compound, Reference, Resource, Unknown, Value, describe, walk

EACH, BELOW = "*", "**"
"""Stand in a path for every entry of a list, and for everything below."""

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
_DISK = ("DeviceName", "Ebs.Iops", "Ebs.Throughput", "Ebs.VolumeSize", "Ebs.VolumeType")

DECIDING: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "AWS::ApiGateway::Stage": ("CacheClusterEnabled",),
    "AWS::ApiGatewayV2::Api": ("ProtocolType",),
    "AWS::ApplicationAutoScaling::ScalableTarget": (f"ResourceId.{BELOW}", f"ScheduledActions.{BELOW}"),
    "AWS::ApplicationAutoScaling::ScalingPolicy": (f"{_TRACKING}.DisableScaleIn", f"{_TRACKING}.TargetValue"),
    "AWS::AutoScaling::AutoScalingGroup": ("DesiredCapacity",),
    "AWS::AutoScaling::LaunchConfiguration": (
        *(f"BlockDeviceMappings.{EACH}.{name}" for name in _DISK),
        "AssociatePublicIpAddress",
        "InstanceMonitoring",
        "PlacementTenancy",
        "SpotPrice",
    ),
    "AWS::Backup::BackupPlan": (f"BackupPlan.BackupPlanRule.{BELOW}",),
    "AWS::Backup::BackupSelection": (
        "BackupPlanId",
        *(f"BackupSelection.{name}.{BELOW}" for name in ("Conditions", "ListOfTags", "NotResources", "Resources")),
    ),
    "AWS::CertificateManager::Certificate": ("CertificateExport",),
    "AWS::CloudFront::Distribution": (
        f"DistributionConfig.CacheBehaviors.{BELOW}",
        f"DistributionConfig.DefaultCacheBehavior.{BELOW}",
        f"DistributionConfig.Origins.{BELOW}",
        "DistributionConfig.PriceClass",
        "DistributionConfig.ViewerCertificate.SslSupportMethod",
    ),
    "AWS::CloudWatch::Alarm": ("Period", f"Metrics.{EACH}.Expression", f"Metrics.{EACH}.MetricStat.Period"),
    "AWS::CloudWatch::Dashboard": (f"DashboardBody.{BELOW}",),
    "AWS::EC2::EIP": ("PublicIpv4Pool",),
    "AWS::EC2::FlowLog": ("TrafficType",),
    "AWS::EC2::Instance": (
        *(f"BlockDeviceMappings.{EACH}.{name}" for name in _DISK),
        "Monitoring",
        f"SubnetId.{BELOW}",
        "Tenancy",
    ),
    "AWS::EC2::LaunchTemplate": (
        *(f"LaunchTemplateData.BlockDeviceMappings.{EACH}.{name}" for name in _DISK),
        "LaunchTemplateData.InstanceMarketOptions.MarketType",
        "LaunchTemplateData.Monitoring.Enabled",
        "LaunchTemplateData.Placement.Tenancy",
    ),
    "AWS::EC2::NatGateway": ("AvailabilityMode", "ConnectivityType"),
    "AWS::EC2::Route": ("DestinationCidrBlock", f"RouteTableId.{BELOW}"),
    "AWS::EC2::SubnetRouteTableAssociation": (f"RouteTableId.{BELOW}", f"SubnetId.{BELOW}"),
    "AWS::EC2::Subnet": ("MapPublicIpOnLaunch",),
    "AWS::EC2::VPCEndpoint": (f"ServiceName.{BELOW}", f"SubnetIds.{BELOW}", "VpcEndpointType"),
    "AWS::EC2::Volume": ("Iops", "Size", "Throughput", "VolumeType"),
    "AWS::ECR::Repository": (f"LifecyclePolicy.{BELOW}",),
    "AWS::ECS::Cluster": (
        *(f"ClusterSettings.{EACH}.{name}" for name in ("Name", "Value")),
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
        f"Cluster.{BELOW}",
        f"LoadBalancers.{BELOW}",
        "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp",
        f"NetworkConfiguration.AwsvpcConfiguration.Subnets.{BELOW}",
        f"VolumeConfigurations.{BELOW}",
    ),
    "AWS::ECS::TaskDefinition": (
        "EphemeralStorage.SizeInGiB",
        "RuntimePlatform.CpuArchitecture",
        "RuntimePlatform.OperatingSystemFamily",
    ),
    "AWS::ElasticLoadBalancingV2::Listener": (f"DefaultActions.{BELOW}", f"LoadBalancerArn.{BELOW}"),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": (
        "IpAddressType",
        "Scheme",
        f"SubnetMappings.{BELOW}",
        f"Subnets.{BELOW}",
        "Type",
    ),
    "AWS::ElasticLoadBalancingV2::TargetGroup": ("TargetType",),
    "AWS::KMS::Key": ("EnableKeyRotation", "KeySpec", "RotationPeriodInDays"),
    "AWS::Lambda::Function": ("EphemeralStorage.Size", "MemorySize", f"Architectures.{EACH}"),
    "AWS::Lightsail::Container": ("Scale",),
    "AWS::Logs::LogGroup": ("LogGroupClass", "RetentionInDays"),
    "AWS::Logs::MetricFilter": ("MetricTransformations",),
    "AWS::RDS::DBCluster": ("BackupRetentionPeriod", "EngineMode"),
    "AWS::RDS::DBInstance": _DATABASE,
    "AWS::Route53::HealthCheck": tuple(
        f"HealthCheckConfig.{name}" for name in ("MeasureLatency", "RequestInterval", "Type")
    ),
    "AWS::Route53::RecordSet": (f"HostedZoneId.{BELOW}", "Type"),
    "AWS::S3::Bucket": (f"LifecycleConfiguration.Rules.{BELOW}", "VersioningConfiguration.Status"),
    "AWS::SSM::Parameter": ("Tier",),
    "AWS::SecretsManager::Secret": ("ReplicaRegions",),
    "AWS::ServiceDiscovery::Service": ("HealthCheckConfig",),
    "AWS::WAFv2::RuleGroup": ("Capacity", f"Rules.{BELOW}"),
    "AWS::WAFv2::WebACL": (f"Rules.{BELOW}", "Scope"),
    "AWS::WAFv2::WebACLAssociation": (f"ResourceArn.{BELOW}", f"WebACLArn.{BELOW}"),
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
    if steps == [BELOW]:
        yield from ((_below(place, path), leaf) for path, leaf in _leaves(value))
        return
    if isinstance(value, Unknown | Reference | Compound):
        yield place, value
        return
    if not steps:
        return
    step, *rest = steps
    if step == EACH and isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _open(entry, rest, _below(place, str(number)))
    elif isinstance(value, (dict, Mapping)) and step in value:
        yield from _open(value[step], rest, _below(place, step))


def _leaves(value: Value) -> Iterator[tuple[str, Value]]:
    """What nobody knows below a property that names other resources: references to them are known."""
    if isinstance(value, Unknown):
        yield "", value
    elif isinstance(value, Mapping | tuple):
        yield from ((path, leaf) for path, leaf in walk(value) if isinstance(leaf, Unknown))


def _below(place: str, step: str) -> str:
    return ".".join(part for part in (place, step) if part)


_UNDECIDED = Text(
    en="only the deployment tells {name} ({value}); the estimate counts as if it were left out",
    es="solo el despliegue dice {name} ({value}); el cálculo cuenta como si faltara",
)
