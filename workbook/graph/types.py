"""The role of every resource type that the engine knows, and why it leaves others out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from workbook.graph.model import Status
from workbook.lang import Text
from workbook.template.model import Resource


class Category(StrEnum):
    """What a resource is for."""

    NETWORK = "network"
    COMPUTE = "compute"
    DATABASE = "database"
    STORAGE = "storage"
    EDGE = "edge"
    DNS = "dns"
    SECURITY = "security"
    IDENTITY = "identity"
    DELIVERY = "delivery"
    MONITORING = "monitoring"
    INTEGRATION = "integration"
    PLUMBING = "plumbing"


_TYPES: Mapping[Category, str] = {
    Category.NETWORK: """
        EC2::VPC EC2::Subnet EC2::InternetGateway EC2::NatGateway EC2::EgressOnlyInternetGateway EC2::VPCEndpoint
        EC2::VPCPeeringConnection EC2::TransitGateway EC2::TransitGatewayAttachment EC2::VPNGateway EC2::VPNConnection
        EC2::CustomerGateway EC2::NetworkInterface EC2::EIP ElasticLoadBalancing::LoadBalancer
        ElasticLoadBalancingV2::LoadBalancer ElasticLoadBalancingV2::Listener ElasticLoadBalancingV2::ListenerRule
        ElasticLoadBalancingV2::TargetGroup ApiGateway::VpcLink ApiGatewayV2::VpcLink EC2::PrefixList""",
    Category.COMPUTE: """
        EC2::Instance EC2::LaunchTemplate AutoScaling::LaunchConfiguration AutoScaling::AutoScalingGroup
        AutoScaling::ScalingPolicy AutoScaling::ScheduledAction AutoScaling::LifecycleHook AutoScaling::WarmPool
        ApplicationAutoScaling::ScalableTarget ApplicationAutoScaling::ScalingPolicy ECS::Cluster ECS::Service
        ECS::TaskDefinition ECS::CapacityProvider ECS::ClusterCapacityProviderAssociations ECS::TaskSet
        Lambda::Function Lambda::Version Lambda::Alias Lambda::EventSourceMapping Lambda::Url Lambda::EventInvokeConfig
        Lambda::LayerVersion EKS::Cluster EKS::Nodegroup EKS::FargateProfile EKS::Addon Batch::ComputeEnvironment
        Batch::JobQueue Batch::JobDefinition ElasticBeanstalk::Application ElasticBeanstalk::Environment
        AppRunner::Service ECS::ExpressGatewayService Lightsail::Container Lightsail::Instance""",
    Category.DATABASE: """
        RDS::DBInstance RDS::DBCluster RDS::DBProxy RDS::GlobalCluster DynamoDB::Table DynamoDB::GlobalTable
        ElastiCache::CacheCluster ElastiCache::ReplicationGroup ElastiCache::ServerlessCache DocDB::DBCluster
        DocDB::DBInstance Neptune::DBCluster Neptune::DBInstance Redshift::Cluster OpenSearchService::Domain
        Elasticsearch::Domain MemoryDB::Cluster DAX::Cluster Lightsail::Database""",
    Category.STORAGE: """
        S3::Bucket EFS::FileSystem EFS::MountTarget EFS::AccessPoint EC2::Volume FSx::FileSystem Backup::BackupVault
        Backup::BackupPlan Backup::BackupSelection""",
    Category.EDGE: """
        CloudFront::Distribution CloudFront::Function CloudFront::KeyValueStore CloudFront::VpcOrigin
        ApiGateway::RestApi ApiGateway::Resource ApiGateway::Method ApiGateway::Stage ApiGateway::DomainName
        ApiGateway::BasePathMapping ApiGatewayV2::Api ApiGatewayV2::Route ApiGatewayV2::Integration
        ApiGatewayV2::Stage ApiGatewayV2::DomainName ApiGatewayV2::ApiMapping AppSync::GraphQLApi AppSync::DataSource
        AppSync::Resolver GlobalAccelerator::Accelerator GlobalAccelerator::Listener
        GlobalAccelerator::EndpointGroup""",
    Category.DNS: """
        Route53::HostedZone Route53::RecordSet Route53::RecordSetGroup Route53::HealthCheck Route53::DNSSEC
        Route53::KeySigningKey ServiceDiscovery::PrivateDnsNamespace ServiceDiscovery::PublicDnsNamespace
        ServiceDiscovery::HttpNamespace ServiceDiscovery::Service ServiceDiscovery::Instance""",
    Category.SECURITY: """
        EC2::SecurityGroup EC2::NetworkAcl KMS::Key KMS::Alias SecretsManager::Secret
        SecretsManager::SecretTargetAttachment SecretsManager::RotationSchedule SSM::Parameter
        CertificateManager::Certificate CloudFront::OriginAccessControl CloudFront::CloudFrontOriginAccessIdentity
        CloudFront::ResponseHeadersPolicy CloudFront::PublicKey CloudFront::KeyGroup WAFv2::WebACL
        WAFv2::WebACLAssociation WAFv2::IPSet WAFv2::RuleGroup WAFv2::LoggingConfiguration WAFRegional::WebACL
        WAFRegional::WebACLAssociation GuardDuty::Detector Config::ConfigRule Config::ConfigurationRecorder
        Config::DeliveryChannel SecurityHub::Hub""",
    Category.IDENTITY: """
        IAM::Role IAM::Policy IAM::RolePolicy IAM::ManagedPolicy IAM::InstanceProfile IAM::OIDCProvider IAM::User
        IAM::Group IAM::UserToGroupAddition IAM::AccessKey IAM::ServiceLinkedRole S3::BucketPolicy SQS::QueuePolicy
        SNS::TopicPolicy Lambda::Permission SecretsManager::ResourcePolicy Logs::ResourcePolicy Events::EventBusPolicy
        Cognito::UserPool Cognito::UserPoolClient Cognito::UserPoolDomain Cognito::IdentityPool
        Cognito::IdentityPoolRoleAttachment ApiGateway::Authorizer ApiGatewayV2::Authorizer""",
    Category.DELIVERY: """
        ECR::Repository CodeBuild::Project CodePipeline::Pipeline CodeCommit::Repository CodeDeploy::Application
        CodeDeploy::DeploymentGroup CodeStarConnections::Connection CodeConnections::Connection""",
    Category.MONITORING: """
        Logs::LogGroup Logs::LogStream Logs::MetricFilter Logs::SubscriptionFilter Logs::DeliverySource
        Logs::DeliveryDestination Logs::Delivery Logs::QueryDefinition Logs::Destination CloudWatch::Alarm
        CloudWatch::CompositeAlarm CloudWatch::Dashboard CloudWatch::AnomalyDetector EC2::FlowLog CloudTrail::Trail
        Budgets::Budget RDS::EventSubscription CE::AnomalyMonitor CE::AnomalySubscription Synthetics::Canary
        XRay::Group ApplicationInsights::Application""",
    Category.INTEGRATION: """
        SNS::Topic SNS::Subscription SQS::Queue Events::Rule Events::EventBus Events::Connection
        Events::ApiDestination Scheduler::Schedule Scheduler::ScheduleGroup Pipes::Pipe StepFunctions::StateMachine
        Kinesis::Stream KinesisFirehose::DeliveryStream AmazonMQ::Broker MSK::Cluster IoT::TopicRule SES::EmailIdentity
        SES::ConfigurationSet Kendra::Index Kendra::DataSource""",
    Category.PLUMBING: """
        EC2::RouteTable EC2::Route EC2::SubnetRouteTableAssociation EC2::VPCGatewayAttachment EC2::NetworkAclEntry
        EC2::SubnetNetworkAclAssociation EC2::SecurityGroupIngress EC2::SecurityGroupEgress EC2::VPCCidrBlock
        EC2::SubnetCidrBlock EC2::EIPAssociation EC2::DHCPOptions EC2::VPCDHCPOptionsAssociation EC2::VolumeAttachment
        EC2::VPNGatewayRoutePropagation EC2::TransitGatewayRoute EC2::TransitGatewayRouteTable
        EC2::TransitGatewayRouteTableAssociation EC2::VPCEndpointService EC2::KeyPair
        ElasticLoadBalancingV2::ListenerCertificate RDS::DBSubnetGroup RDS::DBParameterGroup
        RDS::DBClusterParameterGroup RDS::OptionGroup RDS::DBProxyTargetGroup RDS::DBProxyEndpoint
        ElastiCache::SubnetGroup ElastiCache::ParameterGroup DocDB::DBSubnetGroup DocDB::DBClusterParameterGroup
        Neptune::DBSubnetGroup Redshift::ClusterSubnetGroup Redshift::ClusterParameterGroup MemoryDB::SubnetGroup
        CloudFront::CachePolicy CloudFront::OriginRequestPolicy CloudFront::MonitoringSubscription
        CloudFront::RealtimeLogConfig ApiGateway::Deployment ApiGateway::Account ApiGateway::UsagePlan
        ApiGateway::UsagePlanKey ApiGateway::ApiKey ApiGateway::GatewayResponse ApiGateway::Model
        ApiGateway::RequestValidator ApiGatewayV2::Deployment AppSync::GraphQLSchema AppSync::ApiKey
        ResourceGroups::Group CloudFormation::Stack S3::AccessPoint SSM::Association SSM::Document
        PricingPlanManager::Subscription""",
}

CATEGORIES: Mapping[str, Category] = {
    f"AWS::{name}": category for category, names in _TYPES.items() for name in names.split()
}
"""The category of every resource type that the engine models."""

FALSE_CONDITION = Text(
    en="its condition {condition} is false, so the deployment does not create it",
    es="su condición {condition} es falsa, así que el despliegue no lo crea",
)
CUSTOM = Text(
    en="custom resource: what it does is decided by its own code, not by the template",
    es="recurso personalizado: lo que hace lo decide su propio código, no la plantilla",
)
UNSUPPORTED = Text(
    en="the engine has no rules for {type}; only its references are drawn",
    es="el motor no tiene reglas para {type}; solo se dibujan sus referencias",
)
ONLY_DEPLOYS = Text(
    en="it only runs custom resources while the stack is deployed, and serves no request",
    es="solo ejecuta recursos personalizados mientras se despliega la pila y no atiende ninguna petición",
)

IGNORED: Mapping[str, Text] = {
    "AWS::CDK::Metadata": Text(
        en="bookkeeping of the CDK, creates nothing",
        es="contabilidad interna del CDK, no crea nada",
    ),
    "AWS::CloudFormation::WaitConditionHandle": Text(
        en="only makes the deployment wait, runs nothing afterwards",
        es="solo hace esperar al despliegue, después no ejecuta nada",
    ),
    "AWS::CloudFormation::WaitCondition": Text(
        en="only makes the deployment wait, runs nothing afterwards",
        es="solo hace esperar al despliegue, después no ejecuta nada",
    ),
    "AWS::CloudFormation::CustomResource": CUSTOM,
    "Custom::S3AutoDeleteObjects": Text(
        en="empties the bucket when the stack is deleted, does nothing before",
        es="vacía el bucket cuando se elimina la pila, antes no hace nada",
    ),
    "Custom::VpcRestrictDefaultSG": Text(
        en="takes the rules out of the VPC's default security group once, while the stack is deployed",
        es="quita una sola vez las reglas del grupo de seguridad por omisión de la VPC, durante el despliegue",
    ),
}
"""Types that are left out on purpose, with the reason."""

OUTSIDE_TYPES: Mapping[str, tuple[str, ...]] = {
    "alarm": ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"),
    "auto-scaling-group": ("AWS::AutoScaling::AutoScalingGroup",),
    "bucket": ("AWS::S3::Bucket",),
    "cluster": ("AWS::ECS::Cluster",),
    "database": ("AWS::RDS::DBInstance",),
    "database-cluster": ("AWS::RDS::DBCluster",),
    "delivery-source": ("AWS::Logs::DeliverySource",),
    "function": ("AWS::Lambda::Function",),
    "host": ("AWS::Route53::RecordSet",),
    "log-group": ("AWS::Logs::LogGroup",),
    "parameter": ("AWS::SSM::Parameter",),
    "parameter-group": ("AWS::RDS::DBParameterGroup", "AWS::RDS::DBClusterParameterGroup"),
    "queue": ("AWS::SQS::Queue",),
    "repository": ("AWS::ECR::Repository",),
    "role": ("AWS::IAM::Role",),
    "secret": ("AWS::SecretsManager::Secret",),
    "service": ("AWS::ECS::Service",),
    "state-machine": ("AWS::StepFunctions::StateMachine",),
    "stream": ("AWS::Kinesis::Stream",),
    "subnet-group": ("AWS::RDS::DBSubnetGroup", "AWS::ElastiCache::SubnetGroup"),
    "table": ("AWS::DynamoDB::Table",),
    "task-definition": ("AWS::ECS::TaskDefinition",),
    "topic": ("AWS::SNS::Topic",),
    "zone": ("AWS::Route53::HostedZone",),
}
"""Kinds of external nodes whose literal name may be the physical name of a resource of these types."""

NAME_PROPERTIES: Mapping[str, str] = {
    "AWS::AutoScaling::AutoScalingGroup": "AutoScalingGroupName",
    "AWS::CloudWatch::Alarm": "AlarmName",
    "AWS::CloudWatch::CompositeAlarm": "AlarmName",
    "AWS::DynamoDB::Table": "TableName",
    "AWS::ECR::Repository": "RepositoryName",
    "AWS::ECS::Cluster": "ClusterName",
    "AWS::ECS::Service": "ServiceName",
    "AWS::ECS::TaskDefinition": "Family",
    "AWS::ElastiCache::SubnetGroup": "CacheSubnetGroupName",
    "AWS::IAM::Role": "RoleName",
    "AWS::Kinesis::Stream": "Name",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::Logs::DeliverySource": "Name",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::RDS::DBCluster": "DBClusterIdentifier",
    "AWS::RDS::DBClusterParameterGroup": "DBClusterParameterGroupName",
    "AWS::RDS::DBInstance": "DBInstanceIdentifier",
    "AWS::RDS::DBParameterGroup": "DBParameterGroupName",
    "AWS::RDS::DBSubnetGroup": "DBSubnetGroupName",
    "AWS::Route53::HostedZone": "Name",
    "AWS::Route53::RecordSet": "Name",
    "AWS::S3::Bucket": "BucketName",
    "AWS::SNS::Topic": "TopicName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::SSM::Parameter": "Name",
    "AWS::SecretsManager::Secret": "Name",
    "AWS::StepFunctions::StateMachine": "StateMachineName",
}
"""The property that holds a resource's physical name, by which a literal can name it."""


def category(kind: str) -> Category | None:
    """What a resource type is for; None where the engine does not model it."""
    return CATEGORIES.get(kind)


def status_of(resource: Resource) -> tuple[Status, Text | None]:
    """How far the engine understands a resource, and why not further."""
    if not resource.included:
        return Status.IGNORED, FALSE_CONDITION.format(condition=resource.condition or "")
    if resource.type in CATEGORIES:
        return Status.MODELLED, None
    if resource.type in IGNORED:
        return Status.IGNORED, IGNORED[resource.type]
    if resource.type.startswith("Custom::"):
        return Status.IGNORED, CUSTOM
    return Status.UNSUPPORTED, UNSUPPORTED.format(type=resource.type)
