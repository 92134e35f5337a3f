"""What SNS costs: what is published, and what is sent by e-mail."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number
from workbook.lang import Text


def topic(published: Number, path: str = "") -> Iterator[Component]:
    """Messages that are published to a topic."""
    yield Component(_PUBLISHED, "sns.requests", published, Kind.USAGE, _COUNT, {"count": published}, path)


def emails(sent: Number, path: str = "") -> Iterator[Component]:
    """Messages that are sent to people by e-mail."""
    yield Component(_EMAILS, "sns.email", sent, Kind.USAGE, _COUNT, {"count": sent}, path)


_PUBLISHED = Text(en="messages published", es="mensajes publicados")
_EMAILS = Text(en="messages by e-mail", es="mensajes por correo")
_COUNT = Text(en="{count} a month", es="{count} al mes")
