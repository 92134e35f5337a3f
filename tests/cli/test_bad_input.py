"""Bad input gives one clear sentence for each problem, exit code 2, and nothing half-written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Thread

import pytest

from cli.conftest import Run
from workbook.template import pipes

BILLION_LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
)
BAD = {
    "empty": ("", "empty"),
    "prose": ("hello", "template"),
    "not a template": ('{"name": "package"}', "Resources"),
    "truncated": ('{"Resources": {"A": {"Type": "AWS::S3::Bu', "line 1"),
    "duplicate key": ("Resources:\n  A: {Type: AWS::S3::Bucket}\n  A: {Type: AWS::S3::Bucket}\n", "line 3"),
    "anchor bomb": (BILLION_LAUGHS, "anchors are expanded"),
    "unknown intrinsic": (
        '{"Resources": {"A": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Jion": ["", []]}}}}}',
        "Fn::Join",
    ),
    "cycle": (
        "Resources: {A: {Type: 'T::A::A', Properties: {X: !Ref B}}, B: {Type: 'T::B::B', Properties: {X: !Ref A}}}",
        "A → B → A",
    ),
    "no type": ('{"Resources": {"A": {}}}', "Type"),
    "deep": ("[" * 100_000, "deep"),
}


@pytest.mark.parametrize("command", ["resources", "audit", "flow", "diagram"])
@pytest.mark.parametrize("name", BAD)
def test_an_unusable_template_is_refused_in_one_sentence(run: Run, tmp_path: Path, command: str, name: str) -> None:
    text, clue = BAD[name]
    source = tmp_path / "template.yaml"
    source.write_text(text)

    answer = run(command, source, "-o", tmp_path / "out.svg")

    assert answer.returncode == 2
    assert answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 1, answer.stderr
    assert clue in answer.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["template.yaml"]


def test_a_file_over_the_limit_is_refused_before_it_is_read(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "large.json"
    with source.open("wb") as file:
        file.truncate(50 * 1024 * 1024)

    answer = run("audit", source)

    assert answer.returncode == 2
    assert "32 MiB" in answer.stderr


def test_a_source_that_is_not_there_is_named(run: Run) -> None:
    answer = run("audit", "nowhere.yaml")

    assert answer.returncode == 2
    assert "nowhere.yaml" in answer.stderr


def test_a_folder_without_templates_is_named(run: Run, tmp_path: Path) -> None:
    answer = run("audit", tmp_path)

    assert answer.returncode == 2
    assert str(tmp_path) in answer.stderr


def test_an_unknown_profile_gets_the_nearest_name(run: Run) -> None:
    answer = run("audit", "--profile", "standart")

    assert answer.returncode == 2
    assert "standard" in answer.stderr


def test_source_and_profile_exclude_each_other(run: Run, foreign: Path) -> None:
    answer = run("audit", foreign, "--profile", "starter")

    assert answer.returncode == 2
    assert "leave the other out" in answer.stderr


def test_a_missing_output_folder_is_named_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    answer = run("audit", "--json", "-o", tmp_path / "absent" / "audit.json")

    assert answer.returncode == 2
    assert "absent" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_picture_format_that_is_not_known_is_refused(run: Run, tmp_path: Path) -> None:
    answer = run("diagram", "-o", tmp_path / "picture.gif")

    assert answer.returncode == 2
    assert ".svg" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_errors_speak_the_language_asked_for(run: Run) -> None:
    assert "no existe" in run("audit", "nowhere.yaml", "--lang", "es").stderr


@pytest.mark.parametrize(
    "words", [("audit", ""), ("audit", "-o", ""), ("diagram", "--output="), ("flow", "--profile", "")]
)
def test_an_empty_word_is_refused(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    answer = run(*words)

    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1
    assert "expected" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_without_a_writer_is_not_waited_for(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipes, "WAIT_FOR_WRITER", 0.1)
    os.mkfifo(tmp_path / "pipe")

    answer = run("audit", "pipe")

    assert answer.returncode == 2
    assert "nobody wrote" in answer.stderr


def test_a_pipe_with_a_writer_is_read_to_its_end(run: Run, tmp_path: Path, foreign: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_bytes, args=(foreign.read_bytes(),))
    writer.start()

    answer = run("resources", "pipe", "--json")

    writer.join()
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["coverage"]["total"] == 3
