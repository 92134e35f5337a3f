"""The topics that alarms publish to: their encryption, and whether CloudWatch may publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.audit.alarms import ALARM, TOPIC
from workbook.audit.model import Finding
from workbook.audit.predicates import fault, holding, resolve
from workbook.audit.statements import allows_anybody, covers, resource_policy
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.model import Resource, Value, describe

KEY, ALIAS = "AWS::KMS::Key", "AWS::KMS::Alias"
PUBLISHER = "cloudwatch.amazonaws.com"
KEY_ACTIONS = ("kms:Decrypt", "kms:GenerateDataKey")


def alarm_topics(graph: Graph) -> Iterator[Resource]:
    """The topics of the template that alarms publish to."""
    for topic in graph.resources(TOPIC):
        notifying = graph.predecessors(node_id(topic), EdgeKind.NOTIFIES)
        if any(node.type in {ALARM, "AWS::CloudWatch::CompositeAlarm"} for node in notifying):
            yield topic


def lets_cloudwatch_publish(graph: Graph, topic: Resource) -> Iterator[Finding]:
    """CloudWatch may use the key of a topic, and the topic's own policy, where it has one, lets it publish."""
    yield from _usable_key(graph, topic)
    stated = tuple(resource_policy(graph, topic))
    if not stated:
        return
    held = [one for one in stated if one.allows and covers(one, "sns:Publish")]
    admitting = [
        one for one in held if _admits(one.principals) or one.condition("aws:sourceowner") or allows_anybody(one)
    ]
    proof = tuple(one.evidence for one in admitting or held)
    yield holding(*proof) if admitting else fault(_NOT_ADMITTED, topic.evidence(), *proof)


def encrypted(graph: Graph, topic: Resource) -> Iterator[Finding]:
    """A topic is encrypted, with whatever key."""
    del graph
    value, evidence = topic.get("KmsMasterKeyId"), topic.evidence("KmsMasterKeyId")
    yield holding(evidence) if value not in (None, "") else fault(_UNENCRYPTED, evidence)


def _usable_key(graph: Graph, topic: Resource) -> Iterator[Finding]:
    value = topic.get("KmsMasterKeyId")
    if value is None:
        return
    evidence, key = topic.evidence("KmsMasterKeyId"), resolve(graph, value)
    if key is not None and key.type == ALIAS:
        key = resolve(graph, key.get("TargetKeyId"))
    if "alias/aws/" in describe(value):
        yield fault(_AWS_KEY, evidence)
    elif key is None or key.type != KEY:
        yield Finding(None, (evidence,), _KEY_OUTSIDE)
    else:
        held = [one for one in resource_policy(graph, key) if one.allows and _admits(one.principals)]
        lacking = [action for action in KEY_ACTIONS if not any(covers(one, action) for one in held)]
        yield (
            fault(_KEY_CLOSED.format(actions=", ".join(lacking)), key.evidence("KeyPolicy"))
            if lacking
            else holding(evidence, *(one.evidence for one in held))
        )


def _admits(principals: Mapping[str, tuple[Value, ...]]) -> bool:
    return any(describe(value) == PUBLISHER for value in principals.get("Service", ()))


_NOT_ADMITTED = Text(
    en="the topic's policy does not let CloudWatch publish", es="la política del tema no deja publicar a CloudWatch"
)
_AWS_KEY = Text(
    en="no service of AWS may use the key that AWS manages for SNS, so alarms are lost without an error",
    es="ningún servicio de AWS puede usar la clave que AWS gestiona para SNS: las alarmas se pierden sin error",
)
_KEY_OUTSIDE = Text(en="the key is given from outside the template", es="la clave viene de fuera de la plantilla")
_KEY_CLOSED = Text(
    en="the key's policy does not grant CloudWatch {actions}, so alarms are lost without an error",
    es="la política de la clave no concede a CloudWatch {actions}: las alarmas se pierden sin error",
)
_UNENCRYPTED = Text(en="the topic has no key", es="el tema no tiene clave")
