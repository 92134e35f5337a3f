"""Looks at what the checkout itself holds and was given."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name

from workbook.doctor.machine import PATIENCE, Found, Machine
from workbook.doctor.programs import ABSENT
from workbook.errors import ToolError
from workbook.lang import Text, decimal, same
from workbook.template.snapshot import snapshot_files
from workbook.template.source import PROFILES
from workbook.template.synthesis import already_synthesized

LOCK = Path("requirements") / "python.txt"
LEAST_SPACE_GB = 1
TINY_GRAPH = "digraph { workbook -> picture }"
PNG = b"\x89PNG"


def look_for_packages(machine: Machine) -> Found:
    """Every package that the lock names for this machine, in the version that it names."""
    lock = machine.checkout / LOCK
    if not lock.is_file():
        return Found(there=False, words=_NO_LOCK.format(lock=LOCK))
    locked = dict(locked_versions(lock.read_text(encoding="utf-8")))
    installed = {canonicalize_name(each.metadata["Name"]): each.version for each in metadata.distributions()}
    wrong = sorted(name for name, version in locked.items() if installed.get(canonicalize_name(name)) != version)
    if not wrong:
        return Found(there=True, words=_PACKAGES.format(count=len(locked), lock=LOCK))
    named = ", ".join(f"{name} {locked[name]}" for name in wrong[:3]) + (", …" if wrong[3:] else "")
    return Found(there=False, words=_WRONG_PACKAGES.format(count=len(wrong), all=len(locked), named=named))


def locked_versions(lock: str) -> Iterator[tuple[str, str]]:
    r"""Name and version of each pin of the lock whose marker holds here.

    >>> dict(locked_versions("rich==15.0.0 \\\n    --hash=sha256:00\nold==1 ; python_version < '3'"))
    {'rich': '15.0.0'}
    """
    for pin in re.finditer(r"^([\w.-]+)==([^\s;]+)(?: ; ([^\\\n]+))?", lock, re.MULTILINE):
        name, version, marker = pin.groups()
        if marker is None or Marker(marker.strip()).evaluate():
            yield name, version


def look_for_engine(machine: Machine) -> Found:
    """The Graphviz engine and the rasteriser, by drawing a tiny graph."""
    engine = machine.program("graphviz-pure")
    if engine is None or find_spec("resvg_py") is None:
        return Found(there=False, words=ABSENT)
    try:
        png = _drawn_by(engine)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return Found(there=False, words=_FAILED.format(reason=error))
    versions = {name: metadata.version(name) for name in ("graphviz-pure", "resvg-py")}
    words = same(", ".join(f"{name} {version}" for name, version in versions.items()))
    return Found(png.startswith(PNG), words)


def _drawn_by(engine: Path) -> bytes:
    """The tiny graph as PNG."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415, the doctor must be able to speak where it is not installed

    drawn = subprocess.run(
        [engine, "-Tsvg"], input=TINY_GRAPH, capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    # Graphviz writes points, a unit that resvg refuses.
    return svg_to_bytes(svg_string=re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', drawn.stdout, count=2))


def look_for_fonts(machine: Machine) -> Found:
    """The font files that the pictures carry."""
    fonts = sorted((machine.checkout / "workbook" / "render" / "fonts").glob("*.ttf"))
    return Found(bool(fonts), same(", ".join(font.stem for font in fonts)) if fonts else ABSENT)


def look_for_snapshots(machine: Machine) -> Found:
    """The committed templates of every profile, and whether they are what the infrastructure gives as it is."""
    counts = {profile: _templates(machine.checkout / "infra" / "snapshots" / profile) for profile in PROFILES}
    words = ", ".join(f"{profile}: {count}" for profile, count in counts.items())
    if not all(counts.values()):
        return Found(there=False, words=same(words))
    freshness = [_is_fresh(machine, profile) for profile in PROFILES]
    if False in freshness:
        return Found(there=False, words=_STALE.format(words=words))
    return Found(there=True, words=(_NOT_COMPARED if None in freshness else _FRESH).format(words=words))


def _templates(folder: Path) -> int:
    templates = 0
    for path in folder.glob("*.json"):
        try:
            templates += "Resources" in json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            return 0
    return templates


def _is_fresh(machine: Machine, profile: str) -> bool | None:
    """Whether the snapshot is what the infrastructure gives; None where that was not synthesized yet."""
    try:
        assembly = already_synthesized(profile)
    except ToolError:
        return None
    if assembly is None:
        return None
    folder = machine.checkout / "infra" / "snapshots" / profile
    return snapshot_files(assembly) == {path.name: path.read_bytes() for path in folder.iterdir()}


def look_for_kernel(machine: Machine) -> Found:
    """The kernel `python3` of this environment, which the notebooks ask for."""
    spec = machine.prefix / "share" / "jupyter" / "kernels" / "python3" / "kernel.json"
    if not spec.is_file():
        return Found(there=False, words=ABSENT)
    return Found(there=True, words=same(f"{json.loads(spec.read_text())['display_name']}, {spec.parent}"))


def look_whether_writable(machine: Machine) -> Found:
    """Whether the checkout can be written to, by writing a file that is gone at once."""
    try:
        with tempfile.TemporaryFile(dir=machine.checkout) as probe:
            probe.write(b"probe")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return Found(there=False, words=same(f"{machine.checkout}: {error.strerror}"))
    return Found(there=True, words=same(str(machine.checkout)))


def look_for_space(machine: Machine) -> Found:
    """Room on the disk of the checkout."""
    free = shutil.disk_usage(machine.checkout).free / 1e9
    return Found(free >= LEAST_SPACE_GB, _FREE.format(free=decimal(round(free, 1)), least=LEAST_SPACE_GB))


_PACKAGES = Text(en="all {count} of {lock}", es="los {count} de {lock}")
_WRONG_PACKAGES = Text(
    en="{count} of {all} absent or in another version: {named}",
    es="ausentes o en otra versión, {count} de {all}: {named}",
)
_FAILED = Text(en="there, but it does not draw: {reason}", es="está, pero no dibuja: {reason}")
_NO_LOCK = Text(en="{lock} not found; run this from a clone", es="no se encuentra {lock}; ejecútelo desde un clon")
_FREE = Text(en="{free} GB free, at least {least} needed", es="{free} GB libres; hace falta al menos {least}")
_FRESH = Text(en="{words}; as synthesized", es="{words}; tal como se sintetizan")
_NOT_COMPARED = Text(
    en="{words}; not compared with infra/ since the last change, make synth does so",
    es="{words}; sin comparar con infra/ desde el último cambio, make synth lo hace",
)
_STALE = Text(
    en="{words}; infra/ gives other templates now, run make synth and commit them",
    es="{words}; infra/ da ahora otras plantillas, ejecute make synth y confírmelas en git",
)
