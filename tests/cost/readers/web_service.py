"""A service on Fargate with its network, as a template; alone, scaled by the load, and closed at night."""

from __future__ import annotations

NETWORK = """
Gateway: {Type: AWS::EC2::InternetGateway}
Open: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
Out:
  Type: AWS::EC2::Route
  Properties: {RouteTableId: !Ref Open, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
Closed: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
A: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24, AvailabilityZone: us-east-1a}}
B: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1b}}
RouteA: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, RouteTableId: !Ref Open}}
RouteB: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref B, RouteTableId: !Ref Open}}
"""
SERVICE = """
It:
  Type: AWS::ECS::Service
  Properties:
    LaunchType: FARGATE
    DesiredCount: 2
    TaskDefinition: !Ref Task
    NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A, !Ref B], AssignPublicIp: DISABLED}}
"""
TASK = """
Task:
  Type: AWS::ECS::TaskDefinition
  Properties:
    Cpu: "256"
    Memory: "512"
    RequiresCompatibilities: [FARGATE]
    ContainerDefinitions: [{Name: web, Image: nginx}]
"""
WEB = NETWORK + SERVICE + TASK
SCALING = """
Target:
  Type: AWS::ApplicationAutoScaling::ScalableTarget
  Properties:
    MinCapacity: 2
    MaxCapacity: 4
    ResourceId: !Sub service/default/${It.Name}
    ScalableDimension: ecs:service:DesiredCount
    ServiceNamespace: ecs
Policy:
  Type: AWS::ApplicationAutoScaling::ScalingPolicy
  Properties:
    PolicyName: cpu
    PolicyType: TargetTrackingScaling
    ScalingTargetId: !Ref Target
    TargetTrackingScalingPolicyConfiguration:
      TargetValue: 50
      PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}
"""
NIGHT = """
    ScheduledActions:
      - ScheduledActionName: open
        Schedule: cron(0 7 ? * MON-FRI *)
        ScalableTargetAction: {MinCapacity: 2, MaxCapacity: 4}
      - ScheduledActionName: close
        Schedule: cron(0 19 ? * MON-FRI *)
        ScalableTargetAction: {MinCapacity: 0, MaxCapacity: 0}
"""
SCALED = WEB + SCALING
CLOSED_AT_NIGHT = WEB + SCALING.replace(
    "    ServiceNamespace: ecs\n", "    ServiceNamespace: ecs\n" + NIGHT.lstrip("\n")
)
