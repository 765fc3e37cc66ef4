"""The command line: `tumen --help`. Exit code 0 done, 1 something failed and is named, 2 wrong usage."""

from __future__ import annotations

import logging
import sys

from cyclopts import App, CycloptsError, Group

from tumen import logs
from tumen.build import version
from tumen.cli.common_options import HELP, carried_out, taken
from tumen.env_file import read_env_files
from tumen.errors import ConfigError, TumenError
from tumen.invisible_characters import obeyed, plain

app = App(
    name="tumen",
    help="Watches one subject, as its watch says: what is new, what changed, who says so, on what evidence.\n\n"
    "To begin: tumen doctor checks this installation; tumen run does the whole work once and says where the digest is; "
    "tumen search and tumen show look at what is known.",
    help_epilogue=HELP,
    version=version,
)
_WORK, _LOOK, _OPERATE = (Group.create_ordered(name) for name in ("Do the work", "See what is known", "Operate"))

# Imported when asked for: most commands need neither the network nor Prefect, and `--version` needs nothing at all.
_COMMANDS = {
    _WORK: (
        "work:run",
        "work:import_paths",
        "work:collect",
        "work:digest",
        "work:alert",
        "judge:judge",
        "share:work",
        "replay:replay",
    ),
    _LOOK: (
        "search:search",
        "timeline:timeline",
        "story:show",
        "figures:claims",
        "timeline:told",
        "look:developments",
        "look:trace",
        "export:export",
        "feed:feed",
        "web:web",
    ),
    _OPERATE: (
        "operate:sources",
        "deliveries:deliveries",
        "status:status",
        "doctor:doctor",
        "init:init",
        "operate:upkeep",
        "archive:archive",
        "operate:upgrade",
        "operate:adopt",
        "operate:completion",
        "work:reextract",
    ),
}
for group, commands in _COMMANDS.items():
    for place, command in enumerate(commands):
        name = command.partition(":")[2].removesuffix("_paths")
        app.command(f"tumen.cli.{command}", name=name, group=group, sort_key=place)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit; our own errors are shown in one line, without a traceback."""
    logging.basicConfig(level=logging.WARNING)
    logs.write_as("text")
    try:
        read_env_files()
    except ConfigError as error:
        print(f"tumen: {plain(error)}", file=sys.stderr)
        sys.exit(2)
    sys.exit(answer(sys.argv[1:] if arguments is None else arguments))


def _import_all() -> None:
    """The list of commands shows the first line of each one's docstring."""
    for name in app:
        app[name]


def answer(arguments: list[str]) -> int:
    """Run one command; return its exit code."""
    if obeyed(arguments):
        print("tumen: the command line holds control characters or invalid bytes", file=sys.stderr)
        return 2
    try:
        return carried_out(taken(arguments), _answer)
    except CycloptsError as error:
        print(f"tumen: {plain(error)}\nSee tumen --help.", file=sys.stderr)
        return 2
    except ConfigError as error:
        print(f"tumen: {plain(error)}", file=sys.stderr)
        return 2
    except TumenError as error:
        print(f"tumen: {plain(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("tumen: interrupted; nothing is lost, and the next run continues from here", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of a pipe left (`| head`): nothing is wrong, and nothing more can be said.
        sys.stderr.close()
        return 0


def _answer(arguments: list[str]) -> int:
    if not arguments or arguments[0] in app.help_flags:
        _import_all()
    result = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    return result if isinstance(result, int) else 0
