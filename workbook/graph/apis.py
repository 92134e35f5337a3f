"""Edges of API Gateway, AppSync and user pools: what lies in which API, and what its methods call."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.graph.index import Index
from workbook.graph.model import USERS, Edge, EdgeKind, Ports, node_id
from workbook.graph.rules import Connectors, Rules, into, out
from workbook.template.model import Resource, describe

CONTAINS, CONFIGURES, INVOKES, FORWARDS_TO = (
    EdgeKind.CONTAINS,
    EdgeKind.CONFIGURES,
    EdgeKind.INVOKES,
    EdgeKind.FORWARDS_TO,
)

RULES: Rules = {
    "AWS::ApiGateway::Resource": (into("RestApiId", CONTAINS),),
    "AWS::ApiGateway::Method": (
        into("RestApiId", CONTAINS),
        out("Integration.ConnectionId", FORWARDS_TO),
        into("AuthorizerId", CONFIGURES),
    ),
    "AWS::ApiGateway::Stage": (
        into("RestApiId", CONTAINS),
        out("DeploymentId", EdgeKind.RUNS),
        out("AccessLogSetting.DestinationArn", EdgeKind.WRITES_LOGS_TO, "log-group", note="access logs"),
    ),
    "AWS::ApiGateway::Deployment": (into("RestApiId", CONTAINS),),
    "AWS::ApiGateway::Authorizer": (
        into("RestApiId", CONTAINS),
        out("ProviderARNs.*", INVOKES, "user-pool"),
        out("AuthorizerUri", INVOKES),
    ),
    "AWS::ApiGateway::DomainName": (
        out("CertificateArn", EdgeKind.PRESENTS, "certificate"),
        out("RegionalCertificateArn", EdgeKind.PRESENTS, "certificate"),
    ),
    "AWS::ApiGateway::BasePathMapping": (out("RestApiId", FORWARDS_TO), into("DomainName", CONTAINS)),
    "AWS::ApiGateway::VpcLink": (out("TargetArns.*", FORWARDS_TO, "load-balancer"),),
    "AWS::ApiGateway::UsagePlan": (out("ApiStages.*.ApiId", CONFIGURES), out("ApiStages.*.Stage", CONFIGURES)),
    "AWS::ApiGatewayV2::Route": (into("ApiId", CONTAINS), out("Target", FORWARDS_TO)),
    "AWS::ApiGatewayV2::Integration": (
        into("ApiId", CONTAINS),
        out("IntegrationUri", INVOKES),
        out("ConnectionId", FORWARDS_TO),
    ),
    "AWS::ApiGatewayV2::Stage": (
        into("ApiId", CONTAINS),
        out("AccessLogSettings.DestinationArn", EdgeKind.WRITES_LOGS_TO, "log-group", note="access logs"),
    ),
    "AWS::ApiGatewayV2::Authorizer": (into("ApiId", CONTAINS), out("AuthorizerUri", INVOKES)),
    "AWS::ApiGatewayV2::Deployment": (into("ApiId", CONTAINS),),
    "AWS::ApiGatewayV2::DomainName": (
        out("DomainNameConfigurations.*.CertificateArn", EdgeKind.PRESENTS, "certificate"),
    ),
    "AWS::ApiGatewayV2::ApiMapping": (out("ApiId", FORWARDS_TO), into("DomainName", CONTAINS)),
    "AWS::AppSync::GraphQLSchema": (out("ApiId", CONFIGURES),),
    "AWS::AppSync::ApiKey": (out("ApiId", CONFIGURES),),
    "AWS::AppSync::DataSource": (
        into("ApiId", CONTAINS),
        out("LambdaConfig.LambdaFunctionArn", INVOKES, "function"),
        out("DynamoDBConfig.TableName", EdgeKind.CONNECTS_TO, "table"),
    ),
    "AWS::AppSync::Resolver": (into("ApiId", CONTAINS), out("DataSourceName", FORWARDS_TO)),
    "AWS::AppSync::GraphQLApi": (out("UserPoolConfig.UserPoolId", INVOKES, "user-pool"),),
    "AWS::Cognito::UserPoolClient": (into("UserPoolId", CONTAINS, "user-pool"),),
    "AWS::Cognito::UserPoolDomain": (into("UserPoolId", CONTAINS, "user-pool"),),
    "AWS::Cognito::IdentityPool": (out("CognitoIdentityProviders.*.ProviderName", INVOKES),),
    "AWS::Cognito::IdentityPoolRoleAttachment": (out("IdentityPoolId", CONFIGURES),),
}


def integration(method: Resource, index: Index) -> Iterator[Edge]:
    """A method invokes the backend that its integration names; the note is the HTTP method."""
    note = describe(method.get("HttpMethod"))
    for end in index.ends(method.get("Integration.Uri"), method):
        if end not in index.ends(method.get("RestApiId"), method):
            yield Edge(INVOKES, node_id(method), end, method.evidence("Integration.Uri"), note=note)


def entry_point(api: Resource, index: Index) -> Iterator[Edge]:
    """Users connect to an API over HTTPS, unless all its endpoints are private."""
    del index
    if api.get("EndpointConfiguration.Types") == ("PRIVATE",):
        return
    yield Edge(EdgeKind.CONNECTS_TO, USERS, node_id(api), api.evidence(), Ports("tcp", 443, 443))


CONNECTORS: Connectors = {
    "AWS::ApiGateway::Method": (integration,),
    "AWS::ApiGateway::RestApi": (entry_point,),
    "AWS::ApiGatewayV2::Api": (entry_point,),
    "AWS::AppSync::GraphQLApi": (entry_point,),
    "AWS::Lambda::Url": (entry_point,),
}
