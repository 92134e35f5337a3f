"""Templates that are not ours: a sensible, bounded picture for each, in every view."""

from __future__ import annotations

import pytest

from render.laws import assert_sound
from workbook.graph.model import Graph
from workbook.lang import Lang
from workbook.render.layout import lay_out
from workbook.render.scene import BoxKind, Scene
from workbook.render.views import View, scene

PAGE = (960, 3200)


def overview(graph: Graph) -> Scene:
    return scene(graph, View.OVERVIEW, Lang.EN)


def names(picture: Scene) -> list[str]:
    return sorted(item.name for item in picture.all_items())


def assert_drawable(graph: Graph) -> None:
    for view in View:
        for lang in Lang:
            picture = scene(graph, view, lang)
            layout = lay_out(picture)
            assert layout.items or layout.boxes, f"{view} is empty"
            assert_sound(layout)
            assert layout.unlabelled == ()
            assert PAGE[0] <= layout.width <= PAGE[1]


def subnet(zone: str, number: int) -> tuple[str, dict[str, object]]:
    place = {"AvailabilityZone": f"eu-west-1{zone}", "CidrBlock": f"10.0.{number}.0/24"}
    return "EC2::Subnet", {"VpcId": {"Ref": "Vpc"}, **place}


def network(*zones: str) -> dict[str, object]:
    """A VPC with a public and an isolated subnet in each zone."""
    declared: dict[str, object] = {
        "Vpc": ("EC2::VPC", {"CidrBlock": "10.0.0.0/16"}),
        "Gateway": "EC2::InternetGateway",
        "Attachment": ("EC2::VPCGatewayAttachment", {"VpcId": {"Ref": "Vpc"}, "InternetGatewayId": {"Ref": "Gateway"}}),
        "Table": ("EC2::RouteTable", {"VpcId": {"Ref": "Vpc"}}),
        "Out": (
            "EC2::Route",
            {
                "RouteTableId": {"Ref": "Table"},
                "DestinationCidrBlock": "0.0.0.0/0",
                "GatewayId": {"Ref": "Gateway"},
            },
        ),
    }
    for number, zone in enumerate(zones):
        declared[f"Public{zone}"] = subnet(zone, number)
        declared[f"Data{zone}"] = subnet(zone, number + 100)
        link = {"SubnetId": {"Ref": f"Public{zone}"}, "RouteTableId": {"Ref": "Table"}}
        declared[f"Link{zone}"] = ("EC2::SubnetRouteTableAssociation", link)
    return declared


def fleet(*zones: str) -> dict[str, object]:
    subnets = [{"Ref": f"Public{zone}"} for zone in zones]
    return {
        "Plan": ("EC2::LaunchTemplate", {"LaunchTemplateData": {}}),
        "Fleet": (
            "AutoScaling::AutoScalingGroup",
            {
                "MinSize": "2",
                "MaxSize": "9",
                "VPCZoneIdentifier": subnets,
                "LaunchTemplate": {"LaunchTemplateId": {"Ref": "Plan"}, "Version": "1"},
            },
        ),
        "Group": ("RDS::DBSubnetGroup", {"SubnetIds": [{"Ref": f"Data{zone}"} for zone in zones]}),
        "Database": (
            "RDS::DBInstance",
            {"Engine": "mysql", "MultiAZ": True, "DBSubnetGroupName": {"Ref": "Group"}},
        ),
    }


def test_a_bucket_alone_is_a_bucket_in_a_region(graph_of):
    graph = graph_of(Photos="S3::Bucket")
    assert names(overview(graph)) == ["S3 bucket"]
    assert_drawable(graph)


def test_a_vpc_alone_is_a_frame(graph_of):
    graph = graph_of(Vpc=("EC2::VPC", {"CidrBlock": "10.0.0.0/16"}))
    assert [box.label for box in overview(graph).all_boxes()][-1] == "VPC 10.0.0.0/16"
    assert_drawable(graph)


def test_a_function_behind_an_api_stands_left_of_its_table(graph_of):
    role = {
        "AssumeRolePolicyDocument": {"Statement": []},
        "Policies": [
            {
                "PolicyName": "table",
                "PolicyDocument": {
                    "Statement": [
                        {"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": {"Fn::GetAtt": ["Table", "Arn"]}}
                    ]
                },
            }
        ],
    }
    graph = graph_of(
        Table="DynamoDB::Table",
        Role=("IAM::Role", role),
        Work=(
            "Lambda::Function",
            {
                "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                "Environment": {"Variables": {"TABLE": {"Ref": "Table"}}},
            },
        ),
        Api=("ApiGatewayV2::Api", {"ProtocolType": "HTTP", "Target": {"Fn::GetAtt": ["Work", "Arn"]}}),
    )
    picture = overview(graph)
    places = {item.name: item.area.left for item in picture.all_items()}
    assert places["API Gateway"] < places["Lambda function"] < places["DynamoDB table"]
    reads = [link for link in picture.links if link.target.endswith("Table")]
    assert [link.label for link in reads] == ["reads"]
    assert_drawable(graph)


@pytest.mark.parametrize("zones", ["a", "ab", "abc", "abcd"])
def test_every_zone_is_a_row_of_its_own(graph_of, zones):
    graph = graph_of(**network(*zones), **fleet(*zones))
    picture = overview(graph)
    rows = [box for box in picture.all_boxes() if box.kind is BoxKind.ZONE]
    assert [box.label[-1] for box in rows] == list(zones)
    assert len({box.area.top for box in rows}) == len(zones)
    assert names(picture).count("EC2 instances") == len(zones)
    assert ("RDS standby" in names(picture)) == (len(zones) > 1)
    assert_drawable(graph)


def test_too_many_of_a_type_in_one_place_become_one_item(graph_of):
    graph = graph_of(**{f"Work{n}": "Lambda::Function" for n in range(12)})
    assert names(overview(graph)) == ["12 Lambda functions"]
    assert_drawable(graph)


def test_hundreds_of_resources_stay_within_a_page(graph_of):
    kinds = ("Lambda::Function", "SQS::Queue", "DynamoDB::Table", "SNS::Topic", "CloudWatch::Alarm", "IAM::Role")
    graph = graph_of(**{f"R{n}": kinds[n % len(kinds)] for n in range(300)})
    assert len(list(overview(graph).all_items())) <= 8
    assert_drawable(graph)


def test_unknown_types_get_the_generic_icon_and_their_short_name(graph_of):
    graph = graph_of(Robot="RoboMaker::RobotApplication")
    (item,) = overview(graph).all_items()
    assert item.name == "Robot application"
    assert_drawable(graph)


def test_a_template_without_a_place_in_the_overview_is_drawn_by_kind(graph_of):
    graph = graph_of(
        Role=("IAM::Role", {"AssumeRolePolicyDocument": {"Statement": []}}),
        Policy=("IAM::ManagedPolicy", {"PolicyDocument": {"Statement": []}, "Roles": [{"Ref": "Role"}]}),
    )
    picture = overview(graph)
    assert [box.label for box in picture.boxes] == ["Identity and permissions"]
    assert "shown by kind" in picture.footer
    assert_drawable(graph)


def test_a_range_of_addresses_is_named_in_full(graph_of):
    rule = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "10.0.0.0/8"}
    graph = graph_of(
        Db=("RDS::DBInstance", {"Engine": "postgres", "VPCSecurityGroups": [{"Ref": "Group"}]}),
        Group=("EC2::SecurityGroup", {"SecurityGroupIngress": [rule]}),
    )
    (peer,) = (item for item in scene(graph, View.SECURITY, Lang.EN).all_items() if "range" in item.id)
    assert peer.details == ("10.0.0.0/8",)


def test_groups_that_let_each_other_in_do_not_confuse_the_security_view(graph_of):
    rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
    graph = graph_of(
        **{name: ("EC2::SecurityGroup", {"GroupDescription": name}) for name in "ABC"},
        **{
            f"{source}To{target}": (
                "EC2::SecurityGroupIngress",
                {**rule, "GroupId": {"Ref": target}, "SourceSecurityGroupId": {"Ref": source}},
            )
            for source, target in ("AB", "BC", "CA", "AA")
        },
    )
    picture = scene(graph, View.SECURITY, Lang.EN)
    assert len([link for link in picture.links if link.label == "HTTPS 443"]) == 3
    assert_drawable(graph)


def test_values_that_only_the_deployment_knows_are_not_printed(graph_of):
    graph = graph_of(
        Database=("RDS::DBInstance", {"Engine": "postgres", "EngineVersion": {"Fn::ImportValue": "version"}}),
    )
    words = [detail for item in overview(graph).all_items() for detail in item.details]
    assert "PostgreSQL" in words
    assert not [word for word in words if "${" in word]
