"""How the requests of the users spread over what a template holds."""

from __future__ import annotations

import pytest

from workbook.cost.demand.shares import Share, shares

BALANCER = """
NAME: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
NAMEListener:
  Type: AWS::ElasticLoadBalancingV2::Listener
  Properties:
    LoadBalancerArn: !Ref NAME
    Port: 80
    Protocol: HTTP
    DefaultActions: [{Type: forward, TargetGroupArn: !Ref NAMETargets}]
NAMETargets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1}}
"""
SERVICE = """
NAME:
  Type: AWS::ECS::Service
  Properties: {TaskDefinition: t, LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref AT}]}
"""
SITE = """
NAME:
  Type: AWS::CloudFront::Distribution
  Properties:
    DistributionConfig:
      Enabled: true
      Origins: [ORIGINS]
      DefaultCacheBehavior: {TargetOriginId: a, ViewerProtocolPolicy: redirect-to-https}
"""
FILES = "{Id: a, DomainName: !GetAtt Files.RegionalDomainName, S3OriginConfig: {}}"
BUCKET = "Files: {Type: AWS::S3::Bucket}\n"
DATABASE = "NAME: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, DBInstanceClass: db.t4g.micro}}\n"


def balancer(name="Front"):
    return BALANCER.replace("NAME", name)


def service(name="Web", at="FrontTargets"):
    return SERVICE.replace("NAME", name).replace("AT", at)


def site(name="Site", origins=FILES):
    return SITE.replace("NAME", name).replace("ORIGINS", origins)


def to_balancer(name="Front"):
    return f"{{Id: a, DomainName: !GetAtt {name}.DNSName, CustomOriginConfig: {{OriginProtocolPolicy: http-only}}}}"


def passing(graph, *names):
    found = shares(graph)
    return [found.get(f"App/{name}", Share()) for name in names]


def test_without_a_distribution_everything_passes_the_entrance_and_its_program(graph_of):
    graph = graph_of(balancer() + service() + DATABASE.replace("NAME", "Data"))
    assert passing(graph, "Front", "Web", "Data") == [Share(1, 1), Share(1, 1), Share(1, 0)]


def test_files_pass_the_distribution_with_a_bucket_and_no_program(graph_of):
    graph = graph_of(balancer() + service() + site() + BUCKET)
    assert passing(graph, "Front", "Web", "Site") == [Share(1, 0), Share(1, 0), Share(0, 1)]


def test_a_distribution_before_a_balancer_passes_its_calls_too(graph_of):
    graph = graph_of(balancer() + service() + site(origins=to_balancer()))
    assert passing(graph, "Front", "Web", "Site") == [Share(1, 0), Share(1, 0), Share(1, 1)]


def test_distributions_share_the_files(graph_of):
    graph = graph_of(site("One") + site("Two") + site("Three", to_balancer()) + balancer() + BUCKET)
    assert passing(graph, "One", "Two", "Three") == [Share(0, 0.5), Share(0, 0.5), Share(1, 0)]


def test_programs_behind_one_entrance_share_its_calls(graph_of):
    graph = graph_of(balancer() + service("One") + service("Two") + site() + BUCKET)
    assert passing(graph, "Front", "One", "Two") == [Share(1, 0), Share(0.5, 0), Share(0.5, 0)]


def test_entrances_share_all_calls_and_a_program_behind_both_has_the_sum(graph_of):
    both = """
Web:
  Type: AWS::ECS::Service
  Properties:
    TaskDefinition: t
    LoadBalancers:
      - {ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref FrontTargets}
      - {ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref SideTargets}
"""
    graph = graph_of(balancer() + balancer("Side") + both + site() + BUCKET)
    assert passing(graph, "Front", "Side", "Web") == [Share(0.5, 0), Share(0.5, 0), Share(1, 0)]


def test_a_distribution_before_one_of_two_balancers_passes_half_of_the_calls(graph_of):
    graph = graph_of(balancer() + balancer("Side") + site("Both", to_balancer()) + site() + BUCKET)
    assert passing(graph, "Both", "Site") == [Share(0.5, 0), Share(0, 1)]


@pytest.mark.parametrize("count", [1, 2])
def test_programs_without_any_entrance_share_everything(graph_of, count):
    names = ("One", "Two")[:count]
    alone = "".join(f"{name}: {{Type: AWS::ECS::Service, Properties: {{TaskDefinition: t}}}}\n" for name in names)
    assert passing(graph_of(alone), *names) == [Share(1 / count, 1 / count)] * count


def test_databases_share_the_calls_and_members_of_a_cluster_are_one(graph_of):
    cluster = """
Cluster: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-postgresql}}
Member:
  Type: AWS::RDS::DBInstance
  Properties: {Engine: aurora-postgresql, DBInstanceClass: db.serverless, DBClusterIdentifier: !Ref Cluster}
"""
    graph = graph_of(DATABASE.replace("NAME", "Data") + cluster)
    assert passing(graph, "Data", "Cluster", "Member") == [Share(0.5, 0), Share(0.5, 0), Share()]


def test_an_acl_guards_what_passes_all_that_it_is_put_before(graph_of):
    guards = """
Acl: {Type: AWS::WAFv2::WebACL, Properties: {Scope: REGIONAL, DefaultAction: {Allow: {}}}}
GuardOne: {Type: AWS::WAFv2::WebACLAssociation, Properties: {ResourceArn: !Ref Front, WebACLArn: !GetAtt Acl.Arn}}
GuardTwo: {Type: AWS::WAFv2::WebACLAssociation, Properties: {ResourceArn: !Ref Side, WebACLArn: !GetAtt Acl.Arn}}
"""
    graph = graph_of(balancer() + balancer("Side") + balancer("Third") + guards)
    assert passing(graph, "Acl") == [Share(pytest.approx(2 / 3), pytest.approx(2 / 3))]
