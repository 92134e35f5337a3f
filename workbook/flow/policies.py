"""CloudFront policies that a distribution names: those of the template, and those that AWS manages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbook.flow.named import named
from workbook.graph.model import Graph
from workbook.template.model import Evidence, Resource, Value, describe


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy by the name that a reader can look up; `resource` is None for one that AWS manages."""

    name: str
    resource: Resource | None
    evidence: Evidence


def policy(graph: Graph, holder: Resource, path: str) -> Policy | None:
    """The policy that a behaviour of a distribution names at a path; None where it names none."""
    value = holder.get(path)
    if value is None:
        return None
    resource = named(graph, value)
    name = resource.id.logical_id if resource is not None else managed_name(value)
    return Policy(name, resource, holder.evidence(path))


def managed_name(value: Value) -> str:
    """The name of a policy that AWS manages; the id itself where the id is not known."""
    text = describe(value)
    return MANAGED.get(text, text)


# CloudFront Developer Guide, "Use managed cache policies", "… origin request policies", "… response headers policies".
MANAGED: Mapping[str, str] = {
    "658327ea-f89d-4fab-a63d-7e88639e58f6": "Managed-CachingOptimized",
    "b2884449-e4de-46a7-ac36-70bc7f1ddd6d": "Managed-CachingOptimizedForUncompressedObjects",
    "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": "Managed-CachingDisabled",
    "83da9c7e-98b4-4e11-a168-04f0df8e2c65": "UseOriginCacheControlHeaders",
    "4cc15a8a-d715-48a4-82b8-cc0b614638fe": "UseOriginCacheControlHeaders-QueryStrings",
    "216adef6-5c7f-47e4-b989-5492eafa07d3": "Managed-AllViewer",
    "b689b0a8-53d0-40ab-baf2-738e2966ac2f": "Managed-AllViewerExceptHostHeader",
    "33f36d7e-f396-46d9-90e0-52428a34d9dc": "Managed-AllViewerAndCloudFrontHeaders-2022-06",
    "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf": "Managed-CORS-S3Origin",
    "59781a5b-3903-41f3-afcb-af62929ccde1": "Managed-CORS-CustomOrigin",
    "acba4595-bd28-49b8-b9fe-13317c0390fa": "Managed-UserAgentRefererHeaders",
    "67f7725c-6f97-4210-82d7-5512b31e9d03": "Managed-SecurityHeadersPolicy",
    "60669652-455b-4ae9-85a4-c4c02393f86c": "Managed-SimpleCORS",
    "5cc3b908-e619-4b99-88e5-2cf7f45965bd": "Managed-CORS-With-Preflight",
    "e61eb60c-9c35-4d20-a928-2b84e02af89c": "Managed-CORS-and-SecurityHeadersPolicy",
    "eaab4381-ed33-4a86-88ca-d9558dc6cd63": "Managed-CORS-with-preflight-and-SecurityHeadersPolicy",
}
FORWARDS_HOST = frozenset({"Managed-AllViewer", "Managed-AllViewerAndCloudFrontHeaders-2022-06"})
NEVER_CACHES = frozenset({"Managed-CachingDisabled"})
# The same guide: shortest, default and longest time in the cache, in seconds.
MANAGED_LIFETIMES: Mapping[str, tuple[int, int, int]] = {
    "Managed-CachingOptimized": (1, 86_400, 31_536_000),
    "Managed-CachingOptimizedForUncompressedObjects": (1, 86_400, 31_536_000),
    "Managed-CachingDisabled": (0, 0, 0),
    "UseOriginCacheControlHeaders": (0, 0, 31_536_000),
    "UseOriginCacheControlHeaders-QueryStrings": (0, 0, 31_536_000),
}
