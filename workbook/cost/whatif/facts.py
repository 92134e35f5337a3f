"""Facts of an architecture that say what it guarantees besides availability: hours, recovery, ways out, doors."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbook.cost.demand.database_load import active
from workbook.cost.demand.shares import DATABASES, PROGRAMS
from workbook.cost.demand.task_facts import SERVICE, bounds, strategy_in_force
from workbook.cost.whatif.promise_rules import EXPRESS, SCALING_GROUP, redundant
from workbook.graph.model import EdgeKind, Graph, Node, node_id
from workbook.graph.queries import SubnetKind, internet_facing, stands_alone, subnet_route, subnets, zones
from workbook.template.model import Evidence, Resource
from workbook.template.scalars import flag, number
from workbook.workload.day import TYPICAL_HOURS
from workbook.workload.traffic import Hours

NAT, LOG_GROUP, LIGHTSAIL_DATABASE = "AWS::EC2::NatGateway", "AWS::Logs::LogGroup", "AWS::Lightsail::Database"
LIGHTSAIL_BACKUP_DAYS = 7.0
"""How long Lightsail keeps the backups of a database (Lightsail user guide, database snapshots)."""
RDS_BACKUP_DAYS = 1
"""How long RDS keeps backups where the template says nothing (CloudFormation, BackupRetentionPeriod)."""


def hours_open(graph: Graph, hours: Hours) -> float:
    """The hours of a month, as its typical hours come, in which schedules leave both tasks and databases running."""
    on = np.ones(TYPICAL_HOURS)
    for service in graph.resources(SERVICE):
        found = bounds(service, graph)
        if found is not None:
            on = np.minimum(on, found.most)
    for database in databases(graph):
        on = np.minimum(on, active(database, graph))
    return float(hours.total(np.minimum(on, 1.0)))


def standby(graph: Graph) -> bool:
    """Whether every database has a second node that takes over by itself."""
    found = databases(graph)
    return bool(found) and all(redundant(each, graph) for each in found)


def backup_days(graph: Graph) -> float | None:
    """How many days the backups of every database reach back; None without a database."""
    return min((_backup_days(each) for each in databases(graph)), default=None)


def own_exits(graph: Graph) -> int | None:
    """In how many zones a NAT gateway leads private subnets out; None where no program stands in such a subnet."""
    kinds = {subnet_route(graph, place.id).kind for place in _places(graph)}
    if SubnetKind.PRIVATE not in kinds:
        return None
    return len({zone for gateway in graph.resources(NAT) for zone in zones(graph, node_id(gateway))})


def shut_in(graph: Graph) -> Evidence | None:
    """The subnet of a program from which no route leads to the internet; None where there is none."""
    for place in _places(graph):
        if place.resource is not None and subnet_route(graph, place.id).kind is SubnetKind.ISOLATED:
            return place.resource.evidence()
    return None


def public_program(graph: Graph) -> Evidence | None:
    """What gives a task or an instance an address on the internet; None where nothing does."""
    return next((proof for each in programs(graph) for proof in _doors(each, graph)), None)


def public_database(graph: Graph) -> Evidence | None:
    """What gives a database an address on the internet; None where nothing does."""
    for database in databases(graph):
        if flag(database.get("PubliclyAccessible")):
            return database.evidence("PubliclyAccessible")
    return None


def spot(graph: Graph) -> Evidence | None:
    """What runs tasks on Spot capacity; None where nothing does."""
    for service in graph.resources(SERVICE):
        if any(provider == "FARGATE_SPOT" for provider, _, _ in strategy_in_force(service, graph)):
            return service.evidence("CapacityProviderStrategy")
    return None


def log_days(graph: Graph) -> float | None:
    """How many days every log group reaches back, endless where it says nothing; None without a group."""
    kept = [number(group.get("RetentionInDays")) for group in graph.resources(LOG_GROUP)]
    return min((float("inf") if days is None else days for days in kept), default=None)


def programs(graph: Graph) -> tuple[Resource, ...]:
    """What runs the program: services, functions, instances, containers."""
    return tuple(each for kind in PROGRAMS for each in graph.resources(kind))


def databases(graph: Graph) -> tuple[Resource, ...]:
    """Databases; the members of a cluster are that one database."""
    found = (each for kind in DATABASES for each in graph.resources(kind))
    return tuple(each for each in found if stands_alone(each))


def _backup_days(database: Resource) -> float:
    if database.type == LIGHTSAIL_DATABASE:
        return 0.0 if flag(database.get("BackupRetention")) is False else LIGHTSAIL_BACKUP_DAYS
    return number(database.get("BackupRetentionPeriod", RDS_BACKUP_DAYS)) or 0.0


def _places(graph: Graph) -> Iterator[Node]:
    return (place for program in programs(graph) for place in subnets(graph, node_id(program)))


def _doors(program: Resource, graph: Graph) -> Iterator[Evidence]:
    """What gives a program a public address: its own setting, that of its launch template, or its subnets.

    ECS gives the tasks of an Express service one wherever their subnets are public.
    """
    holders = [node_id(program)]
    if program.type == SCALING_GROUP:
        holders += [node.id for node in graph.successors(node_id(program), EdgeKind.RUNS)]
    for holder in holders:
        proof = internet_facing(graph, holder)
        if proof is not None:
            yield proof
    if program.type == EXPRESS:
        kinds = {subnet_route(graph, place.id).kind for place in subnets(graph, node_id(program))}
        if not kinds or SubnetKind.PUBLIC in kinds:
            yield program.evidence("NetworkConfiguration.Subnets")
