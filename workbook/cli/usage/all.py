"""Every command that `workbook` offers."""

from __future__ import annotations

from workbook.cli.usage import architecture, cost, deploy, operate, prices, workshop
from workbook.lang import Text

PURPOSE = Text(
    en="Compute diagram, request flow and proof of an AWS architecture from its template.",
    es="Calcula el diagrama, el recorrido de las peticiones y la prueba de una arquitectura de AWS desde su plantilla.",
)

COMMANDS = (
    *architecture.COMMANDS,
    *cost.COMMANDS,
    *prices.COMMANDS,
    *deploy.COMMANDS,
    *operate.COMMANDS,
    *workshop.COMMANDS,
)
