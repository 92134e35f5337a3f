"""Deploy a checkout to an account of AWS, with the settings of a file and credentials that were named."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from workbook.deploy import words as common
from workbook.deploy.account import words
from workbook.deploy.account.checks import Examination, examine, identify
from workbook.deploy.account.held import Held
from workbook.deploy.account.image import build_and_push, pushed
from workbook.deploy.account.names import Servers, check_delegation, public_servers
from workbook.deploy.account.settings import Settings
from workbook.deploy.administrator import create_administrator
from workbook.deploy.assembly import api_of, new_folder, platform_of
from workbook.deploy.cdk import Cdk, program_of
from workbook.deploy.place import AccountEnding, Door
from workbook.deploy.release import Progress, Release
from workbook.deploy.remains import remains, resources_of, unprotect
from workbook.deploy.site import publish_site
from workbook.deploy.stacks import NETWORK, Stacks
from workbook.deploy.state import State, state_of
from workbook.deploy.target import Target
from workbook.template.source import PROFILES
from workbook.template.synthesis import run_cdk


@dataclass(frozen=True, slots=True)
class AccountPlace:
    """An account of AWS, and the checkout that is deployed to it."""

    root: Path
    """Of the checkout."""

    settings: Settings
    credentials: str
    image: str | None = None
    """The digest of an image that the repository has; without one, it is built here."""

    servers: Servers = public_servers

    @property
    def target(self) -> Target:
        """The account."""
        return Target(self.settings.account, self.settings.region, None, self.credentials)

    @property
    def folder(self) -> Path:
        """What belongs to this account in the checkout."""
        return self.root / "build" / "aws" / f"{self.settings.account}-{self.settings.region}"

    def as_found(self) -> AbstractContextManager[None]:
        """Nothing is started to look at an account."""
        return nullcontext()

    def release(self, profile: str, progress: Progress) -> Release:
        """A release of the checkout, synthesized with the settings of the account.

        Raises:
            DeployError: the credentials are of another account.
            ToolError: the CDK app takes the settings for wrong, or cannot be synthesized here.
        """
        identify(self.target)
        assembly = self._synthesize(profile, progress)
        return Release(Cdk(program_of(self.root), assembly, self.target), lambda uri: self._image(assembly, uri))

    def deployed(self, progress: Progress) -> Path:
        """The stacks, synthesized in the profile that is deployed.

        Raises:
            DeployError: nothing is deployed, or the credentials are of another account.
        """
        identify(self.target)
        return self._synthesize(Stacks(self.target).profile(), progress)

    def _synthesize(self, profile: str, progress: Progress) -> Path:
        progress.step(words.SYNTHESIZING)
        assembly = new_folder(self.folder / "assemblies")
        run_cdk(profile, assembly, settings=self.settings.values)
        return assembly

    def examine(self, release: Release) -> Examination:
        """Look at the account before anything is made."""
        return examine(release.cdk, self.settings, identify(self.target), self.image)

    def deploy(self, release: Release, progress: Progress) -> State:
        """Carry a release out, with the pages and the first administrator.

        Raises:
            DeployError: a step failed; doing it again goes on from there.
        """
        progress.step(common.BUILDING)
        site = self.folder / "site"
        publish_site(self.root, site, api_of(release.cdk.assembly))
        release.prepare(progress)
        self._check_names()
        release.deliver(progress, site)
        progress.step(common.ADMINISTRATOR)
        return replace(self.state(), administrator=create_administrator(self.target, self.settings.alert_email))

    def destroy(self, progress: Progress, *, delete_database: bool) -> AccountEnding:
        """Delete the stacks, and look what is left of what they held, also of what an earlier go has deleted.

        Raises:
            DeployError: the database is protected, or a stack cannot be deleted.
        """
        identify(self.target)
        stacks = Stacks(self.target)
        stacks.settle(progress.wait)
        before = resources_of(stacks)
        unprotect(self.target, before, allowed=delete_database)
        held = Held(self.folder / "held.json")
        noted = held.note(before)
        # Of any profile, since the CLI asks it for names and places alone.
        assembly = self._synthesize(PROFILES[0], progress)
        progress.step(common.DESTROYING)
        Cdk(program_of(self.root), assembly, self.target).destroy(progress.event)
        progress.step(common.LOOKING)
        left = remains(self.target, noted)
        if not left:
            held.forget()
        return AccountEnding(left, remains(self.target, tuple(stacks.toolkit())))

    def state(self) -> State:
        """What is deployed."""
        return state_of(Stacks(self.target), self.address)

    def address(self, deployed: str) -> str:
        """The deployed address itself."""
        return deployed

    def door(self, name: str) -> Door:
        """The name itself, which the world looks up."""
        return Door(name, name, 80, 443, None)

    def _image(self, assembly: Path, uri: str) -> str:
        if self.image:
            return pushed(self.target, uri, self.image)
        return build_and_push(self.target, self.root, platform_of(assembly), uri)

    def _check_names(self) -> None:
        """Certificates of a zone that nobody asks wait until CloudFormation gives up, after hours."""
        if self.settings.hosted_zone_id is None:
            servers = Stacks(self.target).outputs(NETWORK).get("NameServers", "")
            check_delegation(self.settings.zone, servers.split(), self.servers)
