"""What backups and snapshots of databases cost: the storage beyond the amount that RDS gives free."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number, excess
from workbook.lang import Text


def backups(
    stored_gb: Number, provisioned_gib: float = 0.0, path: str = "BackupRetentionPeriod"
) -> Iterator[Component]:
    """Automated backups and snapshots: free up to the storage provisioned by databases that run in the region.

    The backups of a database that is deleted have nothing provisioned beside them, so all of them are paid.
    """
    yield charged_backups(stored_gb, provisioned_gib, excess(stored_gb, provisioned_gib), path)


def charged_backups(stored_gb: Number, provisioned_gib: Number, charged_gb: Number, path: str) -> Component:
    """The same where the free amount is shared by several databases, so that the caller knows what is charged."""
    return Component(
        name=_BACKUPS,
        price="rds.backup",
        quantity=charged_gb,
        kind=Kind.USAGE,
        formula=_BEYOND,
        terms={"stored": stored_gb, "free": provisioned_gib, "charged": charged_gb},
        path=path,
    )


def copied(gb: Number, copy_place: str | None, path: str = "") -> Iterator[Component]:
    """Snapshots copied elsewhere: their storage there, and the transfer where that is another region."""
    yield Component(_COPY, "rds.backup", gb, Kind.USAGE, _COPIED, {"gb": gb}, path, copy_place)


def transferred(gb_per_month: Number, path: str = "") -> Iterator[Component]:
    """What the copies of a month send to another region."""
    yield Component(_SENT, "transfer.inter-region", gb_per_month, Kind.USAGE, _SENT_GB, {"gb": gb_per_month}, path)


_BACKUPS = Text(en="backups beyond the free amount", es="copias de seguridad más allá de lo gratuito")
_BEYOND = Text(
    en="{charged} GB of {stored} GB kept: what exceeds the {free} GiB provisioned in the region",
    es="{charged} GB de {stored} GB guardados: lo que supera los {free} GiB aprovisionados en la región",
)
_COPY = Text(en="copies of backups", es="copias de respaldos")
_COPIED = Text(
    en="{gb} GB kept in the vault of the copies, where nothing is free",
    es="{gb} GB guardados en el almacén de las copias, donde nada es gratuito",
)
_SENT = Text(en="transfer of backups to another region", es="transferencia de respaldos a otra región")
_SENT_GB = Text(en="{gb} GB copied a month", es="{gb} GB copiados al mes")
