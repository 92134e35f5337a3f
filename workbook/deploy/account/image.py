"""The image for an account: one that its repository has, or one that is built here and pushed."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from workbook.deploy.account import words
from workbook.deploy.target import Target
from workbook.errors import DeployError


def pushed(target: Target, uri: str, image: str) -> str:
    """The digest of an image that the repository has.

    Raises:
        DeployError: it has none of that digest.
    """
    check_digest(image)
    if not has_image(target, uri, image):
        raise DeployError(words.NO_IMAGE.format(repository=uri.partition("/")[2], image=image))
    return image


def has_image(target: Target, uri: str, image: str) -> bool:
    """Whether a repository has an image of a digest."""
    ecr, repository = target.client("ecr"), uri.partition("/")[2]
    try:
        ecr.describe_images(repositoryName=repository, imageIds=[{"imageDigest": image}])
    except (ecr.exceptions.ImageNotFoundException, ecr.exceptions.InvalidParameterException):
        return False
    return True


def check_digest(image: str) -> None:
    """Whether that is a digest.

    Raises:
        DeployError: it is not.
    """
    if not re.fullmatch(r"sha256:[0-9a-f]{64}", image):
        raise DeployError(words.NO_DIGEST.format(image=image))


def build_and_push(target: Target, root: Path, platform: str, uri: str) -> str:
    """The digest of the image of a checkout, built for a platform and pushed where the repository lacks it.

    Raises:
        DeployError: no engine runs here, or it failed.
    """
    tag = _tag(root)
    there = _digest(target, uri, tag)
    if there:
        return there
    command = [sys.executable, "scripts/image.py", "--name", f"{uri}:{tag}", "--platform", platform, "--push"]
    _run(root, command, given=_password(target))
    digest = _digest(target, uri, tag)
    if digest is None:
        raise DeployError(words.NO_IMAGE.format(repository=uri.partition("/")[2], image=tag))
    return digest


def _tag(root: Path) -> str:
    """The commit, with the moment where files differ from it, since the repository never moves a tag."""
    commit = _run(root, ["git", "rev-parse", "--short=12", "HEAD"])
    changed = _run(root, ["git", "status", "--porcelain", "--", "app"])
    return f"{commit}-{time.time_ns()}" if changed else commit


def _digest(target: Target, uri: str, tag: str) -> str | None:
    ecr, repository = target.client("ecr"), uri.partition("/")[2]
    try:
        found = ecr.describe_images(repositoryName=repository, imageIds=[{"imageTag": tag}])
    except ecr.exceptions.ImageNotFoundException:
        return None
    return str(found["imageDetails"][0]["imageDigest"])


def _run(root: Path, command: Sequence[str], given: str = "") -> str:
    try:
        done = subprocess.run(command, cwd=root, input=given, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = str(getattr(error, "stderr", None) or error).strip().splitlines()
        raise DeployError(words.IMAGE_FAILED.format(reason=(said or ["-"])[-1])) from error
    return done.stdout.strip()


def _password(target: Target) -> str:
    """For the user AWS of the registry, good for twelve hours."""
    token = target.client("ecr").get_authorization_token()["authorizationData"][0]["authorizationToken"]
    return base64.b64decode(token).decode().partition(":")[2]
