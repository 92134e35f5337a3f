"""The commands that read an architecture, and those around them."""

from __future__ import annotations

from workbook.cli.arguments import Command, Option
from workbook.cli.usage.options import FILE, JSON, NAME, OUTPUT, PROFILE, SOURCE
from workbook.lang import Text

VIEWS = ("overview", "network", "security", "delivery", "observability", "cost")


_PICTURE = Option(
    ("-o", "--output"),
    Text(
        en="the picture to write: .svg, .png or .jpg (default: the name of the view, .svg)",
        es="la imagen que se escribe: .svg, .png o .jpg (por omisión, el nombre de la vista, .svg)",
    ),
    value=FILE,
)
_VIEW = Option(
    ("--view",),
    Text(
        en=f"which picture to draw: {VIEWS[0]} (default), {', '.join(VIEWS[1:-1])} or {VIEWS[-1]}",
        es=f"qué vista se dibuja: {VIEWS[0]} (por omisión), {', '.join(VIEWS[1:-1])} u {VIEWS[-1]}",
    ),
    value=NAME,
    choices=VIEWS,
    default=VIEWS[0],
)
_USERS = Option(
    ("--users",),
    Text(
        en="daily active users that the view cost is for (default: 100)",
        es="usuarios activos al día para los que es la vista cost (por omisión, 100)",
    ),
    value=Text(en="N", es="N"),
)
_SYNTHESIZED = Option(
    ("--profile",),
    Text(
        en="the profile to synthesize: standard (default), starter or growth",
        es="el perfil que se sintetiza: standard (por omisión), starter o growth",
    ),
    value=NAME,
)
_ALL = Option(("--all",), Text(en="synthesize every profile", es="sintetiza todos los perfiles"))
_CHECK = Option(
    ("--check",),
    Text(
        en="write nothing, only compare with the committed snapshot",
        es="no escribe nada, solo compara con la instantánea guardada",
    ),
)

COMMANDS = (
    Command(
        "synth",
        Text(
            en="Synthesize the CDK app and refresh its snapshot.",
            es="Sintetiza la aplicación CDK y renueva su instantánea.",
        ),
        (_SYNTHESIZED, _ALL, _CHECK, JSON, OUTPUT),
        findings=Text(
            en="--check found a difference",
            es="--check encontró una diferencia",
        ),
    ),
    Command(
        "resources",
        Text(
            en="List every resource: modelled, ignored with a reason, or unsupported.",
            es="Enumera cada recurso: modelado, ignorado con motivo o no admitido.",
        ),
        (PROFILE, JSON, OUTPUT),
        source=SOURCE,
    ),
    Command(
        "diagram",
        Text(
            en="Draw a view of the architecture as SVG, PNG or JPG.",
            es="Dibuja una vista de la arquitectura en SVG, PNG o JPG.",
        ),
        (_VIEW, _USERS, PROFILE, JSON, _PICTURE),
        source=SOURCE,
    ),
    Command(
        "flow",
        Text(
            en="Follow a page load and an API call hop by hop, and what happens on failures.",
            es="Sigue la carga de una página y una llamada a la API salto a salto, y qué ocurre ante fallos.",
        ),
        (PROFILE, JSON, OUTPUT),
        source=SOURCE,
        findings=Text(
            en="a request does not arrive",
            es="una petición no llega",
        ),
    ),
    Command(
        "audit",
        Text(
            en="Check the architecture requirement by requirement, with evidence.",
            es="Comprueba la arquitectura requisito a requisito, con pruebas.",
        ),
        (PROFILE, JSON, OUTPUT),
        source=SOURCE,
        findings=Text(
            en="a requirement does not hold",
            es="un requisito no se cumple",
        ),
    ),
    Command(
        "doctor",
        Text(
            en="Say what this machine has, what is missing and how to get it.",
            es="Dice qué tiene esta máquina, qué falta y cómo conseguirlo.",
        ),
        (JSON, OUTPUT),
        findings=Text(
            en="something that is needed is missing",
            es="falta algo necesario",
        ),
    ),
)
