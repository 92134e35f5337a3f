"""Which resources have no charge of their own, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.lang import Text


def _because(reason: Text, types: str) -> Iterator[tuple[str, Text]]:
    return ((f"AWS::{name}", reason) for name in types.split())


_IDENTITY = Text(
    en="identities, policies and rules are free of charge",
    es="las identidades, las políticas y las reglas son gratuitas",
)
_NETWORK = Text(
    en="the plan of a network is free of charge; what passes through it is charged elsewhere",
    es="el trazado de una red es gratuito; lo que pasa por ella se cobra en otra parte",
)
_PART = Text(
    en="part of something else, which is charged for as a whole",
    es="parte de otra cosa, que se cobra entera",
)
_SETTINGS = Text(
    en="settings of something else",
    es="ajustes de otra cosa",
)
_BUDGET = Text(
    en="a budget that only sends messages is free of charge",
    es="un presupuesto que solo envía mensajes es gratuito",
)
_EVENTS = Text(
    en="events of AWS services are free of charge; what a rule calls is charged by itself",
    es="los eventos de los servicios de AWS son gratuitos; lo que llama una regla se cobra aparte",
)
_SCHEDULES = Text(
    en="the first 14 million calls of schedules a month are free of charge",
    es="los primeros 14 millones de llamadas programadas al mes son gratuitos",
)
_DELIVERY = Text(
    en="the log that it carries is charged where it is written",
    es="el registro que transporta se cobra donde se escribe",
)

_CUSTOM = Text(
    en="a custom resource is free of charge; the function that makes it is charged by itself",
    es="un recurso personalizado es gratuito; la función que lo crea se cobra aparte",
)
_MESH = Text(
    en="App Mesh is free of charge; its proxies are part of the tasks",
    es="App Mesh es gratuito; sus proxies son parte de las tareas",
)


def free_because(kind: str) -> Text | None:
    """Why resources of a type cost nothing by themselves; None where they do."""
    if kind.startswith("Custom::") or kind == "AWS::CloudFormation::CustomResource":
        return _CUSTOM
    return _MESH if kind.startswith("AWS::AppMesh::") else FREE.get(kind)


FREE: Mapping[str, Text] = {
    **dict(
        _because(
            _IDENTITY,
            "IAM::Role IAM::Policy IAM::ManagedPolicy IAM::InstanceProfile IAM::User IAM::Group IAM::OIDCProvider"
            " IAM::RolePolicy IAM::ServiceLinkedRole IAM::AccessKey IAM::UserPolicy IAM::GroupPolicy"
            " EC2::SecurityGroup EC2::SecurityGroupIngress EC2::SecurityGroupEgress EC2::NetworkAcl"
            " EC2::NetworkAclEntry EC2::SubnetNetworkAclAssociation S3::BucketPolicy SNS::TopicPolicy SQS::QueuePolicy"
            " Logs::ResourcePolicy Lambda::Permission ECR::RegistryPolicy ECR::RepositoryPolicy"
            " SecretsManager::ResourcePolicy Events::EventBusPolicy IAM::UserToGroupAddition KMS::Alias"
            " CloudFront::OriginAccessControl CloudFront::CloudFrontOriginAccessIdentity",
        )
    ),
    **dict(
        _because(
            _NETWORK,
            "EC2::VPC EC2::VPCCidrBlock EC2::Subnet EC2::SubnetCidrBlock EC2::RouteTable EC2::Route"
            " EC2::SubnetRouteTableAssociation EC2::GatewayRouteTableAssociation EC2::InternetGateway"
            " EC2::VPCGatewayAttachment EC2::EgressOnlyInternetGateway EC2::DHCPOptions"
            " EC2::VPCDHCPOptionsAssociation EC2::VPCPeeringConnection EC2::PrefixList EC2::EIPAssociation"
            " EC2::NetworkInterface EC2::NetworkInterfaceAttachment EC2::KeyPair EC2::PlacementGroup"
            " EC2::CustomerGateway EC2::VPNGateway EC2::VPNGatewayRoutePropagation EC2::TransitGateway"
            " EC2::TransitGatewayRoute EC2::TransitGatewayRouteTable EC2::TransitGatewayRouteTableAssociation"
            " EC2::VPCEndpointService",
        )
    ),
    **dict(
        _because(
            _PART,
            "ElasticLoadBalancingV2::Listener ElasticLoadBalancingV2::ListenerRule"
            " ElasticLoadBalancingV2::ListenerCertificate ElasticLoadBalancingV2::TargetGroup Route53::RecordSet"
            " Route53::RecordSetGroup ApiGateway::Resource ApiGateway::Method ApiGateway::Deployment"
            " ApiGateway::Account ApiGateway::Authorizer ApiGateway::BasePathMapping ApiGateway::DomainName"
            " ApiGateway::UsagePlan ApiGateway::UsagePlanKey ApiGateway::ApiKey ApiGateway::Model"
            " ApiGateway::RequestValidator ApiGateway::GatewayResponse ApiGatewayV2::Route ApiGatewayV2::Integration"
            " ApiGatewayV2::Stage ApiGatewayV2::Deployment ApiGatewayV2::DomainName ApiGatewayV2::ApiMapping"
            " ApiGatewayV2::Authorizer ApiGatewayV2::VpcLink ApiGateway::VpcLink Lambda::Url"
            " Lambda::EventSourceMapping Lambda::EventInvokeConfig Lambda::LayerVersion"
            " Lambda::LayerVersionPermission SNS::Subscription SecretsManager::SecretTargetAttachment"
            " SecretsManager::RotationSchedule Backup::BackupVault Backup::BackupSelection CloudFront::Function"
            " CloudFront::VpcOrigin EFS::MountTarget EFS::AccessPoint AppSync::GraphQLSchema AppSync::DataSource"
            " AppSync::Resolver AppSync::FunctionConfiguration AppSync::ApiKey Cognito::UserPoolClient"
            " Cognito::UserPoolDomain Cognito::IdentityPool Cognito::IdentityPoolRoleAttachment Route53::DNSSEC"
            " Route53::KeySigningKey EC2::VolumeAttachment GlobalAccelerator::Listener"
            " GlobalAccelerator::EndpointGroup S3::AccessPoint EKS::Addon EKS::FargateProfile Events::Connection"
            " Batch::JobQueue Batch::JobDefinition ElasticBeanstalk::Application Config::DeliveryChannel"
            " CodeDeploy::Application CodeDeploy::DeploymentGroup",
        )
    ),
    **dict(
        _because(
            _SETTINGS,
            "ECS::CapacityProvider ECS::ClusterCapacityProviderAssociations ECS::PrimaryTaskSet"
            " ApplicationAutoScaling::ScalableTarget AutoScaling::ScheduledAction AutoScaling::LifecycleHook"
            " AutoScaling::LaunchConfiguration EC2::LaunchTemplate RDS::DBParameterGroup RDS::DBClusterParameterGroup"
            " RDS::DBSubnetGroup RDS::OptionGroup RDS::EventSubscription RDS::DBProxyTargetGroup RDS::DBSecurityGroup"
            " ElastiCache::ParameterGroup ElastiCache::SubnetGroup MemoryDB::SubnetGroup Neptune::DBSubnetGroup"
            " DocDB::DBSubnetGroup DocDB::DBClusterParameterGroup Redshift::ClusterSubnetGroup"
            " Redshift::ClusterParameterGroup CloudWatch::AnomalyDetector ResourceGroups::Group XRay::Group"
            " CE::AnomalyMonitor CE::AnomalySubscription CodeConnections::Connection CodeStarConnections::Connection"
            " CloudFront::ResponseHeadersPolicy CloudFront::CachePolicy CloudFront::OriginRequestPolicy"
            " CloudFront::PublicKey CloudFront::KeyGroup WAFv2::WebACLAssociation WAFv2::IPSet WAFv2::RegexPatternSet"
            " WAFv2::RuleGroup WAFv2::LoggingConfiguration WAFRegional::WebACLAssociation"
            " ServiceDiscovery::Instance ServiceDiscovery::HttpNamespace CloudFormation::WaitConditionHandle"
            " CloudFormation::WaitCondition CDK::Metadata SSM::Association SSM::Document"
            " CloudFormation::Macro",
        )
    ),
    **dict(_because(_BUDGET, "Budgets::Budget")),
    **dict(_because(_EVENTS, "Events::Rule")),
    **dict(_because(_SCHEDULES, "Scheduler::Schedule Scheduler::ScheduleGroup")),
    **dict(_because(_DELIVERY, "Logs::Delivery Logs::DeliverySource Logs::DeliveryDestination Logs::Destination"
                               " Logs::LogStream Logs::SubscriptionFilter Logs::QueryDefinition")),
}  # fmt: skip
