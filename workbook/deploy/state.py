"""What is deployed at a target, as far as somebody who opens it wants to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbook.deploy.cloud import LocalCloud
from workbook.deploy.target import local_target

# Outputs of stacks that are addresses for people.
_ADDRESSES = {"FrontendUrl": "pages", "ApiUrl": "api"}


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who may sign in first; the password is told once and kept nowhere."""

    email: str
    password: str


@dataclass(frozen=True, slots=True)
class State:
    """Whether the local cloud runs, what its stacks are like, and where a browser finds them."""

    running: bool
    stacks: tuple[tuple[str, str], ...]
    """Names and statuses of CloudFormation."""

    addresses: Mapping[str, str]
    authority: str | None
    """File of the certificate that a browser has to trust."""

    administrator: Administrator | None = None


def state_of(cloud: LocalCloud, administrator: Administrator | None = None) -> State:
    """The state of the local cloud."""
    if not cloud.is_running():
        return State(running=False, stacks=(), addresses={}, authority=None)
    found = local_target(cloud.port("api")).client("cloudformation").describe_stacks()["Stacks"]
    stacks = sorted(found, key=lambda each: each["CreationTime"])
    outputs = {each["OutputKey"]: each["OutputValue"] for stack in stacks for each in stack.get("Outputs", [])}
    addresses = {_ADDRESSES[key]: cloud.address(outputs[key]) for key in _ADDRESSES if key in outputs}
    return State(
        running=True,
        stacks=tuple((each["StackName"], each["StackStatus"]) for each in stacks),
        addresses=addresses,
        authority=str(cloud.folder / "authority" / "authority.pem"),
        administrator=administrator,
    )


def to_json(state: State) -> dict[str, Any]:
    """The state in the form of docs/reference/json.md."""
    administrator = state.administrator
    return {
        "schema": 1,
        "target": "local",
        "running": state.running,
        "stacks": [{"name": name, "status": status} for name, status in state.stacks],
        "addresses": dict(state.addresses),
        "authority": state.authority,
        "administrator": administrator and {"email": administrator.email, "password": administrator.password},
    }
