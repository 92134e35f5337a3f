"""What is left after the end of a deployment, with what it costs a month at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from workbook.cost.prices.load import default_book
from workbook.deploy.place import Ending, MachineEnding
from workbook.deploy.remains import RATES, Remainder
from workbook.deploy.target import REGION
from workbook.lang import Lang, Text, marked, money
from workbook.render.table import Page, Table
from workbook.template.model import Assembly, Resource

_CENT = Decimal("0.01")


def ending_page(ending: Ending, lang: Lang) -> Page:
    """What is left, line by line."""
    if isinstance(ending, MachineEnding):
        return Page((_LOCAL.format(processes=ending.processes, ports=ending.ports, files=ending.files)[lang],))
    blocks = _left(ending.remains, lang) if ending.remains else (_NOTHING[lang],)
    return Page((*blocks, *_toolkit(ending.toolkit, lang)))


def _left(remains: Sequence[Remainder], lang: Lang) -> tuple[Table | str, ...]:
    rows = [
        (each.type, each.id, f"{_thousandths(each.amount)[lang]} {each.unit[lang]}", _amount(each, lang))
        for each in remains
    ]
    table = Table.of([column[lang] for column in _COLUMNS], rows, title=_LEFT[lang], numbers=(2, 3))
    return table, _TOTAL.format(total=money(_total(remains)))[lang], *_unpriced(remains, lang)


def _toolkit(remains: Sequence[Remainder], lang: Lang) -> Iterator[str]:
    if remains:
        names = ", ".join(each.id for each in remains)
        yield _TOOLKIT.format(stack=remains[0].stack, names=names, total=money(_total(remains)))[lang]


def _total(remains: Sequence[Remainder]) -> Decimal:
    """Of those that the price book has a price for."""
    return sum((cost for each in remains if (cost := _cost(each)) is not None), Decimal(0))


def _unpriced(remains: Sequence[Remainder], lang: Lang) -> Iterator[str]:
    names = [each.id for each in remains if _cost(each) is None]
    if names:
        yield _NOT_PRICED.format(names=", ".join(names))[lang]


def _amount(remainder: Remainder, lang: Lang) -> str:
    cost = _cost(remainder)
    return _UNKNOWN[lang] if cost is None else money(cost)[lang]


def kept_table(assembly: Assembly, lang: Lang) -> Table:
    """What the deletion of the stacks will leave at AWS by their templates, and what each unit of it costs a month."""
    region = next((stack.region for stack in assembly.stacks if stack.region), REGION)
    kept = [each for each in assembly.resources() if each.deletion_policy in _KEPT]
    rows = [(each.id, _KEPT[str(each.deletion_policy)][lang], *_rate(each, region, lang)) for each in kept]
    return Table.of([column[lang] for column in _KEPT_COLUMNS], rows, numbers=(2,))


def ending_json(ending: Ending, lang: Lang) -> Mapping[str, object]:
    """The same in the form of docs/reference/json.md."""
    local = ending if isinstance(ending, MachineEnding) else MachineEnding(0, 0, 0)
    remains, toolkit = ((), ()) if isinstance(ending, MachineEnding) else (ending.remains, ending.toolkit)
    return {
        "schema": 1,
        "target": "local" if ending is local else "aws",
        "clean": ending.is_clean,
        "processes": local.processes,
        "ports": local.ports,
        "files": local.files,
        "remains": [_remainder_json(each, lang) for each in remains],
        "toolkit": [_remainder_json(each, lang) for each in toolkit],
    }


def _remainder_json(remainder: Remainder, lang: Lang) -> Mapping[str, object]:
    cost = _cost(remainder)
    return {
        "type": remainder.type,
        "id": remainder.id,
        "amount": round(remainder.amount, 6),
        "unit": remainder.unit[lang],
        "usd_a_month_at_most": None if cost is None else str(cost.quantize(_CENT)),
    }


def _rate(resource: Resource, region: str, lang: Lang) -> tuple[str, str]:
    """What one unit costs a month; nothing is said of a type that is not known to be charged."""
    rate = RATES.get(resource.type)
    if rate is None:
        return "–", ""
    one = Remainder(resource.id.stack, resource.type, resource.id.logical_id, region, 1, rate.unit, rate.price)
    cost = _cost(one)
    return _UNKNOWN[lang] if cost is None else _thousandths(cost)[lang], rate.unit[lang]


def _thousandths(number: float | Decimal) -> Text:
    return marked(f"{number:.3f}")


def _cost(remainder: Remainder) -> Decimal | None:
    """Without the free amounts, which other things of the account may use up; None where no price is known."""
    price = default_book().find(remainder.price, remainder.region)
    return Decimal(str(remainder.amount)) * max(tier.usd for tier in price.tiers) if price else None


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
_UNKNOWN = Text(en="not known", es="no se conoce")
_NOT_PRICED = Text(
    en="Not counted, since the price book has no price for that place: {names}.",
    es="Sin contar, pues el libro de precios no tiene precio para ese lugar: {names}.",
)
_TOOLKIT = Text(
    en="The stack {stack} stays, since other CDK apps of the account may use it: {names}; at most {total} USD a month.",
    es="La pila {stack} se queda, pues otras aplicaciones CDK de la cuenta pueden usarla: {names}; como máximo {total} "
    "USD al mes.",
)
_NOTHING = Text(en="Nothing is left that costs.", es="No queda nada que cueste.")
_LOCAL = Text(
    en="Left on this machine: {processes} processes, {ports} ports, {files} files.",
    es="Queda en esta máquina: {processes} procesos, {ports} puertos, {files} archivos.",
)
