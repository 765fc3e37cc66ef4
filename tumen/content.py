"""Finds templates/, config/ and corpus/: beside the package in a checkout, under tumen/_content/ in a wheel."""

from __future__ import annotations

from pathlib import Path

from tumen.errors import ConfigError

PACKAGE = Path(__file__).resolve().parent


def template_folder() -> Path:
    """Give the folder with the templates; ConfigError when there is none."""
    return _folder("templates")


def config_folder() -> Path:
    """Give the folder with the shipped configuration; ConfigError when there is none."""
    return _folder("config")


def corpus_folder() -> Path:
    """Give the folder with the chronicle; ConfigError when there is none."""
    return _folder("corpus")


def beside(path: Path, name: str) -> Path:
    """Give what stands beside a file of the configuration under this name, else the shipped one."""
    found = path.parent / name
    return found if found.exists() else config_folder() / name


def checkout_folder(package: Path = PACKAGE) -> Path | None:
    """Give the folder of the checkout that this code runs from; None when it runs from an installed wheel."""
    is_checkout = (package.parent / "pyproject.toml").is_file() and not (package / "_content").is_dir()
    return package.parent if is_checkout else None


def _folder(name: str, package: Path = PACKAGE) -> Path:
    # The wheel's copy is looked at first: beside an installed package lies site-packages, where a stranger's
    # folder may have the same plain name.
    for folder in (package / "_content" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise ConfigError(name, "", f"folder not found: looked beside {package} and in {package / '_content'}")
