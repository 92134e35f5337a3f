"""Build the frontend into `frontend/dist` where what it is built from has changed, and publish it into a folder.

python scripts/frontend.py                      # build
python scripts/frontend.py --into build/site    # build, and bring the folder up to date
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
DIST = FRONTEND / "dist"
BUILD = ROOT / "build"
STAMP = BUILD / "frontend.json"

# What a build depends on; tests among the source too, since the build is named after all of it.
INPUTS = ("index.html", "package.json", "package-lock.json", "public", "src", "vite.config.*", "tsconfig*.json")
DESCRIPTION = ROOT / "app" / "openapi.json"

# Nothing is told to anybody, and what is piped has no colours.
QUIET = {"npm_config_update_notifier": "false", "npm_config_fund": "false", "npm_config_audit": "false"}


class FrontendError(Exception):
    """Why there is no frontend, and what to do about it, in one sentence."""


def main(argv: Sequence[str] | None = None) -> int:
    """Build and publish; 0, or 1 with a sentence on the error stream."""
    parser = argparse.ArgumentParser(description="Build the frontend where it has changed.")
    parser.add_argument("--into", type=Path, help="publish it into this folder too")
    parser.add_argument("--api-origin", default="", help="origin of the API where it is another than the site's")
    options = parser.parse_args(argv)
    try:
        build()
        if options.into:
            publish(options.into.absolute(), options.api_origin)
    except FrontendError as error:
        print(f"frontend: {error}", file=sys.stderr)
        return 1
    return 0


def build() -> bool:
    """Whether anything had to be built.

    Raises:
        FrontendError: it could not; the reason stands above.
    """
    with locked():
        inputs = digest(inputs_of(FRONTEND), FRONTEND) + digest([DESCRIPTION], ROOT)
        if read_stamp() == {"inputs": inputs, "outputs": digest(files_in(DIST), DIST)}:
            print("frontend/dist is up to date.", flush=True)
            return False
        print("Building frontend/dist ...", flush=True)
        begun = time.monotonic()
        run(
            ["npm", "run", "--silent", "build"],
            "the frontend could not be built, and the reason stands above; where packages are missing, run: make setup "
            "FRONTEND=1",
        )
        built = files_in(DIST)
        stamp = {"inputs": inputs, "outputs": digest(built, DIST)}
        STAMP.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
        size = sum(path.stat().st_size for path in built) / 1000
        print(f"Built {len(built)} files of {size:,.0f} kB in {time.monotonic() - begun:.1f} s.", flush=True)
        return True


def publish(folder: Path, api_origin: str) -> None:
    """Bring a folder up to date with what was built.

    Raises:
        FrontendError: it could not; the reason stands above.
    """
    command = ["node", "scripts/publish.ts", "--from", str(DIST), "--into", str(folder)]
    origin = ["--api-origin", api_origin] if api_origin else []
    run([*command, *origin], f"the frontend could not be published into {folder}, and the reason stands above")


def inputs_of(folder: Path) -> list[Path]:
    """The files that a build depends on."""
    return [file for pattern in INPUTS for path in folder.glob(pattern) for file in files_in(path)]


def files_in(path: Path) -> list[Path]:
    """A file, or all files of a folder; nothing where there is neither."""
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.is_file()]


def digest(files: Sequence[Path], folder: Path) -> str:
    """SHA-256 over names and content of files of a folder, in an order that does not depend on the machine."""
    sum_ = hashlib.sha256()
    for name, file in sorted((file.relative_to(folder).as_posix(), file) for file in files):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        sum_.update(f"{name} {content}\n".encode())
    return sum_.hexdigest()


def read_stamp() -> dict[str, str]:
    """What the last build was made from, and what came out."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


@contextmanager
def locked() -> Iterator[None]:
    """One build at a time; who comes second waits, and finds it done."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "frontend.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build of the frontend runs, waiting for its end ...", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """What Node is run with: its place in `.venv` where the machine has none that is new enough, and no colours."""
    path = os.pathsep.join([str(ROOT / ".venv" / "bin"), given.get("PATH", "")])
    colours = {} if sys.stdout.isatty() else {"NO_COLOR": "1", "FORCE_COLOR": "0"}
    return {**given, **QUIET, **colours, "PATH": path}


def run(command: Sequence[str], failed: str) -> None:
    """Run a command of Node in frontend/, whose words are shown where it fails.

    Raises:
        FrontendError: it did, or Node is not there.
    """
    variables = environment(os.environ)
    program = shutil.which(command[0], path=variables["PATH"])
    if program is None:
        message = (
            f"{command[0]} is not installed, expected Node.js 22.18 or later with npm; run make setup, which brings one"
        )
        raise FrontendError(message)
    ended = subprocess.run(
        [program, *command[1:]],
        cwd=FRONTEND,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        print(ended.stdout, end="", file=sys.stderr, flush=True)
        raise FrontendError(failed)


if __name__ == "__main__":
    sys.exit(main())
