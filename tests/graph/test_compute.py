from __future__ import annotations

from workbook.graph.model import EdgeKind

FLEET = """
    Group: {Type: AWS::EC2::SecurityGroup}
    Role: {Type: AWS::IAM::Role}
    Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}
    Template:
      Type: AWS::EC2::LaunchTemplate
      Properties:
        LaunchTemplateData:
          SecurityGroupIds: [!Ref Group]
          IamInstanceProfile: {Arn: !GetAtt Profile.Arn}
    Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup}
    Fleet:
      Type: AWS::AutoScaling::AutoScalingGroup
      Properties:
        VPCZoneIdentifier: [subnet-1, subnet-2]
        TargetGroupARNs: [!Ref Targets]
        LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: "1"}
    Policy: {Type: AWS::AutoScaling::ScalingPolicy, Properties: {AutoScalingGroupName: !Ref Fleet}}
"""


def test_a_fleet_is_placed_and_runs_its_launch_plan(graph_of, drawn):
    assert drawn(graph_of(FLEET), EdgeKind.PLACED_IN, EdgeKind.RUNS) == [
        "Fleet → external/subnet/subnet-1",
        "Fleet → external/subnet/subnet-2",
        "Fleet → Template",
    ]


def test_a_fleet_has_the_groups_and_the_role_of_its_launch_plan(graph_of, drawn):
    graph = graph_of(FLEET)
    assert "Fleet → Group" in drawn(graph, EdgeKind.PROTECTED_BY)
    assert drawn(graph, EdgeKind.ASSUMES) == ["Fleet → Role (instance profile)"]


def test_a_target_group_forwards_to_its_fleet_which_a_policy_scales(graph_of, drawn):
    assert drawn(graph_of(FLEET), EdgeKind.FORWARDS_TO, EdgeKind.SCALES) == ["Policy → Fleet", "Targets → Fleet"]


def test_an_event_source_invokes_the_function(graph_of, drawn):
    graph = graph_of("""
        Queue: {Type: AWS::SQS::Queue}
        Function: {Type: AWS::Lambda::Function}
        Mapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Queue.Arn, FunctionName: !Ref Function}
    """)
    assert drawn(graph, EdgeKind.INVOKES) == ["Mapping → Function", "Queue → Function"]


def test_versions_and_aliases_lead_to_their_function(graph_of, drawn):
    graph = graph_of("""
        Function: {Type: AWS::Lambda::Function}
        Version: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Function}}
        Live:
          Type: AWS::Lambda::Alias
          Properties: {FunctionName: !Ref Function, FunctionVersion: !GetAtt Version.Version}
    """)
    assert drawn(graph, EdgeKind.INVOKES) == ["Live → Function", "Live → Version", "Version → Function"]


def test_a_function_lies_in_the_subnets_of_its_vpc_settings(graph_of, drawn):
    graph = graph_of("""
        Function:
          Type: AWS::Lambda::Function
          Properties: {VpcConfig: {SubnetIds: [subnet-1], SecurityGroupIds: [sg-1]}}
    """)
    assert drawn(graph, EdgeKind.PLACED_IN, EdgeKind.PROTECTED_BY) == [
        "Function → external/subnet/subnet-1",
        "Function → external/security-group/sg-1",
    ]


def test_settings_written_for_the_start_of_a_server_are_references_too(graph_of, drawn):
    graph = graph_of("""
        Bucket: {Type: AWS::S3::Bucket}
        Server:
          Type: AWS::EC2::Instance
          Metadata: {AWS::CloudFormation::Init: {config: {files: {/etc/app: {content: !Ref Bucket}}}}}
    """)
    (edge,) = graph.outgoing("App/Server", EdgeKind.REFERS_TO)
    assert edge.evidence.path.startswith("Resources.Server.Metadata.AWS::CloudFormation::Init")
