"""Run `cdk synth` on the infrastructure, once for each state of its sources."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from workbook.errors import ToolError
from workbook.lang import Text
from workbook.output import make_folder
from workbook.template.source import CHECKOUT, check_profile

INFRA = CHECKOUT / "infra"
ASSEMBLIES = CHECKOUT / "build" / "synth"

OLDEST_NODE = 22
LIBRARIES = ("aws-cdk-lib", "constructs", "jsii")
TIME_LIMIT = 600
"""Seconds; synthesis takes ten, and a few times that on a cold cache."""

Progress = Callable[[Text], None]


def synthesize(profile: str, *, progress: Progress | None = None, validate: bool = False) -> Path:
    """The cloud assembly of a profile, from the cache when neither sources nor libraries have changed.

    With `validate`, the CDK also checks the templates against the schemas of CloudFormation, which takes half of the
    time, and leaves its findings in the assembly as `validation-report.json`.

    Raises:
        ProfileError: there is no such profile.
        ToolError: Node, the CDK command line or the CDK libraries are missing, or synthesis failed.
        OutputError: the cache, build/synth, cannot be written.
    """
    check_profile(profile)
    assembly = _assembly(profile, validate=validate)
    if not assembly.is_dir():
        if progress is not None:
            progress(_SYNTHESIZING.format(profile=profile))
        _synthesize_into(assembly, profile, validate=validate)
    return assembly


def already_synthesized(profile: str) -> Path | None:
    """The cloud assembly of a profile from the cache, or None where it would have to be synthesized first.

    Raises:
        ToolError: the CDK libraries are missing.
    """
    assembly = _assembly(profile)
    return assembly if assembly.is_dir() else None


def _assembly(profile: str, *, validate: bool = False) -> Path:
    return ASSEMBLIES / f"{profile}-{_digest()}{'-validated' if validate else ''}"


def _synthesize_into(assembly: Path, profile: str, *, validate: bool) -> None:
    """Writes beside the cache and moves the whole in, so that an assembly that exists is complete."""
    make_folder(ASSEMBLIES)
    with tempfile.TemporaryDirectory(prefix=".", dir=ASSEMBLIES) as folder:
        written = Path(folder) / "assembly"
        run_cdk(profile, written, validate=validate)
        try:
            written.rename(assembly)
        except OSError:
            if not assembly.is_dir():  # otherwise another process was faster with the same result
                raise


def run_cdk(profile: str, target: Path, *, validate: bool = False, settings: Mapping[str, str] | None = None) -> None:
    """Synthesize a profile into a new folder, whatever the cache holds; `synthesize` is the way to a kept assembly.

    Settings that are not given have the defaults of the CDK app, which fit nobody's account.

    Raises:
        ToolError: Node or the CDK command line is missing, or synthesis failed.
    """
    program = [node_program(), str(_cdk())]
    context = [f"--context={key}={value}" for key, value in {**(settings or {}), "profile": profile}.items()]
    command = [*program, "synth", "--quiet", *context, "--output", str(target)]
    try:
        done = subprocess.run(
            command,
            cwd=INFRA,
            env=environment(validate=validate),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ToolError(_TOO_SLOW.format(profile=profile, limit=TIME_LIMIT)) from error
    if done.returncode != 0:
        raise ToolError(_FAILED.format(profile=profile, code=done.returncode, reason=_reason(done.stderr)))


def environment(*, validate: bool) -> dict[str, str]:
    """Neither credentials nor the network are within reach, so the result depends on the sources alone."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR", "XDG_CACHE_HOME") if name in os.environ}
    return {
        **kept,
        "PATH": _search_path(),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "CDK_DISABLE_VERSION_CHECK": "true",
        "CDK_VALIDATION": str(validate).lower(),
        "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(INFRA / "node_modules" / ".cache" / "jsii"),
        "NO_COLOR": "1",
    }


def _search_path() -> str:
    """Programs beside the running Python come first: its environment holds the CDK libraries and perhaps Node."""
    return os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))


def node_program() -> str:
    """The Node that the CDK runs on.

    Raises:
        ToolError: there is none, or it is too old.
    """
    node = shutil.which("node", path=_search_path())
    if node is None:
        raise ToolError(_NO_NODE.format(oldest=OLDEST_NODE))
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    found = re.match(r"v(\d+)\.", said)
    if found is None or int(found[1]) < OLDEST_NODE:
        raise ToolError(_OLD_NODE.format(version=said or "?", node=node, oldest=OLDEST_NODE))
    return node


def _cdk() -> Path:
    program = INFRA / "node_modules" / "aws-cdk" / "bin" / "cdk"
    if not program.is_file():
        raise ToolError(_NO_CDK.format(folder=INFRA / "node_modules"))
    return program


def _digest() -> str:
    """A short digest of all that the result depends on: the sources, and the versions of libraries and tools."""
    content = hashlib.sha256()
    for part in _ingredients():
        content.update(len(part).to_bytes(8, "big"))
        content.update(part)
    return content.hexdigest()[:16]


def _ingredients() -> Iterator[bytes]:
    for library in LIBRARIES:
        try:
            yield f"{library} {metadata.version(library)}".encode()
        except metadata.PackageNotFoundError as error:
            raise ToolError(_NO_LIBRARY.format(library=library)) from error
    package = (path for path in INFRA.glob("inventory_infra/**/*") if path.suffix in {".py", ".js"})
    for path in (INFRA / "app.py", INFRA / "cdk.json", INFRA / "package-lock.json", *sorted(package)):
        yield path.relative_to(INFRA).as_posix().encode()
        yield path.read_bytes()


def _reason(stderr: str) -> str:
    """What the program said, without the lines in which tools only announce that it failed."""
    lines = (line.strip() for line in stderr.splitlines())
    told = [line for line in lines if line and not _ANNOUNCEMENT.match(line)]
    return " | ".join(told[-_LINES_TOLD:]) or "-"


_LINES_TOLD = 12
_ANNOUNCEMENT = re.compile(
    r"(python3? app\.py: )?Subprocess exited with error|Error: .*Subprocess exited|at .*:\d+:\d+\)?$"
)

_SYNTHESIZING = Text(
    en="synthesizing the profile {profile}; this takes about ten seconds",
    es="sintetizando el perfil {profile}; tarda unos diez segundos",
)
_NO_NODE = Text(
    en="Node is missing: no program node on the search path; expected Node {oldest} or later, run `make setup`",
    es="falta Node: no hay ningún programa node en la ruta de búsqueda; se esperaba Node {oldest} o posterior, "
    "ejecute `make setup`",
)
_OLD_NODE = Text(
    en="Node is too old, got {version} at {node}; expected Node {oldest} or later, run `make setup`",
    es="Node es demasiado antiguo, se obtuvo {version} en {node}; se esperaba Node {oldest} o posterior, "
    "ejecute `make setup`",
)
_NO_CDK = Text(
    en="the CDK command line is missing in {folder}; run `make setup`",
    es="falta la línea de órdenes de CDK en {folder}; ejecute `make setup`",
)
_NO_LIBRARY = Text(
    en="the Python package {library} is missing, so the infrastructure cannot be synthesized; run `make setup`",
    es="falta el paquete de Python {library}, así que no se puede sintetizar la infraestructura; ejecute `make setup`",
)
_TOO_SLOW = Text(
    en="synthesis of the profile {profile} has not ended after {limit} seconds and was stopped; try again",
    es="la síntesis del perfil {profile} no terminó en {limit} segundos y se detuvo; inténtelo de nuevo",
)
_FAILED = Text(
    en="synthesis of the profile {profile} failed with exit code {code}, the CDK said: {reason}; mend it under infra/",
    es="la síntesis del perfil {profile} falló con el código {code}, CDK dijo: {reason}; corríjalo en infra/",
)
