from __future__ import annotations

from workbook.graph.model import EdgeKind

SERVICE = """
    Cluster: {Type: AWS::ECS::Cluster}
    Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup}
    Repository: {Type: AWS::ECR::Repository}
    Secret: {Type: AWS::SecretsManager::Secret}
    Logs: {Type: AWS::Logs::LogGroup}
    TaskRole: {Type: AWS::IAM::Role}
    StartRole: {Type: AWS::IAM::Role}
    Files: {Type: AWS::EFS::FileSystem}
    Task:
      Type: AWS::ECS::TaskDefinition
      Properties:
        TaskRoleArn: !GetAtt TaskRole.Arn
        ExecutionRoleArn: !GetAtt StartRole.Arn
        Volumes: [{Name: files, EFSVolumeConfiguration: {FilesystemId: !Ref Files}}]
        ContainerDefinitions:
          - Name: web
            Image: !Sub "${Repository.RepositoryUri}:1.0"
            Secrets: [{Name: KEY, ValueFrom: !Sub "${Secret}:key::"}]
            LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: !Ref Logs}}
          - {Name: proxy, Image: "public.ecr.aws/nginx/nginx:1"}
    Service:
      Type: AWS::ECS::Service
      Properties:
        Cluster: !Ref Cluster
        TaskDefinition: !Ref Task
        LoadBalancers: [{TargetGroupArn: !Ref Targets, ContainerName: web, ContainerPort: 8000}]
        NetworkConfiguration:
          AwsvpcConfiguration: {Subnets: [!Ref Subnet], SecurityGroups: [!Ref Group]}
    Subnet: {Type: AWS::EC2::Subnet}
    Group: {Type: AWS::EC2::SecurityGroup}
"""


def test_a_service_runs_its_task_definition_in_its_cluster(graph_of, drawn):
    assert drawn(graph_of(SERVICE), EdgeKind.CONTAINS, EdgeKind.RUNS) == ["Cluster → Service", "Service → Task"]


def test_a_service_lies_in_its_subnets_behind_its_security_groups(graph_of, drawn):
    assert drawn(graph_of(SERVICE), EdgeKind.PLACED_IN, EdgeKind.PROTECTED_BY) == [
        "Service → Subnet",
        "Service → Group",
    ]


def test_the_target_group_forwards_to_the_port_of_the_container(graph_of, drawn):
    graph = graph_of(SERVICE)
    assert drawn(graph, EdgeKind.FORWARDS_TO) == ["Targets → Service tcp:8000 (web)"]
    (edge,) = graph.incoming("App/Service", EdgeKind.FORWARDS_TO)
    assert edge.evidence.path == "Resources.Service.Properties.LoadBalancers.0"


def test_a_task_pulls_each_image_from_its_repository(graph_of, drawn):
    assert drawn(graph_of(SERVICE), EdgeKind.PULLS_FROM) == [
        "Task → Repository (web)",
        "Task → external/image/public.ecr.aws/nginx/nginx:1 (proxy)",
    ]


def test_an_image_address_leads_to_the_repository_of_that_name(graph_of, drawn):
    graph = graph_of("""
        Repository: {Type: AWS::ECR::Repository, Properties: {RepositoryName: shop/web}}
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - Name: web
                Image: !Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/shop/web@sha256:0"
    """)
    assert drawn(graph, EdgeKind.PULLS_FROM) == ["Task → Repository (web)"]


def test_a_task_reads_its_secrets_and_writes_its_logs(graph_of, drawn):
    assert drawn(graph_of(SERVICE), EdgeKind.READS, EdgeKind.WRITES_LOGS_TO) == [
        "Task → Secret (KEY)",
        "Task → Logs",
    ]


def test_the_two_roles_of_a_task_are_told_apart(graph_of, drawn):
    assert drawn(graph_of(SERVICE), EdgeKind.ASSUMES) == [
        "Task → StartRole (execution role)",
        "Task → TaskRole (task role)",
    ]


def test_a_task_mounts_its_file_systems(graph_of, drawn):
    assert drawn(graph_of(SERVICE), EdgeKind.CONNECTS_TO) == ["Task → Files tcp:2049 (mount)"]


def test_an_attachment_stands_for_its_secret(graph_of, drawn):
    graph = graph_of("""
        Database: {Type: AWS::RDS::DBInstance}
        Secret: {Type: AWS::SecretsManager::Secret}
        Attached:
          Type: AWS::SecretsManager::SecretTargetAttachment
          Properties: {SecretId: !Ref Secret, TargetId: !Ref Database, TargetType: AWS::RDS::DBInstance}
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - {Name: web, Secrets: [{Name: PASSWORD, ValueFrom: !Sub "${Attached}:password::"}]}
    """)
    assert "Task → Secret (PASSWORD)" in drawn(graph, EdgeKind.READS)


def test_a_policy_scales_the_target_that_scales_the_service(graph_of, drawn):
    graph = graph_of(
        SERVICE
        + """
    Count:
      Type: AWS::ApplicationAutoScaling::ScalableTarget
      Properties:
        ResourceId: !Join ["", [service/, !Ref Cluster, /, !GetAtt Service.Name]]
        ScalableDimension: ecs:service:DesiredCount
        ServiceNamespace: ecs
    Processor:
      Type: AWS::ApplicationAutoScaling::ScalingPolicy
      Properties: {ScalingTargetId: !Ref Count}
"""
    )
    assert drawn(graph, EdgeKind.SCALES) == ["Count → Service (ecs:service:DesiredCount)", "Processor → Count"]


def test_a_scalable_target_may_name_its_service_literally(graph_of, drawn):
    graph = graph_of("""
        Service: {Type: AWS::ECS::Service, Properties: {ServiceName: web}}
        Count:
          Type: AWS::ApplicationAutoScaling::ScalableTarget
          Properties: {ResourceId: service/shop/web, ServiceNamespace: ecs}
    """)
    assert drawn(graph, EdgeKind.SCALES) == ["Count → Service"]


def test_a_log_group_named_by_the_same_expression_is_the_same_group(graph_of, drawn):
    graph = graph_of("""
        Parameters: {Stage: {Type: String}}
        Resources:
          Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub "/ecs/${Stage}"}}
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - {Name: web, LogConfiguration: {Options: {awslogs-group: !Sub "/ecs/${Stage}"}}}
    """)
    assert drawn(graph, EdgeKind.WRITES_LOGS_TO) == ["Task → Logs"]
