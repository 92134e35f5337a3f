"""The commands for whoever teaches the workshop."""

from __future__ import annotations

from workbook.cli.arguments import Command, Operands, Option
from workbook.cli.usage.options import JSON, OUTPUT
from workbook.lang import Text

_NUMBER = Text(en="N", es="N")
_LIMIT = Option(
    ("--limit",),
    Text(
        en="seconds for one notebook, of which one cell gets a fifth (default: 600)",
        es="segundos para un cuaderno, de los que una celda recibe un quinto (por omisión, 600)",
    ),
    value=_NUMBER,
)
_JOBS = Option(
    ("--jobs",),
    Text(en="notebooks at a time, 1 to 16 (default: 2)", es="cuadernos a la vez, de 1 a 16 (por omisión, 2)"),
    value=_NUMBER,
)

COMMANDS = (
    Command(
        "grade",
        Text(
            en="Run the notebooks that a class handed in, and say which exercises each has passed.",
            es="Ejecuta los cuadernos que entregó un curso y dice qué ejercicios ha superado cada uno.",
        ),
        (_LIMIT, _JOBS, JSON, OUTPUT),
        operands=Operands(
            Text(en="FOLDER", es="CARPETA"),
            Text(
                en="where the notebooks lie, under any names, also in folders below",
                es="dónde están los cuadernos, con cualquier nombre, también en carpetas inferiores",
            ),
            least=1,
            most=1,
        ),
        findings=Text(
            en="an exercise is not passed, or a notebook could not be run to its end",
            es="un ejercicio no está superado o un cuaderno no se pudo ejecutar hasta el final",
        ),
    ),
)
