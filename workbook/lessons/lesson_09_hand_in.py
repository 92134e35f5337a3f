"""What is handed in of lesson 9: claims, repairs and their score as data, sealed, and the same to read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from workbook.lang import Lang, Text, spoken
from workbook.lessons.answers import places
from workbook.lessons.lesson_09_score import Place, Row, Score, score
from workbook.render.table import Page, Table
from workbook.render.tables import evidence_text
from workbook.template.edit import Edit, put, remove
from workbook.template.model import Evidence, LogicalId, StackName

LESSON = "09"
NAME = "score"
"""The files are called so, with the endings `.json` and `.md`."""

HandIn = Mapping[str, Any]


def hand_in(claims: object, repairs: Sequence[Edit], folder: str | Path) -> HandIn:
    """Write the score into a folder, as JSON and to read, and give what the JSON holds.

    Raises:
        EditError: a repair names a place that the faulty stack does not have.
        SourceError: the stack cannot be read any more with the repairs made.
        WrongKindError: the claims are no evidence.
    """
    result = score(claims, repairs)
    handed = _sealed(_claims(places(claims)), [_as_data(repair) for repair in repairs], result)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    (target / f"{NAME}.json").write_text(json.dumps(handed, indent=2) + "\n", "utf-8")
    (target / f"{NAME}.md").write_text(_to_read(result, handed, spoken()), "utf-8")
    return handed


def replayed(handed: HandIn) -> Score:
    """The score that the claims and repairs of a hand-in give, whatever it says itself.

    Raises:
        EditError: a repair names a place that the faulty stack does not have.
        SourceError: the stack cannot be read any more with the repairs made.
        KeyError: it has not the form of a hand-in.
    """
    claims = [_evidence(claim) for claim in handed["claims"]]
    return score(claims, [_as_edit(repair) for repair in handed["repairs"]])


def resealed(handed: HandIn) -> HandIn:
    """What an honest hand-in of the same claims and repairs says; raises as `replayed` does."""
    return _sealed(handed["claims"], handed["repairs"], replayed(handed))


def seal_of(handed: HandIn) -> str:
    """SHA-256 over everything else that a hand-in says."""
    rest = {key: value for key, value in handed.items() if key != "seal"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def score_page(result: Score, lang: Lang) -> Page:
    """Each fault that was named or repaired with its proof, then what else was named or broken, and the counts.

    Faults that nobody has touched yet are counted and not told.
    """
    rows = [_cells(row, lang) for row in result.rows if row.named or row.repaired]
    parts: list[Table | str] = [Table.of([each[lang] for each in _COLUMNS], rows)] if rows else []
    if result.false_alarms:
        parts.append(_FALSE_ALARMS[lang].format(places=", ".join(map(_shown, result.false_alarms))))
    if result.broken:
        parts.append(_BROKEN[lang].format(rules=", ".join(result.broken)))
    counts = {
        "of": len(result.rows),
        "found": len(result.found),
        "repaired": len(result.repaired),
        "alarms": len(result.false_alarms),
        "broken": len(result.broken),
    }
    parts.append(_COUNTS[lang].format(**counts, points=result.points, most=result.of))
    return Page(tuple(parts))


def _cells(row: Row, lang: Lang) -> tuple[str, str, str]:
    named = f"✔ {', '.join(map(_shown, row.named))}" if row.named else "–"
    repaired = f"✔ {evidence_text(row.proof, lang, shown=1)}".strip() if row.repaired else "–"
    return row.fault.done[lang], named, repaired


def _shown(place: Place) -> str:
    stack, path = place
    return f"{stack} {path.removeprefix('Resources.').replace('.Properties.', ' ')}"


def _sealed(claims: object, repairs: object, result: Score) -> HandIn:
    handed: dict[str, Any] = {
        "schema": 1,
        "lesson": LESSON,
        "template": result.template,
        "claims": claims,
        "repairs": repairs,
        "score": {
            "points": result.points,
            "of": result.of,
            "faults": [_row(row) for row in result.rows],
            "false_alarms": _claims(result.false_alarms),
            "broken": list(result.broken),
            "template": result.repaired_template,
        },
    }
    return {**handed, "seal": seal_of(handed)}


def _row(row: Row) -> HandIn:
    return {
        "id": row.fault.id,
        "found": bool(row.named),
        "repaired": row.repaired,
        "proof": _claims((place.stack, place.path) for place in row.proof),
    }


def _claims(found: Iterable[Place]) -> list[HandIn]:
    return [{"stack": stack, "path": path} for stack, path in sorted(found)]


def _evidence(said: HandIn) -> Evidence:
    return Evidence(StackName(str(said["stack"])), LogicalId(""), str(said["path"]))


def _as_data(repair: Edit) -> HandIn:
    place = {"stack": repair.place.stack, "path": repair.place.path}
    return {**place, "removes": True} if repair.removes else {**place, "value": repair.value}


def _as_edit(said: HandIn) -> Edit:
    return remove(_evidence(said)) if said.get("removes") is True else put(_evidence(said), said["value"])


def _to_read(result: Score, handed: HandIn, lang: Lang) -> str:
    shown = (part if isinstance(part, str) else part.markdown() for part in score_page(result, lang).parts)
    told = (_OF_TEMPLATE[lang].format(digest=handed["template"]), _SEALED[lang].format(seal=handed["seal"]))
    return "\n\n".join([*shown, *told]) + "\n"


_COLUMNS = (
    Text(en="fault", es="fallo"),
    Text(en="named at", es="señalado en"),
    Text(en="repaired, as proved by", es="reparado, según prueba"),
)
_FALSE_ALARMS = Text(
    en="False alarms, since nothing is wrong there: {places}.",
    es="Falsas alarmas, porque ahí no hay ningún fallo: {places}.",
)
_BROKEN = Text(
    en="Broken by the repairs: {rules}.",
    es="Incumplidas por las reparaciones: {rules}.",
)
_COUNTS = Text(
    en="{of} faults: {found} named, {repaired} repaired; false alarms: {alarms}, rules broken by repairs: {broken}. "
    "Points: {points} of {most}.",
    es="{of} fallos; señalados: {found}, reparados: {repaired}; falsas alarmas: {alarms}, reglas incumplidas por las "
    "reparaciones: {broken}. Puntos: {points} de {most}.",
)
_OF_TEMPLATE = Text(en="Template: `{digest}`", es="Plantilla: `{digest}`")
_SEALED = Text(en="Seal: `{seal}`", es="Sello: `{seal}`")
