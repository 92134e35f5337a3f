from __future__ import annotations

import pytest

from workbook.graph.model import EdgeKind


def test_an_alarm_watches_what_its_dimensions_name_and_tells_its_topic(graph_of, drawn):
    graph = graph_of("""
        Topic: {Type: AWS::SNS::Topic}
        Cluster: {Type: AWS::ECS::Cluster}
        Service: {Type: AWS::ECS::Service, Properties: {Cluster: !Ref Cluster}}
        Alarm:
          Type: AWS::CloudWatch::Alarm
          Properties:
            MetricName: CPUUtilization
            Namespace: AWS/ECS
            Dimensions:
              - {Name: ClusterName, Value: !Ref Cluster}
              - {Name: ServiceName, Value: !GetAtt Service.Name}
            AlarmActions: [!Ref Topic]
            OKActions: [!Ref Topic]
    """)
    assert drawn(graph, EdgeKind.ALARMS_ON) == ["Alarm → Service (CPUUtilization)"]
    assert drawn(graph, EdgeKind.NOTIFIES) == ["Alarm → Topic (alarm)", "Alarm → Topic (ok)"]


def test_an_alarm_computed_from_several_metrics_watches_all_of_them(graph_of, drawn):
    graph = graph_of("""
        Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
        Queue: {Type: AWS::SQS::Queue}
        Alarm:
          Type: AWS::CloudWatch::Alarm
          Properties:
            Metrics:
              - {Id: rate, Expression: errors / depth}
              - Id: errors
                MetricStat:
                  Metric:
                    Namespace: AWS/ApplicationELB
                    MetricName: HTTPCode_ELB_5XX_Count
                    Dimensions: [{Name: LoadBalancer, Value: !GetAtt Balancer.LoadBalancerFullName}]
              - Id: depth
                MetricStat:
                  Metric:
                    Namespace: AWS/SQS
                    MetricName: ApproximateNumberOfMessagesVisible
                    Dimensions: [{Name: QueueName, Value: !GetAtt Queue.QueueName}]
    """)
    assert drawn(graph, EdgeKind.ALARMS_ON) == [
        "Alarm → Balancer (HTTPCode_ELB_5XX_Count)",
        "Alarm → Queue (ApproximateNumberOfMessagesVisible)",
    ]
    (edge, _) = graph.outgoing("App/Alarm", EdgeKind.ALARMS_ON)
    assert edge.evidence.path.endswith("Metrics.1.MetricStat.Metric.Dimensions.0.Value")


def test_a_load_balancer_cut_out_of_its_listeners_arn_is_found(graph_of, drawn):
    graph = graph_of("""
        Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
        Listener:
          Type: AWS::ElasticLoadBalancingV2::Listener
          Properties: {LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: HTTPS}
        Alarm:
          Type: AWS::CloudWatch::Alarm
          Properties:
            MetricName: RequestCount
            Namespace: AWS/ApplicationELB
            Dimensions:
              - Name: LoadBalancer
                Value: !Join ["/", [!Select [1, !Split ["/", !Ref Listener]], !Select [2, !Split ["/", !Ref Listener]]]]
    """)
    assert drawn(graph, EdgeKind.ALARMS_ON) == ["Alarm → Balancer (RequestCount)"]


def test_a_literal_dimension_leads_to_the_resource_of_that_name(graph_of, drawn):
    graph = graph_of("""
        Database: {Type: AWS::RDS::DBInstance, Properties: {DBInstanceIdentifier: shop}}
        Alarm:
          Type: AWS::CloudWatch::Alarm
          Properties: {MetricName: CPUUtilization, Dimensions: [{Name: DBInstanceIdentifier, Value: shop}]}
        Other:
          Type: AWS::CloudWatch::Alarm
          Properties: {MetricName: CPUUtilization, Dimensions: [{Name: DBInstanceIdentifier, Value: elsewhere}]}
    """)
    assert drawn(graph, EdgeKind.ALARMS_ON) == [
        "Alarm → Database (CPUUtilization)",
        "Other → external/database/elsewhere (CPUUtilization)",
    ]


def test_an_alarm_on_what_is_given_at_deployment_keeps_its_place_in_the_picture(graph_of, drawn):
    graph = graph_of("""
        Parameters: {Files: {Type: String}}
        Resources:
          Alarm:
            Type: AWS::CloudWatch::Alarm
            Properties: {MetricName: BurstCreditBalance, Dimensions: [{Name: FileSystemId, Value: !Ref Files}]}
    """)
    assert drawn(graph, EdgeKind.ALARMS_ON) == ["Alarm → external/file-system/${App/Files} (BurstCreditBalance)"]


def test_an_alarm_on_a_filtered_metric_watches_the_filter(graph_of, drawn):
    graph = graph_of("""
        Logs: {Type: AWS::Logs::LogGroup}
        Filter:
          Type: AWS::Logs::MetricFilter
          Properties:
            LogGroupName: !Ref Logs
            MetricTransformations: [{MetricNamespace: Shop, MetricName: Errors, MetricValue: "1"}]
        Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: Shop, MetricName: Errors}}
    """)
    assert drawn(graph, EdgeKind.ALARMS_ON, EdgeKind.READS) == ["Alarm → Filter (Errors)", "Filter → Logs"]


def test_a_composite_alarm_watches_the_alarms_of_its_rule(graph_of, drawn):
    graph = graph_of("""
        One: {Type: AWS::CloudWatch::Alarm}
        Two: {Type: AWS::CloudWatch::Alarm}
        Both:
          Type: AWS::CloudWatch::CompositeAlarm
          Properties: {AlarmRule: !Sub 'ALARM("${One}") AND ALARM("${Two}")'}
    """)
    assert drawn(graph, EdgeKind.ALARMS_ON) == ["Both → One", "Both → Two"]


DELIVERY = """
    Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
    Logs: {Type: AWS::Logs::LogGroup}
    Source:
      Type: AWS::Logs::DeliverySource
      Properties: {Name: alb, LogType: ALB_ACCESS_LOGS, ResourceArn: !Ref Balancer}
    Destination:
      Type: AWS::Logs::DeliveryDestination
      Properties: {Name: logs, DestinationResourceArn: !GetAtt Logs.Arn}
    Delivery:
      Type: AWS::Logs::Delivery
      Properties: {DeliverySourceName: NAME, DeliveryDestinationArn: !GetAtt Destination.Arn}
"""


@pytest.mark.parametrize("name", ["!Ref Source", "alb"])
def test_a_delivery_of_logs_is_one_edge_from_its_source_to_its_destination(name, graph_of, drawn):
    graph = graph_of(DELIVERY.replace("NAME", name))
    assert "Balancer → Logs (ALB_ACCESS_LOGS)" in drawn(graph, EdgeKind.WRITES_LOGS_TO)
    assert {"App/Source", "App/Destination", "App/Delivery"} <= graph.nodes.keys()


def test_a_function_writes_to_the_log_group_that_is_named_after_it(graph_of, drawn):
    graph = graph_of("""
        Function: {Type: AWS::Lambda::Function}
        Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub "/aws/lambda/${Function}"}}
    """)
    assert drawn(graph, EdgeKind.WRITES_LOGS_TO) == ["Function → Logs"]


def test_a_log_group_passes_events_on_to_its_subscriber(graph_of, drawn):
    graph = graph_of("""
        Function: {Type: AWS::Lambda::Function}
        Logs: {Type: AWS::Logs::LogGroup}
        Filter:
          Type: AWS::Logs::SubscriptionFilter
          Properties: {LogGroupName: !Ref Logs, DestinationArn: !GetAtt Function.Arn}
    """)
    assert drawn(graph, EdgeKind.WRITES_LOGS_TO) == ["Logs → Function (subscription)"]


def test_an_event_subscription_watches_its_sources_or_all_of_their_type(graph_of, drawn):
    graph = graph_of("""
        Topic: {Type: AWS::SNS::Topic}
        Database: {Type: AWS::RDS::DBInstance}
        Some: {Type: AWS::RDS::EventSubscription, Properties: {SnsTopicArn: !Ref Topic, SourceIds: [!Ref Database]}}
        All: {Type: AWS::RDS::EventSubscription, Properties: {SnsTopicArn: !Ref Topic, SourceType: db-instance}}
    """)
    assert drawn(graph, EdgeKind.ALARMS_ON) == ["All → external/every/db-instance", "Some → Database"]
    assert drawn(graph, EdgeKind.NOTIFIES) == ["All → Topic", "Some → Topic"]


def test_a_budget_tells_its_subscribers(graph_of, drawn):
    graph = graph_of("""
        Topic: {Type: AWS::SNS::Topic}
        Budget:
          Type: AWS::Budgets::Budget
          Properties:
            NotificationsWithSubscribers:
              - Subscribers:
                  - {SubscriptionType: EMAIL, Address: owner@example.com}
                  - {SubscriptionType: SNS, Address: !Ref Topic}
    """)
    assert drawn(graph, EdgeKind.NOTIFIES) == [
        "Budget → Topic (sns)",
        "Budget → external/email/owner@example.com (email)",
    ]


def test_a_topic_notifies_its_subscribers_however_they_are_declared(graph_of, drawn):
    graph = graph_of("""
        Queue: {Type: AWS::SQS::Queue}
        Topic:
          Type: AWS::SNS::Topic
          Properties: {Subscription: [{Protocol: email, Endpoint: owner@example.com}]}
        Link:
          Type: AWS::SNS::Subscription
          Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Queue.Arn}
    """)
    assert drawn(graph, EdgeKind.NOTIFIES) == [
        "Topic → Queue (sqs)",
        "Topic → external/email/owner@example.com (email)",
    ]
