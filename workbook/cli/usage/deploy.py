"""The commands about what is deployed to this machine."""

from __future__ import annotations

from workbook.cli.arguments import Command
from workbook.cli.usage.options import JSON, OUTPUT, PROFILE
from workbook.lang import Text

COMMANDS = (
    Command(
        "deploy",
        Text(
            en="Deploy the stacks, the application and the pages to an AWS on this machine.",
            es="Despliega las pilas, la aplicación y las páginas en un AWS de esta máquina.",
        ),
        (PROFILE, JSON, OUTPUT),
    ),
    Command(
        "status",
        Text(
            en="Say what is deployed on this machine, and where a browser finds it.",
            es="Dice qué está desplegado en esta máquina y dónde lo encuentra un navegador.",
        ),
        (JSON, OUTPUT),
    ),
    Command(
        "stop",
        Text(
            en="Stop the AWS of this machine, and keep what is deployed for the next start.",
            es="Detiene el AWS de esta máquina y conserva lo desplegado para el próximo inicio.",
        ),
        (JSON, OUTPUT),
    ),
    Command(
        "start",
        Text(
            en="Start the AWS of this machine again, with what was deployed.",
            es="Vuelve a poner en marcha el AWS de esta máquina, con lo que estaba desplegado.",
        ),
        (JSON, OUTPUT),
    ),
    Command(
        "destroy",
        Text(
            en="Delete what is deployed on this machine, and every file of it.",
            es="Borra lo desplegado en esta máquina y todos sus archivos.",
        ),
        (JSON, OUTPUT),
    ),
)
