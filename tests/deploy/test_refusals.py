"""What AWS refuses is one sentence with the next step."""

from __future__ import annotations

import pytest
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    ReadTimeoutError,
    SSOTokenLoadError,
)

from workbook.deploy.refusals import in_sentences
from workbook.errors import DeployError
from workbook.lang import Lang


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "the reason."}}, "DescribeVpcs")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (refusal("ExpiredToken"), "the session of the credentials work has expired: the reason; sign in again"),
        (SSOTokenLoadError(error_msg="no token"), "the session of the credentials work has expired"),
        (refusal("InvalidClientTokenId"), "AWS does not know the credentials work: the reason; expected keys"),
        (refusal("AccessDenied"), "the credentials work may not call DescribeVpcs: the reason; use others"),
        (refusal("Throttling"), "DescribeVpcs was refused: the reason; the deployment stays as it is"),
        (NoCredentialsError(), "no credentials were found under work"),
        (PartialCredentialsError(provider="env", cred_var="AWS_SECRET_ACCESS_KEY"), "no credentials were found"),
        (ProfileNotFound(profile="work"), "no credentials were found under work"),
        (EndpointConnectionError(endpoint_url="https://ec2"), "AWS was not reached"),
        (ReadTimeoutError(endpoint_url="https://ec2"), "ReadTimeoutError was refused"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_a_refusal_names_the_next_step(error: ClientError | BotoCoreError, said: str) -> None:
    with pytest.raises(DeployError) as told, in_sentences("work"):
        raise error

    assert told.value.problems[0].en.startswith(said)
    assert told.value.in_language(Lang.ES) != told.value.in_language(Lang.EN)


def test_the_local_cloud_that_does_not_answer_is_named() -> None:
    said = r"the local cloud does not answer: .* start it with: workbook start"
    with pytest.raises(DeployError, match=said), in_sentences(None):
        raise EndpointConnectionError(endpoint_url="http://127.0.0.1:1")


def test_other_errors_pass() -> None:
    with pytest.raises(ZeroDivisionError), in_sentences("work"):
        raise ZeroDivisionError
