"""RDS instances that are real PostgreSQL servers, behind TLS, with the password of their secret."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from ministack.services import rds
from ministack.services.cloudformation import provisioners

from localcloud.authority import Authority
from localcloud.edge import deployment
from localcloud.logs.database import DatabaseLogs, settings_of
from localcloud.place import Place, free_ports

TYPE = "AWS::RDS::DBInstance"
_PATIENCE = 120  # seconds


class DatabaseError(Exception):
    """Why a server does not run, in its own words."""


@dataclass
class Databases:
    """The servers that run, by the identifiers of their instances."""

    place: Place
    authority: Authority
    python: Path
    application: Path
    """The folder of the package that serves a database as RDS does."""
    _running: dict[str, subprocess.Popen[str]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def install(self) -> None:
        """Start a server for every instance that a stack creates, and stop it with the instance."""
        handler = provisioners._RESOURCE_HANDLERS[TYPE]
        create, delete = handler["create"], handler["delete"]

        def create_and_start(logical_id: str, properties: Any, stack: str) -> Any:
            identifier, _ = create(logical_id, properties, stack)
            self.start(identifier)
            return identifier, provisioners._rds_db_instance_attrs(rds._instances[identifier])

        def stop_and_delete(identifier: str, properties: Any) -> Any:
            self.stop(identifier)
            shutil.rmtree(self.place.databases / identifier, ignore_errors=True)
            return delete(identifier, properties)

        handler.update(create=create_and_start, delete=stop_and_delete)
        DatabaseLogs(self.place.databases).install()

    def start_again(self) -> None:
        """Start the servers of all instances that there are, as after a restart."""
        with deployment():
            for identifier in list(rds._instances):
                self.start(identifier)

    def start(self, identifier: str) -> None:
        """Start the server of an instance, and write its port into the instance.

        Raises:
            DatabaseError: it does not run.
        """
        instance = rds._instances[identifier]
        endpoint = instance["Endpoint"]
        with self._lock:
            if endpoint.get("_local") is None:
                endpoint["_local"], endpoint["Port"] = True, free_ports(1)[0]
            certificate, key = self.authority.sign(endpoint["Address"])
            command = [
                *(str(self.python), "-m", "embedded.server"),
                *("--folder", str(self.place.databases / identifier), "--port", str(endpoint["Port"])),
                *("--certificate", str(certificate), "--key", str(key)),
                *("--master", instance["MasterUsername"], "--database", instance["DBName"]),
                *(word for setting in settings_of(instance) for word in ("--setting", setting)),
            ]
            self._running[identifier] = self._started(command, instance)

    def _started(self, command: list[str], instance: Mapping[str, Any]) -> subprocess.Popen[str]:
        server = subprocess.Popen(
            command,
            cwd=self.application,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        input_, output = cast("IO[str]", server.stdin), cast("IO[str]", server.stdout)
        input_.write(f"{instance['_MasterUserPassword']}\n")
        input_.flush()
        said = output.readline()
        if not said.startswith("listening"):
            raise DatabaseError(f"PostgreSQL did not start: {said.strip() or 'it said nothing'}")
        return server

    def processes(self, identifier: str) -> list[int]:
        """The process that serves an instance, and that of PostgreSQL behind it; none where it does not run."""
        server = self._running.get(identifier)
        note = self.place.databases / identifier / "data" / "postmaster.pid"
        if server is None or not note.exists():
            return []
        return [server.pid, int(note.read_text().split("\n")[0])]

    def stop(self, identifier: str) -> None:
        """Stop the server of an instance, if it runs."""
        with self._lock:
            server = self._running.pop(identifier, None)
        if server:
            cast("IO[str]", server.stdin).close()
            server.wait(_PATIENCE)

    def stop_all(self) -> None:
        """Stop every server."""
        for identifier in list(self._running):
            self.stop(identifier)
