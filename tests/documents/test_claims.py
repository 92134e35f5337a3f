"""What the prose of the documents claims without a number still holds."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from repo.tracked import ROOT
from workbook.cost.estimate import total
from workbook.cost.whatif.availability import of_api, of_pages
from workbook.documents.sources import FIRST_STAGE, LATER, changed, followed, graph, priced, rivals, swept
from workbook.flow.model import Outcome
from workflows.archives import PLATFORMS

STARTER, STANDARD = "starter", "standard"


def saving(choice: str) -> Decimal:
    return priced(STANDARD, FIRST_STAGE).total - changed(STANDARD, (choice,))[1].total


def test_gateways_are_the_largest_part_of_the_bill_in_the_first_stage() -> None:
    assert [each.service for each in swept(STANDARD).until(FIRST_STAGE).dominant] == ["AmazonEC2:NAT"]


def test_lightsail_costs_least_and_lambda_less_than_ours() -> None:
    costs = {entry.rival.id: entry.estimates[0].total for entry in rivals().entries}

    assert min(costs, key=lambda rival: costs[rival]) == "lightsail"
    assert costs["lambda"] < rivals().estimates[0].total


def test_aurora_costs_more_than_a_standby_and_promises_more() -> None:
    (aurora,) = (entry for entry in rivals().entries if entry.rival.id == "aurora")

    assert aurora.estimates[0].total > rivals().estimates[0].total
    assert aurora.api.minutes_down < rivals().api.minutes_down


def test_pages_are_promised_less_than_calls() -> None:
    assert of_pages(graph(STANDARD)).minutes_down > of_api(graph(STANDARD)).minutes_down


def test_endpoints_cost_less_than_gateways_and_the_cheaper_processor_is_taken() -> None:
    assert saving("endpoints") > 0
    assert saving("x86") < 0


def test_no_failure_stops_the_profile_of_the_brief() -> None:
    assert all(failure.outcome is not Outcome.STOPPED for failure in followed(STANDARD).failures)
    assert any(failure.outcome is Outcome.STOPPED for failure in followed(STARTER).failures)


def test_the_load_asks_for_no_larger_class_and_no_more_tasks_before_the_later_number_of_users() -> None:
    kinds = {step.kind.value for step in swept(STANDARD).until(LATER).steps}

    assert kinds <= {"storage", "free"}
    assert swept(STARTER).until(FIRST_STAGE).steps == ()


def test_the_profiles_cost_more_the_more_they_guarantee() -> None:
    amounts = [total(priced(profile, FIRST_STAGE).lines) for profile in (STARTER, STANDARD, "growth")]

    assert amounts == sorted(amounts)


@pytest.mark.parametrize(
    ("page", "claims"),
    [
        (
            "deploy-to-aws.md",
            ("keeps fifty images", "The pipeline pushes five", "at least the last ten releases"),
        ),
        (
            "deploy-to-aws.es.md",
            ("Conserva cincuenta imágenes", "La canalización sube cinco", "al menos a las diez últimas versiones"),
        ),
    ],
)
def test_the_repository_keeps_as_many_releases_as_the_guide_says(page: str, claims: tuple[str, ...]) -> None:
    """An index, and for each processor an image and its papers, each counted as one of those that are kept at worst."""
    guide = (ROOT / "docs" / "howto" / page).read_text(encoding="utf-8")
    (repository,) = graph(STANDARD).resources("AWS::ECR::Repository")
    rules = json.loads(str(repository.get("LifecyclePolicy.LifecyclePolicyText")))["rules"]
    (kept,) = (each["selection"] for each in rules if each["selection"]["countType"] == "imageCountMoreThan")
    pushed = 1 + 2 * len(PLATFORMS)

    assert (kept["tagStatus"], kept["countNumber"], pushed, kept["countNumber"] // pushed) == ("any", 50, 5, 10)
    assert [claim for claim in claims if claim not in guide] == []
