from __future__ import annotations

from collections.abc import Callable

from flow.conftest import Profile
from workbook.flow.follow import follow_requests
from workbook.flow.model import Failure, FailureKind, Outcome, Span
from workbook.graph.model import Graph
from workbook.template.edit import Edit, put, remove

SERVICE, GROUP = "ECS::Service", "ElasticLoadBalancingV2::TargetGroup"
TARGET, DATABASE = "ApplicationAutoScaling::ScalableTarget", "RDS::DBInstance"
DEPLOYMENT = "DeploymentConfiguration"


def takes(failure: Failure, words: str) -> Span | None:
    """How long the one consequence takes that says these words."""
    (found,) = (c for c in failure.consequences if words in c.text.en)
    return found.takes


def says(failure: Failure, words: str) -> bool:
    return any(words in c.text.en for c in failure.consequences)


def test_every_consequence_is_proved_by_the_template_or_a_document(standard: Profile, starter: Profile) -> None:
    for profile in (standard, starter):
        for failure in profile.report().failures:
            for consequence in failure.consequences:
                assert consequence.evidence or consequence.documented, consequence.text.en
                assert consequence.takes is None or consequence.evidence or consequence.documented


def test_a_hanging_task_is_found_after_as_many_checks_as_the_threshold_says(standard: Profile) -> None:
    group = standard.resource(GROUP)
    slower = put(group.evidence("HealthCheckIntervalSeconds"), 20)
    stricter = put(group.evidence("UnhealthyThresholdCount"), 5)
    patient = put(group.evidence("HealthCheckTimeoutSeconds"), 2)

    def found(*edits: Edit) -> Span | None:
        return takes(standard.failure(FailureKind.TASK, *edits), "hangs")

    assert found() == Span(20, 35)
    assert found(slower) == Span(40, 65)
    assert found(stricter) == Span(40, 55)
    assert found(patient) == Span(20, 32)
    assert found(slower, stricter) == Span(80, 105)


def test_without_the_properties_the_defaults_of_aws_decide_and_are_named(standard: Profile) -> None:
    group = standard.resource(GROUP)
    names = ("HealthCheckIntervalSeconds", "UnhealthyThresholdCount", "HealthCheckTimeoutSeconds")
    failure = standard.failure(FailureKind.TASK, *(remove(group.evidence(name)) for name in names))
    (found,) = (c for c in failure.consequences if "hangs" in c.text.en)

    assert found.takes == Span(30, 65)
    assert found.evidence == ()
    assert len(found.documented) == 3


def test_a_leaving_task_has_the_deregistration_delay_and_the_stop_timeout(standard: Profile) -> None:
    group, task = standard.resource(GROUP), standard.resource("ECS::TaskDefinition", "Web")
    delay = put(group.evidence("TargetGroupAttributes.0.Value"), "5")
    stop = put(task.evidence("ContainerDefinitions.0.StopTimeout"), 10)

    assert takes(standard.failure(FailureKind.TASK), "sick task leaves") == Span(0, 90)
    assert takes(standard.failure(FailureKind.TASK, delay, stop), "sick task leaves") == Span(0, 15)


def test_a_lone_task_leaves_a_gap_and_two_do_not(standard: Profile) -> None:
    one = put(standard.resource(TARGET).evidence("MinCapacity"), 1)

    assert standard.failure(FailureKind.TASK).outcome is Outcome.SERVED_ON
    assert standard.failure(FailureKind.TASK, one).outcome is Outcome.INTERRUPTED
    assert says(standard.failure(FailureKind.TASK, one), "nobody answers until its successor is healthy")


def test_a_lost_zone_interrupts_standard_and_stops_starter(standard: Profile, starter: Profile) -> None:
    lost, lost_cheaply = standard.failure(FailureKind.ZONE), starter.failure(FailureKind.ZONE)

    assert (lost.outcome, lost_cheaply.outcome) == (Outcome.INTERRUPTED, Outcome.STOPPED)
    assert says(lost, "each zone has a NAT gateway of its own")
    assert says(lost_cheaply, "the NAT gateway in us-east-1a also serves us-east-1b")
    assert takes(lost, "the standby in the other zone takes over") == Span(60, 120)
    assert says(lost_cheaply, "nothing takes over")


def test_a_zone_without_a_way_out_is_not_said_to_have_a_gateway(standard: Profile) -> None:
    route = standard.resource("EC2::Route", "VpcTasksSubnet2DefaultRoute")

    assert not says(standard.failure(FailureKind.ZONE, remove(route.evidence())), "each zone has a NAT gateway")


def test_nothing_is_said_of_a_zone_where_no_part_tells_its_own(graph_of: Callable[..., Graph]) -> None:
    untold = """
    Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [subnet-1, subnet-2]}}
    Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
"""
    kinds = [failure.kind for failure in follow_requests(graph_of(untold)).failures]

    assert FailureKind.TASK in kinds
    assert FailureKind.ZONE not in kinds


def test_one_old_task_and_none_are_not_spoken_of_as_many(standard: Profile) -> None:
    least = standard.resource(TARGET).evidence("MinCapacity")

    assert says(standard.failure(FailureKind.DEPLOYMENT, put(least, 1)), "the only old task stays")
    assert says(standard.failure(FailureKind.TASK, put(least, 0)), "no task runs for certain")


def test_the_share_of_tasks_that_answers_on_follows_from_their_number_and_the_zones(standard: Profile) -> None:
    five = put(standard.resource(TARGET).evidence("MinCapacity"), 5)
    service = standard.resource(SERVICE)
    one_zone = remove(service.evidence("NetworkConfiguration.AwsvpcConfiguration.Subnets.1"))

    assert says(standard.failure(FailureKind.ZONE), "at least 1 of 2 go on answering")
    assert says(standard.failure(FailureKind.ZONE, five), "at least 2 of 5 go on answering")
    assert standard.failure(FailureKind.ZONE, one_zone).outcome is Outcome.STOPPED
    assert says(standard.failure(FailureKind.ZONE, one_zone), "everything lies in us-east-1a")


def test_a_database_with_a_standby_fails_over_and_one_without_is_restored(standard: Profile, starter: Profile) -> None:
    failure = standard.failure(FailureKind.DATABASE)
    without = standard.failure(FailureKind.DATABASE, put(standard.resource(DATABASE).evidence("MultiAZ"), value=False))

    assert failure.outcome is Outcome.INTERRUPTED
    assert takes(failure, "takes over by itself") == Span(60, 120)
    assert failure.consequences[0].documented[0].document.startswith("Amazon RDS, User Guide: Failing over")
    assert without.outcome is Outcome.STOPPED
    assert starter.failure(FailureKind.DATABASE).outcome is Outcome.STOPPED
    assert takes(without, "(days: 14)") is None
    assert says(without, "up to 300 s of the newest changes may be lost")
    assert takes(starter.failure(FailureKind.DATABASE), "(days: 7)") is None


def test_a_database_without_backups_loses_its_data(starter: Profile) -> None:
    never = put(starter.resource(DATABASE).evidence("BackupRetentionPeriod"), 0)

    assert says(starter.failure(FailureKind.DATABASE, never), "all data since the last snapshot made by hand is lost")


def test_who_is_told_of_a_failing_database_follows_from_its_event_subscription(standard: Profile) -> None:
    subscription = standard.resource("RDS::EventSubscription")
    deaf = put(subscription.evidence("EventCategories"), ["maintenance"])

    assert says(standard.failure(FailureKind.DATABASE), "tells the people on call")
    assert says(standard.failure(FailureKind.DATABASE, deaf), "nobody is told")
    assert says(standard.failure(FailureKind.DATABASE, remove(subscription.evidence())), "nobody is told")


def test_a_deployment_that_fails_is_rolled_back_after_the_threshold(standard: Profile) -> None:
    service, target = standard.resource(SERVICE), standard.resource(TARGET)
    grace = put(service.evidence("HealthCheckGracePeriodSeconds"), 90)
    ten = put(target.evidence("MinCapacity"), 10)
    own = put(
        service.evidence(f"{DEPLOYMENT}.DeploymentCircuitBreaker.ThresholdConfiguration"), {"Type": "COUNT", "Value": 1}
    )

    def trips(*edits: Edit) -> Span | None:
        return takes(standard.failure(FailureKind.DEPLOYMENT, *edits), "the circuit breaker stops the deployment")

    assert says(standard.failure(FailureKind.DEPLOYMENT), "after 3 failed tasks")
    assert trips() == Span(120, None)
    assert trips(grace) == Span(180, None)
    assert says(standard.failure(FailureKind.DEPLOYMENT, ten), "after 5 failed tasks")
    assert trips(ten) == Span(60, None)
    assert trips(own) == Span(60, None)
    assert says(standard.failure(FailureKind.DEPLOYMENT), "goes back to the last version that worked")


def test_what_stops_a_failing_deployment_decides_who_answers_meanwhile(standard: Profile) -> None:
    service = standard.resource(SERVICE)
    breaker = f"{DEPLOYMENT}.DeploymentCircuitBreaker"
    no_rollback = put(service.evidence(f"{breaker}.Rollback"), value=False)
    no_breaker = remove(service.evidence(breaker))
    no_minimum = put(service.evidence(f"{DEPLOYMENT}.MinimumHealthyPercent"), 0)
    half = put(service.evidence(f"{DEPLOYMENT}.MinimumHealthyPercent"), 50)

    def fails(*edits: Edit) -> Failure:
        return standard.failure(FailureKind.DEPLOYMENT, *edits)

    assert fails().outcome is Outcome.SERVED_ON
    assert says(fails(no_rollback), "somebody has to deploy a version that works")
    assert says(fails(no_breaker), "again and again until somebody stops it")
    assert says(fails(half), "1 of 2 (50 %)")
    assert fails(no_minimum).outcome is Outcome.INTERRUPTED
    assert fails(no_minimum, no_rollback).outcome is Outcome.STOPPED
