"""Where the deployment of a checkout lives, whichever target that is."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from workbook.deploy.release import Progress, Release
from workbook.deploy.remains import Remainder
from workbook.deploy.state import State
from workbook.deploy.target import Target


@dataclass(frozen=True, slots=True)
class Door:
    """Where connections to a deployed name go."""

    host: str
    """The name that a browser asks for."""

    address: str
    """What is connected to; on this machine no name has to be looked up."""

    http: int
    https: int
    authority: Path | None
    """Of the certificate, where it is not one that every machine trusts."""


@dataclass(frozen=True, slots=True)
class MachineEnding:
    """What was found on this machine after the end of a deployment."""

    processes: int
    ports: int
    files: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left."""
        return not (self.processes or self.ports or self.files)


@dataclass(frozen=True, slots=True)
class AccountEnding:
    """What was found in an account after the end of a deployment."""

    remains: tuple[Remainder, ...] = ()

    toolkit: tuple[Remainder, ...] = ()
    """What CDK has prepared, which stays for other apps of the account."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing of the deployment is left."""
        return not self.remains


Ending = MachineEnding | AccountEnding


class Place(Protocol):
    """The local cloud of a checkout, or an account of AWS."""

    @property
    def target(self) -> Target:
        """Who answers for what is deployed there."""

    @property
    def folder(self) -> Path:
        """What belongs to it on this machine."""

    def as_found(self) -> AbstractContextManager[None]:
        """While somebody only looks, after which it runs no more than before."""

    def release(self, profile: str, progress: Progress) -> Release:
        """A release of the checkout, ready to be carried out.

        Raises:
            DeployError: the target, the assembly or the image is not to be had.
        """

    def deployed(self, progress: Progress) -> Path:
        """The assembly of the checkout in the profile that is deployed.

        Raises:
            DeployError: nothing is deployed there.
        """

    def deploy(self, release: Release, progress: Progress) -> State:
        """Carry a release out.

        Raises:
            DeployError: a step failed; doing it again goes on from there.
        """

    def destroy(self, progress: Progress, *, delete_database: bool) -> Ending:
        """Delete what is deployed there, and look what is left.

        Raises:
            DeployError: the database is protected, or a stack cannot be deleted.
        """

    def state(self) -> State:
        """What is deployed there.

        Raises:
            DeployError: the target does not answer.
        """

    def address(self, deployed: str) -> str:
        """Where a browser finds a deployed address, as `https://app.example.com`."""

    def door(self, name: str) -> Door:
        """Where connections to a deployed name go."""
