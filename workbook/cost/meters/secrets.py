"""What secrets in Secrets Manager cost: each by the month, and the calls that read them."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number
from workbook.lang import Text


def secret(api_calls: Number | None, path: str = "") -> Iterator[Component]:
    """One secret for a month, and the API calls of a month that read or rotate it; None where they are not given."""
    yield Component(_SECRET, "secrets.secret", 1.0, Kind.FIXED, _KEPT, path=path)
    if api_calls is None:
        yield Component(_CALLS, "secrets.requests", None, Kind.USAGE, _UNKNOWN, path=path)
    else:
        yield Component(_CALLS, "secrets.requests", api_calls, Kind.USAGE, _CALLED, {"calls": api_calls}, path)


def replica(region: str, path: str = "ReplicaRegions") -> Iterator[Component]:
    """A copy of a secret in another region, which is charged there as a secret."""
    yield Component(_REPLICA, "secrets.secret", 1.0, Kind.FIXED, _COPIED, {"region": region}, path, region)


_SECRET = Text(en="secret", es="secreto")
_KEPT = Text(en="one secret, kept for the month", es="un secreto, guardado durante el mes")
_CALLS = Text(en="API calls for the secret", es="llamadas a la API por el secreto")
_CALLED = Text(en="{calls} calls a month", es="{calls} llamadas al mes")
_UNKNOWN = Text(
    en="the usage is not given: the template does not tell who reads it",
    es="el uso no se indica: la plantilla no dice quién lo lee",
)
_REPLICA = Text(en="replica of the secret", es="réplica del secreto")
_COPIED = Text(en="one copy of the secret, kept in {region}", es="una copia del secreto, guardada en {region}")
