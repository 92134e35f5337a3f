"""A database fails: whether a standby takes over by itself, or somebody has to restore a backup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.flow.documented import (
    AURORA_FAILOVER,
    AURORA_FAILOVER_TAKES,
    CLUSTER_FAILOVER,
    CLUSTER_FAILOVER_TAKES,
    INSTANCE_FAILOVER,
    INSTANCE_FAILOVER_TAKES,
    LATEST_RESTORE,
    NEW_ENDPOINT,
    RETENTION_DAYS,
)
from workbook.flow.failures.consequences import follows
from workbook.flow.model import Consequence, Documented, Failure, FailureKind, Outcome, Span
from workbook.flow.places import place
from workbook.flow.settings import seconds, setting
from workbook.graph.model import EdgeKind, Graph, node_id
from workbook.lang import Text
from workbook.template.model import Evidence, Resource, describe
from workbook.template.scalars import flag

INSTANCE, CLUSTER = "AWS::RDS::DBInstance", "AWS::RDS::DBCluster"
_TOLD_ABOUT = ("failover", "failure", "availability")


def databases(graph: Graph) -> Iterator[Resource]:
    """The databases that fail as one: clusters, and instances that belong to none and copy none."""
    for database in graph.resources(INSTANCE, CLUSTER):
        if not any(database.get(name) for name in ("DBClusterIdentifier", "SourceDBInstanceIdentifier")):
            yield database


@dataclass(frozen=True, slots=True)
class Standby:
    """A second computer that takes over: how long that takes by which document, and what proves that it is there."""

    takes: Span
    document: Documented
    keeps: Text
    proof: tuple[Evidence, ...]


def database_failure(graph: Graph, database: Resource) -> Failure:
    """What happens when the computer under a database fails."""
    subject = place(graph, node_id(database))
    waiting = standby(graph, database)
    return Failure(
        kind=FailureKind.DATABASE,
        name=_NAME.format(database=subject.the),
        subject=subject,
        outcome=Outcome.STOPPED if waiting is None else Outcome.INTERRUPTED,
        consequences=(*(_restored(database) if waiting is None else _fails_over(waiting)), _news(graph, database)),
    )


def standby(graph: Graph, database: Resource) -> Standby | None:
    """What takes over from a database; None where nothing does."""
    if database.type == INSTANCE:
        if flag(database.get("MultiAZ")) is not True:
            return None
        return Standby(INSTANCE_FAILOVER_TAKES, INSTANCE_FAILOVER, _SYNCHRONOUS, (database.evidence("MultiAZ"),))
    if not describe(database.get("Engine")).startswith("aurora"):
        return Standby(CLUSTER_FAILOVER_TAKES, CLUSTER_FAILOVER, _CONFIRMED, (database.evidence("Engine"),))
    members = graph.successors(node_id(database), EdgeKind.CONTAINS)
    proof = tuple(n.resource.evidence() for n in members if n.resource is not None and n.type == INSTANCE)
    return Standby(AURORA_FAILOVER_TAKES, AURORA_FAILOVER, _SHARED, proof) if len(proof) > 1 else None


def _fails_over(waiting: Standby) -> Iterator[Consequence]:
    papers = (waiting.document,)
    yield follows(_TAKES_OVER, takes=waiting.takes, evidence=waiting.proof, documented=papers)
    yield follows(_SAME_NAME, evidence=waiting.proof, documented=papers)
    yield follows(waiting.keeps, evidence=waiting.proof, documented=papers)


def _restored(database: Resource) -> Iterator[Consequence]:
    single = database.evidence("MultiAZ") if database.get("MultiAZ") is not None else database.evidence()
    told = database.get("MultiAZ") is None or flag(database.get("MultiAZ")) is not None
    yield follows(_NO_STANDBY if told else _MAYBE_STANDBY, evidence=(single,))
    kept = setting(database, "BackupRetentionPeriod", RETENTION_DAYS)
    if kept.number == 0:
        yield follows(_NO_BACKUP, kept)
        return
    days = describe(database.get("BackupRetentionPeriod")) if kept.number is None else f"{kept.number:.10g}"
    words = _RESTORABLE.format(days=days, lost=seconds(LATEST_RESTORE.number))
    # These seconds are lost, not waited for: no document tells how long a restoration takes.
    yield follows(words, kept, documented=(LATEST_RESTORE.source,))
    yield follows(_NEW_NAME, kept, documented=(NEW_ENDPOINT,))


def _news(graph: Graph, database: Resource) -> Consequence:
    """Who is told: an event subscription that reaches a topic, for the kinds of events that a failure makes."""
    for edge in graph.incoming(node_id(database), EdgeKind.ALARMS_ON):
        subscription = graph.nodes[edge.source].resource
        if subscription is None or subscription.type != "AWS::RDS::EventSubscription":
            continue
        kinds = subscription.get("EventCategories")
        if kinds is None or (isinstance(kinds, tuple) and any(kind in _TOLD_ABOUT for kind in kinds)):
            return follows(_TOLD, evidence=(edge.evidence, subscription.evidence("SnsTopicArn")))
    return follows(_NOT_TOLD, evidence=(database.evidence(),))


_NAME = Text(en="{database} fails", es="falla {database}")
_TAKES_OVER = Text(
    en="the standby in the other zone takes over by itself; until then requests that need the database fail",
    es="la réplica en espera de la otra zona toma el relevo sola; hasta entonces fallan las peticiones que necesitan "
    "la base de datos",
)
_SAME_NAME = Text(
    en="the address of the database stays the same and answers with the new computer; open connections break, so a "
    "program that checks its connections before use comes back by itself",
    es="la dirección de la base de datos no cambia y lleva al nuevo equipo; las conexiones abiertas se cortan, así "
    "que un programa que comprueba sus conexiones antes de usarlas se recupera solo",
)
_SYNCHRONOUS = Text(
    en="nothing that was committed is lost, since the standby gets every change before it is confirmed",
    es="no se pierde nada confirmado, pues la réplica en espera recibe cada cambio antes de que se confirme",
)
_CONFIRMED = Text(
    en="nothing that was committed is lost, since one of the readers has confirmed every change",
    es="no se pierde nada confirmado, pues una de las réplicas de lectura ha confirmado cada cambio",
)
_SHARED = Text(
    en="nothing that was committed is lost, since all instances work on the same storage, kept in several zones",
    es="no se pierde nada confirmado, pues todas las instancias trabajan sobre el mismo almacenamiento, guardado en "
    "varias zonas",
)
_NO_STANDBY = Text(
    en="there is no standby: the same instance has to come back, or somebody restores a backup; no document promises "
    "how long that takes",
    es="no hay réplica en espera: ha de volver la misma instancia, o alguien restaura una copia de seguridad; ningún "
    "documento promete cuánto tarda",
)
_MAYBE_STANDBY = Text(
    en="a parameter decides whether there is a standby; without one, somebody restores a backup",
    es="un parámetro decide si hay réplica en espera; sin ella, alguien restaura una copia de seguridad",
)
_NO_BACKUP = Text(
    en="automatic backups are switched off, so all data since the last snapshot made by hand is lost",
    es="las copias automáticas están desactivadas, así que se pierden todos los datos desde la última instantánea "
    "manual",
)
_RESTORABLE = Text(
    en="a backup restores any moment that is kept (days: {days}); up to {lost} of the newest changes may be lost",
    es="una copia restaura cualquier momento conservado (días: {days}); pueden perderse hasta {lost} de los cambios "
    "más recientes",
)
_NEW_NAME = Text(
    en="the restored database is a new instance with a new address: somebody writes it where the program reads it "
    "and deploys the program again",
    es="la base de datos restaurada es una instancia nueva con otra dirección: alguien la anota donde la lee el "
    "programa y vuelve a desplegarlo",
)
_TOLD = Text(
    en="an event subscription tells the people on call",
    es="una suscripción a eventos avisa a las personas de guardia",
)
_NOT_TOLD = Text(
    en="no event subscription watches this database, so nobody is told",
    es="ninguna suscripción a eventos vigila esta base de datos, así que no se avisa a nadie",
)
