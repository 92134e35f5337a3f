"""What each resource type is in a picture: its icon, its short name and its part in the whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbook.graph.types import category
from workbook.lang import Text, same

GENERIC = "aws.general.General"


class Part(StrEnum):
    """The part that a resource plays in a picture; decides where it stands."""

    EDGE = "edge"  # answers users from AWS's edge locations
    DNS = "dns"
    ENTRY = "entry"  # takes requests inside a region
    COMPUTE = "compute"
    MESSAGES = "messages"
    DATA = "data"
    GATEWAY = "gateway"  # lets traffic into or out of a VPC
    OPERATIONS = "operations"
    DETAIL = "detail"  # belongs to something that is drawn
    HIDDEN = "hidden"
    OTHER = "other"  # the engine has no rules for it


@dataclass(frozen=True, slots=True)
class Kind:
    """How a resource type is drawn; `icon` is a class of the `diagrams` package."""

    icon: str
    part: Part
    name: Text


def _kinds(part: Part, rows: str) -> Mapping[str, Kind]:
    """Rows of `type | icon | English | Spanish`; one name stands for both languages."""
    found = {}
    for row in filter(None, map(str.strip, rows.splitlines())):
        kind, icon, english, *spanish = (field.strip() for field in row.split("|"))
        name = Text(en=english, es=spanish[0]) if spanish else same(english)
        found[f"AWS::{kind}"] = Kind(icon, part, name)
    return found


KINDS: Mapping[str, Kind] = {
    **_kinds(
        Part.EDGE,
        """
        CloudFront::Distribution | aws.network.CloudFront | CloudFront
        GlobalAccelerator::Accelerator | aws.network.GlobalAccelerator | Global Accelerator
        """,
    ),
    **_kinds(
        Part.DNS,
        """
        Route53::HostedZone | aws.network.Route53 | Route 53
        """,
    ),
    **_kinds(
        Part.ENTRY,
        """
        ElasticLoadBalancingV2::LoadBalancer | aws.network.ElbApplicationLoadBalancer | Load balancer | Balanceador
        ElasticLoadBalancing::LoadBalancer | aws.network.ElbClassicLoadBalancer | Classic Load Balancer
        ApiGateway::RestApi | aws.network.APIGateway | API Gateway
        ApiGatewayV2::Api | aws.network.APIGateway | API Gateway
        AppSync::GraphQLApi | aws.integration.Appsync | AppSync
        Lambda::Url | aws.compute.LambdaFunction | Function URL | URL de función
        Cognito::UserPool | aws.security.Cognito | User pool | Grupo de usuarios
        Cognito::IdentityPool | aws.security.Cognito | Identity pool | Grupo de identidades
        """,
    ),
    **_kinds(
        Part.COMPUTE,
        """
        ECS::Service | aws.compute.ElasticContainerService | ECS service | Servicio ECS
        Lambda::Function | aws.compute.Lambda | Lambda function | Función Lambda
        EC2::Instance | aws.compute.EC2 | EC2 instance | Instancia EC2
        AutoScaling::AutoScalingGroup | aws.compute.EC2AutoScaling | Auto Scaling group | Grupo de Auto Scaling
        EKS::Cluster | aws.compute.ElasticKubernetesService | EKS cluster | Clúster EKS
        StepFunctions::StateMachine | aws.integration.StepFunctions | State machine | Máquina de estados
        Batch::JobQueue | aws.compute.Batch | Batch queue | Cola de Batch
        Batch::ComputeEnvironment | aws.compute.Batch | Batch environment | Entorno de Batch
        ElasticBeanstalk::Environment | aws.compute.ElasticBeanstalk | Elastic Beanstalk
        AppRunner::Service | aws.compute.AppRunner | App Runner
        """,
    ),
    **_kinds(
        Part.MESSAGES,
        """
        SNS::Topic | aws.integration.SNS | SNS topic | Tema SNS
        SQS::Queue | aws.integration.SQS | SQS queue | Cola SQS
        Events::Rule | aws.integration.EventbridgeRule | Event rule | Regla de eventos
        Events::EventBus | aws.integration.Eventbridge | Event bus | Bus de eventos
        Scheduler::Schedule | aws.integration.EventbridgeScheduler | Schedule | Programación
        Pipes::Pipe | aws.integration.EventbridgePipes | Pipe | Canalización
        Kinesis::Stream | aws.analytics.KinesisDataStreams | Kinesis stream | Flujo Kinesis
        KinesisFirehose::DeliveryStream | aws.analytics.KinesisDataFirehose | Firehose
        AmazonMQ::Broker | aws.integration.MQ | Message broker | Agente de mensajes
        MSK::Cluster | aws.analytics.ManagedStreamingForKafka | Kafka cluster | Clúster Kafka
        IoT::TopicRule | aws.iot.IotRule | IoT rule | Regla de IoT
        SES::EmailIdentity | aws.engagement.SimpleEmailServiceSes | SES identity | Identidad de SES
        """,
    ),
    **_kinds(
        Part.DATA,
        """
        S3::Bucket | aws.storage.S3 | S3 bucket | Bucket de S3
        RDS::DBInstance | aws.database.RDS | RDS database | Base de datos RDS
        RDS::DBCluster | aws.database.Aurora | Database cluster | Clúster de base de datos
        RDS::DBProxy | aws.database.RDS | RDS Proxy
        DynamoDB::Table | aws.database.DynamodbTable | DynamoDB table | Tabla DynamoDB
        DynamoDB::GlobalTable | aws.database.DynamodbTable | Global table | Tabla global
        ElastiCache::CacheCluster | aws.database.Elasticache | ElastiCache
        ElastiCache::ReplicationGroup | aws.database.Elasticache | ElastiCache
        ElastiCache::ServerlessCache | aws.database.Elasticache | ElastiCache Serverless
        DocDB::DBCluster | aws.database.DocumentdbMongodbCompatibility | DocumentDB
        Neptune::DBCluster | aws.database.Neptune | Neptune
        Redshift::Cluster | aws.analytics.Redshift | Redshift
        OpenSearchService::Domain | aws.analytics.AmazonOpensearchService | OpenSearch
        Elasticsearch::Domain | aws.analytics.ElasticsearchService | Elasticsearch
        MemoryDB::Cluster | aws.database.Elasticache | MemoryDB
        DAX::Cluster | aws.database.DynamodbDax | DAX
        EFS::FileSystem | aws.storage.ElasticFileSystemEFS | EFS file system | Sistema de archivos EFS
        FSx::FileSystem | aws.storage.Fsx | FSx file system | Sistema de archivos FSx
        Kendra::Index | aws.ml.Kendra | Kendra index | Índice de Kendra
        """,
    ),
    **_kinds(
        Part.GATEWAY,
        """
        EC2::InternetGateway | aws.network.InternetGateway | Internet gateway | Puerta de enlace de internet
        EC2::NatGateway | aws.network.NATGateway | NAT gateway | Puerta de enlace NAT
        EC2::EgressOnlyInternetGateway | aws.network.InternetGateway | Egress-only gateway | Puerta solo de salida
        EC2::VPCEndpoint | aws.network.Endpoint | VPC endpoint | Punto de enlace
        EC2::VPCPeeringConnection | aws.network.VPCPeering | VPC peering | Emparejamiento de VPC
        EC2::TransitGateway | aws.network.TransitGateway | Transit gateway | Transit Gateway
        EC2::VPNGateway | aws.network.VpnGateway | VPN gateway | Puerta de enlace VPN
        EC2::CustomerGateway | aws.network.VPCCustomerGateway | Customer gateway | Puerta de enlace del cliente
        """,
    ),
    **_kinds(
        Part.OPERATIONS,
        """
        ECR::Repository | aws.compute.EC2ContainerRegistry | ECR repository | Repositorio ECR
        SecretsManager::Secret | aws.security.SecretsManager | Secret | Secreto
        SSM::Parameter | aws.management.SystemsManagerParameterStore | Parameter | Parámetro
        KMS::Key | aws.security.KeyManagementService | KMS key | Clave KMS
        Logs::LogGroup | aws.management.CloudwatchLogs | Log group | Grupo de registros
        CloudWatch::Alarm | aws.management.CloudwatchAlarm | Alarm | Alarma
        CloudWatch::CompositeAlarm | aws.management.CloudwatchAlarm | Composite alarm | Alarma compuesta
        CloudWatch::Dashboard | aws.management.Cloudwatch | Dashboard | Panel
        Budgets::Budget | aws.cost.Budgets | Budget | Presupuesto
        CloudTrail::Trail | aws.management.Cloudtrail | CloudTrail
        Synthetics::Canary | aws.management.Cloudwatch | Canary | Prueba sintética
        Backup::BackupPlan | aws.storage.Backup | Backup plan | Plan de copias
        Backup::BackupVault | aws.storage.Backup | Backup vault | Almacén de copias
        CodeBuild::Project | aws.devtools.Codebuild | CodeBuild
        CodePipeline::Pipeline | aws.devtools.Codepipeline | CodePipeline
        CodeCommit::Repository | aws.devtools.Codecommit | CodeCommit
        CodeDeploy::DeploymentGroup | aws.devtools.Codedeploy | CodeDeploy
        GuardDuty::Detector | aws.security.Guardduty | GuardDuty
        Config::ConfigurationRecorder | aws.management.Config | AWS Config
        WAFv2::WebACL | aws.security.WAF | Web ACL | ACL web
        WAFRegional::WebACL | aws.security.WAF | Web ACL | ACL web
        """,
    ),
    **_kinds(
        Part.DETAIL,
        """
        CertificateManager::Certificate | aws.security.CertificateManager | Certificate | Certificado
        CloudFront::Function | aws.compute.LambdaFunction | CloudFront function | Función de CloudFront
        ElasticLoadBalancingV2::Listener | aws.network.ElasticLoadBalancing | Listener | Agente de escucha
        ElasticLoadBalancingV2::ListenerRule | aws.network.ElasticLoadBalancing | Listener rule | Regla de escucha
        ElasticLoadBalancingV2::TargetGroup | aws.network.ElasticLoadBalancing | Target group | Grupo de destino
        ECS::TaskDefinition | aws.compute.ElasticContainerServiceTask | Task definition | Definición de tarea
        ECS::Cluster | aws.compute.ElasticContainerServiceService | ECS cluster | Clúster ECS
        ApplicationAutoScaling::ScalableTarget | aws.compute.ApplicationAutoScaling | Scaling range | Margen de escalado
        ApplicationAutoScaling::ScalingPolicy | aws.compute.ApplicationAutoScaling | Scaling rule | Regla de escalado
        AutoScaling::ScalingPolicy | aws.compute.EC2AutoScaling | Scaling policy | Política de escalado
        AutoScaling::ScheduledAction | aws.compute.EC2AutoScaling | Scheduled action | Acción programada
        AutoScaling::LaunchConfiguration | aws.compute.EC2Ami | Launch configuration | Configuración de lanzamiento
        EC2::LaunchTemplate | aws.compute.EC2Ami | Launch template | Plantilla de lanzamiento
        EC2::Route | aws.network.RouteTable | Route | Ruta
        EC2::SubnetRouteTableAssociation | aws.network.RouteTable | Route association | Asociación de rutas
        EC2::SecurityGroupIngress | aws.general.GenericFirewall | Ingress rule | Regla de entrada
        EC2::SecurityGroupEgress | aws.general.GenericFirewall | Egress rule | Regla de salida
        EC2::EIP | aws.compute.EC2ElasticIpAddress | Elastic IP | IP elástica
        EC2::VPCGatewayAttachment | aws.network.VPC | Gateway attachment | Conexión de puerta de enlace
        Route53::RecordSet | aws.network.Route53HostedZone | Record | Registro
        Route53::RecordSetGroup | aws.network.Route53HostedZone | Records | Registros
        SNS::Subscription | aws.integration.SNS | Subscription | Suscripción
        SecretsManager::SecretTargetAttachment | aws.security.SecretsManager | Secret attachment | Vínculo del secreto
        EFS::MountTarget | aws.storage.ElasticFileSystemEFS | Mount target | Destino de montaje
        EFS::AccessPoint | aws.storage.ElasticFileSystemEFS | Access point | Punto de acceso
        RDS::DBSubnetGroup | aws.database.RDS | Subnet group | Grupo de subredes
        RDS::DBParameterGroup | aws.database.RDS | Parameter group | Grupo de parámetros
        RDS::DBClusterParameterGroup | aws.database.RDS | Parameter group | Grupo de parámetros
        RDS::DBProxyTargetGroup | aws.database.RDS | Proxy target group | Grupo de destino del proxy
        ElastiCache::SubnetGroup | aws.database.Elasticache | Subnet group | Grupo de subredes
        Lambda::Alias | aws.compute.LambdaFunction | Alias
        Lambda::Version | aws.compute.LambdaFunction | Version | Versión
        Lambda::EventSourceMapping | aws.compute.LambdaFunction | Event source | Origen de eventos
        ApiGateway::Resource | aws.network.APIGatewayEndpoint | API resource | Recurso de la API
        ApiGateway::Method | aws.network.APIGatewayEndpoint | API method | Método de la API
        ApiGateway::Stage | aws.network.APIGatewayEndpoint | API stage | Etapa de la API
        ApiGateway::Deployment | aws.network.APIGatewayEndpoint | API deployment | Despliegue de la API
        ApiGatewayV2::Route | aws.network.APIGatewayEndpoint | API route | Ruta de la API
        ApiGatewayV2::Integration | aws.network.APIGatewayEndpoint | API integration | Integración de la API
        ApiGatewayV2::Stage | aws.network.APIGatewayEndpoint | API stage | Etapa de la API
        AppSync::DataSource | aws.integration.Appsync | Data source | Origen de datos
        AppSync::Resolver | aws.integration.Appsync | Resolver
        CloudFront::VpcOrigin | aws.network.CloudFront | VPC origin | Origen en VPC
        CloudFront::OriginAccessControl | aws.network.CloudFront | Origin access control | Control de acceso de origen
        CloudFront::ResponseHeadersPolicy | aws.network.CloudFront | Headers policy | Política de cabeceras
        EKS::Nodegroup | aws.compute.EC2Instances | Node group | Grupo de nodos
        """,
    ),
    **_kinds(
        Part.HIDDEN,
        """
        EC2::VPC | aws.network.VPC | VPC
        EC2::Subnet | aws.network.PrivateSubnet | Subnet | Subred
        EC2::RouteTable | aws.network.RouteTable | Route table | Tabla de rutas
        EC2::SecurityGroup | aws.general.GenericFirewall | Security group | Grupo de seguridad
        EC2::NetworkAcl | aws.network.Nacl | Network ACL | ACL de red
        EC2::FlowLog | aws.network.VPCFlowLogs | Flow log | Registro de flujo
        EC2::NetworkInterface | aws.network.VPCElasticNetworkInterface | Network interface | Interfaz de red
        IAM::Role | aws.security.IdentityAndAccessManagementIamRole | Role | Rol
        IAM::OIDCProvider | aws.security.IdentityAndAccessManagementIamAWSSts | OIDC provider | Proveedor OIDC
        IAM::User | aws.general.User | User | Usuario
        IAM::Policy | aws.security.IdentityAndAccessManagementIamPermissions | Policy | Política
        IAM::ManagedPolicy | aws.security.IdentityAndAccessManagementIamPermissions | Policy | Política
        CloudFormation::Stack | aws.management.CloudformationStack | Nested stack | Pila anidada
        RDS::EventSubscription | aws.database.RDS | Database events | Eventos de la base de datos
        """,
    ),
}
"""Every resource type that has an icon of its own."""

PEOPLE: Mapping[str, Kind] = {
    "users": Kind("aws.general.Users", Part.EDGE, Text(en="Users", es="Usuarios")),
    "internet": Kind("aws.general.InternetAlt2", Part.EDGE, same("Internet")),
    "github": Kind("onprem.ci.GithubActions", Part.OPERATIONS, same("GitHub Actions")),
    "email": Kind(
        "aws.integration.SimpleNotificationServiceSnsEmailNotification",
        Part.OPERATIONS,
        Text(en="E-mail", es="Correo electrónico"),
    ),
    "service": Kind("aws.general.General", Part.OPERATIONS, Text(en="AWS service", es="Servicio de AWS")),
    "anyone": Kind("aws.general.User", Part.EDGE, Text(en="Anyone", es="Cualquiera")),
    "range": Kind("aws.general.OfficeBuilding", Part.EDGE, Text(en="Address range", es="Rango de direcciones")),
    "group": Kind("aws.general.GenericFirewall", Part.HIDDEN, Text(en="Security group", es="Grupo de seguridad")),
    "foreign": Kind(GENERIC, Part.HIDDEN, Text(en="Outside this template", es="Fuera de esta plantilla")),
    "all of them": Kind(GENERIC, Part.HIDDEN, Text(en="Every one in the account", es="Todos los de la cuenta")),
    "host": Kind("aws.general.TraditionalServer", Part.ENTRY, Text(en="Other host", es="Otro servidor")),
    "task": Kind("aws.compute.Fargate", Part.COMPUTE, Text(en="Fargate tasks", es="Tareas de Fargate")),
    "ec2 task": Kind("aws.compute.ElasticContainerServiceTask", Part.COMPUTE, Text(en="ECS tasks", es="Tareas de ECS")),
    "instances": Kind("aws.compute.EC2Instances", Part.COMPUTE, Text(en="EC2 instances", es="Instancias EC2")),
}
"""What is drawn and is no resource: people, other systems, parts of a service."""

VARIANTS: Mapping[str, str] = {
    "postgres": "aws.database.RDSPostgresqlInstance",
    "mysql": "aws.database.RDSMysqlInstance",
    "mariadb": "aws.database.RDSMariadbInstance",
    "oracle": "aws.database.RDSOracleInstance",
    "sqlserver": "aws.database.RDSSqlServerInstance",
    "network": "aws.network.ElbNetworkLoadBalancer",
}
"""Icons by a property of the resource: the engine of a database, the type of a load balancer."""


def kind_of(resource_type: str) -> Kind:
    """How a type is drawn; a type without an icon of its own gets the generic one and the end of its name."""
    known = KINDS.get(resource_type)
    if known is not None:
        return known
    part = Part.OTHER if category(resource_type) is None else Part.HIDDEN
    return Kind(GENERIC, part, same(spaced(resource_type.rpartition("::")[2] or resource_type)))


def spaced(name: str) -> str:
    """An identifier in camel case as words: `VpcIAMRole` is `VPC IAM role`."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[^A-Z]+|[A-Z]", name) or [name]
    words = [part.upper() if part in _ACRONYMS else part for part in parts]
    rest = (word if word.isupper() and len(word) > 1 else word[:1].lower() + word[1:] for word in words[1:])
    return " ".join([words[0], *rest])


_ACRONYMS = frozenset({"Acl", "Api", "Cpu", "Dns", "Http", "Https", "Iam", "Sns", "Sqs", "Vpc"})
