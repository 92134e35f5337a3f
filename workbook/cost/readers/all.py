"""Every reader by the resource type that it reads."""

from __future__ import annotations

from workbook.cost.readers import (
    backups,
    buckets,
    bundles,
    databases,
    edge,
    fargate,
    fleets,
    images,
    instances,
    keys,
    log_groups,
    network,
    proxies,
    secrets,
    watching,
)
from workbook.cost.readers.context import Readers

READERS: Readers = {
    **backups.READERS,
    **buckets.READERS,
    **bundles.READERS,
    **databases.READERS,
    **edge.READERS,
    **fargate.READERS,
    **fleets.READERS,
    **images.READERS,
    **instances.READERS,
    **keys.READERS,
    **log_groups.READERS,
    **network.READERS,
    **proxies.READERS,
    **secrets.READERS,
    **watching.READERS,
}
