from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.stub import Stubber

from workbook.deploy.live.apis import Apis
from workbook.deploy.refusals import ClientError
from workbook.deploy.target import Target, local_target

REGION = "us-east-1"


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Stubber:
    client = local_target(9).client("sns")
    monkeypatch.setattr(Target, "clients", lambda *_: lambda _: client)
    return Stubber(client)


def topics(*names: str, more: str | None = None) -> dict[str, Any]:
    return {"Topics": [{"TopicArn": name} for name in names], **({"NextToken": more} if more else {})}


def test_pages_come_as_a_whole_and_are_asked_for_once_whoever_asks(stub: Stubber) -> None:
    stub.add_response("list_topics", topics("a", more="2"), {})
    stub.add_response("list_topics", topics("b"), {"NextToken": "2"})
    apis = Apis(local_target(9))

    with stub, ThreadPoolExecutor(4) as pool:
        answers = [*pool.map(lambda _: apis.ask("sns", "list_topics", REGION), range(8))]
        stub.assert_no_pending_responses()
    assert [[each["TopicArn"] for each in answer["Topics"]] for answer in answers] == [["a", "b"]] * 8


def test_a_refusal_is_told_to_everybody_who_asked(stub: Stubber) -> None:
    stub.add_client_error("get_topic_attributes", "NotFound")
    apis = Apis(local_target(9))

    with stub:
        for _ in range(2):
            with pytest.raises(ClientError, match="NotFound"):
                apis.ask("sns", "get_topic_attributes", REGION, TopicArn="a")


def test_everything_is_asked_again_where_that_is_wanted(stub: Stubber) -> None:
    for name in ("before", "after"):
        stub.add_response("list_topics", topics(name), {})
    apis = Apis(local_target(9))

    with stub:
        assert apis.ask("sns", "list_topics", REGION)["Topics"] == [{"TopicArn": "before"}]
        assert apis.anew().ask("sns", "list_topics", REGION)["Topics"] == [{"TopicArn": "after"}]


@pytest.mark.parametrize(("endpoint", "is_local"), [("http://127.0.0.1:4567", True), (None, False)])
def test_the_cloud_of_this_machine_is_known_by_its_address(
    monkeypatch: pytest.MonkeyPatch, endpoint: str | None, *, is_local: bool
) -> None:
    assert Apis(Target("1", REGION, endpoint)).is_local is is_local
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4567")
    assert Apis(Target("1", REGION, None)).is_local
