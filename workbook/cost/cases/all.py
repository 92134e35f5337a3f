"""Every reader of cases by the type that it reads."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.cost.cases import compute, data, edge, network, watching
from workbook.cost.cases.model import CaseReader

CASES: Mapping[str, CaseReader] = {
    **compute.CASES,
    **data.CASES,
    **edge.CASES,
    **network.CASES,
    **watching.CASES,
}
