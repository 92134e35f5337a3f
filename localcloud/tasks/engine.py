"""The engine that the emulator runs containers with."""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ministack.services import ec2, ecs

from localcloud.network import Network
from localcloud.place import Place
from localcloud.tasks.images import Image, ImageNotFound, Images
from localcloud.tasks.process import Container, Program

_TASK = "com.amazonaws.ecs.task-arn"
_CONTAINER = "com.amazonaws.ecs.container-name"
_PASSED_ON = ("LANG", "LC_ALL", "HOME")


@dataclass(frozen=True, slots=True)
class Differences:
    """Variables that have another value here than on AWS, which the reference page lists."""

    database_host: str
    authority: Path

    def of(self, port: int) -> Mapping[str, str]:
        """For a container that is reached through a port of this machine."""
        return {
            "GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{port}",
            "PGHOSTADDR": self.database_host,
            "DATABASE_SSLROOTCERT": str(self.authority),
        }


@dataclass
class Containers:
    """Containers that run or have run, by their identifiers."""

    place: Place
    network: Network
    images: Images
    differences: Differences
    python: Path
    _known: dict[str, Container] = field(default_factory=dict)

    def get(self, identifier: str) -> Container:
        """A container by its identifier or name.

        Raises:
            ImageNotFound: there is none; the emulator asks so for itself too, which is no container.
        """
        for each in list(self._known.values()):
            if identifier and identifier in {each.id, each.name}:
                return each
        raise ImageNotFound(f"no container {identifier}")

    def run(
        self, image: str, *, environment: Mapping[str, str], command: list[str] | None = None, **more: Any
    ) -> Container:
        """Start a container of an image."""
        labels, found = more["labels"], self.images.image(image)
        definition = _definition(labels)
        address, port = self.network.join(_subnet(labels), _port(definition))
        program = Program(
            words=self._words(command or found.command),
            folder=found.folder,
            environment={**self._surroundings(found), **environment, **self.differences.of(port)},
        )
        started = Container(program, folder=self.place.tasks, name=more["name"], labels=labels, address=address)
        started.grace = float(definition.get("stopTimeout") or 30)
        self._known[started.id] = started

        def forget() -> None:
            self._known.pop(started.id, None)
            self.network.leave(address)

        started.on_end = forget
        return started

    def all(self) -> list[Container]:
        """All of them."""
        return [*self._known.values()]

    def of_task(self, arn: str) -> list[Container]:
        """Those of a task."""
        return [each for each in self.all() if each.labels[_TASK] == arn]

    def _words(self, command: list[str]) -> list[str]:
        """A command, whose Python is that of this machine, where the packages of the image are installed."""
        program, *arguments = command
        return [str(self.python) if program == "python" else program, *arguments]

    def _surroundings(self, image: Image) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return {**kept, **image.environment, "PATH": f"{self.python.parent}:/usr/bin:/bin"}


@dataclass(frozen=True, slots=True)
class Engine:
    """What the emulator takes for a client of Docker."""

    containers: Containers
    images: Images

    def install(self) -> None:
        """Take the place of Docker for tasks."""
        errors = types.ModuleType("docker.errors")
        errors.ImageNotFound = ImageNotFound  # type: ignore[attr-defined]
        docker = types.ModuleType("docker")
        docker.errors = errors  # type: ignore[attr-defined]
        sys.modules.update({"docker": docker, "docker.errors": errors})
        ecs._docker = self


def _definition(labels: Mapping[str, str]) -> Mapping[str, Any]:
    """The container as its task definition has it."""
    task = ecs._tasks[labels[_TASK]]
    definition = ecs._task_defs[task["taskDefinitionArn"].rpartition("/")[2]]
    return next(each for each in definition["containerDefinitions"] if each["name"] == labels[_CONTAINER])


def _port(definition: Mapping[str, Any]) -> int:
    mappings = definition.get("portMappings") or []
    return int(mappings[0]["containerPort"]) if mappings else 0


def _subnet(labels: Mapping[str, str]) -> str:
    """The addresses of the subnet that the task was placed in."""
    subnet = ec2._subnets.get(ecs._tasks[labels[_TASK]].get("_subnet") or "")
    return str(subnet["CidrBlock"]) if subnet else "10.255.0.0/16"
