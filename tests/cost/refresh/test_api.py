"""The pricing API is asked page by page, its refusals are told, and one matcher serves it and the files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import NoCredentialsError
from botocore.stub import Stubber

from cost.refresh.conftest import OFFERS, TODAY, file_of
from workbook.cost.prices.load import read_prices
from workbook.cost.prices.refresh import api
from workbook.cost.prices.refresh.rules import rules
from workbook.cost.prices.refresh.run import Request, refresh
from workbook.errors import PriceError
from workbook.lang import Lang

ECS = json.loads((OFFERS / "price-list" / file_of("AmazonECS")).read_text(encoding="utf-8"))
USAGE_TYPES = sorted(name for rule in rules(("us-east-1",)) if rule.offer == "AmazonECS" for name in rule.usage_types)


@pytest.fixture
def stub() -> Iterable[Stubber]:
    client = boto3.client("pricing", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")  # noqa: S106 - no secret
    with Stubber(client) as stubbed:
        yield stubbed


def answers(usage_type: str) -> list[str]:
    """What the API says of a usage type: each product as a text in JSON."""
    return [
        json.dumps(
            {
                "product": product,
                "serviceCode": "AmazonECS",
                "terms": {kind: said[sku] for kind, said in ECS["terms"].items() if sku in said},
                "version": ECS["version"],
                "publicationDate": ECS["publicationDate"],
            }
        )
        for sku, product in ECS["products"].items()
        if product["attributes"]["usagetype"] == usage_type
    ]


def question(usage_type: str, **more: str) -> dict[str, Any]:
    filters = [{"Type": "TERM_MATCH", "Field": "usagetype", "Value": usage_type}]
    return {"ServiceCode": "AmazonECS", "Filters": filters, "MaxResults": 100, **more}


def request(stub: Stubber, folder: Path, service: str = "fargate") -> Request:
    return Request(("us-east-1",), service, by_api=True, snapshots=folder, client=stub.client)


def answer_all(stub: Stubber) -> None:
    for usage_type in USAGE_TYPES:
        stub.add_response("get_products", {"PriceList": answers(usage_type)}, question(usage_type))


def test_the_api_gives_the_same_prices_as_the_files(stub: Stubber, folder: Path, renew) -> None:
    from_files = renew()
    prices = {price.key: price for price in read_prices(from_files.new)}
    from_files.new.unlink()
    answer_all(stub)
    by_api = refresh(request(stub, folder), TODAY)

    found = {price.key: price for price in read_prices(by_api.new)}
    assert by_api.read == from_files.read == 5
    assert {key: (price.tiers, price.sku) for key, price in found.items()} == {
        key: (price.tiers, price.sku) for key, price in prices.items()
    }
    assert found["fargate.vcpu.x86"].source == "AWS pricing API, AmazonECS 20261101000000"
    assert found["fargate.vcpu.x86"].dated == TODAY


def test_savings_plans_are_not_in_the_api_and_are_carried_over(stub: Stubber, folder: Path) -> None:
    answer_all(stub)
    by_api = refresh(request(stub, folder), TODAY)

    key = "fargate.vcpu.x86.plan-1yr-no-upfront"
    old, new = ({price.key: price for price in read_prices(path)} for path in (by_api.old, by_api.new))
    assert new[key] == old[key]


def test_the_api_asked_twice_on_a_day_writes_once(stub: Stubber, folder: Path) -> None:
    answer_all(stub)
    answer_all(stub)
    refresh(request(stub, folder), TODAY)

    assert refresh(request(stub, folder), TODAY).new is None


def test_every_page_of_an_answer_is_read(stub: Stubber) -> None:
    vcpu, memory = (answers(name) for name in USAGE_TYPES[:2])
    asked = USAGE_TYPES[0]
    stub.add_response("get_products", {"PriceList": vcpu, "NextToken": "more"}, question(asked))
    stub.add_response("get_products", {"PriceList": [], "NextToken": "yet more"}, question(asked, NextToken="more"))
    stub.add_response("get_products", {"PriceList": memory}, question(asked, NextToken="yet more"))

    assert list(api._answers(stub.client, "AmazonECS", (("usagetype", asked),))) == [*vcpu, *memory]


def test_a_product_that_several_rules_name_is_asked_for_once() -> None:
    found = [rule for rule in rules(("us-east-1",)) if "db.t4g.micro.single" in rule.key]

    assert len(found) == 6
    assert len({question for rule in found for question in api._questions(rule)}) == 1


def test_the_api_is_asked_for_the_attributes_that_have_one_value() -> None:
    (rule,) = (rule for rule in rules(("eu-west-1",)) if rule.key == "rds.proxy")
    (endpoint,) = (rule for rule in rules(("eu-west-1",)) if rule.key == "endpoint.gb")

    assert list(api._questions(rule)) == [(("usagetype", "EU-RDS:ProxyUsage"),)]
    assert list(api._questions(endpoint)) == [(("usagetype", "EU-VpcEndpoint-Bytes"), ("productFamily", "VpcEndpoint"))]


def test_no_product_in_the_answer_is_told_as_with_the_files(stub: Stubber, folder: Path) -> None:
    for usage_type in USAGE_TYPES:
        stub.add_response("get_products", {"PriceList": []}, question(usage_type))

    with pytest.raises(PriceError) as caught:
        refresh(request(stub, folder), TODAY)
    assert len(caught.value.problems) == 5


def test_an_answer_that_is_no_product_is_refused(stub: Stubber, folder: Path) -> None:
    for usage_type in USAGE_TYPES:
        stub.add_response("get_products", {"PriceList": ["<html>"]}, question(usage_type))

    with pytest.raises(PriceError, match="pricing API, AmazonECS is not JSON"):
        refresh(request(stub, folder), TODAY)


@pytest.mark.parametrize(("lang", "words"), [(Lang.EN, "expected credentials that allow"), (Lang.ES, "credenciales")])
def test_a_refusal_ends_the_work_with_the_remedy(stub: Stubber, folder: Path, lang: Lang, words: str) -> None:
    stub.add_client_error("get_products", "AccessDeniedException", "not authorized to perform pricing:GetProducts", 400)

    with pytest.raises(PriceError) as caught:
        refresh(request(stub, folder), TODAY)

    (said,) = caught.value.in_language(lang)
    assert "AccessDeniedException" in said
    assert words in said
    assert [path.name for path in folder.iterdir()] == ["2026-10-07.csv"]


def test_without_credentials_one_sentence_says_so(folder: Path) -> None:
    class NoCredentials:
        def get_products(self, **_: object) -> None:
            raise NoCredentialsError

    with pytest.raises(PriceError, match=r"Unable to locate credentials; expected credentials that allow"):
        refresh(Request(("us-east-1",), "AmazonECS", by_api=True, snapshots=folder, client=NoCredentials()), TODAY)


def test_without_boto3_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)

    with pytest.raises(PriceError, match=r"pip install '\.\[aws\]'"):
        refresh(Request(("us-east-1",), by_api=True, snapshots=folder), TODAY)


def test_a_client_is_made_for_the_endpoint_that_answers_for_all_regions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")

    client = api.pricing_client()

    assert (client.meta.service_model.service_name, client.meta.region_name) == ("pricing", "us-east-1")


def test_a_profile_that_does_not_exist_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)

    with pytest.raises(PriceError, match=r"nobody.*could not be found.*expected credentials"):
        refresh(Request(("us-east-1",), by_api=True, snapshots=folder), TODAY)
