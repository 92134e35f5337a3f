"""The units of prices in the words of people."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.lang import Text, quantity, same


def amount(number: float, unit: str) -> Text:
    """A quantity with the unit of its price; a unit that is not known stays as it is.

    >>> amount(2_000_000, "invocation").en, amount(1, "invocation").es
    ('2,000,000 runs', '1 ejecución')
    """
    one, many = UNITS.get(unit, (same(unit), same(unit)))
    return same("{number} {unit}").format(number=quantity(number), unit=one if number == 1 else many)


def written_out(unit: str) -> Text:
    """A unit as a price list has it, in the words of each language.

    >>> written_out("GB-month").es, written_out("once per term").es
    ('GB-mes', 'una vez por plazo')
    """
    return Text(en=unit, es=_IN_SPANISH.get(unit) or "-".join(_IN_SPANISH.get(part, part) for part in unit.split("-")))


_IN_SPANISH: Mapping[str, str] = {
    "FQDN": "nombre",
    "acl": "ACL",
    "alarm": "alarma",
    "bytes": "bytes",
    "count": "número",
    "dashboard": "panel",
    "hour": "hora",
    "invocation": "invocación",
    "key": "clave",
    "metric": "métrica",
    "hours": "horas",
    "minutes": "minutos",
    "month": "mes",
    "months": "meses",
    "notification": "notificación",
    "once per term": "una vez por plazo",
    "path": "ruta",
    "query": "consulta",
    "request": "petición",
    "rule": "regla",
    "second": "segundo",
    "seconds": "segundos",
    "share": "parte",
    "per_second": "por segundo",
    "secret": "secreto",
    "unit": "unidad",
    "zone": "zona",
}

UNITS: Mapping[str, tuple[Text, Text]] = {
    "ACU-hour": (same("ACU-h"), same("ACU-h")),
    "FQDN": (Text(en="name", es="nombre"), Text(en="names", es="nombres")),
    "GB": (same("GB"), same("GB")),
    "GB-hour": (same("GB-h"), same("GB-h")),
    "GB-month": (same("GB"), same("GB")),
    "GB-second": (same("GB-s"), same("GB-s")),
    "IOPS-month": (same("IOPS"), same("IOPS")),
    "LCU-hour": (same("LCU-h"), same("LCU-h")),
    "MiBps-month": (same("MiB/s"), same("MiB/s")),
    "NLCU-hour": (same("NLCU-h"), same("NLCU-h")),
    "acl-month": (same("ACL"), Text(en="ACLs", es="ACL")),
    "alarm-metric-month": (Text(en="metric", es="métrica"), Text(en="metrics", es="métricas")),
    "alarm-month": (Text(en="alarm", es="alarma"), Text(en="alarms", es="alarmas")),
    "dashboard-month": (Text(en="dashboard", es="panel"), Text(en="dashboards", es="paneles")),
    "hour": (same("h"), same("h")),
    "invocation": (Text(en="run", es="ejecución"), Text(en="runs", es="ejecuciones")),
    "key-month": (Text(en="key", es="clave"), Text(en="keys", es="claves")),
    "metric": (Text(en="metric", es="métrica"), Text(en="metrics", es="métricas")),
    "metric-month": (Text(en="metric", es="métrica"), Text(en="metrics", es="métricas")),
    "month": (Text(en="month", es="mes"), Text(en="months", es="meses")),
    "notification": (Text(en="message", es="mensaje"), Text(en="messages", es="mensajes")),
    "once per term": (Text(en="time", es="vez"), Text(en="times", es="veces")),
    "path": (Text(en="path", es="ruta"), Text(en="paths", es="rutas")),
    "query": (Text(en="query", es="consulta"), Text(en="queries", es="consultas")),
    "request": (Text(en="request", es="petición"), Text(en="requests", es="peticiones")),
    "rule-month": (Text(en="rule", es="regla"), Text(en="rules", es="reglas")),
    "secret-month": (Text(en="secret", es="secreto"), Text(en="secrets", es="secretos")),
    "vCPU-hour": (same("vCPU-h"), same("vCPU-h")),
    "zone-month": (Text(en="zone", es="zona"), Text(en="zones", es="zonas")),
}
"""Units of prices for one and for many of them; a month is what every quantity is for, so it is not said."""
