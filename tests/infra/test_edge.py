from __future__ import annotations

import json
import subprocess

import pytest

from infra.templates import Snapshot
from workbook.template.synthesis import node_program

CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"


def distribution(snapshot: Snapshot) -> dict[str, object]:
    config: dict[str, object] = snapshot.only("AWS::CloudFront::Distribution")["DistributionConfig"]
    return config


def test_the_bucket_is_private_and_only_this_distribution_reads_it(snapshot: Snapshot) -> None:
    bucket = snapshot.only("AWS::S3::Bucket")
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    statements = snapshot.only("AWS::S3::BucketPolicy")["PolicyDocument"]["Statement"]
    (allowed,) = [statement for statement in statements if statement["Effect"] == "Allow"]
    assert allowed["Action"] == ["s3:GetObject", "s3:ListBucket"]
    assert allowed["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert "distribution/" in json.dumps(allowed["Condition"]["StringEquals"]["AWS:SourceArn"])
    assert snapshot.only("AWS::CloudFront::OriginAccessControl")


def test_visitors_cannot_list_the_bucket(snapshot: Snapshot) -> None:
    """S3 lists it for whoever asks for `/`, or with parameters; neither reaches it."""
    config = distribution(snapshot)
    assert config["DefaultRootObject"] == "index.html"
    for behavior in (config["DefaultCacheBehavior"], *config["CacheBehaviors"]):
        assert behavior["CachePolicyId"] in {CACHING_DISABLED, CACHING_OPTIMIZED}, "these pass on no query string"
        assert "OriginRequestPolicyId" not in behavior


def test_visitors_use_https_with_modern_tls_and_http(snapshot: Snapshot) -> None:
    config = distribution(snapshot)
    assert config["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert config["HttpVersion"] == "http2and3"
    assert config["IPV6Enabled"] is True
    assert config["Aliases"] == ["app.inventory.example.com"]


def test_assets_are_kept_at_the_edge_and_the_page_is_not(snapshot: Snapshot) -> None:
    config = distribution(snapshot)
    page, (assets,) = config["DefaultCacheBehavior"], config["CacheBehaviors"]
    assert assets["PathPattern"] == "/assets/*"
    assert page["CachePolicyId"] == CACHING_DISABLED
    assert assets["CachePolicyId"] == CACHING_OPTIMIZED
    assert assets["Compress"] is True


def test_page_and_assets_differ_in_nothing_else(snapshot: Snapshot) -> None:
    config = distribution(snapshot)
    page, (assets,) = config["DefaultCacheBehavior"], config["CacheBehaviors"]
    assert page["ViewerProtocolPolicy"] == "redirect-to-https"
    assert page["AllowedMethods"] == ["GET", "HEAD"]
    assert len(config["Origins"]) == 1
    differing = {"PathPattern", "CachePolicyId", "FunctionAssociations"}
    assert {k: v for k, v in page.items() if k not in differing} == {
        k: v for k, v in assets.items() if k not in differing
    }


def test_pages_may_talk_to_the_api_and_to_nobody_else(snapshot: Snapshot) -> None:
    policy = snapshot.only("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    headers = policy["SecurityHeadersConfig"]
    directives = headers["ContentSecurityPolicy"]["ContentSecurityPolicy"].split("; ")
    assert "connect-src 'self' https://api.inventory.example.com" in directives
    assert directives[0] == "default-src 'none'"
    assert {"script-src 'self'", "style-src 'self'", "form-action 'none'", "frame-ancestors 'none'"} < set(directives)
    assert "unsafe" not in headers["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    assert headers["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 31536000


def test_browsers_ask_again_for_what_does_not_say_how_long_it_is_good(snapshot: Snapshot) -> None:
    policy = snapshot.only("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    own = {item["Header"]: item for item in policy["CustomHeadersConfig"]["Items"]}
    assert own["cache-control"] == {"Header": "cache-control", "Value": "no-cache", "Override": False}
    assert own["cross-origin-resource-policy"]["Value"] == "same-origin"


def test_a_missing_file_is_never_answered_with_the_page(snapshot: Snapshot) -> None:
    config = distribution(snapshot)
    assert "CustomErrorResponses" not in config
    assert all("FunctionAssociations" not in behavior for behavior in config["CacheBehaviors"])


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/", "/index.html"),
        ("/items/42", "/index.html"),
        ("/items/42/", "/index.html"),
        ("/v1.2/items", "/index.html"),
        ("/index.html", "/index.html"),
        ("/assets/main-3f2a.js", "/assets/main-3f2a.js"),
        ("/favicon.ico", "/favicon.ico"),
        ("/assets/../", "/index.html"),
        ("/.", "/index.html"),
        ("/assets/..", "/index.html"),
    ],
)
def test_paths_of_the_application_are_rewritten_and_files_are_not(
    standard: Snapshot, asked: str, answered: str
) -> None:
    code = standard.only("AWS::CloudFront::Function")["FunctionCode"]
    call = f"{code}\nconsole.log(handler({{request: {{uri: {json.dumps(asked)}}}}}).uri)"
    done = subprocess.run([node_program(), "-e", call], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == answered


def test_requests_are_logged_without_the_address_of_the_visitor(snapshot: Snapshot) -> None:
    resources = snapshot.templates["Edge"]["Resources"].values()
    (source,) = [r["Properties"] for r in resources if r["Type"] == "AWS::Logs::DeliverySource"]
    (delivery,) = [r["Properties"] for r in resources if r["Type"] == "AWS::Logs::Delivery"]
    assert source["LogType"] == "ACCESS_LOGS"
    assert "sc-status" in delivery["RecordFields"]
    assert not {"c-ip", "x-forwarded-for"} & set(delivery["RecordFields"])


def test_only_starter_leaves_distant_locations_out(snapshot: Snapshot) -> None:
    expected = "PriceClass_100" if snapshot.profile == "starter" else "PriceClass_All"
    assert distribution(snapshot)["PriceClass"] == expected


def test_the_publisher_touches_one_bucket_and_one_distribution(snapshot: Snapshot) -> None:
    (policy,) = [
        r["Properties"] for r in snapshot.templates["Edge"]["Resources"].values() if r["Type"] == "AWS::IAM::Policy"
    ]
    for statement in policy["PolicyDocument"]["Statement"]:
        assert statement["Resource"] != "*"
