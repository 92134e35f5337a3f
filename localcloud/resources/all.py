"""Every type that the emulator lacks."""

from __future__ import annotations

from ministack.services.cloudformation import provisioners

from localcloud.resources import (
    buckets,
    budgets,
    event_subscriptions,
    identity,
    ipv6,
    log_delivery,
    lost,
    network,
    scaling,
    secrets,
    security_groups,
    target_groups,
    told,
)
from localcloud.store import Store


def register(store: Store) -> None:
    """Register what the emulator lacks; what it has by now is left to it."""
    known = provisioners._RESOURCE_HANDLERS
    tables = [each.TYPES for each in (budgets, identity, ipv6, log_delivery, network, security_groups)]
    tables += [each.types(store) for each in (event_subscriptions, scaling)]
    for table in tables:
        known.update({name: each for name, each in table.items() if name not in known})
    buckets.keep_tags_and_lifecycles()
    event_subscriptions.tell_subscriptions(store)
    ipv6.tell_blocks_of_vpcs()
    lost.keep_what_is_lost()
    network.tell_addresses_of_gateways()
    network.tell_flow_logs_whole()
    secrets.refer_by_arn()
    target_groups.tell_full_names()
    told.tell_whole()
