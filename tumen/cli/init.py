"""tumen init: the files that people edit, copied out of the program, and brought up to a newer one."""

from __future__ import annotations

from pathlib import Path

from tumen import copied
from tumen.cli import screen
from tumen.cli.arguments import Flag
from tumen.copied import State, unreadable
from tumen.errors import ConfigError
from tumen.settings import load_settings


def init(folder: Path | None = None, /, *, all: Flag = False, update: Flag = False, check: Flag = False) -> int:
    """Copy the shipped sources, readers and watch into a folder for editing; or bring copies up to this program.

    Parameters
    ----------
    folder
        The folder that gets config/; by default the current one. With --update and --check the folder that has it; by
        default what TUMEN_CONFIG and TUMEN_CORPUS name.
    all
        Copy also the language tables, the speakers, examples of other subjects and the chronicle. What is not copied
        is the program's, and new with each version. With --update: write also in the place of what was edited.
    update
        After an upgrade: write the program's files in the place of copies that nobody has edited, and of those that it
        refuses. What somebody edited stays beside them as .bak; sources, readers and watch are never touched.
    check
        Only say how copies stand to this program and what there is to do; the exit code is 1 when there is anything.
    """
    try:
        return _done(folder, everything=all, update=update, check=check)
    except OSError as error:
        raise ConfigError(str(error.filename or folder or Path()), "", unreadable(error)) from error


def _done(folder: Path | None, *, everything: bool, update: bool, check: bool) -> int:
    if update or check:
        settings = load_settings()
        places = copied.folders(folder) if folder else (settings.config_folder, settings.corpus_folder)
        return _brought_up(*places, write=update and not check, everything=everything)
    folder = folder or Path()
    made, there = copied.copy_out(folder, everything=everything)
    for target in there:
        screen.say(f"{target} already exists and is left unchanged")
    for target in made:
        screen.say(f"{target} created")
    corpus = f" TUMEN_CORPUS={folder / 'corpus'}" if folder / "corpus" in (*made, *there) else ""
    screen.say(f"Next: export TUMEN_CONFIG={folder / 'config'}{corpus}, then tumen doctor")
    return 0


def _brought_up(config: Path, corpus: Path, *, write: bool, everything: bool) -> int:
    left = 0
    found = copied.copies(config, corpus)
    for one in found:
        by_hand = one.is_own or (one.state is State.EDITED and not everything)
        if by_hand or not write:
            screen.say(f"{one.file}: {one.told}")
            left += one.state is not State.EDITED
            continue
        kept = copied.update(one)
        screen.say(f"{one.file}: as the program's" + (f"; yours is {kept}" if kept else ""))
    if not found:
        screen.say("Nothing to do: every copied file is accepted, and what nobody edited is as the program has it.")
    return 1 if left else 0
