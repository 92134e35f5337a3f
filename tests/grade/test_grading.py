"""A class hands in: whoever is right passes, whoever is not does not, and nobody stops the others."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from workbook.errors import SourceError
from workbook.grade.encoding import encode
from workbook.grade.handed_in import MOST_CODE, Cell, NotANotebookError, files_in, read_cells
from workbook.grade.judge import Judge
from workbook.grade.judge import judge as judge_lines
from workbook.grade.official import official_lessons, recognised, with_official_checks
from workbook.grade.record import Record, read_record
from workbook.grade.report import grades_json, grades_page, grading
from workbook.grade.room import Rooms, _environment
from workbook.grade.run import ClassGrades, Grade, Mark, Outcome, Status, _why_missing, grade_class
from workbook.lang import Lang, same

PROJECT = Path(__file__).parents[2]
LESSONS = official_lessons(PROJECT / "notebooks")
START = LESSONS[0]
IMPORTS = "def check(exercise, answer): pass  # what the notebook says itself counts for nothing"
REAL = "from workbook.lessons.check import check"
RIGHT = "check('00.1', {'InventoryData'})"
WRONG = "check('00.1', {'InventoryService'})"
SLY = "class Sly(set):\n    __eq__ = __ne__ = __ge__ = lambda *_: True\n    __hash__ = object.__hash__"
FORGE = """
import workbook.lessons.check, workbook.lessons.exercise as e, workbook.grade.judge as j
from workbook.lang import same
yes = e.Verdict('00.1', True, same('well done'))
e.Exercise.judge = lambda *_: yes
workbook.lessons.check.check = check = lambda *_: yes
j.check = check
"""
GREEDY = """
try:
    bytearray(9 * 1024**3)
except MemoryError:
    with open('big', 'wb') as file:
        try:
            file.truncate(600 * 1024**2)
        except OSError:
            check('00.1', {'InventoryData'})
"""
CLASS: Mapping[str, Sequence[str]] = {
    "ana/right.ipynb": [REAL, RIGHT],
    "ana/wrong.ipynb": [IMPORTS, RIGHT, WRONG],
    "bea/raises.ipynb": ["1 / 0", IMPORTS, RIGHT, "check('00.2', unknown)"],
    "bea/torn.ipynb": [IMPORTS, "check('00.1', ", RIGHT],
    "carl/forges.ipynb": [REAL, FORGE, WRONG],
    "carl/sly.ipynb": [IMPORTS, SLY, "check('00.1', Sly())"],
    "carl/greedy.ipynb": [IMPORTS, GREEDY],
    "carl/reaches.ipynb": [
        IMPORTS,
        f"open({str(PROJECT / 'workbook' / 'lessons' / 'forged.py')!r}, 'w')",
        "import os; os.system('true')",
        "os.kill(os.getppid(), 9)",
        "!true",
        RIGHT,
    ],
    "dora/prints.ipynb": ["print('x' * 50_000_000)", IMPORTS, RIGHT],
    "dora/dies.ipynb": [IMPORTS, RIGHT, "import os; os._exit(0)", WRONG],
    "elsewhere.ipynb": ["print('hello')"],
}
EXPECTED = {
    "ana/right.ipynb": ("graded", "passed"),
    "ana/wrong.ipynb": ("graded", "failed"),
    "bea/raises.ipynb": ("graded", "passed"),
    "bea/torn.ipynb": ("graded", "passed"),
    "carl/forges.ipynb": ("graded", "failed"),
    "carl/sly.ipynb": ("graded", "failed"),
    "carl/greedy.ipynb": ("graded", "missing" if sys.platform == "darwin" else "passed"),  # macOS bounds no memory
    "carl/reaches.ipynb": ("graded", "passed"),
    "dora/prints.ipynb": ("graded", "passed"),
    "dora/dies.ipynb": ("stopped", "passed"),
    "elsewhere.ipynb": ("no lesson", None),
    "junk.ipynb": ("unreadable", None),
}


def save(path: Path, sources: Sequence[str]) -> Path:
    """A notebook of a version in which cells have no ids."""
    cells = [
        {"cell_type": "code", "source": s, "metadata": {}, "outputs": [], "execution_count": None} for s in sources
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}))
    return path


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> ClassGrades:
    folder = tmp_path_factory.mktemp("class")
    for name, sources in CLASS.items():
        save(folder / name, sources)
    (folder / "junk.ipynb").write_bytes(b"\x00\xff junk")
    (folder / "essay.docx").write_text("words")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "right.ipynb").write_text("{}")
    return grade_class(folder, PROJECT, lambda *_: None, limit=120, jobs=3)


def test_everybody_gets_the_mark_that_was_earned(graded: ClassGrades) -> None:
    found = {g.file: (str(g.status), next((str(m.outcome) for m in g.marks), None)) for g in graded.grades}

    assert found == dict(sorted(EXPECTED.items()))
    assert graded.passed_over == ("essay.docx",)
    assert not graded.all_passed
    assert not (PROJECT / "workbook" / "lessons" / "forged.py").exists()


def test_what_is_missing_is_said_with_its_reason(graded: ClassGrades) -> None:
    by_file = {grade.file: grade for grade in graded.grades}

    assert by_file["dora/dies.ipynb"].problem is not None
    assert by_file["dora/dies.ipynb"].problem.en.startswith("its process ended by itself in cell 3;")
    assert [mark.outcome for mark in by_file["bea/raises.ipynb"].marks[1:]] == [Outcome.MISSING] * 3
    assert by_file["bea/raises.ipynb"].passed == 1


def test_the_class_is_shown_in_both_languages(graded: ClassGrades) -> None:
    english, spanish = (repr(grades_page(graded, lang)) for lang in Lang)

    assert re.search(r"carl/forges.ipynb +00_start_here +0/4 +00.1 ✘ 00.2 – 00.3 – 00.4 –", english)
    assert "9 graded, 1 stopped, 1 unreadable, 1 no lesson" in english
    assert "Passed over, since their names do not end with .ipynb: essay.docx." in english
    assert "9 calificados, 1 detenido, 1 ilegible, 1 no es una lección" in spanish
    assert grades_json(graded, Lang.EN)["counts"] == {"graded": 9, "stopped": 1, "unreadable": 1, "no lesson": 1}


def test_progress_is_a_line_for_each_notebook_where_it_is_piped(capsys: pytest.CaptureFixture[str]) -> None:
    grade = Grade("a.ipynb", Status.GRADED, "00", None, (Mark("00.1", Outcome.PASSED, same("well done")),))
    with grading(Lang.EN) as tell:
        tell(1, 2, grade)

    assert capsys.readouterr().err == "1/2 a.ipynb: graded, 1/1\n"


def test_a_loop_costs_its_cell_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.grade.room.CELLS_IN_A_LIMIT", 200)
    path = save(
        tmp_path / "a.ipynb",
        ["while True: pass", "check = print", "check('00.1', 1)", "raise KeyError('a b')", "check('00.1', 'shown')"],
    )
    lesson = replace(START, given=START.given | {"check('00.1', 'shown')"})  # nobody's answer

    sat = Rooms(PROJECT, 60).sit(lesson, read_cells(path))

    assert sat.record.raised == {1: "TimeoutError: 0.3 s", 4: "KeyError: 'a b'"}
    assert [(kept.cell, kept.exercise) for kept in sat.record.answers] == [(3, "00.1")]
    assert (sat.record.ended, sat.out_of_time) == (True, False)


def test_a_loop_that_cannot_be_broken_is_ended_with_its_process(tmp_path: Path) -> None:
    stubborn = "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass"

    sat = Rooms(PROJECT, 1.5).sit(START, read_cells(save(tmp_path / "a.ipynb", [stubborn])))

    assert sat.out_of_time
    assert not sat.record.ended


def test_an_answer_that_breaks_the_judge_does_not_take_the_next_one_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    judges = iter(["pass", "import time; time.sleep(60)", 'input(); print(\'[true, "a", "b"]\', flush=True); input()'])
    start = subprocess.Popen
    monkeypatch.setattr(
        "workbook.grade.judge.subprocess.Popen", lambda _, **how: start([sys.executable, "-c", next(judges)], **how)
    )

    with Judge(patience=0.5) as judge:
        verdicts = [judge.judge(name, encode(1)) for name in ("00.1", "00.2")]
        judge.patience = 60
        verdicts.append(judge.judge("00.3", encode(1)))

    assert [right for right, _ in verdicts] == [False, False, True]
    assert verdicts[0][1].en.startswith("this cannot be judged within 0.5 seconds")


def test_answers_are_judged_as_in_the_lesson() -> None:
    said = io.StringIO()
    answers = [["00.1", encode({"InventoryData"})], ["00.1", None], ["00.2", {"root": []}]]

    judge_lines(io.StringIO("".join(f"{json.dumps(answer)}\n" for answer in answers)), said)

    assert [json.loads(line)[0] for line in said.getvalue().splitlines()] == [True, False, False]


def test_every_lesson_is_recognised_by_its_cells_and_by_its_checks_and_by_its_name(tmp_path: Path) -> None:
    for lesson, path in zip(LESSONS, sorted((PROJECT / "notebooks").glob("*.ipynb")), strict=True):
        cells = read_cells(path)
        bare = read_cells(save(tmp_path / "a.ipynb", [cell.source for cell in cells if cell.number]))

        assert recognised("homework.ipynb", cells, LESSONS) is lesson
        assert recognised("homework.ipynb", bare, LESSONS) is lesson
        assert recognised(f"Ana {lesson.name} (2).ipynb", [], LESSONS) is lesson
    assert recognised("homework.ipynb", [], LESSONS) is None


def test_each_exercise_of_a_lesson_is_asked_for_in_one_cell() -> None:
    for lesson in LESSONS:
        assert list(lesson.asked) == [f"{lesson.name[:2]}.{n}" for n in range(1, len(lesson.asked) + 1)]
    runs_programs = {lesson.name: lesson.runs_programs for lesson in LESSONS}
    assert runs_programs["05_deploy_the_stacks"]
    assert not runs_programs["04_price_the_architecture"]


def test_a_check_that_was_taken_out_comes_back(tmp_path: Path) -> None:
    notebook = nbformat.read(PROJECT / "notebooks" / "00_start_here.ipynb", as_version=4)
    cell = next(each for each in notebook.cells if each.id == START.asked["00.1"])
    cell.source = "answer = {'InventoryData'}"
    nbformat.write(notebook, tmp_path / "a.ipynb")

    cells = {each.id: each for each in with_official_checks(START, read_cells(tmp_path / "a.ipynb"))}

    assert cells[cell.id].source.endswith("check('00.1', answer)")
    assert sum("from workbook.lessons.check import check\ncheck(" in each.source for each in cells.values()) == 1


def test_cells_that_everybody_was_given_are_nobodys_answer() -> None:
    given = [cell for cell in read_cells(PROJECT / "notebooks" / "00_start_here.ipynb") if START.is_given(cell)]

    assert any("check(" in cell.source for cell in given)
    assert not {cell.id for cell in given} & set(START.asked.values())


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"cells": 1, "nbformat": 4, "nbformat_minor": 5}', "[" * 100_000])
def test_what_is_no_notebook_is_said_to_be_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.ipynb").write_text(content)

    with pytest.raises(NotANotebookError, match=r"this is no notebook|NaN"):
        read_cells(tmp_path / "a.ipynb")


def test_what_is_far_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.grade.handed_in.LARGEST", 10)
    save(tmp_path / "a.ipynb", [])

    with pytest.raises(NotANotebookError, match="0 MB are no notebook"):
        read_cells(tmp_path / "a.ipynb")


@pytest.mark.parametrize("target", ["gone.ipynb", "a.ipynb", "/dev/zero"])
def test_a_link_that_leads_to_no_file_is_told_and_not_passed_over(tmp_path: Path, target: str) -> None:
    link = tmp_path / "a.ipynb"
    link.symlink_to(target)

    assert files_in(tmp_path) == ([link], [])
    with pytest.raises(NotANotebookError, match="leads to no file"):
        read_cells(link)


def test_a_room_knows_no_credentials_of_whoever_grades(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "WORKBOOK_ANYTHING", "JPY_PARENT_PID"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("KEPT", "told")

    given = _environment(tmp_path)

    assert "secret" not in given.values()
    assert given["KEPT"] == "told"
    assert given["HOME"] == str(tmp_path / "home")  # where tools look for keys


def test_more_code_than_anybody_types_is_not_read(tmp_path: Path) -> None:
    half = "x\n" * (MOST_CODE // 4)
    assert len(read_cells(save(tmp_path / "a.ipynb", [half, half]))) == 2

    with pytest.raises(NotANotebookError, match="200001 characters of code"):
        read_cells(save(tmp_path / "b.ipynb", [half, half, "x"]))


def test_a_folder_without_notebooks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")

    with pytest.raises(SourceError, match="holds no notebook"):
        files_in(tmp_path)
    with pytest.raises(SourceError, match="there is no folder"):
        files_in(tmp_path / "absent")
    (tmp_path / "list.txt").write_text("ana, bea")
    with pytest.raises(SourceError, match="neither a folder nor a notebook"):
        files_in(tmp_path / "list.txt")


def test_whoever_has_no_answer_is_told_which_cell_failed_first() -> None:
    cells = [Cell(1, "a", "import absent"), Cell(2, START.asked["00.1"], "check('00.1', {'x'})")]
    failed = Record(raised={1: "ModuleNotFoundError", 2: "NameError"}, at=2, ended=True)
    alone = Record(raised={2: "NameError"}, at=2, ended=True)

    said = [_why_missing("00.1", START, cells, record).en for record in (failed, alone)]

    assert said[0].endswith("cell 2 raised NameError; the first to fail was cell 1, with ModuleNotFoundError")
    assert said[1].endswith("cell 2 raised NameError")


def test_torn_lines_of_a_record_are_passed_over(tmp_path: Path) -> None:
    lines = ['{"cell": 1}', "null", '{"cell": 2, "raised": "E"}', '{"cell": 3, "exercise": "00.1"}', '{"cell": 4', ""]
    (tmp_path / "record").write_text("\n".join(lines))

    record = read_record(tmp_path / "record")

    assert (record.at, record.raised, record.ended) == (1, {2: "E"}, False)
    assert [kept.answer for kept in record.answers] == [None]
    assert read_record(tmp_path / "absent").at == 0
