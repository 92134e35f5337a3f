"""Customer keys: each by the month, its rotations, and the requests of what it encrypts."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.meters.keys import key, rotations
from workbook.cost.number import Number
from workbook.cost.readers.reader import Readers
from workbook.graph.model import EdgeKind, Node, node_id
from workbook.lang import Text
from workbook.template.model import Resource
from workbook.template.scalars import flag, number, word

DEFAULT_ROTATION_DAYS = 365.0
"""How often KMS rotates a key where the template names no period (KMS developer guide, rotation)."""

CALLS_PER_NOTIFICATION = 2.0
"""The sender encrypts with a key of data, and the topic or queue decrypts it."""

MESSAGING = frozenset({"AWS::SNS::Topic", "AWS::SQS::Queue"})
SYMMETRIC = "SYMMETRIC_DEFAULT"


def read_key(resource: Resource, context: Context) -> Iterator[Component | Unpriced]:
    """A key that the account keeps itself."""
    encrypted = context.graph.successors(node_id(resource), EdgeKind.ENCRYPTS)
    spec = word(resource.get("KeySpec"), SYMMETRIC)
    yield from key(_requests(resource, encrypted, context) if spec == SYMMETRIC else None)
    if spec != SYMMETRIC:
        yield Unpriced(_OTHER_SPEC.format(spec=spec), "KeySpec")
    if flag(resource.get("EnableKeyRotation")):
        period = number(resource.get("RotationPeriodInDays")) or DEFAULT_ROTATION_DAYS
        yield from rotations(context.workload(resource).months_of_data, period)


READERS: Readers = {"AWS::KMS::Key": read_key, "AWS::KMS::ReplicaKey": read_key}


def _requests(resource: Resource, encrypted: tuple[Node, ...], context: Context) -> Number | None:
    """Requests a month: those of messages, and of the calls to the API for everything else that the key encrypts."""
    if not encrypted:
        return None
    workload = context.workload(resource)
    asked: Number = 0.0
    if any(each.type in MESSAGING for each in encrypted):
        asked = asked + workload.notifications_per_month * CALLS_PER_NOTIFICATION
    if any(each.type not in MESSAGING for each in encrypted):
        asked = asked + context.traffic(resource).api_requests * workload.kms_requests_per_request
    return asked


_OTHER_SPEC = Text(
    en="requests to a key of the kind {spec} have prices of their own, which the price book does not hold",
    es="las peticiones a una clave del tipo {spec} tienen precios propios, que el libro de precios no tiene",
)
