"""What S3 buckets cost: storage in the standard class, and requests by class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number
from workbook.lang import Text


@dataclass(frozen=True, slots=True)
class Bucket:
    """Usage of a bucket a month: GB kept on average, and requests; None where a usage is not given.

    Writes are PUT, COPY, POST and LIST (tier 1); reads are GET and all others (tier 2). DELETE is free.
    """

    stored_gb: Number | None
    write_requests: Number | None
    read_requests: Number | None


def bucket(usage: Bucket, stored: Text, path: str = "") -> Iterator[Component]:
    """The three charges of a bucket; `stored` says in words what the bucket holds."""
    for name, price, quantity, formula in (
        (_STORAGE, "s3.storage", usage.stored_gb, _HELD),
        (_WRITES, "s3.requests.write", usage.write_requests, _WRITTEN),
        (_READS, "s3.requests.read", usage.read_requests, _READ),
    ):
        if quantity is None:
            yield Component(name, price, None, Kind.USAGE, _NOT_GIVEN, path=path)
        else:
            terms: dict[str, Number | str | Text] = {"amount": quantity, "what": stored}
            yield Component(name, price, quantity, Kind.USAGE, formula, terms, path)


_STORAGE = Text(en="storage of objects", es="almacenamiento de objetos")
_WRITES = Text(en="write requests (PUT, LIST)", es="peticiones de escritura (PUT, LIST)")
_READS = Text(en="read requests (GET)", es="peticiones de lectura (GET)")
_HELD = Text(en="{amount} GB: {what}", es="{amount} GB: {what}")
_WRITTEN = Text(
    en="{amount} PUT, COPY, POST or LIST requests a month", es="{amount} peticiones PUT, COPY, POST o LIST al mes"
)
_READ = Text(en="{amount} GET requests a month", es="{amount} peticiones GET al mes")
_NOT_GIVEN = Text(
    en="the usage is not given: nothing in the template tells what this bucket holds",
    es="el uso no se indica: nada en la plantilla dice qué guarda este depósito",
)
