"""Estimates as tables: what is charged for, fixed or by usage, and how sure the sum is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbook.cost.component import Kind
from workbook.cost.estimate import Estimate, total
from workbook.cost.prices.report import written
from workbook.cost.pricing import Line
from workbook.cost.units import amount
from workbook.lang import Lang, Text, marked, money, quantity
from workbook.render.cost_footer import footer
from workbook.render.table import Page, Table, indented

ZERO = Decimal(0)
HALF_A_CENT = Decimal("0.005")
LARGEST = 5


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one component at one price, over all resources that cause them."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """The line that stands for all where they are alike."""
        return self.lines[0]

    @property
    def monthly(self) -> Decimal:
        """What the lines cost together."""
        return total(self.lines)

    @property
    def given(self) -> bool:
        """Whether the usage of any line is known."""
        return any(line.monthly is not None for line in self.lines)

    def of_kind(self, kind: Kind) -> Decimal | None:
        """What the lines of a kind cost; None where there are none."""
        found = [line for line in self.lines if line.charge.component.kind is kind and line.monthly is not None]
        return total(found) if found else None


def estimate_page(estimates: Sequence[Estimate], lang: Lang) -> Page:
    """Every estimate in full, one below the other."""
    return Page(tuple(part for estimate in estimates for part in _parts(estimate, lang)))


def comparison_page(estimates: Sequence[Estimate], lang: Lang) -> Page:
    """Estimates side by side, component by component, with their totals."""
    by_estimate = [{_alike(group.first): group for group in groups(each.lines, _alike)} for each in estimates]
    keys = {key: groups_of[key] for groups_of in reversed(by_estimate) for key in groups_of}
    rows = []
    for key, shown in sorted(keys.items(), key=lambda pair: (-pair[1].monthly, pair[0])):
        found = [groups_of.get(key) for groups_of in by_estimate]
        if any(group is not None and group.monthly >= HALF_A_CENT for group in found):
            rows.append((shown.first.charge.component.name[lang], *(_amount(group, lang) for group in found)))
    heads = [_HEAD.format(source=each.source, users=quantity(each.users))[lang] for each in estimates]
    for title, value in (_TOTAL, _totals(estimates, lang)), (_PER_USER, _each_user(estimates, lang)):
        rows.append((title[lang], *value))
    table = Table.of((_COMPONENT[lang], *heads), rows, title=_MONTHLY[lang], numbers=range(1, len(heads) + 1))
    return Page((table, footer(estimates, lang)))


def groups(lines: Iterable[Line], key: Callable[[Line], tuple[str, ...]] | None = None) -> list[Group]:
    """Lines gathered by component and price, the costly first; of equal cost, in the order of their names."""
    found: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        found.setdefault((key or _key)(line), []).append(line)
    gathered = [Group(tuple(members)) for _, members in sorted(found.items())]
    return sorted(gathered, key=lambda group: group.monthly, reverse=True)


def _parts(estimate: Estimate, lang: Lang) -> Iterator[Table | str]:
    gathered = groups(estimate.lines)
    costly = [group for group in gathered if group.given and group.monthly >= HALF_A_CENT]
    small = [group for group in gathered if group.given and 0 < group.monthly < HALF_A_CENT]
    free = [group for group in gathered if group.given and not group.monthly]
    unknown = [group for group in gathered if not group.given]
    heading = _TITLE.format(source=estimate.source, users=quantity(estimate.users), region=estimate.region)
    rows = [_row(group, lang) for group in costly]
    kinds = (_shown(estimate.of_kind(kind), lang) for kind in Kind)
    rows.append((_TOTAL[lang], "", "", *kinds, money(estimate.total)[lang]))
    heads = (_COMPONENT, _QUANTITY, _PRICE, _FIXED, _USAGE, _SUM)
    yield Table.of([head[lang] for head in heads], rows, title=heading[lang], numbers=(3, 4, 5))
    if any(_owners(group) > 1 for group in gathered):
        yield _TIMES[lang]
    for text, named in (_SMALL, small), (_FREE, free):
        if named:
            yield text[lang].format(names=", ".join(_name(group, lang) for group in named))
    if unknown:
        rates = "; ".join(f"{_name(group, lang)} {_rate(group.first, lang)}" for group in unknown)
        yield _UNKNOWN[lang].format(rates=rates)
    yield _interval(estimate, lang)
    if estimate.strained:
        reasons = (f"{gap.owner.stack}/{gap.owner.logical_id}: {gap.reason[lang]}" for gap in estimate.strained)
        yield indented(_STRAINED[lang], reasons)
    if estimate.largest():
        yield _five(estimate, lang)
    for title, counted in (_LEFT_OUT, False), (_IN_DOUBT, True):
        gaps = [gap for gap in estimate.gaps if gap.counted is counted]
        if gaps:
            rows = [(f"{gap.owner.stack}/{gap.owner.logical_id}", gap.type, gap.reason[lang]) for gap in gaps]
            yield Table.of([head[lang] for head in (_RESOURCE, _TYPE, _REASON)], rows, title=title[lang])
    yield footer([estimate], lang)


def _row(group: Group, lang: Lang) -> tuple[str, ...]:
    known = [line.quantity for line in group.lines if line.quantity is not None]
    used = amount(float(sum(known, ZERO)), group.first.price.unit)[lang]
    free = float(sum((line.free for line in group.lines), ZERO))
    if free:
        used = _WITH_FREE.format(used=used, free=quantity(free))[lang]
    kinds = (_shown(group.of_kind(kind), lang) for kind in Kind)
    return _name(group, lang), used, _rate(group.first, lang), *kinds, money(group.monthly)[lang]


def _name(group: Group, lang: Lang) -> str:
    name = group.first.charge.component.name[lang]
    owners = _owners(group)
    return name if owners == 1 else f"{name} (×{owners})"


def _owners(group: Group) -> int:
    return len({(line.charge.owner.stack, line.charge.owner.logical_id) for line in group.lines})


def _rate(line: Line, lang: Lang) -> str:
    return marked(written(line.price.first.normalize()))[lang]


def _amount(group: Group | None, lang: Lang) -> str:
    return _shown(None if group is None else group.monthly, lang)


def _shown(amount: Decimal | None, lang: Lang) -> str:
    return "–" if amount is None else money(amount)[lang]


def _totals(estimates: Iterable[Estimate], lang: Lang) -> list[str]:
    return [money(estimate.total)[lang] for estimate in estimates]


def _each_user(estimates: Iterable[Estimate], lang: Lang) -> list[str]:
    return [_small_money(estimate.per_user)[lang] for estimate in estimates]


def _small_money(amount: Decimal) -> Text:
    """An amount to the cent, and one below half a cent with the digits that say something."""
    return quantity(float(amount)) if 0 < amount < HALF_A_CENT else money(amount)


def _interval(estimate: Estimate, lang: Lang) -> str:
    return _INTERVAL.format(
        total=money(estimate.total),
        low=money(estimate.low),
        high=money(estimate.high),
        per_user=_small_money(estimate.per_user),
        share=quantity(round(float(100 * estimate.of_kind(Kind.FIXED) / estimate.total) if estimate.total else 0.0, 1)),
    )[lang]


def _five(estimate: Estimate, lang: Lang) -> Table:
    rows = [
        (
            money(line.monthly or ZERO)[lang],
            line.charge.component.name[lang],
            f"{line.charge.owner.stack}/{line.charge.owner.logical_id}",
            line.charge.component.explained()[lang],
        )
        for line in estimate.largest(LARGEST)
    ]
    heads = (_SUM, _COMPONENT, _RESOURCE, _QUANTITY)
    return Table.of([head[lang] for head in heads], rows, title=_LARGEST[lang], numbers=(0,))


def _alike(line: Line) -> tuple[str, ...]:
    """What is the same thing in two architectures, whatever its class or size."""
    return line.price.service, line.charge.component.name.en


def _key(line: Line) -> tuple[str, ...]:
    return line.price.service, line.charge.component.name.en, *line.charge.pool


_TITLE = Text(en="{source}, {users} daily users, {region}", es="{source}, {users} usuarios diarios, {region}")
_HEAD = Text(en="{source}, {users} users", es="{source}, {users} usuarios")
_MONTHLY = Text(en="USD a month", es="USD al mes")
_COMPONENT = Text(en="component", es="componente")
_QUANTITY = Text(en="quantity", es="cantidad")
_PRICE = Text(en="USD each", es="USD por unidad")
KIND_NAMES: Mapping[Kind, Text] = {
    Kind.FIXED: Text(en="fixed", es="fijo"),
    Kind.USAGE: Text(en="usage", es="por uso"),
}
_FIXED = KIND_NAMES[Kind.FIXED]
_USAGE = Text(en="by usage", es="por uso")
_SUM = Text(en="USD a month", es="USD al mes")
_TOTAL = Text(en="total", es="total")
_PER_USER = Text(en="for each user", es="por usuario")
_RESOURCE = Text(en="resource", es="recurso")
_TYPE = Text(en="type", es="tipo")
_REASON = Text(en="why", es="motivo")
_LEFT_OUT = Text(en="Not in this estimate", es="No incluido en este cálculo")
_TIMES = Text(
    en="(×2): how many resources the line adds up.",
    es="(×2): cuántos recursos suma la línea.",
)
_FREE = Text(
    en="Without a charge at this size: {names}.",
    es="Sin coste con este tamaño: {names}.",
)
_IN_DOUBT = Text(en="In this estimate, with a doubt", es="Incluido en este cálculo, con una duda")
_SMALL = Text(
    en="Below half a cent at this size: {names}.",
    es="Menos de medio centavo con este tamaño: {names}.",
)
_UNKNOWN = Text(
    en="Charged by a usage that is not given, so not in the total (USD each): {rates}.",
    es="Se cobra por un uso que no se ha dado, así que no está en el total (USD por unidad): {rates}.",
)
_INTERVAL = Text(
    en="{total} USD a month, {low} to {high} under the low and the high assumptions; {per_user} for each daily user;"
    " {share} % is fixed.",
    es="{total} USD al mes, de {low} a {high} con los supuestos bajos y altos; {per_user} por usuario diario;"
    " el {share} % es fijo.",
)
_STRAINED = Text(
    en="Under the high assumptions the architecture would not carry its load, so the upper end is too low:",
    es="Con los supuestos altos la arquitectura no soportaría su carga, así que el extremo superior es demasiado bajo:",
)
_WITH_FREE = Text(en="{used}, {free} free", es="{used}, {free} gratis")
_LARGEST = Text(en="The largest lines", es="Las partidas mayores")
