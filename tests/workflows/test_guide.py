from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from repo.tracked import ROOT
from workflows.workflows import FOLDER, NAMES, jobs, workflow

TEXTS = {name: (FOLDER / name).read_text(encoding="utf-8") for name in NAMES}


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide in one language, with the heads of its tables and the words that tests look for."""

    page: str
    workflows: str
    of_environments: str
    of_the_repository: str
    messages: str
    each: str
    output: str

    @property
    def text(self) -> str:
        return (ROOT / "docs" / "howto" / self.page).read_text(encoding="utf-8")

    def rows(self, head: str) -> list[list[str]]:
        """The cells of the table that begins so."""
        table = self.text.partition(f"{head}\n")[2].split("\n\n")[0]
        return [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[1:]]


ENGLISH = Guide(
    page="set-up-the-pipeline.md",
    workflows="| workflow | when | it does |",
    of_environments="| variable | of the environment | value |",
    of_the_repository="| variable | `true` means |",
    messages="| what it says | why | what to do |",
    each="each",
    output="output",
)
SPANISH = Guide(
    page="set-up-the-pipeline.es.md",
    workflows="| flujo de trabajo | cuándo | qué hace |",
    of_environments="| variable | del entorno | valor |",
    of_the_repository="| variable | `true` significa |",
    messages="| qué dice, en inglés | por qué | qué hacer |",
    each="cada uno",
    output="salida",
)


@pytest.fixture(params=(ENGLISH, SPANISH), ids=lambda guide: guide.page)
def guide(request: pytest.FixtureRequest) -> Guide:
    assert isinstance(request.param, Guide)
    return request.param


def test_the_guide_names_every_variable_that_the_workflows_read_and_no_other(guide: Guide) -> None:
    read = {name for text in TEXTS.values() for name in re.findall(r"\bvars\.(\w+)", text)}
    told = guide.rows(guide.of_environments) + guide.rows(guide.of_the_repository)

    assert {row[0].strip("`") for row in told} == read


def test_the_variables_of_environments_stand_where_jobs_with_environments_read_them(guide: Guide) -> None:
    for job in (job for job in jobs() if "environment" in job.told):
        read = set(re.findall(r"\bvars\.(\w+)", str(job.told.get("steps"))))
        kind = "-watch" if "-watch" in job.told["environment"] else ""
        told = {
            row[0].strip("`")
            for row in guide.rows(guide.of_environments)
            if row[1] == guide.each or f"`production{kind}`" in row[1]
        }
        assert read == told


def test_the_guide_says_what_every_workflow_does(guide: Guide) -> None:
    told = {row[0].strip("`") for row in guide.rows(guide.workflows)}

    assert told == {*NAMES} - {"image.yml", "propose.yml"}  # parts of others


def test_the_guide_names_every_task_of_the_tests_and_no_other(guide: Guide) -> None:
    told = next(row[2] for row in guide.rows(guide.workflows) if row[0] == "`ci.yml`")

    assert set(re.findall(r"`(?:make )?([\w-]+)`", told)) == {
        *workflow("ci.yml")["jobs"]["test"]["strategy"]["matrix"]["task"]
    }


def test_the_names_of_outputs_are_those_of_the_templates(guide: Guide) -> None:
    templates = [(FOLDER.parent / "aws" / "watchers.yaml").read_text(encoding="utf-8")]
    snapshots = ROOT / "infra" / "snapshots" / "standard"
    for stack in ("InventoryDelivery", "InventoryEdge"):
        templates += [(snapshots / f"{stack}.template.json").read_text(encoding="utf-8")]
    named = re.findall(rf"{guide.output} `(\w+)`", guide.text)

    assert len(named) == 4
    assert all(any(name in template for template in templates) for name in named)


def test_messages_that_the_guide_explains_are_said_somewhere(guide: Guide) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "scripts").glob("*.py")]
    sources += [path.read_text(encoding="utf-8") for path in (ROOT / "workbook" / "deploy").rglob("*.py")]
    sources += TEXTS.values()
    own = [row[0] for row in guide.rows(guide.messages) if row[0].startswith("`") and "sts:" not in row[0]]
    phrases = re.findall(r"`([^`]+)`", " ".join(own))

    assert len(phrases) == 5
    assert [phrase for phrase in phrases if not any(phrase in text for text in sources)] == []
