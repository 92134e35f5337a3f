from __future__ import annotations

import pytest

from workbook.graph.model import EdgeKind

FUNCTION = """
    Thing: {Type: KIND}
    Role:
      Type: AWS::IAM::Role
      Properties:
        Policies:
          - PolicyName: use
            PolicyDocument: {Statement: [{Effect: Allow, Action: ACTION, Resource: !GetAtt Thing.Arn}]}
    Function:
      Type: AWS::Lambda::Function
      Properties: {Role: !GetAtt Role.Arn, Environment: {Variables: {THING: !Ref Thing}}}
"""


@pytest.mark.parametrize(
    ("kind", "action", "edge"),
    [
        ("AWS::S3::Bucket", "s3:GetObject", EdgeKind.READS),
        ("AWS::S3::Bucket", "s3:PutObject", EdgeKind.WRITES),
        ("AWS::SQS::Queue", "sqs:SendMessage", EdgeKind.WRITES),
        ("AWS::SQS::Queue", "sqs:ReceiveMessage", EdgeKind.READS),
        ("AWS::DynamoDB::Table", "dynamodb:Query", EdgeKind.READS),
        ("AWS::SNS::Topic", "sns:Publish", EdgeKind.NOTIFIES),
        ("AWS::StepFunctions::StateMachine", "states:StartExecution", EdgeKind.INVOKES),
    ],
)
def test_the_actions_of_its_role_tell_what_a_program_does_with_what_it_is_given(kind, action, edge, graph_of, drawn):
    graph = graph_of(FUNCTION.replace("KIND", kind).replace("ACTION", action))
    assert drawn(graph, edge) == [f"Function → Thing ({action})"]
    assert drawn(graph, EdgeKind.REFERS_TO) == []


def test_reading_about_a_resource_is_not_reading_it(graph_of, drawn):
    graph = graph_of(FUNCTION.replace("KIND", "AWS::SQS::Queue").replace("ACTION", "sqs:GetQueueUrl"))
    assert drawn(graph, EdgeKind.READS) == []
    assert drawn(graph, EdgeKind.REFERS_TO) == ["Function → Thing"]


def test_the_role_that_only_starts_a_task_gives_its_program_nothing(graph_of, drawn):
    graph = graph_of("""
        Bucket: {Type: AWS::S3::Bucket}
        Role:
          Type: AWS::IAM::Role
          Properties:
            Policies: [{PolicyDocument: {Statement: {Action: s3:GetObject, Resource: !GetAtt Bucket.Arn}}}]
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ExecutionRoleArn: !GetAtt Role.Arn
            ContainerDefinitions: [{Name: web, Environment: [{Name: BUCKET, Value: !Ref Bucket}]}]
    """)
    assert drawn(graph, EdgeKind.READS) == []
