"""Answers with a CSV file, written while it is sent."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import chain
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone

from inventory.api.columns import Column
from inventory.api.forms import SheetQuery
from inventory.api.formulas import disarm
from inventory.language import language_of, mark_language
from inventory.text import Text

CSV = "text/csv"
SEPARATORS: Mapping[str, str] = {"comma": ",", "semicolon": ";"}

_BOM = "\ufeff"  # by which spreadsheet programs know UTF-8
_DECIMALS = {"unit_cost"}

Batches = Iterable[Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file is called, and its columns."""

    title: Text
    columns: tuple[Column, ...]

    def answer(self, request: HttpRequest, batches: Batches, asked: SheetQuery) -> StreamingHttpResponse:
        """The file; the first batch is read before the answer begins, so that a database that is down is told."""
        language = asked.language or language_of(request)
        texts = self._texts(batches, language, separator=SEPARATORS[asked.separator])
        response = StreamingHttpResponse(chain([next(texts)], texts), content_type=f"{CSV}; charset=utf-8")
        name = f"{self.title.say(language)}-{timezone.now():%Y-%m-%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        mark_language(response, language)
        return response

    def _texts(self, batches: Batches, language: str, *, separator: str) -> Iterator[str]:
        """The file in pieces: one for each batch, with the headings in the first."""
        written = StringIO()
        writer = csv.writer(written, delimiter=separator, lineterminator="\r\n")
        written.write(_BOM)
        writer.writerow([column.heading.say(language) for column in self.columns])
        for batch in batches:
            writer.writerows([[_cell(row, column.name, separator) for column in self.columns] for row in batch])
            yield written.getvalue()
            written.seek(0)
            written.truncate()
        if written.tell():
            yield written.getvalue()


def _cell(row: Mapping[str, Any], name: str, separator: str) -> object:
    value = row[name]
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    return value.replace(".", ",") if name in _DECIMALS and separator == ";" else disarm(value)
