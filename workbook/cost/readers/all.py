"""Every reader by the resource type that it reads."""

from __future__ import annotations

from workbook.cost.readers import backups, buckets, databases, images, keys, proxies, secrets
from workbook.cost.readers.context import Readers

READERS: Readers = {
    **backups.READERS,
    **buckets.READERS,
    **databases.READERS,
    **images.READERS,
    **keys.READERS,
    **proxies.READERS,
    **secrets.READERS,
}
