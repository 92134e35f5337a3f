"""What a web ACL of WAF costs: itself, its rules and groups, and the requests that it inspects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number
from workbook.lang import Text, same


@dataclass(frozen=True, slots=True)
class WebAcl:
    """What is in a web ACL. A managed group counts once, whatever is in it; a group of your own counts with its rules.

    `large` is one of more than 1,500 capacity units.
    """

    own_rules: int = 0
    managed_groups: int = 0
    own_groups: int = 0
    rules_in_own_groups: int = 0
    bot_control: bool = False
    large: bool = False

    @property
    def counted(self) -> int:
        """The rules and groups that are paid for."""
        return self.own_rules + self.managed_groups + self.own_groups + self.rules_in_own_groups


def web_acl(acl: WebAcl, requests: Number | None, path: str = "", place: str | None = None) -> Iterator[Component]:
    """A web ACL with its requests; None where nobody knows how many."""
    yield Component(_ACL, "waf.acl", 1.0, Kind.FIXED, _ONE, {}, path, place)
    if acl.counted:
        terms = {"own": acl.own_rules + acl.rules_in_own_groups, "groups": acl.managed_groups + acl.own_groups}
        yield Component(_RULES, "waf.rule", float(acl.counted), Kind.FIXED, _COUNTED, terms, path, place)
    if acl.bot_control:
        yield Component(_BOTS, "waf.bot-control", 1.0, Kind.FIXED, _ONE, {}, path, place)
    key = "waf.requests.large" if acl.large else "waf.requests"
    inspected = {"count": same("?") if requests is None else requests}
    yield Component(_REQUESTS, key, requests, Kind.USAGE, _INSPECTED, inspected, path, place)


_ACL = Text(en="web ACL", es="ACL web")
_RULES = Text(en="rules of web ACLs", es="reglas de ACL web")
_BOTS = Text(en="Bot Control", es="Bot Control")
_REQUESTS = Text(en="requests that WAF inspects", es="peticiones que inspecciona WAF")
_ONE = Text(en="one a month", es="una al mes")
_COUNTED = Text(en="{own} rules and {groups} groups", es="{own} reglas y {groups} grupos")
_INSPECTED = Text(en="{count} requests a month", es="{count} peticiones al mes")
