"""The `workbook` command: a source in, answers out.

Exit codes are part of the interface: 0 all is well, 1 there are findings, 2 the input or the request is unusable.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence

from workbook import __version__
from workbook.cli.answer import INTERRUPTED, OK, UNUSABLE
from workbook.cli.arguments import HELP, VERSION, Options, find_command, find_group, read_options, split_language
from workbook.cli.commands import architecture, cost, deploy, operate, prices, workshop
from workbook.cli.manual import help_on, help_on_group, overview
from workbook.cli.usage.all import COMMANDS, PURPOSE
from workbook.errors import WorkbookError
from workbook.lang import Lang
from workbook.streams import complain, open_streams, say

RUNS: Mapping[str, Callable[[Options], int]] = {
    **architecture.RUNS,
    **cost.RUNS,
    **prices.RUNS,
    **deploy.RUNS,
    **operate.RUNS,
    **workshop.RUNS,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; problems go to standard error, one sentence a line."""
    open_streams()
    lang = Lang.EN
    try:
        lang, words = split_language(sys.argv[1:] if argv is None else argv)
        return _run(words, lang)
    except WorkbookError as error:
        complain(f"workbook: {problem}" for problem in error.in_language(lang))
        return UNUSABLE
    except BrokenPipeError:
        return OK  # whoever reads, `head` or a pager, has seen enough
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(words: Sequence[str], lang: Lang) -> int:
    if not words:
        complain(overview(COMMANDS, PURPOSE, lang).splitlines())
        return UNUSABLE
    first = words[0]
    if first in HELP:
        say(overview(COMMANDS, PURPOSE, lang))
        return OK
    if first == VERSION:
        say(f"workbook {__version__}\n")
        return OK
    group = find_group(words, COMMANDS)
    if group:
        say(help_on_group(group, lang))
        return OK
    command, rest = find_command(words, COMMANDS)
    options = read_options(command, rest)
    options.lang = lang
    if options.help:
        say(help_on(command, COMMANDS, lang))
        return OK
    return RUNS[command.name](options)
