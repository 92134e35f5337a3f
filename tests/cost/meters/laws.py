"""Laws that hold for every meter, given as a function from an amount to its components."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from workbook.cost.component import Component
from workbook.cost.prices.load import default_book

AMOUNTS = (0.0, 1.0, 1e7)
SPANISH = str.maketrans(",.", ".,")


def assert_as_one_by_one(meter: Callable[..., Iterable[Component]]) -> None:
    """Many scenarios at once have the quantities that each has alone."""
    together = list(meter(np.array(AMOUNTS)))
    assert together
    for place, amount in enumerate(AMOUNTS):
        for whole, alone in zip(together, meter(amount), strict=True):
            assert whole.price == alone.price
            assert np.broadcast_to(whole.quantity, len(AMOUNTS))[place] == alone.quantity


def assert_told(found: Iterable[Component], *figures: str) -> None:
    """Each component has a price, and a formula that shows its figure, written the English way, in both languages."""
    for each, figure in zip(found, figures, strict=True):
        said = each.explained()
        assert figure in said.en
        assert figure.translate(SPANISH) in said.es
        assert "{" not in said.en + said.es + each.name.en + each.name.es
        assert default_book().find(each.price, each.place or "us-east-1") is not None
