"""Deploy to the local cloud of a checkout, from its snapshots, its application and its frontend."""

from __future__ import annotations

import json
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from workbook.deploy import words
from workbook.deploy.cdk import Cdk
from workbook.deploy.cloud import LocalCloud
from workbook.deploy.release import SERVICE, Progress, Release
from workbook.deploy.site import publish_site
from workbook.deploy.state import Administrator, State, state_of

ADMINISTRATOR = "admin@inventory.example"


@dataclass(frozen=True, slots=True)
class Checkout:
    """A checkout of the project, in which everything stands that is deployed."""

    root: Path

    @property
    def cloud(self) -> LocalCloud:
        """Its local cloud."""
        return LocalCloud(self.root, self.root / "build" / "localcloud")

    def deploy(self, profile: str, progress: Progress) -> State:
        """Bring the local cloud to what the checkout holds.

        Raises:
            DeployError: a step failed; doing it again goes on from there.
        """
        progress.step(words.STARTING)
        target = self.cloud.start()
        # A copy, since the CLI notes beside an assembly who reads it.
        assembly = self.cloud.folder / "assembly"
        shutil.rmtree(assembly, ignore_errors=True)
        shutil.copytree(self.root / "infra" / "snapshots" / profile, assembly)
        progress.step(words.BUILDING)
        site = self.cloud.folder / "site"
        publish_site(self.root, site, self.cloud.address(api_of(assembly)))
        program = self.root / "infra" / "node_modules" / ".bin" / "cdk"
        release = Release(Cdk(program, assembly, target), self.root / "app", "local")
        release.deploy(progress, site)
        progress.step(words.ADMINISTRATOR)
        password = secrets.token_urlsafe(12)
        is_new = release.create_administrator(ADMINISTRATOR, password)
        return state_of(self.cloud, Administrator(ADMINISTRATOR, password) if is_new else None)


def api_of(assembly: Path) -> str:
    """The address of the API that an assembly deploys."""
    template = json.loads((assembly / f"{SERVICE}.template.json").read_text(encoding="utf-8"))
    return str(template["Outputs"]["ApiUrl"]["Value"])
