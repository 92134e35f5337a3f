"""What a type of CloudFormation has to be able to do."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any

Properties = Mapping[str, Any]
Made = tuple[str, dict[str, Any]]
"""The identifier of what was made, and its attributes."""

Create = Callable[[str, Properties, str], Made]
Update = Callable[[str, Properties, Properties, str], Made]
Delete = Callable[[str, Properties], None]
Handler = dict[str, Any]
"""As the emulator keeps them: `create`, `delete`, and `update` where a change does not replace."""


def handler(create: Create, delete: Delete, update: Update | None = None) -> Handler:
    """A handler; without an update, what changes is made anew."""
    return {"create": create, "delete": delete, "update": update or _replace(create, delete)}


def _replace(create: Create, delete: Delete) -> Update:
    def update(identifier: str, old: Properties, new: Properties, stack: str) -> Made:
        made = create(identifier, new, stack)
        delete(identifier, old)
        return made

    return update


def new_id(prefix: str) -> str:
    """An identifier as EC2 makes them."""
    return f"{prefix}-{secrets.token_hex(9)[:17]}"


class RefusedError(Exception):
    """An API of the emulator refused what a template asks for."""


def accepted(answer: tuple[int, Any, Any]) -> tuple[int, Any, Any]:
    """The answer of an API of the emulator.

    Raises:
        RefusedError: it refused.
    """
    status, _, body = answer
    if status >= 400:
        raise RefusedError(body.decode() if isinstance(body, bytes) else str(body))
    return answer
