"""Laws of the intrinsic functions over known and unknown values."""

from __future__ import annotations

import base64
import ipaddress
import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.lang import same
from workbook.template import functions
from workbook.template.model import (
    Compound,
    LogicalId,
    Reference,
    ResourceId,
    StackName,
    Unknown,
    describe,
    references,
)

BUCKET = Reference(ResourceId(StackName("data"), LogicalId("Bucket")))
TOPIC = Reference(ResourceId(StackName("data"), LogicalId("Topic")), "Arn")
IMAGE = Unknown("web/Image", same("no default"))

identifiers = st.sampled_from([BUCKET, TOPIC])
pieces = st.text(alphabet="abc-/:", min_size=1) | identifiers


@given(st.lists(st.text(alphabet="ab,"), min_size=1), st.text(alphabet="|;", min_size=1))
def test_split_undoes_join_of_texts(items: list[str], delimiter: str) -> None:
    assert functions.split(delimiter, functions.join(delimiter, tuple(items))) == tuple(items)


@given(st.lists(pieces, min_size=1), st.sampled_from([",", "||", "; "]))
def test_split_undoes_join_of_references(items: list[str | Reference], delimiter: str) -> None:
    assert functions.split(delimiter, functions.join(delimiter, tuple(items))) == tuple(items)


@pytest.mark.parametrize("delimiter", ["/", ":", "-", ""])
def test_a_delimiter_that_an_identifier_may_contain_splits_nothing(delimiter: str) -> None:
    text = functions.concatenate(["a/b:c-d", BUCKET])
    assert isinstance(functions.split(delimiter, text), Unknown)


def test_a_text_with_an_unknown_part_is_not_split() -> None:
    assert isinstance(functions.split(",", functions.concatenate(["a,", IMAGE])), Unknown)


@given(st.lists(pieces), st.lists(pieces), st.lists(pieces))
def test_concatenation_is_associative(a: list[str], b: list[str], c: list[str]) -> None:
    together = functions.concatenate([*a, *b, *c])
    assert functions.concatenate([functions.concatenate(a), functions.concatenate([*b, *c])]) == together
    assert functions.concatenate([functions.concatenate([*a, *b]), functions.concatenate(c)]) == together


def test_concatenation_keeps_the_simplest_form() -> None:
    assert functions.concatenate([]) == ""
    assert functions.concatenate(["", BUCKET, ""]) == BUCKET
    assert functions.concatenate(["arn:", BUCKET, "/", "*"]) == Compound(("arn:", BUCKET, "/*"))
    assert functions.concatenate([True, 1, None, 2.5]) == "true12.5"


@settings(deadline=None)
@given(
    st.ip_addresses().flatmap(
        lambda ip: st.integers(0, ip.max_prefixlen).map(lambda size: ipaddress.ip_network(f"{ip}/{size}", strict=False))
    ),
    st.integers(1, 16),
    st.integers(0, 128),
)
def test_cidr_gives_the_first_subnets_or_says_why_not(
    network: ipaddress.IPv4Network | ipaddress.IPv6Network, count: int, bits: int
) -> None:
    blocks = functions.cidr(str(network), count, bits)
    if isinstance(blocks, Unknown):
        fits = network.max_prefixlen - bits - network.prefixlen >= 0
        assert not fits or count > 1 << (network.max_prefixlen - bits - network.prefixlen)
        return
    assert isinstance(blocks, tuple)
    subnets = [ipaddress.ip_network(str(block)) for block in blocks]
    assert len(subnets) == count
    assert subnets[0].network_address == network.network_address
    for before, after in itertools.pairwise(subnets):
        assert int(after.network_address) == int(before.broadcast_address) + 1
        assert after.subnet_of(network)  # type: ignore[arg-type] # both are of the same version


@pytest.mark.parametrize("block", ["10.0.0.0/16", "10.0.0.7/16"])
def test_cidr_reads_numbers_from_text(block: str) -> None:
    assert functions.cidr(block, "2", "8") == ("10.0.0.0/24", "10.0.1.0/24")


@pytest.mark.parametrize(
    ("block", "count", "bits"),
    [("10.0.0.0/24", 300, 0), ("10.0.0.0/24", 0, 5), ("10.0.0.0/24", 2, 8), ("no block", 1, 1), (IMAGE, 1, 1)],
)
def test_cidr_that_cannot_be_divided_stays_unknown(block: str | Unknown, count: int, bits: int) -> None:
    assert isinstance(functions.cidr(block, count, bits), Unknown)


def test_elements_of_an_unknown_list_are_told_apart_and_equal_to_themselves() -> None:
    zones = functions.unknown("Fn::GetAZs", "eu-west-1")
    first, second, again = (functions.select(index, zones) for index in (0, 1, "0"))
    assert first != second
    assert first == again


def test_select_beyond_the_end_says_so() -> None:
    beyond = functions.select(2, ("a", "b"))
    assert isinstance(beyond, Unknown)
    assert "has no element 2" in beyond.reason.en
    assert functions.select(1, ("a", "b")) == "b"


def test_an_unknown_keeps_the_resources_that_it_is_computed_from() -> None:
    name = functions.select(1, functions.split("/", TOPIC))
    value = functions.concatenate(["app/", name, BUCKET])
    assert functions.sources(value) == (TOPIC, BUCKET)
    assert [reference for _, reference in references({"Value": value})] == [TOPIC, BUCKET]


@given(st.text())
def test_base64_is_exact(text: str) -> None:
    encoded = functions.encode_base64(text)
    assert isinstance(encoded, str)
    assert base64.b64decode(encoded).decode() == text


def test_base64_of_an_unknown_text_keeps_its_sources() -> None:
    assert functions.sources(functions.encode_base64(functions.concatenate(["#!", BUCKET]))) == (BUCKET,)


def test_length_and_json_need_known_values() -> None:
    assert functions.length(("a", BUCKET)) == 2
    assert isinstance(functions.length(IMAGE), Unknown)
    assert json.loads(str(functions.to_json({"a": ("b", 1, None)}))) == {"a": ["b", 1, None]}
    assert isinstance(functions.to_json({"a": BUCKET}), Unknown)


@pytest.mark.parametrize(
    ("value", "number"), [(3, 3), ("3", 3), ("03", 3), ("", None), ("-1", None), (True, None), ("²", None), (2.5, None)]
)
def test_whole_numbers_are_read_from_text(value: str | float, number: int | None) -> None:
    assert functions.whole_number(value) == number


def test_a_text_beyond_the_limit_stays_unknown_and_short():
    long = functions.join("", ("a" * 1000,) * 5000)

    assert isinstance(long, Unknown)
    assert long.reason == functions.TOO_LONG
    assert len(long.expression) < 100
    assert long == functions.join("", ("a" * 1000,) * 6000)
    assert long != functions.join("", ("b" * 1000,) * 5000)
    assert functions.join("", ("a" * 1024,) * 1024) == "a" * functions.MAX_TEXT


def test_a_text_that_doubles_with_each_step_stays_small():
    value = functions.concatenate(["a", BUCKET])
    for _ in range(200):
        value = functions.concatenate([value, value])

    assert len(describe(value)) <= 2 * functions.MAX_TEXT
    assert functions.sources(value) == (BUCKET,)
