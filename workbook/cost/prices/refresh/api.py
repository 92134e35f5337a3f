"""Ask the pricing API of AWS, for those who may not reach the public files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from workbook.cost.prices.refresh.offers import Offer, from_api
from workbook.cost.prices.refresh.rules import Rule
from workbook.errors import PriceError
from workbook.lang import Text

ENDPOINT = "us-east-1"
"""The region in which the pricing API answers for all of them."""


def pricing_client() -> Any:  # noqa: ANN401 - boto3 makes its clients as it runs
    """A client of the pricing API with the user's own credentials.

    Raises:
        PriceError: boto3 is not installed.
    """
    try:
        import boto3  # noqa: PLC0415 - an optional extra, needed by this option alone
    except ModuleNotFoundError as error:
        raise PriceError(_NO_BOTO) from error
    return boto3.client("pricing", region_name=ENDPOINT)


def read_offer(client: Any, code: str, rules: Sequence[Rule]) -> tuple[Offer, str]:  # noqa: ANN401 - as above
    """The products that some rules of an offer name, and where they were read.

    Raises:
        PriceError: the API refuses, cannot be reached, or answers in another form.
    """
    items = [item for rule in rules for item in _items(client, code, rule)]
    offer = from_api(items, code)
    return offer, f"AWS pricing API {code} {offer.version}"


def _items(client: Any, code: str, rule: Rule) -> Iterator[str]:  # noqa: ANN401 - as above
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as above

    filters = [{"Type": "TERM_MATCH", "Field": name, "Value": value} for name, value in rule.attributes.items()]
    token: dict[str, str] = {}
    try:
        while True:
            page = client.get_products(ServiceCode=code, Filters=filters, MaxResults=100, **token)
            yield from page.get("PriceList", [])
            if not page.get("NextToken"):
                return
            token = {"NextToken": page["NextToken"]}
    except (BotoCoreError, ClientError) as error:
        raise PriceError(_REFUSED.format(code=code, why=error)) from error


_NO_BOTO = Text(
    en="--api needs boto3, which is not installed; install the extra with pip install '.[aws]', or leave --api out",
    es="--api necesita boto3, que no está instalado; instale el extra con pip install '.[aws]', o quite --api",
)
_REFUSED = Text(
    en="the pricing API does not answer for {code}: {why}; expected credentials that allow pricing:GetProducts",
    es="la API de precios no responde para {code}: {why}; se esperaban credenciales que permitan pricing:GetProducts",
)
