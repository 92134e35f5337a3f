"""Every answer in JSON has the form that docs/reference/schemas promises, and no key that is not described there."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from functools import reduce
from itertools import product
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cli.conftest import ASSUMING, FOREIGN, Run
from cli.schemas import FOLDER, faults, pieces, schema
from repo.tracked import ROOT
from workbook.audit.model import Group
from workbook.cli.usage.all import COMMANDS
from workbook.cost.whatif.changes.model import Topic
from workbook.deploy.acceptance.model import Act, Outcome
from workbook.deploy.administrator import Administrator
from workbook.deploy.live.model import Answer, Presence, PropertyResult, Report, ResourceResult, StackResult
from workbook.deploy.logs import LogLine
from workbook.deploy.place import AccountEnding
from workbook.deploy.plan import Action, Change, Plan
from workbook.deploy.plan import to_json as plan_json
from workbook.deploy.remains import Remainder
from workbook.deploy.state import State, to_json
from workbook.flow.model import FailureKind, PathKind
from workbook.lang import Lang, same
from workbook.render.deployed_logs import logs_json
from workbook.render.ending import ending_json
from workbook.render.scene import BoxKind, LinkKind
from workbook.render.verified import drift_json, verified_json
from workbook.render.views import View
from workbook.template.source import PROFILES, SNAPSHOTS

# Commands whose answers have the form of another's.
SAME_FORM = {"cost compare": "cost", **dict.fromkeys(("status", "open", "stop", "start"), "deploy")}
NAMES = list(dict.fromkeys(SAME_FORM.get(c.name, c.name.replace(" ", "-")) for c in COMMANDS))
ABOUT_A_SOURCE = [command.name for command in COMMANDS if command.source]

# A request does not arrive where one of these is missing.
LACKING = [
    "AWS::EC2::SecurityGroupIngress",
    "AWS::ECS::Service",
    "AWS::ElasticLoadBalancingV2::Listener",
    "AWS::Route53::RecordSet",
    "AWS::S3::BucketPolicy",
]
OPEN_WORDS = {
    "audit/properties/rules/items/properties/group": Group,
    "flow/$defs/path/properties/kind": PathKind,
    "flow/$defs/failure/properties/kind": FailureKind,
    "diagram/properties/boxes/items/properties/kind": BoxKind,
    "diagram/properties/arrows/items/properties/kind": LinkKind,
    "diagram/properties/view": View,
    "cost-choices/properties/choices/items/properties/topic": Topic,
}


def answer(run: Run, *words: str | Path, stdin: str = "") -> Any:
    said = run(*words, "--json", stdin=stdin)
    assert said.returncode in {0, 1}, said.stderr
    return json.loads(said.stdout)


def form(command: str) -> str:
    return SAME_FORM.get(command, command.replace(" ", "-"))


@pytest.fixture(params=LACKING)
def broken(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the standard snapshot without any resource of one type."""
    target = tmp_path / "broken"
    shutil.copytree(SNAPSHOTS / "standard", target)
    for file in target.glob("*.template.json"):
        template = json.loads(file.read_text(encoding="utf-8"))
        kept = {name: body for name, body in template["Resources"].items() if body["Type"] != request.param}
        file.write_text(json.dumps(template | {"Resources": kept}), encoding="utf-8")
    return target


@pytest.mark.parametrize(
    ("command", "profile", "lang"),
    [
        (command, profile, lang)
        for command, (profile, lang) in product(ABOUT_A_SOURCE, [*product(PROFILES, ["en"]), ("starter", "es")])
        if command != "cost best" or profile != "growth"  # it is slow there
    ],
)
def test_answers_on_every_profile_have_the_form(run: Run, command: str, profile: str, lang: str) -> None:
    assert faults(form(command), answer(run, *command.split(), "--profile", profile, "--lang", lang)) == []


@pytest.mark.parametrize("view", View)
def test_every_view_has_the_form(run: Run, view: View) -> None:
    assert faults("diagram", answer(run, "diagram", "--view", view)) == []


@pytest.mark.parametrize("command", ABOUT_A_SOURCE)
@pytest.mark.parametrize(
    "template", sorted((ROOT / "tests" / "fixtures" / "templates").iterdir()), ids=lambda p: p.stem
)
def test_answers_on_other_templates_have_the_form(run: Run, command: str, template: Path) -> None:
    assert faults(form(command), answer(run, *command.split(), template)) == []


@pytest.mark.parametrize("command", ABOUT_A_SOURCE)
@pytest.mark.parametrize("text", [FOREIGN, ASSUMING], ids=["foreign", "assuming"])
def test_answers_on_standard_input_have_the_form(run: Run, command: str, text: str) -> None:
    assert faults(form(command), answer(run, *command.split(), "-", stdin=text)) == []


def test_a_broken_architecture_is_audited_in_the_form(run: Run, broken: Path) -> None:
    told = answer(run, "audit", broken)

    assert told["counts"]["non-compliant"] + told["counts"]["not applicable"] > 5
    assert faults("audit", told) == []


def test_a_request_that_does_not_arrive_is_told_in_the_form(run: Run, broken: Path) -> None:
    told = answer(run, "flow", broken)

    assert not all(path["complete"] for path in told["paths"])
    assert faults("flow", told) == []


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_doctor_answers_in_the_form(run: Run, lang: str) -> None:
    assert faults("doctor", answer(run, "doctor", "--lang", lang)) == []


def test_the_doctor_tells_remedies_in_the_form(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    told = answer(run, "doctor")

    assert any(check["remedies"] for check in told["checks"])
    assert faults("doctor", told) == []


@pytest.mark.parametrize("command", ["status", "stop"])
def test_where_nothing_is_deployed_that_is_told_in_the_form(
    run: Run, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook.cli.place.CHECKOUT", tmp_path)

    told = answer(run, command)

    assert told["running"] is False
    assert faults("deploy", told) == []


def test_what_is_left_is_told_in_the_form(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.cli.place.CHECKOUT", tmp_path)
    told = answer(run, "destroy")

    assert (told["clean"], told["processes"], told["ports"], told["files"]) == (True, 0, 0, 0)
    assert faults("destroy", told) == []
    image = Remainder("Delivery", "AWS::ECR::Repository", "images", "us-east-1", 2.5, same("GB"), "ecr.storage")
    elsewhere = replace(image, region="mars-north-1")
    left = ending_json(AccountEnding((image, elsewhere), (image,)), Lang.EN)
    assert faults("destroy", left) == []
    assert [each["usd_a_month_at_most"] for each in left["remains"]] == ["0.25", None]  # 2.5 GB at 0.10 USD
    assert [each["id"] for each in left["toolkit"]] == ["images"]


@pytest.mark.parametrize("administrator", [None, Administrator("a@b.example", "secret")])
def test_what_is_deployed_is_told_in_the_form(administrator: Administrator | None) -> None:
    stacks, addresses = (("Net", "CREATE_COMPLETE"),), {"pages": "https://app.localhost:1"}
    state = State("local", True, stacks, addresses, "a.pem", administrator)

    assert faults("deploy", to_json(state)) == []


def test_what_would_change_is_told_in_the_form() -> None:
    changes = tuple(Change("Net", "Vpc", "AWS::EC2::VPC", action, ("Tags",)) for action in Action)

    assert faults("diff", plan_json(Plan(changes))) == []


def test_lines_of_logs_are_told_in_the_form() -> None:
    told = logs_json([LogLine(1_764_000_000_123, "Logs", "web/1", "said", "e1")])

    assert faults("logs", told) == []
    assert told["lines"][0]["time"] == "2025-11-24T16:00:00.123Z"


def test_what_differs_and_what_works_is_told_in_the_form() -> None:
    read = PropertyResult("Tags", "a", None, Answer.UNREADABLE, same("no reason"))
    other = PropertyResult("Size", 1, 2, Answer.DIFFERENT, None)
    there = ResourceResult("Net", "Vpc", "AWS::EC2::VPC", "vpc-1", "us-east-1", Presence.THERE, (other, read), None)
    gone = ResourceResult("Net", "Eip", "AWS::EC2::EIP", None, "us-east-1", Presence.MISSING, (), same("gone"))
    report = Report((StackResult("Net", "us-east-1", "CREATE_COMPLETE"),), (gone, there))
    acts = [Act("tls", same("try"), outcome, same("found")) for outcome in Outcome]

    assert faults("drift", drift_json(report, Lang.EN)) == []
    assert faults("verify", verified_json(report, acts, Lang.ES)) == []


def test_published_figures_answer_in_the_form(run: Run, tmp_path: Path) -> None:
    cases = tmp_path / "cases.json"
    case = {"id": "zone", "resource_type": "AWS::Route53::HostedZone", "region": "global", "expected_monthly_usd": 0.5}
    cases.write_text(json.dumps({"cases": [case, case | {"id": "odd", "resource_type": "AWS::Odd::Thing"}]}))
    told = run("cost", "verify", cases, "--json")

    assert told.returncode == 1
    assert [each["verdict"] for each in json.loads(told.stdout)["cases"]] == ["agrees", "unreadable"]
    assert faults("cost-verify", json.loads(told.stdout)) == []


def test_synthesis_answers_in_the_form(run: Run) -> None:
    told = answer(run, "synth", "--check", "--profile", "starter")

    assert told["profiles"] == {"starter": []}
    assert faults("synth", told) == []


def test_a_difference_is_told_in_the_form(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.template.snapshot.snapshot_differences", lambda profile: (f"{profile}.json",))
    told = run("synth", "--check", "--all", "--json")

    assert told.returncode == 1
    assert faults("synth", json.loads(told.stdout)) == []


@pytest.mark.parametrize("name", [*NAMES, "parts"])
def test_a_schema_is_one_and_describes_every_key_that_it_demands(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    described = list(pieces(schema(name)))

    assert described
    for where, piece in described:
        assert piece["required"] == list(piece["properties"]), where
        for key, inner in piece["properties"].items():
            assert {"description", "$ref"} & inner.keys(), f"{where}.{key}"


def test_there_is_a_schema_for_every_command_and_no_other() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{n}.schema.json" for n in [*NAMES, "parts"])


@pytest.mark.parametrize("place", OPEN_WORDS)
def test_every_word_that_may_grow_is_listed(place: str) -> None:
    name, *steps = place.split("/")
    piece = reduce(getitem, steps, schema(name))

    assert piece["examples"] == [str(word) for word in OPEN_WORDS[place]]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), 2),
        (("rules", 0, "status"), "perhaps"),
        (("rules", 0, "evidence", 0, "stack"), None),
        (("coverage", "total"), -1),
        (("surprise",), "a key that nobody described"),
    ],
)
def test_another_form_would_be_noticed(run: Run, path: tuple[Any, ...], value: object) -> None:
    told = answer(run, "audit")
    place = told
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    assert len(faults("audit", told)) == 1
