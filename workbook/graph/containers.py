"""Edges of ECS: clusters, services, task definitions, and the application scaling of their counts."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.graph.compute import NFS
from workbook.graph.databases import secret_behind
from workbook.graph.index import Index, entries, expand, whole
from workbook.graph.model import Edge, EdgeKind, NodeId, Ports, external, node_id
from workbook.graph.rules import Connectors, Rules, into, out
from workbook.template.functions import sources
from workbook.template.model import Resource, Value, describe

CONTAINS, CONFIGURES, ASSUMES, SCALES = EdgeKind.CONTAINS, EdgeKind.CONFIGURES, EdgeKind.ASSUMES, EdgeKind.SCALES

RULES: Rules = {
    "AWS::ECS::Service": (
        into("Cluster", CONTAINS, "cluster"),
        out("TaskDefinition", EdgeKind.RUNS, "task-definition"),
        into("ServiceRegistries.*.RegistryArn", EdgeKind.RESOLVES_TO),
    ),
    "AWS::ECS::TaskDefinition": (
        out("TaskRoleArn", ASSUMES, "role", note="task role"),
        out("ExecutionRoleArn", ASSUMES, "role", note="execution role"),
        out("ContainerDefinitions.*.LogConfiguration.Options.awslogs-group", EdgeKind.WRITES_LOGS_TO, "log-group"),
        out("ContainerDefinitions.*.EnvironmentFiles.*.Value", EdgeKind.READS, "bucket", note="environment file"),
    ),
    "AWS::ECS::ExpressGatewayService": (
        into("Cluster", CONTAINS, "cluster"),
        out("TaskRoleArn", ASSUMES, "role", note="task role"),
        out("InfrastructureRoleArn", ASSUMES, "role", note="infrastructure role"),
        out("PrimaryContainer.AwsLogsConfiguration.LogGroup", EdgeKind.WRITES_LOGS_TO, "log-group"),
    ),
    "AWS::ECS::CapacityProvider": (out("AutoScalingGroupProvider.AutoScalingGroupArn", SCALES, "auto-scaling-group"),),
    "AWS::ECS::ClusterCapacityProviderAssociations": (
        out("Cluster", CONFIGURES),
        into("CapacityProviders.*", CONFIGURES),
    ),
    "AWS::ECS::Cluster": (
        into("CapacityProviders.*", CONFIGURES),
        out(
            "Configuration.ExecuteCommandConfiguration.LogConfiguration.CloudWatchLogGroupName",
            EdgeKind.WRITES_LOGS_TO,
            "log-group",
            note="execute command",
        ),
    ),
    "AWS::ApplicationAutoScaling::ScalingPolicy": (out("ScalingTargetId", SCALES, "scalable-target"),),
}

CONTAINER_PLACES = ("ContainerDefinitions.*", "PrimaryContainer")
"""Where a task definition, and an Express service, describe their containers."""

SECRET_PLACES = (
    "ContainerDefinitions.*.Secrets.*",
    "PrimaryContainer.Secrets.*",
    "ContainerDefinitions.*.LogConfiguration.SecretOptions.*",
)

SCALED = {
    "ecs": "AWS::ECS::Service",
    "dynamodb": "AWS::DynamoDB::Table",
    "rds": "AWS::RDS::DBCluster",
    "lambda": "AWS::Lambda::Alias",
    "elasticache": "AWS::ElastiCache::ReplicationGroup",
    "ec2": "AWS::EC2::SpotFleet",
}
"""The resource type that a scalable target of each namespace scales."""


def balanced(service: Resource, index: Index) -> Iterator[Edge]:
    """A target group forwards to the service that registers its containers there, on the container's port."""
    for path, entry in entries(service.properties, "LoadBalancers.*"):
        port = whole(entry.get("ContainerPort"))
        ports = Ports("tcp", port, port)
        for name, outside in (("TargetGroupArn", "target-group"), ("LoadBalancerName", "load-balancer")):
            for source in index.ends(entry.get(name), service, outside):
                note = describe(entry.get("ContainerName"))
                yield Edge(EdgeKind.FORWARDS_TO, source, node_id(service), service.evidence(path), ports, note)


def images(task: Resource, index: Index) -> Iterator[Edge]:
    """Each container's image is pulled from a repository, of the assembly or named by its address."""
    for pattern in CONTAINER_PLACES:
        for path, container in entries(task.properties, pattern):
            note = describe(container.get("Name", ""))
            for end in image_ends(container.get("Image"), task, index):
                yield Edge(EdgeKind.PULLS_FROM, node_id(task), end, task.evidence(f"{path}.Image"), note=note)


def image_ends(image: Value, holder: Resource, index: Index) -> tuple[NodeId, ...]:
    """The repositories that an image address names; an external image where it names none of the assembly."""
    named = [r for r in index.targets(image, holder) if r.type == "AWS::ECR::Repository"]
    if not named and ".amazonaws.com" in describe(image):
        address = describe(image).split(".amazonaws.com", 1)[1]
        repository = address.partition("/")[2].partition("@")[0].partition(":")[0]
        named = list(index.targets(repository, holder, "repository"))
    if named:
        return tuple(node_id(r) for r in named)
    if image is None or isinstance(image, tuple):
        return ()
    return (external("image", describe(image)),)


def secrets(task: Resource, index: Index) -> Iterator[Edge]:
    """Secrets and parameters that are put into containers are read; the note is the variable."""
    for pattern in SECRET_PLACES:
        for path, entry in entries(task.properties, pattern):
            note = describe(entry.get("Name"))
            for end in secret_ends(entry.get("ValueFrom"), task, index):
                yield Edge(EdgeKind.READS, node_id(task), end, task.evidence(f"{path}.ValueFrom"), note=note)
    for path, value in expand(task.properties, "ContainerDefinitions.*.RepositoryCredentials.CredentialsParameter"):
        for end in secret_ends(value, task, index):
            yield Edge(EdgeKind.READS, node_id(task), end, task.evidence(path), note="repository credentials")


def secret_ends(value: Value, holder: Resource, index: Index) -> tuple[NodeId, ...]:
    """The secrets that a value names; an attachment of a secret stands for the secret itself."""
    ends: list[NodeId] = []
    for found in index.targets(value, holder, "secret") or index.targets(value, holder, "parameter"):
        ends.extend(secret_behind(found, index))
    return tuple(dict.fromkeys(ends)) or (() if sources(value) else index.ends(value, holder, "secret"))


def volumes(task: Resource, index: Index) -> Iterator[Edge]:
    """A task definition mounts the file systems of its volumes."""
    for path, value in expand(task.properties, "Volumes.*.EFSVolumeConfiguration.FilesystemId"):
        for end in index.ends(value, task, "file-system"):
            yield Edge(EdgeKind.CONNECTS_TO, node_id(task), end, task.evidence(path), NFS, "mount")


def scaled(target: Resource, index: Index) -> Iterator[Edge]:
    """A scalable target or policy names what it scales inside its resource id, as `service/cluster/service`."""
    value = target.get("ResourceId")
    wanted = SCALED.get(describe(target.get("ServiceNamespace")).lower())
    found = [r for r in index.targets(value, target) if wanted is None or r.type == wanted]
    ends = [node_id(found[-1])] if found else list(_scaled_by_name(value, target, index))
    for end in ends:
        yield Edge(
            SCALES, node_id(target), end, target.evidence("ResourceId"), note=describe(target.get("ScalableDimension"))
        )


def _scaled_by_name(value: Value, target: Resource, index: Index) -> Iterator[NodeId]:
    if value is None or sources(value):
        return
    kind, _, name = describe(value).partition("/")
    known = {"service": "service", "table": "table"}.get(kind)
    if known:
        yield from index.ends(name.rsplit("/", 1)[-1], target, known)


CONNECTORS: Connectors = {
    "AWS::ECS::Service": (balanced,),
    "AWS::ECS::TaskDefinition": (images, secrets, volumes),
    "AWS::ECS::ExpressGatewayService": (images, secrets),
    "AWS::ApplicationAutoScaling::ScalableTarget": (scaled,),
    "AWS::ApplicationAutoScaling::ScalingPolicy": (scaled,),
}
