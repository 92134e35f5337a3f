"""The folder in which a local cloud keeps all that it has."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from workbook.deploy import words
from workbook.errors import DeployError

VARIABLE = "WORKBOOK_CLOUD"
USUAL = Path("build") / "localcloud"
"""Below the root of a checkout, where the variable names no other."""

_LONGEST = 60
"""Characters: the path of a socket has 104 on macOS, and a database adds 44."""

_ELSEWHERE = Path("/tmp")  # noqa: S108 - the one folder with a short path that every user can reach; its owner is looked at


def state_folder(root: Path, apart: str = "") -> Path:
    """The folder that `WORKBOOK_CLOUD` names, or else build/localcloud of a checkout; with a word, one beside it.

    Where a database could not run there, it is one of the checkout's own in /tmp: sockets need short paths, and for
    root PostgreSQL runs as the user nobody, who cannot enter root's home.

    Raises:
        DeployError: that one belongs to another user.
    """
    named = os.environ.get(VARIABLE)
    usual = Path(named).absolute() if named else root / USUAL
    if apart:
        usual = usual.with_name(f"{usual.name.removesuffix(f'-{apart}')}-{apart}")
    if len(str(usual)) <= _LONGEST and (os.geteuid() != 0 or _is_open(usual)):
        return usual
    digest = hashlib.sha256(str(usual).encode()).hexdigest()[:12]
    folder = _ELSEWHERE / f"inventory-{digest}"
    if folder.is_symlink() or (folder.exists() and folder.stat().st_uid != os.geteuid()):
        raise DeployError(words.FOREIGN_FOLDER.format(folder=folder, variable=VARIABLE))
    return folder


def _is_open(folder: Path) -> bool:
    """Whether everybody may enter the folders above."""
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in folder.parents if parent.exists())
