from __future__ import annotations

from typing import Any

import pytest

from deploy.stubbed import ANY, Account
from workbook.deploy.administrator import create_administrator
from workbook.deploy.stacks import SERVICE
from workbook.deploy.target import Target
from workbook.deploy.task import Ended, run_task
from workbook.errors import DeployError

TARGET = Target("123456789012", "us-east-1", None)
TASK = "arn:aws:ecs:us-east-1:123456789012:task/cluster/abc"
OUTPUTS = {
    "ClusterName": "cluster",
    "MigrationTaskDefinition": "migrate:3",
    "MigrationNetwork": "awsvpcConfiguration={subnets=[s1,s2],securityGroups=[g],assignPublicIp=DISABLED}",
}
LOGS = {"logDriver": "awslogs", "options": {"awslogs-group": "/app", "awslogs-stream-prefix": "migrate"}}


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setattr("workbook.deploy.task._LOOK", 0)
    return Account(monkeypatch)


def stands(account: Account) -> None:
    outputs = [{"OutputKey": key, "OutputValue": value} for key, value in OUTPUTS.items()]
    stack = {"StackName": SERVICE, "StackStatus": "CREATE_COMPLETE", "CreationTime": 1, "Outputs": outputs}
    account.answers("cloudformation.describe_stacks", {"Stacks": [stack]})


def ends(account: Account, code: int | None, said: list[str], *, asked: Any = ANY) -> None:
    """The calls of a task that ends so."""
    stands(account)
    account.answers("ecs.run_task", {"tasks": [{"taskArn": TASK}], "failures": []}, asked)
    account.answers("ecs.describe_tasks", {"tasks": [{"lastStatus": "RUNNING", "containers": [{}]}]})
    container = {} if code is None else {"exitCode": code}
    stopped = {"lastStatus": "STOPPED", "containers": [container], "stoppedReason": "no such image"}
    account.answers("ecs.describe_tasks", {"tasks": [stopped]})
    definition = {"containerDefinitions": [{"name": "django", "logConfiguration": LOGS}]}
    account.answers("ecs.describe_task_definition", {"taskDefinition": definition})
    where = {"logGroupName": "/app", "logStreamName": "migrate/django/abc", "limit": 5}
    if said:
        account.answers("logs.get_log_events", {"events": [{"message": each} for each in said]}, where)
    else:
        account.refuses("logs.get_log_events", "ResourceNotFoundException")


def test_the_migration_runs_where_the_stack_says(account: Account) -> None:
    asked = {
        "cluster": "cluster",
        "taskDefinition": "migrate:3",
        "launchType": "FARGATE",
        "networkConfiguration": {
            "awsvpcConfiguration": {"assignPublicIp": "DISABLED", "subnets": ["s1", "s2"], "securityGroups": ["g"]}
        },
        "overrides": {"containerOverrides": [{"name": "django", "environment": []}]},
    }
    ends(account, 0, ["one", "two "], asked=asked)

    assert run_task(TARGET) == Ended(0, "one | two")
    account.was_asked_all()


def test_a_task_whose_container_never_ran_says_why(account: Account) -> None:
    ends(account, None, [])

    assert run_task(TARGET) == Ended(None, "no such image")


def test_a_task_that_is_not_started_is_an_error(account: Account) -> None:
    stands(account)
    account.answers("ecs.run_task", {"tasks": [], "failures": [{"reason": "RESOURCE:CPU"}]})

    with pytest.raises(DeployError, match="ECS started no task: RESOURCE:CPU"):
        run_task(TARGET)


def test_the_task_that_makes_the_administrator_learns_a_hash_alone(account: Account) -> None:
    ends(account, 0, ["ana@acme.com is the first administrator"])
    asked: list[Any] = []
    ecs = TARGET.client("ecs")
    ecs.meta.events.register("before-parameter-build.ecs.RunTask", lambda params, **_: asked.append(params))

    made = create_administrator(TARGET, "ana@acme.com")

    assert made is not None
    (container,) = asked[0]["overrides"]["containerOverrides"]
    assert container["command"][2:] == ["first_administrator", "--email", "ana@acme.com", "--name", "ana"]
    assert container["environment"][0]["value"].startswith("argon2$argon2id$")
    assert made.password not in str(asked)


def test_an_administrator_who_is_there_stays(account: Account) -> None:
    ends(account, 3, ["there is an administrator already"])
    assert create_administrator(TARGET, "ana@acme.com") is None

    ends(account, 1, ["no database"])
    with pytest.raises(DeployError, match="the task ended with code 1: no database; run the command again"):
        create_administrator(TARGET, "ana@acme.com")
