from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from repo.tracked import ROOT
from workbook.deploy.machine.cloud import LocalCloud

Client = Callable[[str], Any]


@pytest.fixture(scope="session")
def client() -> Iterator[Client]:
    """Clients of a local cloud that the tests of a process share; each names what it makes after itself."""
    with tempfile.TemporaryDirectory(prefix="cloud-") as name:
        cloud = LocalCloud(ROOT, Path(name) / "state")
        yield cloud.start().clients()
        cloud.remove()


@pytest.fixture
def topic(client: Client, request: pytest.FixtureRequest) -> tuple[str, Callable[[], list[str]]]:
    """A topic, and the subjects of what was published to it since they were last asked for."""
    sns, sqs, name = client("sns"), client("sqs"), request.node.name[:60]
    arn = sns.create_topic(Name=name)["TopicArn"]
    queue = sqs.create_queue(QueueName=name)["QueueUrl"]
    told = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sns.subscribe(TopicArn=arn, Protocol="sqs", Endpoint=told)

    def subjects() -> list[str]:
        found = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
        return [json.loads(each["Body"])["Subject"] for each in found]

    return arn, subjects
