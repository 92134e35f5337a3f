"""Write prices in the form of a snapshot, sorted, one row for each tier."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from workbook.cost.prices.model import Price
from workbook.cost.prices.snapshot import COLUMNS


def snapshot_text(prices: Iterable[Price]) -> str:
    """The content of a snapshot; reading it gives the same prices."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for price in sorted(prices, key=lambda price: (price.key, price.place)):
        writer.writerows(_rows(price))
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
