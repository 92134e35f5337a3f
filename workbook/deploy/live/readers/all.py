"""Every type that can be read back."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.deploy.live.readers import (
    alarms,
    balancing,
    containers,
    database,
    dns,
    edge,
    firewall,
    identity,
    logs,
    network,
    notices,
    scaling,
    secrets,
    stacks,
    storage,
)
from workbook.deploy.live.reading import Reader
from workbook.lang import Text

READERS: Mapping[str, Reader] = {
    **alarms.TYPES,
    **balancing.TYPES,
    **containers.TYPES,
    **database.TYPES,
    **dns.TYPES,
    **edge.TYPES,
    **firewall.TYPES,
    **identity.TYPES,
    **logs.TYPES,
    **network.TYPES,
    **notices.TYPES,
    **scaling.TYPES,
    **secrets.TYPES,
    **stacks.TYPES,
    **storage.TYPES,
}
"""Readers by the name of the type."""

_A_NOTE = Text(
    en="{type} is a note in the template, and makes nothing that could be read",
    es="{type} es una nota de la plantilla y no crea nada que se pueda leer",
)

NOTHING_THERE: Mapping[str, Text] = {
    "AWS::CDK::Metadata": _A_NOTE,
    "AWS::CloudFormation::WaitConditionHandle": _A_NOTE,
}
"""Types of which nothing can be read, and why."""
