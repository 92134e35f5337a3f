from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from deploy.stubbed import Account
from workbook.deploy.stacks import EDGE, SERVICE, Stack, Stacks
from workbook.deploy.target import Target
from workbook.errors import DeployError

TARGET = Target("123456789012", "eu-west-1", None)


def told(name: str, status: str = "CREATE_COMPLETE", second: int = 0, **more: Any) -> dict[str, Any]:
    created = datetime(2026, 1, 1, 0, 0, second, tzinfo=UTC)
    return {"StackName": name, "StackStatus": status, "CreationTime": created, **more}


def answer(account: Account, *stacks: dict[str, Any], edge: tuple[dict[str, Any], ...] = ()) -> None:
    account.answers("cloudformation.describe_stacks", {"Stacks": [*stacks]}, region="eu-west-1")
    account.answers("cloudformation.describe_stacks", {"Stacks": [*edge]}, region="us-east-1")


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setattr("workbook.deploy.stacks._LOOK", 0)
    return Account(monkeypatch)


def test_the_edge_is_found_in_its_own_region_and_what_is_not_ours_is_left_out(account: Account) -> None:
    answer(account, told(SERVICE, second=1), told("Other"), edge=(told(EDGE, second=2),))

    assert [(stack.name, stack.region) for stack in Stacks(TARGET).all().values()] == [
        (SERVICE, "eu-west-1"),
        (EDGE, "us-east-1"),
    ]


def test_another_deployment_in_the_region_of_the_edge_is_not_ours(account: Account) -> None:
    answer(account, told(SERVICE), told(EDGE, "DELETE_FAILED"), edge=(told(SERVICE, "UPDATE_FAILED"), told(EDGE)))

    found = Stacks(TARGET).all()
    assert {name: (stack.region, stack.status) for name, stack in found.items()} == {
        SERVICE: ("eu-west-1", "CREATE_COMPLETE"),
        EDGE: ("us-east-1", "CREATE_COMPLETE"),
    }


def test_a_stack_whose_creation_failed_was_deployed_with_nothing(account: Account) -> None:
    given = {"Parameters": [{"ParameterKey": "ImageDigest", "ParameterValue": "sha256:1"}]}
    answer(account, told(SERVICE, "ROLLBACK_COMPLETE", **given))
    assert Stacks(TARGET).parameters(SERVICE) == {}

    answer(account, told(SERVICE, "UPDATE_ROLLBACK_COMPLETE", **given))
    assert Stacks(TARGET).parameters(SERVICE) == {"ImageDigest": "sha256:1"}


def test_what_cloudformation_works_on_is_waited_for(account: Account) -> None:
    for status in ("UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE"):
        answer(account, told(SERVICE, status))
    waited: list[Stack] = []
    Stacks(TARGET).settle(waited.append)

    assert [stack.status for stack in waited] == ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"]
    account.was_asked_all()


def test_a_change_set_that_nobody_has_carried_out_is_not_waited_for(account: Account) -> None:
    answer(account, told(SERVICE, "REVIEW_IN_PROGRESS"))
    Stacks(TARGET).settle(lambda _: pytest.fail("waited"))


def test_waiting_has_an_end(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.deploy.stacks._PATIENCE", -1)
    answer(account, told(SERVICE, "UPDATE_IN_PROGRESS"))

    with pytest.raises(DeployError, match=r"still works on InventoryService \(UPDATE_IN_PROGRESS\)"):
        Stacks(TARGET).settle(lambda _: None)


@pytest.mark.parametrize("status", ["ROLLBACK_FAILED", "UPDATE_FAILED", "UPDATE_ROLLBACK_FAILED", "DELETE_FAILED"])
def test_a_stack_that_is_stuck_is_named_with_what_to_do(account: Account, status: str) -> None:
    answer(account, told(SERVICE, status))

    with pytest.raises(DeployError, match=f"InventoryService is in {status} and takes no deployment; look at"):
        Stacks(TARGET).check()


@pytest.mark.parametrize("body", ['{"Metadata": {"a": 1}}', "Metadata:\n  a: 1\n"])
def test_a_template_is_read_in_whatever_form_it_was_deployed(account: Account, body: str) -> None:
    account.answers("cloudformation.get_template", {"TemplateBody": body}, region="eu-west-1")

    assert Stacks(TARGET).template(SERVICE) == {"Metadata": {"a": 1}}


def test_the_profile_stands_in_the_template(account: Account) -> None:
    answer(account)
    with pytest.raises(DeployError, match="nothing is deployed there yet"):
        Stacks(TARGET).profile()

    answer(account, told(SERVICE))
    body = '{"Metadata": {"Workbook::Profile": {"name": "growth"}}}'
    account.answers("cloudformation.get_template", {"TemplateBody": body}, region="eu-west-1")
    assert Stacks(TARGET).profile() == "growth"
