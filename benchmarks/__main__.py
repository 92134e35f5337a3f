"""Measure the engine against one synthesis of the same app, its growth from 100 to 10,000 resources, and estimates.

Run with `make bench`. Every limit is a ratio of two figures of this run, save the memory, which is a size.
Exit code 1 when a limit is passed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.sources import repeat_snapshot
from workbook.render.table import Table
from workbook.template.source import SNAPSHOTS
from workbook.template.synthesis import run_cdk

PROFILE = "standard"
COPIES = 83  # of 121 resources: a little over 10,000
ENGINE_SHARE = 0.05  # of one synthesis
GROWTH = 1.30  # seconds per resource at 10,000 against 100
MEMORY_MIB = 400
MANY_SCENARIOS = 50  # 10,000 scenarios against one
ONE_ESTIMATE = 1  # against loading the snapshot


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure beside the limit that it must not pass."""

    name: str
    value: float
    limit: float
    unit: str = ""

    @property
    def holds(self) -> bool:
        """Whether the figure is within its limit."""
        return self.value <= self.limit


def main() -> int:
    """Measure, print the figures, and say by the exit code whether all are within their limits."""
    with tempfile.TemporaryDirectory() as folder:
        figures = [*_against_synthesis(Path(folder)), *_growth(Path(folder)), *_cost()]
    rows = [("✔" if f.holds else "✘", f.name, f"{f.value:.3g}{f.unit}", f"{f.limit:g}{f.unit}") for f in figures]
    sys.stdout.write(f"{Table.of(['', 'figure', 'measured', 'at most'], rows)!r}\n")
    return 0 if all(figure.holds for figure in figures) else 1


def _against_synthesis(folder: Path) -> list[Figure]:
    engine = _measure(SNAPSHOTS / PROFILE, repetitions=5)["total"]
    started = time.perf_counter()
    run_cdk(PROFILE, folder / "assembly")
    synthesis = time.perf_counter() - started
    _say(f"engine {engine:.3f} s, one cdk synth {synthesis:.1f} s")
    return [Figure("load, graph, flow and audit ÷ one cdk synth", engine / synthesis, ENGINE_SHARE)]


def _growth(folder: Path) -> list[Figure]:
    small, large = folder / "small", folder / "large"
    small.mkdir()
    large.mkdir()
    few, many = repeat_snapshot(PROFILE, 1, small), repeat_snapshot(PROFILE, COPIES, large)
    at_few, at_many = _measure(small, repetitions=5), _measure(large, repetitions=1)
    _say(f"{few} resources {at_few['total']:.3f} s, {many} resources {at_many['total']:.2f} s")
    per_resource = (at_many["total"] / many) / (at_few["total"] / few)
    return [
        Figure(f"seconds per resource at {many} ÷ at {few}", per_resource, GROWTH),
        Figure(f"peak memory at {many} resources", at_many["peak_mib"], MEMORY_MIB, " MiB"),
    ]


def _cost() -> list[Figure]:
    seconds = _run("benchmarks.cost", PROFILE, "5")
    _say("cost: " + ", ".join(f"{name} {s:.4f} s" for name, s in seconds.items()))
    return [
        Figure("10,000 scenarios ÷ one scenario", seconds["many"] / seconds["one"], MANY_SCENARIOS),
        Figure("one estimate ÷ loading the snapshot", seconds["estimate"] / seconds["load"], ONE_ESTIMATE),
    ]


def _measure(source: Path, *, repetitions: int) -> dict[str, float]:
    answer = _run("benchmarks.engine", str(source), str(repetitions))
    _say(f"{source.name}: " + ", ".join(f"{stage} {s:.3f} s" for stage, s in answer["seconds"].items()))
    return {"total": answer["total"], "peak_mib": answer["peak_mib"]}


def _run(module: str, *words: str) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-m", module, *words], check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(main())
