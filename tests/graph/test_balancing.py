from __future__ import annotations

import pytest

from workbook.graph.model import EdgeKind

BALANCER = """
    Balancer:
      Type: AWS::ElasticLoadBalancingV2::LoadBalancer
      Properties: {Scheme: internet-facing, Subnets: [subnet-1], SecurityGroups: [sg-1]}
    Plain:
      Type: AWS::ElasticLoadBalancingV2::Listener
      Properties:
        LoadBalancerArn: !Ref Balancer
        Port: 80
        Protocol: HTTP
        DefaultActions:
          - {Type: redirect, RedirectConfig: {StatusCode: HTTP_301, Protocol: HTTPS, Port: "443"}}
    Secure:
      Type: AWS::ElasticLoadBalancingV2::Listener
      Properties:
        LoadBalancerArn: !Ref Balancer
        Port: 443
        Protocol: HTTPS
        Certificates: [{CertificateArn: !Ref Certificate}]
        DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]
    Certificate: {Type: AWS::CertificateManager::Certificate, Properties: {DomainName: api.example.com}}
    Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 8000, TargetType: ip}}
"""


def test_a_load_balancer_contains_its_listeners_with_their_ports(graph_of, drawn):
    assert drawn(graph_of(BALANCER), EdgeKind.CONTAINS) == ["Balancer → Plain tcp:80", "Balancer → Secure tcp:443"]


def test_a_listener_forwards_to_its_target_group_or_redirects_to_the_secure_listener(graph_of, drawn):
    assert drawn(graph_of(BALANCER), EdgeKind.FORWARDS_TO) == [
        "Plain → Secure (redirect 301 https:443)",
        "Secure → Targets",
    ]


def test_a_listener_presents_its_certificates(graph_of, drawn):
    more = """
    Second:
      Type: AWS::ElasticLoadBalancingV2::ListenerCertificate
      Properties: {ListenerArn: !Ref Secure, Certificates: [{CertificateArn: arn:aws:acm:eu-west-1:1:certificate/x}]}
"""
    assert drawn(graph_of(BALANCER + more), EdgeKind.PRESENTS) == [
        "Secure → Certificate",
        "Secure → external/certificate/arn:aws:acm:eu-west-1:1:certificate/x",
    ]


def test_a_redirect_to_another_host_leaves_the_load_balancer(graph_of, drawn):
    redirect = "{Type: redirect, RedirectConfig: {StatusCode: HTTP_302, Host: www.example.com}}"
    graph = graph_of(f"""
        Balancer: {{Type: AWS::ElasticLoadBalancingV2::LoadBalancer}}
        Listener:
          Type: AWS::ElasticLoadBalancingV2::Listener
          Properties: {{LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: HTTPS, DefaultActions: [{redirect}]}}
    """)
    assert drawn(graph, EdgeKind.FORWARDS_TO) == [
        "Listener → external/address/www.example.com:443 (redirect 302 https:443 www.example.com)"
    ]


def test_a_rule_forwards_what_its_conditions_match(graph_of, drawn):
    graph = graph_of("""
        Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
        Listener:
          Type: AWS::ElasticLoadBalancingV2::Listener
          Properties: {LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: HTTPS}
        Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup}
        Rule:
          Type: AWS::ElasticLoadBalancingV2::ListenerRule
          Properties:
            ListenerArn: !Ref Listener
            Priority: 5
            Conditions:
              - {Field: host-header, HostHeaderConfig: {Values: [api.example.com]}}
              - {Field: path-pattern, Values: [/a/*, /b/*]}
            Actions:
              - {Type: forward, ForwardConfig: {TargetGroups: [{TargetGroupArn: !Ref Targets, Weight: 1}]}}
    """)
    assert "Listener → Rule (priority 5)" in drawn(graph, EdgeKind.CONTAINS)
    assert drawn(graph, EdgeKind.FORWARDS_TO) == [
        "Rule → Targets (host-header api.example.com, path-pattern /a/* or /b/*)"
    ]


def test_a_target_group_forwards_to_what_is_registered_in_it(graph_of, drawn):
    graph = graph_of("""
        Machine: {Type: AWS::EC2::Instance}
        Function: {Type: AWS::Lambda::Function}
        Machines:
          Type: AWS::ElasticLoadBalancingV2::TargetGroup
          Properties: {Port: 80, Targets: [{Id: !Ref Machine, Port: 8080}, {Id: 10.0.0.9}]}
        Functions:
          Type: AWS::ElasticLoadBalancingV2::TargetGroup
          Properties: {TargetType: lambda, Targets: [{Id: !GetAtt Function.Arn}]}
    """)
    assert drawn(graph, EdgeKind.FORWARDS_TO) == [
        "Functions → Function",
        "Machines → Machine tcp:8080",
        "Machines → external/address/10.0.0.9 tcp:80",
    ]


def test_users_connect_to_every_listener_that_faces_the_internet(graph_of, drawn):
    assert drawn(graph_of(BALANCER), EdgeKind.CONNECTS_TO) == [
        "external/users → Balancer tcp:443",
        "external/users → Balancer tcp:80",
    ]


def test_users_do_not_connect_to_an_internal_load_balancer(graph_of, drawn):
    assert drawn(graph_of(BALANCER.replace("internet-facing", "internal")), EdgeKind.CONNECTS_TO) == []


def test_a_load_balancer_without_a_scheme_faces_the_internet(graph_of, drawn):
    graph = graph_of(BALANCER.replace("Scheme: internet-facing, ", ""))
    assert len(drawn(graph, EdgeKind.CONNECTS_TO)) == 2


@pytest.mark.parametrize("kind", ["access", "connection"])
def test_logs_go_to_the_bucket_that_the_attributes_name(kind, graph_of, drawn):
    graph = graph_of(f"""
        Logs: {{Type: AWS::S3::Bucket}}
        Balancer:
          Type: AWS::ElasticLoadBalancingV2::LoadBalancer
          Properties:
            LoadBalancerAttributes:
              - {{Key: {kind}_logs.s3.enabled, Value: "true"}}
              - {{Key: {kind}_logs.s3.bucket, Value: !Ref Logs}}
    """)
    assert drawn(graph, EdgeKind.WRITES_LOGS_TO) == [f"Balancer → Logs ({kind} logs)"]


def test_a_classic_load_balancer_forwards_to_its_machines(graph_of, drawn):
    graph = graph_of("""
        Machine: {Type: AWS::EC2::Instance}
        Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {LoadBalancerNames: [!Ref Balancer]}}
        Balancer:
          Type: AWS::ElasticLoadBalancing::LoadBalancer
          Properties:
            Instances: [!Ref Machine]
            Listeners: [{LoadBalancerPort: "80", InstancePort: "8080", Protocol: HTTP}]
    """)
    assert drawn(graph, EdgeKind.FORWARDS_TO) == ["Balancer → Fleet", "Balancer → Machine tcp:8080"]
    assert drawn(graph, EdgeKind.CONNECTS_TO) == ["external/users → Balancer tcp:80"]
