"""What is said while something is deployed, and of what is."""

from __future__ import annotations

import pytest

from workbook.deploy.administrator import Administrator
from workbook.deploy.plan import Action, Change, Plan
from workbook.deploy.state import State
from workbook.lang import Lang
from workbook.render.console import plain_text
from workbook.render.deploying import plan_page
from workbook.render.deployment import deployment_page, stopped_page

ADDED = Change("Network", "Vpc", "AWS::EC2::VPC", Action.ADD)
CHANGED = Change("Data", "Database", "AWS::RDS::DBInstance", Action.CHANGE, ("MultiAZ",))


@pytest.mark.parametrize(
    ("changes", "lang", "said"),
    [
        ((), Lang.EN, "Nothing differs"),
        ((ADDED,), Lang.ES, "Recursos: 1 se añade."),
        ((ADDED, ADDED, CHANGED), Lang.ES, "Recursos: 2 se añaden, 1 cambia."),
        ((CHANGED, CHANGED), Lang.ES, "Recursos: 2 cambian."),
        ((ADDED, ADDED), Lang.EN, "Resources: 2 added."),
    ],
)
def test_changes_are_counted_in_the_number_of_the_language(changes: tuple[Change, ...], lang: Lang, said: str) -> None:
    assert said in plain_text(plan_page(Plan(changes), lang))


def test_what_is_added_is_counted_by_stack_and_what_changes_is_listed() -> None:
    said = plain_text(plan_page(Plan((ADDED, ADDED, CHANGED)), Lang.EN))

    assert [line.split() for line in said.splitlines() if "Network" in line] == [["Network", "2"]]
    assert "RDS::DBInstance" in said
    assert "AWS::" not in said


def test_each_state_says_what_to_do_next() -> None:
    running = State(target="local", running=True)
    assert "deploy it with: workbook deploy" in plain_text(deployment_page(running, Lang.EN))
    assert "`workbook start` brings back" in plain_text(deployment_page(State("local", running=False), Lang.EN))
    assert plain_text(stopped_page(Lang.EN)).startswith("Stopped. What is deployed stays")

    stacks, addresses = (("Network", "CREATE_COMPLETE"),), {"pages": "https://app.localhost:1"}
    whole = State("local", True, stacks, addresses, "a.pem", Administrator("a@b.example", "secret"))
    said = plain_text(deployment_page(whole, Lang.EN))
    assert "password secret (told now alone; each deployment gives a new one until somebody has signed in)" in said
    assert said.rstrip().endswith("Next: `workbook open` opens the pages, `workbook verify` tries all of it.")
