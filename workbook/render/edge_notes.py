"""What the notes of edges say, where somebody reads them."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.graph.model import EdgeKind
from workbook.lang import Lang

# By kind, since elsewhere the same word may be a name out of the template, of a container or a variable.
_NOTES: Mapping[EdgeKind, Mapping[str, str]] = {
    EdgeKind.CONTAINS: {"attached": "unida", "requester": "solicitante"},
    EdgeKind.ASSUMES: {
        "task role": "rol de tarea",
        "execution role": "rol de ejecución",
        "infrastructure role": "rol de infraestructura",
        "instance profile": "perfil de instancia",
    },
    EdgeKind.CONFIGURES: {"private zone": "zona privada", "DNS validation": "validación DNS"},
    EdgeKind.CONNECTS_TO: {
        "endpoint": "dirección",
        "secret": "secreto",
        "no service runs it": "ningún servicio la ejecuta",
        "peering": "emparejamiento",
    },
    EdgeKind.NOTIFIES: {
        "alarm": "alarma",
        "insufficient data": "datos insuficientes",
        "dead letters": "mensajes no entregados",
        "failed events": "eventos fallidos",
    },
    EdgeKind.READS: {
        "environment file": "archivo de entorno",
        "repository credentials": "credenciales del repositorio",
    },
    EdgeKind.REFERS_TO: {"member": "miembro"},
    EdgeKind.WRITES: {"replication": "replicación"},
    EdgeKind.WRITES_LOGS_TO: {
        "access logs": "registros de accesos",
        "flow log": "registro de flujo",
        "subscription": "suscripción",
    },
}


def note_in(kind: EdgeKind, note: str, lang: Lang) -> str:
    """The note of an edge to read: what it quotes from a template as it is, words of the engine in the language."""
    if lang is Lang.EN:
        return note
    words = _NOTES.get(kind, {})
    return ", ".join(words.get(part, part) for part in note.split(", "))
