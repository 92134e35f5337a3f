"""The reference page of all assumptions, written from the assumptions themselves."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.lang import Lang, Text, quantity, same
from workbook.workload.day import CURVE, MIDDLE_OF_WORK, TYPICAL_HOURS
from workbook.workload.defaults import assumption_groups, assumptions
from workbook.workload.load import default_workload
from workbook.workload.model import MOST, Assumption, AssumptionGroup
from workbook.workload.traffic import traffic
from workbook.workload.users import MOST as MOST_USERS

EXAMPLE = Text(
    en="""\
defaults:
  sessions_per_user_day: 4                          # one number, in the unit of the assumption
  assets_bytes_per_session: 400 KB                  # or a number with a unit that can be converted
  weekend_share: 2 %
  peak_factor: {low: 1.4, likely: 1.5, high: 1.8}   # or three numbers, in the order of cost

resources:
  InventoryData/Database:                           # Stack/LogicalId, or LogicalId alone
    database_ms_per_request: 3 ms
""",
    es="""\
defaults:
  sessions_per_user_day: 4                          # un número, en la unidad del supuesto
  assets_bytes_per_session: 400 KB                  # o un número con una unidad que se pueda convertir
  weekend_share: 2 %
  peak_factor: {low: 1.4, likely: 1.5, high: 1.8}   # o tres números, en el orden del coste

resources:
  InventoryData/Database:                           # Pila/IdLógico, o el IdLógico solo
    database_ms_per_request: 3 ms
""",
)
"""A usage file, read by the tests and shown on the page."""

USERS = (100.0, 1000.0)


def assumptions_page(lang: Lang) -> str:
    """All assumptions as one Markdown page: how to replace them, what follows from them, and each with its source."""
    opening = "\n\n".join(
        paragraph.format(count=len(assumptions()), most=quantity(MOST_USERS))[lang] for paragraph in _INTRODUCTION
    )
    example = f"```yaml\n{EXAMPLE[lang]}```"
    lines = [opening, "", example, "", _RULES[lang], "", *_traffic(lang), "", *_day(lang)]
    for group in assumption_groups():
        lines += ["", *_group(group, lang)]
    return "\n".join(lines) + "\n"


def _traffic(lang: Lang) -> Iterator[str]:
    """The month totals at the likely values, with the formula that gives them."""
    columns = [traffic(users, default_workload()) for users in USERS]
    heads = [_PER_MONTH, _FORMULA, *(_N_USERS.format(users=quantity(users)) for users in USERS)]
    yield _FROM_USERS[lang]
    yield ""
    yield f"| {' | '.join(head[lang] for head in heads)} |"
    yield "|---|---|---:|---:|"
    for field, (name, formula) in _TOTALS.items():
        numbers = (quantity(float(getattr(each, field)))[lang] for each in columns)
        yield f"| {name[lang]} | `{formula}` | {' | '.join(numbers)} |"


def _day(lang: Lang) -> Iterator[str]:
    """The calls of each hour, on a working day and on a day off."""
    half = assumptions()["working_hours_per_day"].likely / 2
    curve = Text(**{each: " · ".join(quantity(part)[Lang(each)] for part in CURVE) for each in Lang})
    yield _DAY.format(
        curve=curve, begins=f"{MIDDLE_OF_WORK - half:02.0f}:00", ends=f"{MIDDLE_OF_WORK + half:02.0f}:00"
    )[lang]
    yield ""
    yield f"| {' | '.join(head[lang] for head in _day_heads())} |"
    yield "|---|---:|---:|---:|---:|"
    for row in _day_rows():
        yield f"| {' | '.join(cell[lang] for cell in row)} |"


def _day_heads() -> Iterator[Text]:
    yield from (_HOUR, _PART)
    yield from (_CALLS.format(users=quantity(users)) for users in USERS)
    yield _OFF.format(users=quantity(USERS[-1]))


def _day_rows() -> Iterator[tuple[Text, ...]]:
    calls = [traffic(users, default_workload()).api_requests_by_hour for users in USERS]
    day = TYPICAL_HOURS // 2
    for hour in range(day):
        part = 100 * calls[0][hour] / calls[0][:day].sum()
        numbers = (part, *(each[hour] for each in calls), calls[-1][day + hour])
        yield same(f"{hour:02}:00"), *(quantity(float(f"{number:.3g}")) for number in numbers)


def _group(group: AssumptionGroup, lang: Lang) -> Iterator[str]:
    yield f"## {group.title[lang]}"
    yield ""
    yield f"| {' | '.join(head[lang] for head in _HEADS)} |"
    yield "|---|---|---:|---:|---:|---|---|"
    for each in group.assumptions:
        numbers = (quantity(value)[lang] for value in (each.low, each.likely, each.high))
        meaning = f"{each.meaning[lang]}{_bounds(each)[lang]}"
        yield f"| {' | '.join((f'`{each.key}`', each.unit, *numbers, meaning, each.source[lang]))} |"


def _bounds(assumption: Assumption) -> Text:
    """The bounds of a value, where they are not those of every other of its unit."""
    least, most = quantity(assumption.least), quantity(assumption.most)
    if assumption.most < (1 if assumption.unit == "share" else MOST):
        return _FROM_TO.format(least=least, most=most)
    return _FROM.format(least=least) if assumption.least else same("")


_INTRODUCTION = (
    Text(en="# Assumptions about the users", es="# Supuestos sobre los usuarios"),
    Text(en="[En español](workload.es.md)", es="[In English](workload.md)"),
    Text(
        en="<!-- Written from the code by tests/workload/test_reference.py; change assumptions.yaml instead. -->",
        es="<!-- Escrito a partir del código por tests/workload/test_reference.py; cambie assumptions.yaml. -->",
    ),
    Text(
        en="A template does not say how much it will be used. `workbook cost` therefore rests on the number of daily "
        "users, from 1 to {most}, and on {count} assumptions about them, which stand in "
        "`workbook/workload/assumptions.yaml`. Each has three values in the order of cost: *low* makes the bill "
        "lower, *high* makes it higher, and *likely* gives the amounts that the report prints. Where more is cheaper, "
        "as with calls over one connection, *low* is the largest number. The amounts at *low* and at *high* are the "
        "two ends of the report's interval.",
        es="Una plantilla no dice cuánto se va a usar. Por eso `workbook cost` se apoya en el número de usuarios "
        "diarios, de 1 a {most}, y en {count} supuestos sobre ellos, que están en "
        "`workbook/workload/assumptions.yaml`. Cada uno tiene tres valores en el orden del coste: *bajo* (`low`) "
        "abarata la factura, *alto* (`high`) la encarece y *probable* (`likely`) da los importes que imprime el "
        "informe. Donde más es más barato, como en las llamadas por conexión, *bajo* es el número mayor. Los "
        "importes con *bajo* y con *alto* son los dos extremos del intervalo del informe.",
    ),
    Text(
        en="The source of a value is one of these: *assumed*, when nobody measured it; *measured*, on a Django "
        "application of this kind; *published* or *AWS*, when somebody else printed it; or the reasoning that gives "
        "it. Most are assumed: what you measure yourself is better. Put it into a file of your own and give that "
        "file with `--usage`:",
        es="El origen de un valor es uno de estos: *estimado*, cuando nadie lo midió; *medido*, en una aplicación "
        "Django de este tipo; *publicado* o *AWS*, cuando otros lo imprimieron; o el razonamiento que lo da. Casi "
        "todos son estimaciones: es mejor lo que usted mida. Póngalo en un archivo propio y dé ese archivo con "
        "`--usage`:",
    ),
)
_RULES = Text(
    en="A single number holds at all three levels, so that it no longer widens the interval. What `resources` says of "
    "a resource goes before `defaults`, and a name with its stack goes before one without. Units that convert are "
    "bytes, KB, MB, GB and TB, which count by 1,024 as AWS bills them; ms, seconds, minutes and hours; months and "
    "years; shares from 0 to 1 or in %; rates per_second, /min and /h. A value may be anything from 0 on, a share "
    "anything to 1, unless its row says otherwise. An unknown key, a wrong unit, a key that stands twice or an alias "
    "of YAML is refused with its line, all of them at once; an empty file changes nothing.",
    es="Un solo número vale en los tres niveles, de modo que ya no ensancha el intervalo. Lo que `resources` dice de "
    "un recurso va antes que `defaults`, y un nombre con su pila va antes que uno sin ella. Las unidades que se "
    "convierten son bytes, KB, MB, GB y TB, que cuentan de 1.024 en 1.024 como las factura AWS; ms, segundos, minutos "
    "y horas; meses y años; partes de 0 a 1 o en %; ritmos per_second, /min y /h. Un valor puede ser cualquiera desde "
    "0, y una parte, cualquiera hasta 1, si su fila no dice otra cosa. Una clave desconocida, una unidad errónea, una "
    "clave repetida o un alias de YAML se rechazan con su línea, todos a la vez; un archivo vacío no cambia nada.",
)
_FROM_USERS = Text(
    en="## From users to requests\n\nEverything grows in proportion to the users; 100 and 1,000 are two points of one "
    "function. `days` are those of a month, a day off counting as the part `weekend_share` of a working day: "
    "`working_days_per_month + weekend_share × (730 / 24 - working_days_per_month)`. At the likely values:",
    es="## De los usuarios a las peticiones\n\nTodo crece en proporción a los usuarios; 100 y 1.000 son dos puntos de "
    "una función. `days` son los días de un mes, y un día libre cuenta como la parte `weekend_share` de uno laborable: "
    "`working_days_per_month + weekend_share × (730 / 24 - working_days_per_month)`. Con los valores probables:",
)
_PER_MONTH = Text(en="Per month", es="Al mes")
_FORMULA = Text(en="Formula", es="Fórmula")
_N_USERS = Text(en="{users} users", es="{users} usuarios")
_TOTALS = {
    "sessions": (Text(en="sessions", es="sesiones"), "users × sessions_per_user_day × days"),
    "page_views": (Text(en="pages", es="páginas"), "sessions × views_per_session"),
    "api_requests": (Text(en="calls to the API", es="llamadas a la API"), "pages × api_calls_per_view"),
    "asset_requests": (
        Text(en="requests for static files", es="peticiones de archivos estáticos"),
        "sessions × asset_requests_per_session",
    ),
    "api_bytes_in": (Text(en="bytes to the API", es="bytes hacia la API"), "calls × api_request_bytes"),
    "api_bytes_out": (Text(en="bytes from the API", es="bytes desde la API"), "calls × api_response_bytes"),
    "asset_bytes_out": (
        Text(en="bytes of static files", es="bytes de archivos estáticos"),
        "sessions × assets_bytes_per_session",
    ),
    "new_connections": (Text(en="connections", es="conexiones"), "calls / requests_per_connection"),
    "connected_hours": (
        Text(en="hours connected, of all users", es="horas de conexión, de todos los usuarios"),
        "sessions × session_minutes / 60",
    ),
}
"""Each month total of `Traffic` with its name and what it is computed from."""
_DAY = Text(
    en="A month has 48 typical hours: the 24 of a working day and the 24 of a day off, on the clock of the users. "
    "Charges that take the maximum of several dimensions in each hour, as those of a load balancer, are computed "
    "hour by hour; the maximum of averages over the month would charge too little. The working hours, from "
    "{begins} to {ends}, are cut into ten parts, whose requests against their average are {curve}: a peak in the "
    "morning, a lower one after lunch. `peak_factor` flattens or sharpens that curve until its busiest hour has "
    "the factor, without any effect on the sum. What comes outside the working hours fades with each hour from "
    "them; the little of a day off comes evenly during the same hours.",
    es="Un mes tiene 48 horas típicas: las 24 de un día laborable y las 24 de un día libre, en el reloj de los "
    "usuarios. Los cargos que toman en cada hora el máximo de varias dimensiones, como los de un balanceador, se "
    "calculan hora a hora; el máximo de las medias del mes cobraría de menos. Las horas de trabajo, de {begins} a"
    " {ends}, se cortan en diez partes, cuyas peticiones frente a su media son {curve}: un pico por la mañana y "
    "otro menor tras la comida. `peak_factor` aplana o agudiza esa curva hasta que su hora punta tiene el factor,"
    " sin efecto alguno en la suma. Lo que llega fuera de las horas de trabajo decae con cada hora de distancia; "
    "lo poco de un día libre llega por igual durante las mismas horas.",
)
_HOUR = Text(en="Hour", es="Hora")
_PART = Text(en="% of a working day", es="% de un día laborable")
_CALLS = Text(en="calls in it, {users} users", es="llamadas en ella, {users} usuarios")
_OFF = Text(en="on a day off, {users} users", es="en un día libre, {users} usuarios")
_HEADS = (
    Text(en="Assumption", es="Supuesto"),
    Text(en="Unit", es="Unidad"),
    Text(en="Low", es="Bajo"),
    Text(en="Likely", es="Probable"),
    Text(en="High", es="Alto"),
    Text(en="Meaning", es="Significado"),
    Text(en="Source", es="Origen"),
)
_FROM = Text(en="; {least} or more", es="; {least} o más")
_FROM_TO = Text(en="; from {least} to {most}", es="; de {least} a {most}")
