"""Where logs go, how long they stay, and what else tells an operator how the system is and what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.audit import tiers
from workbook.audit.events import listens
from workbook.audit.model import Finding
from workbook.audit.predicates import decide, fault, holding, missing, plain_text, yes
from workbook.audit.tasks import Container
from workbook.graph.index import entries, expand
from workbook.graph.model import EXTERNAL, EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.model import Resource, describe

DRIVERS = ("awslogs", "awsfirelens")
COSTLY = (
    tiers.LOAD_BALANCER,
    tiers.SERVICE,
    tiers.DB_INSTANCE,
    tiers.DB_CLUSTER,
    tiers.DISTRIBUTION,
    tiers.BUCKET,
    "AWS::EC2::NatGateway",
    "AWS::Logs::LogGroup",
    "AWS::ECR::Repository",
)
"""The types that most of a bill of this architecture is made of, all of which take tags."""


def writes_to_cloudwatch(task: Resource, path: str, container: Container) -> Iterator[Finding]:
    """The output of a container goes to a log group."""
    del container
    driver = f"{path}.LogConfiguration.LogDriver"
    yield decide(task.evidence(driver), task.get(driver), lambda text: text in DRIVERS, " | ".join(DRIVERS))
    if task.get(driver) == "awslogs":
        group = f"{path}.LogConfiguration.Options.awslogs-group"
        stated = task.get(group) is not None
        yield Finding(stated, (task.evidence(group),), None if stated else _NO_GROUP)


def expires(_: Graph, group: Resource) -> Iterator[Finding]:
    """A log group keeps its events for a stated time."""
    value, evidence = group.get("RetentionInDays"), group.evidence("RetentionInDays")
    yield fault(_FOR_EVER, evidence) if value is None else holding(evidence)


def exports_to_known_groups(graph: Graph, database: Resource) -> Iterator[Finding]:
    """The log groups that a database writes to are those of the template, because RDS creates others without end."""
    for edge in graph.outgoing(node_id(database), EdgeKind.WRITES_LOGS_TO):
        outside = edge.target.startswith(EXTERNAL)
        yield fault(_RDS_GROUP.format(log=edge.note), edge.evidence) if outside else holding(edge.evidence)


def ecs_is_recorded(graph: Graph) -> Iterator[Finding]:
    """The events of ECS go to a log group, or Container Insights records the cluster."""
    rules = [rule.evidence("EventPattern") for rule in graph.resources("AWS::Events::Rule") if _records(graph, rule)]
    clusters = graph.resources("AWS::ECS::Cluster")
    for cluster in clusters:
        measured = [one for finding in has_insights(graph, cluster) if finding.holds for one in finding.evidence]
        proof = (*rules, *measured)
        yield holding(*proof) if proof else fault(_NO_EVENTS.format(name=cluster.id.logical_id), cluster.evidence())
    if not clusters:
        yield missing(tiers.CLUSTERS)


def _records(graph: Graph, rule: Resource) -> bool:
    named = graph.successors(node_id(rule), EdgeKind.NOTIFIES, EdgeKind.INVOKES)
    return listens(rule, "aws.ecs") and any("LogGroup" in node.type or "log-group" in node.id for node in named)


def has_insights(_: Graph, cluster: Resource) -> Iterator[Finding]:
    """Container Insights measures each task of a cluster."""
    for path, setting in entries(cluster.properties, "ClusterSettings.*"):
        if setting.get("Name") == "containerInsights":
            evidence = cluster.evidence(f"{path}.Value")
            yield decide(evidence, setting.get("Value"), lambda t: t in {"enabled", "enhanced"}, "enabled | enhanced")
            return
    yield fault(_NO_INSIGHTS, cluster.evidence("ClusterSettings"))


def exports_its_log(_: Graph, database: Resource) -> Iterator[Finding]:
    """The log of the engine is exported to CloudWatch."""
    path = "EnableCloudwatchLogsExports"
    exported = [describe(value) for _, value in expand(database.properties, f"{path}.*")]
    postgres = "postgres" in (plain_text(database.get("Engine")) or "")
    enough = "postgresql" in exported if postgres else bool(exported)
    yield Finding(enough, (database.evidence(path),), None if enough else _NO_EXPORT)


def has_insights_of_queries(_: Graph, database: Resource) -> Iterator[Finding]:
    """The load of a database can be read query by query."""
    path = "EnablePerformanceInsights"
    advanced = database.get("DatabaseInsightsMode") == "advanced"
    value = database.get(path, advanced)
    yield decide(database.evidence(path), value, yes, "true")


def is_tagged(_: Graph, resource: Resource) -> Iterator[Finding]:
    """A resource carries a tag that says to whom it belongs, besides its name."""
    keys = [describe(tag.get("Key")) for _, tag in entries(resource.properties, "Tags.*")]
    told = [key for key in keys if key != "Name"]
    evidence = resource.evidence("Tags")
    yield holding(evidence) if told else fault(_UNTAGGED, evidence)


def budget_warns(graph: Graph) -> Iterator[Finding]:
    """A budget announces to somebody that the month becomes dear."""
    budgets = graph.resources("AWS::Budgets::Budget")
    paid = [one for kind in COSTLY[:4] for one in graph.resources(kind)]
    for budget in budgets:
        path = "NotificationsWithSubscribers"
        heard = any(True for _ in entries(budget.properties, f"{path}.*.Subscribers.*"))
        evidence = budget.evidence(path)
        yield holding(evidence) if heard else fault(_SILENT_BUDGET, evidence)
    if not budgets:
        yield fault(_NO_BUDGET, *(one.evidence() for one in paid)) if paid else missing(tiers.SERVICES)


def costly(graph: Graph) -> Iterator[Resource]:
    """The resources that most of the bill is made of."""
    return iter(graph.resources(*COSTLY))


_NO_GROUP = Text(en="the log group is not stated", es="no se indica el grupo de registros")
_FOR_EVER = Text(
    en="without a retention time every line is kept, and paid for, for ever",
    es="sin tiempo de retención cada línea se guarda, y se paga, para siempre",
)
_RDS_GROUP = Text(
    en="RDS creates the group of its log {log} by itself, without a retention time",
    es="RDS crea por sí mismo el grupo de su registro {log}, sin tiempo de retención",
)
_NO_EVENTS = Text(
    en="neither the events nor the measurements of {name} are recorded",
    es="no se registran ni los eventos ni las mediciones de {name}",
)
_NO_INSIGHTS = Text(en="Container Insights is not switched on", es="Container Insights no está activado")
_NO_EXPORT = Text(
    en="the engine's log is not exported to CloudWatch", es="el registro del motor no se exporta a CloudWatch"
)
_UNTAGGED = Text(en="no tag says whose cost it is", es="ninguna etiqueta dice de quién es el coste")
_SILENT_BUDGET = Text(en="the budget tells nobody", es="el presupuesto no avisa a nadie")
_NO_BUDGET = Text(
    en="no budget watches what these resources cost", es="ningún presupuesto vigila lo que cuestan estos recursos"
)
