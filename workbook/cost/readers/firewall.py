"""Web ACLs of WAF: what is in them, and what they inspect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from workbook.cost.component import Doubt, Unpriced
from workbook.cost.demand.context import DEFAULT_REGION, Context
from workbook.cost.demand.shares import NOTHING
from workbook.cost.meters.firewall import WebAcl, web_acl
from workbook.cost.readers.distributions import covered
from workbook.cost.readers.reader import Found, Readers
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.model import Resource, Value, at, describe, references
from workbook.template.scalars import number

WEB_ACL, RULE_GROUP = "AWS::WAFv2::WebACL", "AWS::WAFv2::RuleGroup"
INCLUDED_CAPACITY, NEXT_CAPACITY = 1500, 2000
"""Capacity units that the usual price of requests includes, and those up to which the next one holds."""
BOTS = "AWSManagedRulesBotControlRuleSet"
CAPACITY: Mapping[str, int] = MappingProxyType({
    "AWSManagedRulesCommonRuleSet": 700,
    "AWSManagedRulesKnownBadInputsRuleSet": 200,
    "AWSManagedRulesSQLiRuleSet": 200,
    "AWSManagedRulesLinuxRuleSet": 200,
    "AWSManagedRulesWindowsRuleSet": 200,
    "AWSManagedRulesUnixRuleSet": 100,
    "AWSManagedRulesPHPRuleSet": 100,
    "AWSManagedRulesWordPressRuleSet": 100,
    "AWSManagedRulesAdminProtectionRuleSet": 100,
    "AWSManagedRulesAmazonIpReputationList": 25,
    "AWSManagedRulesAnonymousIpList": 50,
    BOTS: 50,
})  # fmt: skip
"""Capacity units of the groups that AWS manages at its usual price (WAF developer guide, managed rule groups)."""


def firewall(resource: Resource, context: Context) -> Found:
    """A web ACL with the requests of what it protects; one that a flat-rate plan covers costs nothing."""
    if covered(resource, context.graph):
        return
    rules = _entries(resource.get("Rules"))
    statements = [at(rule, "Statement") for rule in rules]
    managed = [name for name in map(_managed, statements) if name]
    groups = [each for each in statements if at(each, "RuleGroupReferenceStatement") is not None]
    capacity = _capacity(resource, managed, context.graph)
    acl = WebAcl(
        own_rules=len(rules) - len(managed) - len(groups),
        managed_groups=len(managed),
        own_groups=len(groups),
        rules_in_own_groups=sum(len(_entries(group.get("Rules"))) for group in _groups(resource, context.graph)),
        bot_control=any(name == BOTS for name in managed),
        large=capacity > INCLUDED_CAPACITY,
    )
    traffic = context.requests(resource)
    known = context.share(resource) != NOTHING
    count = traffic.api_requests + traffic.asset_requests if known else None
    at_edge = resource.get("Scope") == "CLOUDFRONT"
    yield from web_acl(acl, count, "Rules" if rules else "", DEFAULT_REGION if at_edge else None)
    yield from _extras(managed, capacity)
    if len(groups) > len(_groups(resource, context.graph)):
        yield Doubt(_OTHERS_GROUP, "Rules")


READERS: Readers = {WEB_ACL: firewall}


def _entries(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else ()


def _managed(statement: Value) -> str:
    """The name of the managed group that a rule adds, with the vendor before it unless that is AWS."""
    group = at(statement, "ManagedRuleGroupStatement")
    if group is None:
        return ""
    vendor, name = describe(at(group, "VendorName")), describe(at(group, "Name"))
    return name if vendor in {"AWS", ""} else f"{vendor}/{name}"


def _groups(resource: Resource, graph: Graph) -> list[Resource]:
    """The groups of the template that a web ACL adds."""
    named = {each.target for _, each in references(resource.get("Rules"))}
    return [group for group in graph.resources(RULE_GROUP) if group.id in named]


def _capacity(resource: Resource, managed: list[str], graph: Graph) -> float:
    """The capacity units that are known: those of managed groups, of groups of the template, one for each own rule."""
    groups = _groups(resource, graph)
    own = len(_entries(resource.get("Rules"))) - len(managed) - len(groups)
    return own + sum(CAPACITY.get(name, 0) for name in managed) + sum(number(g.get("Capacity")) or 0 for g in groups)


def _extras(managed: list[str], capacity: float) -> Iterator[Unpriced]:
    """What a web ACL is charged for besides, without a price in the book."""
    if BOTS in managed:
        yield Unpriced(_BOT_REQUESTS, "Rules")
    for name in managed:
        if name not in CAPACITY:
            yield Unpriced(_OTHER_GROUP.format(name=name), "Rules")
    if capacity > NEXT_CAPACITY:
        yield Unpriced(_MORE_CAPACITY, "Rules")


_OTHERS_GROUP = Text(
    en="the rules of a group that the source does not declare are not counted",
    es="no se cuentan las reglas de un grupo que la fuente no declara",
)
_BOT_REQUESTS = Text(
    en="the price book has no price for the requests that Bot Control inspects",
    es="el libro de precios no tiene precio para las peticiones que inspecciona Bot Control",
)
_OTHER_GROUP = Text(
    en="the managed group {name} may have a price of its own, which the price book does not have",
    es="el grupo gestionado {name} puede tener un precio propio, que el libro de precios no tiene",
)
_MORE_CAPACITY = Text(
    en="above 2,000 capacity units requests cost more than the price book tells",
    es="por encima de 2.000 unidades de capacidad las peticiones cuestan más de lo que dice el libro de precios",
)
