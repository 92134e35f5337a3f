"""What the local cloud does otherwise than AWS on purpose, so that comparing it would tell nothing."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.lang import Text

UNLIKE_AWS: Mapping[str, Mapping[str, Text]] = {
    "AWS::RDS::DBInstance": {
        "Port": Text(
            en="the database of this machine listens at a free port of this machine",
            es="la base de datos de esta máquina escucha en un puerto libre de esta máquina",
        )
    },
}
"""Reasons by type and property; docs/reference/local-vs-aws.md has them all."""
