"""What one architecture guarantees and another does not: availability, recovery and security, read from both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbook.cost.readers.task_facts import SERVICE, strategy
from workbook.cost.whatif.availability import of_api, of_pages
from workbook.graph.model import Graph, node_id
from workbook.graph.queries import SubnetKind, internet_facing, subnet_route, subnets, zones
from workbook.lang import Text, quantity
from workbook.template.scalars import flag, number

NAT, DATABASE, GROUP = "AWS::EC2::NatGateway", "AWS::RDS::DBInstance", "AWS::Logs::LogGroup"
A_TENTH = Decimal("0.1")
FOR_EVER = float("inf")


@dataclass(frozen=True, slots=True)
class Guarantees:
    """The facts of a graph that a comparison looks at."""

    api_minutes_down: Decimal
    page_minutes_down: Decimal
    standby: bool
    backup_days: float
    zones_with_own_exit: int
    reaches_internet: bool
    private_tasks: bool
    spot: bool
    log_days: float


def guarantees(graph: Graph) -> Guarantees:
    """What a graph guarantees."""
    databases = graph.resources(DATABASE)
    services = graph.resources(SERVICE)
    kept = [number(group.get("RetentionInDays")) for group in graph.resources(GROUP)]
    return Guarantees(
        api_minutes_down=of_api(graph).minutes_down,
        page_minutes_down=of_pages(graph).minutes_down,
        standby=bool(databases) and all(flag(each.get("MultiAZ")) for each in databases),
        backup_days=min((number(each.get("BackupRetentionPeriod", 1)) or 0.0 for each in databases), default=0.0),
        zones_with_own_exit=len({zone for gateway in graph.resources(NAT) for zone in zones(graph, node_id(gateway))}),
        reaches_internet=_reaches_internet(graph),
        private_tasks=not any(internet_facing(graph, node_id(service)) for service in services),
        spot=any(provider == "FARGATE_SPOT" for service in services for provider, _, _ in strategy(service)),
        log_days=min((FOR_EVER if days is None else days for days in kept), default=0.0),
    )


def given_up(before: Guarantees, after: Guarantees) -> tuple[Text, ...]:
    """What the second guarantees less of than the first, a sentence each."""
    return tuple(text for compare in _COMPARISONS for text in compare(before, after))


def _reaches_internet(graph: Graph) -> bool:
    """Whether tasks have a way out: a route from their subnets, by whatever gateway or instance."""
    for service in graph.resources(SERVICE):
        for place in subnets(graph, node_id(service)):
            if subnet_route(graph, place.id).kind is SubnetKind.ISOLATED:
                return False
    return True


def _minutes(before: Guarantees, after: Guarantees) -> Iterator[Text]:
    for text, was, now in (
        (_API, before.api_minutes_down, after.api_minutes_down),
        (_PAGES, before.page_minutes_down, after.page_minutes_down),
    ):
        if now > was + A_TENTH:
            yield text.format(was=_shown(was), now=_shown(now))


def _recovery(before: Guarantees, after: Guarantees) -> Iterator[Text]:
    if before.standby and not after.standby:
        yield _NO_STANDBY
    if after.backup_days < before.backup_days:
        yield _BACKUPS.format(was=f"{before.backup_days:g}", now=f"{after.backup_days:g}")


def _way_out(before: Guarantees, after: Guarantees) -> Iterator[Text]:
    if before.reaches_internet and not after.reaches_internet:
        yield _NO_INTERNET
    if before.private_tasks and not after.private_tasks:
        yield _PUBLIC
    elif after.zones_with_own_exit < before.zones_with_own_exit and after.reaches_internet:
        yield _ONE_EXIT


def _tasks(before: Guarantees, after: Guarantees) -> Iterator[Text]:
    if after.spot and not before.spot:
        yield _SPOT


def _logs(before: Guarantees, after: Guarantees) -> Iterator[Text]:
    if after.log_days < before.log_days:
        was = _FOR_EVER if before.log_days == FOR_EVER else _DAYS.format(days=f"{before.log_days:g}")
        yield _LOGS.format(was=was, now=_DAYS.format(days=f"{after.log_days:g}"))


def _shown(minutes: Decimal) -> Text:
    return quantity(round(float(minutes), 1))


_COMPARISONS: tuple[Callable[[Guarantees, Guarantees], Iterator[Text]], ...] = (
    _minutes,
    _recovery,
    _way_out,
    _tasks,
    _logs,
)

_API = Text(
    en="Availability: calls may fail {now} minutes a month by AWS's promises, instead of {was}.",
    es="Disponibilidad: las llamadas pueden fallar {now} minutos al mes según las promesas de AWS, y no {was}.",
)
_PAGES = Text(
    en="Availability: pages may fail {now} minutes a month by AWS's promises, instead of {was}.",
    es="Disponibilidad: las páginas pueden fallar {now} minutos al mes según las promesas de AWS, y no {was}.",
)
_NO_STANDBY = Text(
    en="Recovery: no failover by itself; after the loss of its host or zone the database is repaired or restored.",
    es="Recuperación: sin conmutación automática; si se pierde su servidor o su zona, la base de datos se repara o se"
    " restaura.",
)
_BACKUPS = Text(
    en="Recovery: backups reach back {now} days instead of {was}.",
    es="Recuperación: las copias alcanzan {now} días atrás en lugar de {was}.",
)
_NO_INTERNET = Text(
    en="Reach: tasks get to nothing outside AWS.",
    es="Alcance: las tareas no llegan a nada fuera de AWS.",
)
_PUBLIC = Text(
    en="Security: tasks have addresses on the internet, and only their security group stands before them.",
    es="Seguridad: las tareas tienen direcciones en internet y solo su grupo de seguridad las protege.",
)
_ONE_EXIT = Text(
    en="Availability: when the zone of the way out is lost, no new task starts in the other one.",
    es="Disponibilidad: si se pierde la zona de la salida, no arranca ninguna tarea nueva en la otra.",
)
_SPOT = Text(
    en="Availability: AWS may take tasks away at two minutes' notice.",
    es="Disponibilidad: AWS puede retirar tareas con dos minutos de aviso.",
)
_LOGS = Text(
    en="Security: logs reach back {now} instead of {was}.",
    es="Seguridad: los registros alcanzan {now} en lugar de {was}.",
)
_DAYS = Text(en="{days} days", es="{days} días")
_FOR_EVER = Text(en="to the first day", es="hasta el primer día")
