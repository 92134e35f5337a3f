from __future__ import annotations

import pytest

from workbook.graph.model import EdgeKind, Ports


def group(*lines: str) -> str:
    rules = "\n".join(f"            {line}" for line in lines)
    return f"""
        Group:
          Type: AWS::EC2::SecurityGroup
          Properties:
{rules}
    """


def test_ingress_leads_from_the_peer_to_the_group_with_ports(graph_of, drawn):
    graph = graph_of("""
        Balancer: {Type: AWS::EC2::SecurityGroup}
        Tasks:
          Type: AWS::EC2::SecurityGroup
          Properties:
            SecurityGroupIngress:
              - {IpProtocol: tcp, FromPort: 8000, ToPort: 8010, SourceSecurityGroupId: !GetAtt Balancer.GroupId}
              - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
              - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIpv6: "::/0"}
              - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8}
              - {IpProtocol: tcp, FromPort: 80, ToPort: 80, SourcePrefixListId: pl-1}
    """)
    assert drawn(graph, EdgeKind.ALLOWS) == [
        "Balancer → Tasks tcp:8000-8010",
        "external/internet → Tasks tcp:443 (0.0.0.0/0)",
        "external/internet → Tasks tcp:443 (::/0)",
        "external/prefix-list/pl-1 → Tasks tcp:80",
        "external/range/10.0.0.0/8 → Tasks tcp:22",
    ]


def test_a_rule_of_its_own_counts_like_one_inside_the_group(graph_of, drawn):
    graph = graph_of("""
        Tasks: {Type: AWS::EC2::SecurityGroup}
        Database: {Type: AWS::EC2::SecurityGroup}
        In:
          Type: AWS::EC2::SecurityGroupIngress
          Properties:
            {GroupId: !Ref Database, IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref Tasks}
        Out:
          Type: AWS::EC2::SecurityGroupEgress
          Properties:
            GroupId: !Ref Tasks
            DestinationSecurityGroupId: !Ref Database
            IpProtocol: tcp
            FromPort: 5432
            ToPort: 5432
    """)
    assert drawn(graph, EdgeKind.ALLOWS) == ["Tasks → Database tcp:5432"]
    assert "Tasks → Database tcp:5432" in drawn(graph, EdgeKind.ALLOWS_OUT)


def test_a_group_without_egress_rules_lets_all_traffic_out(graph_of):
    (edge,) = graph_of(group("GroupDescription: x")).outgoing("App/Group", EdgeKind.ALLOWS_OUT)
    assert (edge.target, edge.ports) == ("external/internet", Ports("-1"))
    assert edge.evidence.path == "Resources.Group"


def test_an_empty_list_of_egress_rules_lets_all_traffic_out_too(graph_of, drawn):
    assert drawn(graph_of(group("SecurityGroupEgress: []")), EdgeKind.ALLOWS_OUT)


def test_a_separate_egress_rule_replaces_the_default(graph_of, drawn):
    graph = graph_of("""
        Group: {Type: AWS::EC2::SecurityGroup}
        Out:
          Type: AWS::EC2::SecurityGroupEgress
          Properties: {GroupId: !Ref Group, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
    """)
    assert drawn(graph, EdgeKind.ALLOWS_OUT) == ["Group → external/internet tcp:443 (0.0.0.0/0)"]


def test_the_rule_by_which_the_cdk_says_no_traffic_allows_nothing(graph_of, drawn):
    graph = graph_of(
        group(
            "SecurityGroupEgress:",
            "  - {IpProtocol: icmp, FromPort: 252, ToPort: 86, CidrIp: 255.255.255.255/32, Description: Disallow all}",
        )
    )
    assert drawn(graph, EdgeKind.ALLOWS_OUT) == []


def test_the_range_of_the_vpc_stands_for_the_vpc(graph_of, drawn):
    graph = graph_of("""
        Vpc: {Type: AWS::EC2::VPC}
        Group:
          Type: AWS::EC2::SecurityGroup
          Properties:
            SecurityGroupIngress: {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !GetAtt Vpc.CidrBlock}
    """)
    assert drawn(graph, EdgeKind.ALLOWS) == ["Vpc → Group tcp:443"]


@pytest.mark.parametrize(
    ("protocol", "ports"),
    [("6", "tcp:80"), ("17", "udp:80"), ("tcp", "tcp:80"), ("-1", "-1:None"), ("all", "-1:None"), ("50", "50:None")],
)
def test_a_protocol_may_be_written_as_a_number(protocol, ports, graph_of, drawn):
    rule = f'SecurityGroupIngress: [{{IpProtocol: "{protocol}", FromPort: "80", ToPort: "80", CidrIp: 0.0.0.0/0}}]'
    assert drawn(graph_of(group(rule)), EdgeKind.ALLOWS) == [f"external/internet → Group {ports} (0.0.0.0/0)"]


def test_a_port_given_at_deployment_counts_as_every_port_and_says_so(graph_of, drawn):
    graph = graph_of("""
        Parameters: {Port: {Type: Number}}
        Resources:
          Group:
            Type: AWS::EC2::SecurityGroup
            Properties:
              SecurityGroupIngress:
                - {IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: 0.0.0.0/0}
    """)
    assert drawn(graph, EdgeKind.ALLOWS) == ["external/internet → Group tcp:None (0.0.0.0/0, port ${App/Port})"]
