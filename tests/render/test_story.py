from __future__ import annotations

import re
from dataclasses import replace

import pytest

from workbook.flow.follow import follow_requests
from workbook.flow.model import FlowReport, Outcome, Span, Verdict
from workbook.graph.build import build_graph
from workbook.lang import Lang
from workbook.render.console import plain_text
from workbook.render.story import (
    OUTCOMES,
    back_table,
    break_table,
    condition_table,
    failure_table,
    flow_story,
    header_table,
    hop_table,
    span_text,
    step_table,
    timeout_table,
)
from workbook.template.edit import load_edited, remove
from workbook.template.source import load_profile


@pytest.fixture(scope="module")
def report() -> FlowReport:
    return follow_requests(build_graph(load_profile("standard")))


@pytest.fixture(scope="module")
def broken() -> FlowReport:
    """The requests where the load balancer has no listener."""
    graph = build_graph(load_profile("standard"))
    listeners = graph.resources("AWS::ElasticLoadBalancingV2::Listener")
    return follow_requests(build_graph(load_edited(*(remove(listener.evidence()) for listener in listeners))))


def test_the_steps_at_a_glance_are_numbered_and_name_both_ends_and_the_port(report: FlowReport) -> None:
    table = step_table(report.paths[1], Lang.EN)

    assert table.title == "API call to api.inventory.example.com"
    assert [row[0] for row in table.rows] == ["4", "5", "6", "7"]
    assert table.rows[2][1:3] == ("Application Load Balancer → Fargate tasks", "HTTP 8000")


def test_a_broken_request_ends_with_the_step_that_fails(broken: FlowReport) -> None:
    path = broken.paths[1]
    table = step_table(path, Lang.EN)
    assert path.broken is not None
    why = break_table(path.broken, Lang.EN)

    assert [row[0] for row in table.rows] == ["4", "✘ 5"]
    assert why.title == "✘ The request stops at step 5: user's browser → Application Load Balancer"
    assert "has no listener" in why.rows[0][1]
    assert "The way back" not in plain_text(flow_story(broken, Lang.EN)).partition("API call")[2]


def test_a_broken_request_without_a_target_still_says_where_it_began(broken: FlowReport) -> None:
    path = broken.paths[1]
    assert path.broken is not None
    lost = replace(path, broken=replace(path.broken, target=None))

    assert step_table(lost, Lang.EN).rows[-1][1] == "user's browser"


def test_a_hop_tells_every_condition_timeout_and_header_with_its_proof(report: FlowReport) -> None:
    hop = report.paths[1].hops[2]
    rows = hop_table(hop, Lang.EN).rows

    assert len(rows) == 1 + len(hop.findings) + len(hop.timeouts) + len(hop.headers)
    assert rows[0][1].endswith("by way of: listener on port 443, target group")
    assert len(condition_table(hop, Lang.EN).rows) == len(hop.findings)
    assert all(proof for *_, proof in condition_table(hop, Lang.EN).rows)


def test_a_condition_that_stands_outside_the_template_is_marked_as_open(report: FlowReport) -> None:
    hop = report.paths[1].hops[2]
    left_open = replace(hop, findings=(replace(hop.findings[0], verdict=Verdict.UNTOLD),))

    assert [row[0] for row in condition_table(left_open, Lang.EN).rows] == ["?"]


def test_a_timeout_is_either_a_property_or_a_default_with_its_document(report: FlowReport) -> None:
    said = [row[2] for row in timeout_table(report.paths[1].hops[1], Lang.EN).rows]

    assert "LoadBalancerAttributes" in said[0]
    assert re.fullmatch(r"default: AWS CloudFormation, .* \(\d{4}-\d\d-\d\d\)", said[1])


def test_a_header_is_shown_with_its_value_where_the_template_decides_it(report: FlowReport) -> None:
    rows = {name: (value, why) for name, value, why in header_table(report.paths[1].hops[2], Lang.EN).rows}

    assert rows["X-Forwarded-Proto"][0] == "https"
    assert rows["X-Forwarded-For"][0] == ""
    assert all(why for _, why in rows.values())


def test_the_way_back_tells_each_header_that_the_answer_carries(report: FlowReport) -> None:
    page = report.paths[0]
    carried = [row[1] for row in back_table(page, Lang.EN).rows if row[0] == "•"]

    assert [line.partition(":")[0].partition("\n")[0] for line in carried] == [
        header.name for step in page.back for header in step.headers
    ]


def test_a_failure_ends_with_its_outcome(report: FlowReport) -> None:
    failure = report.failures[0]

    for outcome in Outcome:
        assert failure_table(replace(failure, outcome=outcome), Lang.EN).note == OUTCOMES[outcome].en
    assert len({text.en for text in OUTCOMES.values()}) == len(Outcome)


def test_every_cell_of_the_story_is_written_in_the_language_asked_for(report: FlowReport) -> None:
    spanish = plain_text(flow_story(report, Lang.ES))

    for words in ("Paso 6:", "pasando por:", "El camino de vuelta", "por omisión:", "Carga de la página"):
        assert words in spanish
    for words in ("Step", "by way of", "The way back", "default:", "what happens"):
        assert words not in spanish


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (None, ""),
        (Span(60, 60), "60 s"),
        (Span.up_to(35), "0 to 35 s"),
        (Span(120, None), "at least 120 s"),
    ],
)
def test_a_span_is_as_exact_as_it_is_known(span: Span | None, words: str) -> None:
    assert span_text(span, Lang.EN) == words
