from __future__ import annotations

import pytest

from workbook.graph.model import INTERNET, Edge, EdgeKind, NodeId, Ports
from workbook.lang import Lang
from workbook.render.tables import edge_table
from workbook.template.model import Evidence, LogicalId, StackName

PROOF = Evidence(StackName("web"), LogicalId("Rule"), "Resources.Rule.Properties.CidrIp", "0.0.0.0/0")


def row(ports: Ports | None, note: str = "", lang: Lang = Lang.EN, kind: EdgeKind = EdgeKind.ALLOWS) -> tuple[str, ...]:
    (only,) = edge_table([Edge(kind, INTERNET, NodeId("web/Group"), PROOF, ports, note)], lang).rows
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
        (Ports("-1"), Lang.ES, "permite\ntodos los puertos"),
    ],
)
def test_ports_are_written_as_people_do(ports: Ports | None, lang: Lang, expected: str) -> None:
    assert row(ports, lang=lang)[1] == expected


@pytest.mark.parametrize(
    ("kind", "note", "expected"),
    [
        (EdgeKind.CONNECTS_TO, "secret, no service runs it", "se conecta con\nsecreto, ningún servicio la ejecuta"),
        (EdgeKind.READS, "secret", "lee\nsecret"),
        (EdgeKind.GRANTS, "s3:GetObject, s3:PutObject", "concede\ns3:GetObject, s3:PutObject"),
    ],
    ids=["words of the engine", "a variable of the template", "actions"],
)
def test_what_a_note_quotes_is_not_translated(kind: EdgeKind, note: str, expected: str) -> None:
    assert row(None, note, Lang.ES, kind)[1] == expected


def test_every_kind_of_edge_has_a_name_in_both_languages() -> None:
    assert len({kind.label.es for kind in EdgeKind}) == len(EdgeKind)
