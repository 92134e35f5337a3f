from __future__ import annotations

import numpy as np
import pytest

from cost.readers.given import assumed
from cost.readers.said import charged
from cost.readers.web_service import CLOSED_AT_NIGHT, SCALED, SCALING, WEB
from workbook.cost.component import Component, Kind, Unsure
from workbook.cost.demand.context import Purchases
from workbook.cost.demand.tasks import running, starts
from workbook.graph.model import EdgeKind
from workbook.workload.model import Level

OVERLAP = 20 * 5 / 60
"""Hours a month in which each task has its successor beside it: 20 releases of 5 minutes."""


def gaps(found):
    return [each.reason.en for each in found if isinstance(each, Unsure)]


def service_of(context):
    (service,) = (each for each in context.graph.assembly.resources() if each.id.logical_id == "It")
    return service


def counted(context):
    found = running(service_of(context), context)
    assert found is not None
    return found


def asked(context, vcpus, used):
    """Tasks that each typical hour asks for, from the requests: 120 a second keep a vCPU busy."""
    per_second = context.traffic(service_of(context)).api_requests_by_hour / 3600
    return np.ceil(per_second / (120 * vcpus * used))


def test_a_service_without_scaling_runs_what_it_desires(read):
    hours = 2 * (730 + OVERLAP)
    assert charged(read(WEB)) == pytest.approx({"fargate.vcpu.x86": 0.25 * hours, "fargate.memory.x86": 0.5 * hours})
    assert charged(read(WEB), Kind.USAGE) == {"fargate.vcpu.x86": 0.0, "fargate.memory.x86": 0.0}


def test_a_service_that_says_no_number_runs_one_task(read):
    found = charged(read(WEB.replace("    DesiredCount: 2\n", "")), Kind.FIXED)
    assert found["fargate.vcpu.x86"] == pytest.approx(0.25 * (730 + OVERLAP))


def test_releases_that_replace_tasks_in_place_add_no_hours(read):
    strict = WEB.replace(
        "    DesiredCount: 2\n", "    DesiredCount: 2\n    DeploymentConfiguration: {MaximumPercent: 100}\n"
    )
    assert charged(read(strict), Kind.FIXED)["fargate.vcpu.x86"] == pytest.approx(0.25 * 2 * 730)


def test_public_tasks_have_an_address_each(read):
    public = WEB.replace("DISABLED", "ENABLED")
    assert charged(read(public), Kind.FIXED)["ipv4.in-use"] == pytest.approx(2 * (730 + OVERLAP))


def test_public_tasks_that_the_load_adds_have_an_address_each(read):
    found = charged(read(SCALED.replace("DISABLED", "ENABLED"), 60_000.0), Kind.USAGE)
    assert found["ipv4.in-use"] == pytest.approx(found["fargate.vcpu.x86"] / 0.25)
    assert found["ipv4.in-use"] > 0


@pytest.mark.parametrize(("mib", "doubts"), [(512, 0), (513, 1)])
def test_a_task_that_does_not_fit_into_its_memory_is_told(read, mib, doubts):
    told = gaps(read(WEB, usage=assumed(task_memory_mib=mib)))
    assert len(told) == doubts
    assert all("513 MiB by the workload and has 512 MiB" in each for each in told)


def test_a_launch_type_that_only_the_deployment_knows_is_a_gap(read):
    found = read(WEB.replace("LaunchType: FARGATE", "LaunchType: !ImportValue launch"))
    assert [each.path for each in found] == ["LaunchType"]


def test_metrics_that_come_more_often_than_once_a_minute_are_paid(read):
    # CloudWatch pricing page: as metrics of one's own
    metrics = "{ResolutionSeconds: 20, MetricNames: [CPUUtilization, MemoryUtilization]}"
    fast = f"Monitoring: {{MetricConfigurations: [{metrics}]}}"
    found = charged(read(WEB.replace("    DesiredCount: 2\n", f"    DesiredCount: 2\n    {fast}\n")))
    assert found["cloudwatch.metric"] == 2


@pytest.mark.parametrize("assigned", ["ENABLED", "DISABLED"])
def test_what_tasks_send_to_the_internet_is_charged_whichever_way_it_leaves(read, context_of, assigned):
    # The high assumptions have 500 bytes a request.
    source = WEB.replace("DISABLED", assigned)
    sent = context_of(source, level=Level.HIGH).traffic(service_of(context_of(source))).api_requests * 500 / 1024**3
    assert charged(read(source, level=Level.HIGH))["transfer.internet"] == pytest.approx(sent)


def test_tasks_without_a_way_out_send_nothing(read):
    isolated = WEB.replace("RouteTableId: !Ref Open}}", "RouteTableId: !Ref Closed}}")
    assert "transfer.internet" not in charged(read(isolated, level=Level.HIGH))


@pytest.mark.parametrize(
    ("cpu", "memory", "vcpus", "gb"),
    [('"1 vCPU"', '"2 GB"', 1, 2), (".5 vcpu", "1GB", 0.5, 1), ("1024", "3072", 1, 3)],
)
def test_sizes_are_read_however_they_are_written(read, cpu, memory, vcpus, gb):
    fixed = charged(read(WEB.replace('"256"', cpu).replace('"512"', memory)), Kind.FIXED)
    hours = 2 * (730 + OVERLAP)
    assert fixed["fargate.vcpu.x86"] == pytest.approx(vcpus * hours)
    assert fixed["fargate.memory.x86"] == pytest.approx(gb * hours)


def test_processor_and_storage_are_those_of_the_task(read):
    said = 'Memory: "512"\n    RuntimePlatform: {CpuArchitecture: ARM64}\n    EphemeralStorage: {SizeInGiB: 50}'
    found = charged(read(WEB.replace('Memory: "512"', said)), Kind.FIXED)
    assert "fargate.vcpu.arm" in found
    assert found["fargate.ephemeral"] == pytest.approx(30 * 2 * (730 + OVERLAP))


@pytest.mark.parametrize(("cpu", "memory"), [("256", "4096"), ("300", "512"), ("1024", "2500")])
def test_a_size_that_fargate_does_not_offer_is_told_and_not_priced(read, cpu, memory):
    found = read(WEB.replace('"256"', f'"{cpu}"').replace('"512"', f'"{memory}"'))
    assert charged(found) == {}
    assert ["Fargate offers no tasks" in text for text in gaps(found)] == [True]


def test_windows_has_other_prices(read):
    said = 'Memory: "512"\n    RuntimePlatform: {OperatingSystemFamily: WINDOWS_SERVER_2022_CORE}'
    assert gaps(read(WEB.replace('Memory: "512"', said))) == ["the price book has no prices for tasks with Windows"]


@pytest.mark.parametrize("unknown", ["    DesiredCount: !ImportValue N\n", "    TaskDefinition: !ImportValue T\n"])
def test_what_only_the_deployment_knows_is_a_gap(read, unknown):
    name = unknown.split(":")[0]
    lines = [line for line in WEB.splitlines() if not line.startswith(name + ":")]
    place = lines.index("    LaunchType: FARGATE")
    found = read("\n".join([*lines[:place], unknown.rstrip(), *lines[place:]]))
    assert charged(found) == {}
    assert len(gaps(found)) == 1


def test_tasks_on_instances_cost_nothing_and_that_is_said_where_no_instance_is(read):
    on_instances = WEB.replace("LaunchType: FARGATE", "LaunchType: EC2")
    assert charged(read(on_instances)) == {}
    assert "EC2 instances" in gaps(read(on_instances))[0]
    machine = "Machine: {Type: AWS::EC2::Instance, Properties: {InstanceType: t4g.small}}\n"
    assert read(on_instances + machine) == []


def test_tasks_follow_the_load_between_their_bounds(context_of):
    context = context_of(SCALED, 60_000.0)
    wanted = asked(context, 0.25, 0.5)
    assert wanted.min() < 2
    assert wanted.max() > 4
    assert counted(context).count.tolist() == np.clip(wanted, 2, 4).tolist()


def test_the_least_tasks_are_fixed_and_those_above_follow_the_users(read):
    fixed, usage = (charged(read(SCALED, 60_000.0), kind) for kind in (Kind.FIXED, Kind.USAGE))
    assert fixed["fargate.vcpu.x86"] > 0.25 * 2 * 730
    assert usage["fargate.vcpu.x86"] > 0
    assert charged(read(SCALED, 1.0), Kind.USAGE)["fargate.vcpu.x86"] == 0


def test_a_load_above_the_most_tasks_is_told_with_its_hours(read, context_of):
    context = context_of(SCALED, 60_000.0)
    wanted = asked(context, 0.25, 0.5)
    short = counted(context).short_hours
    assert short == pytest.approx(context.traffic(service_of(context)).hours.total(wanted > 4))
    (text,) = gaps(read(SCALED, 60_000.0))
    assert f"up to {wanted.max():.0f} at a time and 4 may run" in text


def test_a_growing_service_runs_all_that_the_load_asks_for(read, context_of):
    context = context_of(SCALED, 60_000.0, growing=True)
    assert counted(context).peak == asked(context, 0.25, 0.5).max()
    assert not gaps(read(SCALED, 60_000.0, growing=True))


def test_the_policy_that_asks_for_most_decides(context_of):
    by_requests = SCALED.replace("ECSServiceAverageCPUUtilization", "ALBRequestCountPerTarget")
    context = context_of(by_requests.replace("TargetValue: 50", "TargetValue: 600"), 60_000.0, growing=True)
    per_second = context.traffic(service_of(context)).api_requests_by_hour / 3600
    assert counted(context).peak == np.ceil(per_second.max() / 10)


def test_no_task_runs_at_night_and_weekends_where_a_schedule_says_so(context_of):
    found = counted(context_of(CLOSED_AT_NIGHT, 100.0))
    assert found.least[7:19].tolist() == [2.0] * 12
    assert found.least.sum() == 24
    assert found.short_hours == 0


def test_a_growing_service_stays_closed_at_night(context_of):
    found = counted(context_of(CLOSED_AT_NIGHT, 60_000.0, growing=True))
    assert found.count[..., 20:24].sum() == 0
    assert found.count[..., 9:17].min() > 2


def test_a_schedule_that_nobody_understands_is_told(read):
    found = read(CLOSED_AT_NIGHT.replace("cron(0 19 ? * MON-FRI *)", "at night"))
    assert "the schedule 'at night' is not understood" in gaps(found)[0]


def test_opening_every_morning_starts_tasks(context_of):
    always, by_day = context_of(SCALED, 100.0), context_of(CLOSED_AT_NIGHT, 100.0)
    begun = [starts(service_of(each), counted(each), each) for each in (always, by_day)]
    # 20 releases of 2 tasks and 4 replacements; by day 21 mornings of 2 tasks, and releases of as many as run
    assert begun[0] == pytest.approx(44)
    assert begun[1] == pytest.approx(20 * 21 * 24 / 730 + 42 + 4)


SPOT = (
    "CapacityProviderStrategy:"
    " [{CapacityProvider: FARGATE, Base: 1, Weight: 1}, {CapacityProvider: FARGATE_SPOT, Weight: 3}]"
)


@pytest.mark.parametrize(
    ("strategy", "share"),
    [
        (SPOT, 3 / 8),  # one of two tasks is the base, and three quarters of the other are on Spot
        (SPOT.replace("Base: 1, ", ""), 3 / 4),
        (SPOT.replace("Base: 1", "Base: 5"), 0),
        ("CapacityProviderStrategy: [{CapacityProvider: FARGATE_SPOT, Weight: 1}]", 1),
        ("CapacityProviderStrategy: [{CapacityProvider: FARGATE_SPOT}]", 1),
        (SPOT.replace("FARGATE, Base: 1", "FARGATE").replace("FARGATE_SPOT,", "FARGATE_SPOT, Base: 1,"), 7 / 8),
        (SPOT.replace("FARGATE, Base: 1", "FARGATE").replace("FARGATE_SPOT,", "FARGATE_SPOT, Base: 5,"), 1),
        ("CapacityProviderStrategy: [{CapacityProvider: FARGATE}, {CapacityProvider: FARGATE_SPOT}]", 1 / 2),
    ],
)
def test_the_strategy_decides_which_part_is_on_spot(read, strategy, share):
    found = charged(read(WEB.replace("LaunchType: FARGATE", strategy)), Kind.FIXED)
    whole = 0.25 * 2 * (730 + OVERLAP)
    assert found.get("fargate.vcpu.x86.spot", 0.0) == pytest.approx(share * whole)
    assert found.get("fargate.vcpu.x86", 0.0) == pytest.approx((1 - share) * whole)


DEFAULT = "DefaultCapacityProviderStrategy: [{CapacityProvider: FARGATE_SPOT, Weight: 1}]"
CLUSTER = f"Cluster: {{Type: AWS::ECS::Cluster, Properties: {{{DEFAULT}}}}}\n"
ASSOCIATED = f"""
Cluster: {{Type: AWS::ECS::Cluster}}
Providers:
  Type: AWS::ECS::ClusterCapacityProviderAssociations
  Properties: {{Cluster: !Ref Cluster, CapacityProviders: [FARGATE_SPOT], {DEFAULT}}}
"""


@pytest.mark.parametrize("cluster", [CLUSTER, ASSOCIATED])
def test_a_service_without_a_strategy_takes_that_of_its_cluster(read, cluster):
    inherited = WEB.replace("LaunchType: FARGATE", "Cluster: !Ref Cluster") + cluster
    assert "fargate.vcpu.x86.spot" in charged(read(inherited))
    own = WEB.replace("LaunchType: FARGATE", "LaunchType: FARGATE\n    Cluster: !Ref Cluster") + cluster
    assert "fargate.vcpu.x86.spot" not in charged(read(own))


def test_a_plan_covers_the_tasks_that_always_run(read):
    plan = Purchases(savings_plan="1yr-no-upfront")
    found = charged(read(SCALED, 60_000.0, purchases=plan), Kind.FIXED)
    assert found["fargate.vcpu.x86.plan-1yr-no-upfront"] == pytest.approx(0.25 * 2 * 730)
    assert charged(read(CLOSED_AT_NIGHT, purchases=plan))["fargate.vcpu.x86.plan-1yr-no-upfront"] == 0


def test_a_plan_covers_what_is_not_on_spot(read):
    # three quarters of two tasks are on Spot
    half = WEB.replace("LaunchType: FARGATE", SPOT.replace("Base: 1, ", ""))
    found = charged(read(half, purchases=Purchases(savings_plan="1yr-no-upfront")))
    assert found["fargate.vcpu.x86.plan-1yr-no-upfront"] == pytest.approx(0.25 * 2 * 730 / 4)


def test_without_a_policy_tasks_use_as_much_cpu_as_is_assumed(context_of):
    bare = WEB + SCALING.partition("Policy:")[0]
    context = context_of(bare, 60_000.0, growing=True)
    assert counted(context).peak == asked(context, 0.25, 0.6).max()


DATABASE = """
Database:
  Type: AWS::RDS::DBInstance
  Properties: {Engine: postgres, DBInstanceClass: db.t4g.small, AllocatedStorage: "20", VPCSecurityGroups: [!Ref Inner]}
Inner: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: db, VpcId: vpc-1}}
Outer: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: web, VpcId: vpc-1}}
Rule:
  Type: AWS::EC2::SecurityGroupIngress
  Properties: {GroupId: !Ref Inner, SourceSecurityGroupId: !Ref Outer, IpProtocol: tcp, FromPort: 5432, ToPort: 5432}
"""
WITH_DATABASE = (
    WEB.replace("AssignPublicIp: DISABLED", "SecurityGroups: [!Ref Outer]").replace(
        "Image: nginx", "Image: nginx, Environment: [{Name: DATABASE_HOST, Value: !GetAtt Database.Endpoint.Address}]"
    )
    + DATABASE
)


def test_what_tasks_and_database_exchange_crosses_zones_in_part(read, context_of):
    context = context_of(WITH_DATABASE)
    (task,) = context.graph.of_type("AWS::ECS::TaskDefinition")
    assert context.graph.outgoing(task.id, EdgeKind.CONNECTS_TO)
    workload, traffic = context.workload(service_of(context)), context.traffic(service_of(context))
    expected = 2 * 0.5 * traffic.api_requests * workload.database_bytes_per_request / 1024**3
    assert charged(read(WITH_DATABASE))["transfer.cross-az"] == pytest.approx(expected)


def test_tasks_in_a_single_zone_pay_for_no_other(read):
    assert "transfer.cross-az" not in charged(read(WITH_DATABASE.replace("[!Ref A, !Ref B]", "[!Ref A]")))


def test_many_scenarios_at_once_say_the_same_as_one_by_one(read):
    users = [1.0, 1000.0, 50_000.0, 1e6]
    source = CLOSED_AT_NIGHT.replace("LaunchType: FARGATE", SPOT).replace("DISABLED", "ENABLED")
    for growing in (False, True):
        together = [each for each in read(source, np.array(users), growing=growing) if isinstance(each, Component)]
        for place, each in enumerate(users):
            alone = [one for one in read(source, each, growing=growing) if isinstance(one, Component)]
            assert [one.price for one in alone] == [one.price for one in together]
            for one, many in zip(alone, together, strict=True):
                wide = np.broadcast_to(np.asarray(many.quantity), (len(users),))
                np.testing.assert_allclose(one.quantity, wide[place])


def test_more_users_never_take_fewer_task_hours(read):
    found = read(SCALED, np.geomspace(1, 1e7, 300), growing=True)
    hours = np.sum(
        [each.quantity for each in found if isinstance(each, Component) and "vcpu" in each.price][1:], axis=0
    )
    assert (np.diff(hours) >= -1e-9).all()
