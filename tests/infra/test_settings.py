from __future__ import annotations

import pytest

from inventory_infra.schedule import BusyHours
from inventory_infra.settings import SettingsError, read_settings


def problems(**context: object) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        read_settings(context)
    return caught.value.problems


def test_an_empty_context_gives_the_standard_profile_in_one_region() -> None:
    settings = read_settings({})
    assert settings.profile.name == "standard"
    assert (settings.account, settings.region) == ("000000000000", "us-east-1")
    assert settings.availability_zones == ("us-east-1a", "us-east-1b")
    assert settings.zone == settings.domain
    assert settings.image_digest is None
    assert settings.hosted_zone_id is None


def test_names_are_made_from_the_domain() -> None:
    settings = read_settings({"domain": "stock.acme.com", "zone": "acme.com"})
    assert (settings.frontend_name, settings.api_name) == ("app.stock.acme.com", "api.stock.acme.com")
    assert settings.zone == "acme.com"


@pytest.mark.parametrize(
    ("key", "value", "part"),
    [
        ("profile", "huge", "one of standard, starter, growth"),
        ("account", "123", "12 digits"),
        ("region", "Virginia", "AWS region"),
        ("domain", "Acme.com", "lower case"),
        ("domain", "acme", "domain name"),
        ("zone", "-acme.com", "DNS zone"),
        ("alert_email", "nobody", "e-mail address"),
        ("github_repository", "inventory", "owner/name"),
        ("github_repository", "acme@one/inventory", "owner@number/name@number"),
        ("github_environment", "staging:x", "environment of GitHub"),
        ("image_digest", "latest", "sha256:"),
        ("hosted_zone_id", "acme.com", "hosted zone"),
        ("owner", "team\nx", "tag"),
        ("busy_hours", "always", "days, hours"),
        ("busy_hours", "MON-FRI 19:00-07:00 UTC", "ends before it begins"),
        ("busy_hours", "MON-FRI 07:00-19:00 Mars/Olympus", "IANA"),
        ("availability_zones", "us-east-1a,us-east-1a", "two different zones"),
        ("availability_zones", "eu-west-1a,eu-west-1b", "region us-east-1"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_was_expected(key: str, value: str, part: str) -> None:
    (problem,) = problems(**{key: value})
    assert problem.startswith(f"the setting {key} cannot be used, got {value!r}")
    assert part in problem
    assert f"pass -c {key}=" in problem


def test_a_malformed_value_is_not_compared_with_others() -> None:
    (problem,) = problems(domain="Acme.com", zone="other.com")
    assert problem.startswith("the setting domain cannot be used, got 'Acme.com'")


def test_all_problems_are_reported_at_once() -> None:
    assert len(problems(account="1", domain="x", alert_email="y")) == 3


def test_a_misspelt_setting_is_told_with_its_nearest_name() -> None:
    (problem,) = problems(domian="acme.com")
    assert "the setting domian does not exist" in problem
    assert "write domain" in problem


def test_keys_of_the_cdk_itself_are_left_alone() -> None:
    assert read_settings(
        {"@aws-cdk/core:checkSecretUsage": True, "cli-telemetry": False, "aws:cdk:bundling-stacks": []}
    )


def test_a_domain_outside_its_zone_is_refused() -> None:
    (problem,) = problems(domain="inventory.acme.com", zone="other.com")
    assert "inside the zone other.com" in problem


def test_another_home_region_needs_a_zone_that_exists() -> None:
    (problem,) = problems(region="eu-west-1")
    assert problem.startswith("hosted_zone_id is missing, got region eu-west-1")
    settings = read_settings({"region": "eu-west-1", "hosted_zone_id": "Z0123456789ABCDEFGHIJ"})
    assert settings.availability_zones == ("eu-west-1a", "eu-west-1b")


def test_zones_may_be_given_as_a_list() -> None:
    settings = read_settings({"availability_zones": ["us-east-1c", "us-east-1d"]})
    assert settings.availability_zones == ("us-east-1c", "us-east-1d")


def test_busy_hours_of_the_settings_replace_those_of_the_profile() -> None:
    settings = read_settings({"profile": "growth", "busy_hours": "MON-SAT 06:30-20:15 America/Bogota"})
    assert settings.busy_hours == BusyHours("MON-SAT", (6, 30), (20, 15), "America/Bogota")
    assert settings.busy_hours.begin_expression == "cron(30 6 ? * MON-SAT *)"
    assert settings.busy_hours.end_expression == "cron(15 20 ? * MON-SAT *)"
