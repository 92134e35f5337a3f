"""Build the image of the inventory API with the first engine that runs here: docker, podman or buildah."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "app"

ENGINES = ("docker", "podman", "buildah")
PLATFORMS = ("linux/amd64", "linux/arm64")
# Docker reads the time from the environment. The form of Docker is the one that keeps the HEALTHCHECK.
OPTIONS = {"docker": [], "podman": ["--format", "docker"], "buildah": ["--format", "docker", "--layers"]}


class ImageError(Exception):
    """Why there is no image, and what to do about it, in one sentence."""


def main(argv: Sequence[str] | None = None) -> int:
    """Build it, push it if asked, and print its name and size; 0, or 1 with a sentence on the error stream."""
    parser = argparse.ArgumentParser(description="Build the image of the inventory API.")
    parser.add_argument("--name", default="inventory-api", help="name of the image, with or without a tag")
    parser.add_argument("--platform", help="linux/arm64 or linux/amd64; without it, that of this machine")
    parser.add_argument("--base", help="the same base image from elsewhere, such as a mirror")
    parser.add_argument("--push", action="store_true", help="push it too; the password of AWS comes by standard input")
    parser.add_argument("--archive", type=Path, help="instead, write it for both platforms into a file; needs docker")
    options = parser.parse_args(argv)
    try:
        engine = find_engine()
        if options.archive:
            write_archive(engine, options.archive, base=options.base)
            print(f"Wrote {options.archive} with {engine}.")
            return 0
        build(engine, options.name, platform=options.platform, base=options.base)
        if options.push:
            push(engine, options.name, sys.stdin.read())
        size = run([engine, "images", "--format", "{{.Size}}", options.name]).stdout.split("\n")[0]
    except ImageError as error:
        print(f"image: {error}", file=sys.stderr)
        return 1
    print(f"Built {options.name} with {engine}: {size}.")
    return 0


def find_engine() -> str:
    """The first engine that is installed and answers.

    Raises:
        ImageError: none does.
    """
    installed = [engine for engine in ENGINES if shutil.which(engine)]
    for engine in installed:
        if subprocess.run([engine, "info"], capture_output=True, check=False).returncode == 0:
            return engine
    silent = "".join(f"; {engine} is installed, but does not answer `{engine} info`" for engine in installed)
    raise ImageError(f"no engine runs here that builds images, install docker, podman or buildah and start it{silent}")


def build(engine: str, name: str, *, platform: str | None, base: str | None) -> None:
    """Build from app/, with the time and the name of the last commit; files that it lacks are told with it.

    Raises:
        ImageError: git or the engine failed; the engine's own words stand above.
    """
    time, told = source(base)
    command = [engine, "build", *OPTIONS[engine], "--tag", name]
    command += [] if engine == "docker" else ["--timestamp", time]
    command += ["--platform", platform] if platform else []
    carry_out([*command, *told], time, f"{engine} could not build {name} from app/Dockerfile; its reason stands above")


def write_archive(engine: str, file: Path, *, base: str | None) -> None:
    """Write an OCI archive that holds the image for both platforms, each with provenance and bill of materials.

    Raises:
        ImageError: another engine than docker runs here, or it failed; its own words stand above.
    """
    if engine != "docker":
        raise ImageError(f"an archive needs docker with buildx, got {engine}; install docker and start it")
    time, told = source(base)
    file.parent.mkdir(parents=True, exist_ok=True)
    command = [engine, "buildx", "build", "--platform", ",".join(PLATFORMS), "--provenance=mode=max", "--sbom=true"]
    command += ["--output", f"type=oci,dest={file}", *told]
    carry_out(command, time, f"{engine} could not write {file} from app/Dockerfile; its reason stands above")


def source(base: str | None) -> tuple[str, list[str]]:
    """The time of the last commit, and what every build is told: Dockerfile, revision and base image.

    Raises:
        ImageError: git failed.
    """
    time, revision = run(["git", "log", "-1", "--format=%ct %H"]).stdout.split()
    changed = run(["git", "status", "--porcelain", "--", str(APP)]).stdout
    revision += "-dirty" if changed else ""
    told = ["--build-arg", f"BASE={base}"] if base else []
    told += ["--file", str(APP / "Dockerfile"), "--label", f"org.opencontainers.image.revision={revision}"]
    return time, [*told, "--build-arg", f"BUILD={revision}"]


def carry_out(command: Sequence[str], time: str, failed: str) -> None:
    """Run a build of app/, with the time that its files get.

    Raises:
        ImageError: it failed.
    """
    environment = {**os.environ, "SOURCE_DATE_EPOCH": time}
    if subprocess.run([*command, str(APP)], env=environment, check=False).returncode != 0:
        raise ImageError(failed)


def push(engine: str, name: str, password: str) -> None:
    """Push to the registry that the name begins with, as the user AWS, as the registries of Amazon take it.

    Raises:
        ImageError: it refused.
    """
    run([engine, "login", "--username", "AWS", "--password-stdin", name.partition("/")[0]], given=password)
    run([engine, "push", name])


def run(command: Sequence[str], given: str | None = None) -> subprocess.CompletedProcess[str]:
    """What a command prints.

    Raises:
        ImageError: it is not there, or it failed.
    """
    try:
        return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", None) or error
        raise ImageError(f"`{' '.join(command)}` failed: {str(said).strip()}") from error


if __name__ == "__main__":
    sys.exit(main())
