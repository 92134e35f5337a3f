"""The commands about money: what they refuse, and that every form of an answer says the same."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest

from cli.conftest import Run

USAGE = {
    "nearest": ("defaults: {image_g: 1}", "line 1: image_g is no assumption; the nearest is image_gb"),
    "unit": ("defaults:\n  image_gb: 3 hours", "line 2: image_gb is `3 hours`; expected a number in GB"),
    "yaml": ("a: [b", "this is not YAML"),
    "list": ("- 1", "usage.yaml, line 1"),
    "nan": ("defaults: {peak_factor: .nan}", "peak_factor is `.nan`"),
    "negative": ("defaults: {image_gb: -1}", "image_gb is `-1`"),
    "stranger": ("resources: {Gone: {image_gb: 1}}", "the usage names the resource 'Gone', which the source does not"),
}
NUMBERS = ("0", "-3", "1.5", "1,000", "nan", "inf", "1e12", "1000000000000", "many")


def amounts(run: Run, *words: str | Path) -> dict[str, Decimal]:
    told = json.loads(run(*words, "--json").stdout)
    return {f"{each['profile']} {each['users']}": Decimal(each["monthly_total"]) for each in told["scenarios"]}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_number_of_users_that_cannot_be_is_refused_in_one_sentence(run: Run, number: str, lang: str) -> None:
    answer = run("cost", "--users", "100", f"--users={number}", "--lang", lang)

    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1
    assert number in answer.stderr
    assert ("usuarios" if lang == "es" else "users") in answer.stderr


@pytest.mark.parametrize("name", USAGE)
def test_a_usage_file_that_cannot_be_used_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    text, sentence = USAGE[name]
    file = tmp_path / "usage.yaml"
    file.write_text(text)
    answer = run("cost", "--usage", file)

    assert (answer.returncode, answer.stdout) == (2, "")
    assert sentence in answer.stderr


def test_every_problem_of_a_usage_file_is_told_at_once(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "usage.yaml"
    file.write_text("defaults:\n  image_g: 1\n  site_mb: 5 s\n")

    assert len(run("cost", "--usage", file).stderr.splitlines()) == 2


def test_a_region_that_the_book_lacks_is_refused_with_those_that_it_has(run: Run) -> None:
    answer = run("cost", "--region", "mars-1")

    assert answer.returncode == 2
    assert "no region 'mars-1'; it has eu-west-1, sa-east-1, us-east-1, us-west-2" in answer.stderr


def test_a_price_that_a_region_lacks_is_named_with_the_regions_that_have_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "lightsail.yaml"
    file.write_text("Resources: {C: {Type: 'AWS::Lightsail::Container', Properties: {Power: nano, Scale: 1}}}")
    answer = run("cost", file, "--region", "sa-east-1")

    assert answer.returncode == 2
    assert "the price book has no price lightsail.container.nano in sa-east-1; it has one in" in answer.stderr
    assert "us-east-1" in answer.stderr


def test_a_choice_whose_price_a_region_lacks_is_told_beside_the_others(run: Run) -> None:
    told = json.loads(run("cost", "choices", "--region", "sa-east-1", "--json").stdout)
    refused = {each["id"]: each["refused"] for each in told["choices"]}

    assert "no price fargate.vcpu.arm.plan-1yr-no-upfront in sa-east-1" in refused["savings-plan-1-year"]
    assert refused["one-nat"] is None


def test_the_table_the_json_and_the_csv_say_the_same_total(run: Run) -> None:
    words = ("cost", "--profile", "starter", "--users", "1000")
    total = amounts(run, *words)["starter 1000"]
    rows = list(csv.DictReader(StringIO(run(*words, "--csv").stdout)))
    printed = f"{total.quantize(Decimal('0.01')):,}"

    assert abs(sum(Decimal(row["monthly"]) for row in rows if row["monthly"]) - total) < Decimal("0.001")
    assert f"{printed} USD a month" in run(*words).stdout
    assert f"{printed.replace('.', ',')} USD al mes" in run(*words, "--lang", "es").stdout


def test_profiles_and_users_are_multiplied(run: Run) -> None:
    found = amounts(run, "cost", "--profile", "starter", "--profile", "growth", "--users", "100", "--users", "1000")

    assert list(found) == ["starter 100", "starter 1000", "growth 100", "growth 1000"]


def test_the_free_tier_only_takes_away(run: Run) -> None:
    tiers = ("none", "always-free", "legacy-12-months", "credits")
    totals = [amounts(run, "cost", "--users", "1000", "--free-tier", tier)["standard 1000"] for tier in tiers]

    assert totals[0] > totals[1] > totals[2]
    assert totals[3] == totals[1]
    assert "credits" in run("cost", "--free-tier", "credits").stdout


def test_what_a_user_says_of_one_resource_holds_for_that_alone(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "usage.yaml"
    file.write_text("resources:\n  InventoryDelivery/Images2D38C313: {image_gb: 10}\n")

    def item(*words: str | Path) -> Decimal:
        told = json.loads(run("cost", *words, "--json").stdout)
        [only] = [each for each in told["scenarios"][0]["items"] if each["usage_type"] == "TimedStorage-ByteHrs"
                  and each["service"] == "AmazonECR"]  # fmt: skip
        return Decimal(only["monthly"])

    assert item("--usage", file) > 50 * item()


def test_a_source_on_standard_input_can_be_weighed(run: Run, foreign: Path) -> None:
    by_file = run("cost", "choices", foreign, "--json")
    by_stream = run("cost", "choices", "-", "--json", stdin=foreign.read_text())

    assert by_stream.returncode == by_file.returncode == 0
    assert json.loads(by_stream.stdout)["choices"] == json.loads(by_file.stdout)["choices"]


def test_a_verdict_that_differs_ends_with_one(run: Run, tmp_path: Path) -> None:
    case = {"id": "zone", "resource_type": "AWS::Route53::HostedZone", "region": "global", "expected_monthly_usd": 0.6}
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"cases": [case]}))
    answer = run("cost", "verify", file)

    assert answer.returncode == 1
    assert "zone" in answer.stdout
    assert "differs" in answer.stdout


def test_published_figures_that_agree_or_are_left_out_end_well(run: Run) -> None:
    from repo.tracked import ROOT

    answer = run("cost", "verify", ROOT / "tests" / "fixtures" / "cases" / "published.json")

    assert (answer.returncode, answer.stderr) == (0, "")
    assert "54 cases agree, 3 are left out." in answer.stdout


@pytest.mark.parametrize(("words", "named"), [("[", "are not JSON"), ("[]", "has no cases"), ('[{"id": []}]', "as id")])
def test_a_file_of_cases_that_cannot_be_used_ends_with_two(run: Run, tmp_path: Path, words: str, named: str) -> None:
    file = tmp_path / "cases.json"
    file.write_text(words)
    answer = run("cost", "verify", file)

    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1
    assert named in answer.stderr


def test_the_example_of_published_figures_agrees(run: Run) -> None:
    from repo.tracked import ROOT

    assert run("cost", "verify", ROOT / "notebooks" / "examples" / "published.json").returncode == 0
