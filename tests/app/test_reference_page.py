"""The numbers on the page of the API are those of the code."""

from __future__ import annotations

import json
from typing import Any

import pytest

from config import worker
from config.settings import AUTH_PASSWORD_VALIDATORS, CORS_PREFLIGHT_MAX_AGE, IMPORT_MAX_SIZE
from inventory.services import accounts, faults, staging
from repo.tracked import ROOT

PAGE = (ROOT / "docs" / "reference" / "inventory-api.md").read_text(encoding="utf-8")
DESCRIPTION = json.loads((ROOT / "app" / "openapi.json").read_text(encoding="utf-8"))
WORDS = {8: "eight", 10: "ten"}


def query(path: str, name: str) -> dict[str, Any]:
    """What the description says of a parameter."""
    parameters = DESCRIPTION["paths"][f"/api/v1/{path}"]["get"]["parameters"]
    return next(each["schema"] for each in parameters if each["name"] == name)


def days(path: str) -> str:
    told = query(path, "days")
    return f"`days` ({told['minimum']} to {told['maximum']}, {told['default']} if not given)"


def shortest_password() -> int:
    (found,) = (each["OPTIONS"]["min_length"] for each in AUTH_PASSWORD_VALIDATORS if "OPTIONS" in each)
    return int(found)


def most_pieces() -> int:
    return int(DESCRIPTION["components"]["schemas"]["QuantityForm"]["properties"]["quantity"]["maximum"])


CLAIMS = {
    "lists": lambda: f"`limit` (at most {query('products', 'limit')['maximum']})",
    "activity": lambda: days("stock/activity"),
    "history": lambda: days("stock/history"),
    "totals": lambda: f"once for each of up to {query('stock/totals', 'product_id')['maxItems']}",
    "pieces": lambda: f"`quantity` (1 to {most_pieces():,})",
    "sign-ins": lambda: (
        f"{WORDS[accounts.PER_ACCOUNT].capitalize()} failures within {accounts.WINDOW.seconds // 60} minutes for one "
        f"account from one address, or {accounts.PER_ORIGIN} from one address for all accounts"
    ),
    "password": lambda: f"A password has {shortest_password()} characters or more",
    "import": lambda: f"at most {IMPORT_MAX_SIZE // 1024**2} MiB and {staging.MOST_ROWS:,} rows",
    "faults": lambda: f"for the first {faults.MOST}",
    "slow": lambda: f"A client has {worker.PATIENCE} seconds to send its headers, and as many for a body",
    "rate": lambda: f"one more for each {worker.RATE // 1024} KiB",
    "origin": lambda: f"for up to {WORDS[CORS_PREFLIGHT_MAX_AGE // 3600]} hours",
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_page_claims_what_the_code_does(claim: str) -> None:
    assert CLAIMS[claim]() in PAGE
