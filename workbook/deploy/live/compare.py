"""What a template says of a resource against what there is: pure, and never equal where something is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbook.deploy.live import words
from workbook.deploy.live.forms import PLAIN, Form, Forms
from workbook.deploy.live.model import Answer, PropertyResult
from workbook.deploy.live.reading import first_unknown
from workbook.lang import Text
from workbook.template.model import Compound, Unknown, Value, describe
from workbook.template.scalars import number


def compare(
    expected: Mapping[str, Value], found: Mapping[str, Value], forms: Forms, never: Mapping[str, Text]
) -> tuple[PropertyResult, ...]:
    """One result for each property that the template names, sorted by path."""
    comparison = _Comparison(forms)
    results: list[PropertyResult] = []
    for name, value in expected.items():
        if name in never:
            shown = None if never[name] == words.SECRET else value
            results.append(PropertyResult(name, shown, None, Answer.UNREADABLE, never[name]))
        elif name not in found:
            results.append(PropertyResult(name, value, None, Answer.UNREADABLE, words.NO_PROPERTY))
        else:
            results.extend(comparison.of(_Where(name, name), value, found[name]))
    return tuple(sorted(results, key=lambda each: each.path))


@dataclass(frozen=True, slots=True)
class _Where:
    path: str
    pattern: str
    exact: bool = False

    listed: bool = False
    """Whether its keys are names of what was a list."""

    def below(self, key: str, *, exact: bool) -> _Where:
        return _Where(f"{self.path}.{key}", f"{self.pattern}.{'*' if self.listed else key}", exact)

    def at(self, index: int, *, exact: bool) -> _Where:
        return _Where(f"{self.path}.{index}", f"{self.pattern}.*", exact)

    def equal(self, expected: Value, found: Value) -> PropertyResult:
        return PropertyResult(self.path, expected, found, Answer.EQUAL)

    def different(self, expected: Value, found: Value) -> PropertyResult:
        return PropertyResult(self.path, expected, found, Answer.DIFFERENT)

    def unreadable(self, expected: Value, why: Unknown) -> PropertyResult:
        """What is there is not shown, since what is not known of the template may be secret."""
        return PropertyResult(self.path, expected, None, Answer.UNREADABLE, why.reason)


@dataclass(frozen=True, slots=True)
class _Comparison:
    forms: Forms

    def of(self, where: _Where, expected: Value, found: Value) -> Iterator[PropertyResult]:
        form = self.forms.get(where.pattern, PLAIN)
        unknown = self._unknown(form, expected, found)
        if unknown is not None:
            yield where.unreadable(expected, unknown)
            return
        where = replace(where, listed=isinstance(expected, tuple))
        expected, found = form.normal(expected), form.normal(found)
        exact = where.exact or form.exact
        if isinstance(expected, Mapping) and isinstance(found, Mapping) and (expected or found):
            yield from self._mappings(where, expected, found, exact=exact)
        elif isinstance(expected, tuple) and isinstance(found, tuple) and form.unordered:
            yield self._sets(where, expected, found, exact=exact)
        elif isinstance(expected, tuple) and isinstance(found, tuple) and len(expected) == len(found) and expected:
            yield from self._lists(where, expected, found, exact=exact)
        elif _alike(expected, found):
            yield where.equal(expected, found)
        else:
            yield where.different(expected, found)

    def _unknown(self, form: Form, expected: Value, found: Value) -> Unknown | None:
        """What is in the way of comparing these; mappings and lists are looked into, part by part."""
        if isinstance(found, Unknown | Compound):
            return first_unknown(found)
        if _has_parts(expected, form):
            return None
        return first_unknown(expected) or first_unknown(found)

    def _mappings(
        self, where: _Where, expected: Mapping[str, Value], found: Mapping[str, Value], *, exact: bool
    ) -> Iterator[PropertyResult]:
        if not exact:
            for name, value in expected.items():
                yield from self.of(where.below(name, exact=False), value, found.get(name))
            return
        differences = [*self._differences(where, expected, found)]
        yield from differences or [where.equal(expected, found)]

    def _differences(
        self, where: _Where, expected: Mapping[str, Value], found: Mapping[str, Value]
    ) -> Iterator[PropertyResult]:
        """What is not equal of two mappings in which what one side alone has counts, be it empty."""
        for name in sorted({*_named(expected), *_named(found)}):
            below, mine, theirs = where.below(name, exact=True), expected.get(name), found.get(name)
            if mine is None or theirs is None:
                yield below.different(mine, theirs)
            else:
                yield from (each for each in self.of(below, mine, theirs) if each.answer is not Answer.EQUAL)

    def _lists(
        self, where: _Where, expected: tuple[Value, ...], found: tuple[Value, ...], *, exact: bool
    ) -> Iterator[PropertyResult]:
        results = [
            each
            for index, (mine, theirs) in enumerate(zip(expected, found, strict=True))
            for each in self.of(where.at(index, exact=exact), mine, theirs)
        ]
        scalars = not any(isinstance(each, Mapping | tuple) for each in expected)
        if (exact or scalars) and all(each.answer is Answer.EQUAL for each in results):
            yield where.equal(expected, found)
        else:
            yield from results

    def _sets(
        self, where: _Where, expected: tuple[Value, ...], found: tuple[Value, ...], *, exact: bool
    ) -> PropertyResult:
        def covers(mine: Value, theirs: Value) -> bool:
            return all(each.answer is Answer.EQUAL for each in self.of(where.at(0, exact=exact), mine, theirs))

        fits = [[index for index, theirs in enumerate(found) if covers(mine, theirs)] for mine in expected]
        matched = matching(fits)
        lone = tuple(mine for index, mine in enumerate(expected) if index not in matched.values())
        left = tuple(theirs for index, theirs in enumerate(found) if index not in matched)
        return where.different(lone, left) if lone or left else where.equal(expected, found)


def matching(fits: Sequence[Sequence[int]]) -> dict[int, int]:
    """The largest matching of things with the places that each fits in: the thing by its place, after Kuhn.

    >>> matching([[0, 1], [0]])
    {0: 1, 1: 0}
    """
    taken: dict[int, int] = {}

    def place(thing: int, tried: set[int]) -> bool:
        for where in fits[thing]:
            if where not in tried:
                tried.add(where)
                if where not in taken or place(taken[where], tried):
                    taken[where] = thing
                    return True
        return False

    for thing in range(len(fits)):
        place(thing, set())
    return taken


def _has_parts(value: Value, form: Form) -> bool:
    """Whether a value is compared part by part, so that what is not known of one part leaves the others."""
    if form.exact or form.unordered:
        return False
    if isinstance(value, tuple):
        return form is PLAIN or all(isinstance(each, Mapping) for each in value)
    return isinstance(value, Mapping)


def _named(value: Mapping[str, Value]) -> Iterator[str]:
    return (name for name, inner in value.items() if inner is not None)


def _alike(expected: Value, found: Value) -> bool:
    """Whether two values say the same; nothing, an empty text and an empty list are one, and so are 5 and "5"."""
    if expected in (None, "", (), {}) and found in (None, "", (), {}):
        return True
    if isinstance(expected, Mapping | tuple | Compound) or isinstance(found, Mapping | tuple | Compound):
        return False
    if _is_number(expected) or _is_number(found):
        return number(expected) is not None and number(expected) == number(found)
    return describe(expected) == describe(found)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
