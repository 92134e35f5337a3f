"""A refresh keeps the old snapshot, writes one beside it if anything is new, and leaves all else as it stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cost.refresh.conftest import INDEX_DAY, TODAY, file_of
from cost.refresh.whole import write_price_list
from workbook.cost.prices.load import read_book, snapshots
from workbook.cost.prices.model import Basis
from workbook.cost.prices.refresh.rules import rules
from workbook.cost.prices.refresh.run import Refreshed, Request, refresh
from workbook.cost.prices.snapshot import read_prices
from workbook.cost.prices.write import snapshot_text
from workbook.errors import OutputError, PriceError

Renew = Callable[..., Refreshed]
KNOWN = {(price.key, price.place): price for price in read_prices(snapshots()[-1])}
REGIONS = tuple(sorted({place for _, place in KNOWN if "-" in place}))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A price list that says of every rule what the book says."""
    root = tmp_path_factory.mktemp("whole")
    plans = {
        (rule.key, rule.place): replace(KNOWN[pair], place=rule.place)
        for rule in rules(REGIONS)
        if ".plan-" in rule.key and (pair := (rule.key, "us-east-1")) in KNOWN
    }
    write_price_list(root, rules(REGIONS), plans | KNOWN, INDEX_DAY)
    return root


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A folder with the newest snapshot of the book."""
    (tmp_path / snapshots()[-1].name).write_bytes(snapshots()[-1].read_bytes())
    return tmp_path


def test_a_price_list_that_says_what_the_book_says_changes_no_price(whole: Path, book: Path) -> None:
    refreshed = refresh(Request(folder=whole, snapshots=book), TODAY)
    found = {(price.key, price.place): price for price in read_prices(refreshed.new)}

    assert refreshed.read > len(KNOWN.keys() & {(rule.key, rule.place) for rule in rules(REGIONS)}) > 750
    assert not refreshed.difference.changed
    assert not refreshed.difference.removed
    assert all(".plan-" in price.key for price in refreshed.difference.added)
    assert {pair: found[pair].tiers for pair in KNOWN} == {pair: price.tiers for pair, price in KNOWN.items()}
    assert {price.dated for price in found.values() if price.source.startswith("AWS price list")} == {INDEX_DAY}
    assert {pair[0] for pair, price in KNOWN.items() if price == found[pair]} == {
        "acm.exportable", "ec2.credits.t4g", "transfer.inter-region", "waf.bot-control",
    }  # fmt: skip
    assert {key for key, _ in refreshed.absent} <= {rule.key for rule in rules(REGIONS)}


def test_refreshing_twice_from_the_same_files_changes_nothing(whole: Path, book: Path) -> None:
    first = refresh(Request(folder=whole, snapshots=book), TODAY)
    content = first.new.read_bytes()
    again = refresh(Request(folder=whole, snapshots=book), date(2027, 3, 1))

    assert (again.old, again.new, again.read) == (first.new, None, first.read)
    assert not again.difference
    assert [path.name for path in snapshots(book)] == [first.old.name, "2026-11-20.csv"]
    assert first.new.read_bytes() == content


def test_the_new_snapshot_is_the_current_one_and_the_old_one_stays(folder: Path, renew: Renew) -> None:
    before = (folder / "2026-10-07.csv").read_bytes()
    refreshed = renew()

    assert snapshots(folder) == (folder / "2026-10-07.csv", folder / "2026-11-20.csv")
    assert refreshed.old.read_bytes() == before
    assert read_book(refreshed.new).prices["fargate.vcpu.x86", "us-east-1"].dated == INDEX_DAY


def test_what_was_not_read_stands_in_the_new_snapshot_as_it_did(renew: Renew) -> None:
    refreshed = renew()
    old, new = (path.read_text(encoding="utf-8").splitlines() for path in (refreshed.old, refreshed.new))

    assert [line for line in new if line not in old] == [line for line in new if ",2026-11-20," in line]
    assert len(set(old) - set(new)) == refreshed.read == 5
    assert refreshed.carried == len(read_prices(refreshed.old)) - 5


def test_a_second_snapshot_of_a_day_stands_beside_the_first_and_after_it(folder: Path, renew: Renew) -> None:
    renew()
    second = renew("AmazonSNS")
    third = renew("nat")

    assert [path.stem for path in snapshots(folder)] == ["2026-10-07", "2026-11-20", "2026-11-20-02", "2026-11-20-03"]
    assert (third.old, second.new) == (second.new, folder / "2026-11-20-02.csv")
    found = {price.key for price in read_prices(third.new) if price.dated == INDEX_DAY}
    assert {"fargate.vcpu.x86", "sns.email", "nat.hour"} <= found


def test_a_changed_price_is_told_and_written(price_list: Path, renew: Renew) -> None:
    path = price_list / file_of("AmazonECS")
    path.write_text(path.read_text().replace("0.0404800000", "0.0420000000"))
    refreshed = renew()

    (change,) = refreshed.difference.changed
    assert (change.after.key, change.old, change.new, change.percent) == (
        "fargate.vcpu.x86", Decimal("0.04048"), Decimal("0.042"), Decimal("3.75"),
    )  # fmt: skip
    assert read_book(refreshed.new).prices["fargate.vcpu.x86", "us-east-1"].first == Decimal("0.042")


@pytest.mark.parametrize(("old", "new"), [("0.0404800000", "0.0700000000"), ("0.0044450000", "0.0021000000")])
def test_a_jump_either_way_waits_to_be_accepted(
    price_list: Path, folder: Path, renew: Renew, old: str, new: str
) -> None:
    path = price_list / file_of("AmazonECS")
    path.write_text(path.read_text().replace(old, new))

    with pytest.raises(PriceError, match="by more than 50 %; look at it, and take it with --accept"):
        renew()
    assert [path.name for path in folder.iterdir()] == ["2026-10-07.csv"]
    assert len(renew(accept=True).difference.changed) == 1


def test_prices_that_the_book_never_had_are_added(renew: Renew) -> None:
    refreshed = renew("AWSComputeSavingsPlan")

    assert refreshed.read == 16
    assert {price.key for price in refreshed.difference.added} == {
        "fargate.memory.arm.plan-1yr-all-upfront",
        "fargate.memory.arm.plan-3yr-all-upfront",
        "fargate.vcpu.arm.plan-1yr-all-upfront",
    }
    assert all(price.basis is Basis.READ for price in read_prices(refreshed.new) if ".plan-" in price.key)


def test_a_region_that_the_book_does_not_have_is_added(tmp_path: Path, book: Path) -> None:
    new = rules(("eu-central-1",))
    prices = {
        (rule.key, rule.place): replace(KNOWN[pair], place=rule.place)
        for rule in new
        if (pair := (rule.key, "us-east-1" if rule.place == "eu-central-1" else rule.place)) in KNOWN
    }
    write_price_list(tmp_path / "list", new, prices, INDEX_DAY)
    refreshed = refresh(Request(("eu-central-1",), folder=tmp_path / "list", snapshots=book), TODAY)

    found = read_book(refreshed.new)
    assert "eu-central-1" in found.regions
    assert found.prices["nat.hour", "eu-central-1"].usage_type == "EUC1-NatGateway-Hours"
    assert found.prices["nat.hour", "us-east-1"] == KNOWN["nat.hour", "us-east-1"]
    assert {pair[0] for pair in refreshed.absent} == {rule.key for rule in new if (rule.key, rule.place) not in prices}


def test_what_is_not_sold_in_a_place_is_told_if_the_book_never_had_it(
    price_list: Path, folder: Path, renew: Renew
) -> None:
    path = price_list / file_of("AmazonECS")
    path.write_text(path.read_text().replace("ARM-GB-Hours", "ARM-Gone"))
    with pytest.raises(PriceError, match=r"fargate\.memory\.arm in us-east-1"):
        renew()

    old = folder / "2026-10-07.csv"
    without = [price for price in read_prices(old) if price.key != "fargate.memory.arm"]
    old.write_text(snapshot_text(without), encoding="utf-8")
    refreshed = renew()

    assert (refreshed.read, refreshed.absent) == (4, (("fargate.memory.arm", "us-east-1"),))


def test_an_offer_without_any_product_that_is_asked_for_is_never_taken_for_one_that_is_not_sold(
    price_list: Path, folder: Path, renew: Renew
) -> None:
    path = price_list / file_of("AmazonECS")
    path.write_text(path.read_text().replace("USE1-", "XXX1-"))
    old = folder / "2026-10-07.csv"
    old.write_text(snapshot_text(p for p in read_prices(old) if p.service != "AmazonECS"), encoding="utf-8")

    with pytest.raises(PriceError) as caught:
        renew()
    assert len(caught.value.problems) == 5


def test_files_older_than_the_book_are_refused(price_list: Path, folder: Path, renew: Renew) -> None:
    renew()
    index = price_list / "offers/v1.0/aws/index.json"
    index.write_text(index.read_text().replace("2026-11-20", "2026-11-02"))

    with pytest.raises(PriceError, match="the price list is of 2026-11-02, but"):
        renew()
    assert renew("AmazonSNS").day == date(2026, 11, 2)


def test_a_service_is_named_as_an_offer_or_by_the_first_word_of_its_keys(renew: Renew) -> None:
    assert renew("amazonsns").read == renew("sns").read == 2


@pytest.mark.parametrize("service", ["bread", "acm", "lightsail"])
def test_a_service_without_rules_is_refused_with_those_that_have_some(service: str, renew: Renew) -> None:
    with pytest.raises(
        PriceError, match=rf"no rule reads prices of {service}; expected one of AWSComputeSavingsPlan, A"
    ):
        renew(service)


def test_a_region_without_rules_is_refused(renew: Renew) -> None:
    with pytest.raises(PriceError, match="no rule reads prices of the region “mars-1”"):
        renew(regions=("mars-1",))


def test_a_region_that_an_offer_does_not_have_is_named(renew: Renew) -> None:
    with pytest.raises(PriceError, match="does not tell where the offer AmazonECS for eu-west-1 lies"):
        renew(regions=("eu-west-1",))


def test_each_source_is_told_with_version_address_and_checksum(renew: Renew) -> None:
    (source,) = renew().sources

    assert (source.offer, source.region, source.version) == ("AmazonECS", "us-east-1", "20261101000000")
    assert source.address == f"https://pricing.us-east-1.amazonaws.com/{file_of('AmazonECS')}"
    assert len(source.sha256) == 64


def test_nothing_is_left_behind_where_the_snapshot_cannot_be_written(folder: Path, renew: Renew, monkeypatch) -> None:
    def fail(_self: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)

    with pytest.raises(OutputError, match="No space left on device"):
        renew()
    assert [path.name for path in folder.iterdir()] == ["2026-10-07.csv"]


def test_prices_are_read_as_they_were_written(tmp_path: Path) -> None:
    prices = tuple(sorted(KNOWN.values(), key=lambda price: (price.key, price.place)))
    file = tmp_path / "again.csv"
    file.write_text(snapshot_text(reversed(prices)), encoding="utf-8")

    assert read_prices(file) == prices


def test_a_price_of_an_old_snapshot_is_replaced_with_all_its_tiers(tmp_path: Path) -> None:
    old = tmp_path / "old.csv"
    tiered = KNOWN["s3.storage", "us-east-1"]
    old.write_text(snapshot_text([tiered, KNOWN["alb.hour", "us-east-1"]]), encoding="utf-8")
    new = tmp_path / "new.csv"
    changed = replace(tiered, tiers=(replace(tiered.tiers[0], end=None),))
    new.write_text(snapshot_text([changed], old), encoding="utf-8")

    assert read_prices(new) == (KNOWN["alb.hour", "us-east-1"], changed)


def test_the_answer_in_json_can_be_written(renew: Renew) -> None:
    told = json.loads(json.dumps(renew().to_json()))

    assert (told["read"], told["written"], told["day"], told["new"]) == (5, True, "2026-11-20", "2026-11-20")
