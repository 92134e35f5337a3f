"""The overview with the monthly cost on each component, darker where it is dearer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from workbook.cost.estimate import Estimate, estimate
from workbook.cost.pricing import Line
from workbook.graph.model import Graph, NodeId
from workbook.lang import Lang, Text, money, quantity
from workbook.render.scene import Item, Scene, Tag
from workbook.render.views.cast import Cast, Style, cast
from workbook.render.views.compose import Plan, compose
from workbook.render.views.frames import frames
from workbook.render.views.kinds import View
from workbook.render.views.names import Aspect
from workbook.render.views.terrain import ground, spots
from workbook.render.views.traffic import traffic

FIRST_STAGE = 100
"""Daily users of the brief's first stage, where nobody says another number."""
LEVELS = (Decimal("0.005"), Decimal(1), Decimal(10), Decimal(30))
"""From which cost, in USD a month, a component is a level darker."""
NOTHING = Decimal(0)


def cost(graph: Graph, lang: Lang, users: int = FIRST_STAGE) -> Scene:
    """The scene for a number of daily users."""
    return cost_scene(graph, estimate(graph, users), lang)


def cost_scene(graph: Graph, estimated: Estimate, lang: Lang) -> Scene:
    """The scene of an estimate; what no item stands for is summed up below."""
    land = ground(graph)
    players = cast(graph, lang, spots(graph, land), Style(badges=False))
    by_item, elsewhere = _by_item(players, estimated.lines)
    priced = {box: tuple(_priced(item, by_item, lang) for item in items) for box, items in players.items.items()}
    tagged = replace(players, items=priced)
    boxes = frames(graph, land, lang, priced)
    picture = compose(graph, lang, tagged, Plan(View.COST, boxes, traffic(graph, land, tagged)))
    totals = _SUBTITLE.format(
        users=quantity(estimated.users),
        total=money(estimated.total),
        low=money(estimated.low),
        high=money(estimated.high),
    )
    subtitle = f"{picture.subtitle} · {totals[lang]}"
    return replace(picture, subtitle=subtitle, footer=_footer(elsewhere, lang))


def _by_item(players: Cast, lines: Iterable[Line]) -> tuple[Mapping[str, Decimal], Mapping[str, Decimal]]:
    """The cost of each item, and by component that of resources which none stands for.

    Copies of a component share its cost, so that the figures in the picture add up.
    """
    by_item: dict[str, Decimal] = {}
    elsewhere: dict[str, Decimal] = {}
    for line in lines:
        if line.monthly is None:
            continue
        owner = NodeId(f"{line.charge.owner.stack}/{line.charge.owner.logical_id}")
        items = list(_items(players, owner))
        for item in items:
            by_item[item] = by_item.get(item, NOTHING) + line.monthly / len(items)
        if not items:
            name = line.charge.component.name.en
            elsewhere[name] = elsewhere.get(name, NOTHING) + line.monthly
    return by_item, elsewhere


def _items(players: Cast, owner: NodeId) -> Iterator[str]:
    """The items that stand for what is paid: the copies of a service rather than the service."""
    parts = players.parts.get(players.homes.get(owner, owner), {})
    paid = {aspect: items for aspect, items in parts.items() if aspect is not Aspect.WHOLE} or parts
    yield from dict.fromkeys(item for items in paid.values() for item in items)


def _priced(item: Item, by_item: Mapping[str, Decimal], lang: Lang) -> Item:
    amount = by_item.get(item.id)
    if amount is None:
        return replace(item, details=())
    level = sum(amount >= limit for limit in LEVELS)
    return replace(item, details=(), tag=Tag(_AMOUNT.format(amount=money(amount))[lang], level))


def _footer(elsewhere: Mapping[str, Decimal], lang: Lang) -> str:
    rest = sum(elsewhere.values(), NOTHING)
    sentence = _SHADES if rest < LEVELS[0] else _SHADES_AND_REST
    return sentence.format(rest=money(rest))[lang]


_SUBTITLE = Text(
    en="{users} daily users: {total} USD a month ({low} to {high})",
    es="{users} usuarios diarios: {total} USD al mes (de {low} a {high})",
)
_AMOUNT = Text(en="{amount} USD", es="{amount} USD")
_SHADES = Text(
    en="USD a month; darker from 0.01, 1, 10 and 30 USD on. Copies share what they cost together.",
    es="USD al mes; más oscuro desde 0,01, 1, 10 y 30 USD. Las copias se reparten lo que cuestan juntas.",
)
_SHADES_AND_REST = Text(
    en="USD a month; darker from 0.01, 1, 10 and 30 USD on. Copies share what they cost together."
    " Resources without an icon here cost {rest} USD.",
    es="USD al mes; más oscuro desde 0,01, 1, 10 y 30 USD. Las copias se reparten lo que cuestan juntas."
    " Los recursos sin icono aquí cuestan {rest} USD.",
)
