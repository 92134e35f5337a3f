"""The commands about money."""

from __future__ import annotations

from workbook.cli.arguments import Command, Operands, Option
from workbook.cli.usage.options import FILE, JSON, NAME, OUTPUT, PROFILE, SOURCE
from workbook.lang import Text

FREE_TIERS = ("always-free", "none", "legacy-12-months", "credits")
NUMBER = Text(en="N", es="N")

PROFILES = Option(
    ("--profile",),
    Text(
        en="a snapshot to price: standard, starter or growth; may be given several times",
        es="una instantánea que se valora: standard, starter o growth; puede darse varias veces",
    ),
    value=NAME,
    repeated=True,
)
USERS = Option(
    ("--users",),
    Text(
        en="daily active users, a whole number from 1; may be given several times",
        es="usuarios activos al día, un número entero desde 1; puede darse varias veces",
    ),
    value=NUMBER,
    repeated=True,
)
REGION = Option(
    ("--region",),
    Text(
        en="the region whose prices hold (default: that of each stack)",
        es="la región cuyos precios valen (por omisión, la de cada pila)",
    ),
    value=NAME,
)
USAGE = Option(
    ("--usage",),
    Text(
        en="your own assumptions in YAML, as docs/reference/workload.md describes them",
        es="sus propios supuestos en YAML, como los describe docs/reference/workload.md",
    ),
    value=FILE,
)
FREE_TIER = Option(
    ("--free-tier",),
    Text(
        en=f"which free amounts the account has: {FREE_TIERS[0]} (default), {', '.join(FREE_TIERS[1:-1])} or"
        f" {FREE_TIERS[-1]}",
        es=f"qué cantidades gratuitas tiene la cuenta: {FREE_TIERS[0]} (por omisión), {', '.join(FREE_TIERS[1:-1])} o"
        f" {FREE_TIERS[-1]}",
    ),
    value=NAME,
    choices=FREE_TIERS,
    default=FREE_TIERS[0],
)
CSV = Option(
    ("--csv",),
    Text(en="answer in CSV, one row for each line", es="responde en CSV, una fila por línea"),
)
ONE_SIZE = Option(
    ("--users",),
    Text(
        en="daily active users, a whole number from 1 (default: 100)",
        es="usuarios activos al día, un número entero desde 1 (por omisión, 100)",
    ),
    value=NUMBER,
)
_SCENARIO = (PROFILES, USERS, REGION, USAGE, FREE_TIER)

COMMANDS = (
    Command(
        "cost",
        Text(
            en="Estimate what the architecture costs a month, line by line, with its sources (default: standard at 100"
            " users).",
            es="Calcula cuánto cuesta la arquitectura al mes, línea por línea y con sus fuentes (por omisión, standard"
            " con 100 usuarios).",
        ),
        (*_SCENARIO, JSON, CSV, OUTPUT),
        source=SOURCE,
    ),
    Command(
        "cost compare",
        Text(
            en="Put profiles and numbers of users side by side (default: every profile at 100 and 1000).",
            es="Pone lado a lado perfiles y números de usuarios (por omisión, todos los perfiles con 100 y 1000).",
        ),
        (*_SCENARIO, JSON, CSV, OUTPUT),
        source=SOURCE,
    ),
    Command(
        "cost choices",
        Text(
            en="Weigh other choices: what each saves, and what it gives up.",
            es="Sopesa otras opciones: cuánto ahorra cada una y a qué renuncia.",
        ),
        (PROFILE, ONE_SIZE, REGION, USAGE, FREE_TIER, JSON, OUTPUT),
        source=SOURCE,
    ),
    Command(
        "cost best",
        Text(
            en="Find the cheapest sound combination of choices, and say what it gives up.",
            es="Busca la combinación sensata de opciones más barata y dice a qué renuncia.",
        ),
        (PROFILE, ONE_SIZE, REGION, USAGE, FREE_TIER, JSON, OUTPUT),
        source=SOURCE,
    ),
    Command(
        "cost sweep",
        Text(
            en="Follow the cost from 1 to 100,000 users: where it steps and what dominates it.",
            es="Sigue el coste de 1 a 100.000 usuarios: dónde da saltos y qué lo domina.",
        ),
        (PROFILES, REGION, USAGE, FREE_TIER, JSON, OUTPUT),
        source=SOURCE,
    ),
    Command(
        "cost rivals",
        Text(
            en="Price other designs for the same job, with what each estimate counts and what it does not, what AWS"
            " promises of each, and what each gives up (default: at 100 and 1000 users).",
            es="Valora otros diseños para el mismo trabajo, con lo que cuenta cada cálculo y lo que no, lo que AWS"
            " promete de cada uno y lo que cada uno cede (por omisión, con 100 y 1000 usuarios).",
        ),
        (PROFILE, USERS, USAGE, FREE_TIER, JSON, OUTPUT),
        source=SOURCE,
    ),
    Command(
        "cost verify",
        Text(
            en="Compute published figures again with the same meters, and show the differences.",
            es="Vuelve a calcular cifras publicadas con los mismos medidores y muestra las diferencias.",
        ),
        (JSON, OUTPUT),
        operands=Operands(
            Text(en="CASES.json", es="CASOS.json"),
            Text(
                en="a file of cases, as docs/howto/verify-published-figures.md describes it",
                es="un archivo de casos, como lo describe docs/howto/verify-published-figures.md",
            ),
            least=1,
            most=1,
        ),
        findings=Text(en="a figure differs", es="una cifra difiere"),
    ),
)
