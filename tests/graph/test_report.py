from __future__ import annotations

import pytest

from workbook.graph.report import to_json
from workbook.lang import Lang


@pytest.mark.parametrize(("lang", "words"), [(Lang.EN, "the engine has no rules"), (Lang.ES, "el motor no tiene")])
def test_the_report_names_every_resource_with_status_and_reason(lang, words, graph_of):
    found = to_json(graph_of("Bucket: {Type: AWS::S3::Bucket}\nMesh: {Type: AWS::AppMesh::Mesh}"), lang)
    assert found["schema"] == 1
    assert found["coverage"] == {"total": 2, "modelled": 1, "ignored": 0, "unsupported": 1}
    bucket, mesh = found["resources"]
    assert bucket == {
        "stack": "App",
        "logical_id": "Bucket",
        "type": "AWS::S3::Bucket",
        "status": "modelled",
        "reason": None,
    }
    assert mesh["status"] == "unsupported"
    assert words in mesh["reason"]


def test_the_report_leaves_out_what_lies_outside_the_source(graph_of):
    found = to_json(graph_of("Service: {Type: AWS::ECS::Service, Properties: {Cluster: main}}"), Lang.EN)
    assert [resource["logical_id"] for resource in found["resources"]] == ["Service"]
