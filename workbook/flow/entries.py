"""Where requests come in: each frontend, each API, each load balancer, with the walk that starts there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from workbook.flow import direct, dns, edge, gateway
from workbook.flow.balanced import through
from workbook.flow.balancing import answering
from workbook.flow.behaviours import BUCKET, Behaviour, aliases, behaviours, origin_type, parts
from workbook.flow.calls import Call, Caller
from workbook.flow.declared import lost_names
from workbook.flow.listeners import ENCRYPTED, Forward, forwards, protocol
from workbook.flow.model import PathKind, Place
from workbook.flow.named import items
from workbook.flow.origin import BALANCER, onward
from workbook.flow.pages import Page, pages
from workbook.flow.places import browser, host_of, inside_caller, place
from workbook.flow.step import Step
from workbook.graph.model import USERS, Edge, EdgeKind, Graph, NodeId, node_id
from workbook.lang import Text
from workbook.template.model import Evidence, Resource

T = TypeVar("T")
DISTRIBUTION = "AWS::CloudFront::Distribution"


@dataclass(frozen=True, slots=True)
class Entry:
    """One way in: what it fetches, under which name, and the steps from there, which are walked as far as they hold."""

    kind: PathKind
    name: Text
    steps: Iterator[Step]


def entries(graph: Graph) -> Iterator[Entry]:
    """Every way in, the page loads first."""
    distributions = graph.resources(DISTRIBUTION)
    yield from (entry for d in distributions for entry in _pages(graph, d))
    yield from (entry for d in distributions for entry in _calls(graph, d))
    callers = pages(graph)
    fronted = {b for d in distributions for b in _fronted(graph, d)}
    for balancer in graph.resources(BALANCER):
        if node_id(balancer) not in fronted or _has_name_for_users(graph, balancer):
            yield from _balanced(graph, balancer, callers)
    for api in graph.outgoing(USERS, EdgeKind.CONNECTS_TO):
        yield from _api(graph, api)
    yield from _direct(graph)
    yield from _lost(graph)


def _lost(graph: Graph) -> Iterator[Entry]:
    """Names that lead nowhere, since what they led to is declared no more."""
    for name in lost_names(graph):
        kind, sentence = (PathKind.PAGE_LOAD, _PAGE) if name.of_page else (PathKind.API_CALL, _CALL)
        yield Entry(kind, sentence.format(site=name.host), iter((name.step(graph, browser()),)))


def _pages(graph: Graph, distribution: Resource) -> Iterator[Entry]:
    default = behaviours(distribution)[0]
    for host in _hosts(distribution):
        name = _PAGE.format(site=host or place(graph, node_id(distribution)).the)
        yield Entry(PathKind.PAGE_LOAD, name, _at_edge(graph, default, host))


def _calls(graph: Graph, distribution: Resource) -> Iterator[Entry]:
    """What other behaviours answer, except for those that are told with the page."""
    host = next(_hosts(distribution))
    default, *others = behaviours(distribution)
    told = parts(graph, default)
    for behaviour in (one for one in others if one not in told):
        from_bucket = origin_type(graph, behaviour) == BUCKET
        kind = PathKind.PAGE_LOAD if from_bucket else PathKind.API_CALL
        site = host or place(graph, node_id(distribution)).the
        yield Entry(kind, _PART.format(pattern=behaviour.pattern, site=site), _at_edge(graph, behaviour, host))


def _hosts(distribution: Resource) -> Iterator[str | None]:
    yield from _or_none([host for host, _ in aliases(distribution)])


def _at_edge(graph: Graph, behaviour: Behaviour, host: str | None) -> Iterator[Step]:
    yield _name(graph, browser(), behaviour.distribution, host)
    yield edge.enter(graph, browser(), behaviour, host)
    yield from onward(graph, behaviour, host)


def _name(graph: Graph, caller: Place, target: Resource, host: str | None) -> Step:
    if host is None:
        return dns.own_name(graph, caller, target)
    return dns.look_up(graph, caller, target, host)


def _fronted(graph: Graph, distribution: Resource) -> Iterator[NodeId]:
    """The load balancers that a distribution stands in front of."""
    for leading in graph.outgoing(node_id(distribution), EdgeKind.FORWARDS_TO):
        yield leading.target


def _has_name_for_users(graph: Graph, balancer: Resource) -> bool:
    """Whether a name leads to a load balancer by which no distribution calls it."""
    domains = (
        host_of(distribution.get(f"{path}.DomainName"))
        for distribution in graph.resources(DISTRIBUTION)
        for path in items(distribution, "DistributionConfig.Origins")
    )
    return bool({name.host for name in dns.names_of(graph, node_id(balancer))} - set(domains))


def _balanced(graph: Graph, balancer: Resource, callers: tuple[Page, ...]) -> Iterator[Entry]:
    listener = answering(graph, balancer)
    groups = {f.group: f for f in reversed(forwards(graph, listener))} if listener is not None else {}
    caller = _caller(graph, balancer)
    for host in _or_none(sorted({name.host for name in dns.names_of(graph, node_id(balancer))})):
        fitting = [f for f in reversed(groups.values()) if _fits(f, host)]
        for chosen in _or_none(fitting):
            call = Call(caller, balancer, listener, chosen, host, callers if caller.public else ())
            yield Entry(PathKind.API_CALL, _call_name(graph, call, several=len(fitting) > 1), _call(graph, call))


def _or_none(found: Sequence[T]) -> Sequence[T | None]:
    """What was found, or one None, so that a walk without it still tells what is missing."""
    return found or (None,)


def _caller(graph: Graph, balancer: Resource) -> Caller:
    """Browsers call a load balancer, unless it is internal and no public name leads to it."""
    names = dns.names_of(graph, node_id(balancer))
    if balancer.get("Scheme") == "internal" and all(dns.is_private(graph, name) for name in names):
        return Caller(inside_caller(), public=False)
    return Caller(browser())


def _fits(chosen: Forward, host: str | None) -> bool:
    """Whether the conditions of a rule let this host pass; conditions on other things are the caller's choice."""
    _, by_host, rest = chosen.conditions.partition("host-header ")
    return not by_host or host is None or "*" in rest or host in rest


def _call_name(graph: Graph, call: Call, *, several: bool) -> Text:
    site = call.host or place(graph, node_id(call.balancer)).the
    if several and call.chosen is not None and call.chosen.conditions:
        return _CALL_WHERE.format(site=site, conditions=call.chosen.conditions)
    return _CALL.format(site=site)


def _call(graph: Graph, call: Call) -> Iterator[Step]:
    encrypted = call.listener is not None and protocol(call.listener) in ENCRYPTED
    if call.host is None and encrypted and call.caller.public:
        yield dns.without_name(graph, call.caller.place, call.balancer)
    else:
        yield _name(graph, call.caller.place, call.balancer, call.host)
    yield from through(graph, call)


def _api(graph: Graph, entry: Edge) -> Iterator[Entry]:
    api = graph.nodes[entry.target].resource
    if api is None or api.type not in gateway.API_TYPES:
        return
    found = gateway.chains(graph, entry.target)
    site = place(graph, entry.target).the
    for chain in _or_none(found):
        end = place(graph, chain[-1].target).the if chain and len(found) > 1 else None
        name = _CALL.format(site=site) if end is None else _CALL_OF.format(site=site, worker=end)
        yield Entry(PathKind.API_CALL, name, _through_api(graph, entry, api, chain))


def _through_api(graph: Graph, entry: Edge, api: Resource, chain: gateway.Chain | None) -> Iterator[Step]:
    yield _own_or_first_name(graph, api)
    yield gateway.enter(graph, browser(), entry)
    yield from gateway.behind(graph, entry.target, chain)


def _direct(graph: Graph) -> Iterator[Entry]:
    """Websites and machines that browsers reach without anything in front."""
    for resource in graph.resources(direct.BUCKET, *direct.EXPOSED_TYPES):
        node = node_id(resource)
        if graph.incoming(node, EdgeKind.FORWARDS_TO):
            continue
        site = place(graph, node).the
        address, port = direct.public_address(graph, node), direct.open_port(graph, node)
        if resource.type == direct.BUCKET and resource.get("WebsiteConfiguration"):
            yield Entry(PathKind.PAGE_LOAD, _PAGE.format(site=site), _website(graph, resource))
        elif resource.type != direct.BUCKET and address is not None and port is not None:
            yield Entry(PathKind.API_CALL, _CALL.format(site=site), _exposed(graph, resource, address, port))


def _website(graph: Graph, bucket: Resource) -> Iterator[Step]:
    yield _own_or_first_name(graph, bucket)
    yield direct.website(graph, browser(), bucket)


def _exposed(graph: Graph, resource: Resource, address: Evidence, port: int) -> Iterator[Step]:
    yield _own_or_first_name(graph, resource)
    yield from direct.call(graph, browser(), node_id(resource), address, port)


def _own_or_first_name(graph: Graph, target: Resource) -> Step:
    hosts = [name.host for name in dns.names_of(graph, node_id(target))]
    return _name(graph, browser(), target, next(iter(hosts), None))


_PAGE = Text(en="page load of {site}", es="carga de la página desde {site}")
_PART = Text(en="request for {pattern} of {site}", es="petición de {pattern} hacia {site}")
_CALL = Text(en="API call to {site}", es="llamada a la API por {site}")
_CALL_OF = Text(en="API call to {site} for {worker}", es="llamada a la API por {site} para {worker}")
_CALL_WHERE = Text(en="API call to {site} ({conditions})", es="llamada a la API por {site} ({conditions})")
