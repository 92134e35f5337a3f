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
from localcloud.logs.delivery import has_stream, write
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
                group, stream = f"/aws/rds/instance/{identifier}/{_KIND}", f"{identifier}.0"
                begin = self._begin(identifier, file, is_known=has_stream(group, stream))
                if lines := list(self._new(identifier, file, begin)):
                    write(group, stream, lines)

    def _begin(self, identifier: str, file: Path, *, is_known: bool) -> int:
        """From where on nobody has read; what was passed on before this cloud began is not passed on again."""
        size = file.stat().st_size
        read = self._read.get(identifier, size if is_known else 0)
        return read if read <= size else 0  # it is the log of another that has the same name

    def _new(self, identifier: str, file: Path, begin: int) -> Iterator[tuple[float, str]]:
        """What was written whole since the last look, each with the lines that continue it."""
        with file.open("rb") as text:
            text.seek(begin)
            new = text.read()
        whole = new[: new.rfind(b"\n") + 1]
        self._read[identifier] = begin + len(whole)
        return entries(whole.decode(errors="replace"))
