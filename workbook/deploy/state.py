"""What is deployed at a target, as far as somebody who opens it wants to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workbook.deploy.administrator import Administrator
from workbook.deploy.stacks import Stacks

# Outputs of stacks that are addresses for people.
_ADDRESSES = {"FrontendUrl": "pages", "ApiUrl": "api"}


@dataclass(frozen=True, slots=True)
class State:
    """Whether the target answers, what its stacks are like, and where a browser finds them."""

    target: str
    """`local` or `aws`."""

    running: bool
    stacks: tuple[tuple[str, str], ...] = ()
    """Names and statuses of CloudFormation."""

    addresses: Mapping[str, str] | None = None
    authority: str | None = None
    """File of the certificate that a browser has to trust."""

    administrator: Administrator | None = None


def state_of(stacks: Stacks, address: Callable[[str], str], authority: str | None = None) -> State:
    """The state of what is deployed at a target that answers; `address` says where a browser finds a deployed one."""
    found = stacks.all()
    outputs = {key: value for stack in found.values() for key, value in stack.outputs.items()}
    return State(
        target="local" if stacks.target.is_local else "aws",
        running=True,
        stacks=tuple((stack.name, stack.status) for stack in found.values()),
        addresses={_ADDRESSES[key]: address(outputs[key]) for key in _ADDRESSES if key in outputs},
        authority=authority,
    )


def to_json(state: State) -> dict[str, Any]:
    """The state in the form of docs/reference/json.md."""
    administrator = state.administrator
    return {
        "schema": 1,
        "target": state.target,
        "running": state.running,
        "stacks": [{"name": name, "status": status} for name, status in state.stacks],
        "addresses": dict(state.addresses or {}),
        "authority": state.authority,
        "administrator": administrator and {"email": administrator.email, "password": administrator.password},
    }
