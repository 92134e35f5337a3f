"""Edges of messages and events: topics, queues, buses, schedules, workflows, buckets and pipelines."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.graph.containers import image_ends
from workbook.graph.index import Index, entries, expand
from workbook.graph.model import Edge, EdgeKind, node_id
from workbook.graph.rules import Connectors, Rules, into, out
from workbook.template.model import Resource, Value, describe

NOTIFIES, INVOKES, CONFIGURES = EdgeKind.NOTIFIES, EdgeKind.INVOKES, EdgeKind.CONFIGURES
READS, WRITES, WRITES_LOGS_TO = EdgeKind.READS, EdgeKind.WRITES, EdgeKind.WRITES_LOGS_TO

RULES: Rules = {
    "AWS::SQS::Queue": (out("RedrivePolicy.deadLetterTargetArn", NOTIFIES, "queue", note="dead letters"),),
    "AWS::Events::Rule": (into("EventBusName", EdgeKind.CONTAINS),),
    "AWS::Scheduler::Schedule": (out("Target.Arn", INVOKES, "arn"),),
    "AWS::Pipes::Pipe": (into("Source", NOTIFIES, "arn"), out("Target", NOTIFIES, "arn"), out("Enrichment", INVOKES)),
    "AWS::StepFunctions::StateMachine": (
        out("LoggingConfiguration.Destinations.*.CloudWatchLogsLogGroup.LogGroupArn", WRITES_LOGS_TO, "log-group"),
        out("DefinitionString", INVOKES),
        out("DefinitionSubstitutions.*", INVOKES),
    ),
    "AWS::S3::Bucket": (
        out("LoggingConfiguration.DestinationBucketName", WRITES_LOGS_TO, "bucket", note="access logs"),
        out("ReplicationConfiguration.Rules.*.Destination.Bucket", WRITES, "bucket", note="replication"),
        out("NotificationConfiguration.LambdaConfigurations.*.Function", NOTIFIES, "function"),
        out("NotificationConfiguration.QueueConfigurations.*.Queue", NOTIFIES, "queue"),
        out("NotificationConfiguration.TopicConfigurations.*.Topic", NOTIFIES, "topic"),
    ),
    "AWS::S3::AccessPoint": (out("Bucket", EdgeKind.FORWARDS_TO, "bucket"),),
    "AWS::KinesisFirehose::DeliveryStream": (
        into("KinesisStreamSourceConfiguration.KinesisStreamARN", WRITES, "stream"),
        out("S3DestinationConfiguration.BucketARN", WRITES, "bucket"),
        out("ExtendedS3DestinationConfiguration.BucketARN", WRITES, "bucket"),
    ),
    "AWS::IoT::TopicRule": (
        out("TopicRulePayload.Actions.*.Lambda.FunctionArn", INVOKES, "function"),
        out("TopicRulePayload.Actions.*.Sqs.QueueUrl", NOTIFIES, "queue"),
        out("TopicRulePayload.Actions.*.Sns.TargetArn", NOTIFIES, "topic"),
        out("TopicRulePayload.Actions.*.Kinesis.StreamName", WRITES, "stream"),
        out("TopicRulePayload.Actions.*.S3.BucketName", WRITES, "bucket"),
    ),
    "AWS::EFS::MountTarget": (into("FileSystemId", EdgeKind.CONTAINS, "file-system"),),
    "AWS::EFS::AccessPoint": (out("FileSystemId", EdgeKind.FORWARDS_TO, "file-system"),),
    "AWS::Backup::BackupPlan": (out("BackupPlan.BackupPlanRule.*.TargetBackupVault", WRITES),),
    "AWS::Backup::BackupSelection": (
        into("BackupPlanId", EdgeKind.CONTAINS),
        out("BackupSelection.Resources.*", READS, note="backup"),
    ),
    "AWS::Kendra::DataSource": (
        into("IndexId", EdgeKind.CONTAINS),
        out("DataSourceConfiguration.S3Configuration.BucketName", READS, "bucket"),
    ),
    "AWS::KMS::Alias": (out("TargetKeyId", CONFIGURES, "key"),),
    "AWS::SSM::Association": (out("Name", EdgeKind.RUNS),),
    "AWS::CodeBuild::Project": (
        out("LogsConfig.CloudWatchLogs.GroupName", WRITES_LOGS_TO, "log-group"),
        out("Artifacts.Location", WRITES, "bucket"),
    ),
    "AWS::CodePipeline::Pipeline": (
        out("ArtifactStore.Location", WRITES, "bucket"),
        out("Stages.*.Actions.*.Configuration.ProjectName", INVOKES),
        out("Stages.*.Actions.*.Configuration.RepositoryName", READS),
        out("Stages.*.Actions.*.Configuration.S3Bucket", READS),
    ),
    "AWS::CodeDeploy::DeploymentGroup": (into("ApplicationName", EdgeKind.CONTAINS),),
}

MESSAGE_TYPES = ("AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::Kinesis::Stream", "AWS::Logs::LogGroup")
"""Targets of rules that receive an event as a message; the others are invoked."""


def subscriptions(topic: Resource, index: Index) -> Iterator[Edge]:
    """A topic notifies its subscribers; the note is the protocol."""
    for path, entry in entries(topic.properties, "Subscription.*"):
        for end in index.ends(entry.get("Endpoint"), topic, _address_kind(entry.get("Protocol"))):
            note = describe(entry.get("Protocol"))
            yield Edge(NOTIFIES, node_id(topic), end, topic.evidence(f"{path}.Endpoint"), note=note)


def subscription(link: Resource, index: Index) -> Iterator[Edge]:
    """A subscription that is a resource of its own lets its topic notify the endpoint; the note is the protocol."""
    note = describe(link.get("Protocol"))
    for topic in index.ends(link.get("TopicArn"), link, "topic"):
        for end in index.ends(link.get("Endpoint"), link, _address_kind(link.get("Protocol"))):
            yield Edge(NOTIFIES, topic, end, link.evidence("Endpoint"), note=note)
    for end in index.ends(link.get("TopicArn"), link, "topic"):
        yield Edge(CONFIGURES, node_id(link), end, link.evidence("TopicArn"))


def event_targets(rule: Resource, index: Index) -> Iterator[Edge]:
    """A rule notifies topics, queues and streams, and invokes every other target; a task definition is run."""
    for path, entry in entries(rule.properties, "Targets.*"):
        for found in index.targets(entry.get("Arn"), rule):
            kind = NOTIFIES if found.type in MESSAGE_TYPES else INVOKES
            yield Edge(kind, node_id(rule), node_id(found), rule.evidence(f"{path}.Arn"))
        if not index.targets(entry.get("Arn"), rule):
            for end in index.ends(entry.get("Arn"), rule, "arn"):
                yield Edge(INVOKES, node_id(rule), end, rule.evidence(f"{path}.Arn"))
        for place, value in expand(entry, "EcsParameters.TaskDefinitionArn"):
            for end in index.ends(value, rule, "task-definition"):
                yield Edge(EdgeKind.RUNS, node_id(rule), end, rule.evidence(f"{path}.{place}"))


def build_image(project: Resource, index: Index) -> Iterator[Edge]:
    """A build project pulls the image that it runs in."""
    for end in image_ends(project.get("Environment.Image"), project, index):
        yield Edge(EdgeKind.PULLS_FROM, node_id(project), end, project.evidence("Environment.Image"))


def _address_kind(protocol: Value) -> str:
    name = describe(protocol)
    return {"lambda": "function", "sqs": "queue", "email-json": "email"}.get(name, name or "address")


CONNECTORS: Connectors = {
    "AWS::SNS::Topic": (subscriptions,),
    "AWS::SNS::Subscription": (subscription,),
    "AWS::Events::Rule": (event_targets,),
    "AWS::CodeBuild::Project": (build_image,),
}
