"""Objects of S3 that could not be written, which the emulator passes over; they are written when there is room."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import dataclass, field
from typing import Any

from ministack.services import s3

from localcloud.edge import deployment

_MORE = 64 * 1024
"""Bytes, for what is noted of an object."""


@dataclass
class Objects:
    """Remembers which objects are in memory alone."""

    _missing: set[tuple[str, str]] = field(default_factory=set)

    def install(self) -> None:
        """Take the place of what the emulator does."""
        persist = s3._persist_object

        def persist_and_look(bucket: str, key: str, found: Any) -> None:
            persist(bucket, key, found)
            if _is_in_memory(found):
                self._missing.add((bucket, key))

        s3._persist_object = persist_and_look

    def save(self) -> None:
        """Write those that are missing.

        Raises:
            OSError: one could not be written.
        """
        with deployment():
            for bucket, key in sorted(self._missing):
                found = (s3._buckets.get(bucket) or {}).get("objects", {}).get(key)
                if _is_in_memory(found) and _has_room(found):
                    s3._persist_object(bucket, key, found)
                if _is_in_memory(found):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), s3._object_disk_path(bucket, key))
                self._missing.discard((bucket, key))


def _has_room(found: Any) -> bool:
    """Whether an object fits, so that nobody is told again and again that it does not."""
    return shutil.disk_usage(s3.DATA_DIR).free > len(found["body"]) + _MORE


def _is_in_memory(found: Any) -> bool:
    return isinstance(found, dict) and found.get("body") is not None
