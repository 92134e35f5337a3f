"""Every reader by the resource type that it reads."""

from __future__ import annotations

from workbook.cost.readers import (
    backups,
    buckets,
    bundles,
    databases,
    distributions,
    fargate,
    firewall,
    fleets,
    images,
    instances,
    keys,
    log_groups,
    names,
    nested,
    network,
    parameters,
    proxies,
    scaling,
    secrets,
    serverless,
    watching,
)
from workbook.cost.readers.reader import Readers

READERS: Readers = {
    **backups.READERS,
    **buckets.READERS,
    **bundles.READERS,
    **databases.READERS,
    **distributions.READERS,
    **fargate.READERS,
    **firewall.READERS,
    **fleets.READERS,
    **images.READERS,
    **instances.READERS,
    **keys.READERS,
    **log_groups.READERS,
    **names.READERS,
    **nested.READERS,
    **network.READERS,
    **parameters.READERS,
    **proxies.READERS,
    **scaling.READERS,
    **secrets.READERS,
    **serverless.READERS,
    **watching.READERS,
}
