"""Other choices and other sizes, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from workbook.cost.estimate import Estimate
from workbook.cost.prices.model import Price
from workbook.cost.units import written_out
from workbook.cost.whatif.availability import NOT_COUNTED, Availability
from workbook.cost.whatif.best import Best
from workbook.cost.whatif.changes.model import Topic
from workbook.cost.whatif.rivals.contest import Contest, Entry
from workbook.cost.whatif.rivals.rivals import ALIKE
from workbook.cost.whatif.sway import Sway
from workbook.cost.whatif.sweep import StepKind, Sweep
from workbook.cost.whatif.weigh import Weighed
from workbook.lang import Lang, Text, money, quantity
from workbook.render.cost_footer import prices_line
from workbook.render.cost_words import SERVICES
from workbook.render.table import Page, Table, indented

ZERO = Decimal(0)
SHOWN = (1, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000)
"""Numbers of users that a sweep prints; the plot and the JSON answer have them all."""


def choice_page(weighed: Sequence[Weighed], lang: Lang) -> Page:
    """What each alternative saves and means, by topic, the larger saving first; then those without room for them."""
    before = weighed[0].before
    title = _CHOICES.format(source=before.source, users=quantity(before.users), total=money(before.total))
    rows = [row for topic in Topic for row in _topic(topic, weighed, lang)]
    heads = (_ABOUT, _CHOICE, _SAVES, _TOTAL, _MEANS)
    table = Table.of([head[lang] for head in heads], rows, title=title[lang], numbers=(2, 3))
    refused = [f"{each.alternative.title[lang]}: {each.refused[lang]}" for each in weighed if each.refused is not None]
    prices = before.prices.union(*(each.after.prices for each in weighed if each.after is not None))
    parts = [indented(_NO_ROOM[lang], refused)] if refused else []
    return Page((table, *parts, prices_line(prices, before.today, lang)))


def best_page(best: Best, lang: Lang) -> Page:
    """The cheapest sound combination step by step, then what the whole of it gives up."""
    before, found = best.before.estimate, best.found.estimate
    names = {"source": before.source, "users": quantity(before.users), "total": money(before.total)}
    if not best.saved():
        return Page((_NOTHING_CHEAPER.format(**names)[lang],))
    title = _BEST.format(**names, best=money(found.total))[lang]
    rows = [
        (each.title[lang], money(saved)[lang], money(total)[lang], each.remark[lang] if each.remark else "")
        for each, saved, total in best.saved()
    ]
    table = Table.of([head[lang] for head in (_CHOICE, _SAVES, _TOTAL, _MEANS)], rows, title=title, numbers=(1, 2))
    lost = indented(_GIVES_UP_ALL[lang], [given[lang] for given in best.gives_up])
    return Page((table, lost, prices_line(before.prices | found.prices, before.today, lang)))


def sweep_page(sweeps: Sequence[Sweep], lang: Lang) -> Page:
    """Cost against users, side by side, then what changes where."""
    heads = [_USERS[lang], *(sweep.source for sweep in sweeps)]
    most = max(int(sweep.users[-1]) for sweep in sweeps)
    rows = [_at(users, sweeps, lang) for users in SHOWN if users <= most]
    table = Table.of(heads, rows, title=_MONTHLY[lang], numbers=range(len(heads)))
    prices = frozenset[Price]().union(*(sweep.prices for sweep in sweeps))
    changes = [each for each in (sweep_steps(sweep, lang) for sweep in sweeps) if each.rows]
    return Page((table, *changes, prices_line(prices, sweeps[0].today, lang)))


def sway_table(sways: Sequence[Sway], lang: Lang) -> Table:
    """Assumptions with their interval, their source and what each alone moves, in the order given."""
    rows = []
    for each in sways:
        said = each.assumption
        numbers = (quantity(value)[lang] for value in (said.low, said.likely, said.high))
        rows.append(
            (said.meaning[lang], written_out(said.unit)[lang], *numbers, money(each.width)[lang], said.source[lang])
        )
    heads = (_ASSUMPTION, _UNIT, _LOW, _LIKELY, _HIGH, _MOVES, _SOURCE)
    return Table.of([head[lang] for head in heads], rows, numbers=range(2, 6))


def rival_page(contest: Contest, lang: Lang) -> Page:
    """Other designs beside our own, for some numbers of users, with what is counted, given up and not promised."""
    rivals = [each.rival for each in contest.entries]
    notes = [tuple(text[lang] for text in (one.title, one.counted, one.not_counted, one.wins)) for one in rivals]
    words = Table.of([head[lang] for head in (_DESIGN, _COUNTED, _NOT_COUNTED, _WINS)], notes)
    prices = frozenset[Price]().union(*(each.prices for each in contest.all_estimates))
    line = prices_line(prices, contest.estimates[0].today, lang)
    return Page((rival_table(contest, lang), words, loss_table(contest, lang), _promised(contest, lang), line))


def rival_table(contest: Contest, lang: Lang) -> Table:
    """Our own design and the others: what each costs for each number of users, and what AWS promises of it."""
    own = contest.estimates
    heads = [_DESIGN[lang], *(f"{quantity(each.users)[lang]}" for each in own), _MINUTES[lang]]
    rows = [_design(own[0].source, own, contest.api, lang)]
    rows += [_design(each.rival.title[lang], each.estimates, each.api, lang) for each in contest.entries]
    title = _RIVALS.format(sizes=contest.size.value)
    return Table.of(heads, rows, title=title[lang], numbers=range(1, len(heads)))


def loss_table(contest: Contest, lang: Lang) -> Table:
    """What each of the other designs gives up against our own."""
    lost = [(each.rival.title[lang], _given_up(each, lang)) for each in contest.entries]
    return Table.of([_DESIGN[lang], _GIVES_UP.format(source=contest.estimates[0].source)[lang]], lost)


def _given_up(entry: Entry, lang: Lang) -> str:
    return " ".join(text[lang] for text in entry.gives_up) or _NOTHING_GIVEN_UP[lang]


def _design(name: str, estimates: Sequence[Estimate], availability: Availability, lang: Lang) -> tuple[str, ...]:
    minutes = quantity(round(float(availability.minutes_down), 1))
    return name, *(money(each.total)[lang] for each in estimates), minutes[lang]


def _promised(contest: Contest, lang: Lang) -> str:
    """The products behind the minutes of our own design, then what they leave out."""
    products = (_API.format(product=contest.api.explained()), _PAGES.format(product=contest.pages.explained()))
    left_out = indented(_LEFT_OUT[lang], [each[lang] for each in (*NOT_COUNTED, ALIKE)])
    return "\n".join([*(each[lang] for each in products), left_out])


def _topic(topic: Topic, weighed: Sequence[Weighed], lang: Lang) -> Iterator[tuple[str, ...]]:
    """The rows of one topic, with its name before the first."""
    found = [each for each in weighed if each.alternative.topic is topic and each.saving is not None]
    about = _TOPICS[topic][lang]
    for each in sorted(found, key=lambda each: each.saving or ZERO, reverse=True):
        yield about, *_weighed(each, lang)
        about = ""


def _weighed(each: Weighed, lang: Lang) -> tuple[str, ...]:
    """A choice with what it saves, the total with it, and what it means."""
    after, remark = each.after, each.alternative.remark
    if after is None:
        return (each.alternative.title[lang],)
    gaps = [gap.reason[lang] for gap in after.gaps if gap not in each.before.gaps]
    mends = [_WITHOUT_IT.format(text=" ".join(text[lang] for text in each.mends))[lang]] if each.mends else []
    means = [*([remark[lang]] if remark else []), *(text[lang] for text in each.gives_up), *mends, *gaps]
    saving = each.before.total - after.total
    return each.alternative.title[lang], money(saving)[lang], money(after.total)[lang], " ".join(means)


def _at(users: int, sweeps: Sequence[Sweep], lang: Lang) -> tuple[str, ...]:
    return quantity(users)[lang], *(money(Decimal(repr(sweep.at(users))))[lang] for sweep in sweeps)


def sweep_steps(sweep: Sweep, lang: Lang) -> Table:
    """What changes along a sweep, in the order of the users from which it does."""
    steps = [(step.users, _KINDS[step.kind][lang], step.text[lang]) for step in sweep.steps]
    for each in sweep.dominant:
        name = SERVICES[each.service][lang] if each.service in SERVICES else each.service
        share = quantity(round(each.share * 100))
        steps.append((each.users, _LARGEST[lang], _DOMINATES.format(name=name, share=share)[lang]))
    heads = (_FROM, _WHAT, _HOW)
    title = _STEPS.format(source=sweep.source)[lang]
    rows = [(quantity(users)[lang], *words) for users, *words in sorted(steps)]
    return Table.of([head[lang] for head in heads], rows, title=title, numbers=(0,))


_RIVALS = Text(
    en="Other designs at the sizes of {sizes}: USD a month by daily users, and minutes a month in which AWS's promises"
    " let calls fail",
    es="Otros diseños con los tamaños de {sizes}: USD al mes por usuarios diarios, y minutos al mes en que las promesas"
    " de AWS permiten fallos",
)
_DESIGN = Text(en="design", es="diseño")
_MINUTES = Text(en="minutes", es="minutos")
_COUNTED = Text(en="counted", es="se cuenta")
_NOT_COUNTED = Text(en="not counted", es="no se cuenta")
_WINS = Text(en="it wins", es="conviene")
_GIVES_UP = Text(en="gives up, against {source}", es="cede, frente a {source}")
_API = Text(en="Calls to the API: {product}.", es="Llamadas a la API: {product}.")
_PAGES = Text(en="Pages of the site: {product}.", es="Páginas del sitio: {product}.")
_LEFT_OUT = Text(en="Left out:", es="Queda fuera:")
_CHOICES = Text(
    en="Other choices for {source} with {users} daily users, now {total} USD a month",
    es="Otras opciones para {source} con {users} usuarios diarios, ahora {total} USD al mes",
)
_CHOICE = Text(en="choice", es="opción")
_SAVES = Text(en="saves USD", es="ahorra USD")
_TOTAL = Text(en="total USD", es="total USD")
_ABOUT = Text(en="about", es="sobre")
_MEANS = Text(en="what it means", es="qué supone")
_WITHOUT_IT = Text(en="Without it – {text}", es="Sin ello – {text}")
_NOTHING_GIVEN_UP = Text(
    en="Nothing that templates and agreements show.",
    es="Nada que muestren las plantillas y los acuerdos.",
)
_TOPICS = {
    Topic.EGRESS: Text(en="way out", es="salida"),
    Topic.DATABASE: Text(en="database", es="base de datos"),
    Topic.COMPUTE: Text(en="tasks", es="tareas"),
    Topic.SCHEDULE: Text(en="hours", es="horario"),
    Topic.WATCHING: Text(en="watching", es="vigilancia"),
    Topic.EDGE: Text(en="edge", es="borde"),
    Topic.PURCHASE: Text(en="purchase", es="compra"),
}
_BEST = Text(
    en="The cheapest sound combination of choices for {source} with {users} daily users: {best} USD a month instead of"
    " {total}",
    es="La combinación sensata de opciones más barata para {source} con {users} usuarios diarios: {best} USD al mes"
    " en lugar de {total}",
)
_NOTHING_CHEAPER = Text(
    en="No sound choice makes {source} with {users} daily users cheaper than it is: {total} USD a month.",
    es="Ninguna opción sensata abarata {source} con {users} usuarios diarios: {total} USD al mes.",
)
_GIVES_UP_ALL = Text(en="Together they give up:", es="Juntas ceden:")
_NO_ROOM = Text(en="Does not apply here:", es="No se aplica aquí:")
_USERS = Text(en="daily users", es="usuarios diarios")
_MONTHLY = Text(
    en="USD a month, with tasks and database grown as the load asks",
    es="USD al mes, con tareas y base de datos crecidas según la carga",
)
_STEPS = Text(en="What changes in {source}", es="Qué cambia en {source}")
_FROM = Text(en="from users", es="desde usuarios")
_WHAT = Text(en="what", es="qué")
_HOW = Text(en="how", es="cómo")
_ASSUMPTION = Text(en="assumption", es="supuesto")
_UNIT = Text(en="unit", es="unidad")
_LOW = Text(en="low", es="bajo")
_LIKELY = Text(en="likely", es="probable")
_HIGH = Text(en="high", es="alto")
_MOVES = Text(en="moves USD", es="varía en USD")
_SOURCE = Text(en="source", es="fuente")
_LARGEST = Text(en="largest part", es="partida mayor")
_DOMINATES = Text(en="{name}, {share} % of the bill", es="{name}, {share} % de la factura")
_KINDS = {
    StepKind.TASKS: Text(en="tasks", es="tareas"),
    StepKind.CLASS: Text(en="database class", es="clase de base de datos"),
    StepKind.STORAGE: Text(en="database storage", es="almacenamiento"),
    StepKind.TIER: Text(en="price tier", es="tramo de precio"),
    StepKind.FREE: Text(en="free amount used up", es="cantidad gratuita agotada"),
}
