"""Small icons below an item for what belongs to it and matters: certificates, functions, keys, firewalls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbook.graph.index import expand
from workbook.graph.model import EdgeKind, Graph, Node, NodeId
from workbook.lang import Lang, Text, same
from workbook.render.catalogue import kind_of
from workbook.render.scene import Badge
from workbook.render.views.words import CERTIFICATE, KMS_KEY, ON_EVENT, WEB_ACL
from workbook.template.model import describe

_CERTIFICATE, _KEY = "AWS::CertificateManager::Certificate", "AWS::KMS::Key"
_ACLS = ("AWS::WAFv2::WebACL", "AWS::WAFRegional::WebACL", "External::WebAcl")
_MOST = 3


def badges(graph: Graph, lang: Lang, owned: Mapping[NodeId, Sequence[NodeId]]) -> Iterator[Badge]:
    """The badges of an item that stands for these nodes, each with the details that belong to it."""
    found: dict[str, Badge] = {}
    for node, details in owned.items():
        for about, text in (*_presented(graph, (node, *details)), *_around(graph, node)):
            icon = kind_of(_ICONS.get(about.type, about.type)).icon
            found.setdefault(about.id, Badge(icon, text[lang], (about.id,)))
    yield from list(found.values())[:_MOST]


_ICONS = {"External::Certificate": _CERTIFICATE, "External::WebAcl": _ACLS[0], "External::Key": _KEY}


def _presented(graph: Graph, holders: Sequence[NodeId]) -> Iterator[tuple[Node, Text]]:
    for holder in holders:
        for certificate in graph.successors(holder, EdgeKind.PRESENTS):
            yield certificate, _domain(certificate)
        for edge in graph.outgoing(holder, EdgeKind.INVOKES):
            target = graph.nodes[edge.target]
            if target.type == "AWS::CloudFront::Function":
                yield target, ON_EVENT.format(event=edge.note.partition(" ")[0])


def _around(graph: Graph, node: NodeId) -> Iterator[tuple[Node, Text]]:
    for acl in graph.predecessors(node, EdgeKind.CONFIGURES):
        if acl.type in _ACLS:
            yield acl, WEB_ACL
    for key in graph.predecessors(node, EdgeKind.ENCRYPTS):
        if key.type == _KEY:
            yield key, KMS_KEY


def _domain(certificate: Node) -> Text:
    if certificate.resource is None:
        return CERTIFICATE
    names = [describe(value) for _, value in expand(certificate.resource.properties, "DomainName")]
    return same(names[0]) if names and "${" not in names[0] else CERTIFICATE
