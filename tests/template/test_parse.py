"""Text to a mapping: what both formats give, and what is refused with which sentence."""

from __future__ import annotations

import codecs
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.errors import SourceError
from workbook.template import json_text, parse, yaml_text
from workbook.template.parse import parse_template
from workbook.template.raw import MAX_BYTES, MAX_DEPTH


def refusal(content: bytes | str) -> str:
    with pytest.raises(SourceError) as refused:
        parse_template(content if isinstance(content, bytes) else content.encode(), "web")
    (problem,) = refused.value.problems
    return problem.en


def read(text: str) -> object:
    return parse_template(text.encode(), "web")


def test_json_and_yaml_are_told_apart_by_content() -> None:
    assert read('{"A": [1, true, null]}') == {"A": [1, True, None]}
    assert read("{A: [1, true, null]}") == {"A": [1, True, None]}
    assert read("A:\n  - 1\n  - true\n  -\n") == {"A": [1, True, None]}


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("!Ref Vpc", {"Ref": "Vpc"}),
        ("!Condition HasEgress", {"Condition": "HasEgress"}),
        ("!GetAtt Db.Endpoint.Address", {"Fn::GetAtt": ["Db", "Endpoint.Address"]}),
        ("!GetAtt [Db, Endpoint.Address]", {"Fn::GetAtt": ["Db", "Endpoint.Address"]}),
        ("!Sub 'a-${B}'", {"Fn::Sub": "a-${B}"}),
        ("!Sub ['${a}', {a: !Ref B}]", {"Fn::Sub": ["${a}", {"a": {"Ref": "B"}}]}),
        ("!If [C, 1, !Ref 'AWS::NoValue']", {"Fn::If": ["C", 1, {"Ref": "AWS::NoValue"}]}),
        ("!GetAZs ''", {"Fn::GetAZs": ""}),
        ("!Equals [!Ref A, 'yes']", {"Fn::Equals": [{"Ref": "A"}, "yes"]}),
        ("!Transform {Name: AWS::Include}", {"Fn::Transform": {"Name": "AWS::Include"}}),
        ("!Ref 123", {"Ref": "123"}),
    ],
)
def test_short_forms_are_written_out(short: str, long: object) -> None:
    assert read(f"A: {short}") == {"A": long}


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("2012-10-17", "2012-10-17"),
        ("2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
        ("yes", True),
        ("Off", False),
        ("'no'", "no"),
        ("010", 8),
        ("012345678901", "012345678901"),
        ("0x1F", 31),
        ("1_000", 1000),
        ("1.5", 1.5),
        (".nan", ".nan"),
        ("-.inf", "-.inf"),
        ("0x_", "0x_"),
        ("~", None),
        ("!!str 5", "5"),
        ("!!int '5'", 5),
        ("! 5", "5"),
        ("03:00-04:00", "03:00-04:00"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_yaml_scalars_are_read_by_the_rules_that_cloudformation_follows(scalar: str, value: object) -> None:
    assert read(f"A: {scalar}") == {"A": value}


def test_keys_stay_as_written() -> None:
    assert read("012345678901: a\nyes: b\n2020-01-01: c") == {"012345678901": "a", "yes": "b", "2020-01-01": "c"}


def test_anchors_and_merges_are_followed() -> None:
    text = "A: &a {x: 1, y: 2}\nB: {<<: *a, y: 3}\nC: {<<: [*a, {z: 4}]}\nD: *a"
    both = {"x": 1, "y": 2}
    assert read(text) == {"A": both, "B": {"x": 1, "y": 3}, "C": {**both, "z": 4}, "D": both}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_of_byte_order_are_understood(encoding: str) -> None:
    assert parse_template("A: ñ".encode(encoding), "web") == {"A": "ñ"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "web is empty"),
        (" \n\t\n", "web is empty"),
        (b"\x89PNG\r\n\x1a\n", "web is not text, byte 0 cannot be read as UTF-8"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "web is not text, byte 2 cannot be read as UTF-16"),
        (b"A: \x00", "web is not text, byte 3"),
        ("[1, 2]", "web holds a list; expected a mapping with the key Resources"),
        ("just words", "web holds a text"),
        ("# only a comment", "web holds nothing"),
        ('{"A": {"B": ', "web breaks off at line 1, column 13 before the JSON is complete"),
        ('{"A": "cut', "web breaks off at line 1, column 7"),
        ('{\n "A": 1,\n "B" 2}', "web is not valid JSON at line 3, column 6 (Expecting ':' delimiter)"),
        ('{"A": 1,\n "B": {"C": 1,\n "C": 2}}', "web has the key C twice in one mapping, the second time at line 3"),
        ('{"A": NaN}', "web is not valid JSON at line 1, column 7 (not a JSON number)"),
        (f'{{"A": {"9" * 5000}}}', "web is not valid JSON at line 1, column 7 (not a JSON number)"),
        ('{"A": "\\ud83d"}', "web holds half of a character pair"),
        ("A: 1\nB: 2\nA: 3", "web has the key A twice in one mapping, the second time at line 3"),
        ("A: !Reff b", "web has the unknown tag !Reff at line 1; expected an intrinsic function such as !Ref; did you"),
        ("A: !!python/object:os.system x", "web has the unknown tag !!python/object:os.system at line 1"),
        ("A: !!binary aGk=", "web has the unknown tag !!binary at line 1"),
        ("A: !!int five", "web is not valid YAML at line 1, column 1 (!!int five)"),
        ("A: &a [*a]", "web has the anchor &a that contains itself at line 1"),
        ("A: *a", "web uses the alias *a at line 1 without an anchor"),
        ("A: 1\n---\nB: 2", "web holds a second YAML document at line 2"),
        ("? [a]\n: b", "web has a key that is a list or a mapping at line 1"),
        ("A: {<<: [1]}", "web merges something that is not a mapping with << at line 1"),
        ("A: [1,\nB: 2", "web is not valid YAML at line 3, column 1"),
        ("A: \x07", "web is not valid YAML at line 1, column 4"),
    ],
)
def test_what_is_no_mapping_is_refused_with_the_place(content: bytes | str, sentence: str) -> None:
    assert refusal(content).startswith(sentence)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "- " * 100_000, "A:\n" + " - - -" * 50 + " x"])
def test_deep_nesting_is_refused(text: str) -> None:
    assert refusal(text).startswith(f"web is nested more than {MAX_DEPTH} levels deep")


def test_depth_that_aliases_add_counts() -> None:
    chain = "A0: &a0 [x]\n" + "".join(f"A{i + 1}: &a{i + 1} [*a{i}]\n" for i in range(MAX_DEPTH))
    assert refusal(chain).startswith("web is nested more than")


@pytest.mark.parametrize(
    "form", [lambda depth: "[" * depth + "]" * depth, lambda depth: "{a: " * depth + "1" + "}" * depth]
)
def test_nesting_up_to_the_limit_is_read(form: object) -> None:
    assert callable(form)
    inner = form(MAX_DEPTH - 1)
    assert list(parse_template(f"{{A: {inner}}}".encode(), "web")) == ["A"]


def test_an_anchor_bomb_is_refused() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert refusal("\n".join(lines)).startswith("web holds more than 1000000 values once its anchors are expanded")


@pytest.mark.parametrize("text", ['{"A": [1, 2, 3, 4, 5, 6]}', "A: [1, 2, 3, 4, 5, 6]", "A: &a [1, 2]\nB: [*a, *a]"])
def test_more_values_than_any_template_holds_are_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (json_text, yaml_text):
        monkeypatch.setattr(module, "MAX_VALUES", 6)
    assert refusal(text).startswith("web holds more than 6 values")


def test_a_large_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(b" " * (MAX_BYTES + 1)).startswith("web is larger than the 32 MiB")
    monkeypatch.setattr(parse, "MAX_BYTES", 10)
    assert read("A: 1")
    assert refusal("A: 12345678").startswith("web is larger")


def test_every_repeated_key_and_unknown_tag_is_named() -> None:
    for text in ('{"A": 1, "A": 2, "B": {"C": 1, "C": 1}}', "A: !Nope 1\nA: 2"):
        with pytest.raises(SourceError) as refused:
            read(text)
        assert len(refused.value.problems) == 2


@settings(max_examples=200, deadline=None)
@given(st.binary() | st.text().map(str.encode) | st.text(alphabet='{}[]":,&*!<- \nab1').map(str.encode))
def test_no_bytes_end_in_anything_but_a_mapping_or_a_sentence(content: bytes) -> None:
    try:
        result = parse_template(content, "web")
    except SourceError as refused:
        assert refused.problems  # noqa: PT017 - refusal and success are both right here
    else:
        assert isinstance(result, dict)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.text(), json_values, max_size=4))
def test_reading_json_gives_what_was_written(value: dict[str, object]) -> None:
    assert parse_template(json.dumps(value).encode(), "web") == value
