from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workbook.deploy.machine.cloud import LocalCloud
from workbook.notebooks.__main__ import main
from workbook.notebooks.leftovers import MARK


@pytest.fixture
def lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one lesson that links to the next, in a folder where Jupyter may write."""
    monkeypatch.chdir(tmp_path)
    for variable in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(tmp_path / "jupyter"))
    folder = tmp_path / "notebooks"
    folder.mkdir()
    save(
        folder / "00_add.ipynb",
        "# 0. Add <two>\n[next](01_b.ipynb) ![all](../img/diagram.jpg)",
        "1 + 1",
        "print('three')",
    )
    return folder


def save(path: Path, prose: str, *sources: str) -> None:
    cells = [new_markdown_cell(prose), *(new_code_cell(source) for source in sources)]
    nbformat.write(new_notebook(cells=cells), path)


def test_refresh_writes_outputs_once(lessons: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["refresh"]) == 0
    first = (lessons / "00_add.ipynb").read_bytes()
    said = capsys.readouterr().out

    assert main(["refresh", "--lang", "es"]) == 0

    notebook = nbformat.reads(first.decode(), as_version=4)
    assert [cell.execution_count for cell in notebook.cells[1:]] == [1, 2]
    assert notebook.cells[1].outputs[0].data["text/plain"] == "2"
    assert said.splitlines() == [
        "notebook 1/1 00_add: cell 1/2",
        "notebook 1/1 00_add: cell 2/2",
        "written: 00_add.ipynb, README.md, README.es.md",
    ]
    assert capsys.readouterr().out.splitlines()[-1] == "cada lección ya tiene estas salidas"
    assert (lessons / "00_add.ipynb").read_bytes() == first


def test_execute_leaves_the_lessons_alone_and_builds_an_edition(
    lessons: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (lessons / "00_add.ipynb").read_bytes()
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "diagram.jpg").write_bytes(b"\xff\xd8")

    assert main(["execute"]) == 0

    page = (tmp_path / "build" / "html" / "00_add.html").read_text()
    index = (tmp_path / "build" / "html" / "index.html").read_text()
    assert (lessons / "00_add.ipynb").read_bytes() == before
    assert "three" in (tmp_path / "build" / "notebooks" / "00_add.ipynb").read_text()
    assert 'href="01_b.html"' in page
    assert "../../img/diagram.jpg" in page
    assert '<a href="00_add.html">0. Add &lt;two&gt;</a>' in index
    assert "data:image/jpeg;base64,/9g=" in index
    assert "build/html/index.html" in capsys.readouterr().out


def test_the_spanish_edition_is_built_beside_the_english_one(
    lessons: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translate"]) == 0
    translation = lessons / "es" / "00_add.md"
    head, _, links = translation.read_text().partition("# 0. Add <two>")
    translation.write_text(f"{head}# 0. Sume <dos>{links}")
    assert main(["translate"]) == 0

    assert main(["execute", "--lang", "es"]) == 0

    copy = nbformat.read(tmp_path / "build" / "notebooks" / "es" / "00_add.ipynb", as_version=4)
    page = (tmp_path / "build" / "html" / "es" / "00_add.html").read_text()
    index = (tmp_path / "build" / "html" / "es" / "index.html").read_text()
    assert copy.cells[0].source.startswith("# 0. Sume <dos>\n[next](01_b.ipynb)")
    assert copy.cells[1].outputs[0].data["text/plain"] == "2"
    assert '<html lang="es">' in page
    assert "../../../img/diagram.jpg" in page
    assert '<a href="00_add.html">0. Sume &lt;dos&gt;</a>' in index
    assert "build/html/es/index.html" in capsys.readouterr().out


def test_pages_fetch_nothing(lessons: Path, tmp_path: Path) -> None:
    assert main(["execute"]) == 0

    for page in (tmp_path / "build" / "html").glob("*.html"):
        assert 'src="http' not in page.read_text()
        assert "cdnjs" not in page.read_text()


def test_a_failing_cell_is_named_with_its_exception_and_the_traceback_below(
    lessons: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(lessons / "01_break.ipynb", "# 1. Break it", "x = {}", "x['key']")
    before = (lessons / "01_break.ipynb").read_bytes()

    assert main(["refresh"]) == 1

    first, *below = capsys.readouterr().err.splitlines()
    assert first == "01_break.ipynb, cell 2: KeyError: 'key'"
    assert any("Traceback" in line for line in below)
    assert not any("\x1b" in line for line in below)
    assert (lessons / "01_break.ipynb").read_bytes() == before


def test_what_a_failing_lesson_has_deployed_is_ended(
    lessons: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[Path] = []
    monkeypatch.setattr(LocalCloud, "remove", lambda cloud: ended.append(cloud.folder))
    monkeypatch.setattr("workbook.notebooks.leftovers.state_folder", lambda _, apart: tmp_path / f"c{apart}")
    save(lessons / "01_deploy.ipynb", "# 1. Deploy", "deploying.begin()")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / MARK).touch()

    assert main(["refresh"]) == 1

    assert ended == [tmp_path / "c"]


def test_a_folder_without_lessons_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["refresh", "--lessons", str(tmp_path)]) == 1
    assert "no lesson in the folder" in capsys.readouterr().err
