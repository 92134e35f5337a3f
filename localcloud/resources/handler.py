"""What a type of CloudFormation has to be able to do."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Mapping
from typing import Any

Properties = Mapping[str, Any]
Made = tuple[str, dict[str, Any]]
"""The identifier of what was made, and its attributes."""

Create = Callable[[str, Properties, str], Made]
Update = Callable[[str, Properties, Properties, str, str], Made]
"""Of an identifier, from properties to others; stack and logical id are for what has to be made anew."""

Change = Callable[[str, Properties, Properties], Made]
Delete = Callable[[str, Properties], None]
Handler = dict[str, Any]
"""As the emulator keeps them; what an update has made anew it deletes itself, at the end of a deployment."""


def handler(create: Create, delete: Delete, update: Update | None = None) -> Handler:
    """A handler; without an update, what changes is made again, and is another one where its identifier is."""
    update = update or (lambda _, __, new, stack, logical_id: create(logical_id, new, stack))
    return {"create": create, "delete": delete, "update": update, "update_with_logical_id": True}


def in_place(names: Collection[str], create: Create, change: Change) -> Update:
    """An update that changes these properties where they stand, and makes anew what has others changed."""

    def update(identifier: str, old: Properties, new: Properties, stack: str, logical_id: str) -> Made:
        changed = {name for name in {*old, *new} if old.get(name) != new.get(name)}
        return change(identifier, old, new) if changed <= {*names} else create(logical_id, new, stack)

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
