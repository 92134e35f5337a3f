"""Of services that the emulator lacks: records, most of which `localcloud/apis.py` tells as their APIs would."""

from __future__ import annotations

import uuid
from functools import partial

from ministack.core.responses import get_account_id, get_region

from localcloud.resources.handler import Handler, Made, Properties, handler
from localcloud.store import Store

TARGET, POLICY, BUDGET, SUBSCRIPTION = "scalable-target", "scaling-policy", "budget", "event-subscription"


def types(store: Store) -> dict[str, Handler]:
    """Handlers that keep their records in a store."""
    return {**_scaling(store), **_budgets(store), **_subscriptions(store)}


def _scaling(store: Store) -> dict[str, Handler]:
    def put_target(_: str, properties: Properties, __: str) -> Made:
        name = "|".join(properties[key] for key in ("ResourceId", "ScalableDimension", "ServiceNamespace"))
        store.put(TARGET, name, dict(properties))
        return name, {"Id": name}

    def update_target(_: str, __: Properties, new: Properties, stack: str) -> Made:
        return put_target("", new, stack)

    def put_policy(_: str, properties: Properties, __: str) -> Made:
        resource, dimension, namespace = properties["ScalingTargetId"].split("|")
        where = f"arn:aws:autoscaling:{get_region()}:{get_account_id()}:scalingPolicy:{uuid.uuid4()}"
        arn = f"{where}:resource/{namespace}/{resource}:policyName/{properties['PolicyName']}"
        named = {"ResourceId": resource, "ScalableDimension": dimension, "ServiceNamespace": namespace}
        store.put(POLICY, arn, {**named, **properties, "PolicyARN": arn})
        return arn, {"Arn": arn}

    return {
        "AWS::ApplicationAutoScaling::ScalableTarget": handler(
            put_target, partial(_drop, store, TARGET), update_target
        ),
        "AWS::ApplicationAutoScaling::ScalingPolicy": handler(put_policy, partial(_drop, store, POLICY)),
    }


def _budgets(store: Store) -> dict[str, Handler]:
    def put(name: str, properties: Properties) -> Made:
        store.put(BUDGET, name, {**properties, "Budget": {**properties["Budget"], "BudgetName": name}})
        return name, {}

    def create(logical_id: str, properties: Properties, stack: str) -> Made:
        return put(properties["Budget"].get("BudgetName") or f"{stack}-{logical_id}", properties)

    drop = partial(_drop, store, BUDGET)
    return {"AWS::Budgets::Budget": handler(create, drop, lambda name, _, new, __: put(name, new))}


def _subscriptions(store: Store) -> dict[str, Handler]:
    def put(name: str, properties: Properties) -> Made:
        store.put(SUBSCRIPTION, name, {**properties, "CustSubscriptionId": name})
        return name, {}

    def create(logical_id: str, properties: Properties, stack: str) -> Made:
        return put(properties.get("SubscriptionName") or f"{stack}-{logical_id}".lower(), properties)

    drop = partial(_drop, store, SUBSCRIPTION)
    return {"AWS::RDS::EventSubscription": handler(create, drop, lambda name, _, new, __: put(name, new))}


def _drop(store: Store, kind: str, name: str, _: Properties) -> None:
    store.drop(kind, name)
