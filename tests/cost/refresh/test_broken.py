"""Whatever is wrong with a file of the price list is said in one sentence with what and where; nothing is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cost.refresh.conftest import FILES, OFFERS, file_of
from workbook.cost.prices.refresh.run import Refreshed
from workbook.errors import PriceError
from workbook.lang import Lang

Renew = Callable[..., Refreshed]
IN_JSON = {
    "no-product": ("fargate.vcpu.x86 in us-east-1", "no product with usagetype USE1-Fargate-vCPU-Hours:perCPU"),
    "two-prices": (
        "2 products of AmazonECS us-east-1 fit and cost differently",
        "FARGATEX86VCPU01 USE1-Fargate-vCPU-Hours:perCPU 0.04048 USD / hours",
        "FARGATEX86VCPU02 USE1-Fargate-vCPU-Hours:perCPU 0.05 USD / hours",
    ),
    "no-terms": ("has the product FARGATEX86VCPU01, but no price of it under the terms on-demand",),
    "unknown-unit": ("FARGATEX86VCPU01", "counts in “1K hours”", "vcpu-hours"),
    "gap-in-tiers": ("FARGATEX86VCPU01", "leave gaps or overlap"),
    "overlapping-tiers": ("FARGATEX86VCPU01", "leave gaps or overlap"),
    "no-last-tier": ("FARGATEX86VCPU01", "leave gaps or overlap"),
    "words-for-a-range": ("FARGATEX86VCPU01", "'zero', 'Inf', '0.0404800000'"),
    "negative-price": ("FARGATEX86VCPU01", "'-0.0404800000'"),
    "not-a-number": ("FARGATEX86VCPU01", "'NaN'"),
    "other-currency": ("FARGATEX86VCPU01", "'None'", "decimals of 0 or more"),
    "other-offer": ("holds the offer “AmazonEKS”; expected AmazonECS",),
    "unbelievable-price": ("FARGATEX86VCPU01", "costs 40.48 USD; expected 0.02 to 0.12"),
    "free-amount": ("FARGATEX86VCPU01", "is free up to 100; expected 0"),
    "no-products-at-all": ("lacks products",),
    "dimension-is-a-list": ("FARGATEX86VCPU01.JRTCKXETXF lacks priceDimensions",),
    "cut-off": ("index.json is not JSON",),
    "page": ("index.json is not JSON",),
    "list": ("index.json lacks {…}",),
}
IN_CSV = {
    "cut-off": ("a line at", "has 24 cells; expected 26"),
    "cut-off-before-the-usage-type": ("a line at", "has 5 cells; expected 26"),
    "other-currency": ("NATHOURS00000001", "'0.3200000000 CNY'"),
    "page": ("is not a file of the AWS price list in CSV",),
    "no-heading": ("is not a file of the AWS price list in CSV",),
    "negative-price": ("NATHOURS00000001", "'-0.0450000000'"),
}


def put(price_list: Path, name: str, path: str) -> None:
    shutil.copy(OFFERS / "broken" / name, price_list / path)


def refused(renew: Renew, folder: Path, *phrases: str, **asked: object) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(PriceError) as caught:
        renew(**asked)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (said,) = caught.value.in_language(Lang.EN)
    (told,) = caught.value.in_language(Lang.ES)
    assert said != told
    for phrase in phrases:
        assert phrase in said


@pytest.mark.parametrize("name", IN_JSON)
def test_a_broken_file_in_json_is_refused(name: str, price_list: Path, folder: Path, renew: Renew) -> None:
    put(price_list, f"{name}.json", file_of("AmazonECS"))

    refused(renew, folder, *IN_JSON[name])


@pytest.mark.parametrize("name", IN_CSV)
def test_a_broken_file_in_csv_is_refused(name: str, price_list: Path, folder: Path, renew: Renew) -> None:
    put(price_list, f"{name}.csv", file_of("AmazonEC2", "csv"))

    refused(renew, folder, *IN_CSV[name], service="nat")


def test_bytes_that_are_no_text_are_refused(price_list: Path, folder: Path, renew: Renew) -> None:
    (price_list / file_of("AmazonEC2", "csv")).write_bytes(b"\xff\xfe\x00" * 100)

    refused(renew, folder, "is not text in UTF-8", service="nat")


def test_two_products_of_one_price_are_one_price(price_list: Path, renew: Renew) -> None:
    put(price_list, "two-of-one-price.json", file_of("AmazonECS"))

    assert renew().read == 5


def test_every_rule_that_does_not_fit_is_named_at_once(price_list: Path, renew: Renew) -> None:
    path = price_list / file_of("AmazonECS")
    path.write_text(path.read_text().replace("USE1-Fargate-", "USE1-Renamed-"))

    with pytest.raises(PriceError) as caught:
        renew()

    keys = [problem.en.partition(" ")[0] for problem in caught.value.problems]
    assert keys == [
        "fargate.ephemeral", "fargate.memory.arm", "fargate.memory.x86", "fargate.vcpu.arm", "fargate.vcpu.x86",
    ]  # fmt: skip


def test_what_is_wrong_with_several_offers_is_named_at_once(price_list: Path, renew: Renew) -> None:
    put(price_list, "page.json", file_of("AmazonECS"))
    put(price_list, "cut-off.csv", "savingsPlan/v1.0/aws/AWSComputeSavingsPlan/20261101000000/us-east-1/index.csv")

    with pytest.raises(PriceError) as caught:
        renew("fargate")

    assert len(caught.value.problems) == 2


INDEXES = {
    "index.json": {
        '"publicationDate": "2026-11-20T08:00:00Z"': ('"publicationDate": "soon"', "says of its day “soon”"),
        '"AmazonECS": {': ('"AmazonEKS": {', "lacks AmazonECS"),
        "/offers/v1.0/aws/AmazonECS/current/region_index.json": ("/etc/passwd", "points to “/etc/passwd”"),
    },
    "AmazonECS/current/region_index.json": {
        '"us-east-1": {': ('"us-east-9": {', "does not tell where the offer AmazonECS for us-east-1 lies"),
        f"/{file_of('AmazonECS')}": (
            "/offers/v1.0/aws/../../etc/passwd",
            "points to “/offers/v1.0/aws/../../etc/passwd”",
        ),
        '"regions": {': ('"places": {', "lacks regions"),
    },
}


@pytest.mark.parametrize(("file", "old"), [(file, old) for file, said in INDEXES.items() for old in said])
def test_a_broken_index_is_refused(file: str, old: str, price_list: Path, folder: Path, renew: Renew) -> None:
    new, phrase = INDEXES[file][old]
    path = price_list / FILES / file
    path.write_text(path.read_text().replace(old, new))

    refused(renew, folder, phrase)
