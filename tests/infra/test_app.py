"""The app as the CDK command line starts it, without that command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from infra.templates import INFRA, STACKS
from workbook.template.synthesis import environment


def run_app(output: Path, **context: str) -> subprocess.CompletedProcess[str]:
    flags = json.loads((INFRA / "cdk.json").read_text(encoding="utf-8"))["context"]
    variables = {
        **environment(validate=False),
        "CDK_CONTEXT_JSON": json.dumps({**flags, **context}),
        "CDK_OUTDIR": str(output),
    }
    return subprocess.run(
        [sys.executable, "app.py"], cwd=INFRA, env=variables, capture_output=True, text=True, check=False
    )


def test_another_home_region_keeps_cloudfront_in_its_own_without_references_between_them(tmp_path: Path) -> None:
    digest = f"sha256:{'0' * 64}"
    done = run_app(tmp_path, region="eu-west-1", hosted_zone_id="Z0123456789ABCDEFGHIJ", image_digest=digest)
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    regions = {name: manifest["artifacts"][f"Inventory{name}"]["environment"].rpartition("/")[2] for name in STACKS}
    assert regions == {**dict.fromkeys(STACKS, "eu-west-1"), "Edge": "us-east-1"}
    edge = (tmp_path / "InventoryEdge.template.json").read_text(encoding="utf-8")
    assert "Fn::ImportValue" not in edge
    assert "Z0123456789ABCDEFGHIJ" in edge
    service = json.loads((tmp_path / "InventoryService.template.json").read_text(encoding="utf-8"))
    assert {"ImageDigest", "MigrationDigest"}.isdisjoint(service["Parameters"])
    assert service["Resources"].keys() == {key for key in service["Resources"] if not key.startswith("Custom")}
    assert digest in json.dumps(service["Resources"])
    assert os.fspath(INFRA) not in json.dumps(service)


def test_settings_that_cannot_be_used_end_in_sentences_and_not_in_a_traceback(tmp_path: Path) -> None:
    done = run_app(tmp_path / "out", account="1", domian="acme.com")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("the setting ")]) == 2
    assert not (tmp_path / "out" / "manifest.json").exists()
