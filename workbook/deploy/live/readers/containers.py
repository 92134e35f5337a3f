"""ECS: clusters, services and task definitions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from workbook.deploy.live import words
from workbook.deploy.live.forms import NUMBER, SET, TAGS, Form, Forms, pairs
from workbook.deploy.live.reading import Reader, Reading, Subject, plain
from workbook.deploy.live.shapes import asked, capitalised, first
from workbook.template.model import Value

_CONTAINERS = "ContainerDefinitions.*"


def _cluster(subject: Subject) -> Reading | None:
    told = ["SETTINGS", "TAGS", "CONFIGURATIONS"]
    answer = subject.ask("ecs", "describe_clusters", clusters=[subject.physical_id], include=told)
    found = first([each for each in answer["clusters"] if each.get("status") != "INACTIVE"])
    if found is None:
        return None
    properties = _capitalised(
        found,
        "capacityProviders",
        "clusterName",
        "configuration",
        "defaultCapacityProviderStrategy",
        "serviceConnectDefaults",
        "tags",
    )
    return Reading(
        {**properties, "ClusterSettings": plain(capitalised(found.get("settings")))}, {"Arn": found["clusterArn"]}
    )


def _service(subject: Subject) -> Reading | None:
    cluster = {"cluster": subject.called("Cluster")} if "Cluster" in subject.expected else {}
    answer = subject.ask("ecs", "describe_services", services=[subject.physical_id], include=["TAGS"], **cluster)
    found = first([each for each in answer["services"] if each.get("status") != "INACTIVE"])
    if found is None:
        return None
    properties = _capitalised(
        found,
        "availabilityZoneRebalancing", "capacityProviderStrategy", "deploymentConfiguration", "deploymentController",
        "desiredCount", "enableECSManagedTags", "enableExecuteCommand", "healthCheckGracePeriodSeconds", "launchType",
        "loadBalancers", "networkConfiguration", "placementConstraints", "placementStrategy", "platformVersion",
        "propagateTags", "schedulingStrategy", "serviceName", "serviceRegistries", "tags", "taskDefinition",
    )  # fmt: skip
    revised = {
        name: partial(_revised, subject, found, name)
        for name in ("Monitoring", "ServiceConnectConfiguration", "VolumeConfigurations", "VpcLatticeConfigurations")
    }
    return Reading(
        {**properties, "Cluster": found["clusterArn"], **asked(subject, revised)},
        {"Name": found["serviceName"], "ServiceArn": found["serviceArn"]},
    )


def _revised(subject: Subject, service: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - as boto3
    """What a service is set up with that only its revision tells."""
    current = service["currentServiceRevisions"][0]["arn"]
    answer = subject.ask("ecs", "describe_service_revisions", serviceRevisionArns=[current])
    return capitalised(answer["serviceRevisions"][0].get(name[:1].lower() + name[1:]))


def _task_definition(subject: Subject) -> Reading | None:
    answer = subject.ask("ecs", "describe_task_definition", taskDefinition=subject.physical_id, include=["TAGS"])
    found = answer["taskDefinition"]
    if found.get("status") == "INACTIVE":
        return None
    properties = _capitalised(
        found,
        "containerDefinitions", "cpu", "enableFaultInjection", "ephemeralStorage", "executionRoleArn", "family",
        "ipcMode", "memory", "networkMode", "pidMode", "placementConstraints", "proxyConfiguration",
        "requiresCompatibilities", "runtimePlatform", "taskRoleArn", "volumes",
    )  # fmt: skip
    return Reading({**properties, "Tags": plain(answer.get("tags"))}, {"TaskDefinitionArn": found["taskDefinitionArn"]})


def _capitalised(found: Mapping[str, Any], *names: str) -> dict[str, Value]:
    return {name[:1].upper() + name[1:]: plain(capitalised(found.get(name))) for name in names}


def _cluster_name(value: Value) -> Value:
    """A cluster by its name, given as that or as its ARN."""
    return value.rpartition("/")[2] if isinstance(value, str) else value


def _by_container(*names: str) -> Forms:
    return {f"{_CONTAINERS}.{name}": SET for name in names}


_TAGGED: Forms = {"Tags": TAGS}

TYPES: Mapping[str, Reader] = {
    "AWS::ECS::Cluster": Reader(
        _cluster,
        ["ClusterNotFoundException"],
        {**_TAGGED, "ClusterSettings": Form(pairs("Name")), "CapacityProviders": SET},
    ),
    "AWS::ECS::Service": Reader(
        _service,
        ["ClusterNotFoundException", "ServiceNotFoundException"],
        {
            **_TAGGED,
            "Cluster": Form(_cluster_name),
            "LoadBalancers": SET,
            "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups": SET,
            "NetworkConfiguration.AwsvpcConfiguration.Subnets": SET,
            "Monitoring.MetricConfigurations": SET,
            "Monitoring.MetricConfigurations.*.MetricNames": SET,
        },
        {"ForceNewDeployment": words.ACTS_ONCE},
    ),
    "AWS::ECS::TaskDefinition": Reader(
        _task_definition,
        ["ClientException"],
        {
            **_TAGGED,
            **_by_container("Environment", "Secrets", "PortMappings", "MountPoints", "Ulimits", "DependsOn"),
            f"{_CONTAINERS}.LinuxParameters.Capabilities.Add": SET,
            f"{_CONTAINERS}.LinuxParameters.Capabilities.Drop": SET,
            "Cpu": NUMBER,
            "Memory": NUMBER,
            "RequiresCompatibilities": SET,
            "Volumes": SET,
        },
    ),
}
