from __future__ import annotations

from decimal import Decimal

import pytest

from workbook.cost.estimate import estimate
from workbook.cost.whatif.rivals.contest import contest
from workbook.cost.whatif.rivals.rivals import ALIKE, RIVALS, TEMPLATES, Rival, Size, assembly, graph_of, price
from workbook.graph.build import build_graph
from workbook.graph.model import Graph, Status
from workbook.template.source import load_profile

BY_ID = {rival.id: rival for rival in RIVALS}


def own(size: Size) -> Graph:
    return build_graph(load_profile(size.value))


def monthly(rival: Rival, size: Size, users: int = 100) -> dict[str, Decimal]:
    """The lines of a rival by logical id and price, those of the same summed."""
    found: dict[str, Decimal] = {}
    for line in estimate(graph_of(rival, size), users).lines:
        name = f"{line.charge.owner.logical_id} {line.charge.component.price}"
        found[name] = found.get(name, Decimal(0)) + (line.monthly or Decimal(0))
    return found


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.id)
def test_every_resource_of_a_rival_is_understood_and_metered(rival: Rival, size: Size) -> None:
    graph = graph_of(rival, size)

    assert [node.id for node in graph.nodes.values() if node.status is not Status.MODELLED] == []
    assert estimate(graph, 1000).coverage.unsupported == 0


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.id)
def test_only_the_backups_of_aurora_have_no_price(rival: Rival, size: Size) -> None:
    gaps = [gap.owner.logical_id for gap in estimate(graph_of(rival, size), 1000).gaps]

    assert gaps == (["DatabaseCluster"] if rival.id == "aurora" else [])


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.id)
def test_a_rival_costs_less_at_the_sizes_of_starter_and_more_with_more_users(rival: Rival) -> None:
    totals = {(size, users): estimate(graph_of(rival, size), users).total for size in Size for users in (100, 1000)}

    for users in (100, 1000):
        assert totals[Size.STARTER, users] < totals[Size.STANDARD, users]
    for size in Size:
        assert totals[size, 100] < totals[size, 1000]


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.id)
def test_a_rival_is_told_in_both_languages(rival: Rival) -> None:
    assert all(text.en and text.es for text in (rival.title, rival.counted, rival.not_counted, rival.wins, ALIKE))
    assert rival.counted.en != rival.counted.es


def test_every_template_belongs_to_a_rival() -> None:
    assert {path.stem for path in TEMPLATES.iterdir()} == {*BY_ID, "base", "starter"}


def test_lightsail_costs_its_bundles_and_the_zone() -> None:
    # Two nodes of 15 and a database of 60 with a standby; 0.50 for the zone.
    found = monthly(BY_ID["lightsail"], Size.STANDARD)

    assert found["Containers lightsail.container.small"] == 30
    assert found["Store lightsail.database.small.high-availability"] == 60
    assert found["Zone route53.zone"] == Decimal("0.5")


def test_express_mode_costs_tasks_addresses_and_a_load_balancer() -> None:
    # Two x86 tasks of 0.5 vCPU at 0.04048 and 1 GB at 0.004445 an hour; two addresses for them and two for the load
    # balancer at 0.005; the load balancer at 0.0225; 730 hours.
    found = monthly(BY_ID["express"], Size.STANDARD)

    assert found["Api fargate.vcpu.x86"] == pytest.approx(Decimal("29.5504"), abs=Decimal("0.0001"))
    assert found["Api fargate.memory.x86"] == pytest.approx(Decimal("6.4897"), abs=Decimal("0.0001"))
    assert found["Api ipv4.in-use"] == pytest.approx(Decimal("14.60"))
    assert found["Api alb.hour"] == pytest.approx(Decimal("16.425"))
    assert not any("nat." in name for name in found)


def test_functions_cost_proxy_and_endpoints_before_the_first_request() -> None:
    # A proxy on two vCPU at 0.015, an endpoint in two zones at 0.01; 730 hours.
    found = monthly(BY_ID["lambda"], Size.STANDARD)

    assert found["Proxy rds.proxy"] == pytest.approx(Decimal("21.90"))
    assert found["Secrets endpoint.hour"] == pytest.approx(Decimal("14.60"))


def test_instances_cost_by_the_hour_with_their_disks() -> None:
    # Two t4g.small at 0.0168 an hour, with 20 GB each at 0.08 a month; then two t4g.micro at 0.0084 with 8 GB.
    standard, starter = (monthly(BY_ID["ec2"], size) for size in Size)

    assert standard["Instances ec2.instance.t4g.small"] == pytest.approx(Decimal("24.528"))
    assert standard["Instances ebs.gp3"] == pytest.approx(Decimal("3.20"))
    assert starter["Instances ec2.instance.t4g.micro"] == pytest.approx(Decimal("12.264"))
    assert starter["Instances ebs.gp3"] == pytest.approx(Decimal("1.28"))


def test_what_a_template_does_not_tell_is_shown_as_a_rate_and_not_as_nothing() -> None:
    lines = estimate(graph_of(BY_ID["ec2"]), 1000).lines
    untold = {line.charge.component.price for line in lines if line.quantity is None}

    assert {"nat.gb", "logs.ingest"} <= untold


@pytest.mark.parametrize("name", ["express", "lambda", "aurora"])
def test_what_answers_requests_fills_the_log_group_that_it_names(name: str) -> None:
    logged = {
        rival.id: line.quantity
        for rival in (BY_ID[name], BY_ID["express"])
        for line in estimate(graph_of(rival), 1000).lines
        if line.charge.component.price == "logs.ingest"
    }

    # All of them write the same lines for the same requests.
    assert logged[name] == logged["express"]
    assert logged["express"]


def test_answers_leave_an_api_as_they_leave_a_load_balancer() -> None:
    sent = {
        rival.id: sum(line.quantity or 0 for line in lines if line.charge.component.price == "transfer.internet")
        for rival in (BY_ID["lambda"], BY_ID["ec2"])
        for lines in [estimate(graph_of(rival), 1000).lines]
    }

    assert sent["lambda"] == sent["ec2"] > 0


def test_aurora_costs_half_a_unit_for_each_node_before_the_first_request() -> None:
    # Half a capacity unit at 0.12 for 730 hours is 43.80; starter has one node.
    standard, starter = (monthly(BY_ID["aurora"], size) for size in Size)
    nodes = [sum(cost for name, cost in found.items() if "aurora.acu" in name) for found in (standard, starter)]

    assert nodes == [
        pytest.approx(Decimal("87.6"), abs=Decimal("0.1")),
        pytest.approx(Decimal("43.8"), abs=Decimal("0.1")),
    ]


@pytest.mark.parametrize("size", Size)
def test_rivals_have_the_sizes_of_the_profile_that_they_are_held_against(size: Size) -> None:
    found = contest(own(size), (100, 1000))

    assert found.size is size
    assert [each.users for each in found.estimates] == [100, 1000]
    assert [entry.rival for entry in found.entries] == list(RIVALS)
    for entry in found.entries:
        expected = [estimate(graph_of(entry.rival, size), users).total for users in (100, 1000)]
        assert [each.total for each in entry.estimates] == expected


def test_any_other_source_is_held_against_the_sizes_of_standard() -> None:
    growth = build_graph(load_profile("growth"))

    assert contest(growth, (100,)).size is Size.STANDARD


def test_what_a_rival_gives_up_is_read_from_its_template() -> None:
    lost = {
        entry.rival.id: " ".join(text.en for text in entry.gives_up)
        for entry in contest(own(Size.STANDARD), (100,)).entries
    }

    assert lost["ec2"] == lost["aurora"] == ""
    assert "tasks have addresses on the internet" in lost["express"]
    assert "nothing outside AWS" in lost["lambda"]
    assert "7 days instead of 14" in lost["lightsail"]


def test_the_same_graph_comes_from_the_same_rival() -> None:
    rival = BY_ID["lambda"]

    assert assembly(rival) == assembly(rival)
    assert [each.estimate.total for each in price(100)] == [each.estimate.total for each in price(100)]
