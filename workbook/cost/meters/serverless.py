"""What functions and APIs without servers cost: requests, and memory by the second."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number
from workbook.lang import Text, same


def function(
    requests: Number | None, seconds: Number, memory_gb: float, processor: str = "x86", path: str = ""
) -> Iterator[Component]:
    """A Lambda function: its requests, and its memory for the seconds of each; None where nobody knows how many."""
    count = same("?") if requests is None else requests
    yield Component(_REQUESTS, "lambda.requests", requests, Kind.USAGE, _COUNT, {"count": count}, path)
    held = None if requests is None else requests * seconds * memory_gb
    terms = {"count": count, "seconds": seconds, "gb": memory_gb}
    yield Component(_DURATION, f"lambda.gb-second.{processor}", held, Kind.USAGE, _GB_SECONDS, terms, path)


def api(kind: str, requests: Number | None, path: str = "") -> Iterator[Component]:
    """Calls to an API of API Gateway, `http` or `rest`; None where nobody knows how many."""
    terms = {"count": same("?") if requests is None else requests}
    yield Component(_API, f"apigateway.{kind}.requests", requests, Kind.USAGE, _COUNT, terms, path)


_REQUESTS = Text(en="Lambda requests", es="peticiones a Lambda")
_DURATION = Text(en="Lambda memory by the second", es="memoria de Lambda por segundo")
_API = Text(en="API Gateway requests", es="peticiones a API Gateway")
_COUNT = Text(en="{count} a month", es="{count} al mes")
_GB_SECONDS = Text(en="{count} × {seconds} s × {gb} GB", es="{count} × {seconds} s × {gb} GB")
