"""A release: stacks in their order, the image, the migration before any new task, and the pages at last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbook.deploy import words
from workbook.deploy.assembly import is_same, template_of
from workbook.deploy.cdk import Cdk, Event
from workbook.deploy.stacks import DATA, DELIVERY, EDGE, NETWORK, OBSERVABILITY, SERVICE, Stack, Stacks
from workbook.deploy.target import Target
from workbook.deploy.task import run_task
from workbook.deploy.upload import upload_site
from workbook.errors import DeployError
from workbook.lang import Text

Images = Callable[[str], str]
"""Brings the image of a release into the repository with that address, and gives its digest."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Whoever wants to know: of steps as they begin, and of resources as they change."""

    step: Callable[[Text], None]
    event: Callable[[Event], None]

    def wait(self, stack: Stack) -> None:
        """CloudFormation still works on a stack."""
        self.step(words.WAITING.format(stack=stack.name, status=stack.status))


@dataclass(frozen=True, slots=True)
class Release:
    """What is deployed where."""

    cdk: Cdk
    images: Images
    publisher: Target | None = None
    """Who uploads the pages, where that is somebody else than who deploys."""

    @property
    def target(self) -> Target:
        """Where it is deployed."""
        return self.cdk.target

    @property
    def stacks(self) -> Stacks:
        """Those of the target."""
        return Stacks(self.target)

    def deploy(self, progress: Progress, site: Path) -> None:
        """Bring the deployment to what the assembly, the image and the pages say.

        Raises:
            DeployError: a step failed; doing it again goes on from there.
        """
        self.prepare(progress)
        self.deliver(progress, site)

    def prepare(self, progress: Progress) -> None:
        """The stacks that everything else stands on: network and names, data, and the repository of images.

        Raises:
            DeployError: a step failed.
        """
        self.stacks.settle(progress.wait)
        self.stacks.check()
        if not self.cdk.is_bootstrapped():
            progress.step(words.BOOTSTRAPPING)
            self.cdk.bootstrap(progress.event)
        self._deploy((NETWORK, DATA, DELIVERY), progress)

    def deliver(self, progress: Progress, site: Path) -> None:
        """The image, the service, the edge and the pages.

        Raises:
            DeployError: a step failed.
        """
        progress.step(words.PUSHING)
        self._roll_out(self.images(self.stacks.outputs(DELIVERY)["RepositoryUri"]), progress)
        self._deploy((EDGE, OBSERVABILITY), progress)
        progress.step(words.UPLOADING)
        edge = self.stacks.outputs(EDGE)
        upload_site(self.publisher or self.target, site, edge["BucketName"], edge["DistributionId"])

    def _roll_out(self, image: str, progress: Progress) -> None:
        """Migrations run before the new tasks; with the first release there are no old ones that could serve before.

        They run also where the image is the same: a first release may have ended before its migration.
        """
        before = self.stacks.parameters(SERVICE).get("ImageDigest", image)
        self._deploy((SERVICE,), progress, {"MigrationDigest": image, "ImageDigest": before})
        progress.step(words.MIGRATING)
        ended = run_task(self.target)
        if ended.code != 0:
            raise DeployError(words.MIGRATION_FAILED.format(code=ended.code, said=ended.said))
        if before != image:
            self._deploy((SERVICE,), progress, {"MigrationDigest": image, "ImageDigest": image})

    def _deploy(self, stacks: tuple[str, ...], progress: Progress, parameters: Mapping[str, str] | None = None) -> None:
        """The CLI would find out by itself what is as it should be, and takes its time for that."""
        changed = [name for name in stacks if not self._stands(name, parameters or {})]
        if changed:
            progress.step(words.DEPLOYING.format(stacks=", ".join(changed)))
            self.cdk.deploy(changed, progress.event, parameters)

    def _stands(self, name: str, parameters: Mapping[str, str]) -> bool:
        found = self.stacks.all().get(name)
        return (
            found is not None
            and found.is_deployed
            and parameters.items() <= found.parameters.items()
            and is_same(self.stacks.template(name), template_of(self.cdk.assembly, name))
        )
