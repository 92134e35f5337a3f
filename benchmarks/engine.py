"""One measured run: load a source, build the graph, follow the requests and audit; prints figures as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from workbook.audit.run import audit
from workbook.flow.follow import follow_requests
from workbook.graph.build import build_graph
from workbook.template.source import load_assembly

Result = TypeVar("Result")


def main(source: Path, repetitions: int) -> None:
    """Measure a source: the shortest seconds of each stage over the repetitions, and the peak memory in MiB."""
    stages = [measure(source) for _ in range(repetitions)]
    best = {stage: min(run[stage] for run in stages) for stage in stages[0]}
    # Linux counts in KiB, macOS in bytes.
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    sys.stdout.write(json.dumps({"seconds": best, "total": sum(best.values()), "peak_mib": peak}))


def measure(source: Path) -> dict[str, float]:
    """Seconds of each stage of one run."""
    seconds: dict[str, float] = {}
    assembly = _timed(seconds, "load", lambda: load_assembly(source))
    graph = _timed(seconds, "graph", lambda: build_graph(assembly))
    _timed(seconds, "flow", lambda: follow_requests(graph))
    _timed(seconds, "audit", lambda: audit(graph))
    return seconds


def _timed(seconds: dict[str, float], stage: str, work: Callable[[], Result]) -> Result:
    started = time.perf_counter()
    result = work()
    seconds[stage] = time.perf_counter() - started
    return result


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
