"""One measured run of estimates of a profile: loading, one estimate, one scenario and many; prints figures as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

import numpy as np

from workbook.cost.estimate import Settings, estimate, estimate_many
from workbook.graph.build import build_graph
from workbook.template.source import load_profile

SCENARIOS = 10_000
MOST_USERS = 100_000


def main(profile: str, repetitions: int) -> None:
    """Measure a profile: the shortest seconds of each piece of work over the repetitions."""
    graph, settings = build_graph(load_profile(profile)), Settings()
    many = np.linspace(1, MOST_USERS, SCENARIOS)
    work: dict[str, Callable[[], object]] = {
        "load": lambda: load_profile(profile),
        "estimate": lambda: estimate(graph, 100, settings),
        "one": lambda: estimate_many(graph, many[:1], settings),
        "many": lambda: estimate_many(graph, many, settings),
    }
    # In turns, so that what else the machine does at a time weighs on all of them alike.
    runs = [{name: _seconds(task) for name, task in work.items()} for _ in range(repetitions)]
    sys.stdout.write(json.dumps({name: min(run[name] for run in runs) for name in work}))


def _seconds(task: Callable[[], object]) -> float:
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
