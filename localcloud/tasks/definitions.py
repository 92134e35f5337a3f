"""Task definitions of templates as the API tells them; the emulator loses the inner names of most properties."""

from __future__ import annotations

from typing import Any

from ministack.services import ecs
from ministack.services.cloudformation import provisioners

TYPE = "AWS::ECS::TaskDefinition"
_OWN_KEYS = {"Options", "DockerLabels", "DriverOpts", "Labels"}
"""Maps whose keys are the user's."""

_LOST = {"RuntimePlatform": "runtimePlatform", "EphemeralStorage": "ephemeralStorage"}


def keep_inner_names() -> None:
    """Have the emulator keep what it loses."""
    provisioners._normalize_container_defs = lambda given: [_camel(each) for each in given]
    handler = provisioners._RESOURCE_HANDLERS[TYPE]
    create, update = handler["create"], handler["update"]

    def create_whole(logical_id: str, properties: Any, stack: str) -> Any:
        return _with_lost(create(logical_id, properties, stack), properties)

    def update_whole(arn: str, old: Any, new: Any, *more: Any) -> Any:
        return _with_lost(update(arn, old, new, *more), new)

    handler.update(create=create_whole, update=update_whole)


def _with_lost(made: Any, properties: Any) -> Any:
    definition = ecs._task_defs[made[0].rpartition("/")[2]]
    definition.update({ours: _camel(properties[name]) for name, ours in _LOST.items() if name in properties})
    return made


def _camel(value: Any) -> Any:
    """A value with the names of its properties as the API writes them."""
    if isinstance(value, list):
        return [_camel(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {key[:1].lower() + key[1:]: inner if key in _OWN_KEYS else _camel(inner) for key, inner in value.items()}
