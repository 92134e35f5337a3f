"""Backups of databases: those that RDS keeps itself, and those of plans in AWS Backup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

import numpy as np

from workbook.cost.component import Component, Doubt, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.demand.cron import DAY, PERIOD, firings
from workbook.cost.demand.database_facts import CLUSTER, INSTANCE, data_gb, read_database, replicated, standalone
from workbook.cost.meters.backups import charged_backups, copied, transferred
from workbook.cost.number import DAYS_PER_MONTH, Number
from workbook.cost.readers.database_storage import provisioned_gib
from workbook.cost.readers.reader import Found, Readers
from workbook.graph.model import EdgeKind, node_id
from workbook.graph.queries import stands_alone
from workbook.lang import Text
from workbook.template.model import Resource, Value, at, describe
from workbook.template.scalars import number

PLAN = "AWS::Backup::BackupPlan"


@dataclass(frozen=True, slots=True)
class Kept:
    """Backups of a database: the GB kept, and the GB that a month adds."""

    gb: Number
    added_gb: Number


def automated(resource: Resource, context: Context) -> Iterator[Component]:
    """The automated backups of an instance: their part of what all backups of the region have beyond the free amount.

    RDS keeps them for a day where the template names no time, and none of a read replica.
    """
    kept = _automated(resource, context)
    if kept is not None:
        yield _charged(kept.gb, resource, context, "BackupRetentionPeriod")


def plan(resource: Resource, context: Context) -> Found:
    """The recovery points of a plan for the databases that it selects, and their copies."""
    yield from _doubts(resource, context)
    databases, others = _selected(resource, context)
    for each in others:
        yield Unpriced(_OTHER.format(name=str(each.id), type=each.type))
    for path, rule in _rules(resource):
        for database in databases:
            kept = _recovery_points(rule, database, context)
            yield _charged(kept.gb, database, context, f"{path}.Lifecycle.DeleteAfterDays")
            yield from _copies(rule, path, database, context)


READERS: Readers = {PLAN: plan}


def _doubts(resource: Resource, context: Context) -> Iterator[Doubt]:
    """What of a plan is counted otherwise than it may run."""
    for path, rule in _rules(resource):
        schedule = at(rule, "ScheduleExpression")
        if schedule is not None and firings(describe(schedule)) is None:
            yield Doubt(_UNREAD.format(schedule=repr(describe(schedule))), f"{path}.ScheduleExpression")
    for node in context.graph.successors(node_id(resource), EdgeKind.CONTAINS):
        for name in ("NotResources", "Conditions"):
            if node.resource is not None and node.resource.get(f"BackupSelection.{name}"):
                yield Doubt(_HALF_READ.format(name=f"{node.resource.id} ({name})"))


def _charged(gb: Number, database: Resource, context: Context, path: str) -> Component:
    """One part of the pool of a region: free is what its running databases have provisioned together."""
    stored, provisioned = _pool(context.region(database), context)
    share = np.divide(gb, stored, out=np.zeros(np.broadcast(gb, stored).shape), where=np.asarray(stored) > 0)
    return charged_backups(gb, provisioned, np.maximum(stored - provisioned, 0.0) * share, path)


def _pool(region: str, context: Context) -> tuple[Number, Number]:
    """All GB of backups in a region and the GiB that its databases have provisioned."""
    stored: Number = 0.0
    provisioned: Number = 0.0
    for database in standalone(context.graph):
        if context.region(database) != region:
            continue
        own = _automated(database, context)
        stored = stored + (own.gb if own else 0.0)
        facts = read_database(database, context.graph)
        provisioned = provisioned + provisioned_gib(database, facts, context)
    for each in context.graph.resources(PLAN):
        chosen = [database for database in _selected(each, context)[0] if context.region(database) == region]
        for _, rule in _rules(each):
            stored = stored + sum((_recovery_points(rule, database, context).gb for database in chosen), 0.0)
    return stored, provisioned


def _automated(database: Resource, context: Context) -> Kept | None:
    replica = replicated(database, context.graph) is not None
    days = number(database.get("BackupRetentionPeriod"))
    days = (0.0 if replica else 1.0) if days is None else days
    return _incremental(database, context, days, 1.0) if days > 0 else None


def _recovery_points(rule: Value, database: Resource, context: Context) -> Kept:
    """What a rule keeps: until it deletes, or since the first month where it never does."""
    interval = _interval_days(rule)
    lifetime = number(at(rule, "Lifecycle.DeleteAfterDays"))
    days = context.workload(database).months_of_data * DAYS_PER_MONTH if lifetime is None else lifetime
    return _incremental(database, context, days, interval)


def _incremental(database: Resource, context: Context, days: Number, interval_days: float) -> Kept:
    """One whole copy and, for each further backup, what changed since the one before."""
    facts = read_database(database, context.graph)
    data = np.minimum(data_gb(database, context), provisioned_gib(database, facts, context))
    changed = np.minimum(context.workload(database).backup_change_share_per_day * interval_days, 1.0)
    return Kept(data * (1 + changed * days / interval_days), data * changed * DAYS_PER_MONTH / interval_days)


def _interval_days(rule: Value) -> float:
    """Days between two backups of a rule; one where its schedule does not tell (the default of AWS Backup)."""
    fired = firings(describe(at(rule, "ScheduleExpression")))
    return 1.0 if fired is None or not len(fired) else PERIOD / DAY / len(fired)


def _copies(rule: Value, path: str, database: Resource, context: Context) -> Iterator[Component | Unpriced]:
    """What a rule copies to other vaults, with what goes to another region."""
    actions = at(rule, "CopyActions")
    for place, action in enumerate(actions if isinstance(actions, tuple) else ()):
        where = f"{path}.CopyActions.{place}"
        vault = describe(at(action, "DestinationBackupVaultArn")).split(":")
        region = vault[3] if len(vault) > 3 and "${" not in vault[3] else None
        kept = _recovery_points({**_mapping(rule), **_mapping(action)}, database, context)
        elsewhere = region is not None and region != context.region(database)
        if elsewhere and context.book.find("rds.backup", region or "") is None:
            yield Unpriced(_NO_VAULT.format(region=region), where)
            continue
        yield from copied(kept.gb, region if elsewhere else None, where)
        if elsewhere:
            yield from transferred(kept.added_gb, where)


def _rules(resource: Resource) -> Iterator[tuple[str, Value]]:
    rules = resource.get("BackupPlan.BackupPlanRule")
    for place, rule in enumerate(rules if isinstance(rules, tuple) else ()):
        yield f"BackupPlan.BackupPlanRule.{place}", rule


def _selected(resource: Resource, context: Context) -> tuple[list[Resource], list[Resource]]:
    """The databases that the selections of a plan choose, and the other things that they choose."""
    graph = context.graph
    selections = [node.resource for node in graph.successors(node_id(resource), EdgeKind.CONTAINS)]
    chosen = {
        each.id: each
        for selection in selections
        if selection is not None and selection.included
        for each in graph.resources(*_PROTECTED)
        if stands_alone(each) and _chooses(selection, each, context)
    }
    databases = [each for each in chosen.values() if each.type == INSTANCE]
    return databases, [each for each in chosen.values() if each.type != INSTANCE]


def _chooses(selection: Resource, candidate: Resource, context: Context) -> bool:
    """Whether a selection names a resource, a pattern of its ARN, or one of its tags."""
    edges = context.graph.outgoing(node_id(selection), EdgeKind.READS)
    if any(edge.target == node_id(candidate) for edge in edges):
        return True
    patterns = selection.get("BackupSelection.Resources")
    arn = _PROTECTED[candidate.type]
    if any(fnmatchcase(arn, describe(each)) for each in (patterns if isinstance(patterns, tuple) else ())):
        return True
    wanted = selection.get("BackupSelection.ListOfTags")
    return any(_tagged(candidate, each) for each in (wanted if isinstance(wanted, tuple) else ()))


def _tagged(candidate: Resource, condition: Value) -> bool:
    tags = candidate.get("Tags")
    pair = describe(at(condition, "ConditionKey")), describe(at(condition, "ConditionValue"))
    return any(
        (describe(at(tag, "Key")), describe(at(tag, "Value"))) == pair
        for tag in (tags if isinstance(tags, tuple) else ())
    )


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {}


_PROTECTED: Mapping[str, str] = {
    INSTANCE: "arn:aws:rds:region:account:db:name",
    CLUSTER: "arn:aws:rds:region:account:cluster:name",
    "AWS::S3::Bucket": "arn:aws:s3:::name",
    "AWS::EFS::FileSystem": "arn:aws:elasticfilesystem:region:account:file-system/name",
    "AWS::DynamoDB::Table": "arn:aws:dynamodb:region:account:table/name",
    "AWS::EC2::Volume": "arn:aws:ec2:region:account:volume/name",
    "AWS::EC2::Instance": "arn:aws:ec2:region:account:instance/name",
}
"""What AWS Backup protects, with the form of its ARN, which patterns of selections are matched with."""

_NO_VAULT = Text(
    en="the price book has no price for copies of backups in {region}",
    es="el libro de precios no tiene precio para copias de seguridad en {region}",
)
_UNREAD = Text(
    en="the schedule {schedule} is not understood, so the rule is counted as one that runs each day",
    es="no se entiende la programación {schedule}, así que la regla se cuenta como diaria",
)
_HALF_READ = Text(
    en="{name} takes databases out of the selection or adds conditions, which the estimate does not follow",
    es="{name} quita bases de datos de la selección o añade condiciones, que el cálculo no sigue",
)
_OTHER = Text(
    en="the plan backs up {name} as well, and the price book has no prices for backups of {type}",
    es="el plan también respalda {name}, y el libro de precios no tiene precios para respaldos de {type}",
)
