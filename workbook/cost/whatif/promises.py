"""What AWS promises of its services, and where that is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from workbook.lang import Text

SLAS = Path(__file__).parent / "slas.yaml"


class PromiseBasis(StrEnum):
    """What a promise rests on."""

    READ = "read"
    QUOTED = "quoted"
    RECALLED = "recalled"
    STAND_IN = "stand-in"


@dataclass(frozen=True, slots=True)
class Promise:
    """The part of a month, 0 to 1, in which AWS promises that something works; None where it promises nothing.

    `source` is the service level agreement, and `dated` the day that it bears or, if it is quoted, the day of that.
    """

    uptime: Decimal | None
    basis: PromiseBasis
    source: str
    dated: date


@cache
def promises() -> Mapping[str, Promise]:
    """The promises by the kind of part that they are for."""
    found = yaml.safe_load(SLAS.read_text(encoding="utf-8"))
    return {key: _promise(**said) for key, said in found.items()}


def _promise(percent: float | None, basis: str, source: str, dated: date) -> Promise:
    # By way of its digits, so that 99.99 stays 0.9999 and does not become the binary number next to it.
    uptime = None if percent is None else Decimal(str(percent)) / 100
    return Promise(uptime, PromiseBasis(basis), source, dated)


BASES: Mapping[PromiseBasis, Text] = {
    PromiseBasis.READ: Text(en="read in the agreement", es="leído en el acuerdo"),
    PromiseBasis.QUOTED: Text(en="read where others quote the agreement", es="leído donde otros citan el acuerdo"),
    PromiseBasis.RECALLED: Text(en="written from memory", es="escrito de memoria"),
    PromiseBasis.STAND_IN: Text(
        en="AWS promises nothing for this; taken from the nearest thing",
        es="AWS no promete nada para esto; tomado de lo más parecido",
    ),
}
