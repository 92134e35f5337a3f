"""What is measured and for how long it is kept."""

from __future__ import annotations

from workbook.cost.demand.task_facts import SERVICE
from workbook.cost.meters.watching import SHORT_PERIOD
from workbook.cost.readers.scaling import CONFIGURATIONS, HIGH_RESOLUTION, PREDEFINED, fast_configurations
from workbook.cost.whatif.changes.draft import Draft
from workbook.cost.whatif.changes.model import Alternative, Change, Topic
from workbook.lang import Text
from workbook.template.model import Resource
from workbook.template.raw import Raw
from workbook.template.scalars import number

CLUSTER, LOGS = "AWS::ECS::Cluster", "AWS::Logs::LogGroup"
POLICY = "AWS::ApplicationAutoScaling::ScalingPolicy"
TRACKED = f"{CONFIGURATIONS[POLICY]}.{PREDEFINED}"
LEVELS = ("disabled", "enabled", "enhanced")


def insights(level: str) -> Change:
    """A change of Container Insights of every cluster: disabled, enabled or enhanced."""

    def change(draft: Draft) -> Text | None:
        for cluster in draft.graph.resources(CLUSTER):
            if _level(cluster) != level:
                setting: list[Raw] = [{"Name": "containerInsights", "Value": level}]
                draft.put(cluster, "ClusterSettings", setting)
        return None if draft.edits else _NO_CLUSTER

    return change


def retention(days: int) -> Change:
    """A change of the log groups that keep their logs longer, or for ever, to so many days."""

    def change(draft: Draft) -> Text | None:
        for group in draft.graph.resources(LOGS):
            kept = number(group.get("RetentionInDays"))
            if group.get("RetentionInDays") is None or (kept is not None and kept > days):
                draft.put(group, "RetentionInDays", days)
        return None if draft.edits else _SHORTER

    return change


def infrequent(draft: Draft) -> Text | None:
    """Give log groups the class that costs half to write."""
    for group in draft.graph.resources(LOGS):
        if group.get("LogGroupClass", "STANDARD") == "STANDARD":
            draft.put(group, "LogGroupClass", "INFREQUENT_ACCESS")
    return None if draft.edits else _NO_GROUP


def by_the_minute(draft: Draft) -> Text | None:
    """Let services measure, and policies track, by the minute what they do by the second."""
    for service in draft.graph.resources(SERVICE):
        for path in fast_configurations(service):
            draft.put(service, f"{path}.ResolutionSeconds", SHORT_PERIOD)
    for policy in draft.graph.resources(POLICY):
        tracked = policy.get(TRACKED)
        if isinstance(tracked, str) and tracked.endswith(HIGH_RESOLUTION):
            draft.put(policy, TRACKED, tracked.removesuffix(HIGH_RESOLUTION))
    return None if draft.edits else _BY_THE_MINUTE


def _level(cluster: Resource) -> str:
    settings = cluster.get("ClusterSettings", ())
    for place in range(len(settings) if isinstance(settings, tuple) else 0):
        if cluster.get(f"ClusterSettings.{place}.Name") == "containerInsights":
            return str(cluster.get(f"ClusterSettings.{place}.Value"))
    return LEVELS[0]


_NO_CLUSTER = Text(
    en="no ECS cluster of the source is set otherwise",
    es="ningún clúster de ECS de la fuente está configurado de otro modo",
)
_BY_THE_MINUTE = Text(
    en="no service is measured more often than once a minute",
    es="ningún servicio se mide más de una vez por minuto",
)
_NO_GROUP = Text(
    en="no log group of the source is of the standard class",
    es="ningún grupo de registros de la fuente es de la clase estándar",
)
_SHORTER = Text(
    en="no log group keeps its logs for longer",
    es="ningún grupo de registros guarda sus registros más tiempo",
)

ALTERNATIVES = (
    Alternative(
        "insights-off",
        Topic.WATCHING,
        Text(en="Container Insights off", es="Container Insights desactivado"),
        insights("disabled"),
        Text(
            en="Metrics exist for the service only, not for each task; alarms on what Container Insights measures"
            " never ring.",
            es="Solo hay métricas del servicio, no de cada tarea; las alarmas sobre lo que mide Container Insights no"
            " suenan nunca.",
        ),
    ),
    Alternative(
        "insights-on",
        Topic.WATCHING,
        Text(
            en="Container Insights with enhanced observability",
            es="Container Insights con observabilidad mejorada",
        ),
        insights("enhanced"),
        Text(
            en="Metrics exist for each task and container, not for the service only.",
            es="Hay métricas de cada tarea y contenedor, no solo del servicio.",
        ),
    ),
    Alternative(
        "scaling-by-the-minute",
        Topic.WATCHING,
        Text(en="scaling on metrics of one minute", es="escalado con métricas de un minuto"),
        by_the_minute,
        Text(
            en="A sudden rush is seen after minutes instead of seconds, so more tasks come later.",
            es="Una avalancha repentina se ve tras minutos y no segundos, así que las tareas nuevas llegan más tarde.",
        ),
    ),
    Alternative(
        "logs-7-days",
        Topic.WATCHING,
        Text(en="logs kept for 7 days", es="registros guardados 7 días"),
        retention(7),
    ),
    Alternative(
        "logs-infrequent",
        Topic.WATCHING,
        Text(
            en="log groups of the infrequent access class",
            es="grupos de registros de la clase de acceso poco frecuente",
        ),
        infrequent,
        Text(
            en="No metric filters, no live tail and no export from such groups; the class of a group cannot be changed"
            " later.",
            es="Sin filtros de métricas, sin seguimiento en vivo y sin exportación; la clase de un grupo no se puede"
            " cambiar después.",
        ),
    ),
)
