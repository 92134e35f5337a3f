from __future__ import annotations

import json

from workbook.lang import same
from workbook.template.jsonable import evidence_json, jsonable
from workbook.template.model import Compound, Evidence, LogicalId, Reference, ResourceId, StackName, Unknown

_BUCKET = Reference(ResourceId(StackName("Data"), LogicalId("Photos")), "Arn")


def test_what_only_the_deployment_knows_becomes_text() -> None:
    value = {"Resource": (Compound((_BUCKET, "/*")), Unknown("Stage", same("a parameter"))), "Count": 2, "Open": False}

    assert jsonable(value) == {"Resource": ["${Data/Photos.Arn}/*", "${Stage}"], "Count": 2, "Open": False}


def test_evidence_becomes_the_four_fields_that_every_report_uses() -> None:
    evidence = Evidence(StackName("Data"), LogicalId("Photos"), "Resources.Photos", ("a", None))

    assert json.loads(json.dumps(evidence_json(evidence))) == {
        "stack": "Data",
        "logical_id": "Photos",
        "path": "Resources.Photos",
        "value": ["a", None],
    }
