"""Database instances on RDS that stand alone, and the proxies before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from workbook.cost.component import Component, Doubt, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.demand.database_facts import CLUSTER, INSTANCE, Database, read_database
from workbook.cost.demand.database_load import Chosen, DatabaseLoad, choose_class, load, unread_schedules
from workbook.cost.meters.addresses import in_use
from workbook.cost.meters.database_classes import larger, shape
from workbook.cost.meters.databases import (
    Instance,
    cpu_credits,
    credit_price,
    extended_support,
    reserved,
    reserved_price,
    running,
)
from workbook.cost.meters.engine_support import Support, support
from workbook.cost.meters.secrets import secret
from workbook.cost.number import Number
from workbook.cost.prices.book import PriceBook
from workbook.cost.readers.backups import automated
from workbook.cost.readers.clusters import cluster, member
from workbook.cost.readers.database_logs import database_logs
from workbook.cost.readers.database_storage import storage
from workbook.cost.readers.priced import priced
from workbook.cost.readers.reader import Found, Readers
from workbook.graph.queries import stands_alone
from workbook.lang import Text, quantity
from workbook.template.model import Resource
from workbook.template.scalars import flag, number

ENGINES_WITH_SUPPORT = frozenset({"postgres", "mysql"})
OPTED_OUT = "open-source-rds-extended-support-disabled"
FREE_INSIGHTS_DAYS = 7
"""Days that Performance Insights keeps free of charge (RDS user guide, Performance Insights pricing)."""


def instance(resource: Resource, context: Context) -> Found:
    """Everything that a database instance is charged for."""
    if not stands_alone(resource):
        yield from member(resource, context)
        return
    facts = read_database(resource, context.graph)
    yield from _computing(resource, facts, context)
    yield from storage(resource, facts, context)
    yield from automated(resource, context)
    yield from _insights(resource)
    if flag(resource.get("PubliclyAccessible")):
        yield from in_use(1, path="PubliclyAccessible")
    if flag(resource.get("ManageMasterUserPassword")):
        yield from secret(None, "ManageMasterUserPassword")


READERS: Readers = {INSTANCE: instance, CLUSTER: cluster}


def _computing(resource: Resource, facts: Database, context: Context) -> Found:
    own = facts.instance
    if own is None:
        yield Unpriced(_CLASS_UNKNOWN, "DBInstanceClass")
        return
    for expression in unread_schedules(resource, context.graph):
        yield Doubt(_SCHEDULE.format(expression=expression), "DBInstanceIdentifier")
    asked = load(resource, context)
    yield from database_logs(resource, asked.running_hours, context)
    steps = tuple(choose_class(_candidates(own, context, resource), asked))
    yield from _hours(own, steps, asked, context)
    yield from priced(_credits(steps, asked, context.book), context.book)
    yield from _old_version(resource, facts, steps, asked, context)
    yield from _saturation(steps, asked, growing=context.growing)


def _candidates(own: Instance, context: Context, resource: Resource) -> tuple[str, ...]:
    """The class of the template and, where the load may choose, the larger ones that are sold in the region."""
    if not context.growing:
        return (own.instance_class,)
    region = context.region(resource)
    steps = (Instance(name, own.multi_az, own.engine) for name in larger(own.instance_class))
    return (own.instance_class, *(step.instance_class for step in steps if context.book.find(step.price, region)))


def _hours(own: Instance, steps: Sequence[tuple[str, Chosen]], asked: DatabaseLoad, context: Context) -> Found:
    """The hours of each class that a scenario needs, reserved where that is bought and sold."""
    bought = context.purchases.reserved_database
    for name, chosen in steps:
        if not chosen.any():
            continue
        each = Instance(name, own.multi_az, own.engine)
        if bought and context.book.places(f"{reserved_price(each, bought)}.hour"):
            yield from reserved(each, bought, count=np.where(chosen, 1.0, 0.0))
            continue
        if bought:
            yield Doubt(_NOT_RESERVED.format(name=name), "DBInstanceClass")
        hours = np.where(chosen, asked.running_hours, 0.0)
        yield from priced(running(each, hours, stopped=asked.stopped), context.book)


def _credits(steps: Sequence[tuple[str, Chosen]], asked: DatabaseLoad, book: PriceBook) -> Iterator[Component]:
    """The surplus of each burstable class; a family without a price matters only where there is one."""
    for name, chosen in steps:
        size = shape(name)
        if size is None or not size.credit or not chosen.any():
            continue
        surplus = np.where(chosen, asked.surplus(size), 0.0)
        if surplus.any() or book.places(credit_price(size.credit)):
            yield from cpu_credits(size.credit, surplus)


def _old_version(
    resource: Resource, facts: Database, steps: Sequence[tuple[str, Chosen]], asked: DatabaseLoad, context: Context
) -> Found:
    """Extended Support, unless the template opts out; then RDS upgrades the engine instead."""
    standing = support(facts.engine, facts.version, context.today)
    if standing is Support.STANDARD or resource.get("EngineLifecycleSupport") == OPTED_OUT:
        return
    if standing in {None, Support.ENDED}:
        yield from _unknown_version(facts)
        return
    if facts.engine != "postgres":
        yield Unpriced(_OLD_VERSION.format(engine=facts.engine, version=facts.version), "EngineVersion")
        return
    found = extended_support(
        _vcpus(steps),
        asked.running_hours,
        multi_az=facts.multi_az,
        third_year=standing is Support.EXTENDED_YEAR_3,
    )
    yield from priced(found, context.book)


def _unknown_version(facts: Database) -> Iterator[Doubt]:
    """A version of an engine that has Extended Support, of which the calendar says nothing or that AWS runs no more."""
    if facts.version and facts.engine in ENGINES_WITH_SUPPORT:
        yield Doubt(_NOT_IN_CALENDAR.format(engine=facts.engine, version=facts.version), "EngineVersion")


def _vcpus(steps: Sequence[tuple[str, Chosen]]) -> Number:
    """The vCPUs of the class that each scenario needs."""
    sizes = ((shape(name), chosen) for name, chosen in steps)
    return np.asarray(sum(np.where(chosen, size.vcpus, 0) for size, chosen in sizes if size is not None))


def _saturation(steps: Sequence[tuple[str, Chosen]], asked: DatabaseLoad, *, growing: bool) -> Iterator[Doubt]:
    """Where the class does not suffice, so that the estimate is of a database that cannot answer in time."""
    last, _ = steps[-1]
    for name, chosen in steps:
        size = shape(name)
        if size is None or not chosen.any():
            continue
        hours = float(np.max(np.where(chosen, asked.saturated_hours(size), 0.0)))
        if hours > 0:
            yield Doubt(_SATURATED.format(hours=quantity(hours), vcpus=size.vcpus, name=name), "DBInstanceClass")
        elif name == last and (chosen & ~asked.carried_by(size)).any():
            reason = _OUTGROWN if growing else _TOO_SMALL
            yield Doubt(reason.format(name=name), "DBInstanceClass")


def _insights(resource: Resource) -> Iterator[Unpriced]:
    if resource.get("DatabaseInsightsMode") == "advanced":
        yield Unpriced(_ADVANCED, "DatabaseInsightsMode")
        return
    days = number(resource.get("PerformanceInsightsRetentionPeriod"))
    if flag(resource.get("EnablePerformanceInsights")) and days is not None and days > FREE_INSIGHTS_DAYS:
        yield Unpriced(_INSIGHTS.format(days=f"{days:g}"), "PerformanceInsightsRetentionPeriod")


_CLASS_UNKNOWN = Text(
    en="only the deployment tells the class of the database",
    es="solo el despliegue dice la clase de la base de datos",
)
_NOT_RESERVED = Text(
    en="the price book has no reserved price for {name}, so it is counted on demand",
    es="el libro de precios no tiene precio reservado para {name}, así que se cuenta bajo demanda",
)
_SCHEDULE = Text(
    en="a schedule starts or stops the database at {expression}, which cannot be read as an expression",
    es="un horario arranca o detiene la base de datos en {expression}, que no se puede leer como expresión",
)
_OLD_VERSION = Text(
    en="{engine} {version} is past its standard support, and the price book has no price for its Extended Support",
    es="{engine} {version} ya no tiene soporte estándar y falta el precio de su soporte extendido en el libro",
)
_SATURATED = Text(
    en="in {hours} h a month the requests ask for more than the {vcpus} vCPU of {name}: the price is that of a "
    "database that cannot answer them in time, so choose a larger class",
    es="en {hours} h al mes las peticiones piden más que las {vcpus} vCPU de {name}: el precio es el de una base de "
    "datos que no puede responderlas a tiempo, así que elija una clase mayor",
)
_TOO_SMALL = Text(
    en="the load asks for more than {name} has: credits, cache or peaks fall short; the price is that of the class in "
    "the template, and `workbook cost sweep` that of the class that carries the load",
    es="la carga pide más de lo que tiene {name}: faltan créditos, caché o capacidad en los picos; el precio es el de "
    "la clase de la plantilla, y `workbook cost sweep` da el de la clase que soporta la carga",
)
_OUTGROWN = Text(
    en="the load asks for more than {name}, the largest class that the price book has in the region: credits, cache or "
    "peaks fall short",
    es="la carga pide más que {name}, la clase más grande que el libro de precios tiene en la región: faltan créditos, "
    "caché o capacidad en los picos",
)
_ADVANCED = Text(
    en="the price book has no price for Database Insights in advanced mode, which is charged for each vCPU",
    es="el libro de precios no tiene precio para Database Insights en modo avanzado, que se cobra por cada vCPU",
)
_NOT_IN_CALENDAR = Text(
    en="the calendar of support does not hold {engine} {version}, so no Extended Support is counted",
    es="el calendario de soporte no contiene {engine} {version}, así que no se cuenta soporte extendido",
)
_INSIGHTS = Text(
    en="Performance Insights is free for 7 days of history and paid for {days}, which the price book cannot price",
    es="Performance Insights es gratuito con 7 días de historia y de pago con {days}, y el libro de precios no "
    "tiene su precio",
)
