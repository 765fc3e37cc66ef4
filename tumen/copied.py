"""What `tumen init` copied out of the program for editing, and how it stands to what a newer program brings.

Beside the copies lies a note of what each said when it was copied. So an upgrade knows which of them nobody touched:
those follow the program. What somebody edited stays, and is replaced only where the program refuses it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tumen import catalogue, content
from tumen.errors import ConfigError

# What people edit, and nothing replaces: a reader who is not there any more would be told nothing.
OWN: Final = ("sources.toml", "readers.toml", "watch.toml")
NOTE: Final = ".copied.json"  # no .toml: nothing reads it as configuration
BACKUP: Final = ".bak"
EDITED: Final = f"yours, without what is new in the program's; `tumen init --update --all` keeps yours as {BACKUP}"


class State(StrEnum):
    """How a copy stands to the file that the program brings."""

    REFUSED = "refused"
    OLDER = "older"
    EDITED = "edited"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of the copied `folder` that is not as the program brings it; `reason`: why it is refused."""

    folder: Path
    name: str
    shipped: Path
    state: State
    reason: str = ""

    @property
    def file(self) -> Path:
        """Where it lies."""
        return self.folder / self.name

    @property
    def is_own(self) -> bool:
        """Whether only a person can mend it: it says what this installation is for, or no other version is there."""
        is_alike = self.shipped.exists() and self.file.exists() and hash_of(self.file) == hash_of(self.shipped)
        return self.name in OWN or is_alike or not self.shipped.exists()

    @property
    def told(self) -> str:
        """How it stands, and what to do."""
        if self.state is State.REFUSED and self.is_own:
            return f"{self.reason}; correct it by hand"
        if self.state is State.REFUSED:
            return f"{self.reason}; `tumen init --update` keeps yours as {BACKUP} and writes the program's"
        return _TOLD[self.state]


_TOLD: Final = {
    State.OLDER: "an unchanged copy of an older one; `tumen init --update` writes the program's",
    State.EDITED: EDITED,
    State.MISSING: "not there, and the program has it; `tumen init --update` adds it",
}


def unreadable(error: OSError) -> str:
    """What the system says of a copied file or folder, with what to do."""
    return f"{error.strerror or error}: mend or remove it, or give another folder"


def copy_out(folder: Path, *, everything: bool) -> tuple[list[Path], list[Path]]:
    """Copy what people edit into config/ of a folder, or all there is; return what was made and what was there."""
    made: list[Path] = []
    there: list[Path] = []
    for name, shipped in _shipped():
        files = [file for file in _files(shipped) if everything or (name == "config" and file.name in OWN)]
        if not files:
            continue
        target = folder / name
        if target.exists():
            there.append(target)
            continue
        for file in files:
            _write(file, target / file.relative_to(shipped))
        _note(target, {str(file.relative_to(shipped)): hash_of(file) for file in files})
        made.append(target)
    return made, there


def folders(folder: Path) -> tuple[Path, Path]:
    """The config/ and corpus/ of a folder to which files were copied; the program's where one was not."""
    config, corpus = (folder / name if (folder / name).is_dir() else shipped for name, shipped in _shipped())
    return config, corpus


def copies(config: Path, corpus: Path) -> list[Copy]:
    """The files of an installation that are not as the program brings them; those of its own only where refused."""
    if all(one.resolve() == own.resolve() for one, (_, own) in zip((config, corpus), _shipped(), strict=True)):
        return []
    found: list[Copy] = []
    refused = _refused(config, corpus)
    for folder, (_, shipped) in zip((config, corpus), _shipped(), strict=True):
        if folder.resolve() == shipped.resolve():
            continue
        known = _noted(folder)
        names = [str(file.relative_to(root)) for root in (shipped, folder) for file in _files(root)]
        for name in dict.fromkeys(names):
            reason = refused.get(folder / name, "")
            if not (shipped / name).exists():  # a table or a year of one's own
                state = State.REFUSED if reason else None
            else:
                state = _state(folder, name, shipped / name, known.get(name), refused=bool(reason))
            if state is not None:
                found.append(Copy(folder, name, shipped / name, state, reason))
    return found


def update(found: Copy) -> Path | None:
    """Write the program's file in the place of a copy; return where what somebody had edited was put, if it was."""
    kept = None
    if found.state in (State.REFUSED, State.EDITED) and found.file.exists():
        free = (found.file.with_name(f"{found.file.name}{BACKUP}{n or ''}") for n in range(1000))
        kept = next(place for place in free if not place.exists())
        found.file.rename(kept)
    _write(found.shipped, found.file)
    _note(found.folder, {**_noted(found.folder), found.name: hash_of(found.shipped)})
    return kept


def _state(folder: Path, name: str, shipped: Path, noted: str | None, *, refused: bool) -> State | None:
    """How a copy stands; None where there is nothing to say."""
    file = folder / name
    is_own, is_there = name in OWN, file.exists()
    if is_there and noted == hash_of(file) != hash_of(shipped) and not is_own:
        return State.OLDER
    if refused:
        return State.REFUSED
    if is_own or (is_there and hash_of(file) == hash_of(shipped)):
        return None
    if is_there:
        return State.EDITED
    # Tables of languages and years of the chronicle are read from one folder: what a copy of it lacks is lacking,
    # unless somebody took it out.
    is_beside = shipped.parent == content.config_folder()  # of such the program's stands in
    is_copied = len(Path(name).parts) == 1 or (folder / Path(name).parts[0]).is_dir()
    return State.MISSING if noted is None and is_copied and not is_beside else None


def _refused(config: Path, corpus: Path) -> dict[Path, str]:
    """Every file that the program refuses, with the reason: the program's own stands in for those found before."""
    found: dict[Path, str] = {}
    if _mistake(config, corpus) is None:
        return found
    with TemporaryDirectory() as place:
        trials = {name: Path(place) / name for name, _ in _shipped()}
        given = dict(zip(trials, (config, corpus), strict=True))
        for name, trial in trials.items():
            for file in _files(given[name]):
                _write(file, trial / file.relative_to(given[name]))
        while (error := _mistake(trials["config"], trials["corpus"])) is not None:
            where = Path(error.file)
            name = next((name for name, trial in trials.items() if where.is_relative_to(trial)), "")
            inside = where.relative_to(trials[name]) if name else where
            if not name or not where.exists():
                break  # no single file's
            if given[name] / inside in found:
                where.unlink()  # nor is the program's accepted there: what else is wrong is seen without it
                continue
            found[given[name] / inside] = f"{error.key}: {error.reason}" if error.key else error.reason
            where.unlink()
            if (shipped := dict(_shipped())[name] / inside).exists():
                _write(shipped, where)
    return found


def _mistake(config: Path, corpus: Path) -> ConfigError | None:
    """The first mistake that reading it all meets."""
    try:
        watch = catalogue.load_watch(config / "watch.toml")
        watch.vocabulary.read()
        themes = {theme.id for theme in watch.themes}
        catalogue.load_sources(config / "sources.toml")
        catalogue.load_readers(config / "readers.toml", themes)
        catalogue.load_chronicle(corpus, themes=themes)
    except ConfigError as error:
        return error
    return None


def _shipped() -> tuple[tuple[str, Path], ...]:
    return (("config", content.config_folder()), ("corpus", content.corpus_folder()))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.toml"))


def hash_of(file: Path) -> str:
    """What a file says, in short."""
    return sha256(file.read_bytes()).hexdigest()


def _write(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _noted(folder: Path) -> dict[str, str]:
    """What each file of a folder said when it was copied; of one copied by an older program nothing is known."""
    try:
        noted = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(said) for name, said in noted.items()} if isinstance(noted, dict) else {}


def _note(folder: Path, said: Mapping[str, str]) -> None:
    (folder / NOTE).write_text(json.dumps(dict(sorted(said.items())), indent=1), encoding="utf-8")
