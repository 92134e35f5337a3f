"""The pricing API is asked page by page, and its refusals are told."""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import boto3
import pytest
from botocore.stub import Stubber

from cost.refresh.conftest import elb
from workbook.cost.prices.refresh.api import pricing_client, read_offer
from workbook.cost.prices.refresh.rules import rules
from workbook.cost.prices.refresh.run import Request, refresh
from workbook.errors import PriceError

RULES = [rule for rule in rules(("us-east-1",)) if rule.offer == "AWSELB"]


@pytest.fixture
def stub() -> Stubber:
    client = boto3.client("pricing", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")  # noqa: S106 - no secret
    return Stubber(client)


def item(sku: str) -> str:
    """What the API says of a product: a text in JSON."""
    whole = elb()
    terms = {"OnDemand": whole["terms"]["OnDemand"][sku]}
    return json.dumps(
        {"product": whole["products"][sku], "terms": terms, "version": "v", "publicationDate": "2026-11-20"}
    )


def expected(number: int, **more: str) -> dict[str, object]:
    filters = [{"Type": "TERM_MATCH", "Field": n, "Value": v} for n, v in RULES[number].attributes.items()]
    return {"ServiceCode": "AWSELB", "Filters": filters, "MaxResults": 100, **more}


def test_every_page_is_read(stub: Stubber) -> None:
    stub.add_response("get_products", {"PriceList": [item("ALBHOUR")], "NextToken": "on"}, expected(0))
    stub.add_response("get_products", {"PriceList": [item("ALBUNIT")]}, expected(0, NextToken="on"))
    with stub:
        offer, source = read_offer(stub.client, "AWSELB", RULES[:1])

    assert [(each.sku, each.tiers[0].usd) for each in offer.products] == [
        ("ALBHOUR", Decimal("0.0225")),
        ("ALBUNIT", Decimal("0.008")),
    ]
    assert source == "AWS pricing API AWSELB v"


def test_a_refusal_is_told_with_what_is_needed(stub: Stubber) -> None:
    stub.add_client_error("get_products", "AccessDeniedException", "no")
    with (
        stub,
        pytest.raises(PriceError, match=r"AccessDeniedException.*expected credentials that allow pricing:GetProducts"),
    ):
        read_offer(stub.client, "AWSELB", RULES[:1])


def test_a_refresh_through_the_api_matches_as_one_through_files(stub: Stubber, snapshots: Path) -> None:
    for number, sku in enumerate(("ALBHOUR", "ALBUNIT", "NLBHOUR", "NLBUNIT")):
        stub.add_response("get_products", {"PriceList": [item(sku)]}, expected(number))
    with stub:
        asked = Request(("us-east-1",), "AWSELB", by_api=True, snapshots=snapshots, client=stub.client)
        done = refresh(asked, date(2026, 11, 25))

    assert (done.read, done.carried, bool(done.difference)) == (4, 1, False)


def test_without_boto3_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)

    with pytest.raises(PriceError, match=r"--api needs boto3, which is not installed; install the extra"):
        pricing_client()
