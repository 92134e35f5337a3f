"""Make a new snapshot of the price list: read, match, compare with the old one, and write it beside that."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from workbook.cost.prices.diff import Difference, compare
from workbook.cost.prices.load import SNAPSHOTS, snapshots
from workbook.cost.prices.model import Price
from workbook.cost.prices.refresh import api
from workbook.cost.prices.refresh.acceptance import check_day, check_jumps
from workbook.cost.prices.refresh.catalogue import PLANS, Catalogue, Source
from workbook.cost.prices.refresh.download import Folder, Progress, Web, silent
from workbook.cost.prices.refresh.gather import Known, Pair, ReadOffer, gather
from workbook.cost.prices.refresh.rules import Rule, rules
from workbook.cost.prices.report import diff_json
from workbook.cost.prices.snapshot import read_prices
from workbook.cost.prices.write import snapshot_text
from workbook.errors import PriceError
from workbook.lang import Text
from workbook.output import replace_file
from workbook.template.jsonable import Json


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read again, and where: from the public files, a `folder` with copies of them, or the API.

    No region means all that the old snapshot has; `service` is an offer or the first word of keys. `client` stands for
    the one that boto3 would make.
    """

    regions: tuple[str, ...] = ()
    service: str | None = None
    by_api: bool = False
    folder: Path | None = None
    accept: bool = False
    snapshots: Path = SNAPSHOTS
    progress: Progress = field(default=silent, compare=False)
    client: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of it: the old snapshot, the new one if anything differs, and what the difference is.

    `read` prices were read, from `sources`, and `carried` ones are as they were. `absent` are keys and places of rules
    that the list has no product for, and the book no price either.
    """

    old: Path
    new: Path | None
    day: date
    read: int
    carried: int
    absent: tuple[Pair, ...]
    sources: tuple[Source, ...]
    difference: Difference

    def to_json(self) -> dict[str, Json]:
        """The same in the documented form."""
        told = diff_json(self.difference, self.old.stem, self.new.stem if self.new else self.old.stem)
        return {
            **told,
            "written": self.new is not None,
            "day": self.day.isoformat(),
            "read": self.read,
            "carried": self.carried,
            "absent": [{"key": key, "place": place} for key, place in self.absent],
            "sources": [_source_json(source) for source in self.sources],
        }


def refresh(request: Request, today: date) -> Refreshed:
    """Read the prices that rules name, and write a snapshot with them; the old one stays.

    Raises:
        PriceError: a file cannot be had, rules do not fit, or prices jump and that is not accepted.
        OutputError: the snapshot cannot be written.
    """
    old = snapshots(request.snapshots)[-1]
    known = {(price.key, price.place): price for price in read_prices(old)}
    wanted = _wanted(request, known)
    day, read_offer = _reader(request, today)
    check_day(day, (known[pair] for rule in wanted if (pair := (rule.key, rule.place)) in known))
    found = gather(wanted, known, read_offer, day)
    difference = compare([known[pair] for pair in found.prices if pair in known], found.prices.values())
    if not request.accept:
        check_jumps(difference.changed)
    news = [price for pair, price in found.prices.items() if price != known.get(pair)]
    return Refreshed(
        old=old,
        new=_write(news, old) if news else None,
        day=day,
        read=len(found.prices),
        carried=len(known.keys() - found.prices.keys()),
        absent=tuple(found.absent),
        sources=tuple(found.sources),
        difference=difference,
    )


def _wanted(request: Request, known: Known) -> tuple[Rule, ...]:
    """The rules for the regions and the service that are asked for."""
    own = sorted({price.place for price in known.values() if "-" in price.place})
    found = rules(request.regions or tuple(own))
    if request.by_api:
        found = tuple(rule for rule in found if rule.offer not in PLANS)
    if request.service is None:
        return found
    service = request.service.lower()
    chosen = tuple(rule for rule in found if service in {rule.offer.lower(), rule.key.partition(".")[0]})
    if not chosen:
        services = ", ".join(sorted({rule.offer for rule in found}))
        raise PriceError(_NO_SERVICE.format(service=request.service, services=services))
    return chosen


def _reader(request: Request, today: date) -> tuple[date, ReadOffer]:
    """The day for which the prices hold, and how to read an offer; what the API says holds today."""
    if request.by_api:
        client = request.client or api.pricing_client()
        return today, lambda code, region, found, wanted: api.read_offer(client, code, region, found, wanted)
    files = Folder(request.folder, request.progress) if request.folder else Web(request.progress)
    catalogue = Catalogue(files)
    return catalogue.day, lambda code, region, _, wanted: catalogue.offer(code, region, wanted)


def _write(news: Iterable[Price], old: Path) -> Path:
    """Write a snapshot beside the old one, named by its newest date; the second one of a day has a number besides."""
    content = snapshot_text(news, old)
    day = max(row["dated"] for row in csv.DictReader(content.splitlines()))
    taken = {path.stem for path in snapshots(old.parent)}
    names = (day, *(f"{day}-{number:02}" for number in range(2, 100)))
    path = old.with_name(f"{next(name for name in names if name not in taken)}.csv")
    replace_file(path, content.encode())
    return path


def _source_json(source: Source) -> dict[str, Json]:
    return {
        "offer": source.offer,
        "region": source.region,
        "version": source.version,
        "published": source.published,
        "address": source.address or None,
        "sha256": source.sha256 or None,
        "bytes": source.size or None,
    }


_NO_SERVICE = Text(
    en="no rule reads prices of {service}; expected one of {services}",
    es="ninguna regla lee precios de {service}; se esperaba uno de {services}",
)
