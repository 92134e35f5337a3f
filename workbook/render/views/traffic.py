"""The arrows of the overview: requests, look-ups, replication, and the quiet traffic of control."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbook.graph.model import GITHUB, USERS, Edge, EdgeKind, Graph, Node, NodeId
from workbook.graph.queries import DEFAULT_ROUTES
from workbook.lang import Text, same
from workbook.render.catalogue import Part, kind_of
from workbook.render.scene import LinkKind
from workbook.render.views.arrows import Arrow, protocol
from workbook.render.views.cast import Cast
from workbook.render.views.names import kind
from workbook.render.views.sites import site_of
from workbook.render.views.terrain import Ground, subnet_box
from workbook.render.views.words import DNS, IMAGE, LOGS, PUBLISH, PUSH_IMAGE, SECRETS, SYNCHRONOUS, VERBS
from workbook.template.model import describe

_REQUESTS = (
    EdgeKind.CONNECTS_TO,
    EdgeKind.FORWARDS_TO,
    EdgeKind.INVOKES,
    EdgeKind.READS,
    EdgeKind.WRITES,
    EdgeKind.NOTIFIES,
    EdgeKind.PULLS_FROM,
)
_CONTROL_WORDS = {EdgeKind.PULLS_FROM: IMAGE, EdgeKind.READS: SECRETS}
_PUSHES = {"AWS::ECR::Repository": PUSH_IMAGE, "AWS::S3::Bucket": PUBLISH}
_GATEWAY = "AWS::EC2::InternetGateway"


def traffic(graph: Graph, land: Ground, cast: Cast) -> Iterator[Arrow]:
    """Every arrow of the overview, each with the edges that prove it."""
    yield from _lookups(graph, cast)
    yield from _requests(graph, land, cast)
    yield from _replication(graph, cast)
    yield from _logs(graph, cast)
    yield from _delivery(graph, cast)
    yield from _outbound(graph, land, cast)


def _lookups(graph: Graph, cast: Cast) -> Iterator[Arrow]:
    """Users ask the zone for every name that it resolves to something drawn."""
    for user in cast.lead(USERS):
        for node in graph.of_type("AWS::Route53::HostedZone", "External::Zone"):
            records = graph.successors(node.id, EdgeKind.CONTAINS)
            edges = tuple(edge for record in records for edge in graph.outgoing(record.id, EdgeKind.RESOLVES_TO))
            for zone in cast.lead(node.id) if edges else ():
                yield Arrow(user, zone, LinkKind.LOOKUP, edges, DNS)


def _requests(graph: Graph, land: Ground, cast: Cast) -> Iterator[Arrow]:
    for edge in graph.edges:
        source, target = cast.homes.get(edge.source), cast.homes.get(edge.target)
        if edge.kind not in _REQUESTS or source is None or target is None or source == target:
            continue
        if _is_control(graph, edge, source, target):
            words = _CONTROL_WORDS.get(edge.kind)
            yield from _between(cast.lead(source), cast.lead(target), LinkKind.CONTROL, edge, words)
        elif edge.source == USERS and (gateway := _gateway_before(graph, land, cast, target)):
            yield from _through_gateway(graph, cast, edge, gateway, target)
        else:
            pairs = _between(cast.workers(source), cast.workers(target), LinkKind.DATA, edge, _label(graph, edge))
            yield from pairs


def _is_control(graph: Graph, edge: Edge, source: NodeId, target: NodeId) -> bool:
    quiet = {kind(graph.nodes[end]).part for end in (source, target)}
    alarms = graph.nodes[edge.source].type.startswith(("AWS::CloudWatch::", "AWS::Budgets::"))
    return edge.kind is EdgeKind.PULLS_FROM or Part.OPERATIONS in quiet or alarms


def _between(
    sources: Sequence[str], targets: Sequence[str], kind_: LinkKind, edge: Edge, label: Text | None
) -> Iterator[Arrow]:
    """From every source to every target; between as many copies as copies, from each to its neighbour."""
    pairs: Iterable[tuple[str, str]] = ((s, t) for s in sources for t in targets)
    if len(sources) == len(targets):
        pairs = zip(sources, targets, strict=True)
    for source, target in pairs:
        yield Arrow(source, target, kind_, (edge,), label)


def _label(graph: Graph, edge: Edge) -> Text | None:
    if _only_redirects(graph, edge):
        return None
    words = protocol(edge.ports, _spoken(graph, edge))
    return same(words) if words else VERBS.get(edge.kind)


def _spoken(graph: Graph, edge: Edge) -> str:
    """The protocol that a target group speaks to its targets, or a load balancer to its users."""
    resource = graph.nodes[edge.source].resource
    if resource is not None and resource.type == "AWS::ElasticLoadBalancingV2::TargetGroup":
        return describe(resource.get("Protocol"))
    return ""


def _only_redirects(graph: Graph, edge: Edge) -> bool:
    """Whether what answers on this port does nothing but send users to HTTPS."""
    if edge.note == "redirect-to-https":
        return True
    listeners = [e.target for e in graph.outgoing(edge.target, EdgeKind.CONTAINS) if e.ports == edge.ports]
    actions = [e for listener in listeners for e in graph.outgoing(listener, EdgeKind.FORWARDS_TO)]
    return edge.source == USERS and bool(actions) and all(e.note.startswith("redirect") for e in actions)


def _gateway_before(graph: Graph, land: Ground, cast: Cast, target: NodeId) -> NodeId | None:
    """The internet gateway that requests to something inside a VPC pass."""
    site = site_of(graph, land.sites, target)
    if site is None:
        return None
    attached = [n.id for n in graph.successors(site.vpc, EdgeKind.CONTAINS) if n.type == _GATEWAY]
    return next((node for node in attached if cast.lead(node)), None)


def _through_gateway(graph: Graph, cast: Cast, edge: Edge, gateway: NodeId, target: NodeId) -> Iterator[Arrow]:
    routes = tuple(
        route
        for subnet in graph.successors(target, EdgeKind.PLACED_IN)
        for table in graph.successors(subnet.id, EdgeKind.ROUTES_WITH)
        for route in graph.outgoing(table.id, EdgeKind.ROUTES_TO)
        if route.target == gateway
    )
    for middle in cast.lead(gateway):
        for user in cast.lead(USERS):
            yield Arrow(user, middle, LinkKind.DATA, (edge,), _label(graph, edge), target)
        for end in cast.workers(target):
            yield Arrow(middle, end, LinkKind.DATA, (edge, *routes))


def _replication(graph: Graph, cast: Cast) -> Iterator[Arrow]:
    for node in graph.of_type("AWS::RDS::DBInstance"):
        edges = graph.outgoing(node.id, EdgeKind.PLACED_IN)
        for source, target in zip(cast.lead(node.id), cast.standby(node.id), strict=False):
            yield Arrow(source, target, LinkKind.REPLICATION, edges, SYNCHRONOUS)


def _logs(graph: Graph, cast: Cast) -> Iterator[Arrow]:
    """What computes writes its logs; the writers beside it are named below the log groups."""
    for edge in graph.edges:
        source, target = cast.homes.get(edge.source), cast.homes.get(edge.target)
        if edge.kind is not EdgeKind.WRITES_LOGS_TO or source is None or target is None:
            continue
        if kind_of(graph.nodes[source].type).part is Part.COMPUTE:
            yield from _between(cast.lead(source), cast.lead(target), LinkKind.CONTROL, edge, LOGS)


def _delivery(graph: Graph, cast: Cast) -> Iterator[Arrow]:
    """GitHub pushes to what the roles that it assumes let it change."""
    for assumed in graph.outgoing(GITHUB, EdgeKind.ASSUMES) if GITHUB in graph.nodes else ():
        for grant in graph.outgoing(assumed.target, EdgeKind.GRANTS):
            label = _PUSHES.get(graph.nodes[grant.target].type)
            if label is not None:
                ends = cast.lead(GITHUB), cast.lead(grant.target)
                yield from _between(*ends, LinkKind.CONTROL, grant, label)


def _outbound(graph: Graph, land: Ground, cast: Cast) -> Iterator[Arrow]:
    """The default routes of subnets in which something computes, to NAT and on to the internet gateway."""
    for site in land.sites:
        for plot in site.plots:
            inside = _senders(graph, cast, plot.subnet)
            for association in graph.outgoing(plot.subnet, EdgeKind.ROUTES_WITH) if inside else ():
                for route in graph.outgoing(association.target, EdgeKind.ROUTES_TO):
                    yield from _along(graph, cast, inside, (association, route))


def _senders(graph: Graph, cast: Cast, subnet: NodeId) -> tuple[tuple[Node, str], ...]:
    """What opens connections from a subnet, with its item there."""
    items = {node: item.id for item in cast.items.get(subnet_box(subnet), ()) for node in item.covers[:1]}
    nodes = [(graph.nodes[node], item) for node, item in items.items()]
    return tuple((n, item) for n, item in nodes if kind(n).part is Part.COMPUTE or n.type == "AWS::EC2::NatGateway")


def _along(graph: Graph, cast: Cast, inside: Sequence[tuple[Node, str]], edges: tuple[Edge, Edge]) -> Iterator[Arrow]:
    _, route = edges
    gateway = graph.nodes[route.target]
    if gateway.type == "AWS::EC2::VPCEndpoint":
        computing = [node for node, _ in inside if kind(node).part is Part.COMPUTE]
        senders = [item for node in computing for item in cast.lead(node.id)]
    elif route.note in DEFAULT_ROUTES:
        senders = [item for _, item in inside]
    else:
        return
    for sender in senders:
        for end in cast.lead(gateway.id):
            yield Arrow(sender, end, LinkKind.CONTROL, edges)
