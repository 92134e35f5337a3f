"""Ways in that the snapshot does not have: what is walked, and how far."""

from __future__ import annotations

from collections.abc import Callable

from workbook.flow.follow import follow_requests
from workbook.flow.model import Path, PathKind
from workbook.graph.model import Graph

GraphOf = Callable[..., Graph]

NETWORK = """
    Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
    Gateway: {Type: AWS::EC2::InternetGateway}
    Attachment:
      Type: AWS::EC2::VPCGatewayAttachment
      Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
    Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
    Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
    Route:
      Type: AWS::EC2::Route
      Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
    Association:
      Type: AWS::EC2::SubnetRouteTableAssociation
      Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Table}
    Group:
      Type: AWS::EC2::SecurityGroup
      Properties:
        VpcId: !Ref Vpc
        SecurityGroupIngress: [{IpProtocol: "-1", CidrIp: 0.0.0.0/0}]
"""

BALANCER = (
    NETWORK
    + """
    Balancer:
      Type: AWS::ElasticLoadBalancingV2::LoadBalancer
      Properties: {Subnets: [!Ref Subnet], SecurityGroups: [!Ref Group]}
    Listener:
      Type: AWS::ElasticLoadBalancingV2::Listener
      Properties:
        LoadBalancerArn: !Ref Balancer
        Port: 80
        Protocol: HTTP
        DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]
    Targets:
      Type: AWS::ElasticLoadBalancingV2::TargetGroup
      Properties: {Port: 8080, Protocol: HTTP, TargetType: instance}
    Machines:
      Type: AWS::AutoScaling::AutoScalingGroup
      Properties:
        TargetGroupARNs: [!Ref Targets]
        VPCZoneIdentifier: [!Ref Subnet]
        LaunchConfigurationName: !Ref Plan
    Plan: {Type: AWS::AutoScaling::LaunchConfiguration, Properties: {SecurityGroups: [!Ref Group]}}
"""
)

REDIRECTS = BALANCER.replace(
    "[{Type: forward, TargetGroupArn: !Ref Targets}]",
    '[{Type: redirect, RedirectConfig: {Protocol: HTTPS, Port: "443", StatusCode: HTTP_301}}]',
)
SECURE = """
    Secure:
      Type: AWS::ElasticLoadBalancingV2::Listener
      Properties:
        LoadBalancerArn: !Ref Balancer
        Port: 443
        Protocol: HTTPS
        Certificates: [{CertificateArn: !Ref Certificate}]
        DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]
    Certificate: {Type: AWS::CertificateManager::Certificate, Properties: {DomainName: "*.example.com"}}
"""


def distribution(origin: str, behaviour: str = "") -> str:
    """A distribution with one origin, which every behaviour uses."""
    return f"""
    Site:
      Type: AWS::CloudFront::Distribution
      Properties:
        DistributionConfig:
          Enabled: true
          Origins: [{{Id: one, {origin}}}]
          DefaultCacheBehavior: {{TargetOriginId: one, ViewerProtocolPolicy: https-only{behaviour}}}
"""


def ends(path: Path) -> list[str]:
    return [f"{hop.target.label.en} {hop.protocol} {hop.port}" for hop in path.hops]


def why(path: Path) -> str:
    assert path.broken is not None
    return "; ".join(reason.text.en for reason in path.broken.reasons)


def test_a_load_balancer_with_machines_is_followed_by_its_own_name(graph_of: GraphOf) -> None:
    (path,) = follow_requests(graph_of(BALANCER)).paths

    assert path.complete
    assert ends(path) == [
        "Application Load Balancer DNS 53",
        "Application Load Balancer HTTP 80",
        "EC2 instances HTTP 8080",
    ]


def test_requests_come_to_an_internal_load_balancer_from_inside(graph_of: GraphOf) -> None:
    internal = BALANCER.replace("{Subnets:", "{Scheme: internal, Subnets:")
    (path,) = follow_requests(graph_of(internal)).paths

    assert path.complete
    assert path.hops[0].source.label.en == "caller inside the network"


def test_a_network_load_balancer_passes_tcp_on_without_headers(graph_of: GraphOf) -> None:
    network = BALANCER.replace("{Subnets:", "{Type: network, Subnets:").replace("Protocol: HTTP", "Protocol: TCP")
    (path,) = follow_requests(graph_of(network)).paths

    assert ends(path)[1:] == ["Network Load Balancer TCP 80", "EC2 instances TCP 8080"]
    assert path.hops[1].headers == ()
    assert path.hops[1].timeouts[0].seconds == 350


def test_an_encrypted_listener_without_a_name_is_of_no_use_to_a_browser(graph_of: GraphOf) -> None:
    zone = "    Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: example.com}}\n"
    (path,) = follow_requests(graph_of(REDIRECTS + SECURE + zone)).paths

    assert path.hops == ()
    assert "no certificate covers the one that AWS gave it" in why(path)


NAMED_ORIGIN = """
    Name:
      Type: AWS::Route53::RecordSet
      Properties: {Name: origin.example.com., Type: A, AliasTarget: {DNSName: !GetAtt Balancer.DNSName}}
"""


def test_an_origin_called_by_the_name_of_a_record_is_the_load_balancer_behind_it(graph_of: GraphOf) -> None:
    site = distribution("DomainName: origin.example.com, CustomOriginConfig: {OriginProtocolPolicy: http-only}")
    (path,) = follow_requests(graph_of(BALANCER + NAMED_ORIGIN + site)).paths

    assert ends(path)[2:] == ["Application Load Balancer HTTP 80", "EC2 instances HTTP 8080"]


def test_a_template_without_any_names_leaves_them_open(graph_of: GraphOf) -> None:
    (path,) = follow_requests(graph_of(REDIRECTS + SECURE)).paths

    assert path.hops
    assert ["keeps no names" in f.text.en for f in path.hops[0].untold] == [True]


def test_every_name_and_every_target_group_gives_a_path_of_its_own(graph_of: GraphOf) -> None:
    more = """
    Rule:
      Type: AWS::ElasticLoadBalancingV2::ListenerRule
      Properties:
        ListenerArn: !Ref Listener
        Priority: 1
        Conditions: [{Field: path-pattern, Values: [/admin/*]}]
        Actions: [{Type: forward, TargetGroupArn: !Ref Admin}]
    Admin: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 9090, Protocol: HTTP}}
    Name:
      Type: AWS::Route53::RecordSet
      Properties:
        {HostedZoneName: example.com., Name: api.example.com., Type: CNAME, TTL: "300",
         ResourceRecords: [!GetAtt Balancer.DNSName]}
"""
    plain, admin = follow_requests(graph_of(BALANCER + more)).paths

    assert plain.name.en == "API call to api.example.com"
    assert plain.complete
    assert [(t.what.en, t.seconds) for t in plain.hops[0].timeouts] == [("the browser may keep the answer", 300)]
    assert admin.name.en == "API call to api.example.com (path-pattern /admin/*)"
    assert "nothing registers" in why(admin)


def test_a_listener_that_answers_itself_ends_the_path(graph_of: GraphOf) -> None:
    fixed = BALANCER.replace("{Type: forward, TargetGroupArn: !Ref Targets}", "{Type: fixed-response}")
    (path,) = follow_requests(graph_of(fixed)).paths

    assert path.complete
    assert path.hops[-1].target.label.en == "Application Load Balancer"


def test_what_parameters_give_is_left_open_and_no_fault(graph_of: GraphOf) -> None:
    (path,) = follow_requests(
        graph_of("""
Parameters:
  Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}
  Shield: {Type: AWS::EC2::SecurityGroup::Id}
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {Subnets: !Ref Subnets, SecurityGroups: [!Ref Shield]}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {TargetType: lambda, Targets: [{Id: !GetAtt F.Arn}]}
  F: {Type: AWS::Lambda::Function}
""")
    ).paths

    assert path.complete
    assert len(path.hops[1].untold) == 2
    assert ends(path)[-1] == "Lambda function Lambda None"


def test_a_distribution_goes_on_to_a_load_balancer(graph_of: GraphOf) -> None:
    settings = "{OriginProtocolPolicy: http-only, OriginReadTimeout: 20}"
    origin = f"DomainName: !GetAtt Balancer.DNSName, CustomOriginConfig: {settings}"
    (path,) = follow_requests(graph_of(BALANCER + distribution(origin))).paths

    assert path.complete
    assert path.kind is PathKind.PAGE_LOAD
    assert ends(path)[1:] == [
        "CloudFront distribution HTTPS 443",
        "Application Load Balancer HTTP 80",
        "EC2 instances HTTP 8080",
    ]
    assert [t.seconds for t in path.hops[2].timeouts[:3]] == [10, 20, 5]


def test_a_behaviour_in_front_of_an_api_is_an_api_call(graph_of: GraphOf) -> None:
    origin = "DomainName: !GetAtt Balancer.DNSName, CustomOriginConfig: {OriginProtocolPolicy: http-only}"
    more = (
        "\n          CacheBehaviors: [{PathPattern: /api/*, TargetOriginId: one, ViewerProtocolPolicy: https-only}]\n"
    )
    page, call = follow_requests(graph_of(BALANCER + distribution(origin).rstrip("\n") + more)).paths

    assert (page.kind, call.kind) == (PathKind.PAGE_LOAD, PathKind.API_CALL)
    assert call.name.en == "request for /api/* of the CloudFront distribution"


def test_http_to_a_load_balancer_that_redirects_to_https_never_ends(graph_of: GraphOf) -> None:
    origin = "DomainName: !GetAtt Balancer.DNSName, CustomOriginConfig: {OriginProtocolPolicy: http-only}"
    (path,) = follow_requests(graph_of(REDIRECTS + SECURE + distribution(origin))).paths

    assert "answers with a redirect, which the caller follows back to the same place" in why(path)


def test_https_to_the_own_name_of_a_load_balancer_needs_the_host_of_the_browser(graph_of: GraphOf) -> None:
    origin = "DomainName: !GetAtt Balancer.DNSName, CustomOriginConfig: {OriginProtocolPolicy: https-only}"
    all_viewer = ", OriginRequestPolicyId: 216adef6-5c7f-47e4-b989-5492eafa07d3"
    (without,) = follow_requests(graph_of(REDIRECTS + SECURE + distribution(origin))).paths
    (with_host,) = follow_requests(graph_of(REDIRECTS + SECURE + distribution(origin, all_viewer))).paths

    assert "which no certificate covers" in why(without)
    assert with_host.complete


def test_a_distribution_with_an_origin_outside_ends_there_and_says_so(graph_of: GraphOf) -> None:
    origin = "DomainName: www.example.org, CustomOriginConfig: {OriginProtocolPolicy: https-only}"
    (path,) = follow_requests(graph_of(distribution(origin))).paths

    assert path.complete
    assert path.hops[-1].target.label.en == "www.example.org (outside the template)"
    assert path.hops[-1].untold


REST = """
    Api: {Type: AWS::ApiGateway::RestApi}
    Method:
      Type: AWS::ApiGateway::Method
      Properties:
        RestApiId: !Ref Api
        HttpMethod: ANY
        Integration:
          Type: AWS_PROXY
          TimeoutInMillis: 9000
          Uri: !Sub arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations
    Worker: {Type: AWS::Lambda::Function, Properties: {Timeout: 8}}
"""


def test_a_rest_api_leads_to_its_function(graph_of: GraphOf) -> None:
    (path,) = follow_requests(graph_of(REST)).paths

    assert path.complete
    assert ends(path) == ["REST API DNS 53", "REST API HTTPS 443", "Lambda function AWS API None"]
    assert [t.seconds for t in path.hops[-1].timeouts] == [9, 8]


def test_an_authorizer_is_no_end_of_a_request(graph_of: GraphOf) -> None:
    authorizer = """
    Guard: {Type: AWS::Lambda::Function}
    Authorizer:
      Type: AWS::ApiGateway::Authorizer
      Properties: {RestApiId: !Ref Api, Type: TOKEN, AuthorizerUri: !Sub "functions/${Guard.Arn}/invocations"}
"""
    (path,) = follow_requests(graph_of(REST + authorizer)).paths

    assert path.hops[-1].target.label.en == "Lambda function Worker"


def test_an_http_api_leads_over_route_and_integration(graph_of: GraphOf) -> None:
    (path,) = follow_requests(
        graph_of("""
    Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP}}
    Integration:
      Type: AWS::ApiGatewayV2::Integration
      Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Worker.Arn}
    Worker: {Type: AWS::Lambda::Function}
""")
    ).paths

    assert path.complete
    assert [t.seconds for t in path.hops[-1].timeouts] == [30, 3]


def test_an_api_without_anything_behind_it_is_broken(graph_of: GraphOf) -> None:
    (path,) = follow_requests(graph_of("Api: {Type: AWS::ApiGateway::RestApi}")).paths

    assert why(path) == "the REST API leads to nothing that works on a request"


def test_the_address_of_a_function_is_a_way_in(graph_of: GraphOf) -> None:
    (path,) = follow_requests(
        graph_of("""
    Worker: {Type: AWS::Lambda::Function}
    Address: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref Worker, AuthType: NONE}}
""")
    ).paths

    assert path.complete
    assert path.hops[-1].target.label.en == "Lambda function"


def test_a_classic_load_balancer_leads_to_its_machines(graph_of: GraphOf) -> None:
    (path,) = follow_requests(
        graph_of(
            NETWORK
            + """
    Balancer:
      Type: AWS::ElasticLoadBalancing::LoadBalancer
      Properties:
        Subnets: [!Ref Subnet]
        SecurityGroups: [!Ref Group]
        Instances: [!Ref Machine]
        Listeners: [{LoadBalancerPort: "80", InstancePort: "8080", Protocol: HTTP}]
    Machine: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group]}}
"""
        )
    ).paths

    assert path.complete
    assert ends(path) == ["Classic Load Balancer DNS 53", "Classic Load Balancer HTTP 80", "EC2 instance TCP 8080"]


def test_a_template_without_a_way_in_says_why_there_is_no_path(graph_of: GraphOf) -> None:
    topic = follow_requests(graph_of("Topic: {Type: AWS::SNS::Topic}"))
    behind = follow_requests(graph_of("Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup}"))

    assert topic.paths == behind.paths == ()
    assert topic.why_empty is not None
    assert topic.why_empty.en.startswith("nothing in the template (1 resource) takes requests from users")
    assert behind.why_empty is not None
    assert behind.why_empty.en.startswith("requests come in through a load balancer that stands outside")


def test_a_machine_with_a_public_address_and_an_open_port_is_a_way_in(graph_of: GraphOf) -> None:
    machine = (
        "    Machine: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group]}}\n"
    )
    address = "    Address: {Type: AWS::EC2::EIP, Properties: {InstanceId: !Ref Machine}}\n"
    (path,) = follow_requests(graph_of(NETWORK + machine + address)).paths

    assert path.complete
    assert ends(path) == ["EC2 instance DNS 53", "EC2 instance HTTPS 443"]
    assert follow_requests(graph_of(NETWORK + machine)).paths == ()


def test_a_website_in_a_bucket_needs_a_policy_that_lets_everybody_read(graph_of: GraphOf) -> None:
    bucket = """
    Site: {Type: AWS::S3::Bucket, Properties: {WebsiteConfiguration: {IndexDocument: index.html}}}
"""
    policy = """
    Policy:
      Type: AWS::S3::BucketPolicy
      Properties:
        Bucket: !Ref Site
        PolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: s3:GetObject, Resource: "*"}]}
"""
    (closed,) = follow_requests(graph_of(bucket)).paths
    (opened,) = follow_requests(graph_of(bucket + policy)).paths

    assert "has no policy" in why(closed)
    assert ends(opened) == ["S3 bucket DNS 53", "S3 bucket HTTP 80"]
