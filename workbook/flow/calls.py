"""Who calls a load balancer, by which name, and which of its listeners and target groups take the request."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.flow.listeners import Forward
from workbook.flow.model import Place
from workbook.flow.pages import Page
from workbook.template.model import Resource


@dataclass(frozen=True, slots=True)
class Caller:
    """Who opens the connection, and whether over the internet; inside the network, addresses are private."""

    place: Place
    public: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """One way through a load balancer; `pages` are the frontends whose pages may be what calls."""

    caller: Caller
    balancer: Resource
    listener: Resource | None
    chosen: Forward | None
    host: str | None
    pages: tuple[Page, ...] = ()
