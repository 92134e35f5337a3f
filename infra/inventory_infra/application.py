"""Which stacks there are, and what each of them is given."""

from __future__ import annotations

import aws_cdk as cdk

from inventory_infra.data import DataStack
from inventory_infra.delivery import DeliveryStack
from inventory_infra.edge import EdgeStack
from inventory_infra.network import NetworkStack
from inventory_infra.observability import ObservabilityStack
from inventory_infra.service import ServiceStack
from inventory_infra.settings import PROJECT, Settings


def declare_stacks(app: cdk.App, *, settings: Settings) -> None:
    """Declares the six stacks, each in the life cycle of its own, and tags everything in them."""
    network = NetworkStack(app, settings=settings)
    data = DataStack(app, settings=settings, network=network)
    delivery = DeliveryStack(app, settings=settings)
    service = ServiceStack(app, settings=settings, network=network, data=data, delivery=delivery)
    edge = EdgeStack(app, settings=settings, zone=network.zone)
    edge.add_stack_dependency(delivery, "the publisher trusts the identity provider that is created there")
    ObservabilityStack(app, settings=settings, data=data, service=service)
    _tag(app, settings)


def _tag(app: cdk.App, settings: Settings) -> None:
    tags = {
        "project": PROJECT,
        "profile": settings.profile.name,
        "owner": settings.owner,
        "cost-centre": settings.cost_centre,
    }
    for key, value in tags.items():
        cdk.Tags.of(app).add(key, value)
