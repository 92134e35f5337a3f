"""Install everything that the checkout needs inside the checkout: `.venv` from the hashed locks, `infra/node_modules`.

Needs Python and its standard library only. A second run compares digests and installs nothing. What the frontend is
built and tested with is large, and comes with `--frontend` alone; so does the local cloud with `--localcloud`, which
has an environment of its own, since the emulator pins what others need in another version; and what the book is built
with, by `--book`, beside it.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "setup.json"
REQUIREMENTS = ROOT / "requirements"
INFRA = ROOT / "infra"
FRONTEND = ROOT / "frontend"
# Parts with an environment of their own, each from the lock of its name.
ENVIRONMENTS = {"localcloud": ROOT / "localcloud" / ".venv", "book": ROOT / "book" / ".venv"}

# Where .venv is active, the Python that it was made from: .venv itself may have to go.
BASE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (22, 18)  # the first that runs TypeScript as it is

# Parts with packages of npm, in the order in which they are installed, and the names of all parts.
FOLDERS = {"node": INFRA, "frontend": FRONTEND}
NAMES = {
    "python": ".venv",
    "node": "infra/node_modules",
    "frontend": "frontend/node_modules",
    "localcloud": "localcloud/.venv",
    "book": "book/.venv",
}
# Those that are installed only where they are asked for.
ON_DEMAND = ("frontend", *ENVIRONMENTS)

# uv reads no pip configuration; these settings mean the same to both.
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "default-timeout": "UV_HTTP_TIMEOUT",
    "timeout": "UV_HTTP_TIMEOUT",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
# Names that uv still reads for the settings above.
OLDER_NAMES = {"UV_DEFAULT_INDEX": "UV_INDEX_URL", "UV_INDEX": "UV_EXTRA_INDEX_URL"}


class SetupError(Exception):
    """Why the checkout cannot be set up, and what to do about it, in one sentence."""


def main(argv: Sequence[str] | None = None) -> int:
    """Set the checkout up where it is not; 0, or 1 with a sentence on the error stream."""
    parser = argparse.ArgumentParser(description="Install what the checkout needs, inside the checkout.")
    parser.add_argument("--quiet", action="store_true", help="say nothing where nothing has to be done")
    parser.add_argument("--frontend", action="store_true", help="install the packages of the frontend too")
    parser.add_argument("--localcloud", action="store_true", help="install the local cloud too")
    parser.add_argument("--book", action="store_true", help="install what the book is built with too")
    options = parser.parse_args(argv)
    asked = {part for part in ON_DEMAND if getattr(options, part)}
    try:
        check_python(sys.version_info[:2], has_ensurepip=importlib.util.find_spec("ensurepip") is not None)
        done = set_up(asked)
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    if done:
        *others, last = (NAMES[part] for part in done)
        hold = f"{', '.join(others)} and {last} hold" if others else f"{last} holds"
        print(f"Set up: {hold} what the locks name.")
    elif not options.quiet:
        print("Everything is set up.")
    return 0


def check_python(version: tuple[int, ...], *, has_ensurepip: bool) -> None:
    """Refuse a Python that is too old, or one that Debian has stripped of its module `venv`.

    Raises:
        SetupError: with the way to a Python that will do.
    """
    found = ".".join(map(str, version))
    if os.name != "posix":
        message = "this works on Linux, macOS and Windows with WSL; on Windows, open a WSL terminal and run make there"
        raise SetupError(message)
    if version < OLDEST_PYTHON:
        message = f"Python {found} is too old, 3.11 or later is needed; install one, then: make setup PYTHON=python3.11"
        raise SetupError(message)
    if not has_ensurepip:
        message = f"Python {found} lacks its module venv; on Debian and Ubuntu run: sudo apt install python{found}-venv"
        raise SetupError(message)


def set_up(asked: AbstractSet[str] = frozenset()) -> list[str]:
    """The parts that had to be installed; what was installed and is not asked for stays as it is."""
    reason = why_unusable(VENV) if VENV.exists() else None
    if reason:
        print(f"The environment .venv is built anew: {reason}.", flush=True)
        shutil.rmtree(VENV)
    locks = [REQUIREMENTS / "python.txt"]
    if not has_node(os.environ.get("PATH", "")):
        locks.append(REQUIREMENTS / "node.txt")
    wanted = wanted_digests(locks, asked)
    installed = read_stamp()
    for part, folder in FOLDERS.items():
        if not (folder / "node_modules").is_dir():
            installed.pop(part, None)
    for part, venv in ENVIRONMENTS.items():
        if why_unusable(venv):
            installed.pop(part, None)
    stale = [part for part in wanted if installed.get(part) != wanted[part]]
    for part in stale:
        installed.pop(part, None)
        write_stamp(installed)  # whoever is cut off in the middle begins this part anew
        if part == "python":
            install_python_packages(locks)
        elif part in ENVIRONMENTS:
            install_environment(part)
        else:
            install_node_packages(FOLDERS[part], NAMES[part])
        installed[part] = wanted[part]
        write_stamp(installed)
    return stale


def wanted_digests(locks: Sequence[Path], asked: AbstractSet[str]) -> dict[str, str]:
    """What each part is to be installed from."""
    wanted = {"python": digest(ROOT / "pyproject.toml", REQUIREMENTS / "uv.txt", *locks)}
    for part, folder in FOLDERS.items():
        if (folder / "package-lock.json").is_file() and part in {"node", *asked}:
            wanted[part] = digest(folder / "package-lock.json")
    wanted |= {part: digest(REQUIREMENTS / f"{part}.txt") for part in ENVIRONMENTS if part in asked}
    return wanted


def why_unusable(venv: Path) -> str | None:
    """Why programs of that environment cannot run, or None: the checkout was moved, or its Python has gone."""
    if not (venv / "bin" / "python").exists():
        return "the Python that it was made from is no longer there"
    activate = venv / "bin" / "activate"
    if not activate.is_file() or str(venv) not in activate.read_text(encoding="utf-8"):
        return f"it was made for another folder than {venv}"
    return None


def digest(*paths: Path) -> str:
    """SHA-256 over the content of files; of pyproject.toml only what says how the project is installed."""
    sum_ = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        if path.name == "pyproject.toml":
            content = content.partition(b"\n[tool.")[0]
        sum_.update(hashlib.sha256(content).digest())
    return sum_.hexdigest()


def read_stamp() -> dict[str, str]:
    """What is installed whole, each part with the digest of what it was installed from."""
    if not STAMP.is_file():
        return {}
    stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    return stamp


def write_stamp(stamp: Mapping[str, str]) -> None:
    """Note what is installed whole; without `.venv`, nothing is."""
    if VENV.is_dir():
        STAMP.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")


def has_node(path: str) -> bool:
    """Whether a Node that is new enough, and npm, stand on the search path outside of `.venv`."""
    outside = os.pathsep.join(folder for folder in path.split(os.pathsep) if Path(folder) != PYTHON.parent)
    node, npm = shutil.which("node", path=outside), shutil.which("npm", path=outside)
    if node is None or npm is None:
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = re.match(r"v(\d+)\.(\d+)\.", version)
    return numbers is not None and (int(numbers[1]), int(numbers[2])) >= OLDEST_NODE


def install_python_packages(locks: Sequence[Path]) -> None:
    """Make `.venv` hold exactly what the locks name, and the project itself in place."""
    if not PYTHON.exists():
        run("Creating .venv", [BASE_PYTHON, "-m", "venv", str(VENV)])
    pip = [str(PYTHON), "-m", "pip"]
    install_uv = [*pip, "install", "--quiet", "--require-hashes", "--no-deps", "--only-binary=:all:"]
    run("Installing uv", [*install_uv, "-r", str(REQUIREMENTS / "uv.txt")], {"PIP_USER": "0"})
    sync_packages(PYTHON, locks)
    uv_pip(
        "Installing the project in place", ["install", "--python", str(PYTHON), "--no-deps", "--editable", str(ROOT)]
    )


def install_environment(part: str) -> None:
    """Make the environment of a part hold exactly what its lock names."""
    venv = ENVIRONMENTS[part]
    if why_unusable(venv):
        shutil.rmtree(venv, ignore_errors=True)
        run(f"Creating {NAMES[part]}", [BASE_PYTHON, "-m", "venv", "--without-pip", str(venv)])
    sync_packages(venv / "bin" / "python", [REQUIREMENTS / f"{part}.txt"])


def sync_packages(python: Path, locks: Sequence[Path]) -> None:
    """Make the environment of that Python hold exactly what the locks name."""
    what = f"Installing the packages of {' and '.join(f'requirements/{lock.name}' for lock in locks)}"
    uv_pip(what, ["sync", "--python", str(python), "--require-hashes", *map(str, locks)])


def uv_pip(what: str, words: Sequence[str]) -> None:
    """Run `uv pip` with the settings of pip."""
    listed = subprocess.run([str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    settings = {**uv_settings(listed.stdout, os.environ), "UV_PYTHON_DOWNLOADS": "never"}
    uv = [str(VENV / "bin" / "uv"), *([] if sys.stderr.isatty() else ["--quiet"]), "pip"]
    run(what, [*uv, *words], settings)


def install_node_packages(folder: Path, name: str) -> None:
    """Make the folder's `node_modules` hold exactly what its `package-lock.json` names; no package runs a script."""
    path = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")])
    npm = shutil.which("npm", path=path) or "npm"
    command = [npm, "ci", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    run(f"Installing {name}", command, {"PATH": path})


def uv_settings(pip_config_list: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Settings for uv that mean what pip's configuration says, except where uv has been told by itself.

    `pip_config_list` is what `pip config list` prints; its environment variables win over its files.
    """
    sections: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for section, key, value in re.findall(r"^(global|install|:env:)\.([\w-]+)=(.*)$", pip_config_list, re.MULTILINE):
        sections[section][key] = str(ast.literal_eval(value))
    pip = {**sections["global"], **sections["install"], **sections[":env:"]}
    settings: dict[str, str] = {}
    for key, variable in PIP_TO_UV.items():
        if key in pip and not environment.get(variable) and not environment.get(OLDER_NAMES.get(variable, "")):
            settings[variable] = ("," if variable == "UV_FIND_LINKS" else " ").join(pip[key].split())
    if "UV_INDEX" in settings and not environment.get("UV_INDEX_STRATEGY"):
        settings["UV_INDEX_STRATEGY"] = "unsafe-best-match"  # as pip does; the hashes of the locks make it safe
    return settings


def run(what: str, command: Sequence[str], settings: Mapping[str, str] | None = None) -> None:
    """Run one step with its name in view.

    Raises:
        SetupError: the step failed; its own words stand above.
    """
    print(f"{what} ...", flush=True)
    ended = subprocess.run(command, env={**os.environ, **(settings or {})}, cwd=ROOT, check=False)
    if ended.returncode != 0:
        message = (
            f"the step '{what}' failed with exit code {ended.returncode}, its reason stands above; "
            "where a download failed, check the network or the mirror that pip or npm is set to, then: make setup"
        )
        raise SetupError(message)


if __name__ == "__main__":
    sys.exit(main())
