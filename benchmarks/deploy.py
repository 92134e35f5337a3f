"""One measured life of a deployment to this machine, from the first release to its end; prints figures as JSON."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from workbook.deploy.acceptance.browser import Browser
from workbook.deploy.machine.folder import VARIABLE
from workbook.deploy.machine.place import LocalPlace
from workbook.deploy.release import Progress
from workbook.template.synthesis import run_cdk

ROOT = Path(__file__).resolve().parents[1]
PROFILE = "standard"
API = "api.inventory.example.com"
LEAST_REQUESTS = 5_000
BROWSERS = 4
_SETTLES = 60  # seconds
_MIB = 1024**2


@dataclass
class Load:
    """Browsers that ask without a pause, and what they get."""

    browser: Browser
    answered: int = 0
    failed: list[str] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While they ask; at its end they have their last answers."""
        threads = [threading.Thread(target=self._ask) for _ in range(BROWSERS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._ended.set()
            for thread in threads:
                thread.join()

    def _ask(self) -> None:
        while not self._ended.is_set():
            try:
                status = self.browser.ask("/healthz/live").status
                wrong = "" if status == 200 else str(status)
            except OSError as error:
                wrong = repr(error)
            with self._lock:
                self.answered += 1
                if wrong:
                    self.failed.append(wrong)


def main() -> None:
    """Measure a life in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # for root, others run the database
        os.environ[VARIABLE] = str(folder / "cloud")
        place = LocalPlace(ROOT, application=folder / "app")
        shutil.copytree(ROOT / "app", folder / "app", ignore=shutil.ignore_patterns("__pycache__"))
        try:
            figures = _measure(place, folder)
        finally:
            place.cloud.remove()
    sys.stdout.write(json.dumps(figures))


def _measure(place: LocalPlace, folder: Path) -> dict[str, object]:
    run_cdk(PROFILE, folder / "cold")
    return {
        "synth": _seconds(lambda: run_cdk(PROFILE, folder / "warm")),
        "first": _seconds(lambda: _deploy(place)),
        "second": _seconds(lambda: _deploy(place)),
        "mib": _memory(place),
        **_roll(place, folder / "app"),
        **_kill(place),
        **_end(place),
    }


def _deploy(place: LocalPlace) -> None:
    silent = Progress(lambda _: None, lambda _: None)
    place.deploy(place.release(PROFILE, silent), silent)


def _memory(place: LocalPlace) -> float:
    """Of all processes together; a page that several share counts once."""
    return sum(_share(process) for process in _family(place)) / _MIB


def _family(place: LocalPlace) -> list[psutil.Process]:
    """The cloud, everything it has started, and PostgreSQL, which stands beside it."""
    cloud = psutil.Process(int((place.cloud.folder / "pid").read_text()))
    notes = place.cloud.folder.glob("databases/*/data/postmaster.pid")
    servers = [psutil.Process(int(note.read_text().split("\n")[0])) for note in notes]
    return [each for root in (cloud, *servers) for each in (root, *root.children(recursive=True))]


def _share(process: psutil.Process) -> int:
    full = process.memory_full_info()
    share: int = getattr(full, "pss", full.uss)  # macOS does not tell the former
    return share


def _roll(place: LocalPlace, application: Path) -> dict[str, object]:
    """Replace the tasks while browsers ask."""
    module = application / "config" / "wsgi.py"
    module.write_text(f"{module.read_text()}\n# another release\n")
    load = Load(Browser(place.door(API)))
    with load.asking():
        seconds = _seconds(lambda: _deploy(place))
        _wait(lambda: load.answered >= LEAST_REQUESTS)
    return {"roll": seconds, "requests": load.answered, "failed": len(load.failed), "why": load.failed[:3]}


def _kill(place: LocalPlace) -> dict[str, object]:
    """Kill one of two tasks while browsers ask, until another one has its place and serves."""
    before = _tasks(place)
    load = Load(Browser(place.door(API)))
    with load.asking():
        began = time.perf_counter()
        os.killpg(min(before), signal.SIGKILL)
        _wait(lambda: len(_tasks(place) - {min(before)}) >= len(before) and _healthy(place) >= len(before))
        seconds = time.perf_counter() - began
    return {"replaced": seconds, "lost": len(load.failed), "in_flight": BROWSERS}


def _tasks(place: LocalPlace) -> set[int]:
    noted = {int(file.read_text().split("\n")[0]) for file in (place.cloud.folder / "tasks").glob("*/process")}
    return {number for number in noted if psutil.pid_exists(number)}


def _healthy(place: LocalPlace) -> int:
    balancing = place.target.client("elbv2")
    (group,) = balancing.describe_target_groups()["TargetGroups"]
    found = balancing.describe_target_health(TargetGroupArn=group["TargetGroupArn"])["TargetHealthDescriptions"]
    return sum(each["TargetHealth"]["State"] == "healthy" for each in found)


def _end(place: LocalPlace) -> dict[str, object]:
    ending = place.destroy(Progress(lambda _: None, lambda _: None))
    return {"left": ending.processes + ending.ports + ending.files}


def _wait(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _SETTLES
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"what was waited for did not come within {_SETTLES} s")
        time.sleep(0.1)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
