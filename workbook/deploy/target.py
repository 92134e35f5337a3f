"""Where an assembly is deployed: the local cloud of this machine, or an account of AWS."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import boto3
import botocore.session
from botocore.config import Config

REGION = "us-east-1"
LOCAL_ACCOUNT = "000000000000"
LOCAL_KEYS = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}
"""Of the local cloud, which asks for none; real ones never get there."""

ENVIRONMENT = "environment"
"""Credentials that stand in the environment, as in a pipeline, and in no profile of the user's files."""

_QUICK = Config(retries={"total_max_attempts": 3}, s3={"addressing_style": "path"}, connect_timeout=5, proxies={})
# Route 53 and CloudFormation let few requests through in a second.
_PATIENT = Config(retries={"mode": "standard", "total_max_attempts": 8}, connect_timeout=10)
_MAKING = threading.Lock()
_KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")


@dataclass(frozen=True, slots=True)
class Target:
    """Clients and programs that work on one deployment, and on no other."""

    account: str
    region: str
    endpoint: str | None
    """Of every API, where it is not AWS."""

    credentials: str = ENVIRONMENT
    """A profile of the user's AWS files, or those of the environment; the local cloud needs neither."""

    @property
    def is_local(self) -> bool:
        """Whether it is the cloud of this machine."""
        return self.endpoint is not None

    def client(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - boto3 makes clients while it runs
        """A client of a service, in the region of the target where none is named."""
        of_user = sorted(each for each in os.environ.items() if each[0].startswith("AWS_"))
        with _MAKING:  # sessions are not made for threads, clients are
            return _client(self, service, region, () if self.is_local else tuple(of_user))

    def clients(self, region: str | None = None) -> Callable[[str], Any]:
        """Clients of services by name, which share credentials and what they read of files, for whoever needs many."""
        if self.endpoint is None:
            alone = _without_files() if self.credentials == ENVIRONMENT else None
            profile = None if alone else self.credentials
            user = boto3.session.Session(
                botocore_session=alone, profile_name=profile, region_name=region or self.region
            )
            return partial(user.client, config=_PATIENT)
        session = boto3.session.Session(
            "local", "local", botocore_session=_without_files(), region_name=region or self.region
        )
        return partial(session.client, endpoint_url=self.endpoint, config=_QUICK)

    def environment(self) -> Mapping[str, str]:
        """For programs such as the CDK CLI; with the local cloud, nothing of AWS that the user has set reaches them."""
        # Node may stand beside this Python alone.
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
        # What they say is read; whoever forces colours on programs, as notebooks do, would win over NO_COLOR.
        plain = {"NO_COLOR": "1", "FORCE_COLOR": "0"}
        own = {"AWS_REGION": self.region, "CDK_DISABLE_CLI_TELEMETRY": "true", "PATH": path, **plain}
        if self.endpoint is None:
            return {**self._users(), **own}
        kept = {name: value for name, value in os.environ.items() if not _is_of_aws_or_proxy(name)}
        nowhere = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
        local = {"AWS_ENDPOINT_URL": self.endpoint, "AWS_EC2_METADATA_DISABLED": "true"}
        return {**kept, **own, **nowhere, **LOCAL_KEYS, **local}

    def _users(self) -> Mapping[str, str]:
        """What the user has set, without the keys that would win over the profile that was named."""
        if self.credentials == ENVIRONMENT:
            others = {name: value for name, value in os.environ.items() if name != "AWS_PROFILE"}
            return {**others, "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
        others = {name: value for name, value in os.environ.items() if name not in _KEYS}
        return {**others, "AWS_PROFILE": self.credentials}


def _without_files() -> botocore.session.Session:
    """A session that looks at neither a profile nor a file of the user."""
    nothing = dict.fromkeys(("profile", "config_file", "credentials_file"), (None, None, None, None))
    return botocore.session.Session(session_vars=nothing)


def _is_of_aws_or_proxy(name: str) -> bool:
    return name.startswith("AWS_") or name.lower().endswith("_proxy")


@cache
def _client(target: Target, service: str, region: str | None, _: tuple[tuple[str, str], ...]) -> Any:  # noqa: ANN401
    """Reading the shapes of a service takes longer than most questions to it."""
    return target.clients(region)(service)


def local_target(port: int) -> Target:
    """The local cloud behind that port of this machine."""
    return Target(LOCAL_ACCOUNT, REGION, f"http://127.0.0.1:{port}")
