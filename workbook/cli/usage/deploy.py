"""The commands that change what is deployed, on this machine or in an account of AWS."""

from __future__ import annotations

from workbook.cli.arguments import Command, Option
from workbook.cli.usage.options import FILE, JSON, NAME, OUTPUT, PROFILE
from workbook.lang import Text

TARGETS = ("local", "aws")

TARGET = Option(
    ("--target",),
    Text(
        en="where: local (default), an AWS on this machine, or aws, your account",
        es="dónde: local (por omisión), un AWS en esta máquina, o aws, su cuenta",
    ),
    value=NAME,
    choices=TARGETS,
    default=TARGETS[0],
)
CREDENTIALS = Option(
    ("--credentials",),
    Text(
        en="with aws: a profile of your AWS files, or environment for AWS_ACCESS_KEY_ID and its like",
        es="con aws: un perfil de sus archivos de AWS, o environment para AWS_ACCESS_KEY_ID y similares",
    ),
    value=NAME,
)
SETTINGS = Option(
    ("--settings",),
    Text(
        en="with aws: the file with account, region and names (default: infra/aws.json)",
        es="con aws: el archivo con cuenta, región y nombres (por omisión, infra/aws.json)",
    ),
    value=FILE,
)
PLACE = (TARGET, CREDENTIALS, SETTINGS)
_FOLDER = Text(en="FOLDER", es="CARPETA")
_ASSEMBLY = Option(
    ("--assembly",),
    Text(
        en="with local: a changed copy of a folder of infra/snapshots, instead of a profile",
        es="con local: una copia modificada de una carpeta de infra/snapshots, en vez de un perfil",
    ),
    value=_FOLDER,
)
_APPLICATION = Option(
    ("--application",),
    Text(
        en="with local: a changed copy of the folder app, instead of that one",
        es="con local: una copia modificada de la carpeta app, en vez de esta",
    ),
    value=_FOLDER,
)
_COPIES = (_ASSEMBLY, _APPLICATION)
_IMAGE = Option(
    ("--image",),
    Text(
        en="with aws: the digest of an image that the repository has, instead of building one",
        es="con aws: el resumen de una imagen que el repositorio tiene, en vez de construirla",
    ),
    value=Text(en="DIGEST", es="RESUMEN"),
)
_PUBLISHER = Option(
    ("--publisher",),
    Text(
        en="with aws: other credentials for the upload of the pages, named as after --credentials",
        es="con aws: otras credenciales para subir las páginas, indicadas como tras --credentials",
    ),
    value=NAME,
)
_USERS = Option(
    ("--users",),
    Text(
        en="with aws: daily active users that the cost is told for (default: 100)",
        es="con aws: usuarios activos al día para los que se dice el coste (por omisión, 100)",
    ),
    value=Text(en="N", es="N"),
)
_YES = Option(("--yes",), Text(en="do not ask before it begins", es="no pregunta antes de empezar"))
_ALLOW = Option(
    ("--allow-replacement",),
    Text(
        en="let resources be replaced or removed that hold data or a name",
        es="permite sustituir o eliminar recursos que guardan datos o un nombre",
    ),
)
_DELETE_DATABASE = Option(
    ("--delete-database",),
    Text(
        en="with aws: take the protection of the database off first; a last snapshot stays",
        es="con aws: quita antes la protección de la base de datos; queda una última instantánea",
    ),
)

COMMANDS = (
    Command(
        "deploy",
        Text(
            en="Deploy the stacks, the application and the pages.",
            es="Despliega las pilas, la aplicación y las páginas.",
        ),
        (PROFILE, *PLACE, *_COPIES, _IMAGE, _PUBLISHER, _USERS, _YES, _ALLOW, JSON, OUTPUT),
    ),
    Command(
        "diff",
        Text(
            en="Say what a deployment would add, change, replace and remove.",
            es="Dice qué añadiría, cambiaría, sustituiría y eliminaría un despliegue.",
        ),
        (PROFILE, *PLACE, *_COPIES, JSON, OUTPUT),
        findings=Text(en="something differs", es="algo difiere"),
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
            en="Delete what is deployed, and say what is left and what it costs.",
            es="Borra lo desplegado y dice qué queda y cuánto cuesta.",
        ),
        (*PLACE, _DELETE_DATABASE, _YES, JSON, OUTPUT),
        findings=Text(en="something is left that costs", es="queda algo que cuesta"),
    ),
)
