"""What customer keys in KMS cost: each by the month, its rotations, and requests. Keys managed by AWS are free."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number
from workbook.lang import Text

PAID_ROTATIONS = 2
"""Only the first and the second rotation of a key raise its price (KMS pricing page)."""


def key(requests: Number | None, path: str = "") -> Iterator[Component]:
    """One customer key for a month, and the requests of a month that use it; None where they are not given."""
    yield Component(_KEY, "kms.key", 1.0, Kind.FIXED, _KEPT, path=path)
    if requests is None:
        yield Component(_REQUESTS, "kms.requests", None, Kind.USAGE, _UNKNOWN, path=path)
    else:
        yield Component(_REQUESTS, "kms.requests", requests, Kind.USAGE, _ASKED, {"requests": requests}, path)


def rotations(age_months: Number, period_days: float, path: str = "EnableKeyRotation") -> Iterator[Component]:
    """The older material of a key that rotates: as much again as the key for each of the first two rotations."""
    done = np.minimum(np.floor(np.asarray(age_months) * (365 / 12) / period_days), PAID_ROTATIONS)
    yield Component(
        name=_ROTATED,
        price="kms.key",
        quantity=done,
        kind=Kind.FIXED,
        formula=_TURNED,
        terms={"done": done, "age": age_months, "period": period_days},
        path=path,
    )


_KEY = Text(en="customer managed key", es="clave administrada por el cliente")
_KEPT = Text(en="one key, kept for the month", es="una clave, guardada durante el mes")
_REQUESTS = Text(en="requests to the key", es="peticiones a la clave")
_ASKED = Text(en="{requests} requests a month", es="{requests} peticiones al mes")
_UNKNOWN = Text(
    en="the usage is not given: the template does not tell how often it is used",
    es="el uso no se indica: la plantilla no dice cuánto se usa",
)
_ROTATED = Text(en="rotated material of the key", es="material rotado de la clave")
_TURNED = Text(
    en="rotations: {done} in {age} months, one each {period} days; the third and later ones cost nothing",
    es="rotaciones: {done} en {age} meses, una cada {period} días; la tercera y las siguientes no cuestan nada",
)
