"""What AWS goes on charging for once the stacks are deleted: what stays, by which price, and what that comes to."""

from __future__ import annotations

from decimal import Decimal

from workbook.cost.prices.load import default_book
from workbook.cost.prices.model import Price
from workbook.deploy.remains import RATES
from workbook.documents.sources import FIRST_STAGE, LATER, graph, priced
from workbook.errors import PriceError
from workbook.graph.model import Graph
from workbook.lang import Lang, Text, marked, money, quantity
from workbook.render.table import Table
from workbook.template.model import Resource
from workbook.template.source import PROFILES

_KEPT = {"Retain", "RetainExceptOnCreate", "Snapshot"}
_DATABASE = "AWS::RDS::DBInstance"


def rates(lang: Lang) -> str:
    """Each type that may stay, with the price by which it is charged."""
    rows = []
    for kind, rate in RATES.items():
        price = _price(rate.price)
        shown = f"`{kind}`" if kind != _DATABASE else f"`{kind}` ({_SNAPSHOT[lang]})"
        rows.append((shown, rate.unit[lang], marked(f"{price.first.normalize():f}")[lang], f"`{price.key}`"))
    return Table.of([head[lang] for head in (_TYPE, _UNIT, _EACH, _PRICE)], rows, numbers=(2,)).markdown()


def kept(lang: Lang, profile: str) -> str:
    """What the templates of a profile keep, and what it comes to a month at the most, in the first stage and later."""
    rows, sums = [], [Decimal(0), Decimal(0)]
    for resource in _staying(graph(profile)):
        amounts = [_monthly(profile, resource, users) for users in (FIRST_STAGE, LATER)]
        sums = [one + amount for one, amount in zip(sums, amounts, strict=True)]
        policy = resource.deletion_policy or ""
        rows.append((str(resource.id), f"`{policy}`", *(money(amount)[lang] for amount in amounts)))
    rows.append((_TOGETHER[lang], "", *(money(amount)[lang] for amount in sums)))
    heads = [_RESOURCE[lang], _POLICY[lang], *(_AT.format(users=quantity(n))[lang] for n in (FIRST_STAGE, LATER))]
    return Table.of(heads, rows, numbers=(2, 3)).markdown()


def monthly(lang: Lang, profile: str, users: str) -> str:
    """What everything that a profile keeps comes to a month."""
    found = (_monthly(profile, resource, int(users)) for resource in _staying(graph(profile)))
    return money(sum(found, Decimal(0)))[lang]


def gone(lang: Lang) -> str:
    """How many resources of each profile are deleted with their stack, and how many of those with a rate stay."""
    rows = []
    for profile in PROFILES:
        total, stay = graph(profile).coverage.total, len(_staying(graph(profile)))
        rows.append((profile, total - stay, stay))
    return Table.of([head[lang] for head in (_PROFILE, _GO, _STAY)], rows, numbers=(1, 2)).markdown()


def _staying(source: Graph) -> list[Resource]:
    found = [each for each in source.assembly.resources() if each.type in RATES and each.deletion_policy in _KEPT]
    return sorted(found, key=lambda each: (each.type, each.id))


def _monthly(profile: str, resource: Resource, users: int) -> Decimal:
    """What one thing that stays is charged: its stock of one month of use, or the whole disk as a snapshot."""
    price = _price(RATES[resource.type].price)
    if resource.type == _DATABASE:
        return price.first * Decimal(str(resource.get("AllocatedStorage")))
    lines = (
        line
        for line in priced(profile, users).lines
        if (line.charge.owner.stack, line.charge.owner.logical_id) == (resource.id.stack, resource.id.logical_id)
        and line.price.key == price.key
    )
    return sum((price.first * (line.quantity or Decimal(0)) for line in lines), Decimal(0))


def _price(key: str) -> Price:
    (region,) = {stack.region for stack in graph(PROFILES[0]).assembly.stacks if stack.region}
    found = default_book().find(key, region)
    if found is None:
        raise PriceError(_NO_PRICE.format(key=key, region=region))
    return found


_TYPE = Text(en="what may stay", es="qué puede quedar")
_SNAPSHOT = Text(en="its snapshots", es="sus instantáneas")
_UNIT = Text(en="charged for each", es="se cobra por")
_EACH = Text(en="USD a month", es="USD al mes")
_PRICE = Text(en="key of the price", es="clave del precio")
_RESOURCE = Text(en="resource", es="recurso")
_POLICY = Text(en="deletion policy", es="política de borrado")
_AT = Text(en="USD a month, {users} users", es="USD al mes, {users} usuarios")
_TOGETHER = Text(en="together", es="en conjunto")
_PROFILE = Text(en="profile", es="perfil")
_GO = Text(en="resources that go", es="recursos que desaparecen")
_STAY = Text(en="that stay", es="que se quedan")
_NO_PRICE = Text(
    en="the price book has no price {key} in {region}; add it as docs/howto/add-a-price.md tells",
    es="el libro de precios no tiene el precio {key} en {region}; añádalo como indica docs/howto/add-a-price.md",
)

BLOCKS = {"rates-after": rates, "kept-after": kept, "monthly-after": monthly, "gone-after": gone}
