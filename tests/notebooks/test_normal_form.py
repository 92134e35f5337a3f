from __future__ import annotations

import nbformat
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from workbook.notebooks.normal_form import KERNELSPEC, as_text, normal_form


def executed() -> NotebookNode:
    cell = new_code_cell(
        "show()",
        execution_count=1,
        metadata={"tags": ["b", "a"], "execution": {"iopub.status.busy": "2026-01-01T00:00:00"}, "scrolled": True},
        outputs=[
            new_output("stream", name="stdout", text="one\n"),
            new_output("stream", name="stdout", text="two\n"),
            new_output("stream", name="stderr", text="three\n"),
        ],
    )
    cells = [new_markdown_cell("# 1. Show it"), cell]
    metadata = {
        "kernelspec": {"name": "conda-env", "display_name": "Mine"},
        "widgets": {},
        "language_info": {"name": "python", "version": "3"},
    }
    notebook: NotebookNode = new_notebook(cells=cells, metadata=metadata)
    return notebook


def test_marks_of_the_machine_go_and_tags_stay() -> None:
    normal = normal_form(executed())

    assert normal.metadata == {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}}
    assert [cell.metadata for cell in normal.cells] == [{}, {"tags": ["a", "b"]}]


def test_pieces_of_one_stream_are_joined() -> None:
    outputs = normal_form(executed()).cells[1].outputs

    assert [(output.name, output.text) for output in outputs] == [("stdout", "one\ntwo\n"), ("stderr", "three\n")]


def test_a_traceback_keeps_the_exception_only() -> None:
    notebook = executed()
    frames = ["Traceback", "File /home/ana/x.py:3"]
    notebook.cells[1].outputs = [new_output("error", ename="KeyError", evalue="'x'", traceback=frames)]

    assert normal_form(notebook).cells[1].outputs[0].traceback == ["KeyError: 'x'"]


def test_the_original_is_left_alone() -> None:
    notebook = executed()
    before = nbformat.from_dict(notebook)

    normal_form(notebook)

    assert notebook == before


def test_good_cell_ids_stay() -> None:
    notebook = executed()

    assert [cell.id for cell in normal_form(notebook).cells] == [cell.id for cell in notebook.cells]


@given(st.lists(st.sampled_from(["same", "", "not good!", "other"]), max_size=6))
def test_cell_ids_are_good_unique_and_the_same_each_time(ids: list[str]) -> None:
    cells = [{"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": "text"} for cell_id in ids]
    notebook = nbformat.from_dict({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    normal = normal_form(notebook)

    nbformat.validate(normal)
    assert len({cell.id for cell in normal.cells}) == len(ids)
    assert as_text(normal_form(notebook)) == as_text(normal)


def test_the_normal_form_of_a_normal_form_is_itself() -> None:
    text = as_text(normal_form(executed()))

    assert as_text(normal_form(nbformat.reads(text, as_version=4))) == text
    assert text.endswith("}\n")
