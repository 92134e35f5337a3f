"""APIs of services that the emulator lacks, over the records of the store; everything else is the emulator's."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from localcloud.edge import Asgi, Receive, Scope, Send
from localcloud.resources.recorded import BUDGET, POLICY, TARGET
from localcloud.store import Record, Store

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Apis:
    """An ASGI application in front of the emulator's, for what is asked of application-autoscaling and budgets."""

    store: Store
    emulator: Asgi

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is known here, and pass on the rest."""
        target = dict(scope.get("headers") or []).get(b"x-amz-target", b"").decode("latin-1")
        operation = _OPERATIONS.get(target)
        if operation is None:
            await self.emulator(scope, receive, send)
            return
        asked = json.loads(await _body(receive) or b"{}")
        body = json.dumps(operation(self.store, asked), default=str).encode()
        headers = [
            (b"content-type", b"application/x-amz-json-1.1"),
            (b"content-length", str(len(body)).encode()),
            (b"x-amzn-requestid", b"localcloud"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
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
    return {"ScalableTargets": [_of_numbers(each, "MinCapacity", "MaxCapacity") for each in found]}


def _describe_policies(store: Store, asked: Mapping[str, Any]) -> Answer:
    found = [
        each
        for each in store.all(POLICY)
        if each["ServiceNamespace"] == asked["ServiceNamespace"]
        and asked.get("ResourceId") in {None, each["ResourceId"]}
        and each["PolicyName"] in (asked.get("PolicyNames") or [each["PolicyName"]])
    ]
    return {"ScalingPolicies": [{**each, "CreationTime": 0} for each in found]}


def _describe_budgets(store: Store, _: Mapping[str, Any]) -> Answer:
    return {"Budgets": [_budget(each) for each in store.all(BUDGET)]}


def _describe_budget(store: Store, asked: Mapping[str, Any]) -> Answer:
    found = [_budget(each) for each in store.all(BUDGET) if each["Budget"]["BudgetName"] == asked["BudgetName"]]
    return {"Budget": found[0]} if found else {}


def _budget(record: Record) -> Record:
    budget = record["Budget"]
    limit = budget["BudgetLimit"]
    return {**budget, "BudgetLimit": {**limit, "Amount": str(limit["Amount"])}}


def _of_numbers(record: Record, *names: str) -> Record:
    """CloudFormation takes numbers as texts too; the API tells numbers."""
    return {**record, **{name: int(record[name]) for name in names if name in record}, "CreationTime": 0}


_SCALING, _BUDGETS = "AnyScaleFrontendService", "AWSBudgetServiceGateway"
_OPERATIONS: Mapping[str, Callable[[Store, Mapping[str, Any]], Answer]] = {
    f"{_SCALING}.DescribeScalableTargets": _describe_targets,
    f"{_SCALING}.DescribeScalingPolicies": _describe_policies,
    f"{_BUDGETS}.DescribeBudgets": _describe_budgets,
    f"{_BUDGETS}.DescribeBudget": _describe_budget,
}
