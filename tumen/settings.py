"""What the environment says, read once: where things are kept, and how this installation shows itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from tumen import content
from tumen.errors import ConfigError
from tumen.model import HOSTS_AT_ONCE

# What is read from the environment elsewhere, because it is not for a run.
ELSEWHERE: Final = {
    "TUMEN_WEB_LOGIN": "login of `tumen web`, as `tumen web --hash-password` prints it; required beyond this machine",
    "TUMEN_SERVER_HOSTS": "further names of the server, commas between them: that of a proxy, or of Prometheus' target",
    "TUMEN_FAILED_WEBHOOK": "told by Prefect of failed runs and silent sources; read when deployments are made",
    "TUMEN_SEALED_WEBHOOK": "told by Prefect of sealed digests; read when deployments are made",
    "TUMEN_ROOT": "folder with deployments/; empty: the current one, or the one beside the package",
}
_FOR_TESTS: Final = "TUMEN_FAIL"
# Behind it come a page and an id; mail programs and chats break longer addresses.
_LONGEST_SITE: Final = 100
# "For ever", in what a date and a column of either database can still hold.
_A_CENTURY: Final = 36_500  # days
_A_PETABYTE: Final = 1_000_000_000  # megabytes
_A_MILLION: Final = 1_000_000


def _has_port_or_none(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def default_home() -> Path:
    """Give `var` in the checkout that this code runs from, or in the current folder for an installed wheel."""
    checkout = content.checkout_folder()
    # In the checkout's own folder the short name is kept: it is what messages show.
    return Path("var") if checkout in (None, Path.cwd()) else checkout / "var"


class Settings(BaseModel):
    """Everything that differs between installations; each is an environment variable TUMEN_<NAME>."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path = Field(
        default_factory=default_home,
        description="folder for the database, digests and backups; empty: var in the checkout or the current folder",
    )
    database_url: str = Field("", description="sqlite:///… or postgresql://…; empty: tumen.db in the home")
    config: Path | None = Field(None, description="folder with sources, readers and watch; empty: the shipped ones")
    corpus: Path | None = Field(None, description="folder of the chronicle; empty: the shipped one")
    contact: str = Field("", description="address or page in the User-Agent, so that a server's owner can write to us")
    unsubscribe: str = Field("", description="https: or mailto: address shown at the foot of mails")
    sender: str = Field("", description="From: of mails; empty: the one of the channel's address")
    list_id: str = Field("", description="List-Id of mails, as tumen.example.org; empty: made of the sender's domain")
    copies: str = Field("", repr=False, description="mailbox with a copy of every mail: maildir:…, imaps://…, env:NAME")
    operator: str = Field(
        "",
        repr=False,
        description="where the operator is told what needs a person: an apprise URL, env:NAME or secret:PATH",
    )
    raw_days: int = Field(30, ge=1, le=_A_CENTURY, description="days for which replies are kept as they came")
    raw_megabytes: int = Field(
        4_000, ge=1, le=_A_PETABYTE, description="megabytes of such replies; beyond that the oldest go"
    )
    quarantine_days: int = Field(
        90,
        ge=1,
        le=_A_CENTURY,
        description="days after its last arrival for which an unreadable item is kept, and its reply",
    )
    versions: int = Field(20, ge=2, le=_A_MILLION, description="wordings kept of a document: the first and the newest")
    other_days: int = Field(
        0, ge=0, le=_A_CENTURY, description="days for which texts not about the subject are kept whole; 0: for ever"
    )
    workers: int = Field(HOSTS_AT_ONCE, ge=1, le=64, description="hosts asked at the same time")
    run_minutes: int = Field(10, ge=1, le=60, description="minutes after which a collection asks no further sources")
    site: str = Field(
        "", description="address under which tumen web is reached: mails, chats and feeds link to its pages"
    )
    instance: str = Field("", description="name of this installation; a copied database does not send under another")
    llm_url: str = Field(
        "", description="endpoint of a language model that may word lines, as http://localhost:11434/v1; empty: none"
    )
    llm_model: str = Field("", description="name of the model at that endpoint")
    llm_key: str = Field("", repr=False, description="key for that endpoint: env:NAME, secret:PATH or the key itself")
    llm_calls: int = Field(5, ge=1, le=50, description="questions that one digest may put to the model")
    llm_tokens: int = Field(20_000, ge=1_000, description="tokens that one digest may cost, questions and answers")
    llm_seconds: int = Field(60, ge=1, le=300, description="seconds that one digest may wait for the model in all")
    log_format: Literal["text", "json"] = Field("text", description="log lines: text, or json, one object a line")

    @field_validator("site")
    @classmethod
    def _is_site(cls, given: str) -> str:
        """An address of the web without anything behind its path, and without a slash at its end."""
        parts = urlsplit(given)
        if given and not (
            given.isascii()
            and given.isprintable()
            and not re.search(r"[\s\"'<>\\^`{|}@?#]", given)
            and len(given) <= _LONGEST_SITE
            and parts.scheme in ("http", "https")
            and parts.hostname
            and _has_port_or_none(parts)
        ):
            raise ValueError("must be an address such as https://desk.example.org, without user, ? and #")
        return given.rstrip("/")

    @property
    def url(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{(self.home / 'tumen.db').resolve()}"

    @property
    def digests(self) -> Path:
        """Where digests are written as files."""
        return self.home / "digests"

    @property
    def config_folder(self) -> Path:
        """The folder with sources.toml, readers.toml and watch.toml."""
        return self.config or content.config_folder()

    @property
    def corpus_folder(self) -> Path:
        """The folder of the chronicle."""
        return self.corpus or content.corpus_folder()


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment (the process's own, when none is given); an empty variable counts as not set.

    Raises ConfigError that names the variable that is wrong.
    """
    given = os.environ if environ is None else environ
    values = {name: value for name in Settings.model_fields if (value := given.get(_variable(name)))}
    try:
        return Settings.model_validate(values)
    except ValidationError as e:
        first = e.errors()[0]
        raise ConfigError("environment", _variable(str(first["loc"][0])), first["msg"]) from e


def unknown_settings(environ: Mapping[str, str], addresses: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return the TUMEN_ names of the environment that nothing reads, with the nearest known one, else ""; any case.

    `addresses`: those of channels, which may name further variables as env:NAME.
    """
    known = {*map(_variable, Settings.model_fields), *ELSEWHERE}
    named = {name for address in addresses for name in re.findall(r"env:([A-Za-z0-9_]+)", address)}
    meant = (name for name in environ if name.upper().startswith("TUMEN_"))
    strays = sorted(name for name in meant if name not in {*known, *named, _FOR_TESTS})
    return [(name, next(iter(get_close_matches(name.upper(), [*known, *named], 1)), "")) for name in strays]


def _variable(name: str) -> str:
    return f"TUMEN_{name.upper()}"
