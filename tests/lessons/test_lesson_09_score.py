"""The score counts what was named and repaired, false alarms, and what repairs broke; anybody can compute it again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from workbook.errors import WorkbookError
from workbook.flow.follow import follow_requests
from workbook.graph.build import build_graph
from workbook.lang import Lang
from workbook.lessons import lesson_09_faults as planted
from workbook.lessons.lesson_09_hand_in import hand_in, replayed, resealed, score_page, seal_of
from workbook.lessons.lesson_09_score import points_at, score
from workbook.template.edit import Edit, load_edited, put, remove
from workbook.template.model import Evidence, Resource
from workbook.template.source import load_profile

FAULTS = {fault.id: fault for fault in planted.faults()}
SOUND = {resource.id: resource for resource in load_profile(planted.SOUND).resources()}
DATABASE = next(each for each in SOUND.values() if each.type == "AWS::RDS::DBInstance")
SERVICE = next(each for each in SOUND.values() if each.type == "AWS::ECS::Service")


def places_of(*ids: str) -> list[Evidence]:
    return [edit.place for name in ids for edit in FAULTS[name].edits[:1]]


STANDBY = put(DATABASE.evidence("MultiAZ"), value=True)
GRACE = put(SERVICE.evidence("HealthCheckGracePeriodSeconds"), 60)


def test_nobody_has_points_for_nothing() -> None:
    result = score([])

    assert (result.points, result.found, result.repaired) == (0, (), ())
    assert result.of == 2 * len(FAULTS)
    assert result.repaired_template == result.template == planted.faulty().digest


def test_a_fault_that_is_named_and_repaired_counts_twice_and_carries_its_proof() -> None:
    result = score(places_of("no-standby"), [STANDBY])
    (row,) = (row for row in result.rows if row.named)

    assert result.points == 2
    assert result.found == result.repaired == ("no-standby",)
    assert [place.path.rpartition(".")[2] for place in row.proof] == ["MultiAZ"]
    assert row.proof[0].value is True


def test_a_fault_may_be_repaired_without_being_named_and_named_without_being_repaired() -> None:
    result = score(places_of("no-backups"), [GRACE])

    assert (result.found, result.repaired, result.points) == (("no-backups",), ("no-grace",), 2)


@pytest.mark.parametrize(
    "sound",
    [DATABASE.evidence("StorageEncrypted"), DATABASE.evidence(), SERVICE.evidence("DesiredCount")],
    ids=["sound property", "whole resource", "absent property"],
)
def test_a_place_without_a_fault_is_a_false_alarm_and_costs_a_point(sound: Evidence) -> None:
    result = score([*places_of("no-standby", "no-grace"), sound])

    assert result.false_alarms == ((sound.stack, sound.path),)
    assert result.points == 1


def test_a_repair_that_breaks_something_else_costs_a_point() -> None:
    result = score([], [STANDBY, put(DATABASE.evidence("StorageEncrypted"), value=False)])

    assert result.broken == ("DB-05",)
    assert result.points == 0


def test_a_rule_that_falls_silent_is_not_repaired() -> None:
    result = score([], [put(DATABASE.evidence("MultiAZ"), {"Fn::ImportValue": "Standby"})])

    assert result.repaired == ()
    assert result.broken == ()


def test_every_place_that_the_audit_quotes_of_a_property_names_its_fault() -> None:
    report = planted.faulty_found().report
    for fault in planted.faults():
        for rule in fault.rules:
            quoted = [e for e in report.result(rule).verdict.evidence if ".Properties." in e.path]
            assert all(points_at((place.stack, place.path), fault) for place in quoted), rule


def test_every_place_at_which_a_request_stops_names_a_fault() -> None:
    for fault in (FAULTS["foreign-certificate"], FAULTS["lost-route"], FAULTS["wrong-port"]):
        (broken,) = (p.broken for p in follow_requests(build_graph(load_edited(*fault.edits))).paths if p.broken)
        assert any(points_at((place.stack, place.path), fault) for place in broken.evidence), fault.id


def test_one_place_names_one_fault() -> None:
    for fault in planted.faults():
        for edit in fault.edits:
            named = [o.id for o in planted.faults() if points_at((edit.place.stack, edit.place.path), o)]
            assert named == [fault.id]


def handed(tmp_path: Path, claims: Sequence[Evidence] = (), repairs: Sequence[Edit] = ()) -> dict[str, object]:
    return dict(hand_in([*claims], repairs, tmp_path))


def test_a_hand_in_is_written_as_data_and_to_read_and_says_of_which_template(tmp_path: Path) -> None:
    told = handed(tmp_path / "a" / "b", places_of("no-standby"), [STANDBY])
    read = json.loads((tmp_path / "a" / "b" / "score.json").read_text("utf-8"))
    page = (tmp_path / "a" / "b" / "score.md").read_text("utf-8")

    assert read == told
    assert told["template"] == planted.faulty().digest
    assert told["seal"] == seal_of(told)
    assert "the database has no standby" in page
    assert planted.faulty().digest in page
    assert str(told["seal"]) in page


def test_equal_claims_and_repairs_have_equal_seals_whatever_their_order(tmp_path: Path) -> None:
    claims = places_of("no-standby", "no-grace")

    seals = {handed(tmp_path, named, [STANDBY])["seal"] for named in (claims, claims[::-1])}
    assert len(seals) == 1
    assert handed(tmp_path, claims, [STANDBY, GRACE])["seal"] not in seals


def test_a_hand_in_can_be_computed_again_from_its_file(tmp_path: Path) -> None:
    gone = remove(Evidence(*_group_rule()))
    told = handed(tmp_path, places_of("no-standby"), [STANDBY, gone])
    read = json.loads((tmp_path / "score.json").read_text("utf-8"))

    assert resealed(read) == told
    assert replayed(read).repaired == ("open-database", "no-standby")


def _group_rule() -> tuple[object, ...]:
    place = FAULTS["open-database"].edits[0].place
    return place.stack, place.logical_id, place.path


def test_a_score_that_was_raised_does_not_come_out_again(tmp_path: Path) -> None:
    told = handed(tmp_path, places_of("no-standby"), [])
    raised = {**told, "score": {**dict(told["score"]), "points": 28}}  # type: ignore[call-overload]
    raised["seal"] = seal_of(raised)

    assert resealed(raised) != raised
    assert resealed(told) == told


def test_a_repair_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(WorkbookError, match="has nothing at"):
        score([], [remove(DATABASE.evidence("NoSuchProperty"))])


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_tells_no_fault_that_nobody_has_found(lang: Lang) -> None:
    page = score_page(score([*places_of("no-standby"), DATABASE.evidence("Port")], [STANDBY]), lang)
    text = repr(page)

    assert FAULTS["no-standby"].done[lang].split()[0] in text
    assert "Port" in text
    assert not [f.id for f in planted.faults() if f.id != "no-standby" and f.done[lang] in " ".join(text.split())]


def test_the_proof_of_the_fault_without_a_rule_is_the_size_of_the_tasks() -> None:
    task: Resource = next(e for e in SOUND.values() if e.evidence("Cpu") == _size("Cpu"))
    repairs = [put(task.evidence(size), str(task.get(size))) for size in ("Cpu", "Memory")]
    (row,) = (row for row in score([], repairs).rows if row.repaired)

    assert row.fault.id == "huge-tasks"
    assert [place.value for place in row.proof] == [task.get("Cpu"), task.get("Memory")]


def _size(name: str) -> Evidence:
    return next(edit.place for edit in FAULTS["huge-tasks"].edits if edit.place.path.endswith(name))
