from __future__ import annotations

from workbook.graph.model import EdgeKind

NETWORK = """
    Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
    Gateway: {Type: AWS::EC2::InternetGateway}
    Attachment:
      Type: AWS::EC2::VPCGatewayAttachment
      Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
    Front:
      Type: AWS::EC2::Subnet
      Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a}
    FrontTable: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
    FrontLink:
      Type: AWS::EC2::SubnetRouteTableAssociation
      Properties: {SubnetId: !Ref Front, RouteTableId: !Ref FrontTable}
    FrontRoute:
      Type: AWS::EC2::Route
      Properties: {RouteTableId: !Ref FrontTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
    Address: {Type: AWS::EC2::EIP, Properties: {Domain: vpc}}
    Nat:
      Type: AWS::EC2::NatGateway
      Properties: {SubnetId: !Ref Front, AllocationId: !GetAtt Address.AllocationId}
    Back:
      Type: AWS::EC2::Subnet
      Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1b}
    BackTable: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
    BackLink:
      Type: AWS::EC2::SubnetRouteTableAssociation
      Properties: {SubnetId: !Ref Back, RouteTableId: !Ref BackTable}
    BackRoute:
      Type: AWS::EC2::Route
      Properties: {RouteTableId: !Ref BackTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}
    Storage:
      Type: AWS::EC2::VPCEndpoint
      Properties:
        VpcId: !Ref Vpc
        ServiceName: com.amazonaws.eu-west-1.s3
        RouteTableIds: [!Ref BackTable]
"""


def test_a_vpc_contains_what_names_it_and_its_attached_gateway(graph_of, drawn):
    assert drawn(graph_of(NETWORK), EdgeKind.CONTAINS) == [
        "Vpc → Back",
        "Vpc → BackTable",
        "Vpc → Front",
        "Vpc → FrontTable",
        "Vpc → Gateway (attached)",
        "Vpc → Storage",
    ]


def test_a_subnet_follows_its_route_table_to_the_gateways(graph_of, drawn):
    assert drawn(graph_of(NETWORK), EdgeKind.ROUTES_WITH, EdgeKind.ROUTES_TO) == [
        "Back → BackTable",
        "BackTable → Nat (0.0.0.0/0)",
        "BackTable → Storage (prefix list of com.amazonaws.eu-west-1.s3)",
        "Front → FrontTable",
        "FrontTable → Gateway (0.0.0.0/0)",
    ]


def test_a_route_is_proved_by_the_property_that_names_the_gateway(graph_of):
    graph = graph_of(NETWORK)
    (route,) = graph.outgoing("App/FrontTable", EdgeKind.ROUTES_TO)
    assert route.evidence.path == "Resources.FrontRoute.Properties.GatewayId"
    assert route.evidence.logical_id == "FrontRoute"


def test_a_nat_gateway_lies_in_its_subnet_with_its_address(graph_of, drawn):
    graph = graph_of(NETWORK)
    assert drawn(graph, EdgeKind.PLACED_IN) == ["Nat → Front"]
    assert "Address → Nat" in drawn(graph, EdgeKind.CONFIGURES)


def test_an_endpoint_forwards_to_its_service_and_lies_in_its_subnets(graph_of, drawn):
    graph = graph_of("""
        Endpoint:
          Type: AWS::EC2::VPCEndpoint
          Properties:
            VpcId: vpc-1
            ServiceName: com.amazonaws.eu-west-1.ecr.api
            SubnetIds: [subnet-1]
            SecurityGroupIds: [sg-1]
    """)
    assert drawn(graph, *EdgeKind) == [
        "Endpoint → external/aws-service/com.amazonaws.eu-west-1.ecr.api",
        "Endpoint → external/subnet/subnet-1",
        "Endpoint → external/security-group/sg-1",
        "external/vpc/vpc-1 → Endpoint",
    ]


def test_a_gateway_given_at_deployment_keeps_its_place_in_the_picture(graph_of, drawn):
    graph = graph_of("""
        Parameters: {Gateway: {Type: String}}
        Resources:
          Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
          Route:
            Type: AWS::EC2::Route
            Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
    """)
    assert drawn(graph, EdgeKind.ROUTES_TO) == ["Table → external/gateway/${App/Gateway} (0.0.0.0/0)"]


def test_peering_joins_the_requester_to_the_accepter(graph_of, drawn):
    graph = graph_of("""
        Here: {Type: AWS::EC2::VPC}
        Peering: {Type: AWS::EC2::VPCPeeringConnection, Properties: {VpcId: !Ref Here, PeerVpcId: vpc-2}}
        Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Here}}
        Route:
          Type: AWS::EC2::Route
          Properties:
            RouteTableId: !Ref Table
            DestinationCidrBlock: 10.1.0.0/16
            VpcPeeringConnectionId: !Ref Peering
    """)
    assert drawn(graph, EdgeKind.CONNECTS_TO, EdgeKind.ROUTES_TO) == [
        "Here → external/vpc/vpc-2 (peering)",
        "Table → Peering (10.1.0.0/16)",
    ]


def test_a_network_acl_guards_its_subnets_with_its_entries(graph_of, drawn):
    graph = graph_of("""
        Subnet: {Type: AWS::EC2::Subnet}
        Acl: {Type: AWS::EC2::NetworkAcl}
        Entry:
          Type: AWS::EC2::NetworkAclEntry
          Properties:
            NetworkAclId: !Ref Acl
            RuleNumber: 100
            RuleAction: deny
            Egress: "true"
            CidrBlock: 0.0.0.0/0
        Link:
          Type: AWS::EC2::SubnetNetworkAclAssociation
          Properties: {SubnetId: !Ref Subnet, NetworkAclId: !Ref Acl}
    """)
    assert drawn(graph, EdgeKind.CONFIGURES) == [
        "Acl → Subnet",
        "Entry → Acl (deny egress 100 0.0.0.0/0)",
        "Link → Subnet",
    ]


def test_a_flow_log_is_written_by_the_network_that_it_watches(graph_of, drawn):
    graph = graph_of("""
        Vpc: {Type: AWS::EC2::VPC}
        Group: {Type: AWS::Logs::LogGroup}
        FlowLog:
          Type: AWS::EC2::FlowLog
          Properties: {ResourceId: !Ref Vpc, ResourceType: VPC, TrafficType: ALL, LogGroupName: !Ref Group}
    """)
    assert drawn(graph, EdgeKind.WRITES_LOGS_TO) == ["Vpc → Group (flow log)"]
