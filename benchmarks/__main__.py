"""Measure the engine against one synthesis of the same app and as it grows, estimates, the inventory API, deployments.

Run with `make bench`, or some of it with `make bench ONLY="engine api"`. Every limit is a ratio of two figures of this
run, save sizes of memory, the time in which a task is replaced, and numbers that must be nought.
Exit code 1 when a limit is passed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.sources import repeat_snapshot
from workbook.render.table import Table
from workbook.template.source import SNAPSHOTS
from workbook.template.synthesis import run_cdk

APP = Path(__file__).resolve().parents[1] / "app"

PROFILE = "standard"
COPIES = 83  # of 121 resources: a little over 10,000
ENGINE_SHARE = 0.05  # of one synthesis
GROWTH = 1.30  # seconds per resource at 10,000 against 100
MEMORY_MIB = 400
MANY_SCENARIOS = 50  # 10,000 scenarios against one
ONE_ESTIMATE = 1  # against loading the snapshot
# CPU of a request against the least that could answer it, by the endpoint itself and with sign-in and all middleware.
API = {"list endpoint": 2.5, "detail endpoint": 5, "receipt endpoint": 3, "list whole": 5}
WORKER_MIB = 90
# Against one warm synthesis: a first deployment, and one that changes nothing.
FIRST_DEPLOYMENT, SECOND_DEPLOYMENT = 12, 3
CLOUD_MIB = 700  # of everything with two tasks and the database
LOAD = 5_000  # requests in a rolling update
REPLACED = 15  # seconds until another task serves in the place of one that was killed
LARGE_LIST = 1.2  # p95 of a page of a million products against that of a thousand


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


def main(wanted: Collection[str]) -> int:
    """Measure the wanted parts, print the figures, and say by the exit code whether all are within their limits."""
    figures = [figure for part in wanted for figure in _PARTS[part]()]
    rows = [("✔" if f.holds else "✘", f.name, f"{f.value:.3g}{f.unit}", f"{f.limit:g}{f.unit}") for f in figures]
    sys.stdout.write(f"{Table.of(['', 'figure', 'measured', 'at most'], rows)!r}\n")
    return 0 if all(figure.holds for figure in figures) else 1


def _engine() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        return [*_against_synthesis(Path(folder)), *_growth(Path(folder))]


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


def _api() -> list[Figure]:
    answer = _run("benchmarks.api.ratios", "60")
    _say("api: " + ", ".join(f"{name} {spent} µs" for name, spent in answer["microseconds"].items()))
    _say("of a whole list: " + ", ".join(f"{name} {share:.0%}" for name, share in answer["shares"].items()))
    _say("api: filling a database of 1,000,000 products, which takes a minute or two")
    lists = _run("benchmarks.api.lists", "30")
    _say("api: p95 of a page " + ", ".join(f"{ms:.2f} ms at {rows} products" for rows, ms in lists["p95"].items()))
    return [
        *(Figure(f"CPU of a {name} ÷ bare", answer["ratios"][name], limit) for name, limit in API.items()),
        Figure("p95 of a page at 1,000,000 products ÷ at 1,000", lists["ratio"], LARGE_LIST),
        _server(),
    ]


def _server() -> Figure:
    answer = _run("benchmarks.api.server")
    quarter = answer["first_answer_quarter_cpu_seconds"]
    slow = answer["why"] if quarter is None else f"{quarter:.1f} s"
    _say(f"api: first answer {answer['first_answer_seconds']:.1f} s; with 0.25 CPU: {slow}")
    return Figure(f"memory of one worker after {answer['requests']} requests", answer["worker_mib"], WORKER_MIB, " MiB")


def _deploy() -> list[Figure]:
    _say("deploy: one life of a deployment to this machine, which takes two minutes")
    life = _run("benchmarks.deploy")
    _say(f"deploy: one cdk synth {life['synth']:.1f} s, first {life['first']:.1f} s, second {life['second']:.1f} s")
    _say(f"deploy: rolling update {life['roll']:.1f} s under {life['requests']} requests {life['why'] or ''}")
    return [
        Figure("first deployment ÷ one cdk synth", life["first"] / life["synth"], FIRST_DEPLOYMENT),
        Figure("second deployment ÷ one cdk synth", life["second"] / life["synth"], SECOND_DEPLOYMENT),
        Figure("memory of the local cloud", life["mib"], CLOUD_MIB, " MiB"),
        Figure(f"failed of {life['requests']} requests in a rolling update", life["failed"], 0),
        Figure(f"requests lacking of {LOAD:,}", max(0, LOAD - life["requests"]), 0),
        Figure("a killed task is replaced and serves", life["replaced"], REPLACED, " s"),
        Figure("requests lost with it, against those in flight", life["lost"], life["in_flight"]),
        Figure("processes, ports and files left after destroy", life["left"], 0),
    ]


def _measure(source: Path, *, repetitions: int) -> dict[str, float]:
    answer = _run("benchmarks.engine", str(source), str(repetitions))
    _say(f"{source.name}: " + ", ".join(f"{stage} {s:.3f} s" for stage, s in answer["seconds"].items()))
    return {"total": answer["total"], "peak_mib": answer["peak_mib"]}


def _run(module: str, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", module, *words]
    environment = {**os.environ, "PYTHONPATH": str(APP)}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(command[1:])} failed with code {done.returncode}:\n{done.stderr.strip()}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


_PARTS: Mapping[str, Callable[[], list[Figure]]] = {
    "engine": _engine,
    "cost": _cost,
    "api": _api,
    "deploy": _deploy,
}

if __name__ == "__main__":
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="part", help=f"{', '.join(_PARTS)}; all of them where none is named"
    )
    named = parser.parse_args().parts
    if unknown := sorted(set(named) - set(_PARTS)):
        parser.error(f"there is no part {', '.join(unknown)}; expected {', '.join(_PARTS)}")
    sys.exit(main(named or list(_PARTS)))
