"""What the environment says, read once: where things are kept, and how this installation shows itself."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from tumen import content
from tumen.errors import ConfigError


def default_home() -> Path:
    """Give `var` in the checkout that this code runs from, or in the current folder for an installed wheel."""
    checkout = content.checkout_folder()
    # In the checkout's own folder the short name is kept: it is what messages show.
    return Path("var") if checkout in (None, Path.cwd()) else checkout / "var"


class Settings(BaseSettings):
    """Everything that differs between installations; each is an environment variable TUMEN_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="TUMEN_", env_ignore_empty=True, frozen=True, extra="ignore")

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
    raw_days: int = Field(30, ge=1, description="days for which replies are kept as they came")
    workers: int = Field(16, ge=1, le=64, description="sources asked at the same time")
    run_minutes: int = Field(10, ge=1, description="minutes after which a collection stops asking further sources")
    instance: str = Field("", description="name of this installation; a copied database does not send under another")

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

    @property
    def raw_age(self) -> timedelta:
        """How long replies are kept as they came."""
        return timedelta(days=self.raw_days)


def load_settings() -> Settings:
    """Read the environment; ConfigError names the variable that is wrong."""
    try:
        return Settings()  # type: ignore[call-arg, unused-ignore]
    except ValidationError as e:
        first = e.errors()[0]
        name = "TUMEN_" + "_".join(str(part) for part in first["loc"]).upper()
        raise ConfigError("environment", name, first["msg"]) from e
