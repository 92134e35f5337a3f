from __future__ import annotations

import gzip
import io
import json
import tarfile
from pathlib import Path

from repo.tracked import ROOT
from workbook.deploy.machine.image import Image, build_image, digest


def files(image: Image) -> list[str]:
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(image.layer))) as tar:
        return tar.getnames()


def test_the_image_holds_what_the_dockerfile_takes_and_runs_what_it_runs() -> None:
    image = build_image(ROOT / "app", "abc123")

    names = files(image)
    assert {"opt/inventory/app/manage.py", "opt/inventory/app/config/wsgi.py"} <= set(names)
    assert not [name for name in names if "embedded" in name or "__pycache__" in name or name.endswith(".key")]
    config = json.loads(image.config)["config"]
    assert config["Cmd"] == ["python", "-m", "gunicorn", "config.wsgi"]
    assert config["WorkingDir"] == "/opt/inventory/app"
    assert "APP_BUILD=abc123" in config["Env"]


def test_the_same_code_is_the_same_image(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text('WORKDIR /srv\nCMD ["python", "x.py"]\n')
    (tmp_path / ".dockerignore").write_text("*\n!x.py\n**/.*\n")
    (tmp_path / "x.py").write_text("1")
    first = build_image(tmp_path, "a").manifest
    (tmp_path / "unlisted.py").write_text("2")

    assert build_image(tmp_path, "a").manifest == first
    (tmp_path / "x.py").write_text("3")
    assert build_image(tmp_path, "a").manifest != first


def test_the_manifest_names_its_parts_by_their_content() -> None:
    image = Image(b"layer", b"config")
    told = json.loads(image.manifest)

    assert told["config"] == {"mediaType": told["config"]["mediaType"], "digest": digest(b"config"), "size": 6}
    assert [layer["digest"] for layer in told["layers"]] == [digest(b"layer")]
