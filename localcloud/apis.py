"""APIs of services that the emulator lacks, over the records of the store; everything else is the emulator's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from localcloud.edge import ACCOUNT, Asgi, Receive, Scope, Send
from localcloud.place import REGION
from localcloud.resources.scaling import ACTIVITY, NAMED, POLICY, TARGET
from localcloud.store import Record, Store

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Apis:
    """An ASGI application in front of the emulator's, for what is asked of application-autoscaling."""

    store: Store
    emulator: Asgi

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is known here, and pass on the rest."""
        target = dict(scope.get("headers") or []).get(b"x-amz-target", b"").decode("latin-1")
        service, _, name = target.partition(".")
        if service not in _OPERATIONS:
            await self.emulator(scope, receive, send)
            return
        asked = json.loads(await _body(receive) or b"{}")
        operation = _OPERATIONS[service].get(name)
        status, answer = (200, operation(self.store, asked)) if operation else (400, _unknown(name))
        body = json.dumps(answer, default=str).encode()
        headers = [
            (b"content-type", b"application/x-amz-json-1.1"),
            (b"content-length", str(len(body)).encode()),
            (b"x-amzn-requestid", b"localcloud"),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


async def _body(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _describe_targets(store: Store, asked: Mapping[str, Any]) -> Answer:
    named = set(asked.get("ResourceIds") or [])
    found = [
        each
        for each in store.all(TARGET)
        if each["ServiceNamespace"] == asked["ServiceNamespace"] and (not named or each["ResourceId"] in named)
    ]
    return {"ScalableTargets": [_target(each) for each in found]}


def _target(record: Record) -> Record:
    """CloudFormation takes numbers as texts too; the API tells numbers."""
    numbers = {name: int(record[name]) for name in ("MinCapacity", "MaxCapacity")}
    return {**record, **numbers, "ScalableTargetARN": _target_arn(record), "CreationTime": 0}


def _target_arn(record: Record) -> str:
    number = hashlib.sha256("|".join(record[name] for name in NAMED).encode()).hexdigest()[:32]
    return f"arn:aws:application-autoscaling:{REGION}:{ACCOUNT}:scalable-target/{number}"


def _list_tags(store: Store, asked: Mapping[str, Any]) -> Answer:
    found = [each for each in store.all(TARGET) if _target_arn(each) == asked["ResourceARN"]]
    return {"Tags": {tag["Key"]: tag["Value"] for each in found for tag in each.get("Tags", [])}}


def _describe_policies(store: Store, asked: Mapping[str, Any]) -> Answer:
    found = [
        each
        for each in store.all(POLICY)
        if each["ServiceNamespace"] == asked["ServiceNamespace"]
        and asked.get("ResourceId") in {None, each["ResourceId"]}
        and each["PolicyName"] in (asked.get("PolicyNames") or [each["PolicyName"]])
    ]
    return {"ScalingPolicies": [{**each, "CreationTime": 0} for each in found]}


def _describe_activities(store: Store, asked: Mapping[str, Any]) -> Answer:
    found = [each for each in store.all(ACTIVITY) if all(asked.get(name) in {None, each[name]} for name in NAMED)]
    return {"ScalingActivities": found[::-1]}


def _describe_scheduled(store: Store, asked: Mapping[str, Any]) -> Answer:
    found = [
        {**{name: target[name] for name in NAMED}, **action, "ScheduledActionARN": "", "CreationTime": 0}
        for target in store.all(TARGET)
        for action in target.get("ScheduledActions", [])
        if all(asked.get(name) in {None, target[name]} for name in NAMED)
    ]
    return {"ScheduledActions": found}


def _unknown(name: str) -> Answer:
    return {
        "__type": "UnsupportedOperationException",
        "message": f"{name} is not answered on this machine; state in a template what it would change",
    }


_OPERATIONS: Mapping[str, Mapping[str, Callable[[Store, Mapping[str, Any]], Answer]]] = {
    "AnyScaleFrontendService": {
        "DescribeScalableTargets": _describe_targets,
        "DescribeScalingPolicies": _describe_policies,
        "DescribeScalingActivities": _describe_activities,
        "DescribeScheduledActions": _describe_scheduled,
        "ListTagsForResource": _list_tags,
    },
}
