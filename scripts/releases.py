"""What a pipeline asks of an account: what is deployed there, whether its repository has an image, and to take one.

python scripts/releases.py deployed --settings FILE --credentials PROFILE
python scripts/releases.py push     --settings FILE --credentials PROFILE --archive FILE --digest D --commit C
python scripts/releases.py find     --settings FILE --credentials PROFILE --digest D --commit C

What it prints has the form of the outputs of a step: `digest=sha256:...`. Where nothing is known, the value is empty.
"""

from __future__ import annotations

import argparse
import base64
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from workbook.deploy.account.image import check_digest
from workbook.deploy.account.settings import read_settings
from workbook.deploy.refusals import in_sentences
from workbook.deploy.stacks import DELIVERY, SERVICE, Stacks
from workbook.deploy.target import Target
from workbook.errors import DeployError, WorkbookError
from workbook.lang import Lang, Text

ROOT = Path(__file__).resolve().parent.parent
# The whole commit for an image of the pipeline, twelve digits of it for one that was built by hand.
COMMIT = re.compile(r"(?P<commit>[0-9a-f]{40}|[0-9a-f]{12})(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Image:
    """One image of the repository."""

    digest: str
    tags: tuple[str, ...]
    pushed: datetime

    @property
    def commits(self) -> tuple[str, ...]:
        """What it was built from, as far as its tags say."""
        return tuple(found["commit"] for tag in self.tags if (found := COMMIT.fullmatch(tag)))


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was asked for; 0, or 1 with a sentence on the error stream."""
    options = options_of(argv)
    try:
        settings = read_settings(Path(options.settings))
        target = Target(settings.account, settings.region, None, options.credentials)
        with in_sentences(options.credentials):
            for name, value in answers(target, options).items():
                print(f"{name}={value}")
    except WorkbookError as error:
        for sentence in error.in_language(Lang.EN):
            print(f"releases: {sentence}", file=sys.stderr)
        return 1
    return 0


def options_of(argv: Sequence[str] | None) -> argparse.Namespace:
    """What the words after the program ask for."""
    parser = argparse.ArgumentParser(description="Ask an account about releases.")
    parser.add_argument("command", choices=("deployed", "push", "find"))
    for name in ("settings", "credentials"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--digest", default="")
    parser.add_argument("--commit", default="")
    return parser.parse_args(argv)


def answers(target: Target, options: argparse.Namespace) -> Mapping[str, str]:
    """What a command tells."""
    if options.command == "deployed":
        return deployed(target)
    repository = Stacks(target).outputs(DELIVERY).get("RepositoryUri")
    if repository is None:
        raise DeployError(NO_REPOSITORY)
    if options.command == "push":
        return {"digest": push(target, repository, options)}
    return {"digest": find(target, repository, options.digest, options.commit)}


def deployed(target: Target) -> Mapping[str, str]:
    """Commit, image and profile of the release that an account has now; all empty where it has none."""
    stacks = Stacks(target)
    digest = stacks.parameters(SERVICE).get("ImageDigest", "")
    if not digest:
        return {"commit": "", "digest": "", "profile": ""}
    repository = stacks.outputs(DELIVERY)["RepositoryUri"]
    tags = [commit for image in images(target, repository) if image.digest == digest for commit in image.commits]
    return {"commit": whole(tags[0]) if tags else "", "digest": digest, "profile": stacks.profile()}


def push(target: Target, repository: str, options: argparse.Namespace) -> str:
    """Push an archive, with the digest that it must have, under a tag that no other image has.

    Raises:
        DeployError: the repository got another digest, or skopeo failed.
    """
    check_digest(options.digest)
    there = images(target, repository)
    if any(image.digest == options.digest for image in there):
        return str(options.digest)
    taken = {tag for image in there for tag in image.tags}
    tag = next(tag for tag in names(options.commit) if tag not in taken)
    registry, name = repository.partition("/")[0], f"docker://{repository}:{tag}"
    run(["skopeo", "login", "--username", "AWS", "--password-stdin", registry], given=password(target))
    run(["skopeo", "copy", "--all", "--preserve-digests", f"oci-archive:{options.archive}", name])
    return find(target, repository, options.digest, options.commit)


def find(target: Target, repository: str, digest: str, commit: str) -> str:
    """The image with that digest; without one, the last that was built from that commit.

    Raises:
        DeployError: the repository has none.
    """
    if digest:
        check_digest(digest)
    fit = [
        image
        for image in images(target, repository)
        if (image.digest == digest if digest else any(commit.startswith(each) for each in image.commits))
    ]
    if not fit:
        raise DeployError(NO_IMAGE.format(repository=repository.partition("/")[2], wanted=digest or commit))
    return max(fit, key=lambda image: image.pushed).digest


def images(target: Target, repository: str) -> list[Image]:
    """All images of a repository that have a tag."""
    pages = target.client("ecr").get_paginator("describe_images")
    asked = {"repositoryName": repository.partition("/")[2], "filter": {"tagStatus": "TAGGED"}}
    found: list[Mapping[str, Any]] = [each for page in pages.paginate(**asked) for each in page["imageDetails"]]
    return [Image(each["imageDigest"], tuple(each["imageTags"]), each["imagePushedAt"]) for each in found]


def names(commit: str) -> Iterator[str]:
    """Tags of a commit: itself, and where it is built again, itself with a number, since a tag never moves."""
    yield commit
    number = 2
    while True:
        yield f"{commit}.{number}"
        number += 1


def whole(commit: str) -> str:
    """All digits of a commit of this checkout; nothing where it has no such commit."""
    asked = ["git", "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def password(target: Target) -> str:
    """For the user AWS of the registry, good for twelve hours."""
    token = target.client("ecr").get_authorization_token()["authorizationData"][0]["authorizationToken"]
    return base64.b64decode(token).decode().partition(":")[2]


def run(command: Sequence[str], given: str = "") -> None:
    """Run a program.

    Raises:
        DeployError: it is not there, or it failed.
    """
    try:
        subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = str(getattr(error, "stderr", None) or error).strip().splitlines()
        raise DeployError(NOT_PUSHED.format(program=command[0], reason=(said or ["-"])[-1])) from error


NO_REPOSITORY = Text(
    en="the account has no stack InventoryDelivery, which holds the repository; deploy once by hand, as the guide says",
    es="la cuenta no tiene la pila InventoryDelivery, que contiene el repositorio; despliegue una vez a mano, como "
    "dice la guía",
)
NO_IMAGE = Text(
    en="the repository {repository} has no image of {wanted}; choose a release whose image it still keeps",
    es="el repositorio {repository} no tiene ninguna imagen de {wanted}; elija una versión cuya imagen aún conserve",
)
NOT_PUSHED = Text(
    en="the image was not pushed, {program} failed: {reason}",
    es="la imagen no se subió, {program} falló: {reason}",
)

if __name__ == "__main__":
    sys.exit(main())
