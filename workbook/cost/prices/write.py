"""Write prices in the form of a snapshot, sorted, one row for each tier."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from workbook.cost.prices.model import Price
from workbook.cost.prices.snapshot import COLUMNS


def snapshot_text(prices: Iterable[Price], old: Path | None = None) -> str:
    """The content of a snapshot; reading it gives the same prices.

    With an old snapshot it has what that one has besides, each row of it as it stands there.
    """
    rows = [row for price in prices for row in _rows(price)]
    new = {(row["key"], row["place"]) for row in rows}
    if old is not None:
        with old.open(encoding="utf-8", newline="") as file:
            rows += [row for row in csv.DictReader(file) if (row["key"], row["place"]) not in new]
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: (row["key"], row["place"])))
    return out.getvalue()


def _rows(price: Price) -> Iterator[dict[str, str]]:
    for tier in price.tiers:
        yield {
            "key": price.key,
            "place": price.place,
            "service": price.service,
            "usage_type": price.usage_type,
            "sku": price.sku,
            "unit": price.unit,
            "from": f"{tier.start:f}",
            "to": "" if tier.end is None else f"{tier.end:f}",
            "usd": f"{tier.usd:f}",
            "source": price.source,
            "dated": price.dated.isoformat(),
            "basis": price.basis.value,
            "second_source": price.second_source,
            "dispute_en": price.dispute.en if price.dispute else "",
            "dispute_es": price.dispute.es if price.dispute else "",
            "description": price.description,
        }
