from __future__ import annotations

from collections.abc import Callable

from workbook.flow.listeners import redirect_findings
from workbook.flow.model import Finding, Verdict
from workbook.graph.model import Graph


def findings(graph: Graph) -> list[Finding]:
    (balancer,) = graph.resources("AWS::ElasticLoadBalancingV2::LoadBalancer")
    return list(redirect_findings(graph, balancer))


def listener(name: str, port: int, protocol: str, redirect: str) -> str:
    return f"""
    {name}:
      Type: AWS::ElasticLoadBalancingV2::Listener
      Properties:
        LoadBalancerArn: !Ref Balancer
        Port: {port}
        Protocol: {protocol}
        DefaultActions: [{{Type: redirect, RedirectConfig: {{{redirect}, StatusCode: HTTP_301}}}}]
"""


BALANCER = "    Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}\n"


def test_two_listeners_that_redirect_to_each_other_are_a_circle(graph_of: Callable[..., Graph]) -> None:
    graph = graph_of(
        BALANCER
        + listener("Plain", 80, "HTTP", 'Protocol: HTTPS, Port: "443"')
        + listener("Secure", 443, "HTTPS", 'Protocol: HTTP, Port: "80"')
    )

    assert [f.verdict for f in findings(graph)] == [Verdict.FAILS, Verdict.FAILS]
    assert all("without end" in f.text.en for f in findings(graph))


def test_a_redirect_to_another_protocol_on_the_port_is_a_fault(graph_of: Callable[..., Graph]) -> None:
    graph = graph_of(
        BALANCER
        + listener("Plain", 80, "HTTP", 'Protocol: HTTPS, Port: "8080"')
        + listener("Other", 8080, "HTTP", "Host: www.example.com")
    )

    assert [(f.verdict, "speaks another protocol" in f.text.en) for f in findings(graph)] == [
        (Verdict.FAILS, True),
        (Verdict.HOLDS, False),
    ]


def test_a_redirect_to_another_path_is_a_circle_unless_a_rule_takes_it_up(graph_of: Callable[..., Graph]) -> None:
    alone = BALANCER + listener("Plain", 80, "HTTP", "Path: /welcome")
    rule = """
    Rule:
      Type: AWS::ElasticLoadBalancingV2::ListenerRule
      Properties: {ListenerArn: !Ref Plain, Actions: [{Type: forward, TargetGroupArn: !Ref Targets}]}
    Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup}
"""

    assert [f.verdict for f in findings(graph_of(alone))] == [Verdict.FAILS]
    assert [f.verdict for f in findings(graph_of(alone + rule))] == [Verdict.HOLDS]
