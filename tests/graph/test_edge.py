from __future__ import annotations

import pytest

from workbook.graph.model import EdgeKind

SITE = """
    Pages: {Type: AWS::S3::Bucket}
    Access:
      Type: AWS::CloudFront::OriginAccessControl
      Properties: {OriginAccessControlConfig: {Name: a, OriginAccessControlOriginType: s3}}
    Rewrite: {Type: AWS::CloudFront::Function, Properties: {Name: rewrite}}
    Headers: {Type: AWS::CloudFront::ResponseHeadersPolicy}
    Logs: {Type: AWS::S3::Bucket}
    Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internal}}
    Certificate: {Type: AWS::CertificateManager::Certificate}
    Firewall: {Type: AWS::WAFv2::WebACL}
    Site:
      Type: AWS::CloudFront::Distribution
      Properties:
        DistributionConfig:
          WebACLId: !GetAtt Firewall.Arn
          Logging: {Bucket: !GetAtt Logs.RegionalDomainName}
          ViewerCertificate: {AcmCertificateArn: !Ref Certificate}
          Origins:
            - Id: pages
              DomainName: !GetAtt Pages.RegionalDomainName
              OriginAccessControlId: !GetAtt Access.Id
              S3OriginConfig: {OriginAccessIdentity: ""}
            - Id: api
              DomainName: !GetAtt Balancer.DNSName
              CustomOriginConfig: {OriginProtocolPolicy: https-only}
          DefaultCacheBehavior:
            TargetOriginId: pages
            ViewerProtocolPolicy: redirect-to-https
            ResponseHeadersPolicyId: !Ref Headers
            FunctionAssociations: [{EventType: viewer-request, FunctionARN: !GetAtt Rewrite.FunctionARN}]
          CacheBehaviors:
            - {PathPattern: /api/*, TargetOriginId: api, ViewerProtocolPolicy: https-only}
"""


def test_a_distribution_forwards_each_path_to_its_origin(graph_of, drawn):
    assert drawn(graph_of(SITE), EdgeKind.FORWARDS_TO) == [
        "Site → Balancer tcp:443 (/api/*)",
        "Site → Pages tcp:443 (*)",
    ]


def test_an_origin_is_proved_by_its_domain_name(graph_of):
    edges = graph_of(SITE).outgoing("App/Site", EdgeKind.FORWARDS_TO)
    assert {e.evidence.path for e in edges} == {
        "Resources.Site.Properties.DistributionConfig.Origins.0.DomainName",
        "Resources.Site.Properties.DistributionConfig.Origins.1.DomainName",
    }


def test_a_distribution_invokes_its_functions_and_presents_its_certificate(graph_of, drawn):
    assert drawn(graph_of(SITE), EdgeKind.INVOKES, EdgeKind.PRESENTS) == [
        "Site → Rewrite (viewer-request *)",
        "Site → Certificate",
    ]


def test_access_control_headers_and_firewall_configure_the_distribution(graph_of, drawn):
    assert drawn(graph_of(SITE), EdgeKind.CONFIGURES) == ["Access → Site", "Firewall → Site", "Headers → Site"]


def test_a_distribution_writes_its_access_logs(graph_of, drawn):
    assert drawn(graph_of(SITE), EdgeKind.WRITES_LOGS_TO) == ["Site → Logs (access logs)"]


def test_users_connect_by_http_only_where_a_behaviour_takes_it(graph_of, drawn):
    assert drawn(graph_of(SITE), EdgeKind.CONNECTS_TO) == [
        "external/users → Site tcp:443",
        "external/users → Site tcp:80 (redirect-to-https)",
    ]


@pytest.mark.parametrize(
    ("settings", "port"),
    [
        ("{OriginProtocolPolicy: http-only}", 80),
        ("{OriginProtocolPolicy: http-only, HTTPPort: 8080}", 8080),
        ("{OriginProtocolPolicy: match-viewer}", 443),
        ("{OriginProtocolPolicy: https-only, HTTPSPort: 8443}", 8443),
    ],
)
def test_the_origin_is_called_on_the_port_of_its_protocol(settings, port, graph_of, drawn):
    graph = graph_of(SITE.replace("{OriginProtocolPolicy: https-only}", settings))
    assert f"Site → Balancer tcp:{port} (/api/*)" in drawn(graph, EdgeKind.FORWARDS_TO)


def test_a_vpc_origin_is_called_as_its_endpoint_says(graph_of, drawn):
    origin = """
    Private:
      Type: AWS::CloudFront::VpcOrigin
      Properties:
        VpcOriginEndpointConfig: {Arn: !Ref Balancer, OriginProtocolPolicy: http-only, HTTPPort: 8000}
"""
    graph = graph_of(
        SITE.replace(
            "CustomOriginConfig: {OriginProtocolPolicy: https-only}",
            "VpcOriginConfig: {VpcOriginId: !GetAtt Private.Id}",
        )
        + origin
    )
    assert "Site → Balancer tcp:8000 (/api/*)" in drawn(graph, EdgeKind.FORWARDS_TO)
    assert "Private → Balancer" in drawn(graph, EdgeKind.FORWARDS_TO)
    assert "Private → Site" in drawn(graph, EdgeKind.CONFIGURES)


def test_a_group_of_origins_forwards_to_each_member(graph_of, drawn):
    graph = graph_of("""
        First: {Type: AWS::S3::Bucket}
        Second: {Type: AWS::S3::Bucket}
        Site:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Origins:
                - {Id: one, DomainName: !GetAtt First.DomainName}
                - {Id: two, DomainName: !GetAtt Second.DomainName}
              OriginGroups: {Items: [{Id: both, Members: {Items: [{OriginId: one}, {OriginId: two}]}}]}
              DefaultCacheBehavior: {TargetOriginId: both}
    """)
    assert drawn(graph, EdgeKind.FORWARDS_TO) == ["Site → First tcp:443 (*)", "Site → Second tcp:443 (*)"]


def test_an_origin_outside_the_assembly_is_a_host(graph_of, drawn):
    graph = graph_of("""
        Site:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Origins: [{Id: a, DomainName: api.example.com}]
              DefaultCacheBehavior: {TargetOriginId: a}
    """)
    assert drawn(graph, EdgeKind.FORWARDS_TO) == ["Site → external/host/api.example.com tcp:443 (*)"]


def test_an_access_identity_configures_the_distribution(graph_of, drawn):
    graph = graph_of("""
        Pages: {Type: AWS::S3::Bucket}
        Identity: {Type: AWS::CloudFront::CloudFrontOriginAccessIdentity}
        Site:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Origins:
                - Id: a
                  DomainName: !GetAtt Pages.DomainName
                  S3OriginConfig: {OriginAccessIdentity: !Sub "origin-access-identity/cloudfront/${Identity}"}
    """)
    assert drawn(graph, EdgeKind.CONFIGURES) == ["Identity → Site"]


def test_a_web_acl_stands_before_what_it_is_associated_with(graph_of, drawn):
    graph = graph_of("""
        Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
        Firewall: {Type: AWS::WAFv2::WebACL}
        Link:
          Type: AWS::WAFv2::WebACLAssociation
          Properties: {ResourceArn: !Ref Balancer, WebACLArn: !GetAtt Firewall.Arn}
        Logs: {Type: AWS::Logs::LogGroup}
        Logging:
          Type: AWS::WAFv2::LoggingConfiguration
          Properties: {ResourceArn: !GetAtt Firewall.Arn, LogDestinationConfigs: [!GetAtt Logs.Arn]}
    """)
    assert "Firewall → Balancer" in drawn(graph, EdgeKind.CONFIGURES)
    assert drawn(graph, EdgeKind.WRITES_LOGS_TO) == ["Firewall → Logs"]
