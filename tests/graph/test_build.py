from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.graph.build import CONNECTORS, RULES, build_graph
from workbook.graph.model import EdgeKind, Status
from workbook.graph.rules import Rule
from workbook.graph.types import CATEGORIES
from workbook.lang import same
from workbook.template.model import (
    Assembly,
    Compound,
    LogicalId,
    Reference,
    Resource,
    ResourceId,
    Stack,
    StackName,
    Unknown,
    Value,
)

NAMES = ("A", "B", "C", "D", "E", "F")


def assembly_of(*resources: Resource) -> Assembly:
    stack = Stack(StackName("S"), None, None, {r.id.logical_id: r for r in resources}, {})
    return Assembly("a", "0", (stack,))


def identity(name: str) -> ResourceId:
    return ResourceId(StackName("S"), LogicalId(name))


def test_every_reference_that_no_rule_explains_is_an_edge_with_its_attribute(graph_of, drawn):
    graph = graph_of("""
        Site: {Type: AWS::CloudFront::Distribution}
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions: [{Environment: [{Name: URL, Value: !Sub "https://${Site.DomainName}/"}]}]
    """)
    assert drawn(graph, EdgeKind.REFERS_TO) == ["Task → Site (DomainName)"]


def test_a_resource_whose_condition_is_false_is_ignored_with_the_reason_and_has_no_edges(graph_of):
    graph = graph_of("""
        Conditions: {Wanted: !Equals [a, b]}
        Resources:
          Vpc: {Type: AWS::EC2::VPC}
          Subnet: {Type: AWS::EC2::Subnet, Condition: Wanted, Properties: {VpcId: !Ref Vpc}}
          Service: {Type: AWS::ECS::Service, Properties: {ServiceName: !Ref Subnet}}
    """)
    node = graph.nodes["App/Subnet"]
    assert node.status is Status.IGNORED
    assert node.reason is not None
    assert "Wanted" in node.reason.en
    assert "Wanted" in node.reason.es
    assert graph.edges == ()
    assert graph.resources("AWS::EC2::Subnet") == ()


def test_a_type_without_rules_is_unsupported_and_keeps_its_references(graph_of, drawn):
    graph = graph_of("""
        Bucket: {Type: AWS::S3::Bucket}
        Mesh: {Type: AWS::AppMesh::Mesh, Properties: {MeshName: !Ref Bucket}}
    """)
    assert graph.nodes["App/Mesh"].status is Status.UNSUPPORTED
    assert "AWS::AppMesh::Mesh" in str(graph.nodes["App/Mesh"].reason)
    assert drawn(graph, EdgeKind.REFERS_TO) == ["Mesh → Bucket"]
    assert (graph.coverage.total, graph.coverage.modelled, graph.coverage.unsupported) == (2, 1, 1)


def test_custom_resources_and_the_functions_that_only_they_run_are_ignored(graph_of):
    graph = graph_of("""
        Helper: {Type: AWS::Lambda::Function}
        Worker: {Type: AWS::Lambda::Function}
        Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt Worker.Arn}]}}
        One: {Type: Custom::Thing, Properties: {ServiceToken: !GetAtt Helper.Arn}}
        Two: {Type: AWS::CloudFormation::CustomResource, Properties: {ServiceToken: !GetAtt Worker.Arn}}
        Notes: {Type: AWS::CDK::Metadata}
    """)
    ignored = {n.id for n in graph.nodes.values() if n.status is Status.IGNORED}
    assert ignored == {"App/Helper", "App/One", "App/Two", "App/Notes"}
    assert all(graph.nodes[n].reason for n in ignored)


def test_two_stacks_may_use_the_same_logical_ids(graph_of):
    stack = "Vpc: {Type: AWS::EC2::VPC}\nSubnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}"
    graph = graph_of("", One=stack, Two=stack)
    assert [(e.source, e.target) for e in graph.edges] == [("One/Vpc", "One/Subnet"), ("Two/Vpc", "Two/Subnet")]


def test_an_import_joins_two_stacks(graph_of):
    graph = graph_of(
        "",
        Network="""
            Resources:
              Vpc: {Type: AWS::EC2::VPC}
            Outputs:
              Vpc: {Value: !Ref Vpc, Export: {Name: the-vpc}}
        """,
        Web="Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !ImportValue the-vpc}}",
    )
    (edge,) = graph.outgoing("Network/Vpc", EdgeKind.CONTAINS)
    assert (edge.target, edge.evidence.stack) == ("Web/Group", "Web")


def test_externals_are_nodes_of_their_own_type_outside_the_coverage(graph_of):
    graph = graph_of("Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web:3}}")
    node = graph.nodes["external/task-definition/web:3"]
    assert (node.type, node.resource) == ("External::TaskDefinition", None)
    assert graph.coverage.total == 1


# -- laws ----------------------------------------------------------------------------------------------------------

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 70000),
    st.sampled_from(["", "*", "0.0.0.0/0", "arn:aws:iam::1:root", "web", "tcp", "443", "10.0.0.0/8", "Allow"]),
    st.sampled_from(NAMES).map(lambda name: Reference(identity(name))),
    st.sampled_from(NAMES).map(lambda name: Reference(identity(name), "Endpoint.Address")),
    st.just(Unknown("Param", same("not told"))),
    st.sampled_from(NAMES).map(lambda name: Compound(("arn:aws:s3:::", Reference(identity(name)), "/*"))),
)
PATHS = sorted({rule.path for rules in RULES.values() for rule in rules})
KEYS = [
    *sorted({step for path in PATHS for step in path.split(".")} - {"*"}),
    *("SecurityGroupIngress", "SecurityGroupEgress", "IpProtocol", "FromPort", "ToPort", "CidrIp", "PolicyDocument"),
    *("Statement", "Principal", "Action", "Resource", "Condition", "AWS", "DefaultActions", "RedirectConfig", "Port"),
    *("LoadBalancers", "Targets", "Id", "Name", "Value", "Dimensions", "Metrics", "MetricStat", "Metric", "RecordSets"),
]
VALUES: st.SearchStrategy[Value] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    ),
    max_leaves=12,
)


@st.composite
def resources(draw: st.DrawFn) -> list[Resource]:
    kinds = st.sampled_from(sorted({*RULES, *CONNECTORS}))
    properties = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5)
    return [Resource(identity(name), draw(kinds), draw(properties)) for name in NAMES]


def nested(steps: list[str], value: Value) -> Value:
    """The value below these steps, in a list of one at every `*`."""
    if not steps:
        return value
    inner = nested(steps[1:], value)
    return (inner,) if steps[0] == "*" else {steps[0]: inner}


@settings(deadline=None, max_examples=150)
@given(resources())
def test_no_value_of_any_shape_breaks_the_graph(found: list[Resource]) -> None:
    graph = build_graph(assembly_of(*found))
    for edge in graph.edges:
        assert {edge.source, edge.target} <= graph.nodes.keys()


@settings(deadline=None, max_examples=50)
@given(resources(), st.randoms(use_true_random=False))
def test_the_order_of_resources_does_not_matter(found: list[Resource], random: Random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    one, other = build_graph(assembly_of(*found)), build_graph(assembly_of(*shuffled))
    assert one.edges == other.edges
    assert list(one.nodes.values()) == list(other.nodes.values())


@pytest.mark.parametrize(
    ("kind", "rule"),
    [pytest.param(kind, rule, id=f"{kind}.{rule.path}") for kind, rules in RULES.items() for rule in rules],
)
def test_every_rule_of_the_table_finds_a_reference_at_its_path(kind: str, rule: Rule) -> None:
    properties = nested(rule.path.split("."), Reference(identity("B")))
    assert isinstance(properties, Mapping)
    holder = Resource(identity("A"), kind, properties)
    graph = build_graph(assembly_of(holder, Resource(identity("B"), "AWS::EC2::Subnet", {})))
    ends = ("S/B", "S/A") if rule.inward else ("S/A", "S/B")
    assert (rule.kind, *ends) in {(e.kind, e.source, e.target) for e in graph.edges}


@given(st.sampled_from(sorted(CATEGORIES)), st.sampled_from(KEYS))
def test_no_reference_is_lost(kind: str, key: str) -> None:
    holder = Resource(identity("A"), kind, {key: {"Inner": (Reference(identity("B")),)}})
    graph = build_graph(assembly_of(holder, Resource(identity("B"), "AWS::EC2::VPC", {})))
    assert any({e.source, e.target} == {"S/A", "S/B"} for e in graph.edges)
