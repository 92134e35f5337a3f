"""Who does something, in which request; and a request that comes twice, carried out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import connection, transaction

from inventory.problems import KEY_REUSED, Problem

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes, and from which request."""

    user_id: int
    request_id: str


@dataclass(frozen=True, slots=True)
class Named:
    """A request by the name that its client gave it, and a digest of everything that it asks for."""

    key: str
    fingerprint: str


# A second request with the same key waits here until the first has ended, whichever way.
_CLAIM = """
INSERT INTO inventory_idempotencykey (user_id, key, fingerprint, act_id)
VALUES (%(user)s, %(key)s, %(fingerprint)s, %(act)s)
ON CONFLICT (user_id, key) DO NOTHING
RETURNING act_id
"""
_CLAIMED = "SELECT act_id, fingerprint FROM inventory_idempotencykey WHERE user_id = %(user)s AND key = %(key)s"


def once(
    actor: Actor, named: Named, *, carry_out: Callable[[UUID], Answer], look_up: Callable[[UUID], Answer]
) -> Answer:
    """Carry a request out, or look up what it did when it came before; all in one transaction.

    A request that fails leaves its key unused, so that it can be sent again.

    Raises:
        Problem: the key came before with another request.
    """
    act_id = uuid4()
    with transaction.atomic():
        earlier = claim(actor, named, act_id)
        if earlier is None:
            return carry_out(act_id)
    return look_up(earlier)


def claim(actor: Actor, named: Named, act_id: UUID) -> UUID | None:
    """Take a name for an act, in the transaction of the act; the earlier act where there was one of that name.

    Raises:
        Problem: the key came before with another request.
    """
    while not _is_claimed(actor, named, act_id):
        earlier = earlier_act(actor, named)
        if earlier is not None:  # else it was too old to be kept, and went in between
            return earlier
    return None


def _is_claimed(actor: Actor, named: Named, act_id: UUID) -> bool:
    """Whether nobody had taken the name, and this act has it now."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {**_name(actor, named), "fingerprint": named.fingerprint, "act": act_id})
        return cursor.fetchone() is not None


def earlier_act(actor: Actor, named: Named) -> UUID | None:
    """The act that was carried out under that name, if any.

    Raises:
        Problem: the key came before with another request.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CLAIMED, _name(actor, named))
        earlier = cursor.fetchone()
    if earlier is None:
        return None
    if earlier[1] != named.fingerprint:
        raise Problem(KEY_REUSED)
    return UUID(str(earlier[0]))


def _name(actor: Actor, named: Named) -> dict[str, Any]:
    return {"user": actor.user_id, "key": named.key}
