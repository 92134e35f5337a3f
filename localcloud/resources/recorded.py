"""Of services that the emulator lacks: records that can be read back through their APIs, see `localcloud/apis.py`."""

from __future__ import annotations

import uuid

from ministack.core.responses import get_account_id, get_region

from localcloud.resources.handler import Handler, Made, Properties, handler
from localcloud.store import Store

TARGET, POLICY, BUDGET, SUBSCRIPTION = "scalable-target", "scaling-policy", "budget", "event-subscription"


def types(store: Store) -> dict[str, Handler]:
    """Handlers that keep their records in a store."""

    def put_target(_: str, properties: Properties, __: str) -> Made:
        name = "|".join(properties[key] for key in ("ResourceId", "ScalableDimension", "ServiceNamespace"))
        store.put(TARGET, name, dict(properties))
        return name, {"Id": name}

    def put_policy(_: str, properties: Properties, __: str) -> Made:
        target = properties.get("ScalingTargetId", "").split("|")
        resource, dimension, namespace = target if len(target) == 3 else ("", "", "")
        where = f"arn:aws:autoscaling:{get_region()}:{get_account_id()}:scalingPolicy:{uuid.uuid4()}"
        arn = f"{where}:resource/{namespace}/{resource}:policyName/{properties['PolicyName']}"
        named = {"ResourceId": resource, "ScalableDimension": dimension, "ServiceNamespace": namespace}
        store.put(POLICY, arn, {**named, **properties, "PolicyARN": arn})
        return arn, {"Arn": arn}

    def update_policy(arn: str, _: Properties, new: Properties, stack: str) -> Made:
        store.drop(POLICY, arn)
        return put_policy(arn, new, stack)

    def put_budget(logical_id: str, properties: Properties, stack: str) -> Made:
        name = properties["Budget"].get("BudgetName") or f"{stack}-{logical_id}"
        store.put(BUDGET, name, {**properties, "Budget": {**properties["Budget"], "BudgetName": name}})
        return name, {}

    def put_subscription(logical_id: str, properties: Properties, stack: str) -> Made:
        name = properties.get("SubscriptionName") or f"{stack}-{logical_id}".lower()
        store.put(SUBSCRIPTION, name, {**properties, "CustSubscriptionId": name})
        return name, {}

    def update_subscription(name: str, _: Properties, new: Properties, __: str) -> Made:
        store.put(SUBSCRIPTION, name, {**new, "CustSubscriptionId": name})
        return name, {}

    def update_budget(name: str, _: Properties, new: Properties, __: str) -> Made:
        store.put(BUDGET, name, {**new, "Budget": {**new["Budget"], "BudgetName": name}})
        return name, {}

    return {
        "AWS::ApplicationAutoScaling::ScalableTarget": handler(
            put_target,
            lambda name, _: store.drop(TARGET, name),
            lambda name, _, new, stack: put_target(name, new, stack),
        ),
        "AWS::ApplicationAutoScaling::ScalingPolicy": handler(
            put_policy, lambda arn, _: store.drop(POLICY, arn), update_policy
        ),
        "AWS::Budgets::Budget": handler(put_budget, lambda name, _: store.drop(BUDGET, name), update_budget),
        "AWS::RDS::EventSubscription": handler(
            put_subscription, lambda name, _: store.drop(SUBSCRIPTION, name), update_subscription
        ),
    }
