"""Of Budgets: templates, which the emulator has an API for."""

from __future__ import annotations

import secrets
from typing import Any

from ministack.services import budgets

from localcloud.resources.handler import Handler, Made, Properties, accepted, handler, in_place


def _create(logical_id: str, properties: Properties, stack: str) -> Made:
    name = properties["Budget"].get("BudgetName") or f"{stack}-{logical_id}-{secrets.token_hex(6)}"
    wanted = {name: properties[name] for name in ("NotificationsWithSubscribers", "ResourceTags") if name in properties}
    accepted(budgets._create_budget({"Budget": _budget(name, properties), **wanted}))
    return name, {}


def _change(name: str, old: Properties, new: Properties) -> Made:
    accepted(budgets._update_budget({"NewBudget": _budget(name, new)}))
    arn = budgets._budget_arn(name)
    gone = [each["Key"] for each in old.get("ResourceTags", [])]
    accepted(budgets._untag_resource({"ResourceARN": arn, "ResourceTagKeys": gone}))
    if tags := new.get("ResourceTags"):
        accepted(budgets._tag_resource({"ResourceARN": arn, "ResourceTags": tags}))
    return name, {}


def _delete(name: str, _: Properties) -> None:
    budgets._delete_budget({"BudgetName": name})


def _budget(name: str, properties: Properties) -> dict[str, Any]:
    """As the API has it, where an amount is a text."""
    stated = {**properties["Budget"], "BudgetName": name}
    if limit := stated.get("BudgetLimit"):
        stated["BudgetLimit"] = {**limit, "Amount": str(limit["Amount"])}
    return stated


TYPES: dict[str, Handler] = {
    "AWS::Budgets::Budget": handler(_create, _delete, in_place({"Budget", "ResourceTags"}, _create, _change))
}
