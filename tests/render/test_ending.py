"""What a template says that will be left is what is told before a deployment."""

from __future__ import annotations

import pytest

from workbook.deploy.place import AccountEnding, MachineEnding
from workbook.deploy.remains import Remainder
from workbook.lang import Lang, Text
from workbook.render.console import plain_text
from workbook.render.ending import ending_page, kept_table
from workbook.template.edit import load_edited, put, remove
from workbook.template.model import Evidence, Resource
from workbook.template.source import PROFILES, load_profile

GB = Text(en="GB", es="GB")
IMAGES = Remainder("Delivery", "AWS::ECR::Repository", "images", "us-east-1", 2.5, GB, "ecr.storage")


def policy_of(resource: Resource) -> Evidence:
    where = f"Resources.{resource.id.logical_id}.DeletionPolicy"
    return Evidence(resource.id.stack, resource.id.logical_id, where, resource.deletion_policy)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_resource_that_outlives_its_stack_is_told_with_its_price(profile: str) -> None:
    assembly = load_profile(profile)
    kept = [each for each in assembly.resources() if each.deletion_policy in {"Retain", "Snapshot"}]

    rows = kept_table(assembly, Lang.EN).rows

    assert [row[0] for row in rows] == [str(each.id) for each in kept]
    assert all(float(row[2]) > 0 for row in rows)
    told = {each.type: row[1:] for each, row in zip(kept, rows, strict=True)}
    assert told["AWS::RDS::DBInstance"] == ("a last snapshot stays", "0.095", "GB")
    assert told["AWS::Route53::HostedZone"] == ("it stays", "0.500", "hosted zone")


def test_the_template_decides_what_is_told() -> None:
    resources = {each.type: each for each in load_profile("starter").resources()}
    bucket, network = resources["AWS::S3::Bucket"], resources["AWS::EC2::VPC"]

    edits = (remove(policy_of(bucket)), put(policy_of(network), "Retain"))
    told = {row[0]: row[1:] for row in kept_table(load_edited(*edits, profile="starter"), Lang.ES).rows}

    assert str(bucket.id) not in told
    assert told[str(network.id)] == ("se queda", "–", "")


def test_a_price_that_is_not_known_counts_for_nothing_and_is_told() -> None:
    elsewhere = Remainder("Delivery", "AWS::ECR::Repository", "far", "mars-north-1", 100, GB, "ecr.storage")

    said = plain_text(ending_page(AccountEnding((IMAGES, elsewhere)), Lang.EN))

    assert "not known" in said
    assert "Together at most 0.25 USD a month" in said
    assert "Not counted, since the price book has no price for that place: far." in said


def test_what_cdk_has_prepared_stays_and_is_no_leftover() -> None:
    bucket = Remainder("CDKToolkit", "AWS::S3::Bucket", "cdk-assets", "us-east-1", 1, GB, "s3.storage")
    ending = AccountEnding(toolkit=(bucket,))

    assert ending.is_clean
    said = plain_text(ending_page(ending, Lang.EN))
    assert said.startswith("Nothing is left that costs.")
    assert (
        "The stack CDKToolkit stays, since other CDK apps of the account may use it: cdk-assets; at most 0.02" in said
    )


def test_this_machine_tells_what_it_counts() -> None:
    assert not MachineEnding(1, 0, 0).is_clean
    said = plain_text(ending_page(MachineEnding(1, 2, 3), Lang.EN))
    assert said.strip() == "Left on this machine: 1 processes, 2 ports, 3 files."
