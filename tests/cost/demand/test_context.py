from __future__ import annotations

import pytest

from workbook.cost.demand.tasks import running
from workbook.workload.model import Level

SERVICE = """
Task:
  Type: AWS::ECS::TaskDefinition
  Properties: {Cpu: 256, Memory: 512, RequiresCompatibilities: [FARGATE]}
It: {Type: AWS::ECS::Service, Properties: {LaunchType: FARGATE, TaskDefinition: !Ref Task, DesiredCount: 2}}
Other: {Type: AWS::ECS::Service, Properties: {LaunchType: FARGATE, TaskDefinition: !Ref Task, DesiredCount: 3}}
"""


def services(context):
    return {each.id.logical_id: each for each in context.graph.resources("AWS::ECS::Service")}


def test_what_several_readers_ask_for_is_made_once_for_each_resource(context_of):
    context = context_of(SERVICE)
    one, other = services(context)["It"], services(context)["Other"]
    assert running(one, context) is running(one, context)
    assert [float(running(each, context).average) for each in (one, other)] == pytest.approx([2, 3])


def test_another_level_is_another_scenario(context_of):
    context = context_of(SERVICE)
    service = services(context)["It"]
    likely, high = running(service, context), running(service, context.at_level(Level.HIGH))
    assert high is not likely
    assert (high.size, high.hours.times[0]) == (likely.size, 22)
    assert context.at_level(Level.HIGH).traffic(service).sessions > context.traffic(service).sessions
