"""Functions and APIs without servers."""

from __future__ import annotations

from workbook.cost.component import Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.meters import serverless
from workbook.cost.meters.transfer import to_internet
from workbook.cost.number import GIB, MIB_PER_GB
from workbook.cost.readers.network import fronted
from workbook.cost.readers.reader import Found, Readers
from workbook.lang import Text
from workbook.template.model import Resource
from workbook.template.scalars import flag, number

MILLISECONDS = 1000
DEFAULT_MEMORY_MIB, INCLUDED_DISK_MIB = 128, 512
"""What Lambda gives a function that says nothing (Lambda API reference, CreateFunction)."""


def http_api(resource: Resource, context: Context) -> Found:
    """An HTTP API of API Gateway with its answers to the internet; one of WebSockets is charged otherwise."""
    if resource.get("ProtocolType") == "WEBSOCKET":
        yield Unpriced(_WEBSOCKETS, "ProtocolType")
        return
    yield from _api("http", resource, context)


def rest_api(resource: Resource, context: Context) -> Found:
    """A REST API of API Gateway with its answers to the internet."""
    yield from _api("rest", resource, context)


def stage(resource: Resource, context: Context) -> Found:
    """A stage of a REST API, which is charged for only with a cache."""
    del context
    if flag(resource.get("CacheClusterEnabled")):
        yield Unpriced(_CACHE, "CacheClusterEnabled")


def function(resource: Resource, context: Context) -> Found:
    """A Lambda function that answers requests; for one that something else calls the rates are shown."""
    memory = number(resource.get("MemorySize")) or DEFAULT_MEMORY_MIB
    processor = "arm" if resource.get("Architectures") == ("arm64",) else "x86"
    calls = context.requests(resource).api_requests if context.share(resource).api else None
    path = "MemorySize" if resource.get("MemorySize") else ""
    seconds = context.workload(resource).function_ms_per_request / MILLISECONDS
    yield from serverless.function(calls, seconds, memory / MIB_PER_GB, processor, path)
    if (number(resource.get("EphemeralStorage.Size")) or 0) > INCLUDED_DISK_MIB:
        yield Unpriced(_DISK, "EphemeralStorage.Size")


def published(resource: Resource, context: Context) -> Found:
    """A version or an alias of a function, which is charged for only with capacity that is kept ready."""
    del context
    if resource.get("ProvisionedConcurrencyConfig") is not None:
        yield Unpriced(_READY, "ProvisionedConcurrencyConfig")


READERS: Readers = {
    "AWS::ApiGatewayV2::Api": http_api,
    "AWS::ApiGateway::RestApi": rest_api,
    "AWS::ApiGateway::Stage": stage,
    "AWS::Lambda::Function": function,
    "AWS::Lambda::Version": published,
    "AWS::Lambda::Alias": published,
}


def _api(kind: str, resource: Resource, context: Context) -> Found:
    if not context.share(resource).api:
        yield from serverless.api(kind, None)
        return
    requests = context.requests(resource)
    yield from serverless.api(kind, requests.api_requests)
    if not fronted(resource, context.graph):
        yield from to_internet(requests.api_bytes_out / GIB)


_WEBSOCKETS = Text(
    en="the price book has no prices for APIs of WebSockets",
    es="el libro de precios no tiene precios para API de WebSockets",
)
_CACHE = Text(
    en="the price book has no prices for caches of API Gateway",
    es="el libro de precios no tiene precios para las cachés de API Gateway",
)
_DISK = Text(
    en="the price book has no price for storage of functions above 512 MB",
    es="el libro de precios no tiene precio para el almacenamiento de funciones por encima de 512 MB",
)
_READY = Text(
    en="the price book has no prices for provisioned concurrency",
    es="el libro de precios no tiene precios para la concurrencia aprovisionada",
)
