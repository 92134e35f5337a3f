"""The log of each database in the log group that RDS writes it to."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ministack.services import rds

from localcloud.edge import deployment
from localcloud.logs.delivery import write
from localcloud.logs.entries import PREFIX, entries

_LOOK = 0.5  # seconds
_KIND = "postgresql"
_VALUE = re.compile(r"[\w.-]+")
_OF_RDS = "rds."

_log = logging.getLogger(__name__)


def settings_of(instance: Any) -> list[str]:
    """What the parameter group of an instance sets, as far as it is plain and PostgreSQL's own, and RDS's prefix."""
    names = [each["DBParameterGroupName"] for each in instance.get("DBParameterGroups") or []]
    found = {
        name: str(each.get("ParameterValue"))
        for group in names
        for name, each in rds._param_groups.get(group, {}).get("Parameters", {}).items()
        if not name.startswith(_OF_RDS)
    }
    plain = [f"{name}={value}" for name, value in found.items() if _VALUE.fullmatch(value)]
    # The words go through a shell on their way to the server.
    return [*plain, f"log_line_prefix='{PREFIX}'"]


@dataclass
class DatabaseLogs:
    """Reads what databases have written since it looked last, and passes it on."""

    databases: Path
    """The folder with one for each instance."""

    _read: dict[str, int] = field(default_factory=dict)
    """How far, by the identifiers of instances."""

    def install(self) -> None:
        """Look from now on."""
        threading.Thread(target=self._watch, name="localcloud-database-logs", daemon=True).start()

    def _watch(self) -> None:
        while True:
            time.sleep(_LOOK)
            try:
                with deployment():
                    self.look()
            except Exception:  # noqa: BLE001 - whatever it was, the next look may go well
                _log.exception("lines of a database are missing")

    def look(self) -> None:
        """Pass on what is new in the log of every instance that asks for that."""
        for identifier, instance in list(rds._instances.items()):
            file = self.databases / identifier / "log"
            if _KIND in instance.get("EnabledCloudwatchLogsExports", []) and file.exists():
                lines = list(self._new(identifier, file))
                if lines:
                    write(f"/aws/rds/instance/{identifier}/{_KIND}", f"{identifier}.0", lines)

    def _new(self, identifier: str, file: Path) -> Iterator[tuple[float, str]]:
        """What was written whole since the last look, each with the lines that continue it."""
        with file.open("rb") as text:
            text.seek(self._read.get(identifier, 0))
            new = text.read()
        whole = new[: new.rfind(b"\n") + 1]
        self._read[identifier] = self._read.get(identifier, 0) + len(whole)
        return entries(whole.decode(errors="replace"))
