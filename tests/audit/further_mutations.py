"""Further ways to break a rule than the smallest one: what an outsider tries first on a copy of the snapshot."""

from __future__ import annotations

from audit.mutations import CONFIG, CONTAINER, breaks
from audit.snapshot import add, cut, put

READING = "PolicyDocument.Statement.1"
ASSETS = f"{CONFIG}.CacheBehaviors.0"
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
LISTS_FOR_ANY_DISTRIBUTION = {
    "Effect": "Allow",
    "Action": "s3:ListBucket",
    "Principal": {"Service": "cloudfront.amazonaws.com"},
    "Resource": {"Fn::GetAtt": ["@SiteFiles", "Arn"]},
}
DENIAL = {"Effect": "Deny", "Action": "s3:*", "Principal": "*", "Resource": "*"}

FURTHER = (
    breaks("FRONT-01", put("SiteDistribution", f"{CONFIG}.Enabled", False)),
    breaks("FRONT-02", put("SiteDistribution", f"{ASSETS}.ViewerProtocolPolicy", "allow-all")),
    breaks(
        "FRONT-06",
        put(
            "SiteDistributionOrigin1S3OriginAccessControl",
            "OriginAccessControlConfig.OriginAccessControlOriginType",
            "lambda",
        ),
    ),
    breaks("FRONT-07", put("SiteFilesPolicy", f"{READING}.Action", "s3:ListBucket")),
    breaks("FRONT-07", put("SiteFilesPolicy", f"{READING}.Principal", "*")),
    breaks("FRONT-07", put("SiteFilesPolicy", "PolicyDocument.Statement.2", DENIAL)),
    breaks("FRONT-07", put("SiteFilesPolicy", "PolicyDocument.Statement.2", LISTS_FOR_ANY_DISTRIBUTION)),
    breaks("FRONT-08", cut("SiteDistribution", f"{ASSETS}.ResponseHeadersPolicyId")),
    breaks(
        "FRONT-09",
        put("SiteSinglePageApp", "FunctionCode", "function handler(event) { return event.request; }"),
    ),
    breaks("FRONT-12", put("SiteDistribution", f"{ASSETS}.CachePolicyId", CACHING_DISABLED)),
    breaks(
        "FRONT-15",
        put("SiteDistribution", f"{ASSETS}.OriginRequestPolicyId", "bf0718e1-ba1e-49d1-88b1-f726733018ae"),
    ),
    breaks("DNS-01", put("Zone", "VPCs", [{"VPCId": {"Ref": "@Vpc"}, "VPCRegion": "us-east-1"}]), also="DNS-02"),
    breaks("DNS-01", put("ARecord", "AliasTarget.DNSName", "d111111abcdef8.cloudfront.net")),
    breaks(
        "NET-14",
        cut("SecurityGroupsLoadBalancer", "SecurityGroupIngress.2"),
        cut("SecurityGroupsLoadBalancer", "SecurityGroupIngress.3"),
    ),
    breaks(
        "SEC-01",
        add(
            "InventoryNetwork",
            "AWS::EC2::SecurityGroupIngress",
            GroupId={"Ref": "@SecurityGroupsDatabase"},
            SourceSecurityGroupId={"Ref": "@SecurityGroupsLoadBalancer"},
            IpProtocol="tcp",
            FromPort=5432,
            ToPort=5432,
        ),
    ),
    breaks("NET-09", cut("VpcPublicSubnet1NATGateway"), also="NET-06 NET-15 CICD-14"),
    breaks("MON-05", cut("LoadBalancerAccessLogs"), also="CICD-14"),
    breaks("NET-15", put("VpcPublicSubnet1NATGateway", "SubnetId", {"Ref": "@VpcDatabaseSubnet1Subnet"})),
    breaks("BACK-02", put("LoadBalancerTasks", "TargetType", "instance")),
    breaks("BACK-13", put("LoadBalancerTasks", "HealthCheckEnabled", False)),
    breaks(
        "SEC-09",
        put(
            "WebTaskDefinition",
            f"{CONTAINER}.Environment.0",
            {"Name": "DATABASE_URL", "Value": "postgres://shop:correct-horse@db.example.com/shop"},
        ),
    ),
    breaks("SCALE-06", put("ScalingTasks", "SuspendedState", {"DynamicScalingOutSuspended": True})),
    breaks(
        "CICD-03",
        put("Images", "ImageTagMutability", "IMMUTABLE_WITH_EXCLUSION"),
        put(
            "Images",
            "ImageTagMutabilityExclusionFilters",
            [
                {
                    "ImageTagMutabilityExclusionFilterType": "WILDCARD",
                    "ImageTagMutabilityExclusionFilterValue": "*",
                }
            ],
        ),
    ),
    breaks("MON-05", put("LoadBalancerAccessLogDeliveryDestination", "DestinationResourceArn", "arn:aws:s3:::logs")),
    breaks("MON-09", put("TaskCpu", "Threshold", 200)),
    breaks("MON-09", put("TaskCpu", "Dimensions.0.Name", "Cluster"), also="MON-17"),
    breaks("MON-10", put("TaskMemory", "ComparisonOperator", "LessThanThreshold")),
    breaks("MON-13", put("DatabaseStorage", "ComparisonOperator", "GreaterThanThreshold")),
)
