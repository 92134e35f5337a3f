"""Every type that the emulator lacks."""

from __future__ import annotations

from ministack.services.cloudformation import provisioners

from localcloud.resources import (
    budgets,
    event_subscriptions,
    identity,
    ipv6,
    log_delivery,
    network,
    scaling,
    secrets,
    security_groups,
    target_groups,
)
from localcloud.store import Store


def register(store: Store) -> None:
    """Register what the emulator lacks; what it has by now is left to it."""
    known = provisioners._RESOURCE_HANDLERS
    tables = [each.TYPES for each in (budgets, identity, ipv6, log_delivery, network, security_groups)]
    tables += [each.types(store) for each in (event_subscriptions, scaling)]
    for table in tables:
        known.update({name: each for name, each in table.items() if name not in known})
    event_subscriptions.tell_subscriptions(store)
    ipv6.tell_blocks_of_vpcs()
    network.tell_addresses_of_gateways()
    secrets.refer_by_arn()
    target_groups.tell_full_names()
