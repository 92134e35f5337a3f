"""What is left after the end of a deployment, with what it costs a month at most."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from workbook.cost.prices.book import PriceBook
from workbook.cost.prices.load import default_book
from workbook.deploy.place import Ending
from workbook.deploy.remains import RATES, Remainder
from workbook.deploy.target import REGION
from workbook.lang import Lang, Text
from workbook.render.table import Page, Table
from workbook.template.model import Assembly, Resource

_CENT = Decimal("0.01")


def ending_page(ending: Ending, lang: Lang) -> Page:
    """What is left, line by line."""
    if ending.target == "local":
        counts = {"processes": ending.processes, "ports": ending.ports, "files": ending.files}
        return Page((_LOCAL.format(**counts)[lang],))
    if not ending.remains:
        return Page((_NOTHING[lang],))
    rows = [
        (each.type, each.id, f"{each.amount:.3f} {each.unit[lang]}", f"{_cost(each):.2f}") for each in ending.remains
    ]
    table = Table.of([column[lang] for column in _COLUMNS], rows, title=_LEFT[lang], numbers=(2, 3))
    total = sum((_cost(each) for each in ending.remains), Decimal(0))
    return Page((table, _TOTAL.format(total=f"{total:.2f}")[lang]))


def kept_table(assembly: Assembly, lang: Lang) -> Table:
    """What the deletion of the stacks will leave at AWS by their templates, and what each unit of it costs a month."""
    region = next((stack.region for stack in assembly.stacks if stack.region), REGION)
    kept = [each for each in assembly.resources() if each.deletion_policy in _KEPT]
    rows = [(each.id, _KEPT[str(each.deletion_policy)][lang], *_rate(each, region, lang)) for each in kept]
    return Table.of([column[lang] for column in _KEPT_COLUMNS], rows, numbers=(2,))


def ending_json(ending: Ending, lang: Lang) -> Mapping[str, object]:
    """The same in the form of docs/reference/json.md."""
    return {
        "schema": 1,
        "target": ending.target,
        "clean": ending.is_clean,
        "processes": ending.processes,
        "ports": ending.ports,
        "files": ending.files,
        "remains": [
            {
                "type": each.type,
                "id": each.id,
                "amount": round(each.amount, 6),
                "unit": each.unit[lang],
                "usd_a_month_at_most": str(_cost(each).quantize(_CENT)),
            }
            for each in ending.remains
        ],
    }


def _rate(resource: Resource, region: str, lang: Lang) -> tuple[str, str]:
    """What one unit costs a month; nothing is said of a type that is not known to be charged."""
    rate = RATES.get(resource.type)
    if rate is None:
        return "–", ""
    one = Remainder(resource.type, resource.id.logical_id, region, 1, rate.unit, rate.price)
    return f"{_cost(one):.3f}", rate.unit[lang]


def _cost(remainder: Remainder, book: PriceBook | None = None) -> Decimal:
    """Without the free amounts, which other things of the account may use up."""
    chosen = book or default_book()
    price = chosen.find(remainder.price, remainder.region) or chosen.find(remainder.price, "global")
    if price is None:
        return Decimal(0)
    dearest = max(tier.usd for tier in price.tiers)
    return Decimal(str(remainder.amount)) * dearest


_COLUMNS = (
    Text(en="type", es="tipo"),
    Text(en="name", es="nombre"),
    Text(en="amount", es="cantidad"),
    Text(en="USD a month", es="USD al mes"),
)
_KEPT = {
    "Retain": Text(en="it stays", es="se queda"),
    "Snapshot": Text(en="a last snapshot stays", es="queda una última instantánea"),
}
_KEPT_COLUMNS = (
    Text(en="resource", es="recurso"),
    Text(en="when its stack is deleted", es="al borrar su pila"),
    Text(en="USD a month", es="USD al mes"),
    Text(en="for each", es="por cada"),
)
_LEFT = Text(
    en="Left behind on purpose, and charged until you delete it",
    es="Queda a propósito, y se cobra hasta que lo borre",
)
_TOTAL = Text(
    en="Together at most {total} USD a month; free amounts of the account are not taken off.",
    es="En conjunto, como máximo {total} USD al mes; no se descuentan las cantidades gratuitas de la cuenta.",
)
_NOTHING = Text(en="Nothing is left that costs.", es="No queda nada que cueste.")
_LOCAL = Text(
    en="Left on this machine: {processes} processes, {ports} ports, {files} files.",
    es="Queda en esta máquina: {processes} procesos, {ports} puertos, {files} archivos.",
)
