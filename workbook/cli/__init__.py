"""The `workbook` command: a source in, answers out.

Exit codes are part of the interface: 0 all is well, 1 there are findings, 2 the input or the request is unusable.
"""

from __future__ import annotations

from workbook.cli.run import main

__all__ = ["main"]
