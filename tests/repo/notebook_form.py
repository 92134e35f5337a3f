"""The form of a lesson, as rules: each gives one sentence for every place where a notebook departs from it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from nbformat import NotebookNode

from workbook.notebooks.normal_form import KERNELSPEC

FILE_NAME = re.compile(r"(\d\d)_[a-z0-9]+(?:_[a-z0-9]+)*\.ipynb")
TITLE = re.compile(r"# (\d+)\. ([A-Z][a-z]+)\b")
NOT_VERBS = {"A", "An", "The", "How", "What", "Why", "When", "Where", "Who", "In", "On", "About", "Introduction"}
LAST_SECTIONS = ["Check yourself", "Fine print", "Next"]
EXERCISE = re.compile(r"Exercise (\d+)\.(\d+)")
MACHINE_PATH = re.compile(r"(?:/home/|/Users/|/root/|/tmp/|/private/var/|[A-Z]:\\Users\\)[\w.-]+")
NUMBER = re.compile(r"(?<![\w/.-])\d+(?:[.,]\d+)*(?!\w)")
# What holds digits in prose without being a claim: code, links, headings, counters, names.
NOT_CLAIMS = re.compile(
    r"```.*?```|`[^`]*`"  # code
    r"|^#[^\n]*|^\s*\d+\.\s"  # headings, counters of steps
    r"|(?<=\])\([^)]*\)|\[\d+[^\]]*\](?=\()|[Ll]essons? \d+|Exercise \d+\.\d+"  # links, lessons, exercises
    r"|Route 53",
    re.MULTILINE | re.DOTALL,
)

Violations = Iterator[str]


@dataclass(frozen=True)
class Lesson:
    """A notebook under its file name."""

    name: str
    notebook: NotebookNode

    @property
    def number(self) -> int:
        return int(self.name[:2]) if self.name[:2].isdigit() else -1

    @cached_property
    def cells(self) -> list[NotebookNode]:
        return list(self.notebook.cells)

    @cached_property
    def code(self) -> list[NotebookNode]:
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @cached_property
    def prose(self) -> list[str]:
        return [cell.source for cell in self.cells if cell.cell_type == "markdown"]

    @cached_property
    def trees(self) -> list[ast.Module]:
        """The parsed code cells; those that are not plain Python are reported by a rule of their own."""
        return [tree for cell in self.code if (tree := _parsed(cell))]

    @cached_property
    def sections(self) -> list[str]:
        return re.findall(r"^## (.+?)\s*$", "\n".join(self.prose), re.MULTILINE)


def violations(lesson: Lesson) -> list[str]:
    """Every departure from the form, in the order of the rules."""
    return [message for rule in RULES for message in rule(lesson)]


def has_a_numbered_name(lesson: Lesson) -> Violations:
    if not FILE_NAME.fullmatch(lesson.name):
        yield "the file name is not NN_snake_case.ipynb"


def opens_with_a_verb(lesson: Lesson) -> Violations:
    title = TITLE.match(lesson.prose[0]) if lesson.prose and lesson.cells[0].cell_type == "markdown" else None
    if title is None:
        yield "the first cell is not a title of the form '# N. Verb ...'"
    elif title[2] in NOT_VERBS or title[2].endswith("ing"):
        yield f"the title starts with {title[2]!r}, which is not a verb in the imperative"
    elif int(title[1]) != lesson.number:
        yield f"the title counts {title[1]}, the file name {lesson.number}"


def opens_shortly(lesson: Lesson) -> Violations:
    opening = [line for line in (lesson.prose or [""])[0].splitlines()[1:] if line.strip()]
    if not 1 <= len(opening) <= 8:
        yield f"the opening has {len(opening)} lines below the title, expected 1 to 8"


def has_its_sections(lesson: Lesson) -> Violations:
    body, last = lesson.sections[:-3], lesson.sections[-3:]
    if last != LAST_SECTIONS:
        yield f"the last sections are {last}, expected {LAST_SECTIONS}"
    elif not 3 <= len(body) <= 6:
        yield f"it has {len(body)} sections before {LAST_SECTIONS[0]!r}, expected 3 to 6"


def keeps_its_budget(lesson: Lesson) -> Violations:
    sizes = [len([line for line in cell.source.splitlines() if line.strip()]) for cell in lesson.code]
    if not 12 <= len(sizes) <= 25:
        yield f"it has {len(sizes)} code cells, expected 12 to 25"
    if sizes and median(sizes) > 4:
        yield f"its code cells have {median(sizes):g} lines in the median, expected at most 4"
    for number, size in enumerate(sizes, start=1):
        if not 1 <= size <= 12:
            yield f"code cell {number} has {size} lines, expected 1 to 12"
    for number, cell in enumerate(lesson.code, start=1):
        if any(len(line) > 79 for line in cell.source.splitlines()):
            yield f"code cell {number} has a line of more than 79 characters"


def leads_with_prose(lesson: Lesson) -> Violations:
    pairs = zip([None, *lesson.cells], lesson.cells, strict=False)
    led = sum(1 for before, cell in pairs if cell.cell_type == "code" and before and before.cell_type == "markdown")
    if led < 0.8 * len(lesson.code):
        yield f"{led} of {len(lesson.code)} code cells are led by prose, expected 80 %"
    if re.search("CCC", "".join("C" if cell.cell_type == "code" else "-" for cell in lesson.cells)):
        yield "three code cells follow each other without prose"


def defines_little(lesson: Lesson) -> Violations:
    nodes = [node for tree in lesson.trees for node in ast.walk(tree)]
    functions = sum(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in nodes)
    if functions > 1:
        yield f"it defines {functions} functions, expected at most one"
    if any(isinstance(node, ast.ClassDef) for node in nodes):
        yield "it defines a class"


def imports_the_workbook_only(lesson: Lesson) -> Violations:
    for tree in lesson.trees:
        for node in ast.walk(tree):
            for module in _imported(node):
                top = module.partition(".")[0]
                if top != "workbook" and top not in sys.stdlib_module_names and module != "IPython.display":
                    yield f"it imports {module}, expected workbook, the standard library or IPython.display"


def is_plain_python(lesson: Lesson) -> Violations:
    for number, cell in enumerate(lesson.code, start=1):
        if _parsed(cell) is None:
            yield f"code cell {number} is not plain Python: {cell.source!r}"


def ran_from_top_to_bottom(lesson: Lesson) -> Violations:
    counts = [cell.execution_count for cell in lesson.code]
    if counts != list(range(1, len(counts) + 1)):
        yield f"the execution counts are {counts}, expected 1 to {len(counts)}; run make notebooks"


def fails_only_on_purpose(lesson: Lesson) -> Violations:
    for number, cell in enumerate(lesson.code, start=1):
        failed = any(output.output_type == "error" for output in cell.outputs)
        meant = "raises-exception" in cell.metadata.get("tags", [])
        if failed and not meant:
            yield f"code cell {number} failed without the tag raises-exception"
        if meant and not failed:
            yield f"code cell {number} has the tag raises-exception and does not fail"


def names_no_machine(lesson: Lesson) -> Violations:
    for words in [*_outputs(lesson), *(cell.source for cell in lesson.cells)]:
        for path in sorted(set(MACHINE_PATH.findall(words))):
            yield f"it names a path of one machine, {path}"


def has_the_common_kernel(lesson: Lesson) -> Violations:
    if lesson.notebook.metadata.get("kernelspec") != KERNELSPEC:
        yield "its kernelspec is not the common one; run make notebooks"


def has_checked_exercises(lesson: Lesson) -> Violations:
    exercises = list(_exercises(lesson))
    if not 3 <= len(exercises) <= 5:
        yield f"it has {len(exercises)} exercises, expected 3 to 5"
    expected = [f"{lesson.number:02}.{number}" for number in range(1, len(exercises) + 1)]
    if [name for name, _ in exercises] != expected:
        yield f"its exercises are {[name for name, _ in exercises]}, expected {expected}"
    for name, cells in exercises:
        if not any(name in _checked(cell) for cell in cells):
            yield f"exercise {name} has no call check({name!r}, ...)"
        if not any("solution" in cell.metadata.get("tags", []) for cell in cells):
            yield f"exercise {name} has no cell tagged solution"
        if not any(f"✔ {name}" in words for cell in cells for words in _words(cell)):
            yield f"exercise {name} is nowhere answered rightly"


def prints_what_it_claims(lesson: Lesson) -> Violations:
    printed = {_plain(number) for words in _outputs(lesson) for number in re.findall(r"\d+(?:[.,]\d+)*", words)}
    for prose in lesson.prose:
        for number in NUMBER.findall(NOT_CLAIMS.sub(" ", prose)):
            if _plain(number) not in printed:
                yield f"its prose claims {number}, which no cell prints"


RULES: Sequence[Callable[[Lesson], Violations]] = (
    has_a_numbered_name,
    opens_with_a_verb,
    opens_shortly,
    has_its_sections,
    keeps_its_budget,
    leads_with_prose,
    defines_little,
    imports_the_workbook_only,
    is_plain_python,
    ran_from_top_to_bottom,
    fails_only_on_purpose,
    names_no_machine,
    has_the_common_kernel,
    has_checked_exercises,
    prints_what_it_claims,
)


def _parsed(cell: NotebookNode) -> ast.Module | None:
    try:
        return ast.parse(str(cell.source))
    except SyntaxError:
        return None


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or "."] if isinstance(node, ast.ImportFrom) else []


def _exercises(lesson: Lesson) -> Iterator[tuple[str, list[NotebookNode]]]:
    """Each exercise with the code cells between its text and the next exercise or section."""
    name, cells = "", list[NotebookNode]()
    for cell in lesson.cells:
        if cell.cell_type == "code":
            cells.append(cell)
            continue
        begins = EXERCISE.search(cell.source)
        if name and (begins or re.search(r"^## ", cell.source, re.MULTILINE)):
            yield name, cells
            name = ""
        if begins:
            name, cells = f"{int(begins[1]):02}.{begins[2]}", []
    if name:
        yield name, cells


def _checked(cell: NotebookNode) -> set[str]:
    """The exercises whose check the cell calls."""
    tree = _parsed(cell) or ast.Module([], [])
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return {
        call.args[0].value
        for call in calls
        if ast.unparse(call.func).rpartition(".")[2] == "check"
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def _words(cell: NotebookNode) -> Iterator[str]:
    """What a cell shows, as text; of pictures the text that they hold."""
    for output in cell.outputs:
        yield output.get("text", "")
        yield output.get("evalue", "")
        for kind, data in output.get("data", {}).items():
            if kind.startswith("text/"):
                yield str(data)
            elif kind == "image/svg+xml":
                yield " ".join(re.findall(r">([^<>]+)<", data))


def _outputs(lesson: Lesson) -> Iterator[str]:
    for cell in lesson.code:
        yield from _words(cell)


def _plain(number: str) -> str:
    """The number without separators of thousands."""
    return re.sub(r",(?=\d{3}\b)", "", number)
