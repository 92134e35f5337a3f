from __future__ import annotations

from typing import Any

import pytest

from deploy.live.case import PLACE, Told
from workbook.deploy.live.deployed import Created, DeployedStack, Deployment
from workbook.deploy.live.names import DeployedNames, settled
from workbook.template.functions import unknown
from workbook.template.model import Unknown, Value, describe
from workbook.template.raw import RawStack

TEMPLATE: dict[str, Any] = {
    "Parameters": {
        "Digest": {"Type": "String", "Default": "none"},
        "Hidden": {"Type": "String", "NoEcho": True},
        "Groups": {"Type": "List<AWS::EC2::SecurityGroup::Id>"},
        "Stored": {"Type": "AWS::SSM::Parameter::Value<List<String>>"},
        "Lacking": {"Type": "String"},
    },
    "Conditions": {"HasDigest": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Digest"}, "none"]}]}},
    "Mappings": {"M": {"aws": {"zone": "Z2"}}},
    "Resources": {"Vpc": {"Type": "AWS::EC2::VPC"}, "NotYet": {"Type": "AWS::EC2::VPC"}},
}
ZONES = {"AvailabilityZones": [{"ZoneName": "us-east-1b"}, {"ZoneName": "us-east-1a"}]}


def names(apis: Any = None) -> DeployedNames:
    stack = DeployedStack(
        RawStack("Stack", TEMPLATE, "here", PLACE.region, PLACE.account),
        PLACE,
        id="arn:aws:cloudformation:us-east-1:123456789012:stack/Stack/1a2b-3c",
        parameters={"Digest": "sha256:1", "Groups": "sg-1,sg-2", "Stored": "a,b", "Hidden": "****"},
        outputs={"Url": "https://x"},
        created={"Vpc": Created("AWS::EC2::VPC", "vpc-1")},
    )
    exports = {"us-east-1": {"Net:Vpc": "vpc-1"}, "eu-west-1": {"Other": "x"}}
    return DeployedNames(stack, Deployment((stack,), exports), apis or Told({}), "{}.{}".format)


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"Ref": "Vpc"}, "vpc-1"),
        ({"Ref": "Digest"}, "sha256:1"),
        ({"Ref": "Groups"}, ("sg-1", "sg-2")),
        ({"Ref": "Stored"}, ("a", "b")),
        ({"Ref": "AWS::Region"}, "us-east-1"),
        ({"Ref": "AWS::AccountId"}, "123456789012"),
        ({"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "AWS::StackId"}]}]}, "1a2b-3c"),
        ({"Fn::ImportValue": {"Fn::Sub": "Net:${Name}"}}, "${Fn::ImportValue(Net:${Ref(Name)})}"),
        ({"Fn::ImportValue": "Net:Vpc"}, "vpc-1"),
        ({"Fn::Join": ["", ["a-", {"Fn::GetAtt": ["Vpc", "CidrBlock"]}]]}, "a-Vpc.CidrBlock"),
        ({"Fn::Sub": ["${Vpc}/${Own}/${Vpc.Id}", {"Own": "x"}]}, "vpc-1/x/Vpc.Id"),
        ({"Fn::If": ["HasDigest", "yes", "no"]}, "yes"),
        ({"Fn::FindInMap": ["M", {"Ref": "AWS::Partition"}, "zone"]}, "Z2"),
        ({"Fn::GetStackOutput": {"StackName": "Stack", "OutputName": "Url"}}, "https://x"),
        ({"Fn::Cidr": ["10.0.0.0/16", 2, 8]}, ("10.0.0.0/24", "10.0.1.0/24")),
        ({"A": {"Ref": "AWS::NoValue"}, "B": 1}, {"B": 1}),
    ],
)  # fmt: skip
def test_names_stand_for_what_is_deployed(given: Any, value: Any) -> None:
    found = names().resolve(given)

    if isinstance(found, Unknown):
        assert describe(found) == value
    else:
        assert found == value


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"Ref": "Hidden"}, "the parameter Hidden is NoEcho"),
        ({"Ref": "NotYet"}, "NotYet is not deployed"),
        ({"Ref": "Lacking"}, "the parameter has no default"),
        ({"Ref": "Nobody"}, "Nobody is not deployed"),
        ({"Fn::ImportValue": "Other"}, "no stack of the account exports that name in us-east-1"),
        ({"Fn::GetStackOutput": {"StackName": "Stack", "OutputName": "No"}}, "the deployment has no such output"),
        ({"Fn::GetAZs": ""}, "describe_subnets is answered with AccessDenied"),
        ("{{resolve:secretsmanager:x:SecretString:password}}", "CloudFormation puts it in from resolve:secretsmanager"),
        ({"Fn::Join": ["", ["{{resolve:ssm:", "/a", "}}"]]}, "CloudFormation puts it in from resolve:ssm:/a"),
    ],
)
def test_what_is_not_known_says_why(given: Any, reason: str) -> None:
    found = settled(names().resolve(given))

    assert isinstance(found, Unknown)
    assert reason.lower() in found.reason.en.lower()


@pytest.mark.parametrize(
    ("subnets", "zones"),
    [([], ("us-east-1a", "us-east-1b")), ([{"AvailabilityZone": "us-east-1c"}], ("us-east-1c",))],
)
def test_zones_are_those_with_a_default_subnet_or_all(subnets: list[dict[str, str]], zones: Value) -> None:
    default = '{"Filters": [{"Name": "default-for-az", "Values": ["true"]}]}'
    told = {
        ("ec2", "describe_subnets", default): {"Subnets": subnets},
        ("ec2", "describe_availability_zones", "{}"): ZONES,
    }

    assert names(Told(told)).resolve({"Fn::GetAZs": {"Ref": "AWS::Region"}}) == zones


def test_a_name_of_which_nothing_is_known_is_not_another() -> None:
    assert names().resolve({"Ref": "NotYet"}) != names().resolve({"Ref": "Lacking"})
    assert unknown("Ref", "NotYet") == names().resolve({"Ref": "NotYet"})
