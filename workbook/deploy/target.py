"""Where an assembly is deployed: the local cloud of this machine, or an account of AWS."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import botocore.session
from botocore.config import Config

REGION = "us-east-1"
LOCAL_ACCOUNT = "000000000000"
LOCAL_KEYS = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}
"""Of the local cloud, which asks for none; real ones never get there."""

_QUICK = Config(retries={"total_max_attempts": 3}, s3={"addressing_style": "path"}, connect_timeout=5)


@dataclass(frozen=True, slots=True)
class Target:
    """Clients and programs that work on one deployment, and on no other."""

    account: str
    region: str
    endpoint: str | None
    """Of every API, where it is not AWS."""

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 makes clients while it runs
        """A client of a service."""
        if self.endpoint is None:
            return boto3.session.Session(region_name=self.region).client(service)
        # Neither a profile nor a file of the user is looked at.
        nothing = dict.fromkeys(("profile", "config_file", "credentials_file"), (None, None, None, None))
        alone = botocore.session.Session(session_vars=nothing)
        session = boto3.session.Session("local", "local", botocore_session=alone, region_name=self.region)
        return session.client(service, endpoint_url=self.endpoint, config=_QUICK)

    def environment(self) -> Mapping[str, str]:
        """For programs such as the CDK CLI; with the local cloud, nothing of AWS that the user has set reaches them."""
        # Node may stand beside this Python alone.
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
        own = {"AWS_REGION": self.region, "CDK_DISABLE_CLI_TELEMETRY": "true", "NO_COLOR": "1", "PATH": path}
        if self.endpoint is None:
            return {**os.environ, **own}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        nowhere = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
        local = {"AWS_ENDPOINT_URL": self.endpoint, "AWS_EC2_METADATA_DISABLED": "true"}
        return {**kept, **own, **nowhere, **LOCAL_KEYS, **local}


def local_target(port: int) -> Target:
    """The local cloud behind that port of this machine."""
    return Target(LOCAL_ACCOUNT, REGION, f"http://127.0.0.1:{port}")
