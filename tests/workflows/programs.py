"""Programs of scripts/, as modules."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

from repo.tracked import ROOT


def program(name: str) -> ModuleType:
    """A program, read once."""
    known = f"scripts.{name}"
    if known not in sys.modules:
        spec = spec_from_file_location(known, ROOT / "scripts" / f"{name}.py")
        assert spec
        assert spec.loader
        sys.modules[known] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[known])
    return sys.modules[known]
