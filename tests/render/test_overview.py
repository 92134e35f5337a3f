"""What the overview of our own profiles shows, read from the graph."""

from __future__ import annotations

import pytest

from render.pictures import profile_graph, profile_layout, profile_scene
from workbook.lang import Lang
from workbook.render.scene import BoxKind, Item, Link, LinkKind, Scene
from workbook.render.views import View
from workbook.template.source import PROFILES


def overview(profile: str = "standard", lang: Lang = Lang.EN) -> Scene:
    return profile_scene(profile, View.OVERVIEW, lang)


def named(picture: Scene, name: str) -> list[Item]:
    return [item for item in picture.all_items() if item.name == name]


def between(picture: Scene, source: str, target: str) -> list[Link]:
    names = {item.id: item.name for item in picture.all_items()}
    return [link for link in picture.links if (names[link.source], names[link.target]) == (source, target)]


PARTS = (
    "Users",
    "Route 53",
    "CloudFront",
    "S3 bucket",
    "Internet gateway",
    "Application Load Balancer",
    "ECS service",
    "Fargate tasks",
    "NAT gateway",
    "ECR",
    "secrets",
    "log groups",
    "alarms",
    "Dashboard",
    "SNS topic",
    "E-mail",
    "Budget",
    "GitHub Actions",
)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_architecture_is_there(profile, part):
    assert [item for item in overview(profile).all_items() if item.name.endswith(part)]


@pytest.mark.parametrize("profile", PROFILES)
def test_boxes_nest_as_the_network_does(profile):
    (cloud,) = overview(profile).boxes
    (region,) = cloud.boxes
    vpc, strip = region.boxes
    kinds = [[subnet.kind for subnet in zone.boxes] for zone in vpc.boxes]
    assert [box.kind for box in (cloud, region, vpc, strip)] == ["cloud", "region", "vpc", "strip"]
    assert kinds == [[BoxKind.PUBLIC, BoxKind.PRIVATE, BoxKind.ISOLATED]] * 2
    assert [zone.label for zone in vpc.boxes] == ["Availability Zone us-east-1a", "Availability Zone us-east-1b"]
    assert vpc.label == "VPC 10.0.0.0/16"


def test_tasks_stand_in_both_zones_and_the_service_says_how_many():
    picture = overview()
    assert len(named(picture, "Fargate tasks")) == 2
    (service,) = named(picture, "ECS service")
    assert service.details == ("2–6 tasks", "scales on CPU, memory, requests")


def test_a_multi_az_database_has_a_standby_in_the_other_zone():
    picture = overview()
    (primary,), (standby,) = named(picture, "RDS primary"), named(picture, "RDS standby")
    assert primary.area.top != standby.area.top
    (link,) = between(picture, "RDS primary", "RDS standby")
    assert link.kind is LinkKind.REPLICATION


def test_a_database_in_one_zone_has_no_standby_and_says_so():
    picture = overview("starter")
    (database,) = named(picture, "RDS database")
    assert "in one zone only" in database.details
    assert not [link for link in picture.links if link.kind is LinkKind.REPLICATION]


def test_the_starter_profile_goes_out_by_its_only_nat_gateway():
    picture = overview("starter")
    assert len(named(picture, "NAT gateway")) == 1
    assert len(between(picture, "Fargate tasks", "NAT gateway")) == 2


def test_requests_run_in_their_direction_with_protocol_and_port():
    picture = overview()
    assert [link.label for link in between(picture, "Users", "CloudFront")] == ["HTTPS 443"]
    assert [link.label for link in between(picture, "CloudFront", "S3 bucket")] == ["HTTPS 443"]
    assert [link.label for link in between(picture, "Users", "Internet gateway")] == ["HTTPS 443"]
    assert [link.label for link in between(picture, "Application Load Balancer", "Fargate tasks")] == ["HTTP 8000"] * 2
    assert [link.label for link in between(picture, "Fargate tasks", "RDS primary")] == ["PostgreSQL 5432"] * 2


def test_names_are_looked_up_at_route_53():
    picture = overview()
    (link,) = between(picture, "Users", "Route 53")
    (zone,) = named(picture, "Route 53")
    assert link.kind is LinkKind.LOOKUP
    assert zone.details == ("api.inventory.example.com", "app.inventory.example.com")


def test_certificates_are_badges_of_what_presents_them():
    picture = overview()
    for name, domain in (
        ("CloudFront", "app.inventory.example.com"),
        ("Application Load Balancer", "api.inventory.example.com"),
    ):
        (item,) = named(picture, name)
        assert domain in [badge.text for badge in item.badges]


def test_the_steps_of_the_flow_are_on_the_arrows_and_in_words():
    picture = overview()
    numbered = {step for link in picture.links for step in link.steps}
    assert numbered == {caption.step for caption in picture.captions}
    assert numbered == set(range(1, len(numbered) + 1))
    assert between(picture, "Users", "Route 53")[0].steps == (1, 4)
    assert between(picture, "Users", "CloudFront")[0].steps == (2,)
    assert between(picture, "Fargate tasks", "RDS primary")[0].steps == (7,)


def test_each_step_is_marked_once_on_the_page_and_once_below():
    layout = profile_layout("standard", View.OVERVIEW, Lang.EN)
    on_arrows = sorted(mark.step for link in layout.links for mark in link.marks)
    assert on_arrows == sorted(mark.step for mark in layout.marks) == list(range(1, len(on_arrows) + 1))


def test_data_runs_through_no_control_arrow():
    picture = overview()
    quiet = {(link.source, link.target) for link in picture.links if link.kind is LinkKind.CONTROL}
    loud = {(link.source, link.target) for link in picture.links if link.kind is LinkKind.DATA}
    assert not quiet & loud


def test_the_subtitle_names_profile_and_snapshot():
    graph = profile_graph("standard")
    assert "rofile standard" in overview().subtitle
    assert graph.assembly.digest[:12] in overview().subtitle
    assert "perfil standard" in overview(lang=Lang.ES).subtitle.lower()


def test_zones_stand_one_below_the_other_and_tiers_side_by_side():
    layout = profile_layout("standard", View.OVERVIEW, Lang.EN)
    places = {box.box.id: box.rect for box in layout.boxes}
    zones = [box for box in layout.boxes if box.box.kind is BoxKind.ZONE]
    first, second = sorted(zones, key=lambda box: box.rect.top)
    assert first.rect.bottom < second.rect.top
    assert first.box.label.endswith("a")
    for zone in zones:
        public, private, isolated = (places[subnet.id] for subnet in zone.box.boxes)
        assert public.right < private.left < private.right < isolated.left


def test_icons_of_one_row_stand_on_one_line():
    layout = profile_layout("standard", View.OVERVIEW, Lang.EN)
    rows: dict[int, set[float]] = {}
    for item in layout.items:
        rows.setdefault(item.item.area.top, set()).add(item.icon.center.y)
    assert all(len(heights) == 1 for heights in rows.values())


def test_an_arrow_to_the_neighbour_in_the_same_row_is_straight():
    layout = profile_layout("standard", View.OVERVIEW, Lang.EN)
    names = {item.item.id: item.item.name for item in layout.items}
    straight = {(names[link.link.source], names[link.link.target]) for link in layout.links if len(link.points) == 2}
    assert {("CloudFront", "S3 bucket"), ("Users", "Internet gateway"), ("Fargate tasks", "RDS primary")} <= straight
