from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from inventory.api.interface import api

FILE = Path(__file__).resolve().parents[2] / "app" / "openapi.json"


def described() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return schema


def test_the_committed_description_is_that_of_the_code(request: pytest.FixtureRequest) -> None:
    text = json.dumps(described(), indent=1, ensure_ascii=False) + "\n"
    if request.config.getoption("--update-golden"):
        FILE.write_text(text, encoding="utf-8")

    assert text == FILE.read_text(encoding="utf-8"), "the API has changed; if so intended, use --update-golden"


def test_every_operation_has_a_name_of_its_own_a_sentence_and_its_failures() -> None:
    operations = [each for methods in described()["paths"].values() for each in methods.values()]
    names = [each["operationId"] for each in operations]

    assert len(set(names)) == len(names) > 20
    assert [each["operationId"] for each in operations if not re.match(r"[A-Z].*\.$", each["description"])] == []
    assert [each["operationId"] for each in operations if "default" not in each["responses"]] == []


def test_every_reference_leads_somewhere() -> None:
    schema = described()
    references = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(schema)))

    assert references
    assert references - set(schema["components"]["schemas"]) == set()
