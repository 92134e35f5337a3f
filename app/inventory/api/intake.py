"""Reading a CSV file row by row, in either language and with either separator."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from pydantic import BaseModel, ValidationError

from inventory.api.columns import Column
from inventory.api.formulas import rearm
from inventory.api.uploads import LONGEST, LineTooLongError, Upload
from inventory.problems import TOO_MANY_ROWS, Problem
from inventory.services import staging
from inventory.services.acts import Named
from inventory.services.faults import Fault, Faults
from inventory.text import Text

Row = Sequence[object]

_NO_TEXT = re.compile("[\ud800-\udfff\0]")
_SHOWN = 100  # characters of a value
_COMPARED_BY = {"sku", "name", "location"}  # without these the database would find faults that are none


class SheetIntake:
    """A file whose rows have the form `form`; columns that it does not name are known and left out."""

    def __init__(
        self, upload: Upload, key: str, path: str, *, form: type[BaseModel], known: Collection[Column]
    ) -> None:
        self.faults = Faults()
        self.headings: dict[str, str] = {}  # as the file has them, by field
        self._upload, self._key, self._path = upload, key, path
        self._form, self._known = form, known
        self._separator = ","
        self._line = 0
        self._faulty = 0  # rows, as many as may be good

    @property
    def columns(self) -> Collection[str]:
        """The fields that the file has."""
        return self.headings.keys()

    def name(self) -> Named:
        """The key of the client with a digest of the file."""
        return Named(self._key, fingerprint=self._upload.fingerprint(self._path))

    def rows(self) -> Iterator[Row]:
        """The line and the values of each row that can be used; the faults of the others are noted."""
        try:
            yield from self._rows()
        except csv.Error:
            self._fault("quoting")
        except LineTooLongError:
            self._fault("line_too_long", limit=LONGEST)

    def _rows(self) -> Iterator[Row]:
        lines = self._upload.lines()
        first = next(lines, "")
        self._separator = ";" if first.count(";") > first.count(",") else ","
        reader = csv.reader(chain([first], lines), delimiter=self._separator, strict=True)
        self._line = 1
        if not self._read_headings([cell.strip() for cell in next(reader, [])]):
            return
        self._line = reader.line_num + 1
        for cells in reader:
            row = self._row([cell.strip() for cell in cells])
            if row is not None:
                yield row
            if self._faulty > staging.MOST_ROWS:
                raise Problem(TOO_MANY_ROWS, limit=staging.MOST_ROWS)
            self._line = reader.line_num + 1

    def _read_headings(self, headings: list[str]) -> bool:
        """Find the column of each heading; whether all of them could be read."""
        if not any(headings):
            self._fault("no_headings")
        elif any(map(_NO_TEXT.search, headings)):
            self._fault("encoding", value=headings[0])
        else:
            for heading in headings:
                self._read_heading(heading)
            for field in self._form.model_fields.keys() - self.headings.keys():
                if self._form.model_fields[field].is_required():
                    self._fault("missing_heading", expected=self._column(field).heading)
        return not self.faults.total

    def _read_heading(self, heading: str) -> None:
        column = next((column for column in self._known if column.is_called(heading)), None)
        if column is None:
            expected = Text(
                en=", ".join(column.heading.en for column in self._known),
                es=", ".join(column.heading.es for column in self._known),
            )
            self._fault("unknown_heading", heading, heading, expected=expected)
        elif column.name in self.headings:
            self._fault("doubled_heading", heading, heading)
        else:
            self.headings[column.name] = heading

    def _row(self, cells: list[str]) -> Row | None:
        if not any(cells):
            return None  # spreadsheet programs leave such lines at the end
        if len(cells) != len(self.headings):
            self._faulty += 1
            self._fault("cell_count", expected=len(self.headings), got=len(cells))
            return None
        values = {field: rearm(cell) for field, cell in zip(self.headings, cells, strict=True) if cell}
        try:
            return self._read(values)
        except ValidationError as error:
            self._faulty += 1
            self._refuse(values, error)
            return self._rest(values, {str(each["loc"][0]) for each in error.errors()})

    def _read(self, values: Mapping[str, str]) -> Row:
        row = self._form.model_validate(values, context={"separator": self._separator})
        return (self._line, *row.__dict__.values())

    def _rest(self, values: Mapping[str, str], faulty: Collection[str]) -> Row | None:
        """What can be read of a refused row, so that the database tells its other faults; nothing will be written."""
        if not _COMPARED_BY.isdisjoint(faulty):
            return None
        readable = {field: value for field, value in values.items() if field not in faulty}
        required = {field: "0" for field in faulty if self._form.model_fields[field].is_required()}
        return self._read(readable | required)

    def _refuse(self, values: Mapping[str, str], error: ValidationError) -> None:
        for each in error.errors(include_url=False, include_input=False):
            field = str(each["loc"][0])
            value = values.get(field, "")
            code = "encoding" if _NO_TEXT.search(value) else each["type"]
            self._fault(code, field, value, **each.get("ctx", {}))

    def _column(self, field: str) -> Column:
        return next(column for column in self._known if column.name == field)

    def _fault(self, code: str, field: str = "", value: str = "", **context: object) -> None:
        shown = value.encode("utf-8", "replace").decode().replace("\0", "?")[:_SHOWN]
        self.faults.add(Fault(self._line, field, shown, code, context))
