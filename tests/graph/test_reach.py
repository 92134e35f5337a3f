from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.graph.build import build_graph
from workbook.graph.model import INTERNET, USERS
from workbook.graph.reach import Verdict, may_connect
from workbook.template.model import Assembly, LogicalId, Reference, Resource, ResourceId, Stack, StackName

CHAIN = """
    Vpc: {Type: AWS::EC2::VPC}
    Inside: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
    Front: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, FRONT}}
    Back: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, BACK}}
    Web:
      Type: AWS::ECS::Service
      Properties:
        NetworkConfiguration: {AwsvpcConfiguration: {SecurityGroups: [!Ref Front], Subnets: [!Ref Inside]}}
    Database: {Type: AWS::RDS::DBInstance, Properties: {VPCSecurityGroups: [!Ref Back]}}
"""
WORKER = "    Worker: {Type: AWS::ECS::Service}\n"
PLAN = (
    "    Plan: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {SecurityGroupIds: [!Ref Front]}}}\n"
)
OPEN = "SecurityGroupEgress: []"


def ingress(peer: str, port: int = 5432) -> str:
    return f"SecurityGroupIngress: [{{IpProtocol: tcp, FromPort: {port}, ToPort: {port}, {peer}}}]"


def egress(peer: str, port: int = 5432) -> str:
    return f"SecurityGroupEgress: [{{IpProtocol: tcp, FromPort: {port}, ToPort: {port}, {peer}}}]"


def chain(front: str, back: str) -> str:
    return CHAIN.replace("FRONT", front).replace("BACK", back)


def test_tasks_without_an_interface_of_their_own_connect_as_their_machines(graph_of):
    graph = graph_of(chain(OPEN, ingress("SourceSecurityGroupId: !Ref Front")) + WORKER + PLAN)
    alone = graph_of(chain(OPEN, ingress("SourceSecurityGroupId: !Ref Front")) + WORKER)

    assert may_connect(graph, "App/Worker", "App/Database", "tcp", 5432).verdict is Verdict.YES
    assert may_connect(alone, "App/Worker", "App/Database", "tcp", 5432).verdict is Verdict.UNKNOWN


def test_a_connection_is_proved_by_the_rule_out_and_the_rule_in(graph_of):
    graph = graph_of(
        chain(egress("DestinationSecurityGroupId: sg-9"), ingress("SourceSecurityGroupId: !Ref Front"))
        .replace("sg-9", "!GetAtt Back.GroupId")
        .replace("SourceSecurityGroupId: !Ref Front", "CidrIp: 10.0.0.0/16")
    )
    found = may_connect(graph, "App/Web", "App/Database", "tcp", 5432)
    assert found.verdict is Verdict.YES
    assert [edge.evidence.path for edge in found.witness] == [
        "Resources.Front.Properties.SecurityGroupEgress.0",
        "Resources.Back.Properties.SecurityGroupIngress.0",
    ]


@pytest.mark.parametrize(
    "peer",
    ["SourceSecurityGroupId: !Ref Front", "CidrIp: 10.0.0.0/16", "CidrIp: !GetAtt Vpc.CidrBlock", "CidrIp: 0.0.0.0/0"],
)
def test_a_rule_may_name_the_source_by_group_range_or_network(peer, graph_of):
    graph = graph_of(chain(OPEN, ingress(peer)))
    assert may_connect(graph, "App/Web", "App/Database", "tcp", 5432).verdict is Verdict.YES


@pytest.mark.parametrize(
    ("front", "back", "words"),
    [
        (OPEN, "GroupName: x", "ingress"),
        (OPEN, ingress("SourceSecurityGroupId: !Ref Front", 3306), "ingress"),
        (OPEN, ingress("CidrIp: 192.168.0.0/16"), "ingress"),
        (OPEN, ingress('CidrIpv6: "::/0"'), "ingress"),
        (egress("CidrIp: 0.0.0.0/0", 443), ingress("SourceSecurityGroupId: !Ref Front"), "egress"),
        (egress("CidrIp: 255.255.255.255/32"), ingress("SourceSecurityGroupId: !Ref Front"), "egress"),
    ],
)
def test_a_missing_rule_is_the_reason_why_not(front, back, words, graph_of):
    found = may_connect(graph_of(chain(front, back)), "App/Web", "App/Database", "tcp", 5432)
    assert found.verdict is Verdict.NO
    assert found.reason is not None
    assert words in found.reason.en
    assert "5432" in found.reason.es


def test_the_internet_enters_only_by_an_open_range(graph_of):
    for peer, verdict in (("CidrIp: 0.0.0.0/0", Verdict.YES), ("SourceSecurityGroupId: !Ref Front", Verdict.NO)):
        graph = graph_of(chain(OPEN, ingress(peer)))
        assert may_connect(graph, INTERNET, "App/Database", "tcp", 5432).verdict is verdict
        assert may_connect(graph, USERS, "App/Database", "tcp", 5432).verdict is verdict


def test_a_part_of_the_internet_enters_by_its_range(graph_of):
    graph = graph_of(chain(OPEN, ingress("CidrIp: 198.51.100.0/24")))
    assert may_connect(graph, INTERNET, "App/Database", "tcp", 5432).verdict is Verdict.NO
    inside = may_connect(graph, "external/range/198.51.100.0/25", "App/Database", "tcp", 5432)
    assert inside.verdict is Verdict.YES


def test_a_peer_given_at_deployment_leaves_the_answer_open(graph_of):
    graph = graph_of(chain(OPEN, ingress("SourcePrefixListId: pl-1")))
    found = may_connect(graph, "App/Web", "App/Database", "tcp", 5432)
    assert found.verdict is Verdict.UNKNOWN
    assert len(found.witness) == 1
    assert "SecurityGroupIngress.0" in str(found.reason)


def test_a_rule_that_only_the_deployment_tells_leaves_the_answer_open(graph_of):
    rules = """
        Parameters: {Rules: {Type: String}}
        Resources:
          Group: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [!Ref Rules]}}
          Server: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!Ref Group]}}
    """
    assert may_connect(graph_of(rules), INTERNET, "App/Server", "tcp", 80).verdict is Verdict.UNKNOWN


def test_a_group_given_at_deployment_leaves_the_answer_open(graph_of):
    graph = graph_of(chain(OPEN, ingress("SourceSecurityGroupId: !Ref Front")).replace("[!Ref Back]", "[sg-7]"))
    assert may_connect(graph, "App/Web", "App/Database", "tcp", 5432).verdict is Verdict.UNKNOWN


def test_a_node_without_groups_leaves_the_answer_open(graph_of):
    graph = graph_of(chain(OPEN, ingress("CidrIp: 10.0.0.0/16")).replace("SecurityGroups: [!Ref Front], ", ""))
    found = may_connect(graph, "App/Web", "App/Database", "tcp", 5432)
    assert found.verdict is Verdict.UNKNOWN
    assert "App/Web" in str(found.reason)


def test_a_network_load_balancer_needs_no_group(graph_of):
    graph = graph_of(
        chain(OPEN, ingress("CidrIp: 10.0.1.0/24"))
        + "    Balancer:\n      Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n"
        + "      Properties: {Type: network, Subnets: [!Ref Inside]}\n"
    )
    assert may_connect(graph, "App/Balancer", "App/Database", "tcp", 5432).verdict is Verdict.YES


def test_without_a_port_any_port_of_the_protocol_will_do(graph_of):
    graph = graph_of(chain(OPEN, ingress("SourceSecurityGroupId: !Ref Front", 3306)))
    assert may_connect(graph, "App/Web", "App/Database", "tcp", None).verdict is Verdict.YES
    assert may_connect(graph, "App/Web", "App/Database", "udp", None).verdict is Verdict.NO


# -- laws ----------------------------------------------------------------------------------------------------------

GROUPS = ("One", "Two", "Three")
RULE = st.fixed_dictionaries(
    {
        "IpProtocol": st.sampled_from(["tcp", "udp", "-1", "6"]),
        "FromPort": st.integers(0, 100),
        "ToPort": st.integers(0, 100),
        "peer": st.sampled_from([*GROUPS, "0.0.0.0/0", "10.0.0.0/8", "255.255.255.255/32", "::/0"]),
    }
)
RULES = st.dictionaries(st.sampled_from(GROUPS), st.lists(RULE, max_size=4))


def identity(name: str) -> ResourceId:
    return ResourceId(StackName("S"), LogicalId(name))


def group(name: str, rules: list[dict[str, object]]) -> Resource:
    written = []
    for rule in rules:
        peer = rule["peer"]
        named = {"SourceSecurityGroupId": Reference(identity(peer))} if peer in GROUPS else {"CidrIp": peer}
        written.append({key: value for key, value in rule.items() if key != "peer"} | named)
    return Resource(identity(name), "AWS::EC2::SecurityGroup", {"SecurityGroupIngress": tuple(written)})


def allowed(rules: dict[str, list[dict[str, object]]]) -> set[tuple[str, str, int]]:
    groups = [group(name, rules.get(name, [])) for name in GROUPS]
    holders = [
        Resource(identity(f"In{name}"), "AWS::EC2::Instance", {"SecurityGroupIds": (Reference(identity(name)),)})
        for name in GROUPS
    ]
    stack = Stack(StackName("S"), None, None, {r.id.logical_id: r for r in (*groups, *holders)}, {})
    graph = build_graph(Assembly("a", "0", (stack,)))
    ends = [INTERNET, *(f"S/In{name}" for name in GROUPS)]
    return {
        (source, target, port)
        for source in ends
        for target in ends[1:]
        for port in (0, 22, 80)
        if may_connect(graph, source, target, "tcp", port).verdict is Verdict.YES
    }


@settings(deadline=None, max_examples=50)
@given(RULES, st.sampled_from(GROUPS), RULE)
def test_one_more_ingress_rule_never_takes_a_connection_away(rules, name, rule) -> None:
    more = {**rules, name: [*rules.get(name, []), rule]}
    assert allowed(rules) <= allowed(more)


@settings(deadline=None, max_examples=50)
@given(RULES)
def test_the_order_of_rules_does_not_matter(rules) -> None:
    assert allowed(rules) == allowed({name: found[::-1] for name, found in reversed(rules.items())})
