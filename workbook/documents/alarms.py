"""Every alarm of the templates with its limit, what it means, and the first steps of whoever is woken by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbook.documents.sources import PROFILE_OF_THE_BRIEF, graph
from workbook.errors import SourceError
from workbook.lang import Lang, Text, quantity
from workbook.render.table import Table
from workbook.template.logical_ids import without_hash
from workbook.template.model import Resource, Value, at

ALARM, BUDGET, EVENTS = "AWS::CloudWatch::Alarm", "AWS::Budgets::Budget", "AWS::RDS::EventSubscription"
_GIB = 1024**3
_BYTES = {"FreeStorageSpace", "FreeableMemory"}
_SIGNS = {
    "GreaterThanThreshold": ">",
    "GreaterThanOrEqualToThreshold": "≥",
    "LessThanThreshold": "<",
    "LessThanOrEqualToThreshold": "≤",
}


@dataclass(frozen=True, slots=True)
class Runbook:
    """What one alarm says, where to look first, and what to do then."""

    means: Text
    look: Text
    act: Text


def alarm_table(lang: Lang) -> str:
    """Every alarm of the profile of the brief, with its first steps."""
    rows = []
    for alarm in alarms(PROFILE_OF_THE_BRIEF):
        said = runbook(name(alarm))
        rows.append((f"`{name(alarm)}`", limit(alarm, lang), said.means[lang], said.look[lang], said.act[lang]))
    return Table.of([head[lang] for head in (_ALARM, _RINGS, _MEANS, _LOOK, _ACT)], rows).markdown()


def budget(lang: Lang) -> str:
    """At which amounts the budgets of the profile of the brief write a message."""
    rows = []
    for each in graph(PROFILE_OF_THE_BRIEF).resources(BUDGET):
        amount, unit = (each.get(f"Budget.BudgetLimit.{part}") for part in ("Amount", "Unit"))
        rows += [(f"{amount} {unit}", *_notice(said, lang)) for said in _list(each.get("NotificationsWithSubscribers"))]
    return Table.of([head[lang] for head in (_LIMIT, _KIND, _SHARE)], rows, numbers=(2,)).markdown()


def alarms(profile: str) -> tuple[Resource, ...]:
    """The alarms that a profile declares."""
    return graph(profile).resources(ALARM)


def name(alarm: Resource) -> str:
    """What the CDK app calls an alarm: its logical id without the hash."""
    return without_hash(alarm.id.logical_id)


def runbook(alarm: str) -> Runbook:
    """The first steps for an alarm.

    Raises:
        SourceError: nobody has written any.
    """
    if alarm not in RUNBOOKS:
        raise SourceError(_NO_STEPS.format(alarm=alarm))
    return RUNBOOKS[alarm]


def limit(alarm: Resource, lang: Lang) -> str:
    """When an alarm rings, as its properties say."""
    metric = str(alarm.get("MetricName") or _expression(alarm))
    statistic = str(alarm.get("ExtendedStatistic") or alarm.get("Statistic") or "")
    threshold = float(str(alarm.get("Threshold")))
    shown = f"{threshold / _GIB:g} GiB" if metric in _BYTES else quantity(threshold)[lang]
    sign = _SIGNS[str(alarm.get("ComparisonOperator"))]
    points = _POINTS.format(
        wrong=alarm.get("DatapointsToAlarm"), of=alarm.get("EvaluationPeriods"), seconds=_period(alarm)
    )
    return f"`{metric}` {statistic} {sign} {shown}; {points[lang]}".replace("  ", " ")


def _period(alarm: Resource) -> Value:
    periods = [alarm.get("Period"), *(at(each, "MetricStat.Period") for each in _list(alarm.get("Metrics")))]
    return next(period for period in periods if period is not None)


def _expression(alarm: Resource) -> str:
    return next(str(at(each, "Expression")) for each in _list(alarm.get("Metrics")) if at(each, "Expression"))


def _notice(said: Value, lang: Lang) -> Iterator[str]:
    kind = str(at(said, "Notification.NotificationType"))
    yield _NOTICES[kind][lang]
    yield f"{at(said, 'Notification.Threshold')} %"


def _list(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else ()


_ALARM = Text(en="alarm", es="alarma")
_RINGS = Text(en="rings when", es="suena cuando")
_MEANS = Text(en="what it means", es="qué significa")
_LOOK = Text(en="look first", es="mire primero")
_ACT = Text(en="then", es="después")
_LIMIT = Text(en="budget a month", es="presupuesto al mes")
_KIND = Text(en="message about", es="mensaje sobre")
_SHARE = Text(en="from", es="desde")
_NOTICES = {
    "ACTUAL": Text(en="what has been charged", es="lo ya cobrado"),
    "FORECASTED": Text(en="what the month is forecast to come to", es="lo previsto para el mes"),
}
_POINTS = Text(en="{wrong} of {of} points of {seconds} s", es="{wrong} de {of} puntos de {seconds} s")
_NO_STEPS = Text(
    en="the alarm {alarm} has no first steps; expected an entry of RUNBOOKS in workbook/documents/alarms.py, write it",
    es="la alarma {alarm} no tiene primeros pasos; se esperaba una entrada en RUNBOOKS de"
    " workbook/documents/alarms.py, escríbala",
)
_STATUS = Text(
    en="`workbook status`, and the events of the service in ECS",
    es="`workbook status` y los eventos del servicio en ECS",
)
_LOGS = Text(
    en="`workbook logs --since 1h` for the requests that failed, by their trace id",
    es="`workbook logs --since 1h` para las peticiones que fallaron, por su id de traza",
)
_CONNECTIONS = Text(
    en="the dashboard: connections against tasks; a deployment runs old and new tasks at once",
    es="el panel: conexiones frente a tareas; un despliegue ejecuta a la vez tareas viejas y nuevas",
)

RUNBOOKS: Mapping[str, Runbook] = {
    "SlowResponses": Runbook(
        Text(en="Users wait: the slowest requests are slow.", es="Los usuarios esperan: las peticiones lentas lo son."),
        Text(
            en="the dashboard: are tasks or database busy at the same time? then the slowest addresses in the logs",
            es="el panel: ¿están ocupadas a la vez las tareas o la base de datos? Luego, las direcciones más lentas en"
            " los registros",
        ),
        Text(
            en="Busy tasks: [spike](#spike). Busy database: as `DatabaseCpu`. Neither: the last release, [roll"
            " back](#roll-back).",
            es="Tareas ocupadas: [pico](#pico-de-tráfico). Base de datos ocupada: como `DatabaseCpu`. Ninguna: la"
            " última versión, [reversión](#reversión).",
        ),
    ),
    "ApplicationErrors": Runbook(
        Text(en="The program answers with errors of its own.", es="El programa responde con errores propios."),
        _LOGS,
        Text(
            en="Since a release: [roll back](#roll-back). Since a failure of the database: [fail-over](#fail-over)."
            " Else mend the fault that the traceback names.",
            es="Desde una versión nueva: [reversión](#reversión). Desde un fallo de la base de datos:"
            " [conmutación](#conmutación-por-error). Si no, corrija el error que nombra la traza.",
        ),
    ),
    "LoadBalancerErrors": Runbook(
        Text(en="Requests find no task that answers.", es="Las peticiones no encuentran ninguna tarea que responda."),
        _STATUS,
        Text(
            en="No healthy task: as `MissingTasks`. Healthy tasks: they break connections off, so read their last log"
            " lines.",
            es="Sin tareas sanas: como `MissingTasks`. Con tareas sanas: cortan conexiones, así que lea sus últimas"
            " líneas de registro.",
        ),
    ),
    "UnhealthyTasks": Runbook(
        Text(
            en="A task fails its health check; ECS replaces it by itself.",
            es="Una tarea no supera su comprobación de estado; ECS la sustituye por sí solo.",
        ),
        Text(
            en="the log lines of that task before it failed: memory, database, start",
            es="las líneas de registro de esa tarea antes de fallar: memoria, base de datos, arranque",
        ),
        Text(
            en="Once: nothing to do. Again and again: [roll back](#roll-back), or as `TaskMemory`.",
            es="Una vez: nada que hacer. Una y otra vez: [reversión](#reversión), o como `TaskMemory`.",
        ),
    ),
    "TaskCpu": Runbook(
        Text(
            en="The tasks are busy although scaling works: its maximum is reached.",
            es="Las tareas están ocupadas aunque el escalado funciona: se ha llegado a su máximo.",
        ),
        Text(en="running tasks against their maximum", es="las tareas en marcha frente a su máximo"),
        Text(en="[Spike](#spike).", es="[Pico](#pico-de-tráfico)."),
    ),
    "TaskMemory": Runbook(
        Text(en="Tasks are about to be killed for memory.", es="Las tareas están a punto de morir por memoria."),
        Text(
            en="whether it grows with the load or with the age of the tasks",
            es="si crece con la carga o con la edad de las tareas",
        ),
        Text(
            en="With the load: raise the memory of the profile and deploy. With age: a leak; [roll back](#roll-back),"
            " or replace the tasks until it is mended.",
            es="Con la carga: suba la memoria del perfil y despliegue. Con la edad: una fuga; [revierta"
            " la versión](#reversión), o sustituya las tareas hasta corregirla.",
        ),
    ),
    "MissingTasks": Runbook(
        Text(en="Fewer tasks run than should.", es="Se ejecutan menos tareas de las debidas."),
        _STATUS,
        Text(
            en="The events say why no task starts: image not found (deploy again), secret not readable (role), no way"
            " out (NAT gateway of the zone), or a program that ends at its start (roll back).",
            es="Los eventos dicen por qué no arranca ninguna tarea: imagen inexistente (despliegue de nuevo), secreto"
            " ilegible (rol), sin salida (puerta de enlace NAT de la zona) o un programa que termina al arrancar"
            " (reversión).",
        ),
    ),
    "DatabaseCpu": Runbook(
        Text(en="The database works near its limit.", es="La base de datos trabaja cerca de su límite."),
        Text(
            en="the slowest statements in the log of PostgreSQL",
            es="las sentencias más lentas en el registro de PostgreSQL",
        ),
        Text(
            en="One statement: an index, or roll back the release that brought it. All of them: the next larger class"
            " of the profile.",
            es="Una sentencia: un índice, o revierta la versión que la trajo. Todas: la siguiente clase mayor del"
            " perfil.",
        ),
    ),
    "DatabaseStorage": Runbook(
        Text(
            en="The disk fills faster than it grows, or has reached its maximum.",
            es="El disco se llena más deprisa de lo que crece, o ha llegado a su máximo.",
        ),
        Text(
            en="the largest tables, and the maximum of the profile",
            es="las tablas más grandes y el máximo del perfil",
        ),
        Text(
            en="Run `manage.py clean_up`; raise `database.max_storage_gib` and deploy, which interrupts nothing.",
            es="Ejecute `manage.py clean_up`; suba `database.max_storage_gib` y despliegue, sin interrupción.",
        ),
    ),
    "DatabaseMemory": Runbook(
        Text(en="The database is about to swap.", es="La base de datos está a punto de usar el disco como memoria."),
        _CONNECTIONS,
        Text(
            en="Fewer connections (tasks × workers × threads), else the next larger class of the profile.",
            es="Menos conexiones (tareas × procesos × hilos); si no, la siguiente clase mayor del perfil.",
        ),
    ),
    "DatabaseConnections": Runbook(
        Text(
            en="Nearly every connection is in use; the next deployment may find none.",
            es="Casi todas las conexiones están en uso; el próximo despliegue puede no encontrar ninguna.",
        ),
        _CONNECTIONS,
        Text(
            en="Do not deploy. Lower the maximum of tasks, or take the next larger class of the profile.",
            es="No despliegue. Baje el máximo de tareas o tome la siguiente clase mayor del perfil.",
        ),
    ),
}

BLOCKS = {"alarms": alarm_table, "budget": budget}
