"""SNS, EventBridge and Budgets: who hears of what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from workbook.deploy.live.forms import JSON, NUMBER, SET, TAGS, policies
from workbook.deploy.live.reading import Reader, Reading, Sibling, Subject, part
from workbook.deploy.live.shapes import asked, first, same
from workbook.template.model import Value

_HEARERS = "Subscription"
_GONE = ["NotFound", "NotFoundException"]


def _attributes(subject: Subject, topic: str) -> Mapping[str, Any]:
    attributes: Mapping[str, Any] = subject.ask("sns", "get_topic_attributes", TopicArn=topic)["Attributes"]
    return attributes


def _topic(subject: Subject) -> Reading | None:
    topic = subject.physical_id
    found = _attributes(subject, topic)

    def tags() -> Any:  # noqa: ANN401 - as boto3
        return subject.ask("sns", "list_tags_for_resource", ResourceArn=topic)["Tags"]

    def hearers() -> Any:  # noqa: ANN401 - as boto3
        return [same(each, "Endpoint", "Protocol") for each in _subscriptions(subject, topic)]

    told = same(
        found,
        "ContentBasedDeduplication", "DisplayName", "FifoTopic", "KmsMasterKeyId", "SignatureVersion", "TracingConfig",
    )  # fmt: skip
    name = topic.rpartition(":")[2]
    return Reading(
        {**told, "TopicName": name, _HEARERS: part(hearers), **asked(subject, {"Tags": tags})},
        {"TopicArn": topic, "TopicName": name},
    )


def _subscriptions(subject: Subject, topic: str) -> list[Mapping[str, Any]]:
    listed: list[Mapping[str, Any]] = subject.ask("sns", "list_subscriptions_by_topic", TopicArn=topic)["Subscriptions"]
    return listed


def _hearers(topic: Sibling, siblings: Iterable[Sibling]) -> Mapping[str, Value]:
    """Subscriptions that a topic names itself, and those beside it."""
    own = topic.expected.get(_HEARERS)
    beside = [
        {name: each.expected.get(name) for name in ("Endpoint", "Protocol")}
        for each in siblings
        if each.type == "AWS::SNS::Subscription" and each.expected.get("TopicArn") == topic.physical_id
    ]
    return {_HEARERS: (*(own if isinstance(own, tuple) else ()), *beside)}


def _subscription(subject: Subject) -> Reading | None:
    listed = _subscriptions(subject, subject.called("TopicArn"))
    names = ("Endpoint", "Protocol")
    wanted = [subject.expected.get(name) for name in names]
    by_id = [each for each in listed if each["SubscriptionArn"] == subject.physical_id]
    # Until somebody confirms it, the list does not tell its ARN.
    found = first(by_id or [each for each in listed if [each.get(name) for name in names] == wanted])
    if found is None:
        return None

    def more(name: str) -> Any:  # noqa: ANN401 - as boto3
        arn = subject.physical_id
        return subject.ask("sns", "get_subscription_attributes", SubscriptionArn=arn)["Attributes"].get(name)

    kinds = ("DeliveryPolicy", "FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy")
    attributes = {name: partial(more, name) for name in (*kinds, "SubscriptionRoleArn")}
    return Reading({**same(found, *names, "TopicArn"), **asked(subject, attributes)}, {"Arn": subject.physical_id})


def _topic_policy(subject: Subject) -> Reading | None:
    topics = subject.expected.get("Topics")
    named = [str(each) for each in topics] if isinstance(topics, tuple) else []
    found = {topic: _attributes(subject, topic).get("Policy") for topic in named}
    if not any(found.values()):
        return None
    documents = [*dict.fromkeys(str(each) for each in found.values())]
    held = tuple(topic for topic, document in found.items() if document)
    return Reading({"PolicyDocument": documents[0] if len(documents) == 1 else tuple(documents), "Topics": held})


def _rule(subject: Subject) -> Reading | None:
    bus, _, name = subject.physical_id.rpartition("|")
    given = subject.expected.get("EventBusName")
    where = {"EventBusName": bus or str(given)} if bus or given else {}
    found = subject.ask("events", "describe_rule", Name=name, **where)

    def targets() -> Any:  # noqa: ANN401 - as boto3
        return subject.ask("events", "list_targets_by_rule", Rule=name, **where)["Targets"]

    def tags() -> Any:  # noqa: ANN401 - as boto3
        return subject.ask("events", "list_tags_for_resource", ResourceARN=found["Arn"])["Tags"]

    told = same(found, "Description", "EventBusName", "EventPattern", "Name", "RoleArn", "ScheduleExpression", "State")
    return Reading({**told, "Targets": part(targets), **asked(subject, {"Tags": tags})}, {"Arn": found["Arn"]})


def _budget(subject: Subject) -> Reading | None:
    account, name = subject.place.account, subject.physical_id
    which = {"AccountId": account, "BudgetName": name}
    found = subject.ask("budgets", "describe_budget", **which).get("Budget")
    if found is None:
        return None

    def notified() -> list[Mapping[str, Any]]:
        listed = subject.ask("budgets", "describe_notifications_for_budget", **which)["Notifications"]
        kinds = [{key: value for key, value in each.items() if key != "NotificationState"} for each in listed]
        return [{"Notification": kind, "Subscribers": subscribers(kind)} for kind in kinds]

    def subscribers(kind: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as boto3
        answer = subject.ask("budgets", "describe_subscribers_for_notification", **which, Notification=kind)
        return answer["Subscribers"]

    def tags() -> Any:  # noqa: ANN401 - as boto3
        arn = f"arn:{subject.place.partition}:budgets::{account}:budget/{name}"
        return subject.ask("budgets", "list_tags_for_resource", ResourceARN=arn)["ResourceTags"]

    told = same(
        found,
        "AutoAdjustData", "BudgetLimit", "BudgetName", "BudgetType", "CostFilters", "CostTypes", "PlannedBudgetLimits",
        "TimePeriod", "TimeUnit",
    )  # fmt: skip
    more = asked(subject, {"NotificationsWithSubscribers": notified, "ResourceTags": tags})
    return Reading({"Budget": told, **more})


TYPES: Mapping[str, Reader] = {
    "AWS::SNS::Topic": Reader(_topic, _GONE, {"Tags": TAGS, _HEARERS: SET}, beside=_hearers),
    "AWS::SNS::Subscription": Reader(
        _subscription,
        _GONE,
        dict.fromkeys(("DeliveryPolicy", "FilterPolicy", "RedrivePolicy"), JSON),
    ),
    "AWS::SNS::TopicPolicy": Reader(_topic_policy, _GONE, {"Topics": SET, **policies("PolicyDocument")}),
    "AWS::Events::Rule": Reader(
        _rule, ["ResourceNotFoundException"], {"Tags": TAGS, "EventPattern": JSON, "Targets": SET}
    ),
    "AWS::Budgets::Budget": Reader(
        _budget,
        ["NotFoundException"],
        {
            "Budget.BudgetLimit.Amount": NUMBER,
            "NotificationsWithSubscribers": SET,
            "NotificationsWithSubscribers.*.Subscribers": SET,
            "ResourceTags": TAGS,
        },
    ),
}
