"""What the commands answer: exit codes, streams, languages, and the JSON that tools rely on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.conftest import ASSUMING, FOREIGN, Run

COVERAGE = {"total": 3, "modelled": 2, "ignored": 0, "unsupported": 1}


def test_the_default_source_is_the_standard_snapshot(run: Run) -> None:
    by_default, by_name = run("audit", "--json"), run("audit", "--profile", "standard", "--json")

    assert by_default.stdout == by_name.stdout
    assert by_default.returncode == 0


def test_findings_end_with_exit_code_1(run: Run) -> None:
    assert run("audit", "--profile", "starter").returncode == 1


def test_every_resource_of_a_foreign_template_has_a_status(run: Run, foreign: Path) -> None:
    answer = json.loads(run("resources", foreign, "--json").stdout)

    assert answer["schema"] == 1
    assert answer["coverage"] == COVERAGE
    assert {r["logical_id"]: r["status"] for r in answer["resources"]} == {
        "Vpc": "modelled",
        "Subnet": "modelled",
        "Mesh": "unsupported",
    }


def test_a_template_comes_through_standard_input(run: Run) -> None:
    answer = json.loads(run("resources", "-", "--json", stdin=FOREIGN).stdout)

    assert answer["coverage"] == COVERAGE


def test_a_flow_without_a_way_in_says_why(run: Run, foreign: Path) -> None:
    answer = run("flow", foreign, "--json")

    assert answer.returncode == 0
    assert json.loads(answer.stdout)["paths"] == []
    assert json.loads(answer.stdout)["why_empty"]


def test_what_was_assumed_is_listed_below_the_resources(run: Run) -> None:
    english, spanish = (run("resources", "-", "--lang", lang, stdin=ASSUMING).stdout for lang in ("en", "es"))

    assert re.findall(r"^ stdin: (\S+) +(.+?)$", english.partition("\nAssumptions\n")[2], re.MULTILINE) == [
        (
            "Conditions.Production",
            "the condition Production depends on a value that nothing gives, so it is taken as true",
        ),
        (
            "Conditions.Undeclared",
            "the template declares no condition Undeclared, so it is taken as true; CloudFormation refuses this",
        ),
        (
            "Resources.Bucket.DependsOn",
            "DependsOn names Gone, which the template does not declare; CloudFormation refuses this",
        ),
        (
            "Resources.Fn::ForEach::Rows",
            "the resources that Fn::ForEach::Rows makes are known during the deployment only, so they are missing here",
        ),
    ]
    assert "la condición Production depende de un valor" in spanish.partition("\nSupuestos\n")[2]


@pytest.mark.parametrize("command", ["resources", "flow", "audit", "diagram"])
def test_every_answer_in_json_holds_what_was_assumed(run: Run, command: str) -> None:
    notes = json.loads(run(command, "-", "--json", stdin=ASSUMING).stdout)["notes"]

    assert [note["path"] for note in notes][:2] == ["Conditions.Production", "Conditions.Undeclared"]
    assert {note["stack"] for note in notes} == {"stdin"}


@pytest.mark.parametrize("command", ["flow", "audit", "diagram"])
def test_other_answers_count_what_was_assumed(run: Run, command: str, foreign: Path) -> None:
    line = "Assumptions made to read the templates: 4 (workbook resources lists them)."

    assert line in run(command, "-", stdin=ASSUMING).stdout.splitlines()
    assert "Assumptions" not in run(command, foreign).stdout


def test_the_language_changes_sentences_and_never_identifiers(run: Run) -> None:
    english = json.loads(run("audit", "--json").stdout)["rules"]
    spanish = json.loads(run("audit", "--json", "--lang", "es").stdout)["rules"]

    assert [r["id"] for r in english] == [r["id"] for r in spanish]
    assert [r["status"] for r in english] == [r["status"] for r in spanish]
    assert all(e["title"] != s["title"] for e, s in zip(english, spanish, strict=True))


@pytest.mark.parametrize("command", ["resources", "flow", "audit", "doctor"])
def test_an_answer_goes_into_a_file_whole(run: Run, tmp_path: Path, command: str) -> None:
    target = tmp_path / "answer.json"

    answer = run(command, "--json", "-o", target)

    assert answer.stdout == ""
    assert json.loads(target.read_text())["schema"] == 1


@pytest.mark.parametrize("command", ["resources", "flow", "audit"])
def test_piped_text_is_plain_and_ends_with_the_coverage(run: Run, command: str) -> None:
    answer = run(command)

    assert "\x1b" not in answer.stdout
    assert answer.stderr == ""
    assert "resources: " in answer.stdout.rstrip().splitlines()[-1]


@pytest.mark.parametrize("suffix", ["svg", "png", "jpg"])
def test_a_diagram_lies_where_it_was_asked_for(run: Run, tmp_path: Path, suffix: str, foreign: Path) -> None:
    starts = {"svg": b"<", "png": b"\x89PNG", "jpg": b"\xff\xd8"}
    target = tmp_path / f"picture.{suffix}"

    answer = run("diagram", foreign, "-o", target)

    assert answer.returncode == 0, answer.stderr
    assert target.read_bytes().startswith(starts[suffix])


def test_a_diagram_in_json_tells_what_it_shows_and_proves_its_arrows(run: Run, tmp_path: Path) -> None:
    answer = json.loads(run("diagram", "--json", "-o", tmp_path / "picture.svg").stdout)

    assert answer["file"] == str(tmp_path / "picture.svg")
    assert answer["arrows"]
    assert all(arrow["evidence"] for arrow in answer["arrows"])


def test_help_is_bilingual(run: Run) -> None:
    assert "Comprueba la arquitectura" in run("audit", "--help", "--lang", "es").stdout
    assert "Check the architecture" in run("audit", "--help").stdout
