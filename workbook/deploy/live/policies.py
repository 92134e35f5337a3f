"""IAM policies in one form for all that mean the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from workbook.template.model import Value, scalar_text

_ACCOUNT = re.compile(r"\d{12}")
_ROOT = re.compile(r"arn:aws[\w-]*:iam::(\d{12}):root")
_LISTS = ("Action", "NotAction", "Resource", "NotResource")
_WHO = ("Principal", "NotPrincipal")


def canonical_policy(policy: Value) -> Value:
    """A policy with lists for single values, everything without an order sorted, and defaults written out.

    >>> canonical_policy({"Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}})["Statement"]
    ({'Effect': 'Allow', 'Action': ('s3:get*',), 'Resource': ('*',)},)
    """
    if not isinstance(policy, Mapping):
        return policy
    listed = _listed(policy.get("Statement"))
    return {
        "Version": policy.get("Version") or "2008-10-17",
        "Statement": tuple(sorted(map(_statement, listed), key=_order)),
    }


def _statement(statement: Value) -> Value:
    if not isinstance(statement, Mapping):
        return statement
    found: dict[str, Value] = {}
    for key, value in statement.items():
        if key in _LISTS:
            words = map(scalar_text_of, _listed(value))
            found[key] = tuple(sorted(word.lower() if key.endswith("Action") else word for word in words))
        elif key in _WHO:
            found[key] = _principals(value)
        elif key == "Condition":
            found[key] = _conditions(value)
        elif key != "Sid" or value:
            found[key] = value
    return found


def _principals(value: Value) -> Value:
    """`*` is everybody, as `{"AWS": "*"}` is; an account stands for its root."""
    named = value if isinstance(value, Mapping) else {"AWS": value}
    return {kind: tuple(sorted({_principal(kind, each) for each in _listed(who)})) for kind, who in named.items()}


def _principal(kind: str, who: Value) -> str:
    told = scalar_text_of(who)
    root = _ROOT.fullmatch(told)
    if kind == "AWS" and root:
        return root[1]
    return told.zfill(12) if kind == "AWS" and isinstance(who, int) and not _ACCOUNT.fullmatch(told) else told


def _conditions(value: Value) -> Value:
    """Keys of conditions are alike in small and capital letters; their values are texts, in any order."""
    if not isinstance(value, Mapping):
        return value
    return {
        operator: {
            key.lower(): tuple(sorted(map(scalar_text_of, _listed(held))))
            for key, held in (keys.items() if isinstance(keys, Mapping) else ())
        }
        for operator, keys in value.items()
    }


def _listed(value: Value) -> tuple[Value, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def scalar_text_of(value: Value) -> str:
    """A scalar as text; anything else, which no policy may hold there, as JSON."""
    if value is None or isinstance(value, str | int | float | bool):
        return scalar_text(value)
    return _order(value)


def _order(value: Value) -> str:
    return json.dumps(value, sort_keys=True, default=str)
