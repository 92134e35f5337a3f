"""What every test gets: golden files, and no way to the network."""

from __future__ import annotations

import ipaddress
import signal
import sys
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable

# How long an example takes depends on what else the machine does.
settings.register_profile("untimed", parent=settings(), deadline=None)
settings.register_profile("fuzz", parent=settings(), deadline=None)
settings.load_profile("untimed")


def _end(*_: object) -> NoReturn:
    """As Ctrl-C does, so that servers which tests started end with them."""
    raise KeyboardInterrupt


for each in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(each, _end)
# A shell that starts the tests in the background has them ignore it, and with them whatever they start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where it was about that, how many requests were made up for each operation."""
    if settings.get_current_profile_name() != "fuzz":
        return
    cases: Counter[str] = Counter()
    for report in chain(*terminalreporter.stats.values()):
        if getattr(report, "when", None) == "teardown":
            cases.update(dict(report.user_properties).get("cases", {}))
    terminalreporter.section("cases")
    for operation, count in sorted(cases.items()):
        terminalreporter.line(f"{count:7,} {operation}")
    terminalreporter.line(f"{cases.total():7,} in all")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files instead of comparing with them")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `golden/<name>` beside the test file; `--update-golden` writes that file instead."""
    folder = Path(str(request.path)).parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if not path.is_file():
            pytest.fail(f"no golden file {path}; run this test with --update-golden once and read what it wrote")
        assert text == path.read_text(encoding="utf-8"), f"differs from {path}; if so intended, use --update-golden"

    return compare


def _is_on_this_machine(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    """Audit hook: a test may connect to this machine only, so that none depends on the network."""
    if event == "socket.connect":
        address = args[1]
        host = address[0] if isinstance(address, tuple) else ""
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and not _is_on_this_machine(name):
        message = f"a test tried to reach {name!r}; tests may connect to this machine only"
        raise PermissionError(message)


sys.addaudithook(_refuse_network)
