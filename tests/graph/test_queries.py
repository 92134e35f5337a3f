from __future__ import annotations

import pytest

from workbook.graph.queries import SubnetKind, internet_facing, members, subnet_route, subnets, zones

NETWORK = """
    Parameters: {Zone: {Type: String}}
    Resources:
      Gateway: {Type: AWS::EC2::InternetGateway}
      Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Front}}
      Front: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1a}}
      Back: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1b}}
      Deep: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Ref Zone}}
      Other: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Ref Zone}}
      FrontTable: {Type: AWS::EC2::RouteTable}
      BackTable: {Type: AWS::EC2::RouteTable}
      FrontLink:
        Type: AWS::EC2::SubnetRouteTableAssociation
        Properties: {SubnetId: !Ref Front, RouteTableId: !Ref FrontTable}
      BackLink:
        Type: AWS::EC2::SubnetRouteTableAssociation
        Properties: {SubnetId: !Ref Back, RouteTableId: !Ref BackTable}
      FrontRoute:
        Type: AWS::EC2::Route
        Properties: {RouteTableId: !Ref FrontTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
      BackRoute:
        Type: AWS::EC2::Route
        Properties: {RouteTableId: !Ref BackTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}
      Service:
        Type: AWS::ECS::Service
        Properties:
          TaskDefinition: !Ref Task
          NetworkConfiguration:
            AwsvpcConfiguration: {Subnets: [!Ref Back, !Ref Deep], SecurityGroups: [!Ref Group]}
      Task: {Type: AWS::ECS::TaskDefinition}
      Group: {Type: AWS::EC2::SecurityGroup}
"""


@pytest.mark.parametrize(
    ("subnet", "kind", "proofs"),
    [
        ("Front", SubnetKind.PUBLIC, ["FrontLink", "FrontRoute"]),
        ("Back", SubnetKind.PRIVATE, ["BackLink", "BackRoute"]),
        ("Deep", SubnetKind.ISOLATED, []),
    ],
)
def test_the_default_route_of_a_subnet_tells_its_kind(subnet, kind, proofs, graph_of):
    found = subnet_route(graph_of(NETWORK), f"App/{subnet}")
    assert found.kind is kind
    assert [edge.evidence.logical_id for edge in found.proof] == proofs


def test_a_route_to_one_range_makes_no_subnet_public(graph_of):
    graph = graph_of(
        NETWORK.replace("DestinationCidrBlock: 0.0.0.0/0, GatewayId", "DestinationCidrBlock: 10.0.0.0/8, GatewayId")
    )
    assert subnet_route(graph, "App/Front").kind is SubnetKind.ISOLATED


def test_zones_that_only_the_deployment_knows_can_be_compared(graph_of):
    graph = graph_of(NETWORK)
    assert zones(graph, "App/Service") == ("${App/Zone}", "eu-west-1b")
    assert zones(graph, "App/Deep") == zones(graph, "App/Other") == ("${App/Zone}",)


def test_a_task_definition_lies_where_its_services_do(graph_of):
    graph = graph_of(NETWORK)
    assert subnets(graph, "App/Task") == subnets(graph, "App/Service")
    assert zones(graph, "App/Task") == zones(graph, "App/Service")
    assert zones(graph, "App/Group") == ()


def test_a_group_has_the_members_that_it_protects(graph_of):
    assert [node.id for node in members(graph_of(NETWORK), "App/Group")] == ["App/Service"]


PUBLIC_SERVICE = """
      Type: AWS::ECS::Service
      Properties: {NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED}}}
"""


@pytest.mark.parametrize(
    ("resource", "path"),
    [
        (PUBLIC_SERVICE, "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp"),
        ("{Type: AWS::RDS::DBInstance, Properties: {PubliclyAccessible: true}}", "PubliclyAccessible"),
        ("{Type: AWS::RDS::DBInstance, Properties: {PubliclyAccessible: 'true'}}", "PubliclyAccessible"),
        ("{Type: AWS::RDS::DBInstance, Properties: {PubliclyAccessible: false}}", None),
        ("{Type: AWS::RDS::DBInstance}", None),
        ("{Type: AWS::S3::Bucket}", None),
    ],
)
def test_an_address_on_the_internet_is_proved_by_the_property_that_gives_it(resource, path, graph_of):
    found = internet_facing(graph_of(f"Thing: {resource}"), "App/Thing")
    assert (found.path.partition(".Properties.")[2] if found else None) == path


def test_a_public_load_balancer_faces_the_internet_by_its_scheme(graph_of):
    public = """
        Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
        Listener:
          Type: AWS::ElasticLoadBalancingV2::Listener
          Properties: {LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: HTTPS}
    """
    found = internet_facing(graph_of(public), "App/Balancer")
    assert found is not None
    assert found.path.endswith("Properties.Scheme")
    assert internet_facing(graph_of(public.replace("internet-facing", "internal")), "App/Balancer") is None
    assert internet_facing(graph_of(public), "external/users") is None
