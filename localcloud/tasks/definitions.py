"""Task definitions and services of templates as the API tells them; the emulator loses a part of both."""

from __future__ import annotations

from typing import Any

from ministack.services import ecs
from ministack.services.cloudformation import provisioners

TYPE, SERVICE = "AWS::ECS::TaskDefinition", "AWS::ECS::Service"
_OWN_KEYS = {"Options", "DockerLabels", "DriverOpts", "Labels"}
"""Maps whose keys are the user's."""

_LOST = {
    "EphemeralStorage": "ephemeralStorage",
    "PlacementConstraints": "placementConstraints",
    "ProxyConfiguration": "proxyConfiguration",
    "RuntimePlatform": "runtimePlatform",
    "Volumes": "volumes",
}
_LOST_OF_SERVICES = {
    "AvailabilityZoneRebalancing": "availabilityZoneRebalancing",
    "EnableECSManagedTags": "enableECSManagedTags",
    "EnableExecuteCommand": "enableExecuteCommand",
    "HealthCheckGracePeriodSeconds": "healthCheckGracePeriodSeconds",
    "PlatformVersion": "platformVersion",
    "PropagateTags": "propagateTags",
}


def keep_inner_names() -> None:
    """Have the emulator keep what it loses."""
    provisioners._normalize_container_defs = lambda given: [camel(each) for each in given]
    handler = provisioners._RESOURCE_HANDLERS[TYPE]
    create, update = handler["create"], handler["update"]

    def create_whole(logical_id: str, properties: Any, stack: str) -> Any:
        return _with_lost(create(logical_id, properties, stack), properties)

    def update_whole(arn: str, old: Any, new: Any, *more: Any) -> Any:
        return _with_lost(update(arn, old, new, *more), new)

    handler.update(create=create_whole, update=update_whole)
    service = provisioners._RESOURCE_HANDLERS[SERVICE]
    service["create"] = _keeping(service["create"], 1)
    service["update"] = _keeping(_tagging(service["update"]), 2)


def _tagging(update: Any) -> Any:
    """The step that changes a service, which then has the tags of its template, and those that others gave it."""

    def updated(arn: str, old: Any, new: Any, *given: Any) -> Any:
        made = update(arn, old, new, *given)
        provisioners._reconcile_tag_list(ecs._tags.setdefault(made[0], []), old, new, key="key", value="value")
        return made

    return updated


def _keeping(step: Any, place: int) -> Any:
    """The step for a service, which then has all of its properties, which stand in a place."""

    def stepped(*given: Any) -> Any:
        made = step(*given)
        kept = {ours: given[place][name] for name, ours in _LOST_OF_SERVICES.items() if name in given[place]}
        ecs._services[made[0].partition(":service/")[2]].update(kept)
        return made

    return stepped


def _with_lost(made: Any, properties: Any) -> Any:
    definition = ecs._task_defs[made[0].rpartition("/")[2]]
    definition.update({ours: camel(properties[name]) for name, ours in _LOST.items() if name in properties})
    return made


def camel(value: Any) -> Any:
    """A value with the names of its properties as the API writes them."""
    if isinstance(value, list):
        return [camel(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {key[:1].lower() + key[1:]: inner if key in _OWN_KEYS else camel(inner) for key, inner in value.items()}
