"""Of RDS: subscriptions to events, which the emulator lacks, as records that its API tells."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from ministack.core.responses import get_account_id, get_region
from ministack.services import rds

from localcloud.resources.handler import Handler, Made, Properties, RefusedError, handler, in_place
from localcloud.store import Record, Store

_KIND = "event-subscription"
_CHANGEABLE = {"Enabled", "EventCategories", "SourceIds", "SourceType", "Tags"}
_OPERATION = "DescribeEventSubscriptions"


def types(store: Store) -> dict[str, Handler]:
    """A handler that keeps its records in a store."""

    def keep(name: str, properties: Properties) -> Made:
        arn = f"arn:aws:rds:{get_region()}:{get_account_id()}:es:{name}"
        store.put(_KIND, name, {**properties, "CustSubscriptionId": name, "EventSubscriptionArn": arn})
        rds._tags[arn] = list(properties.get("Tags", []))
        return name, {}

    def create(logical_id: str, properties: Properties, stack: str) -> Made:
        name = properties.get("SubscriptionName") or f"{stack}-{logical_id}-{secrets.token_hex(6)}".lower()
        if name in store.names(_KIND):
            raise RefusedError(f"event subscription {name} exists already; give the new one another name, or none")
        return keep(name, properties)

    def delete(name: str, _: Properties) -> None:
        store.drop(_KIND, name)

    update = in_place(_CHANGEABLE, create, lambda name, _, new: keep(name, new))
    return {"AWS::RDS::EventSubscription": handler(create, delete, update)}


def tell_subscriptions(store: Store) -> None:
    """Have the API of RDS tell them."""
    rds._ACTION_MAP[_OPERATION] = partial(_describe, store)


def _describe(store: Store, params: Any) -> Any:
    name = rds._p(params, "SubscriptionName")
    found = [each for each in store.all(_KIND) if name in {"", each["CustSubscriptionId"]}]
    if name and not found:
        return rds._error("SubscriptionNotFound", f"Event notification subscription {name} doesn't exist.", 404)
    told = f"<EventSubscriptionsList>{''.join(map(_xml, found))}</EventSubscriptionsList>"
    return rds._xml(200, f"{_OPERATION}Response", f"<{_OPERATION}Result>{told}</{_OPERATION}Result>")


def _xml(record: Record) -> str:
    parts = {
        **{name: record[name] for name in ("CustSubscriptionId", "EventSubscriptionArn", "SnsTopicArn")},
        "SourceType": record.get("SourceType"),
        "CustomerAwsId": get_account_id(),
        "Status": "active",
        "Enabled": str(record.get("Enabled", True)).lower(),
    }
    told = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in parts.items() if value)
    listed = (("SourceId", record.get("SourceIds", [])), ("EventCategory", record.get("EventCategories", [])))
    lists = {"SourceId": "SourceIdsList", "EventCategory": "EventCategoriesList"}
    for name, values in listed:
        items = "".join(f"<{name}>{escape(value)}</{name}>" for value in values)
        told += f"<{lists[name]}>{items}</{lists[name]}>"
    return f"<EventSubscription>{told}</EventSubscription>"
