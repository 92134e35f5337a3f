"""Read a setting from a property, or take the documented default where the property is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbook.flow.documented import Default
from workbook.flow.model import Documented, Timeout
from workbook.lang import Text, same
from workbook.template.model import Evidence, Resource
from workbook.template.scalars import number


@dataclass(frozen=True, slots=True)
class Setting:
    """A number and where it comes from; the number is None where the template leaves it to a parameter."""

    number: float | None
    source: Evidence | Documented

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The place in the template, if it is one."""
        return (self.source,) if isinstance(self.source, Evidence) else ()

    @property
    def documented(self) -> tuple[Documented, ...]:
        """The document, if no place in the template says it."""
        return (self.source,) if isinstance(self.source, Documented) else ()

    def timeout(self, what: Text, *, scale: float = 1) -> Timeout:
        """The setting as a time-out; `scale` turns its unit into seconds."""
        return Timeout(what, None if self.number is None else number(self.number * scale), self.source)


def setting(resource: Resource, path: str, default: Default) -> Setting:
    """The number at a path below the properties, or the default of AWS."""
    if resource.get(path) is None:
        return Setting(default.number, default.source)
    return Setting(number(resource.get(path)), resource.evidence(path))


def attribute(resource: Resource, list_path: str, key: str, default: Default) -> Setting:
    """The number under a key of a list of `Key` and `Value`, or the default of AWS."""
    path = attribute_path(resource, list_path, key)
    return setting(resource, path, default) if path else Setting(default.number, default.source)


def attribute_path(resource: Resource, list_path: str, key: str) -> str | None:
    """Where the value of a key stands in a list of `Key` and `Value`."""
    entries = resource.get(list_path)
    if not isinstance(entries, tuple):
        return None
    named = (i for i, entry in enumerate(entries) if isinstance(entry, Mapping) and entry.get("Key") == key)
    return next((f"{list_path}.{i}.Value" for i in named), None)


def seconds(amount: float | None) -> Text:
    """A length of time as a reader sees it."""
    if amount is None:
        return _NOT_TOLD
    return same(f"{amount:.10g} s")


_NOT_TOLD = Text(en="a time that a parameter gives", es="un tiempo que da un parámetro")
