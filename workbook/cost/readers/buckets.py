"""Buckets: the files of a site, logs, or what nothing in the template tells."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbook.cost.component import Component, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.meters.buckets import Bucket, bucket
from workbook.cost.number import GIB, HOURS_PER_MONTH, MIB_PER_GB, Number, months_kept
from workbook.cost.readers.log_groups import flow_gb, flow_log_of
from workbook.cost.readers.reader import Readers
from workbook.graph.caching import keeps_answers
from workbook.graph.edge import behaviors
from workbook.graph.model import Edge, EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.model import Resource, at
from workbook.template.scalars import number

TYPE = "AWS::S3::Bucket"
DISTRIBUTION = "AWS::CloudFront::Distribution"
KEYS_PER_LIST = 1000
"""Objects that one LIST request names (S3 API reference, ListObjectsV2)."""

LOG_FILES_PER_HOUR = 12
"""Load balancers and flow logs write a file each five minutes (their user guides, access logs and flow logs)."""


def read_bucket(resource: Resource, context: Context) -> Iterator[Component | Unpriced]:
    """A bucket by what uses it: a distribution, something that writes logs to it, or nothing known."""
    source = _replicated(resource, context)
    if source is not None:
        own = _usage(source, context)[0]
        yield from bucket(Bucket(own.stored_gb, own.write_requests, 0.0), _REPLICA)
    else:
        yield from bucket(*_usage(resource, context))


READERS: Readers = {TYPE: read_bucket}


def _usage(resource: Resource, context: Context) -> tuple[Bucket, Text]:
    writers = _writers(resource, context.graph)
    if _is_site(resource, context):
        return _site(resource, context), _FILES
    return (_logs(resource, writers, context), _LOGS) if writers else (Bucket(None, None, None), _FILES)


def _replicated(resource: Resource, context: Context) -> Resource | None:
    """The bucket whose objects S3 copies into this one."""
    for edge in context.graph.incoming(node_id(resource), EdgeKind.WRITES):
        if edge.note == "replication":
            return context.graph.nodes[edge.source].resource
    return None


def _is_site(resource: Resource, context: Context) -> bool:
    return bool(_fronts(resource, context)) or resource.get("WebsiteConfiguration.IndexDocument") is not None


def _fronts(resource: Resource, context: Context) -> list[Resource]:
    """The distributions before a bucket."""
    nodes = context.graph.predecessors(node_id(resource), EdgeKind.FORWARDS_TO)
    return [node.resource for node in nodes if node.type == DISTRIBUTION and node.resource is not None]


def _site(resource: Resource, context: Context) -> Bucket:
    """The built site, its older versions, what a release writes, and what the caches fetch."""
    workload = context.workload(resource)
    copies = 1 + _older_versions(resource, context)
    writes = workload.deploys_per_month * (workload.site_files + np.ceil(workload.site_files / KEYS_PER_LIST))
    return Bucket(workload.site_mb / MIB_PER_GB * copies, writes, _reads(resource, context))


def _reads(resource: Resource, context: Context) -> Number:
    """What the distributions before a bucket fetch from it; without any, browsers ask the bucket for each file."""
    fronts = _fronts(resource, context)
    if not fronts:
        return context.traffic(resource).asset_requests
    missed: Number = 0.0
    for front in fronts:
        missed = missed + context.requests(front).asset_requests * _missed(front, resource, context)
    return missed


def _missed(front: Resource, resource: Resource, context: Context) -> Number:
    """The part of a distribution's files that it fetches from a bucket: what its caches lack, and what none keeps.

    Behaviours in front of buckets share the files evenly.
    """
    graph, lacking = context.graph, context.workload(resource).uncached_origin_share
    leading = [e for e in graph.outgoing(node_id(front), EdgeKind.FORWARDS_TO) if graph.nodes[e.target].type == TYPE]
    patterns = [edge.note for edge in leading]
    here = {edge.note for edge in leading if edge.target == node_id(resource)}
    missed: Number = 0.0
    for place, pattern, _ in behaviors(front):
        if pattern in here:
            fetched = 1.0 if keeps_answers(graph, front, place) is False else lacking
            missed = missed + fetched / patterns.count(pattern)
    return missed / len(set(patterns))


def _older_versions(resource: Resource, context: Context) -> Number:
    """Whole copies of the site that versioning keeps besides the current one, as each release replaces all files."""
    if resource.get("VersioningConfiguration.Status") != "Enabled":
        return 0.0
    workload = context.workload(resource)
    kept = _days(resource, "NoncurrentVersionExpiration.NoncurrentDays", "NoncurrentVersionExpirationInDays")
    return workload.deploys_per_month * months_kept(kept, workload.months_of_data)


def _writers(resource: Resource, graph: Graph) -> tuple[Edge, ...]:
    """One edge for each thing that writes logs to a bucket, and for each flow log of a network."""
    edges = graph.incoming(node_id(resource), EdgeKind.WRITES_LOGS_TO)
    return tuple({(edge.source, flow_log_of(edge, graph)): edge for edge in edges}.values())


def _logs(resource: Resource, writers: tuple[Edge, ...], context: Context) -> Bucket:
    """Access logs and flow logs, compressed, for as long as the bucket keeps objects."""
    workload = context.workload(resource)
    kept = _days(resource, "ExpirationInDays")
    months = months_kept(kept, workload.months_of_data)
    written = [_log_bytes(writer, resource, context) for writer in writers]
    known = [each for each in written if each is not None]
    stored = sum(known[1:], known[0]) * workload.log_compression * months / GIB if known else None
    files = LOG_FILES_PER_HOUR * HOURS_PER_MONTH * len(writers)
    return Bucket(stored, float(files), 0.0)


def _log_bytes(edge: Edge, kept_in: Resource, context: Context) -> Number | None:
    """Bytes a month that something writes to a bucket of logs before they are compressed; None where nobody knows."""
    workload, writer = context.workload(kept_in), context.graph.nodes[edge.source]
    flows = flow_log_of(edge, context.graph)
    if flows is not None:
        return flow_gb(flows, kept_in, context) * GIB
    if writer.resource is None:
        return None
    if writer.type == TYPE:
        site = _is_site(writer.resource, context)
        return _reads(writer.resource, context) * workload.access_log_bytes_per_request if site else None
    passed = context.requests(writer.resource)
    return (passed.api_requests + passed.asset_requests) * workload.access_log_bytes_per_request


def _days(resource: Resource, *paths: str) -> float | None:
    """The shortest time that an enabled lifecycle rule gives; None where none does."""
    rules = resource.get("LifecycleConfiguration.Rules")
    enabled = [rule for rule in (rules if isinstance(rules, tuple) else ()) if at(rule, "Status") == "Enabled"]
    found = [number(at(rule, path)) for rule in enabled for path in paths]
    return min((days for days in found if days is not None), default=None)


_FILES = Text(
    en="the files of the site with the older versions that the bucket keeps",
    es="los archivos del sitio con las versiones antiguas que guarda el depósito",
)
_REPLICA = Text(en="the same objects as the bucket that is copied", es="los mismos objetos que el depósito copiado")
_LOGS = Text(
    en="logs, compressed, for as long as the bucket keeps them",
    es="registros, comprimidos, durante el tiempo que el depósito los guarda",
)
