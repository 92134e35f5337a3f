"""Every reader by the resource type that it reads."""

from __future__ import annotations

from workbook.cost.readers.context import Readers

READERS: Readers = {}
