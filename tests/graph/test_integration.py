from __future__ import annotations

from workbook.graph.model import EdgeKind


def test_a_rule_notifies_messages_and_invokes_programs(graph_of, drawn):
    graph = graph_of("""
        Topic: {Type: AWS::SNS::Topic}
        Function: {Type: AWS::Lambda::Function}
        Cluster: {Type: AWS::ECS::Cluster}
        Task: {Type: AWS::ECS::TaskDefinition}
        Rule:
          Type: AWS::Events::Rule
          Properties:
            Targets:
              - {Id: a, Arn: !Ref Topic}
              - {Id: b, Arn: !GetAtt Function.Arn}
              - {Id: c, Arn: !GetAtt Cluster.Arn, EcsParameters: {TaskDefinitionArn: !Ref Task}}
    """)
    assert drawn(graph, EdgeKind.NOTIFIES) == ["Rule → Topic"]
    assert drawn(graph, EdgeKind.INVOKES, EdgeKind.RUNS) == ["Rule → Cluster", "Rule → Function", "Rule → Task"]


def test_a_bucket_writes_its_logs_and_notifies_of_new_objects(graph_of, drawn):
    graph = graph_of("""
        Logs: {Type: AWS::S3::Bucket}
        Function: {Type: AWS::Lambda::Function}
        Bucket:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration: {DestinationBucketName: !Ref Logs}
            NotificationConfiguration: {LambdaConfigurations: [{Function: !GetAtt Function.Arn}]}
    """)
    assert drawn(graph, EdgeKind.WRITES_LOGS_TO, EdgeKind.NOTIFIES) == [
        "Bucket → Function",
        "Bucket → Logs (access logs)",
    ]


def test_a_state_machine_invokes_what_its_definition_names(graph_of, drawn):
    graph = graph_of("""
        Function: {Type: AWS::Lambda::Function}
        Logs: {Type: AWS::Logs::LogGroup}
        Machine:
          Type: AWS::StepFunctions::StateMachine
          Properties:
            DefinitionString: !Sub '{"States": {"A": {"Resource": "${Function.Arn}"}}}'
            LoggingConfiguration: {Destinations: [{CloudWatchLogsLogGroup: {LogGroupArn: !GetAtt Logs.Arn}}]}
    """)
    assert drawn(graph, EdgeKind.INVOKES, EdgeKind.WRITES_LOGS_TO) == ["Machine → Function", "Machine → Logs"]


def test_a_file_system_contains_its_mount_targets(graph_of, drawn):
    graph = graph_of("""
        Files: {Type: AWS::EFS::FileSystem}
        Mount:
          Type: AWS::EFS::MountTarget
          Properties: {FileSystemId: !Ref Files, SubnetId: subnet-1, SecurityGroups: [sg-1]}
    """)
    assert drawn(graph, EdgeKind.CONTAINS, EdgeKind.PLACED_IN, EdgeKind.PROTECTED_BY) == [
        "Files → Mount",
        "Mount → external/subnet/subnet-1",
        "Mount → external/security-group/sg-1",
    ]


def test_a_pipeline_invokes_its_build_project(graph_of, drawn):
    graph = graph_of("""
        Artifacts: {Type: AWS::S3::Bucket}
        Project:
          Type: AWS::CodeBuild::Project
          Properties: {Environment: {Image: aws/codebuild/standard:7.0}}
        Pipeline:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            ArtifactStore: {Type: S3, Location: !Ref Artifacts}
            Stages: [{Actions: [{Configuration: {ProjectName: !Ref Project}}]}]
    """)
    assert drawn(graph, EdgeKind.INVOKES, EdgeKind.WRITES, EdgeKind.PULLS_FROM) == [
        "Pipeline → Project",
        "Pipeline → Artifacts",
        "Project → external/image/aws/codebuild/standard:7.0",
    ]


def test_dead_letters_go_to_their_queue(graph_of, drawn):
    graph = graph_of("""
        Dead: {Type: AWS::SQS::Queue}
        Queue:
          Type: AWS::SQS::Queue
          Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}}
    """)
    assert drawn(graph, EdgeKind.NOTIFIES) == ["Queue → Dead (dead letters)"]


def test_a_key_encrypts_what_names_it_wherever_the_property_stands(graph_of, drawn):
    graph = graph_of("""
        Key: {Type: AWS::KMS::Key}
        Topic: {Type: AWS::SNS::Topic, Properties: {KmsMasterKeyId: !Ref Key}}
        Logs: {Type: AWS::Logs::LogGroup, Properties: {KmsKeyId: !GetAtt Key.Arn}}
        Bucket:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn}
        Queue: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: alias/aws/sqs}}
    """)
    assert drawn(graph, EdgeKind.ENCRYPTS) == [
        "Key → Bucket",
        "Key → Logs",
        "Key → Topic",
        "external/key/alias/aws/sqs → Queue",
    ]
