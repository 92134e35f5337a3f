"""What the cache of a distribution does with the answers of one behaviour: whether it keeps and compresses them."""

from __future__ import annotations

from workbook.graph.managed_policies import LIFETIMES, MANAGED, WITHOUT_ENCODINGS
from workbook.graph.model import Graph, NodeId
from workbook.template.functions import sources
from workbook.template.model import Resource, Value, describe
from workbook.template.scalars import flag, number

_LONGEST = "CachePolicyConfig.MaxTTL"
_FORWARDED = "CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin"
ENCODINGS = {"br": f"{_FORWARDED}.EnableAcceptEncodingBrotli", "gzip": f"{_FORWARDED}.EnableAcceptEncodingGzip"}
"""The compressions of CloudFront, each with the setting of a cache policy that lets it be used."""


def keeps_answers(graph: Graph, distribution: Resource, behavior: str) -> bool | None:
    """Whether the cache keeps answers of the behaviour at a path; None where the template does not tell."""
    value = distribution.get(f"{behavior}.CachePolicyId")
    if value is None:
        return number(distribution.get(f"{behavior}.MaxTTL")) != 0
    own = _declared(graph, value)
    if own is not None:
        return number(own.get(_LONGEST)) != 0
    lifetimes = LIFETIMES.get(MANAGED.get(describe(value), ""))
    return None if lifetimes is None else lifetimes[2] > 0


def lets_compress(graph: Graph, distribution: Resource, behavior: str) -> bool | None:
    """Whether the cache policy of the behaviour at a path lets CloudFront compress; None where nothing tells.

    It does where it keeps answers, and asks for a compressed form of them (CloudFront Developer Guide, "Serve
    compressed files"). Behaviours without a policy, the older way, need no more than `Compress`.
    """
    value = distribution.get(f"{behavior}.CachePolicyId")
    if value is None or keeps_answers(graph, distribution, behavior) is False:
        return value is None
    own = _declared(graph, value)
    if own is not None:
        asked = [flag(own.get(path, False)) for path in ENCODINGS.values()]
        return True if True in asked else None if None in asked else False
    name = MANAGED.get(describe(value))
    return None if name is None else name not in WITHOUT_ENCODINGS


def _declared(graph: Graph, value: Value) -> Resource | None:
    """The policy of the template that a value names."""
    found = (graph.nodes.get(NodeId(str(reference.target))) for reference in sources(value))
    return next((node.resource for node in found if node is not None and node.resource is not None), None)
