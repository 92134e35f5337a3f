"""What a local cloud has left on this machine."""

from __future__ import annotations

import socket
from pathlib import Path

import psutil


def processes_in(folder: Path) -> list[int]:
    """The numbers of processes that were started with a folder: in it, by it, or to write into it."""
    return [process.pid for process in psutil.process_iter() if _belongs(process, str(folder))]


def is_listened_on(port: int) -> bool:
    """Whether somebody takes connections at a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _belongs(process: psutil.Process, folder: str) -> bool:
    try:
        told = [process.cwd(), *process.cmdline(), process.environ().get("TMPDIR", "")]
    except psutil.Error:  # it has ended, or belongs to somebody else
        return False
    return any(each == folder or f"{folder}/" in each or each.endswith(f"={folder}") for each in told)
