"""Which pairs of CPU and memory Fargate offers to tasks."""

from __future__ import annotations

from collections.abc import Collection, Mapping

SIZES: Mapping[int, Collection[int]] = {
    256: (512, 1024, 2048),
    512: range(1024, 4096 + 1, 1024),
    1024: range(2048, 8192 + 1, 1024),
    2048: range(4096, 16384 + 1, 1024),
    4096: range(8192, 30720 + 1, 1024),
    8192: range(16384, 61440 + 1, 4096),
    16384: range(32768, 122880 + 1, 8192),
}
"""The MiB that go with each number of CPU units (ECS Developer Guide, task size)."""


def offered(cpu: float, memory: float) -> bool:
    """Whether Fargate has tasks of so many CPU units with so many MiB.

    >>> offered(256, 512), offered(256, 4096), offered(1024, 2500)
    (True, False, False)
    """
    return memory in SIZES.get(int(cpu), ()) and cpu == int(cpu)
