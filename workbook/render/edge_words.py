"""What kinds of edges and their notes are called, where somebody reads them."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.graph.model import EdgeKind
from workbook.lang import Lang, Text

_NAMES = {
    EdgeKind.CONTAINS: "contiene",
    EdgeKind.PLACED_IN: "situado en",
    EdgeKind.ROUTES_WITH: "encamina con",
    EdgeKind.ROUTES_TO: "encamina a",
    EdgeKind.PROTECTED_BY: "protegido por",
    EdgeKind.ALLOWS: "permite",
    EdgeKind.ALLOWS_OUT: "permite salir",
    EdgeKind.RESOLVES_TO: "se resuelve en",
    EdgeKind.FORWARDS_TO: "reenvía a",
    EdgeKind.INVOKES: "invoca",
    EdgeKind.PRESENTS: "presenta",
    EdgeKind.RUNS: "ejecuta",
    EdgeKind.PULLS_FROM: "descarga de",
    EdgeKind.READS: "lee",
    EdgeKind.WRITES: "escribe en",
    EdgeKind.CONNECTS_TO: "se conecta con",
    EdgeKind.WRITES_LOGS_TO: "escribe registros en",
    EdgeKind.ASSUMES: "asume",
    EdgeKind.GRANTS: "concede",
    EdgeKind.SCALES: "escala",
    EdgeKind.ALARMS_ON: "vigila",
    EdgeKind.NOTIFIES: "notifica",
    EdgeKind.ENCRYPTS: "cifra",
    EdgeKind.CONFIGURES: "configura",
    EdgeKind.REFERS_TO: "se refiere a",
}
EDGE_NAMES: Mapping[EdgeKind, Text] = {kind: Text(en=kind.value, es=name) for kind, name in _NAMES.items()}
"""What each kind of edge is called; its English name is the one that answers in JSON have."""

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
