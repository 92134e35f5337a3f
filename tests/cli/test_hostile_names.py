"""Names in a template may hold anything; none of it acts on the terminal, on the page or in the picture."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cli.conftest import Run
from workbook.render.draw import SUFFIXES

HOSTILE = {
    "escape": "\x1b[31mred\x1b]8;;http://example.com\x07",
    "null": "\x00\x01\x08\x7f\x9b31m",
    "lines": "a\nb\r\nc\td",
    "direction": "\u202eevil\u2066",
    "no character": "\ufffe\uffff",
    "script": "<script>alert(1)</script>]]>",
    "attribute": '"><image href="http://example.com/x.png" onload="alert(1)"/>',
    "markup": "[bold red]x[/] [/] {0} %s \\N \\G <<b>x</b>>",
    "huge": "W" * 30_000,
}
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def template(words: str) -> str:
    """A balancer in a network, with these words wherever a name may stand."""
    subnets = {
        f"Subnet{i}{words}": {
            "Type": "AWS::EC2::Subnet",
            "Properties": {
                "VpcId": {"Ref": f"Vpc{words}"},
                "AvailabilityZone": words + str(i),
                "CidrBlock": words,
                "Tags": [{"Key": "Name", "Value": words}],
            },
        }
        for i in range(2)
    }
    balancer = {"Name": words, "Scheme": "internet-facing", "Subnets": [{"Ref": name} for name in subnets]}
    listener = {"LoadBalancerArn": {"Ref": f"Alb{words}"}, "Port": 80, "Protocol": words, "DefaultActions": []}
    return json.dumps(
        {
            "Resources": {
                f"Vpc{words}": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": words}},
                **subnets,
                f"Alb{words}": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": balancer},
                f"Listener{words}": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": listener},
                f"Odd{words}": {"Type": f"AWS::Odd::{words}"},
            }
        }
    )


def drawn(file: Path) -> ET.Element:
    """A picture that was drawn a moment ago."""
    return ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - it comes from nowhere else


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("command", ["resources", "flow", "audit"])
def test_an_answer_holds_no_character_that_acts(run: Run, command: str, words: str) -> None:
    for options in ([], ["--json"]):
        answer = run(command, "-", *options, stdin=template(words))

        assert answer.returncode in {0, 1}, answer.stderr
        assert not ACTING.search(answer.stdout)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("view", ["overview", "network"])
def test_a_picture_holds_names_as_words_only(run: Run, tmp_path: Path, view: str, words: str) -> None:
    answer = run("diagram", "-", "--view", view, "-o", "out.svg", stdin=template(words))

    assert answer.returncode == 0, answer.stderr
    assert not ACTING.search(answer.stdout)
    root = drawn(tmp_path / "out.svg")
    kinds = {element.tag.partition("}")[2] for element in root.iter()}
    assert kinds <= {
        "svg",
        "title",
        "defs",
        "style",
        "symbol",
        "image",
        "use",
        "g",
        "polygon",
        "path",
        "text",
        "ellipse",
    }
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    assert float(root.get("width", "0")) < 5000


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_huge_name_fits_in_every_kind_of_picture(run: Run, tmp_path: Path, suffix: str) -> None:
    answer = run("diagram", "-", "-o", f"out{suffix}", stdin=template(HOSTILE["huge"]))

    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / f"out{suffix}").stat().st_size > 0


def test_a_complaint_takes_one_line_whatever_it_quotes(run: Run) -> None:
    answer = run("audit", "a\nb\x1b[31m.yaml")

    assert answer.returncode == 2
    assert answer.stderr.startswith(r"workbook: a\nb\x1b[31m.yaml does not exist")
    assert len(answer.stderr.splitlines()) == 1


def test_the_name_of_a_file_may_hold_anything(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a\nb\x1b[31m.json").write_text(template("x"))

    assert run("diagram", "a\nb\x1b[31m.json", "-o", "p\n\x1b.svg").returncode == 0
    assert drawn(tmp_path / "p\n\x1b.svg").get("aria-label") is not None
