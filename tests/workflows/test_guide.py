from __future__ import annotations

import re

from repo.tracked import ROOT
from workflows.workflows import FOLDER, NAMES, jobs, workflow

GUIDE = (ROOT / "docs" / "howto" / "set-up-the-pipeline.md").read_text(encoding="utf-8")
TEXTS = {name: (FOLDER / name).read_text(encoding="utf-8") for name in NAMES}


def rows(head: str) -> list[list[str]]:
    """The cells of the table that begins so."""
    table = GUIDE.partition(f"{head}\n")[2].split("\n\n")[0]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[1:]]


def test_the_guide_names_every_variable_that_the_workflows_read_and_no_other() -> None:
    read = {name for text in TEXTS.values() for name in re.findall(r"\bvars\.(\w+)", text)}
    told = rows("| variable | of the environment | value |") + rows("| variable | `true` means |")

    assert {row[0].strip("`") for row in told} == read


def test_the_variables_of_environments_stand_where_jobs_with_environments_read_them() -> None:
    for job in (job for job in jobs() if "environment" in job.told):
        read = set(re.findall(r"\bvars\.(\w+)", str(job.told.get("steps"))))
        kind = "-watch" if "-watch" in job.told["environment"] else ""
        told = {
            row[0].strip("`")
            for row in rows("| variable | of the environment | value |")
            if row[1] == "each" or f"`production{kind}`" in row[1]
        }
        assert read == told


def test_the_guide_says_what_every_workflow_does() -> None:
    told = {row[0].strip("`") for row in rows("| workflow | when | it does |")}

    assert told == {*NAMES} - {"image.yml", "propose.yml"}  # parts of others


def test_the_guide_names_every_task_of_the_tests_and_no_other() -> None:
    told = next(row[2] for row in rows("| workflow | when | it does |") if row[0] == "`ci.yml`")

    assert set(re.findall(r"`(?:make )?([\w-]+)`", told)) == {
        *workflow("ci.yml")["jobs"]["test"]["strategy"]["matrix"]["task"]
    }


def test_the_names_of_outputs_are_those_of_the_templates() -> None:
    templates = [(FOLDER.parent / "aws" / "watchers.yaml").read_text(encoding="utf-8")]
    snapshots = ROOT / "infra" / "snapshots" / "standard"
    for stack in ("InventoryDelivery", "InventoryEdge"):
        templates += [(snapshots / f"{stack}.template.json").read_text(encoding="utf-8")]
    named = re.findall(r"output `(\w+)`", GUIDE)

    assert len(named) == 4
    assert all(any(name in template for template in templates) for name in named)


def test_messages_that_the_guide_explains_are_said_somewhere() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "scripts").glob("*.py")]
    sources += [path.read_text(encoding="utf-8") for path in (ROOT / "workbook" / "deploy").rglob("*.py")]
    sources += TEXTS.values()
    own = [
        row[0] for row in rows("| what it says | why | what to do |") if row[0].startswith("`") and "sts:" not in row[0]
    ]

    for phrase in re.findall(r"`([^`]+)`", " ".join(own)):
        assert any(phrase in text for text in sources), phrase
