"""Ask the pricing API of AWS, with the user's credentials: the only module that knows boto3, and only when asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from workbook.cost.prices.refresh.catalogue import Source
from workbook.cost.prices.refresh.offer_json import from_answers
from workbook.cost.prices.refresh.offers import Offer, Wanted
from workbook.cost.prices.refresh.rules import Rule
from workbook.errors import PriceError
from workbook.lang import Text

ENDPOINT = "us-east-1"
"""The region whose endpoint of the pricing API answers for all of them."""
PAGE = 100
"""Products in an answer, the most that the API gives at once."""


class RefusedError(PriceError):
    """The pricing API cannot be asked, so that there is no use in going on."""


def pricing_client() -> Any:  # noqa: ANN401 - boto3 makes its clients as it runs
    """A client of the pricing API.

    Raises:
        RefusedError: boto3 is not installed, or cannot be set up.
    """
    try:
        import boto3  # noqa: PLC0415 - an optional extra, needed by this option alone
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        raise RefusedError(_NO_BOTO3) from error
    try:
        return boto3.client("pricing", region_name=ENDPOINT)
    except BotoCoreError as error:
        raise RefusedError(_REFUSED.format(why=error)) from error


def read_offer(client: Any, code: str, region: str, rules: Sequence[Rule], wanted: Wanted) -> tuple[Offer, Source]:  # noqa: ANN401 - as above
    """The products that some rules of an offer name.

    Raises:
        RefusedError: the API refuses or cannot be reached.
        PriceError: its answers are not in the form of products.
    """
    questions = sorted({question for rule in rules for question in _questions(rule)})
    answers = [answer for question in questions for answer in _answers(client, code, question)]
    offer = from_answers(answers, code, wanted)
    return offer, Source(code, region, offer.version, offer.published)


Question = tuple[tuple[str, str], ...]


def _questions(rule: Rule) -> Iterator[Question]:
    """The attributes to ask for; those that may have several values are left for the matching."""
    exact = sorted((name, values[0]) for name, values in rule.attributes.items() if len(values) == 1)
    for usage_type in rule.usage_types:
        yield (("usagetype", usage_type), *exact)


def _answers(client: Any, code: str, question: Question) -> Iterator[str]:  # noqa: ANN401 - as above
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as above

    asked: dict[str, Any] = {
        "ServiceCode": code,
        "Filters": [{"Type": "TERM_MATCH", "Field": name, "Value": value} for name, value in question],
        "MaxResults": PAGE,
    }
    while True:
        try:
            page = client.get_products(**asked)
        except (BotoCoreError, ClientError) as error:
            raise RefusedError(_REFUSED.format(why=error)) from error
        yield from page["PriceList"]
        if not page.get("NextToken"):
            return
        asked["NextToken"] = page["NextToken"]


_NO_BOTO3 = Text(
    en="--api needs boto3, which is not installed; install the extra with pip install '.[aws]', or leave --api out",
    es="--api necesita boto3, que no está instalado; instale el extra con pip install '.[aws]', o quite --api",
)
_REFUSED = Text(
    en="the pricing API does not answer: {why}; expected credentials that allow pricing:GetProducts, or leave --api out"
    " to read the public files",
    es="la API de precios no responde: {why}; se esperaban credenciales que permitan pricing:GetProducts; o quite --api"
    " para leer los archivos públicos",
)
