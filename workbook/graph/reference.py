"""The reference pages of the graph, written from the tables and functions that make it."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping

from workbook.graph import access, reach, stores
from workbook.graph.build import FIELDS
from workbook.graph.model import EdgeKind
from workbook.graph.properties import PROPERTIES
from workbook.graph.rules import Connector
from workbook.graph.types import CATEGORIES, CUSTOM, IGNORED, ONLY_DEPLOYS, Category

KINDS: Mapping[EdgeKind, str] = {
    EdgeKind.CONTAINS: "what lies inside: VPC → subnet, security group, route table, gateway (note `attached`); "
    "cluster → service; zone → record set; load balancer → listener (with its port) → rule; API → method, stage",
    EdgeKind.PLACED_IN: "anything with network interfaces → subnet; a database through its subnet group",
    EdgeKind.ROUTES_WITH: "subnet → route table",
    EdgeKind.ROUTES_TO: "route table → gateway, endpoint, peering; the note is the destination",
    EdgeKind.PROTECTED_BY: "anything with network interfaces → security group; machines through their launch plan",
    EdgeKind.ALLOWS: "ingress: peer → security group, with ports; the note tells `0.0.0.0/0` from `::/0`",
    EdgeKind.ALLOWS_OUT: "egress: security group → peer, with ports; also AWS's default where no egress rule is given. "
    "The CDK's rule to `255.255.255.255/32` allows nothing and gives no edge",
    EdgeKind.RESOLVES_TO: "record set → distribution, load balancer, host; the note is type and name of the record",
    EdgeKind.FORWARDS_TO: "distribution → origin (note: path pattern); listener or rule → target group (note: "
    "conditions), or → listener of the redirect's port (note: `redirect 301 https:443`); target group → service or "
    "machine, with ports; endpoint → AWS service",
    EdgeKind.INVOKES: "distribution → function (note: event and path); rule, method, alias → function",
    EdgeKind.PRESENTS: "listener, distribution, domain name → certificate",
    EdgeKind.RUNS: "service → task definition; fleet → launch plan",
    EdgeKind.PULLS_FROM: "task definition, function, build → image repository; the note is the container",
    EdgeKind.READS: "program → secret (note: variable), bucket, table, queue; metric filter → log group",
    EdgeKind.WRITES: "program → bucket, table, queue; database → its read replica",
    EdgeKind.CONNECTS_TO: "users → public entry, with ports; program → data store, with its port (note: whether its "
    "`endpoint` or its `secret` is given); program → mounted file system",
    EdgeKind.WRITES_LOGS_TO: "anything → log group or bucket; log deliveries are collapsed to one edge",
    EdgeKind.ASSUMES: "principal → role (note: the allowed `sub` of an OIDC token); resource → role",
    EdgeKind.GRANTS: "role → resource, or principal → resource by the resource's policy; the note is the actions",
    EdgeKind.SCALES: "scaling policy → scalable target → service; policy → Auto Scaling group",
    EdgeKind.ALARMS_ON: "alarm → the resource that its dimensions name (note: metric); event subscription → database",
    EdgeKind.NOTIFIES: "alarm → topic or scaling policy (note: state); topic → subscriber (note: protocol)",
    EdgeKind.ENCRYPTS: "key → resource",
    EdgeKind.CONFIGURES: "group, policy, association or setting → what it is attached to",
    EdgeKind.REFERS_TO: "every other `Ref` or `Fn::GetAtt` (note: the attribute), so that nothing is left unconnected",
}
"""What each kind of edge joins."""

EXTERNALS: Mapping[str, str] = {
    "external/internet": "any address: `0.0.0.0/0` or `::/0` of a security group rule",
    "external/users": "whoever uses the system; there only where something faces the internet",
    "external/github": "GitHub Actions; there only where a role trusts GitHub's OIDC issuer",
    "external/any": '`Resource: "*"` of a policy',
    "external/anyone": '`Principal: "*"` of a policy',
    "external/service/NAME": "a service principal, for instance `ecs-tasks.amazonaws.com`",
    "external/account/ID": "an AWS account as principal",
    "external/range/CIDR": "an address range of a security group rule",
    "external/rule/EXPRESSION": "the peer of a security group rule that only the deployment tells",
    "external/every/TYPE": "every source of that type in the account, for an event subscription without a list",
    "external/KIND/NAME": "what a literal or a value given at deployment names, for instance "
    "`external/subnet/${Network/PrivateSubnet}`; a literal that is the physical name of a resource of the assembly "
    "leads to that resource instead",
}
"""The nodes outside the assembly."""

_ARROW = (
    "The arrow points the way of the request, of the data or of the power. Every edge carries the place in the "
    "template that proves it; of several proofs of equal edges the first is kept."
)
_COLUMNS = (
    "`*` is every item of a list. Where the arrow is `←`, it leads from what the property names to the resource that "
    "holds it. *Outside* is the kind of external node for a value that names no resource of the assembly."
)
_HEAD = "<!-- Written from the code by tests/graph/test_reference.py; change the code instead. -->"


def resources_page() -> str:
    """The page that lists every resource type with its category, and what is left out and why."""
    lines = [
        "# Resource types",
        "",
        _HEAD,
        "",
        (
            f"The engine models {len(CATEGORIES)} resource types. A resource of any other type is *ignored* with a "
            "reason or *unsupported*; of an unsupported one only its references are drawn. A resource whose condition "
            "is false is ignored, whatever its type."
        ),
        "",
        "## Modelled",
        "",
        *_table(("Category", "Types"), _modelled()),
        "",
        "## Ignored",
        "",
        *_table(("Type", "Reason"), _ignored()),
        "",
    ]
    return "\n".join(lines)


def edges_page() -> str:
    """The page that lists every kind of edge, and each rule that makes edges."""
    kinds = _table(("Kind", "What it joins"), ((f"`{kind}`", KINDS[kind]) for kind in EdgeKind))
    outside = _table(("Node", "Stands for"), ((f"`{node}`", text) for node, text in EXTERNALS.items()))
    lines = ["# Edges", "", _HEAD, "", _ARROW, "", *kinds, "", "## Nodes outside the assembly", "", *outside, ""]
    return "\n".join([*lines, *_rule_sections(), *_function_sections()])


def _rule_sections() -> Iterator[str]:
    yield from ("## Rules by property", "", _COLUMNS, "")
    yield from _table(("Type", "Property", "Edge", "Outside", "Note"), _rules())
    yield from ("", "These property names mean the same in every type:", "")
    yield from _table(("Property", "Edge", "To", "Outside"), _properties())
    yield ""


def _function_sections() -> Iterator[str]:
    yield from ("## Rules by function", "")
    yield from _table(("Type", "What holds"), _functions())
    yield from ("", "After these, two rules look at the whole graph:", "")
    yield from (f"- {_sentence(rule)}" for rule in (stores.connections, access.accesses))
    yield from ("", "## Reachability", "", f"`reach.may_connect`: {_sentence(reach.may_connect)}", "")


def _modelled() -> Iterator[tuple[str, str]]:
    for category in Category:
        types = sorted(kind for kind, found in CATEGORIES.items() if found is category)
        yield category.value, ", ".join(f"`{kind}`" for kind in types)


def _ignored() -> Iterator[tuple[str, str]]:
    for kind, reason in sorted(IGNORED.items()):
        yield f"`{kind}`", reason.en
    yield "`Custom::*`", CUSTOM.en
    yield "`AWS::Lambda::Function` that only custom resources name", ONLY_DEPLOYS.en


def _rules() -> Iterator[tuple[str, ...]]:
    for kind, rule in ((k, r) for field in FIELDS for k, rules in field.RULES.items() for r in rules):
        arrow = "←" if rule.inward else "→"
        yield f"`{kind}`", f"`{rule.path}`", f"{arrow} `{rule.kind}`", rule.outside, rule.note


def _properties() -> Iterator[tuple[str, ...]]:
    for name, rule in sorted(PROPERTIES.items()):
        arrow = "←" if rule.inward else "→"
        types = ", ".join(f"`{kind}`" for kind in rule.types)
        yield f"`{name}`", f"{arrow} `{rule.kind}`", types, rule.outside


def _functions() -> Iterator[tuple[str, str]]:
    types: dict[Connector, list[str]] = {}
    for field in FIELDS:
        for kind, connectors in field.CONNECTORS.items():
            for connector in connectors:
                types.setdefault(connector, []).append(f"`{kind}`")
    for connector, kinds in types.items():
        yield ", ".join(kinds), _sentence(connector)


def _sentence(function: object) -> str:
    return " ".join((inspect.getdoc(function) or "").split())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
