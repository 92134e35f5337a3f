"""A quarter of a processor for a process and its children, by the control groups of Linux."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FIRST = Path("/sys/fs/cgroup/cpu")
_SECOND = Path("/sys/fs/cgroup")
_PERIOD = 100_000  # microseconds

# The shell enters the group, and then becomes the command.
_ENTER = 'echo $$ > "$0/cgroup.procs" && exec "$@"'


@contextmanager
def quarter_of_a_processor() -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The words that put a command under the quota, or none and why; the group goes when its processes have ended."""
    group = None
    try:
        try:
            group = _group()
        except OSError as error:
            yield (), f"no quota can be set here: {error.strerror} ({error.filename})"
            return
        yield ("sh", "-c", _ENTER, str(group)), None
    finally:
        if group is not None:
            _remove(group)


def _remove(group: Path) -> None:
    """Remove a group; a process that was killed stays in it for a moment."""
    end = time.monotonic() + 10
    while True:
        try:
            group.rmdir()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _group() -> Path:
    """A group under the quota, in whichever form of control groups there is."""
    name = f"inventory-{os.getpid()}"
    is_first = (_FIRST / "cgroup.procs").exists()
    group = (_FIRST if is_first else _SECOND) / name
    group.mkdir()
    files = (
        {"cpu.cfs_period_us": f"{_PERIOD}", "cpu.cfs_quota_us": f"{_PERIOD // 4}"}
        if is_first
        else {"cpu.max": f"{_PERIOD // 4} {_PERIOD}"}
    )
    try:
        for file, value in files.items():
            (group / file).write_text(value, encoding="ascii")
    except OSError:
        group.rmdir()
        raise
    return group
