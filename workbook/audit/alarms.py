"""What the alarms of a template watch, whom they tell, and what they make of silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from workbook.audit import tiers
from workbook.audit.metrics import ATTRIBUTES, PUBLISHED
from workbook.audit.model import Finding
from workbook.audit.predicates import Predicate, decide, fault, holding, plain_text, resolve, yes
from workbook.audit.secrets import covers
from workbook.audit.statements import allows_anybody, resource_policy
from workbook.graph.index import entries, expand
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.functions import sources
from workbook.template.model import Evidence, Reference, Resource, Value, describe

ALARM, TOPIC, KEY = "AWS::CloudWatch::Alarm", "AWS::SNS::Topic", "AWS::KMS::Key"
PUBLISHER = "cloudwatch.amazonaws.com"
KEY_ACTIONS = ("kms:Decrypt", "kms:GenerateDataKey")
MISSING_DATA = ("breaching", "notBreaching", "ignore", "missing")
PERCENTILE = re.compile(r"^p(9\d|100)(\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric that an alarm watches, with the place of its name and of its dimensions."""

    namespace: Value
    name: Value
    statistic: Value
    dimensions: Mapping[str, tuple[Evidence, Value]] = field(hash=False)
    evidence: Evidence


def metrics_of(alarm: Resource) -> Iterator[Metric]:
    """The metrics of an alarm: its own, or those that its expressions are computed from."""
    if alarm.get("MetricName") is not None:
        statistic = alarm.get("ExtendedStatistic", alarm.get("Statistic"))
        yield _metric(alarm, "", alarm.properties, statistic)
    for path, query in entries(alarm.properties, "Metrics.*"):
        for place, stat in entries(query, "MetricStat"):
            for inner, metric in entries(stat, "Metric"):
                yield _metric(alarm, f"{path}.{place}.{inner}.", metric, stat.get("Stat"))


def alarmed(
    namespace: str, *names: str, on: Callable[[str], bool] = bool, wanted: str = "", comparison: str = ""
) -> Predicate:
    """An alarm watches one of these metrics of a resource, by a statistic that passes and in the direction asked."""

    def predicate(graph: Graph, resource: Resource) -> Iterator[Finding]:
        here = {node_id(resource), *(edge.source for edge in graph.incoming(node_id(resource), EdgeKind.FORWARDS_TO))}
        doubtful: list[Evidence] = []
        weak: list[Finding] = []
        for alarm in graph.resources(ALARM):
            for metric in metrics_of(alarm):
                if metric.namespace != namespace or metric.name not in names:
                    continue
                if comparison and not str(alarm.get("ComparisonOperator")).startswith(comparison):
                    continue
                watched = {str(ref.target) for _, value in metric.dimensions.values() for ref in sources(value)}
                if not watched:
                    doubtful.append(metric.evidence)
                elif watched & here:
                    judged = decide(metric.evidence, metric.statistic, on, wanted)
                    weak.append(Finding(judged.holds, (metric.evidence,), judged.reason))
        yield from _summed(resource, names, weak, doubtful)

    return predicate


def is_high_percentile(statistic: str) -> bool:
    """Whether a statistic is the 90th percentile or a higher one."""
    return bool(PERCENTILE.match(statistic))


def running_count_watched(graph: Graph, service: Resource) -> Iterator[Finding]:
    """An alarm compares running with desired tasks, or rings when too few targets are healthy."""
    counted = tuple(alarmed("ECS/ContainerInsights", "RunningTaskCount")(graph, service))
    healthy = tuple(alarmed("AWS/ApplicationELB", "HealthyHostCount", comparison="LessThan")(graph, service))
    sound = [finding for finding in (*counted, *healthy) if finding.holds]
    yield from sound or counted


def has_sound_dimensions(_: Graph, alarm: Resource) -> Iterator[Finding]:
    """The metrics of an alarm exist under the dimensions that it names; of other namespaces nothing is said."""
    for metric in metrics_of(alarm):
        key = (plain_text(metric.namespace) or "", plain_text(metric.name) or "")
        if key not in PUBLISHED:
            continue
        given = frozenset(metric.dimensions)
        if given not in PUBLISHED[key]:
            words = {"metric": key[1], "given": ", ".join(sorted(given)) or "-"}
            yield fault(_NO_SUCH_METRIC.format(**words), metric.evidence)
            continue
        wrong = [e for name, (e, value) in metric.dimensions.items() if not _names_rightly(name, value)]
        yield fault(_WRONG_ATTRIBUTE, *wrong) if wrong else holding(metric.evidence)


def decides_on_silence(_: Graph, alarm: Resource) -> Iterator[Finding]:
    """An alarm says what missing data means."""
    value = alarm.get("TreatMissingData")
    wanted = " | ".join(MISSING_DATA)
    yield decide(alarm.evidence("TreatMissingData"), value, lambda text: text in MISSING_DATA, wanted)


def tells_somebody(graph: Graph, alarm: Resource) -> Iterator[Finding]:
    """The action of an alarm is switched on and leads to a topic with a subscriber, or to a scaling policy."""
    evidence = alarm.evidence("AlarmActions")
    if not yes(alarm.get("ActionsEnabled", True)):
        yield fault(_SWITCHED_OFF, alarm.evidence("ActionsEnabled"))
        return
    actions = [value for _, value in expand(alarm.properties, "AlarmActions.*")]
    if not actions:
        yield fault(_NO_ACTION, evidence)
    for value in actions:
        found = resolve(graph, value)
        if found is None:
            yield Finding(None, (evidence,), _ACTION_OUTSIDE)
        elif found.type == TOPIC and not graph.outgoing(node_id(found), EdgeKind.NOTIFIES):
            yield fault(_NOBODY.format(topic=found.id.logical_id), evidence, found.evidence())
        else:
            yield holding(evidence)


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


def failover_announced(graph: Graph, database: Resource) -> Iterator[Finding]:
    """An event subscription of RDS, or a rule on its events, announces the failover of a database."""
    kind = "db-instance" if database.type == tiers.DB_INSTANCE else "db-cluster"
    found = [one for one in graph.resources("AWS::RDS::EventSubscription") if _announces(graph, one, database, kind)]
    rules = [one for one in graph.resources("AWS::Events::Rule") if listens(one, "aws.rds")]
    if found or rules:
        yield holding(*(one.evidence() for one in (*found, *rules)))
    else:
        yield fault(_NO_FAILOVER.format(name=database.id.logical_id), database.evidence())


def listens(rule: Resource, source: str) -> bool:
    """Whether a rule passes on the events of a service of AWS."""
    named = [describe(value) for _, value in expand(rule.properties, "EventPattern.source.*")]
    return source in named and rule.get("State", "ENABLED") != "DISABLED" and bool(rule.get("Targets"))


def _announces(graph: Graph, subscription: Resource, database: Resource, kind: str) -> bool:
    categories = [describe(value) for _, value in expand(subscription.properties, "EventCategories.*")]
    named = [value for _, value in expand(subscription.properties, "SourceIds.*")]
    covered = not named or any(resolve(graph, value) == database for value in named)
    right_kind = subscription.get("SourceType", kind) == kind
    enabled = yes(subscription.get("Enabled", True))
    return enabled and right_kind and covered and (not categories or "failover" in categories)


def _usable_key(graph: Graph, topic: Resource) -> Iterator[Finding]:
    value = topic.get("KmsMasterKeyId")
    if value is None:
        return
    evidence, key = topic.evidence("KmsMasterKeyId"), resolve(graph, value)
    if key is not None and key.type == "AWS::KMS::Alias":
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


def _summed(
    resource: Resource, names: tuple[str, ...], found: list[Finding], doubtful: list[Evidence]
) -> Iterator[Finding]:
    """One sound alarm is enough; else what is weak about those found, or that there is none."""
    sound = [finding for finding in found if finding.holds]
    if sound or found:
        yield from sound or found
    elif doubtful:
        yield Finding(None, tuple(doubtful), _DIMENSIONS_UNTOLD)
    else:
        yield fault(_NO_ALARM.format(names=" | ".join(names), resource=resource.id.logical_id), resource.evidence())


def _metric(alarm: Resource, prefix: str, body: Mapping[str, Value], statistic: Value) -> Metric:
    dimensions = {
        describe(entry.get("Name")): (alarm.evidence(f"{prefix}{path}.Value"), entry.get("Value"))
        for path, entry in entries(body, "Dimensions.*")
    }
    evidence = alarm.evidence(f"{prefix}MetricName")
    return Metric(body.get("Namespace"), body.get("MetricName"), statistic, dimensions, evidence)


def _names_rightly(dimension: str, value: Value) -> bool:
    """Whether a plain reference gives the attribute that CloudWatch uses for a dimension."""
    allowed = ATTRIBUTES.get(dimension)
    return allowed is None or not isinstance(value, Reference) or value.attribute in allowed


_NO_ALARM = Text(en="no alarm watches {names} of {resource}", es="ninguna alarma vigila {names} de {resource}")
_DIMENSIONS_UNTOLD = Text(
    en="the template does not tell which resource the alarm watches",
    es="la plantilla no dice qué recurso vigila la alarma",
)
_NO_SUCH_METRIC = Text(
    en="AWS publishes {metric} under other dimensions than {given}, so the alarm never gets data",
    es="AWS publica {metric} con otras dimensiones que {given}, así que la alarma nunca recibe datos",
)
_WRONG_ATTRIBUTE = Text(
    en="the dimension takes another attribute of the resource, so the alarm never gets data",
    es="la dimensión lleva otro atributo del recurso, así que la alarma nunca recibe datos",
)
_SWITCHED_OFF = Text(en="the actions of the alarm are off", es="las acciones de la alarma están desactivadas")
_NO_ACTION = Text(en="the alarm tells nobody", es="la alarma no avisa a nadie")
_ACTION_OUTSIDE = Text(
    en="the action of the alarm is given from outside the template",
    es="la acción de la alarma viene de fuera de la plantilla",
)
_NOBODY = Text(en="nobody is subscribed to {topic}", es="nadie está suscrito a {topic}")
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
_NO_FAILOVER = Text(en="nothing announces a failover of {name}", es="nada anuncia una conmutación por error de {name}")
