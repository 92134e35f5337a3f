"""What holds for every template: layout, order of keys and format decide nothing."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook.errors import SourceError
from workbook.lang import Text
from workbook.template.files import Templates
from workbook.template.link import link
from workbook.template.model import Assembly, Stack
from workbook.template.parse import parse_template
from workbook.template.raw import RawStack
from workbook.template.source import load_assembly

TEMPLATES = Path(__file__).parents[1] / "fixtures" / "templates"


def shuffled(value: Any, order: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    return [shuffled(item, order) for item in value] if isinstance(value, list) else value


def read(text: str) -> Assembly:
    templates = Templates()
    template = templates._normal(text.encode(), "web")
    return Assembly("web", templates.digest(), link([RawStack("web", template, "web")]))


names = st.sampled_from(["A", "B", "C", "Size", "Region", "Gone", "AWS::Region", "AWS::NoValue"])
scalars = st.none() | st.booleans() | st.integers(-5, 300) | st.sampled_from(["a", "1", "x,y", "10.0.0.0/16", ""])


def calls(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Functions over arguments of the right form, whatever they hold."""
    pairs = st.lists(inner, min_size=2, max_size=2)
    return st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["x", "y", "Condition"]), inner, max_size=3),
        names.map(lambda name: {"Ref": name}),
        names.map(lambda name: {"Fn::GetAtt": [name, "Arn"]}),
        names.map(lambda name: {"Fn::Sub": f"${{{name}}}/${{!kept}}-${{A.Arn}}"}),
        st.tuples(st.sampled_from([",", "/", ""]), inner).map(lambda pair: {"Fn::Join": list(pair)}),
        st.tuples(st.sampled_from([",", "/"]), inner).map(lambda pair: {"Fn::Split": list(pair)}),
        st.tuples(st.sampled_from(["Big", "Open", "None"]), pairs).map(lambda both: {"Fn::If": [both[0], *both[1]]}),
        st.lists(inner, min_size=3, max_size=3).map(lambda three: {"Fn::Cidr": three}),
        st.lists(inner, min_size=3, max_size=3).map(lambda three: {"Fn::FindInMap": three}),
        pairs.map(lambda pair: {"Fn::Select": pair}),
        st.tuples(
            st.sampled_from(["Base64", "GetAZs", "ImportValue", "Length", "ToJsonString", "Transform"]), inner
        ).map(lambda both: {f"Fn::{both[0]}": "x" if both[1] is None else both[1]}),
    )


values = st.recursive(scalars, calls, max_leaves=8)
resources = st.fixed_dictionaries(
    {"Type": st.just("AWS::SNS::Topic"), "Properties": st.dictionaries(st.sampled_from(["P", "Q"]), values)},
    optional={"DependsOn": names, "Condition": st.sampled_from(["Big", "Open"])},
)
templates = st.fixed_dictionaries(
    {
        "Resources": st.dictionaries(st.sampled_from(["A", "B", "C"]), resources, min_size=1),
        "Parameters": st.just({"Size": {"Type": "String", "Default": "big"}, "Region": {"Type": "String"}}),
        "Conditions": st.just(
            {"Big": {"Fn::Equals": [{"Ref": "Size"}, "big"]}, "Open": {"Fn::Equals": [{"Ref": "Region"}, "x"]}}
        ),
        "Outputs": st.dictionaries(st.sampled_from(["O", "P"]), values.map(lambda value: {"Value": value}), max_size=2),
    }
)

often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@often
@given(templates, st.integers())
def test_order_of_keys_and_format_decide_nothing(template: dict[str, Any], seed: int) -> None:
    order = random.Random(seed)  # noqa: S311 - an order, not a secret
    texts = [
        json.dumps(template),
        json.dumps(shuffled(template, order), indent=2, ensure_ascii=False),
        yaml.safe_dump(shuffled(template, order), sort_keys=False),
        yaml.safe_dump(template, default_flow_style=True),
    ]
    outcomes: list[tuple[Assembly | None, tuple[Text, ...] | None]] = []
    for text in texts:
        try:
            outcomes.append((read(text), None))
        except SourceError as refused:
            outcomes.append((None, refused.problems))
    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert repr(outcomes[0]) == repr(outcomes[1])


@often
@given(templates)
def test_the_same_template_gives_the_same_assembly_or_the_same_refusal(template: dict[str, Any]) -> None:
    text = json.dumps(template)
    try:
        first = read(text)
    except SourceError as refused:
        with pytest.raises(SourceError) as again:
            read(text)
        assert again.value.problems == refused.problems  # noqa: PT017 - a refusal is right here too
    else:
        assert read(text) == first


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_a_real_template_reads_alike_in_both_formats(path: Path, folder: Callable[..., Path]) -> None:
    template = parse_template(path.read_bytes(), path.name)
    source = folder({"a/web.json": json.dumps(template), "b/web.yaml": yaml.safe_dump(template, sort_keys=False)})
    assert load_assembly(source / "a" / "web.json") == load_assembly(source / "b" / "web.yaml")


def test_deep_but_allowed_nesting_can_be_resolved_and_compared(stack: Callable[..., Stack]) -> None:
    value: Any = "x"
    for _ in range(31):
        value = {"Fn::Join": ["", [value]]}
    (resource,) = stack({"Resources": {"A": {"Type": "T", "Properties": {"P": value}}}}).resources.values()
    assert resource.get("P") == "x"
