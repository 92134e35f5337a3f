"""Amounts that the pages quote, and the tables behind them."""

from __future__ import annotations

from itertools import product
from math import floor

from workbook.cost.whatif.availability import of_api, of_pages
from workbook.documents.sources import FIRST_STAGE, LATER, PROFILE_OF_THE_BRIEF, graph, priced, swept
from workbook.lang import Lang, Text, money, quantity
from workbook.render.cost import comparison_page
from workbook.render.cost_choices import sweep_steps
from workbook.render.table import Table
from workbook.template.source import PROFILES
from workbook.workload.load import default_workload
from workbook.workload.traffic import traffic

STAGES = (50, FIRST_STAGE, 500, LATER)
"""Daily users on the way from the first stage to the largest that the brief names."""
_SECONDS = 3600


def total(lang: Lang, profile: str, users: str) -> str:
    """What a profile costs, in USD a month."""
    return money(priced(profile, int(users)).total)[lang]


def difference(lang: Lang, dearer: str, cheaper: str, users: str) -> str:
    """How much more one profile costs than another, in USD a month."""
    return money(priced(dearer, int(users)).total - priced(cheaper, int(users)).total)[lang]


def users(lang: Lang, stage: str) -> str:
    """The daily users of a stage: `first` or `later`."""
    return quantity({"first": FIRST_STAGE, "later": LATER}[stage])[lang]


def minutes(lang: Lang, profile: str, of: str) -> str:
    """Minutes of a month in which the promises of AWS let calls (`api`) or pages (`pages`) of a profile fail."""
    found = {"api": of_api, "pages": of_pages}[of](graph(profile))
    return quantity(round(float(found.minutes_down), 1))[lang]


def promise(lang: Lang, profile: str, of: str) -> str:
    """The product of the promises of AWS behind these minutes."""
    return {"api": of_api, "pages": of_pages}[of](graph(profile)).explained()[lang]


def stages(lang: Lang) -> str:
    """What each profile costs at each stage, in all and for each user."""
    heads = [_USERS[lang], *PROFILES, *(_EACH.format(profile=profile)[lang] for profile in PROFILES)]
    rows = []
    for number in STAGES:
        found = [priced(profile, number) for profile in PROFILES]
        amounts = [*(each.total for each in found), *(each.per_user for each in found)]
        rows.append((quantity(number)[lang], *(money(amount)[lang] for amount in amounts)))
    return Table.of(heads, rows, numbers=range(len(heads))).markdown()


def lines(lang: Lang) -> str:
    """The profiles line by line, at the first stage and later."""
    table = comparison_page([priced(*each) for each in product(PROFILES, (FIRST_STAGE, LATER))], lang).parts[0]
    return table.markdown() if isinstance(table, Table) else table


def load(lang: Lang) -> str:
    """What the users of each stage ask for: calls, and how many a second in the busiest hour."""
    rows = []
    for number in STAGES:
        asked = traffic(number, default_workload())
        busiest = float(asked.api_requests_by_hour.max()) / _SECONDS
        numbers = (asked.sessions, asked.api_requests, asked.asset_requests)
        rows.append((quantity(number)[lang], *(quantity(round(float(n)))[lang] for n in numbers), _few(busiest)[lang]))
    heads = (_USERS, _SESSIONS, _CALLS, _FILES, _BUSIEST)
    return Table.of([head[lang] for head in heads], rows, numbers=range(len(heads))).markdown()


def growth(lang: Lang, profile: str, most: str) -> str:
    """What a profile has to grow into, up to a number of daily users."""
    return sweep_steps(swept(profile).until(int(most)), lang).markdown()


def fixed(lang: Lang, number: str) -> str:
    """The part of the bill of the profile of the brief that no user moves, in percent."""
    everything = swept(PROFILE_OF_THE_BRIEF)
    place = int(abs(everything.users - int(number)).argmin())
    # Rounded down, since nearly everything is not everything.
    return quantity(floor(1000 * float(everything.fixed[place] / everything.total[place])) / 10)[lang]


def _few(number: float) -> Text:
    return quantity(float(f"{number:.2g}"))


_USERS = Text(en="daily users", es="usuarios diarios")
_EACH = Text(en="{profile}, each user", es="{profile}, por usuario")
_SESSIONS = Text(en="sessions a month", es="sesiones al mes")
_CALLS = Text(en="calls to the API a month", es="llamadas a la API al mes")
_FILES = Text(en="files a month", es="archivos al mes")
_BUSIEST = Text(en="calls a second in the busiest hour", es="llamadas por segundo en la hora más activa")

BLOCKS = {
    "total": total,
    "difference": difference,
    "users": users,
    "minutes": minutes,
    "promise": promise,
    "stages": stages,
    "cost-lines": lines,
    "load": load,
    "growth": growth,
    "fixed": fixed,
}
