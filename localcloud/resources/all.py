"""Every type that the emulator lacks."""

from __future__ import annotations

from ministack.services.cloudformation import provisioners

from localcloud.resources import identity, log_delivery, network, recorded, secrets, target_groups
from localcloud.store import Store


def register(store: Store) -> None:
    """Register what the emulator lacks; what it has by now is left to it."""
    known = provisioners._RESOURCE_HANDLERS
    ours = {**network.TYPES, **identity.TYPES, **log_delivery.TYPES, **recorded.types(store)}
    known.update({name: each for name, each in ours.items() if name not in known})
    network.tell_ipv6_of_vpcs()
    secrets.refer_by_arn()
    target_groups.tell_full_names()
