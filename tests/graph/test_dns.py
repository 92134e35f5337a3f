from __future__ import annotations

from workbook.graph.model import EdgeKind

BALANCER = "Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}"


def test_an_alias_resolves_to_the_load_balancer_behind_its_dual_stack_name(graph_of, drawn):
    graph = graph_of(f"""
        {BALANCER}
        Zone: {{Type: AWS::Route53::HostedZone, Properties: {{Name: example.com.}}}}
        Record:
          Type: AWS::Route53::RecordSet
          Properties:
            Name: api.example.com.
            Type: A
            HostedZoneId: !Ref Zone
            AliasTarget:
              DNSName: !Join ["", [dualstack., !GetAtt Balancer.DNSName]]
              HostedZoneId: !GetAtt Balancer.CanonicalHostedZoneID
    """)
    assert drawn(graph, EdgeKind.RESOLVES_TO) == ["Record → Balancer (A api.example.com)"]
    assert drawn(graph, EdgeKind.CONTAINS) == ["Zone → Record"]


def test_a_zone_may_be_named_instead_of_referred_to(graph_of, drawn):
    graph = graph_of("""
        Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: example.com}}
        Record:
          Type: AWS::Route53::RecordSet
          Properties: {Name: www.example.com, Type: CNAME, HostedZoneName: example.com., ResourceRecords: [pages.test]}
    """)
    assert drawn(graph, EdgeKind.CONTAINS) == ["Zone → Record"]
    assert drawn(graph, EdgeKind.RESOLVES_TO) == ["Record → external/host/pages.test (CNAME www.example.com)"]


def test_every_record_of_a_group_resolves(graph_of, drawn):
    graph = graph_of("""
        Site: {Type: AWS::CloudFront::Distribution}
        Records:
          Type: AWS::Route53::RecordSetGroup
          Properties:
            HostedZoneId: Z1
            RecordSets:
              - {Name: a.test, Type: A, AliasTarget: {DNSName: !GetAtt Site.DomainName, HostedZoneId: Z2}}
              - {Name: a.test, Type: AAAA, AliasTarget: {DNSName: !GetAtt Site.DomainName, HostedZoneId: Z2}}
              - {Name: a.test, Type: TXT, ResourceRecords: ['"words"']}
    """)
    assert drawn(graph, EdgeKind.RESOLVES_TO) == ["Records → Site (A a.test)", "Records → Site (AAAA a.test)"]
    assert drawn(graph, EdgeKind.CONTAINS) == ["external/zone/Z1 → Records"]


def test_an_origin_named_by_a_record_leads_to_what_the_record_resolves_to(graph_of, drawn):
    graph = graph_of(f"""
        {BALANCER}
        Record:
          Type: AWS::Route53::RecordSet
          Properties: {{Name: api.example.com., Type: A, AliasTarget: {{DNSName: !GetAtt Balancer.DNSName}}}}
        Site:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Origins: [{{Id: a, DomainName: api.example.com, CustomOriginConfig: {{}}}}]
              DefaultCacheBehavior: {{TargetOriginId: a}}
    """)
    assert drawn(graph, EdgeKind.FORWARDS_TO) == ["Site → Balancer tcp:443 (*)"]


def test_an_origin_named_in_a_group_of_records_leads_there_too(graph_of, drawn):
    graph = graph_of(f"""
        {BALANCER}
        Records:
          Type: AWS::Route53::RecordSetGroup
          Properties:
            RecordSets: [{{Name: api.example.com., Type: A, AliasTarget: {{DNSName: !GetAtt Balancer.DNSName}}}}]
        Site:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Origins: [{{Id: a, DomainName: API.example.com, CustomOriginConfig: {{}}}}]
              DefaultCacheBehavior: {{TargetOriginId: a}}
    """)
    assert drawn(graph, EdgeKind.FORWARDS_TO) == ["Site → Balancer tcp:443 (*)"]


def test_a_certificate_is_validated_in_its_zone(graph_of, drawn):
    graph = graph_of("""
        Zone: {Type: AWS::Route53::HostedZone}
        Certificate:
          Type: AWS::CertificateManager::Certificate
          Properties: {DomainValidationOptions: [{DomainName: a.test, HostedZoneId: !Ref Zone}]}
    """)
    assert drawn(graph, EdgeKind.CONFIGURES) == ["Zone → Certificate (DNS validation)"]


def test_a_service_is_found_by_the_name_that_it_registers(graph_of, drawn):
    graph = graph_of("""
        Vpc: {Type: AWS::EC2::VPC}
        Names: {Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: {Name: local, Vpc: !Ref Vpc}}
        Name:
          Type: AWS::ServiceDiscovery::Service
          Properties: {DnsConfig: {NamespaceId: !Ref Names, DnsRecords: []}}
        Service: {Type: AWS::ECS::Service, Properties: {ServiceRegistries: [{RegistryArn: !GetAtt Name.Arn}]}}
    """)
    assert drawn(graph, EdgeKind.RESOLVES_TO) == ["Name → Service"]
    assert drawn(graph, EdgeKind.CONTAINS) == ["Names → Name"]
