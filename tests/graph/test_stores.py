from __future__ import annotations

import pytest

from workbook.graph.model import EdgeKind
from workbook.graph.stores import runners, stores_used

PROGRAM = """
    Tasks: {Type: AWS::EC2::SecurityGroup}
    Inner:
      Type: AWS::EC2::SecurityGroup
      Properties:
        SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref Tasks}]
    Database: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, VPCSecurityGroups: [!Ref Inner]}}
    Secret: {Type: AWS::SecretsManager::Secret}
    Attached:
      Type: AWS::SecretsManager::SecretTargetAttachment
      Properties: {SecretId: !Ref Secret, TargetId: !Ref Database, TargetType: AWS::RDS::DBInstance}
    Task: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [CONTAINER]}}
    Service:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: !Ref Task
        NetworkConfiguration: {AwsvpcConfiguration: {SecurityGroups: [!Ref Tasks], Subnets: [subnet-1]}}
"""
GIVEN_THE_KEY = '{Name: web, Secrets: [{Name: PASSWORD, ValueFrom: !Sub "${Attached}:password::"}]}'
GIVEN_THE_HOST = "{Name: web, Environment: [{Name: HOST, Value: !GetAtt Database.Endpoint.Address}]}"
GIVEN_THE_NAME = "{Name: web, Environment: [{Name: DATABASE, Value: !Ref Database}]}"


@pytest.mark.parametrize(("container", "means"), [(GIVEN_THE_KEY, "secret"), (GIVEN_THE_HOST, "endpoint")])
def test_a_task_connects_to_the_database_that_it_is_given_and_may_reach(container, means, graph_of, drawn):
    graph = graph_of(PROGRAM.replace("CONTAINER", container))
    assert drawn(graph, EdgeKind.CONNECTS_TO) == [f"Task → Database tcp:5432 ({means})"]


def test_the_reference_that_proves_a_connection_is_not_drawn_twice(graph_of, drawn):
    graph = graph_of(PROGRAM.replace("CONTAINER", GIVEN_THE_HOST))
    assert "Task → Database (Endpoint.Address)" not in drawn(graph, EdgeKind.REFERS_TO)
    (edge,) = graph.incoming("App/Database", EdgeKind.CONNECTS_TO)
    assert edge.evidence.path == "Resources.Task.Properties.ContainerDefinitions.0.Environment.0.Value"


def test_a_name_alone_is_no_connection(graph_of, drawn):
    assert drawn(graph_of(PROGRAM.replace("CONTAINER", GIVEN_THE_NAME)), EdgeKind.CONNECTS_TO) == []


def test_a_task_that_no_rule_lets_through_does_not_connect(graph_of, drawn):
    blocked = PROGRAM.replace("FromPort: 5432, ToPort: 5432", "FromPort: 3306, ToPort: 3306")
    graph = graph_of(blocked.replace("CONTAINER", GIVEN_THE_KEY))
    assert drawn(graph, EdgeKind.CONNECTS_TO) == []
    (use,) = stores_used(graph, "App/Task")
    assert (use.store, use.means, use.ports.first) == ("App/Database", "secret", 5432)


def test_a_task_that_nothing_runs_connects_by_what_it_is_given(graph_of, drawn):
    alone = PROGRAM.split("    Service:", maxsplit=1)[0]
    graph = graph_of(alone.replace("CONTAINER", GIVEN_THE_KEY))
    assert drawn(graph, EdgeKind.CONNECTS_TO) == ["Task → Database tcp:5432 (secret, no service runs it)"]


def test_a_task_runs_on_the_interfaces_of_its_services(graph_of):
    graph = graph_of(PROGRAM.replace("CONTAINER", GIVEN_THE_KEY))
    assert runners(graph, "App/Task") == ("App/Service",)


def test_a_function_connects_from_its_own_interfaces(graph_of, drawn):
    graph = graph_of("""
        Caller: {Type: AWS::EC2::SecurityGroup}
        Inner:
          Type: AWS::EC2::SecurityGroup
          Properties:
            SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 6379, ToPort: 6379, SourceSecurityGroupId: !Ref Caller}]
        Cache: {Type: AWS::ElastiCache::ReplicationGroup, Properties: {SecurityGroupIds: [!Ref Inner]}}
        Function:
          Type: AWS::Lambda::Function
          Properties:
            VpcConfig: {SecurityGroupIds: [!Ref Caller], SubnetIds: [subnet-1]}
            Environment: {Variables: {CACHE: !GetAtt Cache.PrimaryEndPoint.Address}}
    """)
    assert drawn(graph, EdgeKind.CONNECTS_TO) == ["Function → Cache tcp:6379 (endpoint)"]


def test_a_database_keeps_its_own_secret(graph_of, drawn):
    graph = graph_of("""
        Database: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, ManageMasterUserPassword: true}}
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - {Name: web, Secrets: [{Name: PASSWORD, ValueFrom: !GetAtt Database.MasterUserSecret.SecretArn}]}
    """)
    assert drawn(graph, EdgeKind.READS) == ["Task → Database (PASSWORD)"]
    assert drawn(graph, EdgeKind.CONNECTS_TO) == ["Task → Database tcp:5432 (secret, no service runs it)"]


def test_the_secret_whose_password_a_database_resolves_leads_to_it(graph_of, drawn):
    graph = graph_of("""
        Secret: {Type: AWS::SecretsManager::Secret}
        Database:
          Type: AWS::RDS::DBInstance
          Properties:
            Engine: postgres
            MasterUserPassword: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:password}}"
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties: {ContainerDefinitions: [{Name: web, Secrets: [{Name: PASSWORD, ValueFrom: !Ref Secret}]}]}
    """)
    assert drawn(graph, EdgeKind.CONNECTS_TO) == ["Task → Database tcp:5432 (secret, no service runs it)"]
