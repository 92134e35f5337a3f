"""Who the templates trust and what they allow, against what the workflows are and call."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import pytest
import yaml

from repo.tracked import ROOT
from workflows.workflows import FOLDER, Job, jobs, workflow

HOST = "token.actions.githubusercontent.com"
STACKS = ("InventoryDelivery", "InventoryEdge")
DEFAULT = "repo:example/inventory"  # of the snapshots
# The role that each profile of a workflow becomes: its variable, and its logical id.
ROLES = {
    "deployer": ("DEPLOYER_ROLE", "Deployer"),
    "publisher": ("PUBLISHER_ROLE", "Publisher"),
    "verifier": ("VERIFIER_ROLE", "Verifier"),
    "inspector": ("INSPECTOR_ROLE", "Inspector"),
}
# What IAM calls otherwise than the API does.
OTHERWISE = {
    "s3:getbucketencryption": "s3:getencryptionconfiguration",
    "s3:getbucketlifecycleconfiguration": "s3:getlifecycleconfiguration",
    "s3:getpublicaccessblock": "s3:getbucketpublicaccessblock",
    "budgets:describebudget": "budgets:viewbudget",
    "budgets:describenotificationsforbudget": "budgets:viewbudget",
    "budgets:describesubscribersfornotification": "budgets:viewbudget",
}
ASKED = re.compile(r'\bask\(\s*"(?P<service>[a-z0-9-]+)",\s*"(?P<operation>[a-z0-9_]+)"')
ANSWERED = re.compile(r"- \[(?P<service>[a-z0-9-]+), (?P<operation>[a-z0-9_]+),")


@cache
def resources() -> Mapping[str, Mapping[str, Any]]:
    """Of the stacks that hold roles of the pipeline, and of the template beside them."""
    found: dict[str, Mapping[str, Any]] = {}
    for stack in (*STACKS, "InventoryService"):
        text = (ROOT / "infra" / "snapshots" / "standard" / f"{stack}.template.json").read_text(encoding="utf-8")
        found |= json.loads(text)["Resources"]
    watchers = (FOLDER.parent / "aws" / "watchers.yaml").read_text(encoding="utf-8")
    return found | yaml.safe_load(watchers)["Resources"]


def role(name: str) -> tuple[str, Mapping[str, Any]]:
    """The logical id of a role and its properties."""
    fit = {
        key: told["Properties"]
        for key, told in resources().items()
        if told["Type"] == "AWS::IAM::Role" and re.fullmatch(rf"{name}[0-9A-F]{{0,8}}", key)
    }
    ((key, properties),) = fit.items()
    return key, properties


def trusted(name: str, environment: str) -> str:
    """The subject that a role takes, where an account belongs to that environment."""
    (statement,) = role(name)[1]["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Condition"].keys() == {"StringEquals"}  # letter by letter
    claims = statement["Condition"]["StringEquals"]
    assert claims[f"{HOST}:aud"] == "sts.amazonaws.com"
    subject = claims[f"{HOST}:sub"]
    if isinstance(subject, dict):  # of the template beside the stacks
        subject = subject["Fn::Sub"].replace("${Subject}", DEFAULT).replace("${Environment}", environment)
        return str(subject)
    assert subject == f"{DEFAULT}:environment:production"  # what the setting github_environment decides
    return f"{DEFAULT}:environment:{environment}"


def environments(job: Job) -> Iterator[tuple[str, str]]:
    """The environments in which a job runs, each with the account that it belongs to."""
    told = str(job.told["environment"])
    if "inputs.environment" in told:
        assert told == "${{ inputs.environment }}"
        callers = [each for each in jobs() if each.told.get("uses", "").endswith(f"/{job.workflow}")]
        assert callers
        for caller in callers:
            given = caller.told["with"]["environment"]
            choices = workflow(caller.workflow)["on"].get("workflow_dispatch") or {}
            named = choices["inputs"]["environment"]["options"] if "inputs" in given else [given]
            yield from ((each, each) for each in named)
        return
    assert told == "${{ matrix.environment }}-watch"
    for each in sorted(set(re.findall(r'"(\w+)"', job.told["strategy"]["matrix"]["environment"]))):
        yield f"{each}-watch", each


def becoming() -> Iterator[tuple[Job, str]]:
    """Each job that becomes somebody at AWS, with the name of the profile."""
    for job in jobs():
        for step in (each.told for each in job.steps):
            if "configure-aws-credentials" in step.get("uses", ""):
                assert step["with"].keys() <= {"aws-region", "role-to-assume", "aws-profile", "overwrite-aws-profile"}
                variable, _ = ROLES[step["with"]["aws-profile"]]
                assert step["with"]["role-to-assume"] == f"${{{{ vars.{variable} }}}}"
                yield job, step["with"]["aws-profile"]


BECOMING = {f"{job.workflow}-{profile}": (job, profile) for job, profile in becoming()}


@pytest.mark.parametrize(("job", "profile"), BECOMING.values(), ids=BECOMING.keys())
def test_each_role_trusts_the_environments_in_which_jobs_become_it(job: Job, profile: str) -> None:
    found = [*environments(job)]

    assert found
    for environment, account in found:
        assert trusted(ROLES[profile][1], account) == f"{DEFAULT}:environment:{environment}"


def test_every_role_that_trusts_github_is_used_by_a_workflow() -> None:
    trusting = [
        key for key, told in resources().items() if HOST in json.dumps(told["Properties"]) and "Role" in told["Type"]
    ]

    assert sorted(trusting) == sorted(role(ROLES[profile][1])[0] for profile in {name for _, name in becoming()})


def test_environments_that_deploy_and_those_that_look_are_others() -> None:
    by_profile = {profile: {name for name, _ in environments(job)} for job, profile in becoming()}

    assert by_profile["deployer"] == {"staging", "production"}
    assert by_profile["inspector"].isdisjoint(by_profile["deployer"])


def allowed(name: str) -> set[str]:
    """The actions that a role has, in small letters."""
    key, properties = role(name)
    held = [policy["PolicyDocument"] for policy in properties.get("Policies", ())]
    held += [
        resources()[each["Ref"]]["Properties"]["PolicyDocument"] for each in properties.get("ManagedPolicyArns", ())
    ]
    for told in resources().values():
        if told["Type"] == "AWS::IAM::Policy" and key in json.dumps(told["Properties"]["Roles"]):
            held.append(told["Properties"]["PolicyDocument"])
    actions = [statement["Action"] for document in held for statement in document["Statement"]]
    return {each.lower() for action in actions for each in (action if isinstance(action, list) else [action])}


def action(service: str, operation: str) -> str:
    """What IAM calls a method of a client of boto3, in small letters, as IAM compares it."""
    name = f"{'elasticloadbalancing' if service == 'elbv2' else service}:{operation.replace('_', '')}"
    return OTHERWISE.get(name, name)


def read_calls() -> set[tuple[str, str]]:
    """Every call of the readers: in their source, and in the cases that show each of them."""
    source = [path.read_text(encoding="utf-8") for path in (ROOT / "workbook/deploy/live").rglob("*.py")]
    cases = [path.read_text(encoding="utf-8") for path in (ROOT / "tests/deploy/live/cases").glob("*.yaml")]
    found = [*(each for text in source for each in ASKED.finditer(text))]
    found += [each for text in cases for each in ANSWERED.finditer(text)]
    return {(each["service"], each["operation"]) for each in found}


@pytest.mark.parametrize("name", ["Verifier", "Inspector"])
def test_who_looks_may_read_whatever_the_readers_ask_for(name: str) -> None:
    calls = read_calls() | {("cloudformation", "get_template"), ("cloudformation", "list_stack_resources")}

    assert len(calls) > 80
    assert sorted({action(*each) for each in calls} - allowed(name)) == []


def test_who_looks_daily_reads_settings_and_nothing_else() -> None:
    verbs = ("*:describe*", "*:get*", "*:list*", "*:view*")
    contents = {"s3:getobject", "secretsmanager:getsecretvalue", "logs:getlogevents", "logs:filterlogevents"}

    assert all(any(fnmatchcase(each, verb) for verb in verbs) for each in allowed("Inspector"))
    assert allowed("Inspector").isdisjoint(contents)


@pytest.mark.parametrize(
    ("name", "calls"),
    [
        (
            "Deployer",
            [
                ("cloudformation", "describe_stacks"),
                ("cloudformation", "get_template"),
                ("ssm", "get_parameters"),
                ("ecr", "describe_images"),
                ("ecr", "get_authorization_token"),
                ("ecr", "put_image"),
                ("ecr", "batch_get_image"),
                ("ecr", "batch_check_layer_availability"),
                ("ecr", "initiate_layer_upload"),
                ("ecr", "upload_layer_part"),
                ("ecr", "complete_layer_upload"),
                ("ecs", "run_task"),
                ("ecs", "describe_tasks"),
                ("ecs", "describe_task_definition"),
                ("logs", "get_log_events"),
                ("sts", "assume_role"),
            ],
        ),
        ("Publisher", [("s3", "put_object"), ("cloudfront", "create_invalidation")]),
        (
            "Verifier",
            [
                ("ecs", "run_task"),
                ("ecs", "describe_tasks"),
                ("logs", "filter_log_events"),
                ("logs", "get_log_events"),
                ("cloudwatch", "set_alarm_state"),
                ("cloudwatch", "describe_alarm_history"),
                ("rds", "describe_db_instances"),
            ],
        ),
    ],
)
def test_a_role_may_call_what_its_steps_call(name: str, calls: list[tuple[str, str]]) -> None:
    assert sorted({action(*each) for each in calls} - allowed(name)) == []


def test_whoever_runs_a_task_hands_its_roles_over() -> None:
    assert "iam:passrole" in allowed("Deployer")
    assert "iam:passrole" in allowed("Verifier")


def test_the_names_in_the_rights_of_the_verifier_are_those_of_the_stacks() -> None:
    family = next(
        told["Properties"]["Family"] for key, told in resources().items() if key.startswith("MigrationTaskDefinition0")
    )
    roles = [
        key for key, told in resources().items() if key.startswith("Migration") and told["Type"] == "AWS::IAM::Role"
    ]
    text = json.dumps(resources()["Verifier"])

    assert len(roles) == 2
    assert fnmatchcase(f"task-definition/{family}:7", re.findall(r"task-definition/[^\"]+", text)[0])
    patterns = re.findall(r"role/([^\"]+)", text)
    assert all(fnmatchcase(f"InventoryService-{each}-1A2B3C", pattern) for each in roles for pattern in patterns)
