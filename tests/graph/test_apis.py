from __future__ import annotations

from workbook.graph.model import EdgeKind

API = """
    Api: {Type: AWS::ApiGateway::RestApi}
    Pool: {Type: AWS::Cognito::UserPool}
    Check: {Type: AWS::ApiGateway::Authorizer, Properties: {RestApiId: !Ref Api, ProviderARNs: [!GetAtt Pool.Arn]}}
    Path: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, PathPart: items}}
    Function: {Type: AWS::Lambda::Function}
    Read:
      Type: AWS::ApiGateway::Method
      Properties:
        RestApiId: !Ref Api
        ResourceId: !Ref Path
        HttpMethod: GET
        AuthorizerId: !Ref Check
        Integration:
          Uri: !Sub "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Function.Arn}/invocations"
    Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api}}
    Logs: {Type: AWS::Logs::LogGroup}
    Live:
      Type: AWS::ApiGateway::Stage
      Properties:
        RestApiId: !Ref Api
        DeploymentId: !Ref Deployment
        AccessLogSetting: {DestinationArn: !GetAtt Logs.Arn}
"""


def test_an_api_contains_its_parts(graph_of, drawn):
    assert drawn(graph_of(API), EdgeKind.CONTAINS) == [
        "Api → Check",
        "Api → Deployment",
        "Api → Live",
        "Api → Path",
        "Api → Read",
    ]


def test_a_method_invokes_its_function(graph_of, drawn):
    assert drawn(graph_of(API), EdgeKind.INVOKES) == ["Check → Pool", "Read → Function (GET)"]


def test_a_stage_writes_access_logs(graph_of, drawn):
    assert drawn(graph_of(API), EdgeKind.WRITES_LOGS_TO) == ["Live → Logs (access logs)"]


def test_users_connect_to_a_public_api_only(graph_of, drawn):
    assert drawn(graph_of(API), EdgeKind.CONNECTS_TO) == ["external/users → Api tcp:443"]
    private = "Api: {Type: AWS::ApiGateway::RestApi, Properties: {EndpointConfiguration: {Types: [PRIVATE]}}}"
    assert drawn(graph_of(private), EdgeKind.CONNECTS_TO) == []


def test_an_http_api_forwards_its_routes_to_integrations(graph_of, drawn):
    graph = graph_of("""
        Api: {Type: AWS::ApiGatewayV2::Api}
        Function: {Type: AWS::Lambda::Function}
        Call:
          Type: AWS::ApiGatewayV2::Integration
          Properties: {ApiId: !Ref Api, IntegrationUri: !GetAtt Function.Arn}
        Route:
          Type: AWS::ApiGatewayV2::Route
          Properties: {ApiId: !Ref Api, RouteKey: GET /, Target: !Sub "integrations/${Call}"}
    """)
    assert drawn(graph, EdgeKind.FORWARDS_TO, EdgeKind.INVOKES) == ["Call → Function", "Route → Call"]


def test_a_graphql_api_reaches_its_table_through_a_data_source(graph_of, drawn):
    graph = graph_of("""
        Api: {Type: AWS::AppSync::GraphQLApi}
        Table: {Type: AWS::DynamoDB::Table}
        Source:
          Type: AWS::AppSync::DataSource
          Properties: {ApiId: !GetAtt Api.ApiId, DynamoDBConfig: {TableName: !Ref Table}}
    """)
    assert "Source → Table" in drawn(graph, EdgeKind.CONNECTS_TO)
    assert drawn(graph, EdgeKind.CONTAINS) == ["Api → Source"]
