"""How many tasks a service may run, and what makes the number move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbook.audit import tiers
from workbook.audit.model import Finding
from workbook.audit.predicates import (
    Predicate,
    below,
    decide,
    fault,
    holding,
    number,
    plain_text,
    reaching,
    undecided,
    yes,
)
from workbook.graph.index import entries, expand
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text, same
from workbook.template.functions import sources
from workbook.template.model import Resource, describe

TARGET, POLICY = "AWS::ApplicationAutoScaling::ScalableTarget", "AWS::ApplicationAutoScaling::ScalingPolicy"
TRACKING = "TargetTrackingScalingPolicyConfiguration"
PREDEFINED = f"{TRACKING}.PredefinedMetricSpecification.PredefinedMetricType"
LABEL = f"{TRACKING}.PredefinedMetricSpecification.ResourceLabel"
FINE = "HighResolution"
"""How the names of predefined metrics end that have a point every 20 seconds."""

DEFAULT_COOLDOWN = 300
"""Seconds between two changes where a policy of ECS names no cooldown (Application Auto Scaling API)."""


@dataclass(frozen=True, slots=True)
class Load:
    """A measure of load: the predefined metrics that stand for it, the plain metric, and what a reader calls it."""

    predefined: tuple[str, ...]
    metric: str
    name: Text


CPU = Load(("ECSServiceAverageCPUUtilization", f"ECSServiceAverageCPUUtilization{FINE}"), "CPUUtilization", same("CPU"))
MEMORY = Load(
    ("ECSServiceAverageMemoryUtilization", f"ECSServiceAverageMemoryUtilization{FINE}"),
    "MemoryUtilization",
    Text(en="memory", es="memoria"),
)
REQUESTS = Load(
    ("ALBRequestCountPerTarget",), "RequestCountPerTarget", Text(en="requests per target", es="peticiones por destino")
)


def scales_on(load: Load) -> Predicate:
    """A policy of a service follows a measure of load."""

    def predicate(graph: Graph, service: Resource) -> Iterator[Finding]:
        following = [policy for policy in policies(graph, service) if _follows(graph, policy, load)]
        if following:
            yield holding(*(policy.evidence(_place(policy)) for policy in following))
        elif not targets(graph, service) and _unassigned(graph):
            yield Finding(None, (service.evidence(),), _TARGET_UNTOLD)
        else:
            yield fault(_NO_POLICY.format(name=service.id.logical_id, load=load.name), service.evidence())

    return predicate


def counts_own_requests(graph: Graph, service: Resource) -> Iterator[Finding]:
    """A policy that follows requests counts those of the service's own target group."""
    groups = {edge.source for edge in graph.incoming(node_id(service), EdgeKind.FORWARDS_TO)}
    for policy in policies(graph, service):
        if plain_text(policy.get(PREDEFINED)) not in REQUESTS.predefined:
            continue
        evidence, label = policy.evidence(LABEL), policy.get(LABEL)
        named = {str(reference.target) for reference in sources(label)}
        if not named:
            yield undecided(evidence, label)
        else:
            yield holding(evidence) if named & groups else fault(_OTHER_GROUP, evidence)


def never_runs_alone(graph: Graph, service: Resource) -> Iterator[Finding]:
    """At least two tasks run at any time, also by the schedule; without scaling, the service states how many."""
    scaled = targets(graph, service)
    if not scaled and _unassigned(graph):
        yield Finding(None, (service.evidence(),), _TARGET_UNTOLD)
    elif not scaled:
        yield decide(service.evidence("DesiredCount"), service.get("DesiredCount", 1), reaching(2), "≥ 2")
    for target in scaled:
        places = ["MinCapacity"]
        actions = entries(target.properties, "ScheduledActions.*.ScalableTargetAction")
        places += [f"{path}.MinCapacity" for path, action in actions if action.get("MinCapacity") is not None]
        for path in places:
            yield decide(target.evidence(path), target.get(path), reaching(2), "≥ 2")


def has_room(graph: Graph, service: Resource) -> Iterator[Finding]:
    """The largest number of tasks is at least twice the smallest."""
    for target in targets(graph, service):
        suspended = "SuspendedState.DynamicScalingOutSuspended"
        if yes(target.get(suspended)):
            yield fault(_SUSPENDED, target.evidence(suspended))
        least, evidence = number(target.get("MinCapacity")), target.evidence("MaxCapacity")
        if least is None:
            yield undecided(target.evidence("MinCapacity"), target.get("MinCapacity"))
            continue
        bound = 2 * least
        yield decide(evidence, target.get("MaxCapacity"), reaching(bound), f"≥ {bound}")


def leaves_count_alone(graph: Graph, service: Resource) -> Iterator[Finding]:
    """A service that scales states no number of tasks, which every deployment would set back."""
    if targets(graph, service):
        stated = service.get("DesiredCount") is not None
        evidence = service.evidence("DesiredCount")
        yield fault(_RESETS, evidence) if stated else holding(evidence)


def grows_quickly(graph: Graph, service: Resource) -> Iterator[Finding]:
    """After growing, a service may grow again within a minute."""
    for policy in policies(graph, service):
        if policy.get(TRACKING) is None:
            continue
        path = f"{TRACKING}.ScaleOutCooldown"
        yield decide(policy.evidence(path), policy.get(path, DEFAULT_COOLDOWN), below(61), "≤ 60")


def keeps_headroom(graph: Graph, service: Resource) -> Iterator[Finding]:
    """The tasks are held at a load that leaves room until new ones have started."""
    for policy in policies(graph, service):
        if plain_text(policy.get(PREDEFINED)) in (*CPU.predefined, *MEMORY.predefined):
            path = f"{TRACKING}.TargetValue"
            yield decide(policy.evidence(path), policy.get(path), below(81), "≤ 80")


def may_shrink(graph: Graph, service: Resource) -> Iterator[Finding]:
    """Some policy takes tasks away when the load is gone."""
    held = [policy for policy in policies(graph, service) if policy.get(TRACKING) is not None]
    path = f"{TRACKING}.DisableScaleIn"
    shrinking = [policy for policy in held if not yes(policy.get(path))]
    if shrinking:
        yield holding(*(policy.evidence(path) for policy in shrinking))
    elif held:
        yield fault(_NEVER_SHRINKS, *(policy.evidence(path) for policy in held))


def sees_spikes(graph: Graph, service: Resource) -> Iterator[Finding]:
    """CPU and memory are measured every 20 seconds, and the policies follow those points."""
    following = [p for p in policies(graph, service) if plain_text(p.get(PREDEFINED)) in _BY_UTILISATION]
    for policy in following:
        yield decide(policy.evidence(PREDEFINED), policy.get(PREDEFINED), lambda text: text.endswith(FINE), f"…{FINE}")
    if following:
        yield from _measured(service)


def targets(graph: Graph, service: Resource) -> tuple[Resource, ...]:
    """The scalable targets that name a service."""
    found = graph.predecessors(node_id(service), EdgeKind.SCALES)
    return tuple(node.resource for node in found if node.type == TARGET and node.resource is not None)


def policies(graph: Graph, service: Resource) -> tuple[Resource, ...]:
    """The scaling policies of a service, attached to its scalable target or naming it themselves."""
    here = [node_id(service), *(node_id(target) for target in targets(graph, service))]
    found = [node for place in here for node in graph.predecessors(place, EdgeKind.SCALES)]
    return tuple({n.id: n.resource for n in found if n.type == POLICY and n.resource is not None}.values())


def _follows(graph: Graph, policy: Resource, load: Load) -> bool:
    if plain_text(policy.get(PREDEFINED)) in load.predefined:
        return True
    customized = policy.get(f"{TRACKING}.CustomizedMetricSpecification")
    if isinstance(customized, Mapping):
        return any(describe(v) == load.metric for path in _METRIC_NAMES for _, v in expand(customized, path))
    return any(describe(alarm.get("MetricName")) == load.metric for alarm in _triggers(graph, policy))


def _triggers(graph: Graph, policy: Resource) -> Iterator[Resource]:
    """The alarms that set off a step scaling policy."""
    return (n.resource for n in graph.predecessors(node_id(policy), EdgeKind.NOTIFIES) if n.resource is not None)


def _measured(service: Resource) -> Iterator[Finding]:
    for path, setting in entries(service.properties, "Monitoring.MetricConfigurations.*"):
        resolution = service.evidence(f"{path}.ResolutionSeconds")
        yield decide(resolution, setting.get("ResolutionSeconds"), lambda text: text == "20", "20")
    if service.get("Monitoring.MetricConfigurations") is None:
        yield fault(_COARSE, service.evidence("Monitoring"))


def _unassigned(graph: Graph) -> bool:
    """Whether a scalable target of ECS does not tell which service it scales."""
    ours = (t for t in graph.resources(TARGET) if plain_text(t.get("ServiceNamespace")) == "ecs")
    known = {tiers.SERVICE}
    return any(not any(n.type in known for n in graph.successors(node_id(t), EdgeKind.SCALES)) for t in ours)


def _place(policy: Resource) -> str:
    return PREDEFINED if policy.get(PREDEFINED) is not None else "PolicyType"


_BY_UTILISATION = (*CPU.predefined, *MEMORY.predefined)
_METRIC_NAMES = ("MetricName", "Metrics.*.MetricStat.Metric.MetricName")
_NO_POLICY = Text(en="no policy scales {name} on {load}", es="ninguna política escala {name} según {load}")
_SUSPENDED = Text(
    en="growing is suspended, so no policy adds a task",
    es="el crecimiento está suspendido, así que ninguna política añade tareas",
)
_TARGET_UNTOLD = Text(
    en="a scalable target does not tell which service it scales",
    es="un destino escalable no dice qué servicio escala",
)
_OTHER_GROUP = Text(
    en="the policy counts the requests of another target group",
    es="la política cuenta las peticiones de otro grupo de destino",
)
_RESETS = Text(
    en="each deployment sets the service back to this number", es="cada despliegue devuelve el servicio a este número"
)
_NEVER_SHRINKS = Text(
    en="no policy may take tasks away, so the service stays as large as its largest peak",
    es="ninguna política puede quitar tareas, así que el servicio queda tan grande como su mayor pico",
)
_COARSE = Text(
    en="the service publishes CPU and memory once a minute", es="el servicio publica CPU y memoria una vez por minuto"
)
