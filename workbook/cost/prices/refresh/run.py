"""Make a new snapshot of the price list: read, match, compare with the old one, and write it beside that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from workbook.cost.prices.diff import Change, Difference, compare
from workbook.cost.prices.load import SNAPSHOTS, snapshots
from workbook.cost.prices.model import Price
from workbook.cost.prices.refresh import api, reading
from workbook.cost.prices.refresh.match import Match, OfferKey, match, priced
from workbook.cost.prices.refresh.offers import Offer
from workbook.cost.prices.refresh.rules import Rule, rules
from workbook.cost.prices.report import diff_json
from workbook.cost.prices.snapshot import read_prices
from workbook.cost.prices.write import snapshot_text
from workbook.errors import PriceError
from workbook.lang import Text
from workbook.output import replace_file
from workbook.template.jsonable import Json

JUMP = 50
"""Percent beyond which a change must be accepted by hand: it is more often a fault of a rule than a new price."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read again, and where."""

    regions: tuple[str, ...] = ()
    service: str | None = None
    by_api: bool = False
    folder: Path | None = None
    accept: bool = False
    snapshots: Path = SNAPSHOTS
    client: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of it: the old and the new snapshot, and what differs; no new one is written where nothing does."""

    old: Path
    new: Path | None
    read: int
    carried: int
    difference: Difference

    def to_json(self) -> dict[str, Json]:
        """The same in the documented form."""
        told = diff_json(self.difference, self.old.stem, self.new.stem if self.new else self.old.stem)
        return {**told, "written": self.new is not None, "read": self.read, "carried": self.carried}


def refresh(request: Request, today: date) -> Refreshed:
    """Read the prices that rules name, and write the snapshot of today; the old one stays.

    Raises:
        PriceError: a file cannot be had, a rule does not fit, or a price jumps and that is not accepted.
    """
    old = snapshots(request.snapshots)[-1]
    known = {(price.key, price.place): price for price in read_prices(old)}
    wanted = _wanted(request, known.values())
    offers, sources = _read(request, wanted)
    found = {(m.rule.key, m.rule.place): _price(m, known, sources) for m in match(wanted, offers)}
    difference = compare([known[pair] for pair in found if pair in known], found.values())
    jumps = [change for change in difference.changed if _jumps(change)]
    if jumps and not request.accept:
        raise PriceError(*(_JUMPS.format(**_told(change)) for change in jumps))
    merged = {**known, **found}
    new = None
    if merged != known:
        new = request.snapshots / f"{today.isoformat()}.csv"
        if new == old:
            raise PriceError(_TODAY.format(path=new.name))
        replace_file(new, snapshot_text(merged.values()).encode())
    return Refreshed(old, new, len(found), len(merged) - len(found), difference)


def _wanted(request: Request, known: Iterable[Price]) -> tuple[Rule, ...]:
    """The rules for the regions and the service that are asked for."""
    own = sorted({price.place for price in known if price.place != "global" and ":" not in price.place})
    found = rules(request.regions or tuple(own))
    if request.service is None:
        return found
    chosen = tuple(rule for rule in found if request.service in {rule.offer, rule.key.partition(".")[0]})
    if not chosen:
        services = ", ".join(sorted({rule.offer for rule in found}))
        raise PriceError(_NO_SERVICE.format(service=request.service, services=services))
    return chosen


def _read(request: Request, wanted: tuple[Rule, ...]) -> tuple[dict[OfferKey, Offer], dict[OfferKey, str]]:
    offers: dict[OfferKey, Offer] = {}
    sources: dict[OfferKey, str] = {}
    files = reading.Folder(request.folder) if request.folder else reading.Web()
    client = (request.client or api.pricing_client()) if request.by_api else None
    for code, region, found in reading.offers_needed(wanted):
        if client is not None:
            offer, source = api.read_offer(client, code, found)
        else:
            offer, source = reading.read_offer(files, code, region, found)
        if offer.code != code:
            raise PriceError(_OTHER_OFFER.format(code=offer.code, wanted=code))
        offers[code, region], sources[code, region] = offer, source
    return offers, sources


def _price(found: Match, known: Mapping[tuple[str, str], Price], sources: Mapping[OfferKey, str]) -> Price:
    """The new price; where nothing but its date would differ, the old one with the new date and source."""
    before = known.get((found.rule.key, found.rule.place))
    after = priced(found, before, sources[found.rule.offer, found.rule.region])
    if before is not None and before.tiers == after.tiers and before.dated >= after.dated:
        return before
    return replace(after, dispute=None)


def _jumps(change: Change) -> bool:
    percent = change.percent
    return percent is None or abs(percent) > JUMP


def _told(change: Change) -> dict[str, object]:
    return {
        "key": change.after.key,
        "place": change.after.place,
        "old": f"{change.old:f}",
        "new": f"{change.new:f}",
        "sku": change.after.sku,
    }


_JUMPS = Text(
    en="{key} in {place} would go from {old} to {new} USD (product {sku}), by more than 50 %; look at it, and take it"
    " with --accept",
    es="{key} en {place} pasaría de {old} a {new} USD (producto {sku}), más de un 50 %; revíselo y acéptelo con"
    " --accept",
)
_TODAY = Text(
    en="the snapshot {path} is of today already; the old one must stay, so rename it or come back tomorrow",
    es="la instantánea {path} ya es de hoy; la anterior debe conservarse: cámbiele el nombre o vuelva mañana",
)
_NO_SERVICE = Text(
    en="no rule reads prices of {service}; expected one of {services}",
    es="ninguna regla lee precios de {service}; se esperaba uno de {services}",
)
_OTHER_OFFER = Text(
    en="what was read is the offer {code!r}; expected {wanted}",
    es="lo leído es la oferta {code!r}; se esperaba {wanted}",
)
