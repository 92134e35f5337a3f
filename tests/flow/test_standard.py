from __future__ import annotations

import json

from flow.conftest import Profile
from workbook.flow.model import Hop, PathKind
from workbook.flow.report import step_numbers, to_json
from workbook.graph.model import USERS, node_id
from workbook.lang import Lang
from workbook.template.model import ResourceId


def _ends(hop: Hop) -> tuple[int, str, str, str, int | None]:
    return hop.n, hop.source.label.en, hop.target.label.en, hop.protocol, hop.port


def test_a_page_load_and_an_api_call_are_followed_to_their_end(standard: Profile) -> None:
    page, call = standard.report().paths

    assert (page.kind, page.complete) == (PathKind.PAGE_LOAD, True)
    assert [_ends(hop) for hop in page.hops] == [
        (1, "user's browser", "DNS record app.inventory.example.com", "DNS", 53),
        (2, "user's browser", "CloudFront distribution app.inventory.example.com", "HTTPS", 443),
        (3, "CloudFront distribution app.inventory.example.com", "S3 bucket", "HTTPS", 443),
    ]
    assert (call.kind, call.complete) == (PathKind.API_CALL, True)
    assert [_ends(hop) for hop in call.hops] == [
        (4, "user's browser", "DNS record api.inventory.example.com", "DNS", 53),
        (5, "user's browser", "Application Load Balancer", "HTTPS", 443),
        (6, "Application Load Balancer", "Fargate tasks", "HTTP", 8000),
        (7, "Fargate tasks", "RDS PostgreSQL database", "PostgreSQL", 5432),
    ]


def test_the_answer_comes_back_over_every_hop_but_the_look_up(standard: Profile) -> None:
    page, call = standard.report().paths

    assert [step.target.label.en for step in page.back] == [
        "CloudFront distribution app.inventory.example.com",
        "user's browser",
    ]
    assert [step.source.label.en for step in call.back] == [
        "RDS PostgreSQL database",
        "Fargate tasks",
        "Application Load Balancer",
    ]


def test_every_hop_is_proved_by_places_that_the_template_has(standard: Profile) -> None:
    resources = {r.id: r for r in standard.assembly.resources()}

    for path in standard.report().paths:
        for hop in path.hops:
            assert hop.evidence
            for proof in hop.evidence:
                resource = resources[ResourceId(proof.stack, proof.logical_id)]
                assert proof == resource.evidence(proof.path.partition(".Properties.")[2])
                assert proof.value is not None


def test_nothing_is_left_open_in_a_template_that_says_all(standard: Profile) -> None:
    report = standard.report()

    assert [hop.untold for path in report.paths for hop in path.hops] == [()] * 7
    assert report.why_empty is None


def test_headers_that_the_program_needs_are_named_with_their_values(standard: Profile) -> None:
    page, call = standard.report().paths
    to_balancer, to_task = call.hops[1], call.hops[2]

    assert {h.name: h.value and h.value.en for h in to_balancer.headers} == {
        "Host": "api.inventory.example.com",
        "Origin": "https://app.inventory.example.com",
        "Cookie": None,
    }
    assert {h.name: h.value and h.value.en for h in to_task.headers} == {
        "Host": "api.inventory.example.com",
        "X-Forwarded-For": None,
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Port": "443",
        "X-Amzn-Trace-Id": None,
    }
    assert "Authorization" in {h.name for h in page.hops[2].headers}
    assert {"Content-Security-Policy", "Strict-Transport-Security"} <= {h.name for h in page.back[-1].headers}


def test_a_timeout_tells_the_property_or_the_document_that_it_comes_from(standard: Profile) -> None:
    idle, kept = standard.call().hops[1].timeouts
    told = to_json(standard.report(), Lang.EN)["paths"][1]["steps"][1]["timeouts"]

    assert (idle.seconds, kept.seconds) == (60, 3600)
    assert [(t["default"], t["documented"] is None) for t in told] == [(False, True), (True, False)]


def test_a_hop_tells_only_the_timeouts_of_its_own_two_sides(standard: Profile) -> None:
    to_task, to_database = standard.call().hops[2:]

    assert not any("database" in timeout.what.en for timeout in to_task.timeouts)
    assert all("database" in timeout.what.en for timeout in to_database.timeouts)


def test_numbers_of_the_picture_are_those_of_the_text(standard: Profile) -> None:
    numbers = step_numbers(standard.report())
    distribution = node_id(standard.resource("CloudFront::Distribution"))
    bucket = next(p.hops[2].target.id for p in standard.report().paths)
    balancer = node_id(standard.resource("ElasticLoadBalancingV2::LoadBalancer"))
    group = node_id(standard.resource("ElasticLoadBalancingV2::TargetGroup"))
    service = node_id(standard.resource("ECS::Service"))

    assert numbers[USERS, distribution] == (2,)
    assert numbers[distribution, bucket] == (3,)
    assert numbers[USERS, balancer] == (5,)
    assert numbers[balancer, service] == numbers[group, service] == (6,)
    assert sorted({n for found in numbers.values() for n in found}) == [1, 2, 3, 4, 5, 6, 7]


def test_equal_input_gives_an_equal_report(standard: Profile) -> None:
    assert standard.report() == standard.report()


def test_json_has_the_documented_shape(standard: Profile) -> None:
    report = json.loads(json.dumps(to_json(standard.report(), Lang.EN)))

    assert list(report) == ["schema", "source", "digest", "paths", "failures", "why_empty", "coverage"]
    assert (report["schema"], report["source"]) == (1, "standard")
    step = report["paths"][0]["steps"][0]
    assert {"n", "from", "to", "protocol", "port", "evidence", "does", "timeouts", "headers"} <= step.keys()
    assert set(step["evidence"][0]) == {"stack", "logical_id", "path", "value"}
    assert (report["paths"][0]["complete"], report["paths"][0]["broken_at"]) == (True, None)


def test_every_profile_is_followed_to_its_end() -> None:
    for name in ("starter", "growth"):
        assert [path.complete for path in Profile(name).report().paths] == [True, True]


def test_the_page_comes_past_the_cache_and_the_assets_from_it(standard: Profile) -> None:
    page = standard.report().paths[0]
    to_edge, to_bucket = ([f.text.en for f in hop.findings] for hop in page.hops[1:])

    assert "the policy Managed-CachingDisabled keeps no answer, so each request goes on to the origin" in to_edge
    assert any(text.startswith("for /assets/*: what is in the cache is answered at once") for text in to_edge)
    assert "for /assets/*: no function runs, so that an address is a file or an error" in to_edge
    assert page.hops[2].does.en.startswith("fetches the page each time, and of what matches /assets/*")
    assert "CloudFront may list the bucket as well, so that S3 answers 404 for a file that is missing" in to_bucket


def test_only_what_the_cache_keeps_is_compressed(standard: Profile) -> None:
    told = [f.text.en for f in standard.report().paths[0].back[-1].findings]

    assert told[0].startswith("CloudFront sends the answer as it came: the policy Managed-CachingDisabled")
    assert "for /assets/*: CloudFront compresses what the browser can take compressed" in told
