"""Image repositories: how many images their lifecycle keeps, and how large those are together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from workbook.cost.component import Component, Unpriced
from workbook.cost.demand.context import Context
from workbook.cost.meters.images import layers_gb, repository
from workbook.cost.number import DAYS_PER_MONTH, Number
from workbook.cost.readers.reader import Readers
from workbook.lang import Text
from workbook.template.model import Resource, describe

POLICY = "LifecyclePolicy.LifecyclePolicyText"
ANY_IMAGE = frozenset({"any", "tagged"})


def images(resource: Resource, context: Context) -> Iterator[Component | Unpriced]:
    """The storage of a repository: as many images as were released, up to what its lifecycle policy keeps."""
    workload = context.workload(resource)
    text = resource.get(POLICY)
    rules = None if text is None else _rules(describe(text))
    if text is not None and rules is None:
        yield Unpriced(_UNREADABLE, POLICY)
    kept = np.maximum(workload.deploys_per_month * workload.months_of_data, 1.0)
    limits = [workload.images_kept] if rules is None else _limits(rules, workload.deploys_per_month)
    for limit in limits:
        kept = np.minimum(kept, limit)
    stored = layers_gb(kept, workload.image_gb, workload.image_new_layers_share)
    yield from repository(stored, _EACH, POLICY if rules else "")


READERS: Readers = {"AWS::ECR::Repository": images}


def _limits(rules: Iterable[Mapping[str, object]], deploys_per_month: Number) -> Iterator[Number]:
    """How many images each rule for released images lets stand."""
    for rule in rules:
        selection = rule.get("selection")
        if not isinstance(selection, Mapping) or selection.get("tagStatus") not in ANY_IMAGE:
            continue
        count = selection.get("countNumber")
        if not isinstance(count, int):
            continue
        if selection.get("countType") == "imageCountMoreThan":
            yield float(count)
        elif selection.get("countType") == "sinceImagePushed":
            yield np.maximum(deploys_per_month * count / DAYS_PER_MONTH, 1.0)


def _rules(policy: str) -> list[Mapping[str, object]] | None:
    """The rules of a lifecycle policy; None where its text is none."""
    try:
        document = json.loads(policy)
    except ValueError:
        return None
    rules = document.get("rules") if isinstance(document, dict) else None
    return [rule for rule in rules if isinstance(rule, Mapping)] if isinstance(rules, list) else None


_EACH = Text(
    en="the images that the repository keeps, layers that they share counted once",
    es="las imágenes que guarda el repositorio, contando una vez las capas que comparten",
)
_UNREADABLE = Text(
    en="the lifecycle policy is no JSON that tells rules, so the images are counted as if there were none",
    es="la política de ciclo de vida no es un JSON con reglas, así que las imágenes se cuentan como si no la hubiera",
)
