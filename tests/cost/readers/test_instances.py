from __future__ import annotations

import numpy as np
import pytest

from cost.readers.said import charged, gaps
from workbook.cost.component import Component, Kind
from workbook.cost.readers.fleets import vcpus

MACHINE = """
It:
  Type: AWS::EC2::Instance
  Properties:
    InstanceType: t4g.nano
    SubnetId: !Ref A
A: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24}}
"""
FLEET = """
It:
  Type: AWS::AutoScaling::AutoScalingGroup
  Properties:
    MinSize: "2"
    MaxSize: "6"
    VPCZoneIdentifier: [!Ref A]
    LaunchTemplate: {LaunchTemplateId: !Ref Plan, Version: "1"}
Plan:
  Type: AWS::EC2::LaunchTemplate
  Properties:
    LaunchTemplateData:
      InstanceType: t4g.small
      BlockDeviceMappings: [{DeviceName: /dev/xvda, Ebs: {VolumeType: gp3, VolumeSize: 20}}]
A: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24}}
"""
POLICY = """
Policy:
  Type: AWS::AutoScaling::ScalingPolicy
  Properties:
    AutoScalingGroupName: !Ref It
    PolicyType: TargetTrackingScaling
    TargetTrackingConfiguration:
      TargetValue: 40
      PredefinedMetricSpecification: {PredefinedMetricType: ASGAverageCPUUtilization}
"""
SMALL = "ec2.instance.t4g.small"


def test_an_instance_is_its_hours_and_the_disk_of_its_image(read):
    assert charged(read(MACHINE)) == {"ec2.instance.t4g.nano": 730, "ebs.gp3": 8}


@pytest.mark.parametrize(
    "said",
    [
        MACHINE.replace("SubnetId: !Ref A", "NetworkInterfaces: [{DeviceIndex: '0', AssociatePublicIpAddress: true}]"),
        MACHINE.replace("10.0.0.0/24}", "10.0.0.0/24, MapPublicIpOnLaunch: true}"),
    ],
)
def test_a_public_instance_has_an_address(read, said):
    assert charged(read(said))["ipv4.instance"] == 730


ATTACHED = "Address: {Type: AWS::EC2::EIP, Properties: {InstanceId: !Ref It}}\n"
ASSOCIATED = """
Address: {Type: AWS::EC2::EIP}
Use: {Type: AWS::EC2::EIPAssociation, Properties: {EIP: !Ref Address, InstanceId: !Ref It}}
"""


@pytest.mark.parametrize("address", [ATTACHED, ASSOCIATED])
def test_an_address_that_is_declared_is_charged_once(read, address):
    public = MACHINE.replace("10.0.0.0/24}", "10.0.0.0/24, MapPublicIpOnLaunch: true}") + address
    assert "ipv4.instance" not in charged(read(public))
    assert charged(read(public, name="Address")) == {"ipv4.instance": 730}


def test_an_instance_takes_from_its_launch_template_what_it_does_not_say(read):
    planned = FLEET[FLEET.index("Plan:") :] + (
        "It: {Type: AWS::EC2::Instance, Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Plan, Version: '1'}}}\n"
    )
    assert charged(read(planned)) == {SMALL: 730, "ebs.gp3": 20}


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("!ImportValue Kind", "only the deployment tells"), ("p5.48xlarge", "no price for EC2 instance p5.48xlarge")],
)
def test_a_type_without_a_price_is_a_gap_and_its_disk_is_priced(read, kind, reason):
    found = read(MACHINE.replace("t4g.nano", kind))
    assert charged(found) == {"ebs.gp3": 8}
    assert reason in gaps(found)[0][1]


@pytest.mark.parametrize(
    ("mappings", "gb", "told"),
    [
        ("[{DeviceName: /dev/xvda, Ebs: {VolumeType: gp3, VolumeSize: 30}}]", 30, 0),
        ("[{DeviceName: /dev/xvda, Ebs: {VolumeType: gp3}}]", 8, 0),
        ("[{DeviceName: /dev/sdf, Ebs: {VolumeType: gp3, VolumeSize: 100}}]", 108, 0),
        ("[{DeviceName: /dev/sdb, VirtualName: ephemeral0}]", 8, 0),
        ("[{DeviceName: /dev/xvda, Ebs: {VolumeSize: 30}}]", 0, 1),
        ("[{DeviceName: /dev/xvda, Ebs: {VolumeType: gp3, VolumeSize: 30, Iops: 6000}}]", 30, 1),
    ],
)
def test_disks_are_those_that_are_named_besides_that_of_the_image(read, mappings, gb, told):
    found = read(MACHINE.replace("    SubnetId:", f"    BlockDeviceMappings: {mappings}\n    SubnetId:"))
    assert charged(found).get("ebs.gp3", 0) == gb
    assert [path for path, _ in gaps(found)] == ["BlockDeviceMappings"] * told


@pytest.mark.parametrize(
    ("said", "gb", "told"),
    [
        ("VolumeType: gp3, Size: 50", 50, []),
        ("VolumeType: gp3, Size: 50, Iops: 3000, Throughput: 125", 50, []),
        ("VolumeType: gp3, Size: 50, Iops: 3001", 50, ["Iops"]),
        ("VolumeType: gp3, Size: 50, Throughput: 126", 50, ["Throughput"]),
        ("VolumeType: io2, Size: 50", 0, ["VolumeType"]),
        ("Size: 50", 0, ["VolumeType"]),
        ("VolumeType: gp3, SnapshotId: snap-1", 0, ["VolumeType"]),
    ],
)
def test_a_disk_of_its_own_is_priced_where_the_book_has_its_type(read, said, gb, told):
    found = read(f"It: {{Type: AWS::EC2::Volume, Properties: {{AvailabilityZone: us-east-1a, {said}}}}}\n")
    assert charged(found).get("ebs.gp3", 0) == gb
    assert [path for path, _ in gaps(found)] == told


def test_a_group_without_a_policy_keeps_what_it_desires(read):
    assert charged(read(FLEET), Kind.FIXED) == pytest.approx({SMALL: 2 * 730, "ebs.gp3": 40})
    desired = FLEET.replace('MaxSize: "6"', 'MaxSize: "6"\n    DesiredCapacity: "4"')
    assert charged(read(desired, 1e7), Kind.FIXED)[SMALL] == pytest.approx(4 * 730)


def test_a_group_with_a_policy_follows_the_load_within_its_bounds(read, context_of):
    users = 100_000.0
    context = context_of(FLEET + POLICY, users)
    (resource,) = context.graph.resources("AWS::AutoScaling::AutoScalingGroup")
    traffic = context.traffic(resource)
    # Two vCPUs answer 120 requests a second each, and 40 % of them may be used.
    wanted = np.ceil(traffic.api_requests_by_hour / 3600 / (2 * 120 * 0.4))
    assert wanted.max() > 2
    above = traffic.hours.total(np.clip(wanted, 2, 6) - 2)
    found = read(FLEET + POLICY, users)
    assert charged(found, Kind.FIXED)[SMALL] == pytest.approx(2 * 730)
    assert charged(found, Kind.USAGE)[SMALL] == pytest.approx(above)
    assert charged(found, Kind.USAGE)["ebs.gp3"] == pytest.approx(20 * above / 730)


def test_a_group_whose_policy_tells_no_target_uses_as_much_cpu_as_is_assumed(read, context_of):
    users, steps = 100_000.0, POLICY.replace("      TargetValue: 40\n", "")
    context = context_of(FLEET + steps, users)
    (resource,) = context.graph.resources("AWS::AutoScaling::AutoScalingGroup")
    traffic = context.traffic(resource)
    wanted = np.ceil(traffic.api_requests_by_hour / 3600 / (2 * 120 * 0.6))
    assert charged(read(FLEET + steps, users), Kind.USAGE)[SMALL] == pytest.approx(
        traffic.hours.total(np.clip(wanted, 2, 6) - 2)
    )


def test_public_instances_that_the_load_adds_have_an_address_each(read):
    public = FLEET.replace("10.0.0.0/24}", "10.0.0.0/24, MapPublicIpOnLaunch: true}") + POLICY
    found = charged(read(public, 100_000.0), Kind.USAGE)
    assert found["ipv4.instance"] == found[SMALL] > 0


def test_a_growing_group_has_no_upper_bound(read):
    hours = [charged(read(FLEET + POLICY, 1e7, growing=growing))[SMALL] for growing in (False, True)]
    assert hours[0] <= 6 * 730 < hours[1]


ACTIONS = """
Open:
  Type: AWS::AutoScaling::ScheduledAction
  Properties: {AutoScalingGroupName: !Ref It, Recurrence: "0 7 * * MON-FRI", MinSize: 2, MaxSize: 6, DesiredCapacity: 2}
Close:
  Type: AWS::AutoScaling::ScheduledAction
  Properties: {AutoScalingGroupName: !Ref It, Recurrence: "0 19 * * 1-5", MinSize: 0, MaxSize: 0, DesiredCapacity: 0}
"""


@pytest.mark.parametrize("policy", ["", POLICY])
def test_a_group_that_a_schedule_closes_runs_by_day_alone(read, policy):
    # 12 hours of 21 working days
    found = charged(read(FLEET + policy + ACTIONS, growing=True), Kind.FIXED)
    assert found[SMALL] == pytest.approx(2 * 12 * 21)


def test_public_instances_of_a_group_have_an_address_each(read):
    public = FLEET.replace("10.0.0.0/24}", "10.0.0.0/24, MapPublicIpOnLaunch: true}")
    assert charged(read(public))["ipv4.instance"] == pytest.approx(2 * 730)
    private = public.replace(
        "InstanceType: t4g.small",
        "InstanceType: t4g.small\n      NetworkInterfaces: [{DeviceIndex: 0, AssociatePublicIpAddress: false}]",
    )
    assert "ipv4.instance" not in charged(read(private))


def test_spot_instances_are_a_gap(read):
    spot = FLEET.replace(
        "InstanceType: t4g.small", "InstanceType: t4g.small\n      InstanceMarketOptions: {MarketType: spot}"
    )
    assert SMALL not in charged(read(spot))
    assert "Spot" in gaps(read(spot))[0][1]


MIXED = """
    MixedInstancesPolicy:
      LaunchTemplate: {LaunchTemplateSpecification: {LaunchTemplateId: !Ref Plan, Version: "1"}}
"""


def test_a_group_that_mixes_types_says_how_it_is_counted(read):
    plain = '    LaunchTemplate: {LaunchTemplateId: !Ref Plan, Version: "1"}\n'
    found = read(FLEET.replace(plain, MIXED.lstrip("\n")))
    assert charged(found)[SMALL] == pytest.approx(2 * 730)
    assert [path for path, _ in gaps(found)] == ["MixedInstancesPolicy"]


@pytest.mark.parametrize(
    ("change", "path"),
    [(("!Ref Plan", "lt-1"), "LaunchTemplate"), (('MinSize: "2"', "MinSize: !ImportValue Least"), "MinSize")],
)
def test_a_group_that_the_source_does_not_describe_is_a_gap(read, change, path):
    found = read(FLEET.replace(*change))
    assert charged(found) == {}
    assert [where for where, _ in gaps(found)] == [path]


def test_a_load_above_the_most_instances_is_told(read):
    told = gaps(read(FLEET + POLICY, 1e7))

    assert [path for path, _ in told] == ["MaxSize"]
    assert "6 may run" in told[0][1]
    assert not gaps(read(FLEET + POLICY, 100.0))


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("t3.nano", 2),
        ("t2.micro", 1),
        ("t2.medium", 2),
        ("m6g.medium", 1),
        ("c7g.large", 2),
        ("m5.xlarge", 4),
        ("r7g.16xlarge", 64),
    ],
)
def test_the_size_of_a_type_tells_its_vcpus(kind, count):
    # EC2 User Guide, instance types
    assert vcpus(kind) == count


def test_many_scenarios_at_once_say_the_same_as_one_by_one(read):
    users = [1.0, 100_000.0, 1e7]
    together = [each for each in read(FLEET + POLICY, np.array(users)) if isinstance(each, Component)]
    for place, each in enumerate(users):
        alone = charged(read(FLEET + POLICY, each))
        for price, amounts in charged(together).items():
            np.testing.assert_allclose(alone[price], np.broadcast_to(amounts, (3,))[place])
