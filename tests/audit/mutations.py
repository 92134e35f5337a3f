"""The smallest change to the standard snapshot that breaks each rule, with every rule that falls with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from audit.snapshot import Change, Copied, add, cut, put

CONTAINER = "ContainerDefinitions.0"
CONFIG = "DistributionConfig"
BEHAVIOR = f"{CONFIG}.DefaultCacheBehavior"
TRACKING = "TargetTrackingScalingPolicyConfiguration"
METRIC = f"{TRACKING}.PredefinedMetricSpecification.PredefinedMetricType"
TRUST = "AssumeRolePolicyDocument.Statement.0"
SUBJECT = f"{TRUST}.Condition.StringEquals.token.actions.githubusercontent.com:sub"
AUDIENCE = f"{TRUST}.Condition.StringEquals.token.actions.githubusercontent.com:aud"
LOGIN = "InventoryDataDatabaseInstanceSecret0610E8D93fdaad7efa858a3daf9490cf0a702aeb"


@dataclass(frozen=True)
class Mutation:
    """Changes, the rule that they are meant to break, the others that they break too, and those that go silent."""

    rule: str
    changes: tuple[Change, ...]
    also: frozenset[str] = field(default_factory=frozenset)
    silences: frozenset[str] = field(default_factory=frozenset)


def breaks(rule: str, *changes: Change, also: str = "", silences: str = "") -> Mutation:
    return Mutation(rule, changes, frozenset(also.split()), frozenset(silences.split()))


MUTATIONS = (
    breaks(
        "NET-01",
        add("InventoryNetwork", "AWS::EC2::VPC", CidrBlock="10.1.0.0/16"),
        put("VpcDatabaseSubnet1Subnet", "VpcId", {"Ref": "Added"}),
        put("VpcDatabaseSubnet2Subnet", "VpcId", {"Ref": "Added"}),
        also="NET-03 NET-04 NET-11",
    ),
    breaks(
        "NET-02",
        *(put(f"Vpc{tier}Subnet2Subnet", "AvailabilityZone", "us-east-1a") for tier in ("Public", "Tasks", "Database")),
        also="NET-05 NET-06 NET-07",
    ),
    breaks("NET-03", put("VpcPublicSubnet2Subnet", "AvailabilityZone", "us-east-1a"), also="NET-05 NET-09"),
    breaks("NET-04", cut("VpcVPCGW")),
    breaks(
        "NET-05",
        put("LoadBalancer", "Subnets", Copied("WebService", "NetworkConfiguration.AwsvpcConfiguration.Subnets")),
    ),
    breaks(
        "NET-06",
        put("WebService", "NetworkConfiguration.AwsvpcConfiguration.Subnets", Copied("LoadBalancer", "Subnets")),
        also="NET-15",
    ),
    breaks("NET-07", put("DatabaseInstanceSubnetGroup", "SubnetIds", Copied("LoadBalancer", "Subnets")), also="NET-08"),
    breaks(
        "NET-08",
        put("VpcDatabaseSubnet1RouteTableAssociation", "RouteTableId", {"Ref": "@VpcTasksSubnet1RouteTable"}),
    ),
    breaks("NET-09", put("VpcTasksSubnet2DefaultRoute", "NatGatewayId", {"Ref": "@VpcPublicSubnet1NATGateway"})),
    breaks("NET-10", cut("VpcS3Endpoint", "RouteTableIds.1")),
    breaks("NET-11", cut("VpcFlowLog")),
    breaks("NET-12", put("SecurityGroupsLoadBalancer", "SecurityGroupIngress.0.ToPort", 81)),
    breaks(
        "NET-13",
        put(
            "SecurityGroupsTasks",
            "SecurityGroupIngress",
            [{"IpProtocol": "tcp", "FromPort": 8000, "ToPort": 8000, "CidrIp": "10.0.0.0/16"}],
        ),
    ),
    breaks("NET-14", cut("SecurityGroupsTasks", "SecurityGroupEgress.0")),
    breaks("NET-05", cut("VpcPublicSubnet1DefaultRoute")),
    breaks("NET-15", cut("SecurityGroupsTasks", "SecurityGroupEgress.1")),
    breaks("NET-15", cut("VpcTasksSubnet1RouteTableAssociation")),
    breaks(
        "NET-16",
        add(
            "InventoryNetwork",
            "AWS::EC2::SecurityGroup",
            SecurityGroupIngress=[{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}],
        ),
    ),
    breaks(
        "FRONT-01",
        put("SiteDistribution", f"{BEHAVIOR}.TargetOriginId", "api"),
        put(
            "SiteDistribution",
            f"{CONFIG}.Origins.1",
            {
                "Id": "api",
                "DomainName": "api.inventory.example.com",
                "CustomOriginConfig": {"OriginProtocolPolicy": "https-only"},
            },
        ),
        silences="FRONT-07 FRONT-08 FRONT-09 FRONT-10 FRONT-12 FRONT-14 DNS-01",
    ),
    breaks("FRONT-02", put("SiteDistribution", f"{BEHAVIOR}.ViewerProtocolPolicy", "allow-all")),
    breaks(
        "FRONT-03",
        put(
            "SiteDistribution",
            f"{CONFIG}.ViewerCertificate",
            {"CloudFrontDefaultCertificate": True, "MinimumProtocolVersion": "TLSv1.2_2021"},
        ),
        silences="FRONT-05 DNS-06",
    ),
    breaks("FRONT-04", put("SiteDistribution", f"{CONFIG}.ViewerCertificate.MinimumProtocolVersion", "TLSv1.1_2016")),
    breaks(
        "FRONT-05",
        put(
            "SiteDistribution",
            f"{CONFIG}.ViewerCertificate.AcmCertificateArn",
            "arn:aws:acm:eu-west-1:000000000000:certificate/1",
        ),
        silences="DNS-06",
    ),
    breaks("FRONT-06", cut("SiteDistribution", f"{CONFIG}.Origins.0.OriginAccessControlId")),
    breaks("FRONT-07", cut("SiteFilesPolicy", "PolicyDocument.Statement.1.Condition")),
    breaks("FRONT-08", cut("SiteHeaders", "ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy")),
    breaks("FRONT-09", cut("SiteDistribution", f"{BEHAVIOR}.FunctionAssociations")),
    breaks(
        "FRONT-10",
        put(
            "SiteDistribution",
            f"{CONFIG}.CustomErrorResponses",
            [{"ErrorCode": 404, "ResponseCode": 200, "ResponsePagePath": "/index.html"}],
        ),
    ),
    breaks("FRONT-11", put("SiteDistribution", f"{CONFIG}.HttpVersion", "http2")),
    breaks("FRONT-12", put("SiteDistribution", f"{CONFIG}.CacheBehaviors.0.Compress", False)),
    breaks("FRONT-13", cut("AccessLogDelivery")),
    breaks(
        "FRONT-14",
        cut("SiteDistribution", f"{CONFIG}.DefaultRootObject"),
        cut("SiteDistribution", f"{BEHAVIOR}.FunctionAssociations"),
        also="FRONT-09",
    ),
    breaks(
        "FRONT-15",
        put("SiteDistribution", f"{BEHAVIOR}.OriginRequestPolicyId", "216adef6-5c7f-47e4-b989-5492eafa07d3"),
    ),
    breaks(
        "FRONT-16",
        put(
            "SiteDistribution",
            f"{CONFIG}.Origins.1",
            {
                "Id": "api",
                "DomainName": "api.inventory.example.com",
                "CustomOriginConfig": {"OriginProtocolPolicy": "http-only"},
            },
        ),
    ),
    breaks(
        "FRONT-17",
        add(
            "InventoryEdge",
            "Custom::CDKBucketDeployment",
            ServiceToken="arn:aws:lambda:us-east-1:000000000000:function:up",
        ),
    ),
    breaks("BACK-01", put("WebService", "LaunchType", "EC2")),
    breaks(
        "BACK-02",
        cut("WebService", "LoadBalancers"),
        silences="NET-13 NET-14 BACK-09 BACK-10 BACK-11 BACK-12 BACK-14 BACK-15 SEC-10 SCALE-03 SCALE-04"
        " CICD-01 CICD-11 MON-11",
    ),
    breaks("BACK-03", put("WebService", "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp", "ENABLED")),
    breaks("BACK-04", cut("WebTaskDefinition", "RuntimePlatform.CpuArchitecture")),
    breaks("BACK-05", put("WebTaskDefinition", f"{CONTAINER}.ReadonlyRootFilesystem", False)),
    breaks(
        "BACK-06",
        put("WebTaskDefinition", f"{CONTAINER}.Image", "000000000000.dkr.ecr.us-east-1.amazonaws.com/web:latest"),
        silences="CICD-11",
    ),
    breaks("BACK-07", put("WebService", "DeploymentConfiguration.DeploymentCircuitBreaker.Rollback", False)),
    breaks("BACK-08", put("WebService", "DeploymentConfiguration.MinimumHealthyPercent", 50)),
    breaks("BACK-09", cut("WebService", "HealthCheckGracePeriodSeconds")),
    breaks("BACK-10", put("WebTaskDefinition", f"{CONTAINER}.Environment.5.Value", "60")),
    breaks("BACK-11", put("LoadBalancerTasks", "TargetGroupAttributes.0.Value", "90")),
    breaks("BACK-12", put("LoadBalancer", "LoadBalancerAttributes.1.Value", "120")),
    breaks("BACK-13", put("LoadBalancerTasks", "Matcher.HttpCode", "200-399")),
    breaks("BACK-14", cut("MigrationTaskDefinition", f"{CONTAINER}.Command")),
    breaks("BACK-15", put("WebService", "LoadBalancers.0.ContainerPort", 8080), also="NET-13 NET-14"),
    breaks("BACK-16", put("WebTaskDefinition", "Memory", "8192")),
    breaks("DB-01", put("DatabaseInstance", "Engine", "mysql"), silences="DB-06 DB-09 DB-10 DB-12"),
    breaks("DB-02", put("DatabaseInstance", "MultiAZ", False)),
    breaks("DB-03", put("DatabaseInstance", "BackupRetentionPeriod", 1)),
    breaks("DB-04", put("DatabaseInstance", "PubliclyAccessible", True)),
    breaks("DB-05", cut("DatabaseInstance", "StorageEncrypted")),
    breaks("DB-06", put("DatabaseParameters", "Parameters.rds.force_ssl", "0")),
    breaks("DB-07", put("DatabaseInstance", "DeletionProtection", False)),
    breaks("DB-08", put("DatabaseInstance", "DeletionPolicy", "Delete")),
    breaks("DB-09", put("DatabaseInstance", "EngineVersion", "13")),
    breaks("DB-10", put("DatabaseInstance", "EngineVersion", "17.4")),
    breaks("DB-11", cut("DatabaseInstance", "EngineLifecycleSupport")),
    breaks("DB-12", put("DatabaseInstance", "MasterUsername", "admin")),
    breaks("DB-13", cut(LOGIN, "GenerateSecretString")),
    breaks("DB-14", put("DatabaseInstance", "StorageType", "gp2")),
    breaks("DB-15", cut("DatabaseInstance", "MaxAllocatedStorage")),
    breaks("DB-16", put("DatabaseInstance", "AutoMinorVersionUpgrade", False)),
    breaks(
        "SEC-01",
        put(
            "SecurityGroupsDatabase",
            "SecurityGroupIngress",
            [{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "10.0.0.0/16"}],
        ),
    ),
    breaks("SEC-02", cut("SecurityGroupsDatabase", "SecurityGroupEgress")),
    breaks("SEC-03", cut("LoadBalancerHttps", "Certificates"), silences="SEC-06 DNS-07"),
    breaks(
        "SEC-04",
        put(
            "LoadBalancerHttp", "DefaultActions.0", {"Type": "forward", "TargetGroupArn": {"Ref": "@LoadBalancerTasks"}}
        ),
    ),
    breaks("SEC-05", put("LoadBalancerHttps", "SslPolicy", "ELBSecurityPolicy-2016-08")),
    breaks(
        "SEC-06",
        put("LoadBalancerHttps", "Certificates.0.CertificateArn", "arn:aws:acm:eu-west-1:000000000000:certificate/1"),
        silences="DNS-07",
    ),
    breaks("SEC-07", cut("LoadBalancer", "LoadBalancerAttributes.2")),
    breaks("SEC-08", put(LOGIN, "SecretString", "correct-horse")),
    breaks(
        "SEC-09",
        put("WebTaskDefinition", f"{CONTAINER}.Environment.0", {"Name": "API_TOKEN", "Value": "correct-horse"}),
    ),
    breaks("SEC-10", cut("WebTaskDefinition", f"{CONTAINER}.Secrets"), also="SEC-11"),
    breaks("SEC-11", cut("WebTaskDefinitionExecutionRoleDefaultPolicy", "PolicyDocument.Statement.3")),
    breaks("SEC-12", put("VpcFlowLogIAMRoleDefaultPolicy", "PolicyDocument.Statement.0.Resource", "*")),
    breaks("SEC-13", put("WebTaskDefinition", "TaskRoleArn", Copied("WebTaskDefinition", "ExecutionRoleArn"))),
    breaks("SEC-14", put("WebTaskDefinitionTaskRole", f"{TRUST}.Principal", "*")),
    breaks("SEC-15", put("SiteFiles", "PublicAccessBlockConfiguration.RestrictPublicBuckets", False)),
    breaks("SEC-16", cut("SiteFilesPolicy", "PolicyDocument.Statement.0")),
    breaks(
        "SEC-17",
        add("InventoryData", "AWS::SecretsManager::RotationSchedule", SecretId={"Ref": f"@{LOGIN}"}),
    ),
    breaks("SCALE-01", cut("ScalingCpu")),
    breaks("SCALE-02", cut("ScalingMemory")),
    breaks("SCALE-03", cut("ScalingRequests"), silences="SCALE-04"),
    breaks(
        "SCALE-04",
        add("InventoryService", "AWS::ElasticLoadBalancingV2::TargetGroup", TargetType="lambda"),
        put(
            "ScalingRequests",
            f"{TRACKING}.PredefinedMetricSpecification.ResourceLabel",
            {"Fn::GetAtt": ["Added", "TargetGroupFullName"]},
        ),
    ),
    breaks("SCALE-05", put("ScalingTasks", "MinCapacity", 1)),
    breaks("SCALE-06", put("ScalingTasks", "MaxCapacity", 3)),
    breaks("SCALE-07", put("WebService", "DesiredCount", 2)),
    breaks("SCALE-08", cut("ScalingCpu", f"{TRACKING}.ScaleOutCooldown")),
    breaks("SCALE-09", put("ScalingMemory", f"{TRACKING}.TargetValue", 95)),
    breaks(
        "SCALE-10",
        *(put(f"Scaling{load}", f"{TRACKING}.DisableScaleIn", True) for load in ("Cpu", "Memory", "Requests")),
    ),
    breaks("SCALE-11", put("ScalingCpu", METRIC, "ECSServiceAverageCPUUtilization")),
    breaks("CICD-01", put("WebTaskDefinition", f"{CONTAINER}.Image", "nginx:1.27"), silences="CICD-11"),
    breaks("CICD-02", put("Images", "ImageScanningConfiguration.ScanOnPush", False)),
    breaks("CICD-03", cut("Images", "ImageTagMutability")),
    breaks("CICD-04", cut("Images", "LifecyclePolicy")),
    breaks(
        "CICD-05",
        *(
            put(role, f"{TRUST}.Principal", {"Service": "codebuild.amazonaws.com"})
            for role in ("Deployer", "Publisher")
        ),
        silences="CICD-06 CICD-07 CICD-08 CICD-09 CICD-10",
    ),
    breaks("CICD-06", put("Deployer", SUBJECT, "repo:example/*")),
    breaks("CICD-07", cut("Publisher", AUDIENCE)),
    breaks("CICD-08", put("PublisherDefaultPolicy", "PolicyDocument.Statement.1.Action", "s3:*")),
    breaks("CICD-09", cut("DeployerDefaultPolicy", "PolicyDocument.Statement.0.Action.6")),
    breaks("CICD-10", add("InventoryDelivery", "AWS::IAM::AccessKey", UserName="pipeline")),
    breaks(
        "CICD-11",
        add(
            "InventoryService",
            "AWS::ECR::Repository",
            ImageTagMutability="IMMUTABLE",
            ImageScanningConfiguration={"ScanOnPush": True},
            LifecyclePolicy={"LifecyclePolicyText": "{}"},
            Tags=[{"Key": "project", "Value": "inventory"}],
        ),
        put("WebTaskDefinition", f"{CONTAINER}.Image", {"Fn::Sub": "${Added.RepositoryUri}:v1"}),
        also="CICD-09 SEC-11",
    ),
    breaks(
        "CICD-12",
        add("InventoryEdge", "AWS::Lambda::Function", Runtime="nodejs22.x", Handler="index.handler"),
        Change(
            "AddedToo",
            value={"Type": "Custom::Helper", "Properties": {"ServiceToken": {"Fn::GetAtt": ["Added", "Arn"]}}},
            stack="InventoryEdge",
        ),
    ),
    breaks("CICD-13", put("SiteFiles", "BucketName", "inventory-files")),
    breaks("CICD-14", cut("SiteSinglePageApp"), also="FRONT-09"),
    breaks("MON-01", cut("WebTaskDefinition", f"{CONTAINER}.LogConfiguration")),
    breaks("MON-02", cut("ApplicationLogs", "RetentionInDays")),
    breaks(
        "MON-03", cut("TaskEventsRule"), put("WebCluster", "ClusterSettings.0.Value", "disabled"), also="CICD-14 MON-04"
    ),
    breaks("MON-04", put("WebCluster", "ClusterSettings.0.Value", "disabled")),
    breaks("MON-05", cut("LoadBalancerAccessLogDelivery")),
    breaks("MON-06", put("SlowResponses", "ExtendedStatistic", "p50")),
    breaks("MON-07", cut("ApplicationErrors"), cut("LoadBalancerErrors"), also="CICD-14"),
    breaks("MON-08", put("UnhealthyTasks", "MetricName", "HealthyHostCount")),
    breaks("MON-09", cut("TaskCpu"), also="CICD-14"),
    breaks("MON-10", put("TaskMemory", "MetricName", "CPUUtilization")),
    breaks("MON-11", cut("MissingTasks"), also="CICD-14"),
    breaks("MON-12", cut("DatabaseCpu"), also="CICD-14"),
    breaks("MON-13", cut("DatabaseStorage"), also="CICD-14"),
    breaks("MON-14", cut("DatabaseMemory"), also="CICD-14"),
    breaks("MON-15", cut("DatabaseConnections"), also="CICD-14"),
    breaks("MON-16", cut("DatabaseEvents", "EventCategories.1")),
    breaks("MON-17", put("TaskCpu", "Dimensions", Copied("DatabaseCpu", "Dimensions")), also="MON-09"),
    breaks("MON-18", cut("SlowResponses", "TreatMissingData")),
    breaks("MON-19", cut("NotificationsTopicopsexamplecom")),
    breaks("MON-20", cut("NotificationsTopic", "KmsMasterKeyId")),
    breaks("MON-21", cut("NotificationsKey", "KeyPolicy.Statement.1")),
    breaks("MON-22", cut("Dashboard")),
    breaks("MON-23", cut("Budget")),
    breaks("MON-24", cut("DatabaseInstance", "EnableCloudwatchLogsExports")),
    breaks("MON-25", put("DatabaseInstance", "EnablePerformanceInsights", False)),
    breaks("MON-26", cut("LoadBalancer", "Tags")),
    breaks(
        "MON-27",
        add("InventoryService", "AWS::S3::Bucket"),
        put("LoadBalancer", "LoadBalancerAttributes.3", {"Key": "access_logs.s3.bucket", "Value": {"Ref": "Added"}}),
        also="SEC-15 SEC-16 MON-26",
    ),
    breaks("DNS-01", cut("ARecord")),
    breaks("DNS-02", cut("LoadBalancerARecord")),
    breaks("DNS-03", cut("LoadBalancerAaaaRecord")),
    breaks(
        "DNS-04",
        put("LoadBalancerARecord", "Type", "CNAME"),
        put("LoadBalancerARecord", "ResourceRecords", [{"Fn::GetAtt": ["@LoadBalancer", "DNSName"]}]),
        cut("LoadBalancerARecord", "AliasTarget"),
    ),
    breaks("DNS-05", put("ARecord", "Name", "www.inventory.example.com."), also="DNS-03"),
    breaks("DNS-06", put("Certificate", "DomainName", "inventory.example.com")),
    breaks("DNS-07", put("LoadBalancerCertificate", "DomainName", "inventory.example.com")),
    breaks("DNS-08", put("Certificate", "ValidationMethod", "EMAIL")),
)
