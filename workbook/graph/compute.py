"""Edges of servers and functions: instances, launch templates, Auto Scaling groups and Lambda."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.graph.index import Index, expand
from workbook.graph.model import Edge, EdgeKind, Ports, node_id
from workbook.graph.rules import Connectors, Rules, into, out
from workbook.template.model import Resource

CONFIGURES, INVOKES, SCALES, RUNS = EdgeKind.CONFIGURES, EdgeKind.INVOKES, EdgeKind.SCALES, EdgeKind.RUNS
FORWARDS_TO = EdgeKind.FORWARDS_TO

NFS = Ports("tcp", 2049, 2049)
"""The port of Amazon EFS, which speaks NFS 4."""

RULES: Rules = {
    "AWS::EC2::LaunchTemplate": (
        out("LaunchTemplateData.NetworkInterfaces.*.Groups.*", EdgeKind.PROTECTED_BY, "security-group"),
    ),
    "AWS::EC2::Instance": (
        out("LaunchTemplate.LaunchTemplateId", RUNS, "launch-template"),
        out("NetworkInterfaces.*.NetworkInterfaceId", CONFIGURES),
    ),
    "AWS::EC2::VolumeAttachment": (out("InstanceId", CONFIGURES), into("VolumeId", CONFIGURES)),
    "AWS::AutoScaling::AutoScalingGroup": (
        out("LaunchTemplate.LaunchTemplateId", RUNS, "launch-template"),
        out("MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId", RUNS),
        out("LaunchConfigurationName", RUNS, "launch-configuration"),
        into("TargetGroupARNs.*", FORWARDS_TO, "target-group"),
        into("LoadBalancerNames.*", FORWARDS_TO, "load-balancer"),
        out("NotificationConfigurations.*.TopicARN", EdgeKind.NOTIFIES, "topic"),
        out("NotificationConfiguration.TopicARN", EdgeKind.NOTIFIES, "topic"),
    ),
    "AWS::AutoScaling::ScalingPolicy": (out("AutoScalingGroupName", SCALES, "auto-scaling-group"),),
    "AWS::AutoScaling::ScheduledAction": (out("AutoScalingGroupName", SCALES, "auto-scaling-group"),),
    "AWS::AutoScaling::LifecycleHook": (
        out("AutoScalingGroupName", CONFIGURES, "auto-scaling-group"),
        out("NotificationTargetARN", EdgeKind.NOTIFIES),
    ),
    "AWS::AutoScaling::WarmPool": (out("AutoScalingGroupName", CONFIGURES),),
    "AWS::Lambda::Function": (
        out("LoggingConfig.LogGroup", EdgeKind.WRITES_LOGS_TO, "log-group"),
        out("Code.ImageUri", EdgeKind.PULLS_FROM, "image"),
        out("Code.S3Bucket", EdgeKind.READS, "bucket", note="code"),
        out("DeadLetterConfig.TargetArn", EdgeKind.NOTIFIES, note="failed events"),
        into("Layers.*", CONFIGURES),
    ),
    "AWS::Lambda::Version": (out("FunctionName", INVOKES, "function"),),
    "AWS::Lambda::Alias": (out("FunctionVersion", INVOKES), out("FunctionName", INVOKES, "function")),
    "AWS::Lambda::Url": (out("TargetFunctionArn", INVOKES, "function"),),
    "AWS::Lambda::EventInvokeConfig": (
        out("FunctionName", CONFIGURES, "function"),
        out("DestinationConfig.OnFailure.Destination", EdgeKind.NOTIFIES),
        out("DestinationConfig.OnSuccess.Destination", EdgeKind.NOTIFIES),
    ),
    "AWS::Lambda::EventSourceMapping": (out("FunctionName", INVOKES, "function"),),
    "AWS::EKS::Nodegroup": (into("ClusterName", EdgeKind.CONTAINS),),
    "AWS::EKS::FargateProfile": (into("ClusterName", EdgeKind.CONTAINS),),
    "AWS::EKS::Addon": (out("ClusterName", CONFIGURES),),
    "AWS::Batch::JobQueue": (out("ComputeEnvironmentOrder.*.ComputeEnvironment", EdgeKind.RUNS),),
}

LAUNCH_PLANS = (
    "LaunchTemplate.LaunchTemplateId",
    "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId",
    "LaunchConfigurationName",
)
"""Where an Auto Scaling group or instance names the plan that its machines are started from."""

PLAN_GROUPS = (
    "SecurityGroups.*",
    "LaunchTemplateData.SecurityGroupIds.*",
    "LaunchTemplateData.NetworkInterfaces.*.Groups.*",
)
"""Where a launch configuration or template names the security groups of its machines."""


def launched_groups(fleet: Resource, index: Index) -> Iterator[Edge]:
    """Machines are protected by the security groups that their launch template or configuration names."""
    for plan in (plan for path in LAUNCH_PLANS for plan in index.targets(fleet.get(path), fleet)):
        for pattern in PLAN_GROUPS:
            for path, value in expand(plan.properties, pattern):
                for group in index.ends(value, plan, "security-group"):
                    yield Edge(EdgeKind.PROTECTED_BY, node_id(fleet), group, plan.evidence(path))


def launched_role(fleet: Resource, index: Index) -> Iterator[Edge]:
    """Machines assume the role inside their instance profile, named by themselves or by their launch plan."""
    plans = [fleet, *(plan for path in LAUNCH_PLANS for plan in index.targets(fleet.get(path), fleet))]
    paths = (
        "IamInstanceProfile",
        "LaunchTemplateData.IamInstanceProfile.Arn",
        "LaunchTemplateData.IamInstanceProfile.Name",
    )
    profiles = [profile for plan in plans for path in paths for profile in index.targets(plan.get(path), plan)]
    for profile in profiles:
        for path, value in expand(profile.properties, "Roles.*"):
            for role in index.ends(value, profile, "role"):
                yield Edge(EdgeKind.ASSUMES, node_id(fleet), role, profile.evidence(path), note="instance profile")


def event_source(mapping: Resource, index: Index) -> Iterator[Edge]:
    """An event source mapping lets a queue, stream or table invoke the function."""
    functions = index.ends(mapping.get("FunctionName"), mapping, "function")
    for source in index.ends(mapping.get("EventSourceArn"), mapping, "event-source"):
        for function in functions:
            yield Edge(INVOKES, source, function, mapping.evidence("EventSourceArn"))


def function_files(function: Resource, index: Index) -> Iterator[Edge]:
    """A function mounts a file system by its access point."""
    for path, value in expand(function.properties, "FileSystemConfigs.*.Arn"):
        for end in index.ends(value, function):
            yield Edge(EdgeKind.CONNECTS_TO, node_id(function), end, function.evidence(path), NFS, "mount")


CONNECTORS: Connectors = {
    "AWS::AutoScaling::AutoScalingGroup": (launched_groups, launched_role),
    "AWS::EC2::Instance": (launched_groups, launched_role),
    "AWS::Lambda::EventSourceMapping": (event_source,),
    "AWS::Lambda::Function": (function_files,),
}
