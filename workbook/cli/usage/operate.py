"""The commands that look at what is deployed."""

from __future__ import annotations

from workbook.cli.arguments import Command, Option
from workbook.cli.usage.deploy import PLACE
from workbook.cli.usage.options import JSON, OUTPUT
from workbook.lang import Text

_FOLLOW = Option(
    ("--follow",), Text(en="go on with what comes, until Ctrl-C", es="continúa con lo que llegue, hasta Ctrl-C")
)
_SINCE = Option(
    ("--since",),
    Text(
        en="how far back, as 90s, 15m, 6h or 2d (default: 15m)",
        es="desde cuánto atrás, como 90s, 15m, 6h o 2d (por omisión, 15m)",
    ),
    value=Text(en="TIME", es="TIEMPO"),
)
_FILTER = Option(
    ("--filter",),
    Text(
        en="a filter pattern of CloudWatch Logs, as '\"request_id\"'",
        es="un patrón de filtro de CloudWatch Logs, como '\"request_id\"'",
    ),
    value=Text(en="PATTERN", es="PATRÓN"),
)
_NO_WRITES = Option(
    ("--no-writes",),
    Text(
        en="sign in nobody, move no stock and raise no alarm",
        es="no inicia sesión, no mueve existencias ni provoca alarmas",
    ),
)

COMMANDS = (
    Command(
        "verify",
        Text(
            en="Compare every deployed resource with its template, then use the application as a user does.",
            es="Compara cada recurso desplegado con su plantilla y luego usa la aplicación como una persona.",
        ),
        (*PLACE, _NO_WRITES, JSON, OUTPUT),
        findings=Text(
            en="something differs, cannot be read or does not work", es="algo difiere, no se puede leer o no funciona"
        ),
    ),
    Command(
        "drift",
        Text(
            en="Say which deployed resources are no longer as their template says.",
            es="Dice qué recursos desplegados ya no son como dice su plantilla.",
        ),
        (*PLACE, JSON, OUTPUT),
        findings=Text(en="a resource differs or cannot be read", es="un recurso difiere o no se puede leer"),
    ),
    Command(
        "status",
        Text(
            en="Say what is deployed, and where a browser finds it.",
            es="Dice qué está desplegado y dónde lo encuentra un navegador.",
        ),
        (*PLACE, JSON, OUTPUT),
    ),
    Command(
        "open",
        Text(
            en="Open the deployed application in a browser.",
            es="Abre en un navegador la aplicación desplegada.",
        ),
        (*PLACE, JSON, OUTPUT),
    ),
    Command(
        "logs",
        Text(
            en="Show what tasks and services have written into their logs.",
            es="Muestra lo que las tareas y los servicios han escrito en sus registros.",
        ),
        (*PLACE, _FOLLOW, _SINCE, _FILTER, JSON, OUTPUT),
    ),
)
