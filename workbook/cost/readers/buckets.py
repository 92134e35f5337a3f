"""Buckets: the files of a site, logs, or what nothing in the template tells."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbook.cost.component import Component, Unpriced
from workbook.cost.meters.buckets import Bucket, bucket
from workbook.cost.number import GIB, Number
from workbook.cost.readers.context import Context, Readers
from workbook.graph.model import EdgeKind, Node, node_id
from workbook.lang import Text
from workbook.template.model import Resource, at
from workbook.template.scalars import number

TYPE = "AWS::S3::Bucket"
DISTRIBUTION = "AWS::CloudFront::Distribution"
DAYS_PER_MONTH = 365 / 12
KEYS_PER_LIST = 1000
"""Objects that one LIST request names (S3 API reference, ListObjectsV2)."""

LOG_FILES_PER_HOUR = 12
"""Load balancers and flow logs write a file each five minutes (their user guides, access logs and flow logs)."""


def read_bucket(resource: Resource, context: Context) -> Iterator[Component | Unpriced]:
    """A bucket by what uses it: a distribution, something that writes logs to it, or nothing known."""
    graph, node = context.graph, node_id(resource)
    fronts = [each for each in graph.predecessors(node, EdgeKind.FORWARDS_TO) if each.type == DISTRIBUTION]
    writers = graph.predecessors(node, EdgeKind.WRITES_LOGS_TO)
    if fronts or resource.get("WebsiteConfiguration.IndexDocument") is not None:
        yield from bucket(_site(resource, fronts, context), _FILES)
    elif writers:
        yield from bucket(_logs(resource, writers, context), _LOGS)
    else:
        yield from bucket(Bucket(None, None, None), _FILES)


READERS: Readers = {TYPE: read_bucket}


def _site(resource: Resource, fronts: list[Node], context: Context) -> Bucket:
    """The built site, its older versions, what a release writes, and what the caches fetch."""
    workload = context.workload(resource)
    copies = 1 + _older_versions(resource, context)
    writes = workload.deploys_per_month * (workload.site_files + np.ceil(workload.site_files / KEYS_PER_LIST))
    return Bucket(workload.site_mb / 1024 * copies, writes, _reads(resource, fronts, context))


def _reads(resource: Resource, fronts: list[Node], context: Context) -> Number:
    """What the distributions before a bucket fetch from it; without any, browsers ask the bucket for each file."""
    if not fronts:
        return context.traffic(resource).asset_requests
    missed: Number = 0.0
    for front in fronts:
        if front.resource is not None:
            origins = context.graph.successors(front.id, EdgeKind.FORWARDS_TO)
            buckets = sum(1 for origin in origins if origin.type == TYPE)
            share = context.workload(resource).uncached_origin_share
            missed = missed + context.requests(front.resource).asset_requests * share / buckets
    return missed


def _older_versions(resource: Resource, context: Context) -> Number:
    """Whole copies of the site that versioning keeps besides the current one, as each release replaces all files."""
    if resource.get("VersioningConfiguration.Status") != "Enabled":
        return 0.0
    workload = context.workload(resource)
    kept = _days(resource, "NoncurrentVersionExpiration.NoncurrentDays", "NoncurrentVersionExpirationInDays")
    months = workload.months_of_data if kept is None else np.minimum(kept / DAYS_PER_MONTH, workload.months_of_data)
    return workload.deploys_per_month * months


def _logs(resource: Resource, writers: tuple[Node, ...], context: Context) -> Bucket:
    """Access logs and flow logs, compressed, for as long as the bucket keeps objects."""
    workload = context.workload(resource)
    kept = _days(resource, "ExpirationInDays")
    months = workload.months_of_data if kept is None else np.minimum(kept / DAYS_PER_MONTH, workload.months_of_data)
    written: Number = 0.0
    for writer in writers:
        written = written + _log_bytes(writer, resource, context)
    files = LOG_FILES_PER_HOUR * context.traffic(resource).hours.times.sum() * len(writers)
    return Bucket(written * workload.log_compression * months / GIB, float(files), 0.0)


def _log_bytes(writer: Node, bucket_of: Resource, context: Context) -> Number:
    """Bytes a month that something writes to a bucket of logs before they are compressed."""
    workload = context.workload(bucket_of)
    if writer.type == "AWS::EC2::FlowLog":
        return context.traffic(bucket_of).api_requests * workload.flow_log_bytes_per_request
    if writer.resource is None or writer.type == TYPE:
        return 0.0
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
_LOGS = Text(
    en="logs, compressed, for as long as the bucket keeps them",
    es="registros, comprimidos, durante el tiempo que el depósito los guarda",
)
