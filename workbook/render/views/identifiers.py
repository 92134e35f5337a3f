"""Names that come from logical ids, as words; in Spanish as far as the ids say common things."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.graph.model import Node
from workbook.lang import Text, same
from workbook.render.catalogue import spaced
from workbook.render.views.details import plain_id


def name_of(node: Node) -> Text:
    """The logical id as words: `WebTaskDefinition` is `Web task definition` and `Definición de tarea: web`."""
    words = spaced(plain_id(node))
    for head in _HEADS.get(node.type, ()):
        if words.lower().endswith(head.en):
            return _headed(head.es, words, words[: len(words) - len(head.en)].strip())
    for prefix, head in _PREFIXES.get(node.type, {}).items():
        if words.lower().startswith(prefix):
            rest = words[len(prefix) :]
            return _headed(head.es, f"{rest[:1].upper()}{rest[1:]} {head.en}", rest)
    return _PHRASES.get(words.lower(), same(words))


def _headed(head: str, english: str, rest: str) -> Text:
    """The Spanish kind in front; what stands before the English kind follows it, translated if it is known."""
    if not rest:
        return Text(en=english, es=head)
    known = _PHRASES.get(rest.lower())
    return Text(en=english, es=f"{head}: {known.es[:1].lower()}{known.es[1:]}" if known else f"{head} {rest}")


# Longer endings before the shorter ones that they contain.
_HEADS: Mapping[str, tuple[Text, ...]] = {
    "AWS::IAM::Role": (
        Text(en="task definition execution role", es="Rol de ejecución"),
        Text(en="execution role", es="Rol de ejecución"),
        Text(en="task definition task role", es="Rol de tarea"),
        Text(en="task role", es="Rol de tarea"),
        Text(en="service role", es="Rol de servicio"),
        Text(en="iam role", es="Rol"),
        Text(en="role", es="Rol"),
    ),
    "AWS::EC2::SecurityGroup": (Text(en="security group", es="Grupo de seguridad"),),
    "AWS::ECS::TaskDefinition": (
        Text(en="task definition", es="Definición de tarea"),
        Text(en="task def", es="Definición de tarea"),
    ),
}
_PREFIXES: Mapping[str, Mapping[str, Text]] = {
    "AWS::EC2::SecurityGroup": {"security groups ": Text(en="security group", es="Grupo de seguridad")},
}


def _phrases(rows: str) -> Mapping[str, Text]:
    """Rows of `English | Spanish`, by the English in lower case."""
    pairs = (tuple(part.strip() for part in row.split("|")) for row in rows.strip().splitlines())
    return {english.lower(): Text(en=english, es=_together(spanish)) for english, spanish in pairs}


def _together(spanish: str) -> str:
    return spanish.replace("base de datos", "base\u00a0de\u00a0datos")


_PHRASES = _phrases(
    """
    Load balancer | Balanceador de carga
    Task | Tarea
    Tasks | Tareas
    Service | Servicio
    Database | Base de datos
    Web | Web
    Migration | Migración
    Worker | Procesos
    VPC flow log | Registro de flujo de la VPC
    Database instance monitoring | Supervisión de la base de datos
    Application errors | Errores de la aplicación
    Load balancer errors | Errores del balanceador
    Slow responses | Respuestas lentas
    Unhealthy tasks | Tareas en mal estado
    Missing tasks | Faltan tareas
    Task CPU | CPU de las tareas
    Task memory | Memoria de las tareas
    Database CPU | CPU de la base de datos
    Database connections | Conexiones de la base de datos
    Database memory | Memoria de la base de datos
    Database storage | Espacio de la base de datos
    Database events | Eventos de la base de datos
    """
)
