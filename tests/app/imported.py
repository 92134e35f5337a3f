"""What an import answers, and what it leaves in the database."""

from __future__ import annotations

from django.http import HttpResponse

from inventory.models import Change, IdempotencyKey, Import, Product, StockMovement


def faults(answer: HttpResponse) -> list[tuple[int, str, str, str]]:
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json"), answer.content
    return [(each["line"], each["column"], each["value"], each["code"]) for each in answer.json()["errors"]]


def outcomes(answer: HttpResponse) -> tuple[int, int, int]:
    assert answer.status_code == 200, answer.content
    report = answer.json()
    return report["created"], report["changed"], report["unchanged"]


def written() -> tuple[int, ...]:
    models = (Product, Change, Import, IdempotencyKey, StockMovement)
    return tuple(model._default_manager.count() for model in models)
