from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from repo.tracked import ROOT

# A stand-in that notes how it was called, and answers `info` with the given code.
ENGINE = """#!/bin/sh
case "$1" in
info) exit {info} ;;
images) echo "123 MB" ;;
*) echo "$SOURCE_DATE_EPOCH $(basename "$0") $*" >> {log}; exit {built} ;;
esac
"""


def engines(folder: Path, *, built: int = 0, **info: int) -> Path:
    """Install stand-ins, each with the code of its `info`; the file in which they note their calls."""
    log = folder / "log"
    log.touch()
    for name, code in info.items():
        (folder / name).write_text(ENGINE.format(info=code, built=built, log=log))
        (folder / name).chmod(0o755)
    for tool in ("git", "sh", "basename"):
        (folder / tool).symlink_to(shutil.which(tool) or tool)
    return log


def build(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "image.py"), *options]
    return subprocess.run(command, env={"PATH": str(folder)}, capture_output=True, text=True, check=False)


def test_without_an_engine_it_says_what_to_install(tmp_path: Path) -> None:
    engines(tmp_path)

    ended = build(tmp_path)

    assert ended.returncode == 1
    assert ended.stderr == (
        "image: no engine runs here that builds images, install docker, podman or buildah and start it\n"
    )


def test_an_engine_that_does_not_answer_is_named(tmp_path: Path) -> None:
    engines(tmp_path, docker=1)

    ended = build(tmp_path)

    assert ended.returncode == 1
    assert ended.stderr.endswith("; docker is installed, but does not answer `docker info`\n")


@pytest.mark.parametrize(
    ("installed", "chosen"),
    [
        ({"docker": 0, "podman": 0, "buildah": 0}, "docker"),
        ({"docker": 1, "podman": 0, "buildah": 0}, "podman"),
        ({"buildah": 0}, "buildah"),
    ],
)
def test_the_first_that_runs_builds(tmp_path: Path, installed: dict[str, int], chosen: str) -> None:
    log = engines(tmp_path, **installed)

    ended = build(tmp_path)

    assert (ended.returncode, ended.stdout) == (0, f"Built inventory-api with {chosen}: 123 MB.\n")
    (call,) = log.read_text().splitlines()
    time, name, *options = call.split()
    assert (name, options[0], options[-1]) == (chosen, "build", str(ROOT / "app"))
    assert int(time) > 1_700_000_000
    assert ("--format docker" in call) == (f"--timestamp {time}" in call) == (chosen != "docker")


def test_name_platform_and_base_are_handed_over(tmp_path: Path) -> None:
    log = engines(tmp_path, docker=0)

    build(tmp_path, "--name", "stock:7", "--platform", "linux/arm64", "--base", "mirror.example.com/python:3")

    said = log.read_text()
    assert "--tag stock:7 " in said
    assert "--platform linux/arm64 --build-arg BASE=mirror.example.com/python:3 " in said


def test_a_build_that_fails_is_said(tmp_path: Path) -> None:
    engines(tmp_path, docker=0, built=3)

    ended = build(tmp_path)

    assert ended.returncode == 1
    assert ended.stderr == "image: docker could not build inventory-api from app/Dockerfile; its reason stands above\n"


@pytest.mark.parametrize(("changed", "dirty"), [("", False), (" M app/manage.py", True)])
def test_label_and_image_tell_of_files_that_the_commit_lacks(tmp_path: Path, changed: str, *, dirty: bool) -> None:
    log = engines(tmp_path, docker=0)
    (tmp_path / "git").unlink()
    (tmp_path / "git").write_text(
        f'#!/bin/sh\ncase $1 in log) echo 1 abc ;; status) echo "{changed}" | grep . ;; esac; :\n'
    )
    (tmp_path / "git").chmod(0o755)
    (tmp_path / "grep").symlink_to(shutil.which("grep") or "grep")

    build(tmp_path)

    revision = "abc-dirty" if dirty else "abc"
    assert f"revision={revision} " in log.read_text()
    assert f"--build-arg BUILD={revision} " in log.read_text()


def test_an_archive_holds_both_platforms_with_what_is_said_of_them(tmp_path: Path) -> None:
    log = engines(tmp_path, docker=0)

    ended = build(tmp_path, "--archive", str(tmp_path / "build" / "image.tar"), "--base", "mirror.example.com/python:3")

    said = log.read_text()
    assert ended.stdout == f"Wrote {tmp_path}/build/image.tar with docker.\n"
    assert " docker buildx build --platform linux/amd64,linux/arm64 --provenance=mode=max --sbom=true " in said
    assert f" --output type=oci,dest={tmp_path}/build/image.tar --build-arg BASE=mirror.example.com/python:3 " in said
    assert (tmp_path / "build").is_dir()


def test_an_archive_is_refused_where_docker_does_not_run(tmp_path: Path) -> None:
    engines(tmp_path, podman=0)

    ended = build(tmp_path, "--archive", str(tmp_path / "image.tar"))

    assert ended.returncode == 1
    assert ended.stderr == "image: an archive needs docker with buildx, got podman; install docker and start it\n"


def test_an_archive_that_cannot_be_built_is_told(tmp_path: Path) -> None:
    engines(tmp_path, built=1, docker=0)

    ended = build(tmp_path, "--archive", str(tmp_path / "image.tar"))

    assert ended.stderr == (
        f"image: docker could not write {tmp_path}/image.tar from app/Dockerfile; its reason stands above\n"
    )
