"""The tree of files that app/Dockerfile makes, made without an engine, and run as the container runs it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from dockerfile import APP, command, context, environment, of, stages

BUILD, FINAL = stages((APP / "Dockerfile").read_text())
(HOME,) = of(BUILD, "WORKDIR")
USER = int(of(FINAL, "USER")[0].partition(":")[0])
MIGRATE = ["python", "manage.py", "migrate", "--no-input"]
PROBE: list[str] = json.loads(of(FINAL, "HEALTHCHECK")[0].partition("CMD ")[2])
IS_ROOT = os.geteuid() == 0


@dataclass(frozen=True)
class Image:
    """A root folder in which HOME stands as in the image."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / HOME.lstrip("/")

    def build(self) -> None:
        """Every step of the first stage, and the modes that it leaves; packages come from where they are installed."""
        for file in context():
            _copy(APP / file, self.home / "app" / file)
        interpreter = _interpreter(self.root / "python")
        _run([str(interpreter), "-m", "venv", "--without-pip", str(self.home / "venv")])
        pins = re.findall(r"^([\w.-]+)==([^\s;]+)( ;)?", (APP / "requirements.txt").read_text(), re.MULTILINE)
        for name, version, condition in pins:
            self._install(name, version, may_lack=bool(condition))
        compileall = re.search(r"(-m compileall .*?) venv/lib app", of(BUILD, "RUN")[-1])
        assert compileall is not None
        _run([str(interpreter), *compileall[1].split(), str(self.home / "venv" / "lib"), str(self.home / "app")])
        _run(["chmod", "-R", "a=rX", str(self.home)])

    def _install(self, name: str, version: str, *, may_lack: bool) -> None:
        try:
            found = distribution(name)
        except PackageNotFoundError:
            assert may_lack, f"{name} is pinned and not installed"
            return
        assert found.version == version, f"{name} {version} is pinned, {found.version} is installed"
        (site,) = (self.home / "venv" / "lib").glob("python3.*/site-packages")
        for file in found.files or []:
            if ".." not in file.parts and file.suffix != ".pyc":
                _copy(Path(str(found.locate_file(file))), site / file)

    def remove(self) -> None:
        _run(["chmod", "-R", "u+w", str(self.root)])
        shutil.rmtree(self.root)

    def files(self) -> dict[str, tuple[int, int]]:
        """Size and time of every file."""
        stats = {str(path): path.lstat() for path in self.root.rglob("*")}
        return {path: (stat.st_size, stat.st_mtime_ns) for path, stat in stats.items()}

    def start(self, words: list[str], variables: Mapping[str, str]) -> subprocess.Popen[str]:
        """Start a command as the container's user, in its folder, with its environment and the given variables."""
        own = {name: value.replace(HOME, str(self.home)) for name, value in environment(FINAL).items()}
        own["PATH"] = own["PATH"].replace("$PATH", "/usr/bin:/bin")
        own["LD_LIBRARY_PATH"] = str(self.root / "python" / "lib")  # where a copied Python has its own library
        program = self.home / "venv" / "bin" / words[0]
        return subprocess.Popen(
            [str(program), *words[1:]],
            cwd=self.root / of(FINAL, "WORKDIR")[0].lstrip("/"),
            env={**own, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            user=USER if IS_ROOT else None,
            group=USER if IS_ROOT else None,
            extra_groups=[] if IS_ROOT else None,
        )

    def serve(self, variables: Mapping[str, str]) -> subprocess.Popen[str]:
        return self.start(command(FINAL), variables)

    def call(self, words: list[str], variables: Mapping[str, str]) -> tuple[int, str]:
        """Run a command to its end: exit code and what it says."""
        process = self.start(words, variables)
        said, _ = process.communicate(timeout=60)
        return process.returncode, said


def _interpreter(copy: Path) -> Path:
    """A Python that the container's user may run: this one, or a copy where it is root's alone."""
    own = Path(sys._base_executable).resolve()
    try:
        subprocess.run([own, "-I", "-c", ""], user=USER if IS_ROOT else None, check=True)
    except PermissionError:
        library = Path(sysconfig.get_path("stdlib"))
        ignored = shutil.ignore_patterns("test", "tests", "site-packages", "config-*", "idlelib", "tkinter")
        shutil.copytree(library, copy / library.relative_to(sys.base_prefix), ignore=ignored)
        shared = Path(sysconfig.get_config_var("LIBDIR"), str(sysconfig.get_config_var("INSTSONAME")))
        if sysconfig.get_config_var("Py_ENABLE_SHARED") and shared.is_file():
            _copy(shared, copy / "lib" / shared.name)
        return _copy(own, copy / "bin" / own.name)
    return own


def _copy(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
    return target


def _run(words: list[str]) -> None:
    subprocess.run(words, check=True, env={**os.environ, "PYTHONHASHSEED": "0"})
