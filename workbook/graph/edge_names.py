"""What the kinds of edges are called in Spanish; their values are the English names."""

from __future__ import annotations

from collections.abc import Mapping

SPANISH: Mapping[str, str] = {
    "contains": "contiene",
    "placed in": "situado en",
    "routes with": "encamina con",
    "routes to": "encamina a",
    "protected by": "protegido por",
    "allows": "permite",
    "allows out": "permite salir",
    "resolves to": "se resuelve en",
    "forwards to": "reenvía a",
    "invokes": "invoca",
    "presents": "presenta",
    "runs": "ejecuta",
    "pulls from": "descarga de",
    "reads": "lee",
    "writes": "escribe en",
    "connects to": "se conecta con",
    "writes logs to": "escribe registros en",
    "assumes": "asume",
    "grants": "concede",
    "scales": "escala",
    "alarms on": "vigila",
    "notifies": "notifica",
    "encrypts": "cifra",
    "configures": "configura",
    "refers to": "se refiere a",
}
"""The Spanish name of each kind, by its value."""
