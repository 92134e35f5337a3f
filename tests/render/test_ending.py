"""What a template says that will be left is what is told before a deployment."""

from __future__ import annotations

import pytest

from workbook.lang import Lang
from workbook.render.ending import kept_table
from workbook.template.edit import load_edited, put, remove
from workbook.template.model import Evidence, Resource
from workbook.template.source import PROFILES, load_profile


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
