"""Secrets: each by the month, and the calls of the tasks that read it when they start."""

from __future__ import annotations

from workbook.cost.component import Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.demand.task_facts import SERVICE, TASK
from workbook.cost.demand.tasks import running, starts
from workbook.cost.meters.secrets import replica, secret
from workbook.cost.number import Number
from workbook.cost.readers.reader import Found, Readers
from workbook.graph.model import EdgeKind, node_id
from workbook.lang import Text
from workbook.template.model import Resource, at, describe


def read_secret(resource: Resource, context: Context) -> Found:
    """A secret with its calls, and its replicas where they are kept."""
    yield from secret(_calls(resource, context))
    replicas = resource.get("ReplicaRegions")
    for place, each in enumerate(replicas if isinstance(replicas, tuple) else ()):
        for found in replica(describe(at(each, "Region")), f"ReplicaRegions.{place}"):
            known = context.book.find(found.price, found.place or context.region(resource))
            yield found if known else Unpriced(_NO_REPLICA.format(region=found.place), found.path)


READERS: Readers = {"AWS::SecretsManager::Secret": read_secret}


_NO_REPLICA = Text(
    en="the price book has no price for a replica in {region}",
    es="el libro de precios no tiene precio para una réplica en {region}",
)


def _calls(resource: Resource, context: Context) -> Number | None:
    """One call for each start of a task that reads the secret; None where something else reads it, or nothing does."""
    readers = context.graph.predecessors(node_id(resource), EdgeKind.READS)
    if not readers or any(reader.type != TASK for reader in readers):
        return None
    begun: Number = 0.0
    for reader in readers:
        services = [node.resource for node in context.graph.predecessors(reader.id, EdgeKind.RUNS)]
        counts = [_starts(service, context) for service in services if service is not None]
        known = [count for count in counts if count is not None]
        if len(known) < len(counts):
            return None
        begun = begun + (sum(known) if known else context.workload(resource).deploys_per_month)
    return begun


def _starts(service: Resource, context: Context) -> Number | None:
    """The starts of the tasks of a service; None where only the deployment tells their number."""
    found = running(service, context) if service.type == SERVICE else None
    return None if found is None else starts(service, found, context)
