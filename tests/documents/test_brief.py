"""Every demand of the brief has its row, and each link of it leads somewhere."""

from __future__ import annotations

import re

import nbformat
import pytest

from repo.test_links import anchors
from repo.tracked import ROOT
from workbook.audit.brief import DEMANDS
from workbook.documents.brief import ANSWERS, DELIVERABLES, NAMES, PAGES, Answer, _joined, demands, targets
from workbook.errors import SourceError
from workbook.lang import Lang, Text

# What a lesson says that teaches how a demand is met; the one on proofs shows every demand with its rules.
PROOFS = "03_prove_the_requirements"
TAUGHT = {
    "one network": r"both zones",
    "subnets": r"public subnet",
    "routing": r"\*\*internet gateway\*\*",
    "security groups": r"security group",
    "static site": r"bucket",
    "certificate": r"names in a certificate",
    "containers": r"running copy of Django|runs containers",
    "load balancer": r"\*\*load balancer\*\*",
    "postgresql": r"PostgreSQL",
    "multi-az": r"standby",
    "backups": r"backups must be kept",
    "https": r"HTTPS",
    "database access": r"database",
    "least privilege": r"role",
    "scale on cpu": r"ServiceAverageCPU",
    "scale on memory": r"ServiceAverageMemory",
    "spikes": r"busiest hour",
    "availability": r"zone",
    "registry": r"image",
    "deployment": r"deploy",
    "application logs": r"logs",
    "ecs logs": r"tasks and databases that run publish their metrics",
    "load balancer logs": r"load balancer",
    "latency alarm": r"responses are slow",
    "cpu and memory alarms": r"raise all of them",
    "database alarms": r"alarm watches|tasks and databases",
    "frontend name": r"DNS",
    "api name": r"DNS",
    "cost": r"cost",
    "The architecture is drawn with every component, in English and in Spanish.": r"diagram|picture",
    "The flow is explained from the moment a user opens the app until the response arrives.": r"an API call",
    "The design decisions are justified.": r"decision|choices",
    "Cost optimisations are proposed for the first stage with few users.": r"first stage",
    "The backend is written in Django.": r"running copy of Django",
    "The frontend is written in React.": r"built React application",
    "The workbook compares the cost of few and of many users.": r"Ten times the users",
}
ALL = {**ANSWERS, **{str(sentence): answer for sentence, answer in DELIVERABLES}}


def test_every_demand_has_a_row_and_every_row_a_demand() -> None:
    assert list(ANSWERS) == list(DEMANDS)
    assert PAGES.keys() == NAMES.keys()


@pytest.mark.parametrize("answer", ALL.values(), ids=ALL.keys())
def test_what_an_answer_names_is_there(answer: Answer) -> None:
    for target in targets(answer):
        path, _, anchor = target.partition("#")
        assert (ROOT / path).exists(), target
        assert not anchor or anchor in anchors(ROOT / path), target


@pytest.mark.parametrize("lang", Lang)
def test_no_cell_is_empty(lang: Lang) -> None:
    rows = demands(lang).splitlines()[2:]

    assert len(rows) == len(DEMANDS)
    assert [row for row in rows if any(not cell.strip() for cell in row.strip("|").split("|"))] == []


def test_an_empty_cell_is_refused() -> None:
    with pytest.raises(SourceError, match="in the row A demand"):
        _joined([], Text(en="A demand.", es="Una exigencia."))


def test_every_page_is_named_by_a_row() -> None:
    assert {page for answer in ALL.values() for page in answer.pages} == set(PAGES)


@pytest.mark.parametrize("demand", ALL)
def test_a_lesson_teaches_what_it_is_named_for(demand: str) -> None:
    silent = [
        lesson
        for lesson in ALL[demand].lessons
        if lesson != PROOFS and not re.search(TAUGHT[demand], prose_and_code(lesson))
    ]

    assert silent == []


def test_the_lesson_on_proofs_shows_every_demand() -> None:
    shown = str(nbformat.read(ROOT / "notebooks" / f"{PROOFS}.ipynb", as_version=4))

    assert [demand.en for demand in DEMANDS.values() if demand.en.rstrip(".") not in shown] == []


def prose_and_code(lesson: str) -> str:
    notebook = nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", as_version=4)
    return "\n".join(cell.source for cell in notebook.cells)
