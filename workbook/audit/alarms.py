"""What the alarms of a template watch, whom they tell, and what they make of silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from workbook.audit import tiers
from workbook.audit.events import listens
from workbook.audit.metrics import ATTRIBUTES, PUBLISHED
from workbook.audit.model import Check, Finding
from workbook.audit.predicates import Subjects, below, decide, fault, holding, missing, number, plain_text, resolve, yes
from workbook.graph.index import entries, expand
from workbook.graph.model import EdgeKind, Graph, external, node_id
from workbook.lang import Text
from workbook.template.functions import sources
from workbook.template.model import Evidence, Reference, Resource, Value, describe

ALARM, TOPIC = "AWS::CloudWatch::Alarm", "AWS::SNS::Topic"
SUBSCRIPTION = "AWS::RDS::EventSubscription"
RISES, FALLS = "GreaterThan", "LessThan"
"""What a comparison is named that rings when a metric is high, or low; the names of bands hold both."""

PERCENT = 100
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


@dataclass(frozen=True, slots=True)
class Watch:
    """One way to watch a resource: any of these metrics, by a statistic that passes, in the direction asked.

    `most` is what the metric cannot pass, where it has a limit: an alarm that waits for that much never rings.
    """

    namespace: str
    names: tuple[str, ...]
    statistic: Callable[[str], bool] = lambda _: True
    wanted: str = ""
    direction: str = ""
    most: int | None = None

    def fits(self, metric: Metric) -> bool:
        """Whether a metric is one of those wanted, under dimensions that AWS publishes it with."""
        published = PUBLISHED.get((self.namespace, str(metric.name)))
        real = published is None or frozenset(metric.dimensions) in published
        return metric.namespace == self.namespace and metric.name in self.names and real

    def judge(self, alarm: Resource, metric: Metric) -> Finding:
        """Whether the statistic of a metric passes, and an alarm on it rings when the resource is in trouble."""
        judged = decide(metric.evidence, metric.statistic, self.statistic, self.wanted)
        operator, threshold = plain_text(alarm.get("ComparisonOperator")), number(alarm.get("Threshold"))
        alone = alarm.get("MetricName") is not None
        if alone and operator and self.direction not in operator:
            evidence = alarm.evidence("ComparisonOperator")
            return decide(evidence, operator, lambda text: self.direction in text, f"{self.direction}…")
        if alone and self.most is not None and threshold is not None and threshold >= self.most:
            return decide(alarm.evidence("Threshold"), str(threshold), below(self.most), f"< {self.most}")
        return Finding(judged.holds, (metric.evidence,), judged.reason)


def metrics_of(alarm: Resource) -> Iterator[Metric]:
    """The metrics of an alarm: its own, or those that its expressions are computed from."""
    if alarm.get("MetricName") is not None:
        statistic = alarm.get("ExtendedStatistic", alarm.get("Statistic"))
        yield _metric(alarm, "", alarm.properties, statistic)
    for path, query in entries(alarm.properties, "Metrics.*"):
        for place, stat in entries(query, "MetricStat"):
            for inner, metric in entries(stat, "Metric"):
                yield _metric(alarm, f"{path}.{place}.{inner}.", metric, stat.get("Stat"))


def alarmed(subjects: Subjects, *watches: Watch) -> Check:
    """An alarm watches each subject in one of the ways given."""
    names = tuple(name for watch in watches for name in watch.names)

    def check(graph: Graph) -> Iterator[Finding]:
        untold = _untold(graph, names)
        chosen = tuple(subjects.select(graph))
        for resource in chosen:
            pairs = tuple(_watching(graph, resource))
            found = [watch.judge(alarm, metric) for alarm, metric in pairs for watch in watches if watch.fits(metric)]
            sound = [finding for finding in found if finding.holds]
            yield from sound or found or (untold or _unwatched(resource, names),)
        if not chosen:
            yield missing(subjects)

    return check


def is_high_percentile(statistic: str) -> bool:
    """Whether a statistic is the 90th percentile or a higher one."""
    return bool(PERCENTILE.match(statistic))


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


def failover_announced(graph: Graph) -> Iterator[Finding]:
    """An event subscription of RDS, or a rule on its events, announces the failover of each database."""
    databases = tuple(tiers.databases(graph))
    rules = [one for one in graph.resources("AWS::Events::Rule") if listens(one, "aws.rds")]
    for database in databases:
        kind = "db-instance" if database.type == tiers.DB_INSTANCE else "db-cluster"
        places = (node_id(database), external("every", kind))
        named = (node.resource for place in places for node in graph.predecessors(place, EdgeKind.ALARMS_ON))
        found = [one for one in named if one is not None and one.type == SUBSCRIPTION and _announces(one, kind)]
        proof = [one.evidence() for one in (*found, *rules)]
        names = {"name": database.id.logical_id}
        yield holding(*proof) if proof else fault(_NO_FAILOVER.format(**names), database.evidence())
    if not databases:
        yield missing(tiers.DATABASES)


def _announces(subscription: Resource, kind: str) -> bool:
    categories = [describe(value) for _, value in expand(subscription.properties, "EventCategories.*")]
    right_kind = subscription.get("SourceType", kind) == kind
    return yes(subscription.get("Enabled", True)) and right_kind and (not categories or "failover" in categories)


def _watching(graph: Graph, resource: Resource) -> Iterator[tuple[Resource, Metric]]:
    """The alarms that name a resource in a dimension, or a target group that forwards to it, with their metrics."""
    here = node_id(resource)
    places = (here, *(edge.source for edge in graph.incoming(here, EdgeKind.FORWARDS_TO)))
    found = {n.id: n.resource for place in places for n in graph.predecessors(place, EdgeKind.ALARMS_ON)}
    for alarm in found.values():
        if alarm is not None and alarm.type == ALARM:
            yield from ((alarm, metric) for metric in metrics_of(alarm))


def _untold(graph: Graph, names: tuple[str, ...]) -> Finding | None:
    """The open finding where some alarm on these metrics does not tell which resource it watches."""
    for alarm in graph.resources(ALARM):
        for metric in metrics_of(alarm):
            told = any(sources(value) or isinstance(value, str) for _, value in metric.dimensions.values())
            if metric.name in names and not told:
                return Finding(None, (metric.evidence,), _DIMENSIONS_UNTOLD)
    return None


def _unwatched(resource: Resource, names: tuple[str, ...]) -> Finding:
    return fault(_NO_ALARM.format(names=" | ".join(names), resource=resource.id.logical_id), resource.evidence())


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
_NO_FAILOVER = Text(en="nothing announces a failover of {name}", es="nada anuncia una conmutación por error de {name}")
