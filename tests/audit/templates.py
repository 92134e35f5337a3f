"""Small templates for the rules: written in short, read without a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.template.files import Templates
from workbook.template.link import link
from workbook.template.model import Assembly
from workbook.template.raw import RawStack

FIXTURES = Path(__file__).parent / "fixtures"
REGION, ACCOUNT = "eu-west-1", "111111111111"

Short = Mapping[str, Any]


@cache
def cases() -> Mapping[str, Short]:
    """The templates of every rule by its id: `good`, `bad`, and `untold` where something decisive may be unknown."""
    found: dict[str, Short] = {}
    for path in sorted(FIXTURES.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        found |= {name: case for name, case in content.items() if name != "parts"}
    return found


def case_graph(rule: str, name: str) -> Graph:
    return graph_of(cases()[rule][name])


def graph_of(short: Short) -> Graph:
    """The graph of a template in short form: `Name: [Type without AWS::, properties, other attributes]`.

    `stacks` holds several by name, each with a `region` of its own; `resources` stands beside `parameters` and
    `outputs`.
    """
    stacks = short.get("stacks", {"Fixture": short})
    templates = Templates()
    roots = [_stack(name, stack, templates) for name, stack in stacks.items()]
    return build_graph(Assembly("fixture", templates.digest(), link(roots)))


def _stack(name: str, short: Short, templates: Templates) -> RawStack:
    template: dict[str, Any] = {"Resources": dict(_resources(short.get("resources", short)))}
    template |= {name.title(): short[name] for name in ("parameters", "conditions", "outputs") if name in short}
    region = short.get("region", REGION)
    return RawStack(name, templates.checked(template, name), name, region=region, account=ACCOUNT)


def _resources(short: Short) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, (kind, properties, *attributes) in short.items():
        full = kind if kind.startswith("Custom::") else f"AWS::{kind}"
        yield name, {"Type": full, "Properties": properties, **(attributes[0] if attributes else {})}
