"""Classes of databases: what each holds, and the order in which a load that grows climbs them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """What a class has: vCPUs, memory in GiB, and the share of a vCPU that it may use without paying for credits.

    `credit` is the family whose credits pay for more than that share, None where all of a vCPU is included.
    """

    vcpus: int
    memory_gib: float
    baseline: float = 1.0
    credit: str | None = None

    @property
    def sustained_vcpus(self) -> float:
        """The vCPUs that it carries around the clock at no further price."""
        return self.vcpus * self.baseline


_BURSTABLE = {
    "micro": (2, 1.0, 0.10),
    "small": (2, 2.0, 0.20),
    "medium": (2, 4.0, 0.20),
    "large": (2, 8.0, 0.30),
    "xlarge": (4, 16.0, 0.40),
    "2xlarge": (8, 32.0, 0.40),
}
"""vCPUs, memory and baseline of T3 and T4g (EC2 user guide, burstable performance instances)."""

_VCPUS = {"large": 2, "xlarge": 4} | {f"{times}xlarge": 4 * times for times in (2, 4, 8, 12, 16, 24, 32, 48)}
_GIB_PER_VCPU = {"c": 2, "m": 4, "r": 8}

LADDER = (
    "db.t4g.micro",
    "db.t4g.small",
    "db.t4g.medium",
    "db.t4g.large",
    "db.m7g.large",
    "db.m6g.large",  # the same where M7g is not sold
    "db.m7g.xlarge",
    "db.m7g.2xlarge",
    "db.m7g.4xlarge",
)
"""The classes that a load climbs as it grows, each no weaker than the one before."""


def shape(instance_class: str) -> Shape | None:
    """What a class such as `db.t4g.small` has; None for a class whose family is not known here.

    >>> shape("db.t4g.small")
    Shape(vcpus=2, memory_gib=2.0, baseline=0.2, credit='t4g')
    >>> shape("db.r6g.xlarge")
    Shape(vcpus=4, memory_gib=32.0, baseline=1.0, credit=None)
    """
    prefix, _, rest = instance_class.partition(".")
    family, _, size = rest.partition(".")
    if prefix != "db":
        return None
    if family in {"t3", "t4g"} and size in _BURSTABLE:
        return Shape(*_BURSTABLE[size], credit=family)
    gib = _GIB_PER_VCPU.get(family[:1])
    if gib is None or not family[1:2].isdigit() or size not in _VCPUS:
        return None
    return Shape(_VCPUS[size], float(_VCPUS[size] * gib))


def neighbour(instance_class: str, steps: int) -> str | None:
    """The class of the same family that is some sizes up (or down, below 0); None where AWS sells no such class.

    >>> neighbour("db.t4g.small", 1), neighbour("db.m7g.large", -1), neighbour("db.r6g.xlarge", 1)
    ('db.t4g.medium', None, 'db.r6g.2xlarge')
    """
    family, _, size = instance_class.rpartition(".")
    known = shape(instance_class)
    sizes = list(_BURSTABLE if known is not None and known.credit else _VCPUS)
    if known is None or not 0 <= sizes.index(size) + steps < len(sizes):
        return None
    return f"{family}.{sizes[sizes.index(size) + steps]}"


def larger(instance_class: str) -> tuple[str, ...]:
    """The classes of the ladder that carry more than a class, in order; none for a class that is not known."""
    own = shape(instance_class)
    if own is None:
        return ()
    return tuple(step for step in LADDER if _strength(step) > (own.sustained_vcpus, own.memory_gib))


def _strength(instance_class: str) -> tuple[float, float]:
    known = shape(instance_class)
    return (known.sustained_vcpus, known.memory_gib) if known else (0.0, 0.0)
