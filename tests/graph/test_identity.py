from __future__ import annotations

from workbook.graph.model import GITHUB, EdgeKind


def test_the_trust_policy_says_who_assumes_a_role(graph_of, drawn):
    graph = graph_of("""
        Other: {Type: AWS::IAM::Role}
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Statement:
                - {Effect: Allow, Principal: {Service: [ecs-tasks.amazonaws.com]}, Action: sts:AssumeRole}
                - {Effect: Allow, Principal: {AWS: !GetAtt Other.Arn}, Action: sts:AssumeRole}
                - {Effect: Allow, Principal: {AWS: "arn:aws:iam::111122223333:root"}, Action: sts:AssumeRole}
                - {Effect: Deny, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}
    """)
    assert drawn(graph, EdgeKind.ASSUMES) == [
        "Other → Role",
        "external/account/111122223333 → Role",
        "external/service/ecs-tasks.amazonaws.com → Role",
    ]


GITHUB_ROLE = """
    Provider: {Type: PROVIDER, Properties: {Url: "https://token.actions.githubusercontent.com"}}
    Deploy:
      Type: AWS::IAM::Role
      Properties:
        AssumeRolePolicyDocument:
          Statement:
            Effect: Allow
            Action: sts:AssumeRoleWithWebIdentity
            Principal: {Federated: !Ref Provider}
            Condition:
              StringEquals:
                token.actions.githubusercontent.com:aud: sts.amazonaws.com
                token.actions.githubusercontent.com:sub: repo:shop/app:environment:production
"""


def test_github_assumes_the_role_that_trusts_its_tokens_for_the_named_subject(graph_of):
    for provider in ("AWS::IAM::OIDCProvider", "Custom::AWSCDKOpenIdConnectProvider"):
        graph = graph_of(GITHUB_ROLE.replace("PROVIDER", provider))
        (edge,) = graph.incoming("App/Deploy", EdgeKind.ASSUMES)
        assert (edge.source, edge.note) == (GITHUB, "repo:shop/app:environment:production")
        assert edge.evidence.path == "Resources.Deploy.Properties.AssumeRolePolicyDocument.Statement"


def test_github_is_absent_where_no_role_trusts_it(graph_of):
    assert GITHUB not in graph_of("Role: {Type: AWS::IAM::Role}").nodes


def test_a_policy_grants_the_roles_that_hold_it_each_resource(graph_of, drawn):
    graph = graph_of("""
        Role: {Type: AWS::IAM::Role}
        Bucket: {Type: AWS::S3::Bucket}
        Policy:
          Type: AWS::IAM::Policy
          Properties:
            Roles: [!Ref Role]
            PolicyDocument:
              Statement:
                - {Effect: Allow, Action: [s3:PutObject, s3:GetObject], Resource: !Sub "${Bucket.Arn}/*"}
                - {Effect: Allow, Action: ecr:GetAuthorizationToken, Resource: "*"}
                - {Effect: Allow, NotAction: iam:*, Resource: "arn:aws:sns:eu-west-1:1:news"}
                - {Effect: Deny, Action: "*", Resource: "*"}
    """)
    assert drawn(graph, EdgeKind.GRANTS) == [
        "Role → Bucket (s3:GetObject, s3:PutObject)",
        "Role → external/any (ecr:GetAuthorizationToken)",
        "Role → external/arn/arn:aws:sns:eu-west-1:1:news (all but iam:*)",
    ]
    assert drawn(graph, EdgeKind.CONFIGURES) == ["Policy → Role"]


def test_inline_and_managed_policies_grant_alike(graph_of, drawn):
    graph = graph_of("""
        Queue: {Type: AWS::SQS::Queue}
        Shared:
          Type: AWS::IAM::ManagedPolicy
          Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: sqs:Send, Resource: !GetAtt Queue.Arn}}}
        Role:
          Type: AWS::IAM::Role
          Properties:
            ManagedPolicyArns: [!Ref Shared, "arn:aws:iam::aws:policy/ReadOnlyAccess"]
            Policies:
              - PolicyDocument: {Statement: [{Effect: Allow, Action: sqs:Receive, Resource: !GetAtt Queue.Arn}]}
    """)
    assert drawn(graph, EdgeKind.GRANTS) == ["Role → Queue (sqs:Receive)", "Role → Queue (sqs:Send)"]
    assert drawn(graph, EdgeKind.CONFIGURES) == [
        "Shared → Role",
        "external/policy/arn:aws:iam::aws:policy/ReadOnlyAccess → Role",
    ]


def test_a_bucket_policy_grants_the_service_and_the_distribution_that_it_acts_for(graph_of, drawn):
    graph = graph_of("""
        Bucket: {Type: AWS::S3::Bucket}
        Site: {Type: AWS::CloudFront::Distribution}
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Bucket
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Principal: {Service: cloudfront.amazonaws.com}
                  Action: s3:GetObject
                  Resource: !Sub "${Bucket.Arn}/*"
                  Condition:
                    StringEquals: {AWS:SourceArn: !Sub "arn:aws:cloudfront::1:distribution/${Site}"}
                - {Effect: Allow, Principal: "*", Action: s3:GetObject, Resource: !Sub "${Bucket.Arn}/*"}
                - {Effect: Deny, Principal: {AWS: "*"}, Action: s3:*, Resource: !GetAtt Bucket.Arn}
    """)
    assert drawn(graph, EdgeKind.GRANTS) == [
        "Site → Bucket (s3:GetObject)",
        "external/anyone → Bucket (s3:GetObject)",
        "external/service/cloudfront.amazonaws.com → Bucket (s3:GetObject)",
    ]


def test_a_key_policy_grants_its_principals_the_key(graph_of, drawn):
    graph = graph_of("""
        Key:
          Type: AWS::KMS::Key
          Properties:
            KeyPolicy:
              Statement:
                - Effect: Allow
                  Principal: {AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root"}
                  Action: kms:*
                  Resource: "*"
    """)
    assert drawn(graph, EdgeKind.GRANTS) == ["external/account/${AWS::AccountId} → Key (kms:*)"]


def test_a_permission_grants_the_caller_and_what_it_acts_for(graph_of, drawn):
    graph = graph_of("""
        Function: {Type: AWS::Lambda::Function}
        Rule: {Type: AWS::Events::Rule}
        Permission:
          Type: AWS::Lambda::Permission
          Properties:
            FunctionName: !Ref Function
            Action: lambda:InvokeFunction
            Principal: events.amazonaws.com
            SourceArn: !GetAtt Rule.Arn
    """)
    assert drawn(graph, EdgeKind.GRANTS) == [
        "Rule → Function (lambda:InvokeFunction)",
        "external/service/events.amazonaws.com → Function (lambda:InvokeFunction)",
    ]


def test_a_policy_on_a_service_is_not_a_policy_on_its_cluster(graph_of, drawn):
    graph = graph_of("""
        Cluster: {Type: AWS::ECS::Cluster}
        Service: {Type: AWS::ECS::Service, Properties: {Cluster: !Ref Cluster}}
        Role: {Type: AWS::IAM::Role}
        Policy:
          Type: AWS::IAM::Policy
          Properties:
            Roles: [!Ref Role]
            PolicyDocument:
              Statement:
                Effect: Allow
                Action: ecs:UpdateService
                Resource: !Sub "arn:aws:ecs:eu-west-1:1:service/${Cluster}/${Service.Name}"
    """)
    assert drawn(graph, EdgeKind.GRANTS) == ["Role → Service (ecs:UpdateService)"]


def test_a_policy_on_the_attachment_of_a_secret_grants_the_secret(graph_of, drawn):
    graph = graph_of("""
        Role: {Type: AWS::IAM::Role}
        Secret: {Type: AWS::SecretsManager::Secret}
        Attached: {Type: AWS::SecretsManager::SecretTargetAttachment, Properties: {SecretId: !Ref Secret}}
        Policy:
          Type: AWS::IAM::Policy
          Properties:
            Roles: [!Ref Role]
            PolicyDocument: {Statement: {Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: !Ref Attached}}
    """)
    assert drawn(graph, EdgeKind.GRANTS) == ["Role → Secret (secretsmanager:GetSecretValue)"]
