"""What one architecture guarantees and another does not: availability, recovery and security, read from both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbook.cost.whatif import facts
from workbook.cost.whatif.availability import of_api, of_pages
from workbook.graph.model import Graph
from workbook.lang import Text, quantity
from workbook.workload.load import default_workload
from workbook.workload.traffic import Hours, typical_hours

A_TENTH = Decimal("0.1")
FOR_EVER = float("inf")


@dataclass(frozen=True, slots=True)
class Guarantees:
    """The facts of a graph that a comparison looks at; `facts` says what each means."""

    api_minutes_down: Decimal
    page_minutes_down: Decimal
    hours_open: float
    standby: bool
    backup_days: float | None
    own_exits: int | None
    reaches_internet: bool
    private_programs: bool
    private_databases: bool
    spot: bool
    log_days: float | None


def guarantees(graph: Graph, hours: Hours | None = None) -> Guarantees:
    """What a graph guarantees, in a month of these typical hours; those of the assumptions where none are given."""
    return Guarantees(
        api_minutes_down=of_api(graph).minutes_down,
        page_minutes_down=of_pages(graph).minutes_down,
        hours_open=facts.hours_open(graph, hours or typical_hours(default_workload())),
        standby=facts.standby(graph),
        backup_days=facts.backup_days(graph),
        own_exits=facts.own_exits(graph),
        reaches_internet=facts.shut_in(graph) is None,
        private_programs=facts.public_program(graph) is None,
        private_databases=facts.public_database(graph) is None,
        spot=facts.spot(graph) is not None,
        log_days=facts.log_days(graph),
    )


def given_up(before: Guarantees, after: Guarantees) -> tuple[Text, ...]:
    """What the second guarantees less of than the first, a sentence each."""
    return tuple(text for compare in _COMPARISONS for text in compare(before, after))


def _minutes(before: Guarantees, after: Guarantees) -> Iterator[Text]:
    for text, was, now in (
        (_API, before.api_minutes_down, after.api_minutes_down),
        (_PAGES, before.page_minutes_down, after.page_minutes_down),
    ):
        if now > was + A_TENTH:
            yield text.format(was=_shown(was), now=_shown(now))


def _hours(before: Guarantees, after: Guarantees) -> Iterator[Text]:
    if after.hours_open < before.hours_open - 1:
        yield _OPEN.format(was=quantity(round(before.hours_open)), now=quantity(round(after.hours_open)))


def _recovery(before: Guarantees, after: Guarantees) -> Iterator[Text]:
    if before.standby and not after.standby:
        yield _NO_STANDBY
    if before.backup_days and not after.backup_days:
        yield _NO_BACKUPS
    elif before.backup_days and after.backup_days and after.backup_days < before.backup_days:
        yield _BACKUPS.format(was=f"{before.backup_days:g}", now=_days(after.backup_days))


def _way_out(before: Guarantees, after: Guarantees) -> Iterator[Text]:
    if before.reaches_internet and not after.reaches_internet:
        yield _NO_INTERNET
    if before.own_exits is not None and after.own_exits is not None and after.own_exits < before.own_exits:
        yield _ONE_EXIT


def _doors(before: Guarantees, after: Guarantees) -> Iterator[Text]:
    if before.private_programs and not after.private_programs:
        yield _PUBLIC
    if before.private_databases and not after.private_databases:
        yield _PUBLIC_DATABASE


def _tasks(before: Guarantees, after: Guarantees) -> Iterator[Text]:
    if after.spot and not before.spot:
        yield _SPOT


def _logs(before: Guarantees, after: Guarantees) -> Iterator[Text]:
    if before.log_days is None or after.log_days is None or after.log_days >= before.log_days:
        return
    was = _FOR_EVER if before.log_days == FOR_EVER else _days(before.log_days)
    yield _LOGS.format(was=was, now=_days(after.log_days))


def _days(number: float) -> Text:
    return (_DAY if number == 1 else _DAYS).format(days=f"{number:g}")


def _shown(minutes: Decimal) -> Text:
    return quantity(round(float(minutes), 1))


_COMPARISONS: tuple[Callable[[Guarantees, Guarantees], Iterator[Text]], ...] = (
    _minutes,
    _hours,
    _recovery,
    _way_out,
    _doors,
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
_OPEN = Text(
    en="Availability: open {now} hours of a month instead of {was}.",
    es="Disponibilidad: abierto {now} horas al mes en lugar de {was}.",
)
_NO_STANDBY = Text(
    en="Recovery: no failover by itself; if its host or zone is lost, the database is repaired, or restored to at most"
    " five minutes before.",
    es="Recuperación: sin conmutación automática; si se pierde su servidor o su zona, la base de datos se repara, o se"
    " restaura como estaba como mucho cinco minutos antes.",
)
_NO_BACKUPS = Text(
    en="Recovery: no backups; what is deleted or damaged is lost.",
    es="Recuperación: sin copias de seguridad; lo que se borra o se daña está perdido.",
)
_BACKUPS = Text(
    en="Recovery: backups reach back {now} instead of {was}.",
    es="Recuperación: las copias abarcan los últimos {now} en lugar de {was}.",
)
_NO_INTERNET = Text(
    en="Reach: the program gets to nothing outside AWS.",
    es="Alcance: el programa no llega a nada fuera de AWS.",
)
_PUBLIC = Text(
    en="Security: tasks have addresses on the internet, and only their security group stands before them.",
    es="Seguridad: las tareas tienen direcciones en internet y solo su grupo de seguridad las protege.",
)
_PUBLIC_DATABASE = Text(
    en="Security: the database has an address on the internet.",
    es="Seguridad: la base de datos tiene una dirección en internet.",
)
_ONE_EXIT = Text(
    en="Availability: when the zone of the way out is lost, no new task starts in the other one, and those that run"
    " send neither logs nor calls.",
    es="Disponibilidad: si se pierde la zona de la salida, no arranca ninguna tarea nueva en la otra, y las que"
    " funcionan no envían registros ni llamadas.",
)
_SPOT = Text(
    en="Availability: AWS may take tasks away at two minutes' notice.",
    es="Disponibilidad: AWS puede retirar tareas con dos minutos de aviso.",
)
_LOGS = Text(
    en="Security: logs reach back {now} instead of {was}.",
    es="Seguridad: los registros abarcan {now} en lugar de {was}.",
)
_DAY = Text(en="{days} day", es="{days} día")
_DAYS = Text(en="{days} days", es="{days} días")
_FOR_EVER = Text(en="to the first day", es="todo el tiempo")
