from __future__ import annotations

import pytest

from workbook.cost.readers.all import READERS
from workbook.cost.readers.free import FREE, free_because


def test_no_type_is_both_free_and_charged_for():
    assert not FREE.keys() & READERS.keys()


@pytest.mark.parametrize("kind", sorted(FREE))
def test_every_free_type_has_its_reason_in_both_languages(kind):
    reason = free_because(kind)
    assert reason is not None
    assert reason.en
    assert reason.es
    assert reason.en != reason.es


@pytest.mark.parametrize(
    "kind",
    [
        "AWS::CloudFront::Distribution",
        "AWS::CloudTrail::Trail",
        "AWS::CodeBuild::Project",
        "AWS::DynamoDB::Table",
        "AWS::EC2::NatGateway",
        "AWS::EC2::TransitGatewayAttachment",
        "AWS::EC2::VPNConnection",
        "AWS::EFS::FileSystem",
        "AWS::EKS::Cluster",
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::GlobalAccelerator::Accelerator",
        "AWS::GuardDuty::Detector",
        "AWS::SQS::Queue",
        "AWS::StepFunctions::StateMachine",
        "AWS::WAFRegional::WebACL",
    ],
)
def test_what_costs_money_is_not_free(kind):
    assert free_because(kind) is None


@pytest.mark.parametrize("kind", ["Custom::S3AutoDeleteObjects", "AWS::CloudFormation::CustomResource"])
def test_a_custom_resource_is_free_and_its_function_is_not(kind):
    reason = free_because(kind)
    assert reason is not None
    assert "function" in reason.en
    assert "AWS::Lambda::Function" in READERS


@pytest.mark.parametrize("tier", ["Standard", "Intelligent-Tiering"])
def test_a_parameter_costs_nothing(read, tier):
    assert read(f"It: {{Type: AWS::SSM::Parameter, Properties: {{Type: String, Value: v, Tier: {tier}}}}}\n") == []


def test_an_advanced_parameter_is_a_gap(read):
    (found,) = read("It: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: v, Tier: Advanced}}\n")
    assert found.path == "Tier"
