"""What certificates cost: nothing, unless their keys may leave AWS."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.prices.book import GLOBAL
from workbook.lang import Text


def exportable(path: str = "") -> Iterator[Component]:
    """The names of a certificate whose key may be exported: paid at each issue, so the rate is shown and no amount."""
    yield Component(_NAMES, "acm.exportable", None, Kind.FIXED, _EACH_ISSUE, {}, path, GLOBAL)


_NAMES = Text(en="names of an exportable certificate", es="nombres de un certificado exportable")
_EACH_ISSUE = Text(
    en="each name is paid at each issue and renewal, not by the month",
    es="cada nombre se paga en cada emisión y renovación, no por mes",
)
