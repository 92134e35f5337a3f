from __future__ import annotations

import pytest

from workbook.graph.model import INTERNET, Edge, EdgeKind, NodeId, Ports
from workbook.lang import Lang
from workbook.render.tables import edge_table
from workbook.template.model import Evidence, LogicalId, StackName

PROOF = Evidence(StackName("web"), LogicalId("Rule"), "Resources.Rule.Properties.CidrIp", "0.0.0.0/0")


def row(ports: Ports | None, note: str = "", lang: Lang = Lang.EN) -> tuple[str, ...]:
    (only,) = edge_table([Edge(EdgeKind.ALLOWS, INTERNET, NodeId("web/Group"), PROOF, ports, note)], lang).rows
    return only


def test_a_row_says_what_is_joined_and_where_that_is_proved() -> None:
    assert row(Ports("tcp", 443, 443), "::/0") == (
        "external/internet",
        "allows\ntcp 443\n::/0",
        "web/Group",
        "web: Resources.Rule.Properties.CidrIp",
    )


@pytest.mark.parametrize(
    ("ports", "lang", "expected"),
    [
        (None, Lang.EN, "allows"),
        (Ports("tcp", 80, 90), Lang.EN, "allows\ntcp 80–90"),
        (Ports("icmp"), Lang.EN, "allows\nicmp"),
        (Ports("-1"), Lang.EN, "allows\nevery port"),
        (Ports("-1"), Lang.ES, "allows\ntodos los puertos"),
    ],
)
def test_ports_are_written_as_people_do(ports: Ports | None, lang: Lang, expected: str) -> None:
    assert row(ports, lang=lang)[1] == expected
