"""What image repositories cost: the layers that they keep, shared ones once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbook.cost.component import Component, Kind
from workbook.cost.number import Number
from workbook.lang import Text


def layers_gb(images: Number, image_gb: Number, own_share: Number) -> Number:
    """The size of a repository: one whole image, and of each further one the share of layers that is its own.

    >>> float(layers_gb(5, 0.2, 0.25))
    0.4
    """
    further = np.maximum(np.asarray(images, dtype=np.float64) - 1, 0.0)
    return np.minimum(images, 1.0) * image_gb + further * image_gb * own_share


def repository(stored_gb: Number, kept: Text | None = None, path: str = "") -> Iterator[Component]:
    """The storage of a repository; `kept` says in words how the size comes about."""
    yield Component(
        name=_STORAGE,
        price="ecr.storage",
        quantity=stored_gb,
        kind=Kind.USAGE,
        formula=_STORED,
        terms={"gb": stored_gb, "kept": kept or _LAYERS},
        path=path,
    )


_STORAGE = Text(en="storage of images", es="almacenamiento de imágenes")
_STORED = Text(en="{gb} GB: {kept}", es="{gb} GB: {kept}")
_LAYERS = Text(en="layers, shared ones once", es="capas, las compartidas una sola vez")
