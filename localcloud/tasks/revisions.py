"""Revisions of services, which tell how a service is monitored; the emulator has none."""

from __future__ import annotations

from typing import Any

from ministack.core.responses import json_response
from ministack.services import ecs
from ministack.services.cloudformation import provisioners

from localcloud.tasks.definitions import SERVICE, camel

_MONITORING = "_monitoring"


def keep_revisions() -> None:
    """Have each service of a template have one."""
    service = provisioners._RESOURCE_HANDLERS[SERVICE]
    for step, place in (("create", 1), ("update", 2)):
        service[step] = _keeping(service[step], place)
    ecs._ACTION_MAP["DescribeServiceRevisions"] = _describe


def _keeping(step: Any, place: int) -> Any:
    def stepped(*given: Any) -> Any:
        made = step(*given)
        found = ecs._services[made[0].partition(":service/")[2]]
        found[_MONITORING] = camel(given[place].get("Monitoring"))
        found["currentServiceRevisions"] = [{"arn": f"{made[0].replace(':service/', ':service-revision/')}/1"}]
        return made

    return stepped


def _describe(data: Any) -> Any:
    return json_response({"serviceRevisions": [_revision(each) for each in data.get("serviceRevisionArns", [])]})


def _revision(arn: str) -> dict[str, Any]:
    key = arn.partition(":service-revision/")[2].rpartition("/")[0]
    service = ecs._services[key]
    told = {name: service[name] for name in ("serviceArn", "clusterArn", "taskDefinition", "launchType")}
    return {**told, "serviceRevisionArn": arn, "monitoring": service.get(_MONITORING)}
