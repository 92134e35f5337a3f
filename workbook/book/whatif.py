"""The what-if as a page: the cost of each profile for any number of users of the brief, computed ahead."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from string import Template

import numpy as np

from workbook.book.page import Page
from workbook.cost.estimate import Settings
from workbook.cost.whatif.sweep import Sweep, sweep
from workbook.documents.sources import FIRST_STAGE, LATER, PROFILE_OF_THE_BRIEF, graph
from workbook.lang import Lang, Text, money, quantity
from workbook.render.cost_words import SERVICES
from workbook.render.table import Table
from workbook.template.jsonable import Json
from workbook.template.source import PROFILES

NAME = "what-if"
STEP = 10
"""Between two numbers of users that are computed."""
_ROWS = 100
"""Between two rows of the table that needs no script."""


@cache
def computed(profile: str) -> Sweep:
    """What a profile as it is costs from the first stage to the later one, as `workbook cost` says it."""
    return sweep(graph(profile), np.arange(FIRST_STAGE, LATER + 1, STEP), Settings())


def whatif_page(lang: Lang) -> Page:
    """The page: a table that anybody can read, and above it what a script makes of the same figures."""
    words = {name: html.escape(text[lang]) for name, text in _WORDS.items()}
    data = json.dumps(figures(lang), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    options = "".join(f'<option value="{profile}">{profile}</option>' for profile in PROFILES)
    limits = {"first": FIRST_STAGE, "last": LATER, "step": STEP}
    stage = _STAGE.substitute(words, options=options, data=data, **limits)
    opening = _OPENING.format(first=quantity(FIRST_STAGE), last=quantity(LATER), profile=PROFILE_OF_THE_BRIEF)[lang]
    parts = [f"# {_TITLE[lang]}", opening, stage, f"## {_ALL[lang]}", _table(lang), _CAVEAT[lang]]
    return Page(NAME, "\n\n".join(parts) + "\n")


def figures(lang: Lang) -> dict[str, Json]:
    """What each service costs in each profile for each number of users, in cents, with the words of the page."""
    services = sorted({name for profile in PROFILES for name in computed(profile).services})
    return {
        "lang": str(lang),
        "users": [int(users) for users in computed(PROFILES[0]).users],
        "services": {name: SERVICES[name][lang] if name in SERVICES else name for name in services},
        "profiles": {profile: _profile(computed(profile)) for profile in PROFILES},
        "words": {name: text[lang] for name, text in _SPOKEN.items()},
    }


def _profile(found: Sweep) -> dict[str, Json]:
    return {
        "total": _cents(found.total),
        "services": {name: _cents(costs) for name, costs in found.services.items()},
    }


def _cents(amounts: np.typing.NDArray[np.float64]) -> list[Json]:
    return [int(cents) for cents in np.round(amounts * 100)]


def _table(lang: Lang) -> str:
    heads = [_USERS[lang], *PROFILES, *(_EACH.format(profile=profile)[lang] for profile in PROFILES)]
    return Table.of(heads, _rows(lang), numbers=range(len(heads))).markdown()


def _rows(lang: Lang) -> Iterator[tuple[str, ...]]:
    for users in range(FIRST_STAGE, LATER + 1, _ROWS):
        totals = [Decimal(str(computed(profile).at(users))) for profile in PROFILES]
        amounts = [*totals, *(total / users for total in totals)]
        yield quantity(users)[lang], *(money(amount)[lang] for amount in amounts)


_TITLE = Text(en="What if there were more users?", es="¿Y si hubiera más usuarios?")
_OPENING = Text(
    en="Move the slider from {first} to {last} daily users, and choose a profile. The engine has computed every figure "
    "from the templates and the prices; nothing is sent anywhere, and the page works without a network. The profile of "
    "the brief is `{profile}`.",
    es="Mueva el control de {first} a {last} usuarios diarios y elija un perfil. El motor ha calculado cada cifra a "
    "partir de las plantillas y los precios; no se envía nada a ninguna parte y la página funciona sin red. El perfil "
    "del enunciado es `{profile}`.",
)
_ALL = Text(en="All profiles in figures", es="Todos los perfiles en cifras")
_USERS = Text(en="Users", es="Usuarios")
_EACH = Text(en="{profile}, each user", es="{profile}, por usuario")
_CAVEAT = Text(
    en="USD a month, list prices, without tax. Each profile is priced as its template is; where the load asks for more "
    "than a template allows, the [cost of the first stage](/docs/cost-first-stage.md) says what comes next.",
    es="USD al mes, precios de lista, sin impuestos. Cada perfil se calcula tal como es su plantilla; cuando la carga "
    "pide más de lo que una plantilla permite, el [coste de la primera etapa](/docs/cost-first-stage.md) dice qué "
    "viene después.",
)
_WORDS = {
    "users": Text(en="Daily active users", es="Usuarios activos al día"),
    "profile": Text(en="Profile", es="Perfil"),
    "month": Text(en="USD a month", es="USD al mes"),
    "each": Text(en="USD for each user", es="USD por usuario"),
    "service": Text(en="Service", es="Servicio"),
    "share": Text(en="Share", es="Parte"),
    "without": Text(
        en="The slider needs JavaScript. The table below holds the same figures.",
        es="El control necesita JavaScript. La tabla de abajo contiene las mismas cifras.",
    ),
    "services": Text(en="What makes up the cost", es="De qué se compone el coste"),
    "curve": Text(en="USD a month by daily active users", es="USD al mes según los usuarios activos al día"),
}
_SPOKEN = {
    "said": Text(
        en="{users} users, {profile}: {total} USD a month, {each} USD for each user.",
        es="{users} usuarios, {profile}: {total} USD al mes, {each} USD por usuario.",
    ),
    "curve": Text(
        en="Cost of {profile}: {low} USD a month at {first} users, {high} USD at {last} users.",
        es="Coste de {profile}: {low} USD al mes con {first} usuarios, {high} USD con {last} usuarios.",
    ),
}
_STAGE = Template("""<noscript><p>$without</p></noscript>
<section id="whatif" class="whatif" hidden>
<div class="whatif-controls">
<label for="whatif-users">$users: <output id="whatif-count" for="whatif-users"></output></label>
<input id="whatif-users" type="range" min="$first" max="$last" step="$step" value="$first">
<label for="whatif-profile">$profile</label>
<select id="whatif-profile">$options</select>
</div>
<div class="whatif-totals">
<p><strong id="whatif-total"></strong> $month</p>
<p><strong id="whatif-each"></strong> $each</p>
</div>
<p id="whatif-said" class="visually-hidden" role="status"></p>
<figure><figcaption>$curve</figcaption><svg id="whatif-curve" viewBox="0 0 640 240" role="img"></svg></figure>
<table class="table"><caption>$services</caption>
<thead><tr><th scope="col">$service</th><th scope="col" class="text-right">$month</th>
<th scope="col" class="text-right">$share</th></tr></thead>
<tbody id="whatif-services"></tbody></table>
</section>
<script type="application/json" id="whatif-data">$data</script>
<script src="_static/whatif.js" defer></script>""")
