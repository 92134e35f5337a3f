"""Edges of logs, metrics and alarms: who writes which log, what each alarm watches, and whom it tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.graph.index import Index, entries
from workbook.graph.model import Edge, EdgeKind, NodeId, external, node_id
from workbook.graph.rules import Connectors, Rules, out
from workbook.template.functions import sources
from workbook.template.model import Resource, Value, describe

ALARMS_ON, NOTIFIES, WRITES_LOGS_TO = EdgeKind.ALARMS_ON, EdgeKind.NOTIFIES, EdgeKind.WRITES_LOGS_TO
ALARM = "AWS::CloudWatch::Alarm"

_ALARM_ACTIONS = (
    out("AlarmActions.*", NOTIFIES, "topic", note="alarm"),
    out("OKActions.*", NOTIFIES, "topic", note="ok"),
    out("InsufficientDataActions.*", NOTIFIES, "topic", note="insufficient data"),
)

RULES: Rules = {
    ALARM: _ALARM_ACTIONS,
    "AWS::CloudWatch::CompositeAlarm": (*_ALARM_ACTIONS, out("AlarmRule", ALARMS_ON)),
    "AWS::CloudWatch::AnomalyDetector": (out("Dimensions.*.Value", ALARMS_ON),),
    "AWS::Logs::MetricFilter": (out("LogGroupName", EdgeKind.READS, "log-group"),),
    "AWS::Logs::LogStream": (out("LogGroupName", EdgeKind.CONFIGURES, "log-group"),),
    "AWS::Logs::DeliverySource": (out("ResourceArn", EdgeKind.READS),),
    "AWS::Logs::DeliveryDestination": (
        out("DestinationResourceArn", WRITES_LOGS_TO, "log-group"),
        out("DeliveryDestinationConfiguration.DestinationResourceArn", WRITES_LOGS_TO, "log-group"),
    ),
    "AWS::Logs::Delivery": (
        out("DeliverySourceName", EdgeKind.READS, "delivery-source"),
        out("DeliveryDestinationArn", EdgeKind.WRITES),
    ),
    "AWS::CloudTrail::Trail": (
        out("S3BucketName", WRITES_LOGS_TO, "bucket"),
        out("CloudWatchLogsLogGroupArn", WRITES_LOGS_TO, "log-group"),
        out("SnsTopicName", NOTIFIES, "topic"),
    ),
    "AWS::RDS::EventSubscription": (
        out("SnsTopicArn", NOTIFIES, "topic"),
        out("SourceIds.*", ALARMS_ON, "database"),
    ),
    "AWS::CE::AnomalySubscription": (out("MonitorArnList.*", ALARMS_ON),),
}

DIMENSIONS: Mapping[str, str] = {
    "AutoScalingGroupName": "auto-scaling-group",
    "BucketName": "bucket",
    "CacheClusterId": "cache",
    "ClusterName": "cluster",
    "DBClusterIdentifier": "database-cluster",
    "DBInstanceIdentifier": "database",
    "DistributionId": "distribution",
    "FileSystemId": "file-system",
    "FunctionName": "function",
    "InstanceId": "instance",
    "LoadBalancer": "load-balancer",
    "LoadBalancerName": "load-balancer",
    "LogGroupName": "log-group",
    "NatGatewayId": "nat-gateway",
    "QueueName": "queue",
    "ServiceName": "service",
    "StateMachineArn": "state-machine",
    "StreamName": "stream",
    "TableName": "table",
    "TargetGroup": "target-group",
    "TopicName": "topic",
}
"""Dimensions whose value names a resource, with the kind of external node for one that is not of the assembly."""

COARSE = {"ClusterName": "ServiceName"}
"""Dimensions that only say where the resource of the other dimension lives."""


def watched(alarm: Resource, index: Index) -> Iterator[Edge]:
    """An alarm watches the resources that the dimensions of its metrics name; the note is the metric."""
    places = [("", alarm.properties)]
    places += [(f"{path}.MetricStat.Metric.", metric) for path, metric in _metrics(alarm)]
    for prefix, metric in places:
        yield from _dimensions(alarm, prefix, metric, index)
        yield from _filtered(alarm, prefix, metric, index)


def flow_log(log: Resource, index: Index) -> Iterator[Edge]:
    """A network, subnet or interface writes its flow log to the group or bucket of the flow log's settings."""
    for source in index.ends(log.get("ResourceId"), log, "network"):
        for name, outside in (("LogDestination", "log-group"), ("LogGroupName", "log-group")):
            for end in index.ends(log.get(name), log, outside):
                yield Edge(WRITES_LOGS_TO, source, end, log.evidence(name), note="flow log")


def delivered(delivery: Resource, index: Index) -> Iterator[Edge]:
    """The resource behind a delivery source writes its logs to what the delivery's destination names."""
    for source in index.targets(delivery.get("DeliverySourceName"), delivery, "delivery-source"):
        note = describe(source.get("LogType"))
        for destination in index.targets(delivery.get("DeliveryDestinationArn"), delivery):
            arn = destination.get("DestinationResourceArn")
            older = destination.get("DeliveryDestinationConfiguration.DestinationResourceArn")
            for writer in index.ends(source.get("ResourceArn"), source, "arn"):
                for end in index.ends(older if arn is None else arn, destination, "log-group"):
                    evidence = delivery.evidence("DeliveryDestinationArn")
                    yield Edge(WRITES_LOGS_TO, writer, end, evidence, note=note)


def subscribed(link: Resource, index: Index) -> Iterator[Edge]:
    """A log group passes its events on to the destination of a subscription filter."""
    for group in index.ends(link.get("LogGroupName"), link, "log-group"):
        for end in index.ends(link.get("DestinationArn"), link, "arn"):
            yield Edge(WRITES_LOGS_TO, group, end, link.evidence("DestinationArn"), note="subscription")


def named_after(group: Resource, index: Index) -> Iterator[Edge]:
    """A resource after which a log group is named writes its logs there, as Lambda and CodeBuild do.

    Databases do so only for the logs that they export.
    """
    for source in index.targets(group.get("LogGroupName"), group):
        if source.id != group.id and not source.type.startswith("AWS::RDS::"):
            yield Edge(WRITES_LOGS_TO, node_id(source), node_id(group), group.evidence("LogGroupName"))


def event_subscription(subscription: Resource, index: Index) -> Iterator[Edge]:
    """An RDS event subscription without a list of sources watches every source of its type."""
    del index
    if subscription.get("SourceIds") is None:
        every = external("every", describe(subscription.get("SourceType", "db-instance")))
        evidence = subscription.evidence("SourceType" if "SourceType" in subscription.properties else "")
        yield Edge(ALARMS_ON, node_id(subscription), every, evidence)


def budget(holder: Resource, index: Index) -> Iterator[Edge]:
    """A budget notifies its subscribers; the note is the kind of address."""
    for path, entry in entries(holder.properties, "NotificationsWithSubscribers.*.Subscribers.*"):
        yield from _subscriber(holder, path, entry.get("SubscriptionType"), entry.get("Address"), index)


def cost_anomaly(holder: Resource, index: Index) -> Iterator[Edge]:
    """A cost anomaly subscription notifies its subscribers; the note is the kind of address."""
    for path, entry in entries(holder.properties, "Subscribers.*"):
        yield from _subscriber(holder, path, entry.get("Type"), entry.get("Address"), index)


def _subscriber(holder: Resource, path: str, kind: Value, address: Value, index: Index) -> Iterator[Edge]:
    protocol = describe(kind).lower()
    outside = "topic" if protocol == "sns" else protocol or "address"
    for end in index.ends(address, holder, outside):
        yield Edge(NOTIFIES, node_id(holder), end, holder.evidence(f"{path}.Address"), note=protocol)


def _metrics(alarm: Resource) -> Iterator[tuple[str, Mapping[str, Value]]]:
    for path, query in entries(alarm.properties, "Metrics.*"):
        for _, metric in entries(query, "MetricStat.Metric"):
            yield path, metric


def _dimensions(alarm: Resource, prefix: str, metric: Mapping[str, Value], index: Index) -> Iterator[Edge]:
    found = {describe(d.get("Name")): (path, d.get("Value")) for path, d in entries(metric, "Dimensions.*")}
    note = describe(metric.get("MetricName"))
    for name, (path, value) in found.items():
        if COARSE.get(name) in found:
            continue
        evidence = alarm.evidence(f"{prefix}{path}.Value")
        for end in _watched_ends(name, value, alarm, index):
            yield Edge(ALARMS_ON, node_id(alarm), end, evidence, note=note)


def _watched_ends(name: str, value: Value, alarm: Resource, index: Index) -> tuple[NodeId, ...]:
    found = index.targets(value, alarm, DIMENSIONS.get(name, ""))
    listeners = [r for r in found if r.type == "AWS::ElasticLoadBalancingV2::Listener"]
    if name == "LoadBalancer" and listeners:
        return index.ends(listeners[0].get("LoadBalancerArn"), listeners[0], "load-balancer")
    if found:
        return tuple(node_id(resource) for resource in found)
    return () if sources(value) else index.ends(value, alarm, DIMENSIONS.get(name, ""))


def _filtered(alarm: Resource, prefix: str, metric: Mapping[str, Value], index: Index) -> Iterator[Edge]:
    name, namespace = metric.get("MetricName"), metric.get("Namespace")
    if not isinstance(name, str) or not isinstance(namespace, str) or namespace.startswith("AWS/"):
        return
    for found in index.metric_filters(namespace, name):
        evidence = alarm.evidence(f"{prefix}MetricName")
        yield Edge(ALARMS_ON, node_id(alarm), node_id(found), evidence, note=name)


CONNECTORS: Connectors = {
    ALARM: (watched,),
    "AWS::EC2::FlowLog": (flow_log,),
    "AWS::Logs::Delivery": (delivered,),
    "AWS::Logs::SubscriptionFilter": (subscribed,),
    "AWS::Logs::LogGroup": (named_after,),
    "AWS::RDS::EventSubscription": (event_subscription,),
    "AWS::Budgets::Budget": (budget,),
    "AWS::CE::AnomalySubscription": (cost_anomaly,),
}
