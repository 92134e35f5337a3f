"""Options that several commands have."""

from __future__ import annotations

from workbook.cli.arguments import Option
from workbook.lang import Text

SOURCE = Text(
    en="a cloud assembly, a folder of templates, a template file, or - for standard input (default: the snapshot)",
    es="un ensamblado de CDK, una carpeta de plantillas, una plantilla, o - para la entrada estándar "
    "(por omisión, la instantánea)",
)
NAME = Text(en="NAME", es="NOMBRE")
FILE = Text(en="FILE", es="ARCHIVO")
PROFILE = Option(
    ("--profile",),
    Text(
        en="the snapshot to read: standard (default), starter or growth",
        es="la instantánea que se lee: standard (por omisión), starter o growth",
    ),
    value=NAME,
)
JSON = Option(
    ("--json",),
    Text(
        en="answer in JSON, as docs/reference/json.md describes it",
        es="responde en JSON, como lo describe docs/reference/json.md",
    ),
)
OUTPUT = Option(
    ("-o", "--output"),
    Text(
        en="write the answer to this file instead of the screen",
        es="escribe la respuesta en este archivo en vez de la pantalla",
    ),
    value=FILE,
)
