"""Deploy to the local cloud of a checkout, from its snapshots, its application and its frontend."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from workbook.deploy import words
from workbook.deploy.administrator import create_administrator
from workbook.deploy.assembly import api_of, new_folder
from workbook.deploy.cdk import Cdk, program_of
from workbook.deploy.machine.cloud import LocalCloud
from workbook.deploy.machine.folder import state_folder
from workbook.deploy.machine.image import build_image, push
from workbook.deploy.place import Door, MachineEnding
from workbook.deploy.release import Progress, Release
from workbook.deploy.site import publish_site
from workbook.deploy.stacks import STACKS, Stacks
from workbook.deploy.state import State, state_of
from workbook.deploy.target import Target, local_target
from workbook.errors import DeployError

ADMINISTRATOR = "admin@inventory.example"


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """The local cloud of a checkout of the project, in which everything stands that is deployed."""

    root: Path
    """Of the checkout."""

    assembly: Path | None = None
    """What is deployed instead of a snapshot of the checkout: a changed copy of one."""

    application: Path | None = None
    """What is deployed instead of the application of the checkout: a changed copy of it."""

    @property
    def cloud(self) -> LocalCloud:
        """The cloud itself."""
        return LocalCloud(self.root, state_folder(self.root))

    @property
    def target(self) -> Target:
        """The cloud, which has to run.

        Raises:
            DeployError: it does not.
        """
        if not self.cloud.is_running():
            raise DeployError(words.NOT_RUNNING)
        return local_target(self.cloud.port("api"))

    @property
    def folder(self) -> Path:
        """All that it has."""
        return self.cloud.folder

    @contextmanager
    def as_found(self) -> Iterator[None]:
        """A cloud that was started to be looked at is stopped again, and removed where there was none."""
        was_running, was_there = self.cloud.is_running(), self.folder.exists()
        try:
            yield
        finally:
            if not was_there:
                self.cloud.remove()
            elif not was_running:
                self.cloud.stop()

    def release(self, profile: str, progress: Progress) -> Release:
        """A release of the checkout; the cloud is started for it.

        Raises:
            DeployError: the cloud is not installed, or did not start, or a copy given lacks what it needs.
        """
        application, snapshot = self.application or self.root / "app", self._snapshot(profile)
        _check_copy(snapshot, [f"{name}.template.json" for name in STACKS])
        _check_copy(application, ["Dockerfile", ".dockerignore"])
        if not self.cloud.is_running():
            progress.step(words.STARTING)
        target = self.cloud.start()
        # A copy, since the CLI notes beside an assembly who reads it, and each command has its own.
        assembly = new_folder(self.cloud.folder / "assemblies")
        shutil.copytree(snapshot, assembly, dirs_exist_ok=True)
        image = build_image(application, "local")
        return Release(Cdk(program_of(self.root), assembly, target), lambda uri: push(image, uri, target))

    @property
    def _deployed(self) -> Path:
        """A copy of what was deployed last."""
        return self.cloud.folder / "deployed"

    def deployed(self, progress: Progress) -> Path:  # noqa: ARG002 - there is nothing to wait for
        """The assembly that was deployed last.

        Raises:
            DeployError: none was deployed to its end, or the cloud does not run.
        """
        Stacks(self.target).profile()
        return self._deployed

    def _snapshot(self, profile: str) -> Path:
        return self.assembly or self.root / "infra" / "snapshots" / profile

    def deploy(self, release: Release, progress: Progress) -> State:
        """Carry a release out, with the pages and the first administrator.

        Raises:
            DeployError: a step failed; doing it again goes on from there.
        """
        progress.step(words.BUILDING)
        site = self.cloud.folder / "site"
        publish_site(self.root, site, self.address(api_of(release.cdk.assembly)))
        release.deploy(progress, site)
        shutil.rmtree(self._deployed, ignore_errors=True)
        shutil.copytree(release.cdk.assembly, self._deployed)
        progress.step(words.ADMINISTRATOR)
        return replace(self.state(), administrator=create_administrator(release.target, ADMINISTRATOR))

    def destroy(self, progress: Progress, *, delete_database: bool = True) -> MachineEnding:  # noqa: ARG002 - it is of no use here
        """End the cloud with all that it has started, remove all that it has, and look what is left of it."""
        progress.step(words.ENDING)
        return MachineEnding(*self.cloud.remove())

    def state(self) -> State:
        """What is deployed; nothing where the cloud does not run."""
        if not self.cloud.is_running():
            return State(target="local", running=False)
        return state_of(Stacks(self.target), self.address, str(self.cloud.authority))

    def address(self, deployed: str) -> str:
        """Where a browser of this machine finds a deployed address, as `https://app.example.com`."""
        return self.cloud.address(deployed)

    def door(self, name: str) -> Door:
        """The edge of the cloud."""
        return self.cloud.door(name)


def _check_copy(folder: Path, names: Sequence[str]) -> None:
    missing = next((name for name in names if not (folder / name).is_file()), None)
    if missing:
        raise DeployError(words.NOT_A_COPY.format(folder=folder, missing=missing))
