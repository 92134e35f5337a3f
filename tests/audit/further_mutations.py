"""Further ways to break a rule than the smallest one: what an outsider tries first on a copy of the snapshot."""

from __future__ import annotations

from audit.mutations import CONFIG, breaks
from audit.snapshot import put

READING = "PolicyDocument.Statement.1"
DENIAL = {"Effect": "Deny", "Action": "s3:*", "Principal": "*", "Resource": "*"}

FURTHER = (
    breaks("FRONT-01", put("SiteDistribution", f"{CONFIG}.Enabled", False)),
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
    breaks(
        "FRONT-09",
        put("SiteSinglePageApp", "FunctionCode", "function handler(event) { return event.request; }"),
    ),
    breaks("DNS-01", put("Zone", "VPCs", [{"VPCId": {"Ref": "@Vpc"}, "VPCRegion": "us-east-1"}]), also="DNS-02"),
    breaks("DNS-01", put("ARecord", "AliasTarget.DNSName", "d111111abcdef8.cloudfront.net")),
)
