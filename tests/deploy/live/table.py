"""The page that says of every type what this machine does with it, from the life of one deployment."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from deploy.live.changes import CHANGES, Change, Changed
from repo.tracked import ROOT
from workbook.deploy.live.model import Answer, Presence, Report, ResourceResult
from workbook.template.source import PROFILES, SNAPSHOTS

PAGE = ROOT / "docs" / "reference" / "local-types.md"
YES = "yes"

HEAD = (
    "# Types on this machine\n\n"
    "What the local cloud does with each type of the templates. `tests/deploy/test_release.py` has written it: it "
    "deploys `standard`, reads every resource back through the API of its service, changes one of each type where it "
    "stands, and deletes the stacks. The profiles {profiles} have the same {types} types.\n\n"
    "- **created**: CloudFormation has made it, and says how it is called.\n"
    "- **read back**: its properties are those of the template, as far as anybody tells them; what nobody tells, or "
    "not here, stands in the second table.\n"
    "- **changed**: the property that is named was given another value, and reads back with it; *replaced* means that "
    "the resource has another id since then, where AWS keeps it.\n"
    "- **deleted**: it is not there any more, once its stack was deleted.\n\n"
    "| type | created | read back | changed | deleted |\n|---|---|---|---|---|\n"
)
UNREAD = "\n## What is not compared\n\n| type | property | why |\n|---|---|---|\n"


@dataclass(frozen=True)
class Lived:
    """What was read of one deployment: as it was made, as it was changed, and at its end."""

    made: Report
    changes: tuple[Changed, ...]
    changed: Report
    ended: Report

    def page(self) -> str:
        """The page."""
        types = same_types()
        named = ", ".join(f"`{profile}`" for profile in sorted(PROFILES))
        rows = "".join(f"| {' | '.join(row)} |\n" for row in (self._row(kind) for kind in types))
        unread = "".join(f"| {' | '.join(row)} |\n" for row in self._unread())
        return HEAD.format(profiles=named, types=len(types)) + rows + UNREAD + unread

    def _row(self, kind: str) -> tuple[str, ...]:
        made = [each for each in self.made.resources if each.type == kind]
        ended = [each for each in self.ended.resources if each.type == kind]
        created = YES if all(each.physical_id for each in made) else "no"
        return f"`{kind}`", created, _read_back(made), self._changed(kind), _deleted(ended)

    def _changed(self, kind: str) -> str:
        given = CHANGES[kind]
        if not isinstance(given, Change):
            return given
        (one,) = [each for each in self.changes if each.type == kind]
        before, after = (_found(report, one) for report in (self.made, self.changed))
        answers = {each.answer for each in after.properties if f"{each.path}.".startswith(f"{one.path}.")}
        if answers != {Answer.EQUAL}:
            return f"not seen: `{one.path}`"
        return f"{YES if before.physical_id == after.physical_id else 'replaced'}: `{one.path}`"

    def _unread(self) -> Iterator[tuple[str, str, str]]:
        found: dict[tuple[str, str], str] = {}
        for resource in self.made.resources:
            for each in resource.of(Answer.UNREADABLE):
                found[resource.type, _without_names(each.path)] = str(each.reason)
        for (kind, path), reason in sorted(found.items()):
            yield f"`{kind}`", f"`{path}`", reason


def same_types() -> list[str]:
    """The types of the profiles, which all have the same."""
    types = {profile: {*_types(profile)} for profile in PROFILES}
    assert len({frozenset(each) for each in types.values()}) == 1, types
    return sorted(types[PROFILES[0]])


def _types(profile: str) -> Iterator[str]:
    for path in (SNAPSHOTS / profile).glob("*.template.json"):
        resources: Mapping[str, Mapping[str, str]] = json.loads(path.read_text(encoding="utf-8"))["Resources"]
        yield from (each["Type"] for each in resources.values())


def _read_back(resources: Iterable[ResourceResult]) -> str:
    lacking: dict[str, None] = {}
    for each in resources:
        if each.presence is not Presence.THERE:
            return f"no: {'not found by its id' if each.presence is Presence.MISSING else each.note}"
        lacking.update(dict.fromkeys(_without_names(found.path) for found in each.of(Answer.DIFFERENT)))
    return f"all but {', '.join(f'`{path}`' for path in lacking)}" if lacking else YES


def _deleted(resources: Iterable[ResourceResult]) -> str:
    presences = {each.presence for each in resources}
    return YES if presences == {Presence.MISSING} else "not seen" if Presence.UNKNOWN in presences else "no"


def _found(report: Report, changed: Changed) -> ResourceResult:
    (found,) = [
        each for each in report.resources if (each.stack, each.logical_id) == (changed.stack, changed.logical_id)
    ]
    return found


def _without_names(path: str) -> str:
    """A property without the names and numbers of what is in it."""
    name, _, rest = path.partition(".")
    return f"{name}.*.HostedZoneId" if name == "DomainValidationOptions" and rest else name
