"""Each way of breaking a request: the hop that fails, and the reason that is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

import pytest

from flow.conftest import Profile
from workbook.flow.model import Path
from workbook.template.edit import Edit, put, remove
from workbook.template.model import Evidence, Resource
from workbook.template.raw import Raw

Change: TypeAlias = Callable[[Profile], list[Edit]]

DISTRIBUTION, CERTIFICATE = "CloudFront::Distribution", "CertificateManager::Certificate"
RECORD, BUCKET_POLICY = "Route53::RecordSet", "S3::BucketPolicy"
BALANCER, LISTENER = "ElasticLoadBalancingV2::LoadBalancer", "ElasticLoadBalancingV2::Listener"
GROUP, SERVICE, TASK = "ElasticLoadBalancingV2::TargetGroup", "ECS::Service", "ECS::TaskDefinition"
SECURITY_GROUP, INGRESS = "EC2::SecurityGroup", "EC2::SecurityGroupIngress"
CONFIG = "DistributionConfig"


def without(kind: str, prefix: str = "", path: str = "") -> Change:
    """Take a resource away, or a place inside it."""
    return lambda profile: [remove(r.evidence(path)) for r in profile.resources(kind, prefix)]


def with_value(kind: str, path: str, value: Raw, prefix: str = "") -> Change:
    """Give a place inside a resource another value."""
    return lambda profile: [put(profile.resource(kind, prefix).evidence(path), value)]


def both(*changes: Change) -> Change:
    return lambda profile: [edit for change in changes for edit in change(profile)]


def without_rules(prefix: str, path: str, matching: Callable[[Raw], bool] = bool) -> Change:
    """Take those rules away that a security group holds itself and that match."""

    def edits(profile: Profile) -> list[Edit]:
        group = profile.resource(SECURITY_GROUP, prefix)
        return [remove(group.evidence(f"{path}.{i}")) for i in _matching(group, path, matching)]

    return edits


def without_statement(profile: Profile) -> list[Edit]:
    """Take the statement away that lets CloudFront read the site's bucket."""
    policy = profile.resource(BUCKET_POLICY, "Site")
    path = "PolicyDocument.Statement"
    return [remove(policy.evidence(f"{path}.{i}")) for i in _matching(policy, path, lambda s: "cloudfront" in str(s))]


def for_another_distribution(profile: Profile) -> list[Edit]:
    policy = profile.resource(BUCKET_POLICY, "Site")
    path = "PolicyDocument.Statement"
    (place,) = _matching(policy, path, lambda s: "cloudfront" in str(s))
    condition = f"{path}.{place}.Condition.StringEquals.AWS:SourceArn"
    return [put(policy.evidence(condition), {"Fn::Sub": "arn:aws:cloudfront::1:distribution/${SiteFiles975A43CF}"})]


def statement_of_policy(**body: Raw) -> Change:
    """Add a statement to the policy of the site's bucket."""
    return lambda profile: [put(_policy_end(profile), {"Principal": "*", "Resource": "*", **body})]


def _policy_end(profile: Profile) -> Evidence:
    policy = profile.resource(BUCKET_POLICY, "Site")
    found = policy.get("PolicyDocument.Statement")
    assert isinstance(found, tuple)
    return policy.evidence(f"PolicyDocument.Statement.{len(found)}")


def reading_statement(path: str, value: Raw) -> Change:
    """Give a place inside the statement that lets CloudFront read another value."""

    def edits(profile: Profile) -> list[Edit]:
        policy, inside = profile.resource(BUCKET_POLICY, "Site"), "PolicyDocument.Statement"
        (place,) = _matching(policy, inside, lambda s: "cloudfront" in str(s))
        return [put(policy.evidence(f"{inside}.{place}.{path}"), value)]

    return edits


def public_routes(profile: Profile) -> list[Edit]:
    return [remove(route.evidence()) for route in profile.resources("EC2::Route", "VpcPublic")]


def only_one_public_route(profile: Profile) -> list[Edit]:
    return public_routes(profile)[:1]


def variable(name: str, value: str) -> Change:
    """Give an environment variable of the web task another value."""

    def edits(profile: Profile) -> list[Edit]:
        task = profile.resource(TASK, "Web")
        path = "ContainerDefinitions.0.Environment"
        return [
            put(task.evidence(f"{path}.{i}.Value"), value)
            for i in _matching(task, path, lambda v: f"'{name}'" in str(v))
        ]

    return edits


def _matching(resource: Resource, path: str, matching: Callable[[Raw], bool]) -> list[int]:
    found = resource.get(path)
    assert isinstance(found, tuple)
    places = [i for i, entry in enumerate(found) if matching(entry)]
    assert places
    return places


def broken(path: Path) -> tuple[int, list[int], str]:
    assert path.broken is not None, "nothing is broken"
    assert path.back == ()
    assert path.broken.evidence
    return path.broken.n, [hop.n for hop in path.hops], "; ".join(reason.text.en for reason in path.broken.reasons)


PAGE: list[tuple[str, Change, int, str]] = [
    ("no record", without(RECORD, "A"), 1, "no record of the template answers for app.inventory.example.com"),
    ("no IPv4 record", without(RECORD, "ARecord"), 1, "an address for IPv6 only"),
    (
        "record that leads elsewhere",
        with_value(RECORD, "AliasTarget.DNSName", "d111111abcdef8.cloudfront.net", "ARecord"),
        1,
        "its A record leads to d111111abcdef8.cloudfront.net",
    ),
    ("private zone", with_value("Route53::HostedZone", "VPCs", [{"VPCId": "vpc-1"}]), 1, "the zone of .* is private"),
    ("switched off", with_value(DISTRIBUTION, f"{CONFIG}.Enabled", value=False), 2, "switched off"),
    ("no certificate", without(DISTRIBUTION, path=f"{CONFIG}.ViewerCertificate"), 2, "presents no certificate"),
    (
        "default certificate",
        with_value(DISTRIBUTION, f"{CONFIG}.ViewerCertificate", {"CloudFrontDefaultCertificate": True}),
        2,
        "presents no certificate",
    ),
    (
        "certificate of another name",
        with_value(CERTIFICATE, "DomainName", "www.example.com", "Certificate"),
        2,
        "covers www.example.com and not app.inventory.example.com",
    ),
    (
        "certificate of another region",
        with_value(
            DISTRIBUTION,
            f"{CONFIG}.ViewerCertificate.AcmCertificateArn",
            "arn:aws:acm:eu-west-1:000000000000:certificate/1",
        ),
        2,
        "lies in eu-west-1, and CloudFront takes certificates from us-east-1 only",
    ),
    (
        "no origin",
        with_value(DISTRIBUTION, f"{CONFIG}.DefaultCacheBehavior.TargetOriginId", "elsewhere"),
        3,
        "the origin elsewhere, which the distribution does not have",
    ),
    ("no origins at all", without(DISTRIBUTION, path=f"{CONFIG}.Origins.0"), 3, "which the distribution does not have"),
    ("no bucket policy", without(BUCKET_POLICY, "Site"), 3, "has no policy, so it refuses CloudFront"),
    ("no statement", without_statement, 3, "no statement in the policy .* lets CloudFront read"),
    ("listing only", reading_statement("Action", "s3:ListBucket"), 3, "no statement in the policy"),
    ("denial", statement_of_policy(Effect="Deny", Action="s3:*"), 3, "denies reading its objects"),
    ("statement for another distribution", for_another_distribution, 3, "no statement in the policy"),
    (
        "no signature",
        with_value("CloudFront::OriginAccessControl", "OriginAccessControlConfig.SigningBehavior", "never"),
        3,
        "never signs",
    ),
    ("unsigned", without(DISTRIBUTION, path=f"{CONFIG}.Origins.0.OriginAccessControlId"), 3, "no statement"),
]

CALL: list[tuple[str, Change, int, str]] = [
    ("no record", without(RECORD, "LoadBalancer"), 4, "no record of the template gives the load balancer a name"),
    ("no IPv4 record", without(RECORD, "LoadBalancerARecord"), 4, "an address for IPv6 only"),
    ("no route", public_routes, 5, "has no route for IPv4 to an internet gateway"),
    ("no route in one zone", only_one_public_route, 5, "has no route for IPv4"),
    ("no route table", without("EC2::SubnetRouteTableAssociation", "VpcPublic"), 5, "has no route table of its own"),
    ("gateway not attached", without("EC2::VPCGatewayAttachment"), 5, "is not attached to the network"),
    ("internal", with_value(BALANCER, "Scheme", "internal"), 5, "its addresses are private"),
    ("no listener", without(LISTENER), 5, "has no listener, so nothing answers"),
    ("no secure listener", without(LISTENER, "LoadBalancerHttps"), 5, "redirected to https:443, where no listener"),
    (
        "unencrypted only",
        both(
            with_value(LISTENER, "Protocol", "HTTP", "LoadBalancerHttps"),
            without(LISTENER, "LoadBalancerHttp7"),
        ),
        5,
        "browsers do not let such pages call an unencrypted address",
    ),
    ("no certificate", without(LISTENER, "LoadBalancerHttps", "Certificates"), 5, "presents no certificate"),
    (
        "certificate of another name",
        with_value(CERTIFICATE, "DomainName", "app.inventory.example.com", "LoadBalancer"),
        5,
        "covers app.inventory.example.com and not api.inventory.example.com",
    ),
    (
        "redirect to itself",
        both(
            with_value(LISTENER, "DefaultActions.0.RedirectConfig.Protocol", "HTTP", "LoadBalancerHttp7"),
            with_value(LISTENER, "DefaultActions.0.RedirectConfig.Port", "80", "LoadBalancerHttp7"),
        ),
        5,
        "redirected to http:80 and ends where it began, without end",
    ),
    (
        "redirect that keeps the port",
        with_value(LISTENER, "DefaultActions.0.RedirectConfig.Port", "#{port}", "LoadBalancerHttp7"),
        5,
        "redirected to https:80, where no listener answers",
    ),
    ("no ingress", without_rules("SecurityGroupsLoadBalancer", "SecurityGroupIngress"), 5, "no ingress rule"),
    (
        "ingress for IPv6 only",
        without_rules("SecurityGroupsLoadBalancer", "SecurityGroupIngress", lambda rule: "0.0.0.0/0" in str(rule)),
        5,
        "over IPv6 only",
    ),
    (
        "page may not call",
        with_value(
            "CloudFront::ResponseHeadersPolicy",
            "ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy",
            "default-src 'self'",
        ),
        5,
        "does not let its pages call api.inventory.example.com",
    ),
    ("no target group", without(LISTENER, "LoadBalancerHttps", "DefaultActions.0"), 6, "forwards to no target group"),
    ("no registration", without(SERVICE, path="LoadBalancers"), 6, "nothing registers in the target group"),
    (
        "another container port",
        with_value(SERVICE, "LoadBalancers.0.ContainerPort", 9000),
        6,
        "port 9000 .* does not open",
    ),
    (
        "container opens another port",
        with_value(TASK, "ContainerDefinitions.0.PortMappings.0.ContainerPort", 9000, "Web"),
        6,
        "port 8000 .* does not open",
    ),
    (
        "another container",
        with_value(SERVICE, "LoadBalancers.0.ContainerName", "nginx"),
        6,
        "which its task definition",
    ),
    (
        "program on another port",
        variable("PORT", "9000"),
        6,
        "told to listen on port 9000, and requests arrive on port",
    ),
    ("health check port", with_value(GROUP, "HealthCheckPort", "9000"), 6, "health checks go to port 9000"),
    ("no rule into the tasks", without(INGRESS, "SecurityGroupsTasksFrom"), 6, "no ingress rule of .*Tasks"),
    (
        "no rule out of the load balancer",
        both(
            with_value(SECURITY_GROUP, "SecurityGroupEgress.0.FromPort", 9000, "SecurityGroupsLoadBalancer"),
            with_value(SECURITY_GROUP, "SecurityGroupEgress.0.ToPort", 9000, "SecurityGroupsLoadBalancer"),
        ),
        6,
        "no egress rule of .*LoadBalancer.* lets tcp port 8000 out",
    ),
    ("host not allowed", variable("DJANGO_ALLOWED_HOSTS", "localhost"), 6, "answers only for localhost"),
    (
        "page not trusted",
        variable("DJANGO_CORS_ALLOWED_ORIGINS", "https://x.example.com"),
        6,
        "does not list https://app",
    ),
    ("no rule into the database", without(INGRESS, "SecurityGroupsDatabaseFrom"), 7, "no ingress rule of .*Database"),
    (
        "no rule out of the tasks",
        without_rules("SecurityGroupsTasks", "SecurityGroupEgress", lambda rule: "5432" in str(rule)),
        7,
        "no egress rule of .*Tasks.* lets tcp port 5432 out",
    ),
    (
        "database on another port",
        with_value("RDS::DBInstance", "Port", "6543"),
        7,
        "lets tcp port 6543",
    ),
    (
        "target group of instances",
        with_value(GROUP, "TargetType", "instance"),
        6,
        "takes instances, and tasks .* register by their address",
    ),
]


@pytest.mark.parametrize(("change", "n", "reason"), [c[1:] for c in PAGE], ids=[c[0] for c in PAGE])
def test_a_page_load_breaks_at_the_hop_that_fails(standard: Profile, change: Change, n: int, reason: str) -> None:
    at, hops_before, why = broken(standard.page(*change(standard)))

    assert (at, hops_before) == (n, list(range(1, n)))
    assert re.search(reason, why)


@pytest.mark.parametrize(("change", "n", "reason"), [c[1:] for c in CALL], ids=[c[0] for c in CALL])
def test_an_api_call_breaks_at_the_hop_that_fails(standard: Profile, change: Change, n: int, reason: str) -> None:
    page, call = standard.report(*change(standard)).paths
    at, hops_before, why = broken(call)

    assert page.complete
    assert (at, hops_before) == (n, list(range(4, n)))
    assert re.search(reason, why)


def test_what_breaks_one_path_leaves_the_numbers_of_the_next_in_order(standard: Profile) -> None:
    page, call = standard.report(*without_statement(standard)).paths

    assert page.broken is not None
    assert page.broken.n == 3
    assert [hop.n for hop in call.hops] == [4, 5, 6, 7]


def test_all_reasons_of_a_hop_that_fails_are_told(standard: Profile) -> None:
    edits = [*public_routes(standard), *with_value(BALANCER, "Scheme", "internal")(standard)]

    assert standard.call(*edits).broken is not None
    assert len(standard.call(*edits).broken.reasons) == 3


def test_a_target_group_with_another_port_is_no_fault_since_each_task_registers_its_own(standard: Profile) -> None:
    call = standard.call(put(standard.resource(GROUP).evidence("Port"), 80))

    assert call.complete
    assert any("each target registers port 8000, which counts" in f.text.en for f in call.hops[2].findings)


def test_a_statement_for_everybody_lets_cloudfront_read_too(standard: Profile) -> None:
    assert standard.page(*reading_statement("Principal", "*")(standard)).complete


def test_a_distribution_that_a_policy_names_by_a_written_arn_is_left_open(standard: Profile) -> None:
    arn = {"StringEquals": {"AWS:SourceArn": "arn:aws:cloudfront::000000000000:distribution/EXAMPLE"}}
    page = standard.page(*reading_statement("Condition", arn)(standard))

    assert page.complete
    assert ["names by its ARN" in f.text.en for f in page.hops[2].untold] == [True]


def test_a_function_that_runs_on_the_answer_does_not_rewrite_the_request(standard: Profile) -> None:
    path = f"{CONFIG}.DefaultCacheBehavior.FunctionAssociations.0.EventType"
    page = standard.page(put(standard.resource(DISTRIBUTION).evidence(path), "viewer-response"))

    assert not any("into index.html" in f.text.en for f in page.hops[1].findings)


def test_a_certificate_given_by_a_parameter_is_left_open(standard: Profile) -> None:
    arn = "arn:aws:acm:us-east-1:000000000000:certificate/1"
    path = f"{CONFIG}.ViewerCertificate.AcmCertificateArn"
    page = standard.page(put(standard.resource(DISTRIBUTION).evidence(path), arn))

    assert page.complete
    assert ["whether it covers" in f.text.en for f in page.hops[1].untold] == [True]


def test_a_program_without_a_database_ends_its_path_itself(standard: Profile) -> None:
    call = standard.call(remove(standard.resource(TASK, "Web").evidence("ContainerDefinitions.0.Secrets")))

    assert call.complete
    assert call.hops[-1].target.label.en == "Fargate tasks"


def test_a_program_that_closes_idle_connections_first_is_told_to_fail_now_and_then(standard: Profile) -> None:
    as_it_is = [f.text.en for f in standard.call().hops[2].findings]
    shorter = [f.text.en for f in standard.call(*variable("GUNICORN_KEEPALIVE", "5")(standard)).hops[2].findings]

    assert any("75 s and the load balancer for 60 s, so no request" in text for text in as_it_is)
    assert any("5 s and the load balancer for 60 s, so now and then a request" in text for text in shorter)
