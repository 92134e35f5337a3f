"""What CDK makes of the names of its parts."""

from __future__ import annotations

import re

_HASH = re.compile(r"([0-9A-F]{8}[0-9a-f]{32}|[0-9A-F]{8})$")
"""Of the way to a part; a version has one of its content behind that."""


def without_hash(logical_id: str) -> str:
    """A logical id as the app names it, without what CDK adds behind.

    >>> without_hash("TaskCpu9F0FC622")
    'TaskCpu'
    """
    return _HASH.sub("", logical_id)
