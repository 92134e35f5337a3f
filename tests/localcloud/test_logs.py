"""What services write into logs: what a delivery asks for of each request, and what a database says."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

Client = Callable[[str], Any]

GROUP = "requests"


@pytest.fixture
def balancer(client: Client) -> Iterator[dict[str, Any]]:
    """A load balancer that answers by itself."""
    api = client("elbv2")
    (made,) = api.create_load_balancer(Name="noted", Subnets=["subnet-1", "subnet-2"])["LoadBalancers"]
    fixed = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "403"}}
    api.create_listener(LoadBalancerArn=made["LoadBalancerArn"], Protocol="HTTP", Port=80, DefaultActions=[fixed])
    yield made
    api.delete_load_balancer(LoadBalancerArn=made["LoadBalancerArn"])


def deliver(client: Client, resource: str, kind: str, fields: list[str]) -> None:
    api = client("logs")
    api.create_log_group(logGroupName=GROUP)
    (group,) = api.describe_log_groups(logGroupNamePrefix=GROUP)["logGroups"]
    api.put_delivery_source(name="from", resourceArn=resource, logType=kind)
    to = api.put_delivery_destination(
        name="to", deliveryDestinationConfiguration={"destinationResourceArn": group["arn"]}
    )["deliveryDestination"]["arn"]
    api.create_delivery(deliverySourceName="from", deliveryDestinationArn=to, recordFields=fields)


def test_a_load_balancer_notes_each_request_as_its_delivery_says(client: Client, balancer: dict[str, Any]) -> None:
    deliver(client, balancer["LoadBalancerArn"], "ALB_ACCESS_LOGS", ["request", "elb_status_code", "trace_id", "x"])
    asked = urllib.request.Request(  # noqa: S310 - the address is of this machine
        client("logs").meta.endpoint_url + "/path?secret=1",
        headers={"Host": balancer["DNSName"], "X-Amzn-Trace-Id": "Root=1-67891233-abcdef012345678912345678"},
    )
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked)

    (event,) = client("logs").filter_log_events(logGroupName=GROUP)["events"]
    record = json.loads(event["message"])
    assert list(record) == ["request", "elb_status_code", "trace_id", "x"]
    assert record["request"] == f"GET http://{balancer['DNSName']}:80/path HTTP/1.1"
    assert (record["elb_status_code"], record["x"]) == (403, "-")
    assert record["trace_id"].startswith("Self=1-")
    assert record["trace_id"].endswith("Root=1-67891233-abcdef012345678912345678")
