"""What the endpoints answer with, for the documentation and for the clients made from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from ninja import Schema

from inventory.models.catalogue import Unit
from inventory.models.stock import MovementKind
from inventory.models.users import Role

Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    """A page of a list; `next` goes into `after` for the next one, and is null on the last."""

    items: list[Item]
    next: str | None


class ProductShape(Schema):
    """A product; `unit_cost` is a decimal number as text, so that no digit is lost."""

    id: int
    sku: str
    barcode: str | None
    name: str
    category_id: int | None
    supplier_id: int | None
    unit: Unit
    unit_cost: str
    reorder_point: int
    active: bool
    created_at: datetime
    updated_at: datetime


class SupplierShape(Schema):
    """A supplier."""

    id: int
    name: str
    email: str
    phone: str
    active: bool


class CategoryShape(Schema):
    """A category."""

    id: int
    name: str


class LocationShape(Schema):
    """A location."""

    id: int
    code: str
    name: str
    active: bool


class LevelShape(Schema):
    """How much there is of one product at one location."""

    product_id: int
    sku: str
    name: str
    location_id: int
    location: str
    quantity: int
    unit: Unit
    updated_at: datetime


class LowShape(Schema):
    """A product that should be ordered; `quantity` is that of all locations."""

    id: int
    sku: str
    name: str
    unit: Unit
    supplier_id: int | None
    reorder_point: int
    quantity: int


class ValueShape(Schema):
    """What the stock of one location is worth."""

    location_id: int
    location: str
    products: int
    amount: str


class ValuationShape(Schema):
    """What all stock is worth, by location."""

    items: list[ValueShape]
    total: str


class LineShape(Schema):
    """A line of the ledger: what was added, and what there was after."""

    id: int
    act_id: UUID
    kind: MovementKind
    product_id: int
    location_id: int
    change: int
    balance: int
    reason: str
    user_id: int
    created_at: datetime


class MovementShape(LineShape):
    """A line of the ledger with names for its numbers, and the request that wrote it."""

    sku: str
    product: str
    location: str
    user: str
    request_id: str


class ActivityDayShape(Schema):
    """How many acts of each kind there were on a day; a transfer is one act of two lines."""

    day: date
    receipt: int
    issue: int
    transfer: int
    adjustment: int
    count: int


class ActivityShape(Schema):
    """The days, the oldest first."""

    items: list[ActivityDayShape]


class HistoryDayShape(Schema):
    """How much there was at the end of a day; of today, how much there is."""

    day: date
    quantity: int


class HistoryShape(Schema):
    """The days, the oldest first."""

    items: list[HistoryDayShape]


class TotalShape(Schema):
    """How much there is of a product over all locations."""

    product_id: int
    quantity: int


class TotalsShape(Schema):
    """The products by number."""

    items: list[TotalShape]


class ActShape(Schema):
    """What a movement wrote: one line, or the two of a transfer."""

    act_id: UUID
    lines: list[LineShape]


class UserShape(Schema):
    """The user of a session."""

    id: int
    email: str
    name: str
    role: Role


class AccountShape(UserShape):
    """A user as administrators see them."""

    active: bool
    last_login: datetime | None


class SessionShape(Schema):
    """Who is signed in, if anybody, and the token for the header X-CSRFToken of every write."""

    user: UserShape | None
    csrf_token: str


class ImportShape(Schema):
    """What came of the rows of a file, or would come of them; an import has its number as `act_id` in the ledger."""

    import_id: UUID | None
    dry_run: bool
    rows: int
    created: int
    changed: int
    unchanged: int


class AboutShape(Schema):
    """Which version of the API answers, and from which revision of its source it was built."""

    version: str
    build: str
