"""An availability zone is lost: what of each part lies in the other zones, and what depended on the lost one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from workbook.flow.documented import BALANCER_DNS, ZONE_SPREAD
from workbook.flow.failures.consequences import follows
from workbook.flow.failures.database import CLUSTER, INSTANCE, databases, standby
from workbook.flow.failures.service import Service, services
from workbook.flow.model import Consequence, Failure, FailureKind, Outcome, Place
from workbook.flow.places import place
from workbook.flow.settings import seconds
from workbook.graph.model import Edge, EdgeKind, Graph, NodeId, node_id
from workbook.graph.queries import subnet_route, zones
from workbook.lang import Text, same
from workbook.template.model import Evidence, Resource

_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
_NAT = "AWS::EC2::NatGateway"
Effect = tuple[Outcome | None, Consequence]
"""What follows for one part, and how it ends for the users; None where the template does not tell where it lies."""


def zone_failure(graph: Graph) -> Iterator[Failure]:
    """What happens when the zone is lost that costs most; nothing where the template tells no zone of any part."""
    effects = tuple(_effects(graph))
    outcomes = [outcome for outcome, _ in effects if outcome is not None]
    if not outcomes:
        return
    yield Failure(
        kind=FailureKind.ZONE,
        name=_NAME,
        subject=_subject(graph),
        outcome=max(outcomes),
        consequences=tuple(consequence for _, consequence in effects),
    )


def _effects(graph: Graph) -> Iterator[Effect]:
    for balancer in graph.resources(_BALANCER):
        yield _balancer(graph, balancer)
    for service in services(graph):
        yield _tasks(graph, service)
        yield from _egress(graph, service)
    for database in databases(graph):
        yield _database(graph, database)


def _subject(graph: Graph) -> Place:
    parts = graph.of_type("AWS::EC2::VPC", _BALANCER, "AWS::ECS::Service", INSTANCE, CLUSTER)
    return place(graph, parts[0].id)


def _balancer(graph: Graph, balancer: Resource) -> Effect:
    here, proof = node_id(balancer), tuple(_where(graph, node_id(balancer)))
    words = {"part": place(graph, here).the, "zones": _list(zones(graph, here)), "count": len(zones(graph, here))}
    if not zones(graph, here):
        return None, follows(_UNTOLD.format(**words), evidence=(balancer.evidence(),))
    if len(zones(graph, here)) == 1:
        return Outcome.STOPPED, follows(_ONE_ZONE.format(**words), evidence=proof)
    sentence = _BALANCER_STAYS.format(**words, kept=seconds(BALANCER_DNS.number))
    return Outcome.SERVED_ON, follows(sentence, evidence=proof, documented=(BALANCER_DNS.source,))


def _tasks(graph: Graph, service: Service) -> Effect:
    found, tasks = zones(graph, service.node), service.tasks
    proof = tuple(_where(graph, service.node))
    words = {"part": place(graph, service.node).the, "zones": _list(found), "count": len(found)}
    if not found:
        return None, follows(_UNTOLD.format(**words), evidence=(service.resource.evidence(),))
    if len(found) == 1:
        return Outcome.STOPPED, follows(_ONE_ZONE.format(**words), evidence=proof)
    takes = None if service.detection is None else service.detection.takes
    if tasks.number is None or tasks.number < 2:
        return Outcome.INTERRUPTED, follows(_LONE_TASK.format(**words), tasks, takes=takes, evidence=proof)
    total = int(tasks.number)
    sentence = _TASKS_STAY.format(**words, total=total, rest=total - ceil(total / len(found)))
    return Outcome.SERVED_ON, follows(sentence, tasks, takes=takes, evidence=proof, documented=(ZONE_SPREAD,))


def _egress(graph: Graph, service: Service) -> Iterator[Effect]:
    """Whether a zone that stays keeps its way out, or shares the NAT gateway of the one that is lost."""
    ways = tuple(_ways_out(graph, service))
    shared = tuple((subnet, route) for subnet, route in ways if zones(graph, subnet) != zones(graph, route.target))
    if shared:
        yield _shared_egress(graph, service, shared)
    elif ways and len(ways) == len(graph.successors(service.node, EdgeKind.PLACED_IN)):
        proof = tuple(route.evidence for _, route in ways)
        yield Outcome.SERVED_ON, follows(_OWN_EGRESS.format(part=place(graph, service.node).the), evidence=proof)


def _ways_out(graph: Graph, service: Service) -> Iterator[tuple[NodeId, Edge]]:
    """Each subnet of a service whose default route leads to a NAT gateway, with that route."""
    for subnet in graph.successors(service.node, EdgeKind.PLACED_IN):
        for route in subnet_route(graph, subnet.id).proof[-1:]:
            if graph.nodes[route.target].type == _NAT:
                yield subnet.id, route


def _shared_egress(graph: Graph, service: Service, shared: tuple[tuple[NodeId, Edge], ...]) -> Effect:
    gateways = {route.target for _, route in shared}
    words = _SHARED_EGRESS.format(
        part=place(graph, service.node).the,
        nat=_list(tuple(sorted({zone for gateway in gateways for zone in zones(graph, gateway)}))),
        others=_list(tuple(sorted({zone for subnet, _ in shared for zone in zones(graph, subnet)}))),
    )
    alone = service.tasks.number is None or service.tasks.number < 2
    proof = (*(route.evidence for _, route in shared), *_placed(graph, gateways))
    return Outcome.STOPPED if alone else Outcome.SERVED_ON, follows(words, evidence=proof)


def _placed(graph: Graph, gateways: set[NodeId]) -> Iterator[Evidence]:
    """The places that put NAT gateways into their subnets."""
    for gateway in sorted(gateways):
        resource = graph.nodes[gateway].resource
        if resource is not None:
            yield resource.evidence("SubnetId")


def _database(graph: Graph, database: Resource) -> Effect:
    label, waiting = place(graph, node_id(database)).the, standby(graph, database)
    if waiting is not None:
        words, papers = _STANDBY.format(database=label), (waiting.document,)
        return Outcome.INTERRUPTED, follows(words, takes=waiting.takes, evidence=waiting.proof, documented=papers)
    single = database.evidence("MultiAZ") if database.get("MultiAZ") is not None else database.evidence()
    return Outcome.STOPPED, follows(_NO_STANDBY.format(database=label), evidence=(single,))


def _where(graph: Graph, node: NodeId) -> Iterator[Evidence]:
    """The places that say in which zones a node lies."""
    for subnet in graph.successors(node, EdgeKind.PLACED_IN):
        if subnet.resource is not None:
            yield subnet.resource.evidence("AvailabilityZone")


def _list(names: tuple[str, ...]) -> Text:
    """Zones by name; one that only the deployment knows by its place in the list of the region's zones."""
    found = [_zone(name) for name in names]
    return Text(en=", ".join(text.en for text in found), es=", ".join(text.es for text in found))


def _zone(name: str) -> Text:
    chosen = re.match(r"\$\{Fn::Select\((\d+), ", name)
    return same(name) if chosen is None else _NUMBERED.format(number=int(chosen[1]) + 1)


_NUMBERED = Text(en="zone {number}", es="zona {number}")
_NAME = Text(en="an availability zone is lost", es="se pierde una zona de disponibilidad")
_UNTOLD = Text(
    en="{part}: the zones are given from outside the template",
    es="{part}: las zonas vienen de fuera de la plantilla",
)
_ONE_ZONE = Text(
    en="{part}: everything lies in {zones}, so nothing of it is left when that zone is lost",
    es="{part}: todo está en {zones}, así que no queda nada si se pierde esa zona",
)
_BALANCER_STAYS = Text(
    en="{part}: it has addresses in {count} zones ({zones}); those in the lost zone leave the answer of DNS, which "
    "browsers keep for up to {kept}",
    es="{part}: tiene direcciones en {count} zonas ({zones}); las de la zona perdida salen de la respuesta del DNS, "
    "que los navegadores conservan hasta {kept}",
)
_TASKS_STAY = Text(
    en="{part}: they are spread over {count} zones ({zones}), so at least {rest} of {total} go on answering; once "
    "the lost ones are found, ECS starts them again in the zones that stay",
    es="{part}: están repartidas en {count} zonas ({zones}), así que al menos {rest} de {total} siguen respondiendo; "
    "al descubrirse las perdidas, ECS las arranca de nuevo en las zonas que quedan",
)
_LONE_TASK = Text(
    en="{part}: a single task may have been in the lost zone; nobody answers until it runs again in another one "
    "({zones})",
    es="{part}: una tarea única pudo estar en la zona perdida; nadie responde hasta que se ejecuta de nuevo en otra "
    "({zones})",
)
_OWN_EGRESS = Text(
    en="{part}: each zone has a NAT gateway of its own, so new tasks in the zones that stay reach images and secrets",
    es="{part}: cada zona tiene su propia puerta de enlace NAT, así que las tareas nuevas de las zonas que quedan "
    "alcanzan imágenes y secretos",
)
_SHARED_EGRESS = Text(
    en="{part}: the NAT gateway in {nat} also serves {others}; if {nat} is lost, tasks in {others} answer on, but no "
    "new one can start there, as it reaches neither its image nor its secrets",
    es="{part}: la puerta de enlace NAT de {nat} también sirve a {others}; si se pierde {nat}, las tareas de "
    "{others} siguen respondiendo, pero no puede arrancar ninguna nueva, pues no alcanza ni su imagen ni sus secretos",
)
_STANDBY = Text(
    en="{database}: if it was in the lost zone, the standby in the other zone takes over by itself",
    es="{database}: si estaba en la zona perdida, la réplica en espera de la otra zona toma el relevo sola",
)
_NO_STANDBY = Text(
    en="{database}: if it was in the lost zone, nothing takes over; somebody restores a backup in another zone",
    es="{database}: si estaba en la zona perdida, nada toma el relevo; alguien restaura una copia en otra zona",
)
